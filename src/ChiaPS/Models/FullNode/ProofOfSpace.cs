using System.Text.Json.Serialization;
using ChiaPS.Json;

namespace ChiaPS;

/// <summary>A proof that a plot holds what a challenge asks for.</summary>
public sealed class ProofOfSpace
{
    /// <summary>The challenge for the plot.</summary>
    [JsonConverter(typeof(HexConverter))]
    public string? Challenge { get; init; }

    /// <summary>Pool public key of the plot; null where it is made for a pool contract.</summary>
    [JsonConverter(typeof(HexConverter))]
    public string? PoolPublicKey { get; init; }

    /// <summary>Pool contract of the plot; null where it is made for a pool key.</summary>
    [JsonConverter(typeof(HexConverter))]
    public string? PoolContractPuzzleHash { get; init; }

    /// <summary>Public key of the plot.</summary>
    [JsonConverter(typeof(HexConverter))]
    public string? PlotPublicKey { get; init; }

    /// <summary>Format, as the node counts it; null from releases before 2.7.</summary>
    public byte? Version { get; init; }

    /// <summary>Index of the plot in its group; 0 for plots of the first format.</summary>
    public ushort? PlotIndex { get; init; }

    /// <summary>Group of the plot; 0 for plots of the first format.</summary>
    public byte? MetaGroup { get; init; }

    /// <summary>Strength of a plot of the second format; 0 for the first.</summary>
    public byte? Strength { get; init; }

    /// <summary>k of the plot.</summary>
    public byte? Size { get; init; }

    /// <summary>The proof itself.</summary>
    [JsonConverter(typeof(HexConverter))]
    public string? Proof { get; init; }

    /// <summary>The challenge.</summary>
    public override string ToString() => Challenge ?? "";
}
