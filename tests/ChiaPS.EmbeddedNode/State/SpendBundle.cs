using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace ChiaPS.Embedded;

/// <summary>A coin that is spent, and what it leaves. There is no CLVM here: the solution is the outputs themselves, a puzzle hash and an amount each.</summary>
internal sealed record CoinSpend(Coin Coin, IReadOnlyList<Coin> Outputs)
{
    private const string Puzzle = "0xff02ffff01ff02ffff01ff02ffff03ff0bffff01ff02ffff03ffff09ff05ffff1dff0bffff1effff0bff0bffff02ff06ffff04ff02ffff04ff17ff8080808080808080ff0180";

    public JsonObject ToJson() => new()
    {
        ["coin"] = Coin.ToJson(),
        ["puzzle_reveal"] = Puzzle,
        ["solution"] = "0x" + (Outputs.Count == 0 ? "80" : string.Concat(Outputs.Select(coin => coin.PuzzleHash + coin.Amount.ToString("x16", System.Globalization.CultureInfo.InvariantCulture)))),
    };

    public static CoinSpend Of(JsonNode json)
    {
        var coin = Coin.Of(json["coin"]!);
        var solution = Convert.FromHexString(Request.Strip0x(json["solution"]!.GetValue<string>()));
        return new(coin, [.. solution.Chunk(40).Where(one => one.Length == 40).Select(one => new Coin(coin.Id, Convert.ToHexStringLower(one[..32]), BinaryPrimitives.ReadUInt64BigEndian(one.AsSpan(32))))]);
    }
}

/// <summary>Coins that are spent together, under one signature.</summary>
internal sealed record SpendBundle(IReadOnlyList<CoinSpend> Spends, bool Signed)
{
    private static readonly string NoSignature = "c0" + new string('0', 190);

    // Coins that are made and spent at once are in neither.
    public IReadOnlyList<Coin> Removals => [.. Spends.Select(spend => spend.Coin).Where(coin => !Outputs.Any(made => made.Id == coin.Id))];

    public IReadOnlyList<Coin> Additions => [.. Outputs.Where(coin => !Spends.Any(spend => spend.Coin.Id == coin.Id))];

    public IEnumerable<Coin> Outputs => Spends.SelectMany(spend => spend.Outputs);

    /// <summary>SHA-256 of its bytes as they go from node to node.</summary>
    public string Name
    {
        get
        {
            using var bytes = new MemoryStream();
            Span<byte> number = stackalloc byte[8];
            BinaryPrimitives.WriteUInt32BigEndian(number, (uint)Spends.Count);
            bytes.Write(number[..4]);
            foreach (var spend in Spends)
            {
                var json = spend.ToJson();
                BinaryPrimitives.WriteUInt64BigEndian(number, spend.Coin.Amount);
                bytes.Write(Convert.FromHexString(spend.Coin.Parent + spend.Coin.PuzzleHash));
                bytes.Write(number);
                bytes.Write(Convert.FromHexString(Request.Strip0x(json["puzzle_reveal"]!.GetValue<string>()) + Request.Strip0x(json["solution"]!.GetValue<string>())));
            }

            bytes.Write(Convert.FromHexString(Signature));
            return Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray()));
        }
    }

    // Like the real one the same for the same spends.
    private string Signature => !Signed ? NoSignature
        : string.Concat(Enumerable.Repeat(Convert.ToHexStringLower(SHA256.HashData(Convert.FromHexString(string.Concat(Spends.Select(spend => spend.Coin.Id))))), 3));

    public JsonObject ToJson() => new()
    {
        ["aggregated_signature"] = "0x" + Signature,
        ["coin_spends"] = new JsonArray([.. Spends.Select(spend => spend.ToJson())]),
    };

    public static SpendBundle Of(JsonNode json)
    {
        var signature = json["aggregated_signature"]?.GetValue<string>() ?? throw new RpcFailure("aggregated_signature");
        var spends = json["coin_spends"] as JsonArray ?? throw new RpcFailure("coin_spends");
        return new([.. spends.Select(spend => CoinSpend.Of(spend!))], Request.Strip0x(signature) != NoSignature);
    }
}
