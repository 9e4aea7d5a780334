using System.Collections.Concurrent;
using Microsoft.AspNetCore.Connections;

namespace ChiaPS.Embedded;

/// <summary>
/// A Chia installation in this process: a root with certificates and config.yaml, every service on its HTTPS port, the daemon on its websocket.
/// </summary>
public sealed class EmbeddedNode : IAsyncDisposable
{
    private readonly Dictionary<string, Host> _hosts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _stopped = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _changing = new(1);
    private readonly Lock _gate = new();
    private readonly bool _ownsRoot;
    private Task _leaving = Task.CompletedTask;

    private EmbeddedNode(EmbeddedNodeOptions options)
    {
        _ownsRoot = options.RootPath is null;
        RootPath = options.RootPath ?? Directory.CreateTempSubdirectory("chiaps-").FullName;
        Ports = RootWriter.FreePorts();
        Certificates = NodeCertificates.Get(options.FreshCertificates);
        RootWriter.Write(RootPath, options, Certificates, Ports);
        State = new NodeState(options, Convert.ToHexStringLower(Certificates["private_harvester"].GetCertHash(System.Security.Cryptography.HashAlgorithmName.SHA256)));
        Faults = new FaultBoard(ReconcileAsync);
        var api = new NodeApi(options, State) { StopAsked = service => StopSoon(service) };
        var hub = new DaemonHub(options, new DaemonCommands(options, State, this), api, Requests, Faults, IsRunning);
        State.Event = hub.Publish;
        Publish = hub.Publish;
        Unsent = () => hub.Unsent;
        Connected = () => hub.Connected;
        Listeners = hub.Listeners;
        foreach (var service in Service.All)
        {
            var handler = new RpcHandler(service, api, Requests, Faults);

            // What was flushed has left the process: a fault that cuts an answer cuts it where it says, however busy the machine is.
            _hosts[service.Name] = new Host(Ports[service.Name], Gate(service.Name, options), handler.HandleAsync, unsent: 1);
        }

        _hosts[Service.Daemon] = new Host(Ports[Service.Daemon], Gate(Service.Daemon, options), hub.HandleAsync);
    }

    /// <summary>The root folder, as CHIA_ROOT would name it.</summary>
    public string RootPath { get; }

    /// <summary>Ports by service name, the daemon's among them.</summary>
    public IReadOnlyDictionary<string, int> Ports { get; }

    /// <summary>The certificates of the root.</summary>
    public NodeCertificates Certificates { get; }

    /// <summary>What goes wrong.</summary>
    public FaultBoard Faults { get; }

    /// <summary>What arrived.</summary>
    public RequestLog Requests { get; } = new();

    /// <summary>Chain, wallet and keyring.</summary>
    public NodeState State { get; }

    /// <summary>Sends a frame as it is to everybody who is registered under a name at the daemon; gives how many sockets that are.</summary>
    public Func<string, string, int> Publish { get; }

    /// <summary>Frames of the daemon that wait for those who are connected to read.</summary>
    public Func<int> Unsent { get; }

    /// <summary>How many sockets the daemon has.</summary>
    public Func<int> Connected { get; }

    /// <summary>How many sockets are registered under a name at the daemon.</summary>
    public Func<string, int> Listeners { get; }

    /// <summary>Makes the root and starts everything.</summary>
    public static async Task<EmbeddedNode> StartAsync(EmbeddedNodeOptions? options = null)
    {
        for (var left = 3; ; left--)
        {
            var node = new EmbeddedNode(options ?? new EmbeddedNodeOptions());
            try
            {
                await node.ReconcileAsync().ConfigureAwait(false);
                return node;
            }
            catch (IOException e) when (left > 0 && e.InnerException is AddressInUseException)
            {
                // Another process took a port that was free a moment ago: others are chosen.
                await node.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>Starts a service that was stopped (full_node, wallet …), on the port it had.</summary>
    public async Task StartServiceAsync(string service)
    {
        await LeavingAsync().ConfigureAwait(false);
        _stopped.TryRemove(service, out _);
        await ReconcileAsync().ConfigureAwait(false);
    }

    /// <summary>Stops a service or the daemon: its connections end and its port refuses.</summary>
    public Task StopServiceAsync(string service)
    {
        _stopped[service] = true;
        return ReconcileAsync();
    }

    /// <summary>Whether a service is there to be asked.</summary>
    public bool IsRunning(string service) => !_stopped.ContainsKey(service);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await LeavingAsync().ConfigureAwait(false);
        foreach (var name in _hosts.Keys)
        {
            _stopped[name] = true;
        }

        await ReconcileAsync().ConfigureAwait(false);
        if (_ownsRoot)
        {
            Directory.Delete(RootPath, recursive: true);
        }
    }

    // The daemon last: who sees it gone may start all of them again.
    internal void StopAll() => StopSoon([.. _hosts.Keys.OrderBy(name => name == "daemon")]);

    // The answer to the request that asked for it goes out first.
    private void StopSoon(params string[] services)
    {
        lock (_gate)
        {
            _leaving = Task.WhenAll(_leaving, LeaveAsync(services));
        }
    }

    private async Task LeaveAsync(string[] services)
    {
        await Task.Delay(100).ConfigureAwait(false);
        foreach (var service in services)
        {
            _stopped[service] = true;
        }

        await ReconcileAsync().ConfigureAwait(false);
    }

    // What was told to stop has stopped: it must not do so after it was started again.
    private Task LeavingAsync()
    {
        lock (_gate)
        {
            return _leaving;
        }
    }

    private TlsGate Gate(string service, EmbeddedNodeOptions options) => new(service, options, Certificates, Faults);

    private async Task ReconcileAsync()
    {
        await _changing.WaitAsync().ConfigureAwait(false);
        try
        {
            var closed = _hosts.Keys.Where(name => _stopped.ContainsKey(name) || Faults.Refuses(name)).ToHashSet(StringComparer.Ordinal);
            await Task.WhenAll(_hosts.Select(h => closed.Contains(h.Key) ? h.Value.StopAsync() : h.Value.StartAsync())).ConfigureAwait(false);
        }
        finally
        {
            _changing.Release();
        }
    }
}
