using System.Globalization;

namespace ChiaPS;

/// <summary>How far a full node or a wallet has come.</summary>
public sealed class Sync : ChiaObject
{
    /// <summary>FullNode or Wallet.</summary>
    public ChiaService Service { get; init; }

    /// <summary>It has caught up. A wallet on a simulator says so as soon as it has a peak.</summary>
    public bool Synced { get; init; }

    /// <summary>It is catching up.</summary>
    public bool Syncing { get; init; }

    /// <summary>The height it has reached; null before the first block.</summary>
    public uint? Height { get; init; }

    /// <summary>The height it goes to; null where the release cannot say (wallets before 2.7.1).</summary>
    public uint? PeakHeight { get; init; }

    /// <summary>Full nodes it is connected to; null where the release cannot say (wallets before 2.7.2).</summary>
    public ulong? PeerCount { get; init; }

    /// <summary>The key that is logged in, for a wallet.</summary>
    public uint? Fingerprint { get; init; }

    internal string Progress => string.Create(CultureInfo.InvariantCulture, $"{Height}{(PeakHeight is null ? "" : " of ")}{PeakHeight}");

    internal string ProgressAndPeers => string.Create(CultureInfo.InvariantCulture, $"{Progress}{(PeerCount is null ? "" : $", {PeerCount} full nodes connected")}");

    /// <summary>Service and state.</summary>
    public override string ToString() => $"{Service}: {(Synced ? "synced" : Syncing ? "syncing" : "not synced")}";
}
