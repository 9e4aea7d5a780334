using System.Numerics;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace ChiaPS.Embedded;

/// <summary>A coin and what became of it. Hashes are hex without 0x.</summary>
internal sealed class Coin(string parent, string puzzleHash, ulong amount)
{
    public string Parent { get; } = parent;

    public string PuzzleHash { get; } = puzzleHash;

    public ulong Amount { get; } = amount;

    public string Id { get; } = CoinId(parent, puzzleHash, amount);

    public bool Coinbase { get; init; }

    public uint Confirmed { get; set; }

    public uint Spent { get; set; }

    public long Timestamp { get; set; }

    /// <summary>sha256 of parent, puzzle hash and the amount as the shortest signed big-endian number.</summary>
    public static string CoinId(string parent, string puzzleHash, ulong amount)
    {
        byte[] number = amount == 0 ? [] : new BigInteger(amount).ToByteArray(isUnsigned: false, isBigEndian: true);
        return Convert.ToHexStringLower(SHA256.HashData([.. Convert.FromHexString(parent), .. Convert.FromHexString(puzzleHash), .. number]));
    }

    /// <summary>A coin from its three parts.</summary>
    public static Coin Of(JsonNode json) => new(
        Request.Strip0x(json["parent_coin_info"]!.GetValue<string>()),
        Request.Strip0x(json["puzzle_hash"]!.GetValue<string>()),
        json["amount"]!.GetValueKind() == System.Text.Json.JsonValueKind.Number ? json["amount"]!.GetValue<ulong>() : throw new RpcFailure("'str' object cannot be interpreted as an integer"));

    public JsonObject ToJson() => new()
    {
        ["amount"] = Amount,
        ["parent_coin_info"] = "0x" + Parent,
        ["puzzle_hash"] = "0x" + PuzzleHash,
    };

    /// <summary>As a full node at a height tells it.</summary>
    public JsonObject ToRecord(uint height) => (Spent <= height ? this : new Coin(Parent, PuzzleHash, Amount) { Coinbase = Coinbase, Confirmed = Confirmed, Timestamp = Timestamp }).ToRecord();

    /// <summary>As the full node tells it; the simulator's own routes leave out spent.</summary>
    public JsonObject ToRecord(bool withSpent = true)
    {
        var record = new JsonObject
        {
            ["coin"] = ToJson(),
            ["coinbase"] = Coinbase,
            ["confirmed_block_index"] = Confirmed,
            ["spent_block_index"] = Spent,
            ["timestamp"] = Timestamp,
        };
        if (withSpent)
        {
            record["spent"] = Spent > 0;
        }

        return record;
    }
}
