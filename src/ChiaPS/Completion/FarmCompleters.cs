using System.Collections;
using ChiaPS.Operations;
using ChiaPS.Rpc;

namespace ChiaPS.Completion;

/// <summary>Ids of connected harvesters, with where they are as tooltip.</summary>
internal sealed class HarvesterIdCompleter : ChiaCompleter
{
    private protected override IEnumerable<(string Text, string? Tip)> Suggest(IDictionary bound) =>
        Ask(bound, call => FarmReader.ListAsync(call.StreamAsync(Farmer.GetHarvestersSummary, None.Value)))
            .Select(one => (one.NodeId ?? "", (string?)$"{one}"));
}

/// <summary>Plot NFTs that the farmer knows, with the pool as tooltip.</summary>
internal sealed class LauncherIdCompleter : ChiaCompleter
{
    private protected override IEnumerable<(string Text, string? Tip)> Suggest(IDictionary bound) =>
        Ask(bound, call => FarmReader.ListAsync(call.StreamAsync(Farmer.GetPoolState, None.Value)))
            .Select(one => (one.LauncherId ?? "", (string?)(one.PoolUrl is { Length: > 0 } url ? url : "self pooling")));
}

/// <summary>Plot files of the session's own harvester.</summary>
internal sealed class PlotFileCompleter : ChiaCompleter
{
    private protected override IEnumerable<(string Text, string? Tip)> Suggest(IDictionary bound) =>
        Ask(bound, call => FarmReader.ListAsync(new PlotList(call).ReadOwnAsync())).Select(plot => (plot.Filename ?? "", (string?)$"{plot.State}"));
}

/// <summary>Folders where the harvester looks for plots.</summary>
internal sealed class PlotDirectoryCompleter : ChiaCompleter
{
    private protected override IEnumerable<(string Text, string? Tip)> Suggest(IDictionary bound) =>
        Ask(bound, async call => (await PlotDirectories.ReadAsync(call).ConfigureAwait(false)).ToList()).Select(one => (one.Directory ?? "", (string?)null));
}

/// <summary>Names of consensus constants.</summary>
internal sealed class ConstantNameCompleter : ChiaCompleter
{
    private protected override IEnumerable<(string Text, string? Tip)> Suggest(IDictionary bound) =>
        Ask(bound, async call => (await call.SendAsync(FullNode.GetConstants).ConfigureAwait(false)).ToList()).Select(one => (one.Key, (string?)one.Value.ToString()));
}
