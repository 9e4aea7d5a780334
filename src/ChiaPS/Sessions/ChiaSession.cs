using ChiaPS.Client;
using ChiaPS.Configuration;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS;

/// <summary>How a session reaches the services.</summary>
public enum ChiaTransport
{
    /// <summary>HTTPS to the port of each service.</summary>
    Https,

    /// <summary>Everything over the daemon's websocket.</summary>
    Daemon,
}

/// <summary>A named connection to one Chia installation. Thread-safe: hand it to ForEach-Object -Parallel.</summary>
public sealed class ChiaSession
{
    // 0.01 XCH
    private const ulong UsualMaxFeeMojo = 10_000_000_000;

    private readonly SessionOptions _options;
    private readonly ChiaConfig? _config;
    private readonly ChiaClient? _client;
    private readonly Connector? _connector;
    private readonly Func<ChiaService, ServiceAddress> _locate;
    private string? _prefix;
    private string? _network;

    internal ChiaSession(
        string name, SessionOptions options, ChiaConfig? config, Connector connector, ChiaClient client, Func<ChiaService, ServiceAddress> locate)
    {
        (Name, _options, _config, _connector, _client, _locate) = (name, options, config, connector, client, locate);
        (_prefix, _network) = config?.Text("selected_network") is null ? (null, null) : (config.AddressPrefix, config.Network);
        (TimeoutSec, Fingerprint, MaxFeeMojo) = (options.TimeoutSec, options.Fingerprint, options.MaxFeeMojo ?? UsualMaxFeeMojo);
        Port = ServiceFacts.All.ToDictionary(facts => facts.Service.ToString(), facts => locate(facts.Service).Port, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>A saved session that is not open.</summary>
    internal ChiaSession(string name, SessionOptions options)
    {
        (Name, _options, IsClosed) = (name, options, true);
        (TimeoutSec, Fingerprint, MaxFeeMojo) = (options.TimeoutSec, options.Fingerprint, options.MaxFeeMojo ?? UsualMaxFeeMojo);
        _locate = service => new(service, options.HostName ?? "localhost", options.Ports?.GetValueOrDefault(service) ?? 0);
        Port = options.Ports?.ToDictionary(port => port.Key.ToString(), port => port.Value, StringComparer.OrdinalIgnoreCase) ?? [];
    }

    /// <summary>Its name, known in the whole process.</summary>
    public string Name { get; }

    /// <summary>The same; binds to -Session.</summary>
    public string SessionName => Name;

    /// <summary>The machine.</summary>
    public string HostName => _locate(ChiaService.Daemon).Host;

    /// <summary>HTTPS or the daemon.</summary>
    public ChiaTransport Transport => _options.Transport;

    /// <summary>The network, such as mainnet; null until a remote installation was asked.</summary>
    public string? Network => _network is { Length: > 0 } ? _network : null;

    /// <summary>Prefix of its addresses; null until a remote installation was asked.</summary>
    public string? NetworkPrefix => _prefix;

    /// <summary>The root folder whose configuration is used; null when none is.</summary>
    public string? RootPath => _config?.RootPath ?? _options.RootPath;

    /// <summary>Port of each service, by its name.</summary>
    public IReadOnlyDictionary<string, int> Port { get; }

    /// <summary>Seconds to wait for an answer; null is 100, and 300 for slow routes.</summary>
    public int? TimeoutSec { get; internal set; }

    /// <summary>A guard: wallet commands refuse to work under another key.</summary>
    public uint? Fingerprint { get; internal set; }

    /// <summary>The highest fee that a spend may pay, in XCH.</summary>
    public decimal MaxFee => Values.Units.Xch(MaxFeeMojo);

    /// <summary>The same in mojos.</summary>
    public ulong MaxFeeMojo { get; internal set; }

    /// <summary>TLS 1.2 is allowed.</summary>
    public bool AllowTls12 => _options.AllowTls12;

    /// <summary>It is the default of the runspace that asks.</summary>
    public bool IsDefault => SessionTable.Default == this;

    /// <summary>It was closed by Remove-ChiaSession or replaced by another of its name.</summary>
    public bool IsClosed { get; private set; }

    internal Connector Connector => _connector ?? throw Closed();

    internal SessionOptions Options => _options with { Name = Name, RootPath = RootPath, TimeoutSec = TimeoutSec, Fingerprint = Fingerprint, MaxFeeMojo = MaxFeeMojo };

    internal ChiaConfig? Configuration => _config;

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    internal ServiceAddress Locate(ChiaService service) => _locate(service);

    /// <summary>The client, while the session is open.</summary>
    internal ChiaClient Client => IsClosed ? throw Closed() : _client!;

    /// <summary>The address prefix; an installation whose configuration does not say is asked once (releases before 2.3.0 do not say: null).</summary>
    internal async ValueTask<string?> PrefixAsync(ChiaService service, CancellationToken token)
    {
        if (_prefix is null && _network is null)
        {
            try
            {
                var endpoint = service == ChiaService.Daemon ? Daemon.GetNetworkInfo : Shared.GetNetworkInfo.On(service);
                var network = await Client.SendAsync(endpoint, None.Value, TimeSpan.FromSeconds(10), observer: null, token).ConfigureAwait(false);
                (_prefix, _network) = (network.NetworkPrefix, network.NetworkName ?? "");
            }
            catch (ChiaRpcException)
            {
                _network = "";
            }
        }

        return _prefix;
    }

    internal void Close()
    {
        IsClosed = true;
        _client?.Dispose();
    }

    private ChiaException Closed() => new(
        "ChiaSession.Closed", $"The session '{Name}' is closed.", "Open it again with New-ChiaSession, or name another: Get-ChiaSession lists the open ones.");
}
