using System.Management.Automation;
using ChiaPS.Completion;
using ChiaPS.Identity;
using ChiaPS.Operations;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>Transactions of wallets, newest first.</summary>
[Cmdlet(VerbsCommon.Get, "ChiaTransaction", SupportsPaging = true)]
[OutputType(typeof(TransactionRecord))]
[Rpc("wallet/get_transactions")]
[Rpc("wallet/get_transaction_count")]
[Rpc("wallet/get_transaction")]
[Rpc("wallet/get_transaction_memo")]
[Rpc("wallet/get_wallets")]
[Rpc("wallet/get_logged_in_fingerprint")]
public sealed class GetChiaTransaction : WalletReadCmdlet
{
    /// <summary>Wallets or their numbers; all when it is left out.</summary>
    [Parameter(ParameterSetName = "Wallet", Position = 0, ValueFromPipeline = true)]
    [WholeNumber(Of = typeof(Wallet), Id = nameof(Wallet.WalletId), Array = true)]
    [ArgumentCompleter(typeof(WalletIdCompleter))]
    public uint[]? WalletId { get; set; }

    /// <summary>Ids of transactions.</summary>
    [Parameter(ParameterSetName = "TransactionId", Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Hash(Array = true)]
    public string[] TransactionId { get; set; } = [];

    /// <summary>Only transactions of these types.</summary>
    [Parameter(ParameterSetName = "Wallet")]
    public TransactionType[]? Type { get; set; }

    /// <summary>No transactions of these types.</summary>
    [Parameter(ParameterSetName = "Wallet")]
    public TransactionType[]? ExcludeType { get; set; }

    /// <summary>Only confirmed ones; -Confirmed:$false for those that are not.</summary>
    [Parameter(ParameterSetName = "Wallet")]
    public SwitchParameter Confirmed { get; set; }

    /// <summary>Only those that went to this address.</summary>
    [Parameter(ParameterSetName = "Wallet")]
    public string? Address { get; set; }

    /// <summary>Newest (unconfirmed first), or Height (by the height of confirmation, highest first).</summary>
    [Parameter(ParameterSetName = "Wallet")]
    public TransactionOrder SortBy { get; set; }

    /// <summary>The other way round.</summary>
    [Parameter(ParameterSetName = "Wallet")]
    public SwitchParameter Oldest { get; set; }

    /// <summary>Ask for the memos of each too: a slow call a transaction.</summary>
    [Parameter]
    public SwitchParameter IncludeMemo { get; set; }

    private protected override object? Target => ParameterSetName == "TransactionId" ? TransactionId : WalletId;

    private protected override async IAsyncEnumerable<object> ReadWalletAsync(Call call)
    {
        if (Type is not null && ExcludeType is not null)
        {
            throw new ChiaException("ChiaArgument.Conflict", "-Type and -ExcludeType exclude each other.", "Give one of them.");
        }

        var types = await WalletTypes.ReadAsync(call).ConfigureAwait(false);
        foreach (var unknown in (WalletId ?? []).Where(id => !types.ContainsKey(id)))
        {
            yield return UnknownWallet.Create(call, unknown); // the RPC would answer an empty list
        }

        var items = ParameterSetName == "TransactionId"
            ? EachAsync(TransactionId, id => call.SendAsync(WalletCore.GetTransaction, new(id)))
            : ListAsync(call, WalletId?.Where(types.ContainsKey).ToArray() ?? [.. types.Keys.Order()]);
        await foreach (var item in items.ConfigureAwait(false))
        {
            if (IncludeMemo && item is TransactionRecord transaction)
            {
                await AddMemosAsync(call, transaction).ConfigureAwait(false);
            }

            yield return item;
        }
    }

    // A reward was not sent by anybody, so the wallet finds no spend to read memos from, and says so as an error.
    private static async Task AddMemosAsync(Call call, TransactionRecord transaction)
    {
        if (transaction is { TransactionId: { } id, Type: not (TransactionType.PoolReward or TransactionType.FarmerReward) })
        {
            transaction.Memos = (await call.SendAsync(WalletCore.GetTransactionMemo, new(id)).ConfigureAwait(false)).Of(id);
        }
    }

    private async IAsyncEnumerable<object> ListAsync(Call call, uint[] wallets)
    {
        var list = new TransactionList(call, SortBy, Oldest)
        {
            Confirmed = MyInvocation.BoundParameters.ContainsKey(nameof(Confirmed)) ? Confirmed.IsPresent : null,
            Address = Address,
            Filter = Type is not null ? new([.. Type.Select(type => (int)type)], 1) : ExcludeType is not null ? new([.. ExcludeType.Select(type => (int)type)], 2) : null,
        };
        if (PagingParameters.IncludeTotalCount)
        {
            // The RPC cannot count the transactions to one address.
            yield return PagingParameters.NewTotalCount(await list.CountAsync(wallets).ConfigureAwait(false), Address is null ? 1.0 : 0.0);
        }

        await foreach (var transaction in Paging.LimitAsync(list.ReadAsync(wallets), PagingParameters.Skip, PagingParameters.First).ConfigureAwait(false))
        {
            yield return transaction;
        }
    }
}
