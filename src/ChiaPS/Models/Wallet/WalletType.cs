namespace ChiaPS;

/// <summary>The kinds of wallets, by Chia's numbers. A kind that is newer than ChiaPS shows as its number.</summary>
public enum WalletType
{
    /// <summary>XCH.</summary>
    Standard = 0,

    /// <summary>A CAT.</summary>
    Cat = 6,

    /// <summary>A decentralised identity.</summary>
    Did = 8,

    /// <summary>A plot NFT: farming for a pool or for oneself.</summary>
    Pool = 9,

    /// <summary>NFTs, of one DID or of none.</summary>
    Nft = 10,

    /// <summary>Data layer singletons.</summary>
    DataLayer = 11,

    /// <summary>Verified credentials.</summary>
    Credential = 13,

    /// <summary>A CAT that asks for credentials (CR-CAT).</summary>
    RestrictedCat = 57,

    /// <summary>A CAT that its issuer can revoke.</summary>
    RevocableCat = 132,

    /// <summary>Coins that are watched only.</summary>
    Remote = 205,

    /// <summary>A plot NFT of version 2.</summary>
    PlotNft = 209,
}

/// <summary>What follows from the kind of a wallet.</summary>
internal static class WalletTypeFacts
{
    public static AmountUnit Unit(this WalletType type) => IsCat(type) ? AmountUnit.Cat : AmountUnit.Xch;

    public static bool IsCat(this WalletType type) => type is WalletType.Cat or WalletType.RestrictedCat or WalletType.RevocableCat;

    /// <summary>The unit as objects show it: XCH, TXCH on test networks, CAT.</summary>
    public static string UnitName(this WalletType type, string? prefix) =>
        IsCat(type) ? "CAT" : prefix is "txch" ? "TXCH" : "XCH";
}
