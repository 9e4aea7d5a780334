using System.Globalization;
using ChiaPS.Rpc;
using ChiaPS.Sessions;
using ChiaPS.Values;

namespace ChiaPS.Operations;

/// <summary>One row of input as it came: texts and values that may be wrong.</summary>
internal sealed record PaymentInput(int Number, object? Input, string? Address, Func<Amount> ReadAmount, IReadOnlyList<string> Memos, string? Reference, string? AssetId)
{
    private static readonly string[] Columns = ["Address", "Amount", "Memo", "Reference", "AssetId"];

    /// <summary>The first name that looks like one of a column and is none, as "Reference" with a space after it: its values would be passed over without a word.</summary>
    public static string? MisnamedColumn(IEnumerable<string> names) => names.FirstOrDefault(name =>
        !Columns.Contains(name, StringComparer.OrdinalIgnoreCase)
        && Columns.Contains(string.Concat(name.Where(c => !char.IsWhiteSpace(c) && char.GetUnicodeCategory(c) is not (UnicodeCategory.Format or UnicodeCategory.Control))), StringComparer.OrdinalIgnoreCase));

    public string? Misnamed { get; init; }
}

/// <summary>Reads rows of payments: every row is looked at before any is paid.</summary>
internal sealed class PaymentReader(Call call, string? prefix, uint? walletId, IReadOnlyDictionary<uint, Wallet> wallets)
{
    public static async Task<PaymentReader> OpenAsync(Call call, string? prefix, uint? walletId)
    {
        var wallets = new Dictionary<uint, Wallet>();
        await foreach (var wallet in call.StreamAsync(WalletCore.GetWallets, new(Type: null, IncludeData: true)).ConfigureAwait(false))
        {
            wallets[wallet.WalletId] = wallet;
        }

        call.Know(call.Fingerprint, wallets.ToDictionary(wallet => wallet.Key, wallet => wallet.Value.Type));
        return new(call, prefix, walletId, wallets);
    }

    /// <exception cref="ChiaException">What is wrong with it.</exception>
    public (Wallet Wallet, SpendRow Row) Read(PaymentInput input)
    {
        if (input.Misnamed is { } column)
        {
            throw new ChiaException("ChiaArgument.Column", $"The column '{SpendPreview.Shown(column)}' has spaces or hidden characters in its name, so it would not be read.", "Mend the first line of the file.");
        }

        var wallet = WalletOf(input);
        var (puzzleHash, address) = AddressOf(input.Address);
        return (wallet, new SpendRow(input.ReadAmount().ToMojo(wallet.Type.Unit()), address)
        {
            Number = input.Number,
            Input = input.Input,
            PuzzleHash = puzzleHash,
            AssetId = wallet.AssetId,
            Reference = string.IsNullOrWhiteSpace(input.Reference) ? null : input.Reference.Trim(),
            Memos = [.. input.Memos.Where(memo => memo.Length > 0)],
        });
    }

    /// <summary>The same problem with the number of its row in front.</summary>
    public static ChiaException OfRow(int number, ChiaException problem) =>
        new(problem.ErrorId, string.Create(CultureInfo.InvariantCulture, $"Row {number}: {problem.Message}"), problem.Advice, problem);

    private (string PuzzleHash, string Address) AddressOf(string? text) => string.IsNullOrWhiteSpace(text)
        ? throw new ChiaException("ChiaArgument.Address", "There is no address.", $"Give an address such as {prefix ?? "xch"}1…, in a column or property named Address.")
        : NetworkAddress.Read(call.Session, prefix, text);

    private Wallet WalletOf(PaymentInput input)
    {
        if (input.AssetId is { } asset && asset.Trim().ToUpperInvariant() is not ("XCH" or "TXCH"))
        {
            var id = Hex.Hash(input.AssetId) is { } hash ? Hex.Format(hash)
                : throw new ChiaException("ChiaArgument.AssetId", $"'{asset}' is no asset id: 32 bytes of hex, or xch for XCH.", "Get-ChiaWallet -Type Cat shows the assets of this key.");
            return wallets.Values.FirstOrDefault(wallet => wallet.AssetId == id)
                ?? throw new ChiaException("ChiaArgument.AssetId", FormattableString.Invariant($"Key {call.Fingerprint} has no wallet for asset {id}."), "Get-ChiaWallet -Type Cat shows the assets of this key.");
        }

        var number = walletId ?? 1;
        var found = wallets.GetValueOrDefault(number) ?? throw UnknownWallet.Create(call, number).Exception;
        return found.Type is WalletType.Standard || found.Type.IsCat()
            ? found
            : throw new ChiaException("ChiaArgument.Wallet", FormattableString.Invariant($"Wallet {number} is of type {found.Type}: it holds no XCH or CAT to send."), "Get-ChiaWallet shows the type of each wallet.");
    }
}
