using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace ChiaPS.Embedded;

/// <summary>A transaction of the standard wallet. Types: 0 incoming, 1 outgoing, 2 pool reward, 3 farmer reward.</summary>
internal sealed class Transaction(int type, ulong amount, ulong fee, string puzzleHash, string prefix)
{
    private const string Peer = "c7401e10a6340afcd65948925844060ad4a6ee984ecdd6070b97fc6321d667f1";
    private static readonly string Unsigned = "0xc0" + new string('0', 190);
    private static readonly JsonObject Template = FixtureStore.Instance.Part("wallet", "get_transaction", "transaction");
    private static int s_made;
    private readonly string _salt = $"{puzzleHash}|{amount}|{Interlocked.Increment(ref s_made)}";
    private int _asked;

    public int Type => type;

    public string PuzzleHash => puzzleHash;

    public required IReadOnlyList<Coin> Additions { get; init; }

    public required IReadOnlyList<Coin> Removals { get; init; }

    public uint? ConfirmedAt { get; set; }

    public bool Confirmed => ConfirmedAt is not null;

    public long CreatedAt { get; init; } = DateTimeOffset.UtcNow.ToUnixTimeSeconds();

    public bool Signed { get; init; } = true;

    public JsonObject Memos { get; set; } = [];

    /// <summary>A reward or an incoming transaction is named after its coin.</summary>
    public string Name => type == 1 ? Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(_salt))) : Additions[0].Id;

    /// <summary>As the wallet tells it. The node has taken a pushed one by the time of the second look.</summary>
    public JsonObject ToJson(bool withMetadata, bool justPushed = false)
    {
        var sent = type == 1 && !justPushed && (Confirmed || _asked++ > 0);
        var json = (JsonObject)Template.DeepClone();
        json["additions"] = Coins(Additions);
        json["removals"] = Coins(Removals);
        json["amount"] = amount;
        json["fee_amount"] = fee;
        json["confirmed"] = Confirmed;
        json["confirmed_at_height"] = ConfirmedAt ?? 0;
        json["created_at_time"] = CreatedAt;
        json["memos"] = Memos.DeepClone();
        json["name"] = "0x" + Name;
        json["sent"] = sent ? 1 : 0;
        json["sent_to"] = sent ? new JsonArray(new JsonArray(Peer, 1, null)) : new JsonArray();
        json["spend_bundle"] = type == 1 ? SpendBundle() : null;
        json["to_address"] = Address.Encode(puzzleHash, prefix);
        json["to_puzzle_hash"] = "0x" + puzzleHash;
        json["type"] = type;
        json["wallet_id"] = 1;
        if (withMetadata)
        {
            json["metadata"] = null;
        }

        return json;
    }

    private JsonObject SpendBundle()
    {
        var bundle = (JsonObject)Template["spend_bundle"]!.DeepClone();
        var spend = bundle["coin_spends"]![0]!;
        bundle["coin_spends"] = new JsonArray([.. Removals.Select(coin =>
        {
            var copy = spend.DeepClone();
            copy["coin"] = coin.ToJson();
            return copy;
        })]);
        if (!Signed)
        {
            bundle["aggregated_signature"] = Unsigned;
        }

        return bundle;
    }

    private static JsonArray Coins(IEnumerable<Coin> coins) => new([.. coins.Select(c => c.ToJson())]);
}
