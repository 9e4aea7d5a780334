using System.Text.Json.Serialization;
using ChiaPS.Json;

namespace ChiaPS;

/// <summary>What the full node would put into a block now (<c>full_node/create_block_generator</c>).</summary>
public sealed class BlockGenerator : ChiaObject
{
    /// <summary>CLVM cost of it.</summary>
    public ulong Cost { get; init; }

    /// <summary>Coins that it makes.</summary>
    public Coin[] Additions { get; init; } = [];

    /// <summary>Coins that it spends.</summary>
    public Coin[] Removals { get; init; } = [];

    /// <summary>The program that gives the spends, as serialised CLVM; 0x80 for none.</summary>
    [JsonConverter(typeof(HexConverter))]
    public string? Generator { get; init; }

    /// <summary>Heights of blocks whose generators it refers to.</summary>
    public uint[] Refs { get; init; } = [];

    /// <summary>BLS signature of all spends.</summary>
    [JsonConverter(typeof(HexConverter))]
    public string? Sig { get; init; }

    /// <summary>How many coins it spends and makes.</summary>
    public override string ToString() => $"{Removals.Length} coins spent, {Additions.Length} made";

    internal override void Stamp(Origin origin)
    {
        base.Stamp(origin);
        foreach (var coin in Additions.Concat(Removals))
        {
            coin.Stamp(origin);
        }
    }
}
