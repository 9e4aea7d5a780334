using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ChiaPS.Embedded;

/// <summary>Writes a root folder as chia init and chia dev sim leave it.</summary>
internal static class RootWriter
{
    private const int LowestPort = 12_000;
    private const int HighestPort = 32_000;
    private static readonly ConcurrentDictionary<int, bool> HandedOut = new();

    /// <summary>A free port for every service, the daemon and the peer ports of the config.</summary>
    public static IReadOnlyDictionary<string, int> FreePorts()
    {
        string[] names = [Service.Daemon, .. Service.All.Select(s => s.Name), "full_node.port", "farmer.port", "solver.port"];
        return names.ToDictionary(name => name, _ => FreePort(), StringComparer.Ordinal);
    }

    // Below the range from which systems take the ports of outgoing connections, and never twice in a process: what is free now must still be
    // free when the service starts.
    private static int FreePort()
    {
        while (true)
        {
            var port = Random.Shared.Next(LowestPort, HighestPort);
            try
            {
                if (HandedOut.TryAdd(port, true))
                {
                    using var listener = new TcpListener(IPAddress.Loopback, port);
                    listener.Start();
                    return port;
                }
            }
            catch (SocketException)
            {
                // Somebody else's.
            }
        }
    }

    public static void Write(string root, EmbeddedNodeOptions options, NodeCertificates certificates, IReadOnlyDictionary<string, int> ports)
    {
        certificates.Write(root, options.Pkcs1Keys);
        using var reader = new StreamReader(typeof(RootWriter).Assembly.GetManifestResourceStream("config.yaml")!);
        var text = new StringBuilder(reader.ReadToEnd());
        var simulated = !string.Equals(options.Network, "mainnet", StringComparison.Ordinal);
        text.Replace("{network}", options.Network)
            .Replace("{daemon_max_message_size}", options.DaemonMaxMessageSize.ToString(CultureInfo.InvariantCulture))
            .Replace("{daemon_allow_tls_1_2}", options.DaemonAllowTls12 ? "True" : "False")
            .Replace("{farming_address}", simulated ? Address.Encode(Keys.FarmingPuzzleHash, options.Prefix) : "")
            .Replace("{fingerprint}", simulated ? Keys.All[0].Fingerprint.ToString(CultureInfo.InvariantCulture) : "");
        foreach (var (name, port) in ports)
        {
            text.Replace("{" + name + "}", port.ToString(CultureInfo.InvariantCulture));
        }

        File.WriteAllText(Path.Combine(root, "config", "config.yaml"), text.ToString());
    }
}
