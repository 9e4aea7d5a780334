namespace ChiaPS.Embedded;

/// <summary>A key of the keychain.</summary>
internal sealed record Key(uint Fingerprint, string? Label, string PublicKey)
{
    /// <summary>The key that words make; not the real one.</summary>
    public static Key Of(string words, string? label)
    {
        var hash = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(words));
        return new(BitConverter.ToUInt32(hash), label, "0x" + Convert.ToHexStringLower([.. hash, .. hash[..16]]));
    }
}

/// <summary>The three keys of the installation, as in the recordings of the daemon.</summary>
internal static class Keys
{
    /// <summary>First address of the first key, where the simulator farms to.</summary>
    public const string FarmingPuzzleHash = "7c8ddbc4f34e334664327b2db15e1c14c5ec8aaea3c935bda595b03367580ca4";

    public static IReadOnlyList<Key> All { get; } =
    [
        new(1532878573, "main key", "0x827af93158c0542a234c76fcdfd54766dc39405b259c25f6fc90ca47fb0c73a8f5c745a4489b0a0ed7662044021bac53"),
        new(3233035169, Label: null, "0x868b21ba1a8b68140ac09adccaacc6f857e3c6aadb79dae8d14b093b6f18a20790ccfc7d24fa422a7b5715c1ed206c95"),
        new(3296682342, "observer", "0xa010d140e7c43146b5bb59695e6c444abbb62e964a535d0034351a90d1192bff0130de95f9bbc58af254c4dab4e65d3a"),
    ];
}
