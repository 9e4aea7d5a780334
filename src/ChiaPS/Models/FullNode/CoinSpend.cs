using System.Text.Json.Serialization;
using ChiaPS.Json;
using ChiaPS.Values;

namespace ChiaPS;

/// <summary>How a coin was spent (<c>full_node/get_puzzle_and_solution</c>, <c>full_node/get_block_spends</c> and its like).</summary>
public sealed class CoinSpend : ChiaObject
{
    private string? _coinId;

    /// <summary>The coin.</summary>
    [JsonIgnore]
    public string? CoinId => Coin?.CoinId ?? _coinId;

    /// <summary>Its amount in XCH; null from the wallet, as all that is about the coin itself.</summary>
    [JsonIgnore]
    public decimal? AmountXch => Coin?.AmountXch;

    /// <summary>Its amount in mojos.</summary>
    [JsonIgnore]
    public ulong? AmountMojo => Coin?.AmountMojo;

    /// <summary>Hash of the puzzle that locked it.</summary>
    [JsonIgnore]
    public string? PuzzleHash => Coin?.PuzzleHash;

    /// <summary>The puzzle hash as an address; null while the network is not known.</summary>
    [JsonIgnore]
    public string? Address => Coin?.Address;

    /// <summary>Id of the coin that made it.</summary>
    [JsonIgnore]
    public string? ParentCoinInfo => Coin?.ParentCoinInfo;

    /// <summary>Height of the block that spent it; null where only a header hash was given.</summary>
    [JsonIgnore]
    public uint? SpentBlockIndex { get; internal set; }

    /// <summary>The puzzle, as serialised CLVM.</summary>
    [JsonConverter(typeof(HexConverter))]
    public string? PuzzleReveal { get; init; }

    /// <summary>The solution, as serialised CLVM.</summary>
    [JsonConverter(typeof(HexConverter))]
    public string? Solution { get; init; }

    /// <summary>What the spend asked for; null unless conditions were asked for.</summary>
    [JsonIgnore]
    public CoinCondition[]? Conditions { get; internal set; }

    [JsonInclude]
    internal Coin? Coin { get; init; }

    /// <summary>The coin id.</summary>
    public override string ToString() => CoinId ?? "";

    /// <summary>Names the coin where the answer does not.</summary>
    internal void Name(string coinId) => _coinId = coinId;

    internal override void Stamp(Origin origin)
    {
        base.Stamp(origin);
        Coin?.Stamp(origin);
    }
}

/// <summary>A condition that a spend asks for.</summary>
[JsonConverter(typeof(ConditionConverter))]
public sealed class CoinCondition
{
    private static readonly Dictionary<uint, string> Names = new()
    {
        [1] = "REMARK", [43] = "AGG_SIG_PARENT", [44] = "AGG_SIG_PUZZLE", [45] = "AGG_SIG_AMOUNT", [46] = "AGG_SIG_PUZZLE_AMOUNT", [47] = "AGG_SIG_PARENT_AMOUNT",
        [48] = "AGG_SIG_PARENT_PUZZLE", [49] = "AGG_SIG_UNSAFE", [50] = "AGG_SIG_ME", [51] = "CREATE_COIN", [52] = "RESERVE_FEE",
        [60] = "CREATE_COIN_ANNOUNCEMENT", [61] = "ASSERT_COIN_ANNOUNCEMENT", [62] = "CREATE_PUZZLE_ANNOUNCEMENT", [63] = "ASSERT_PUZZLE_ANNOUNCEMENT",
        [64] = "ASSERT_CONCURRENT_SPEND", [65] = "ASSERT_CONCURRENT_PUZZLE", [66] = "SEND_MESSAGE", [67] = "RECEIVE_MESSAGE",
        [70] = "ASSERT_MY_COIN_ID", [71] = "ASSERT_MY_PARENT_ID", [72] = "ASSERT_MY_PUZZLEHASH", [73] = "ASSERT_MY_AMOUNT",
        [74] = "ASSERT_MY_BIRTH_SECONDS", [75] = "ASSERT_MY_BIRTH_HEIGHT", [76] = "ASSERT_EPHEMERAL",
        [80] = "ASSERT_SECONDS_RELATIVE", [81] = "ASSERT_SECONDS_ABSOLUTE", [82] = "ASSERT_HEIGHT_RELATIVE", [83] = "ASSERT_HEIGHT_ABSOLUTE",
        [84] = "ASSERT_BEFORE_SECONDS_RELATIVE", [85] = "ASSERT_BEFORE_SECONDS_ABSOLUTE", [86] = "ASSERT_BEFORE_HEIGHT_RELATIVE", [87] = "ASSERT_BEFORE_HEIGHT_ABSOLUTE",
        [90] = "SOFTFORK",
    };

    /// <summary>Its number.</summary>
    public uint Opcode { get; init; }

    /// <summary>Its name; null for a number that ChiaPS does not know.</summary>
    public string? Condition => Names.GetValueOrDefault(Opcode);

    /// <summary>Its arguments as bytes; lists in them are left out by the node.</summary>
    public string[] Arguments { get; init; } = [];

    /// <summary>Name and arguments.</summary>
    public override string ToString() => $"{Condition ?? FormattableString.Invariant($"{Opcode}")} {string.Join(' ', Arguments)}".TrimEnd();
}

/// <summary>An item of <c>full_node/get_block_spends_with_conditions</c>.</summary>
internal sealed class CoinSpendWithConditions : ChiaObject
{
    public CoinSpend? CoinSpend { get; init; }

    public CoinCondition[]? Conditions { get; init; }

    /// <summary>The spend, with its conditions.</summary>
    public CoinSpend? Joined()
    {
        if (CoinSpend is { } spend)
        {
            spend.Conditions = Conditions ?? [];
        }

        return CoinSpend;
    }

    internal override void Stamp(Origin origin)
    {
        base.Stamp(origin);
        CoinSpend?.Stamp(origin);
    }
}
