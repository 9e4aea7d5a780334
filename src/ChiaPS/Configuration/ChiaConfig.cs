using ChiaPS.Rpc;

namespace ChiaPS.Configuration;

using Map = IReadOnlyDictionary<string, object?>;

/// <summary>The config.yaml of a root: what a client needs of it. Sections that older releases lack have Chia's defaults.</summary>
internal sealed class ChiaConfig
{
    private static readonly Dictionary<string, object?> Empty = [];

    private ChiaConfig(string rootPath, string path, Map values) => (RootPath, Path, Values) = (rootPath, path, values);

    public string RootPath { get; }

    public string Path { get; }

    /// <summary>The whole file: dictionaries, lists, text, long, decimal, bool and null.</summary>
    public Map Values { get; }

    public string Network => Text("selected_network") ?? "mainnet";

    /// <summary>The prefix of addresses; for a network that the file does not describe, that of all test networks.</summary>
    public string AddressPrefix =>
        Text($"network_overrides/config/{Network}/address_prefix") ?? (Network == "mainnet" ? "xch" : "txch");

    /// <summary>Where services listen: a server that listens everywhere is asked on this machine.</summary>
    public string HostName => Text("self_hostname") switch
    {
        "0.0.0.0" => "127.0.0.1", // of localhost Windows tries ::1 first, and needs two seconds to find that nobody listens there
        null or "" or "::" => "localhost",
        var host => host,
    };

    public int DaemonMaxMessageSize => (int)Math.Clamp(Number("daemon_max_message_size") ?? 50_000_000, 1, Array.MaxLength);

    public string CaPath => File("private_ssl_ca/crt", "config/ssl/ca/private_ca.crt");

    /// <summary>Reads the configuration of a root.</summary>
    /// <exception cref="ChiaException"><c>ChiaConfig.NotFound</c>, <c>Unreadable</c> or <c>Broken</c>.</exception>
    public static ChiaConfig Load(string rootPath)
    {
        rootPath = RootFolder.Expand(rootPath);
        var path = System.IO.Path.Combine(rootPath, "config", "config.yaml");
        try
        {
            using var reader = OwnFiles.Read(path); // Chia may save it meanwhile
            return YamlLoader.Parse(reader.ReadToEnd()) is Map { Count: > 0 } values
                ? new ChiaConfig(rootPath, path, values)
                : throw Broken(path, "it is empty or holds no settings", line: null, inner: null);
        }
        catch (FormatException e)
        {
            throw Broken(path, e.Message, e.Data["Line"], e);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ChiaException(
                "ChiaConfig.NotFound", $"There is no Chia installation at '{rootPath}': '{path}' does not exist.", RootFolder.Advice(Environment.UserName), e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ChiaException(
                "ChiaConfig.Unreadable",
                $"'{path}' cannot be read: {e.Message}",
                "Run as the user who runs Chia, or give this account the right to read the file.",
                e);
        }
    }

    public string? Text(string path) => Find(path) switch
    {
        string text => text,
        null or Map or IReadOnlyList<object?> => null,
        var scalar => Convert.ToString(scalar, System.Globalization.CultureInfo.InvariantCulture),
    };

    public long? Number(string path) => Find(path) switch
    {
        long number => number,
        string text when long.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    /// <summary>A section such as <c>full_node</c> or <c>seeder.crawler</c>; null when the file has none.</summary>
    public object? Section(string name) => Find(name.Replace('.', '/'));

    /// <summary>Where a service listens; Chia's default when the file does not say.</summary>
    /// <exception cref="ChiaException"><c>ChiaConfig.Broken</c>: what it says is no port. The default may be another installation's.</exception>
    public int Port(ChiaService service)
    {
        var facts = ServiceFacts.Of(service);
        var setting = service == ChiaService.Daemon ? "daemon_port" : $"{facts.ConfigSection.Replace('.', '/')}/rpc_port";
        return (Find(setting), Number(setting)) switch
        {
            (null, _) => facts.DefaultPort,
            (_, > 0 and <= ushort.MaxValue and var port) => (int)port,
            _ => throw new ChiaException(
                "ChiaConfig.Broken",
                $"{setting.Replace("/", ": ", StringComparison.Ordinal)} in '{Path}' is no port: it must be a whole number from 1 to 65535.",
                $"Mend it there (Chia's own is {facts.DefaultPort}), or name the port with New-ChiaSession -Port @{{ {service} = {facts.DefaultPort} }}."),
        };
    }

    /// <summary>The service has an RPC server at all.</summary>
    public bool HasRpc(ChiaService service) =>
        service == ChiaService.Daemon || Find($"{ServiceFacts.Of(service).ConfigSection.Replace('.', '/')}/start_rpc_server") is not false;

    /// <summary>The client pair: the daemon's, else the first private one whose files are there.</summary>
    public (string Certificate, string Key) ClientPair()
    {
        var daemon = (Certificate: File("daemon_ssl/private_crt", "config/ssl/daemon/private_daemon.crt"), Key: File("daemon_ssl/private_key", "config/ssl/daemon/private_daemon.key"));
        return ServiceFacts.WithPort
            .Select(facts => (Section: facts.ConfigSection.Replace('.', '/'), Name: facts.ConfigSection.Split('.')[^1]))
            .Select(service => (
                Certificate: File($"{service.Section}/ssl/private_crt", $"config/ssl/{service.Name}/private_{service.Name}.crt"),
                Key: File($"{service.Section}/ssl/private_key", $"config/ssl/{service.Name}/private_{service.Name}.key")))
            .Prepend(daemon)
            .Where(pair => System.IO.File.Exists(pair.Certificate) && System.IO.File.Exists(pair.Key))
            .FirstOrDefault(daemon);
    }

    /// <summary>The certificate that a service shows to its peers.</summary>
    public string CertificatePath(ChiaService service)
    {
        var section = ServiceFacts.Of(service).ConfigSection.Replace('.', '/');
        var name = section.Split('/')[^1];
        return File($"{section}/ssl/private_crt", $"config/ssl/{name}/private_{name}.crt");
    }

    private string File(string setting, string otherwise) =>
        System.IO.Path.GetFullPath(System.IO.Path.Combine(RootPath, (Text(setting) ?? otherwise).Replace('\\', System.IO.Path.DirectorySeparatorChar).Replace('/', System.IO.Path.DirectorySeparatorChar)));

    private object? Find(string path) => path.Split('/').Aggregate((object?)Values, (at, name) => (at as Map ?? Empty).GetValueOrDefault(name));

    private static ChiaException Broken(string path, string reason, object? line, Exception? inner) => new(
        "ChiaConfig.Broken",
        $"'{path}' is not valid YAML{(line is null ? "" : $", line {line}")}: {reason.TrimEnd('.')}.",
        "Mend that line, or take the file from a backup; 'chia init' writes a new one. If Chia was just saving it, try again.",
        inner);
}
