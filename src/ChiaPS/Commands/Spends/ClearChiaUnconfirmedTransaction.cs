using System.Globalization;
using System.Management.Automation;
using ChiaPS.Completion;
using ChiaPS.Identity;
using ChiaPS.Operations;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>Makes a wallet forget every unconfirmed transaction, which frees their coins. What was sent can still confirm.</summary>
[Cmdlet(VerbsCommon.Clear, "ChiaUnconfirmedTransaction", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
[Rpc("wallet/delete_unconfirmed_transactions")]
[Rpc("wallet/get_transactions")]
[Rpc("wallet/get_wallets")]
[Rpc("wallet/get_logged_in_fingerprint")]
public sealed class ClearChiaUnconfirmedTransaction : WalletChangeCmdlet
{
    /// <summary>Wallets or their numbers; 1, the XCH wallet, when it is left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [WholeNumber(Of = typeof(Wallet), Id = nameof(Wallet.WalletId), Array = true)]
    [ArgumentCompleter(typeof(WalletIdCompleter))]
    public uint[] WalletId { get; set; } = [1];

    private protected override object? Target => WalletId is [var only] ? only : WalletId;

    private protected override void Change(Call call)
    {
        var types = Wait(WalletTypes.ReadAsync(call));
        foreach (var id in WalletId)
        {
            Attempt(id, () => Clear(call, id, types), mayEnd: !SessionIsPiped);
        }
    }

    private void Clear(Call call, uint id, Dictionary<uint, WalletType> types)
    {
        if (!types.ContainsKey(id))
        {
            throw UnknownWallet.Create(call, id).Exception;
        }

        var pending = Wait(PendingAsync(call, id));
        if (pending.Count == 0)
        {
            WriteVerbose(string.Create(CultureInfo.InvariantCulture, $"Wallet {id} has no unconfirmed transaction."));
        }
        else if (IsWanted(call, $"Forget {pending.Count.ToString(CultureInfo.InvariantCulture)} unconfirmed transaction(s), of which those that a node has can still confirm:\n{string.Join('\n', pending.Select(Line))}\n", id))
        {
            Wait(call.SendAsync(WalletCore.DeleteUnconfirmedTransactions, new(id)));
            pending.ForEach(record => WriteVerbose($"Forgot {Line(record)}."));
        }
    }

    private static string Line(TransactionRecord record) => string.Create(
        CultureInfo.InvariantCulture, $"  {record.TransactionId}: {record.Amount} {record.Unit} to {record.ToAddress}, {SpendTracker.Of(record)}");

    private static async Task<List<TransactionRecord>> PendingAsync(Call call, uint id)
    {
        var pending = new List<TransactionRecord>();
        await foreach (var record in new TransactionList(call, TransactionOrder.Newest, turned: false) { Confirmed = false }.ReadAsync([id]).ConfigureAwait(false))
        {
            if (!record.Confirmed && record.Type is not (TransactionType.IncomingClawbackReceive or TransactionType.IncomingClawbackSend))
            {
                pending.Add(record);
            }
        }

        return pending;
    }
}
