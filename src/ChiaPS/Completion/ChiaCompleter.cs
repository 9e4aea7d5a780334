using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Completion;

/// <summary>Completion from what is in memory, else from the session that is meant; at most half a second, silent on failure, never a log-in.</summary>
internal abstract class ChiaCompleter : IArgumentCompleter
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var word = wordToComplete.Trim('\'', '"');
        try
        {
            return [.. Suggest(fakeBoundParameters)
                .Where(known => known.Text.StartsWith(word, StringComparison.OrdinalIgnoreCase))
                .Select(known => new CompletionResult(Quote(known.Text), known.Text, CompletionResultType.ParameterValue, known.Tip ?? known.Text))];
        }
        catch (Exception)
        {
            return [];
        }
    }

    private protected abstract IEnumerable<(string Text, string? Tip)> Suggest(IDictionary bound);

    /// <summary>Asks the session that the command line means, if it answers in time.</summary>
    private protected static IReadOnlyList<T> Ask<T>(IDictionary bound, Func<Call, Task<List<T>>> ask)
    {
        using var limit = new CancellationTokenSource(Patience);
        var session = bound["Session"] switch
        {
            ChiaSession open => open,
            PSObject { BaseObject: ChiaSession open } => open,
            string name => SessionTable.Find(name),
            _ => SessionTable.Resolve(),
        };
        var asking = Task.Run(() => ask(new Call(session, Patience, observer: null, limit.Token)), limit.Token);
        return asking.Wait(Patience) ? asking.Result : [];
    }

    private static string Quote(string text) => text.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.') ? text : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}

/// <summary>Names of open and saved sessions.</summary>
internal sealed class SessionCompleter : ChiaCompleter
{
    private protected override IEnumerable<(string Text, string? Tip)> Suggest(IDictionary bound)
    {
        var open = SessionTable.All.ToList();
        return open.Select(session => (session.Name, (string?)$"{session.Name}: {session.HostName}, {session.Transport}"))
            .Concat(SavedSessions.All()
                .Where(saved => open.TrueForAll(session => !string.Equals(session.Name, saved.Name, StringComparison.OrdinalIgnoreCase)))
                .Select(saved => (saved.Name!, (string?)$"{saved.Name}: saved, {saved.HostName ?? saved.RootPath ?? "local"}")));
    }
}

/// <summary>Fingerprints, with the label as tooltip.</summary>
internal sealed class FingerprintCompleter : ChiaCompleter
{
    private protected override IEnumerable<(string Text, string? Tip)> Suggest(IDictionary bound) =>
        Ask(bound, async call => await Operations.KeyReader.ListAsync(call).ConfigureAwait(false))
            .Select(key => (FormattableString.Invariant($"{key.Fingerprint}"), key.Label));
}

/// <summary>Wallet numbers, with name and type as tooltip.</summary>
internal sealed class WalletIdCompleter : ChiaCompleter
{
    private protected override IEnumerable<(string Text, string? Tip)> Suggest(IDictionary bound) =>
        Ask(bound, async call =>
        {
            var wallets = new List<Wallet>();
            await foreach (var wallet in call.StreamAsync(WalletCore.GetWallets, new(Type: null, IncludeData: false)).ConfigureAwait(false))
            {
                wallets.Add(wallet);
            }

            return wallets;
        })
        .Select(wallet => (FormattableString.Invariant($"{wallet.WalletId}"), (string?)$"{wallet.Name} ({wallet.Type})"));
}

/// <summary>Routes of the service that is named.</summary>
internal sealed class RouteCompleter : ChiaCompleter
{
    private protected override IEnumerable<(string Text, string? Tip)> Suggest(IDictionary bound) =>
        EndpointCatalogue.All
            .Where(endpoint => bound["Service"] is not { } service || endpoint.IsOf(service.ToString()!))
            .Select(endpoint => endpoint.Route)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Select(route => (route, (string?)null));
}

/// <summary>Address prefixes of known networks.</summary>
internal sealed class PrefixCompleter : ChiaCompleter
{
    private protected override IEnumerable<(string Text, string? Tip)> Suggest(IDictionary bound) =>
        [("xch", "mainnet"), ("txch", "test networks"), ("did:chia:", "DIDs"), ("nft", "NFTs")];
}

/// <summary>Names of events, of the service that is named.</summary>
internal sealed class EventCompleter : ChiaCompleter
{
    private protected override IEnumerable<(string Text, string? Tip)> Suggest(IDictionary bound) =>
        EventFacts.All
            .Where(facts => bound["Service"] is not { } service || (service as IEnumerable<object> ?? [service]).Any(one => $"{one}".Equals(facts.Service.ToString(), StringComparison.OrdinalIgnoreCase)))
            .GroupBy(facts => facts.Name, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => (group.Key, (string?)string.Join(", ", group.Select(facts => facts.Service).Distinct())));
}

/// <summary>Nodes that the service which is named is connected to.</summary>
internal sealed class PeerIdCompleter : ChiaCompleter
{
    private protected override IEnumerable<(string Text, string? Tip)> Suggest(IDictionary bound)
    {
        var service = Enum.TryParse<ChiaService>(bound["Service"]?.ToString(), ignoreCase: true, out var named) ? named : ChiaService.FullNode;
        return Ask(bound, async call => (await call.SendAsync(Shared.GetConnections.On(service), new(NodeType: null)).ConfigureAwait(false)).ToList())
            .Select(peer => (peer.NodeId!, (string?)peer.ToString()));
    }
}

/// <summary>Plotting jobs.</summary>
internal sealed class JobIdCompleter : ChiaCompleter
{
    private protected override IEnumerable<(string Text, string? Tip)> Suggest(IDictionary bound) =>
        Ask(bound, async call => (await Operations.PlottingQueue.ReadAsync(call).ConfigureAwait(false)).ToList()).Select(job => (job.JobId!, (string?)job.ToString()));
}
