using System.Text.Json;
using System.Text.Json.Serialization;
using ChiaPS.Json;
using ChiaPS.Values;

namespace ChiaPS;

/// <summary>A wallet of the key that is logged in (<c>wallet/get_wallets</c>).</summary>
public sealed class Wallet : ChiaObject
{
    private readonly Lazy<JsonElement> _data;

    /// <summary>For the reader of answers.</summary>
    public Wallet() => _data = new(ParseData);

    /// <summary>Its number; 1 is the XCH wallet.</summary>
    [JsonPropertyName("id")]
    public uint WalletId { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>What it holds.</summary>
    public WalletType Type { get; init; }

    /// <summary>The asset of a CAT; null for others.</summary>
    public string? AssetId => Type.IsCat() && Data is { Length: >= 64 } && Hex.TryParse(Data[..64], out var id) ? Hex.Format(id) : null;

    /// <summary>The DID of a DID wallet or of an NFT wallet that has one, as did:chia: address.</summary>
    public string? DidId => Hex.Hash(DidHash()) is { } hash ? Bech32m.Encode("did:chia:", hash) : null;

    /// <summary>The wallet of that DID for an NFT wallet; null for others or when it is not among the wallets.</summary>
    [JsonIgnore]
    public uint? DidWalletId { get; internal set; }

    /// <summary>The key that the wallet belongs to.</summary>
    [JsonIgnore]
    public uint? Fingerprint { get; internal set; }

    /// <summary>Issuers whose credentials a restricted CAT accepts.</summary>
    [JsonConverter(typeof(HexArrayConverter))]
    public string[]? AuthorizedProviders { get; init; }

    /// <summary>Flags that a restricted CAT asks for.</summary>
    public string[]? FlagsNeeded { get; init; }

    /// <summary>The wallet's own data as the node sends it: empty, JSON or hex by type.</summary>
    public string? Data { get; init; }

    /// <summary>Number and name.</summary>
    public override string ToString() => $"{WalletId} {Name}";

    internal override void Stamp(Origin origin)
    {
        base.Stamp(origin);
        Fingerprint = origin.Fingerprint;
    }

    // An NFT wallet names its DID; a DID is the id of the coin it began with.
    private string? DidHash()
    {
        if (_data.Value.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        return Type switch
        {
            WalletType.Nft => _data.Value.TryGetProperty("did_id", out var id) && id.ValueKind == JsonValueKind.String ? id.GetString() : null,
            WalletType.Did when _data.Value.TryGetProperty("origin_coin", out var coin) => coin.Deserialize<Coin>(ChiaJson.Answers)?.CoinId,
            _ => null,
        };
    }

    private JsonElement ParseData()
    {
        try
        {
            return Data is ['{', ..] ? JsonSerializer.Deserialize<JsonElement>(Data) : default;
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
