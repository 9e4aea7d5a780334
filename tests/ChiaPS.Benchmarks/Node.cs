using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Reflection;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace ChiaPS.Benchmarks;

/// <summary>The node that everything is measured against, in a process of its own: a real root when CHIAPS_LIVE_ROOT names one, else an embedded one.</summary>
internal sealed class Node : IDisposable
{
    private readonly Process? _process;

    private Node(string root, Process? process) => (Root, _process) = (root, process);

    public string Root { get; }

    public static Node Start(int longList)
    {
        var path = typeof(Node).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "Node").Value!;
        var root = Path.Combine(Path.GetTempPath(), $"chiaps-bench-{Environment.ProcessId}");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in new[] { path, "--root", root, "--long-list", longList.ToString(System.Globalization.CultureInfo.InvariantCulture) })
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)!;
        using var facts = JsonDocument.Parse(process.StandardOutput.ReadLine()!);
        return new Node(facts.RootElement.GetProperty("root").GetString()!, process);
    }

    public static Node Live(string root) => new(root, process: null);

    /// <summary>HttpClient as a careful programmer would set it up by hand.</summary>
    public HttpClient RawClient()
    {
        var ca = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(Root, "config/ssl/ca/private_ca.crt"));
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(ca);
        var pair = X509Certificate2.CreateFromPemFile(Path.Combine(Root, "config/ssl/daemon/private_daemon.crt"), Path.Combine(Root, "config/ssl/daemon/private_daemon.key"));
        return new HttpClient(new SocketsHttpHandler
        {
            UseProxy = false,
            SslOptions = new SslClientAuthenticationOptions
            {
                CertificateChainPolicy = policy,
                ClientCertificates = [pair],
                RemoteCertificateValidationCallback = (_, _, _, errors) => (errors & ~SslPolicyErrors.RemoteCertificateNameMismatch) == 0,
            },
        });
    }

    public static HttpRequestMessage Request(int port, string route, string body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"https://localhost:{port}/{route}") { Content = new StringContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return request;
    }

    public void Dispose()
    {
        if (_process is not null)
        {
            _process.StandardInput.Close();
            _process.WaitForExit(10_000);
            _process.Dispose();
            Directory.Delete(Root, recursive: true);
        }
    }
}
