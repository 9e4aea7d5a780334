using System.Text.Json.Nodes;

namespace ChiaPS.Embedded;

/// <summary>What a record of a wallet is about.</summary>
internal static class TransactionType
{
    public const int Incoming = 0;
    public const int Outgoing = 1;
    public const int PoolReward = 2;
    public const int FarmerReward = 3;
    public const int ClawbackReceive = 6;
    public const int ClawbackSend = 7;
    public const int OutgoingClawback = 8;
}

/// <summary>A record of a wallet: as it was built, and what became of it since.</summary>
internal sealed class Transaction
{
    private const string Peer = "c7401e10a6340afcd65948925844060ad4a6ee984ecdd6070b97fc6321d667f1";
    private static readonly JsonObject Template = FixtureStore.Instance.Part("wallet", "get_transaction", "transaction");
    private readonly JsonObject _built;
    private int _asked;

    /// <summary>One that somebody built, from its own content.</summary>
    public Transaction(JsonObject built)
    {
        _built = built;
        Additions = Coins("additions");
        Removals = Coins("removals");
        Bundle = built["spend_bundle"] is JsonObject bundle ? SpendBundle.Of(bundle) : null;
    }

    public Transaction(int type, uint walletId, ulong amount, ulong fee, string puzzleHash, string prefix, IReadOnlyList<Coin> additions, IReadOnlyList<Coin> removals)
    {
        _built = (JsonObject)Template.DeepClone();
        (Additions, Removals) = (additions, removals);
        _built["additions"] = new JsonArray([.. additions.Select(coin => coin.ToJson())]);
        _built["removals"] = new JsonArray([.. removals.Select(coin => coin.ToJson())]);
        _built["amount"] = amount;
        _built["created_at_time"] = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        _built["fee_amount"] = fee;
        _built["memos"] = new JsonObject();
        _built["spend_bundle"] = null;
        _built["to_address"] = Address.Encode(puzzleHash, prefix);
        _built["to_puzzle_hash"] = "0x" + puzzleHash;
        _built["type"] = type;
        _built["wallet_id"] = walletId;

        // A reward or an incoming transaction is named after its coin.
        Name = additions.Count > 0 ? additions[0].Id : "";
    }

    public int Type => _built["type"]!.GetValue<int>();

    public uint WalletId => _built["wallet_id"]!.GetValue<uint>();

    public ulong Amount => _built["amount"]!.GetValue<ulong>();

    public string PuzzleHash => Request.Strip0x(_built["to_puzzle_hash"]!.GetValue<string>());

    public IReadOnlyList<Coin> Additions { get; }

    public IReadOnlyList<Coin> Removals { get; }

    public SpendBundle? Bundle { get; private set; }

    public uint? ConfirmedAt { get; set; }

    /// <summary>A clawback is on chain and not over.</summary>
    public bool Confirmed => ConfirmedAt is not null && Metadata is not { } metadata || Metadata?["spent"]?.GetValue<bool>() == true;

    public long CreatedAt
    {
        get => _built["created_at_time"]!.GetValue<long>();
        init => _built["created_at_time"] = value;
    }

    public JsonObject Memos
    {
        set => _built["memos"] = value;
    }

    /// <summary>What is known of a clawback coin.</summary>
    public JsonObject? Metadata { get; init; }

    public string Name
    {
        get => Request.Strip0x(_built["name"]!.GetValue<string>());
        set => _built["name"] = "0x" + value;
    }

    /// <summary>What the node said.</summary>
    public (int Status, string? Error)? Verdict { get; set; }

    /// <summary>When it was last pushed, in ticks of the stopwatch.</summary>
    public long PushedAt { get; set; }

    /// <summary>Gives it the bundle that it carries, whose id is its name.</summary>
    public void Carry(SpendBundle bundle)
    {
        Bundle = bundle;
        _built["spend_bundle"] = bundle.ToJson();
        Name = bundle.Name;
    }

    /// <summary>The record as it was built.</summary>
    public JsonObject AsBuilt()
    {
        var json = (JsonObject)_built.DeepClone();
        (json["confirmed"], json["confirmed_at_height"], json["sent"], json["sent_to"]) = (false, 0, 0, new JsonArray());
        return json;
    }

    /// <summary>As the wallet tells it. The first look comes before the node has answered.</summary>
    public JsonObject ToJson(bool withMetadata)
    {
        var json = AsBuilt();
        var told = Verdict is { } verdict && (Confirmed || _asked++ > 0) ? verdict : ((int Status, string? Error)?)null;
        json["confirmed"] = Confirmed;
        json["confirmed_at_height"] = ConfirmedAt ?? 0;
        json["sent"] = told is null ? 0 : 1;
        json["sent_to"] = told is { } said ? new JsonArray(new JsonArray(Peer, said.Status, said.Error)) : new JsonArray();
        if (withMetadata || Metadata is not null)
        {
            json["metadata"] = Metadata?.DeepClone();
        }

        return json;
    }

    private List<Coin> Coins(string name) => [.. _built[name]!.AsArray().Select(coin => Coin.Of(coin!))];
}
