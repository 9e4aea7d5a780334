using ChiaPS.Values;

namespace ChiaPS.Identity;

/// <summary>32 bytes: hex in any case, with or without 0x, or the bytes; where it is allowed an address too. The parameter gets 0x and lower case.</summary>
internal sealed class HashAttribute : TransformAttribute
{
    public bool AllowAddress { get; init; }

    private protected override bool IsItem(object value) => value is byte[];

    private protected override object? One(object? given, object? value)
    {
        switch (value)
        {
            case byte[] { Length: 32 } bytes:
                return Hex.Format(bytes);
            case byte[] bytes:
                throw Wrong($"These are {bytes.Length} bytes; 32 are needed.");
            case string text when Hex.Hash(text) is { } hash:
                return Hex.Format(hash);
            case string text when AllowAddress && Bech32m.TryDecode(text.Trim(), out _, out var data, out var problem):
                return data.Length == 32 ? Hex.Format(data) : throw Unfit($"'{text}' is an address of {data.Length} bytes; 32 are needed.");
            case string text when AllowAddress && text.Trim().LastIndexOf('1') > 0 && !text.StartsWith("0x", StringComparison.OrdinalIgnoreCase):
                Bech32m.TryDecode(text.Trim(), out _, out _, out var reason);
                throw Unfit($"'{text}' is not an address: {reason}.");
            case string text:
                throw Unfit($"'{text}' is not {(AllowAddress ? "an address or " : "")}32 bytes of hex (64 digits, with or without 0x).");
            default:
                throw Unfit(value!);
        }
    }

    private protected override object Collect(object?[] items) => items.Cast<string>().ToArray();
}
