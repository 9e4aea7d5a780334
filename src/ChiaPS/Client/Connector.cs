using System.ComponentModel;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using ChiaPS.Rpc;
using ChiaPS.Security;

namespace ChiaPS.Client;

/// <summary>Where a service listens.</summary>
internal sealed record ServiceAddress(ChiaService Service, string Host, int Port, bool BehindDaemon = false)
{
    /// <summary>For messages: <c>the wallet at farm1:9256</c>.</summary>
    public override string ToString() => $"the {ServiceFacts.Of(Service).Title} {(BehindDaemon ? "behind the daemon at" : "at")} {Host}:{Port}";

    /// <exception cref="ChiaException"><c>ChiaConnection.Name</c>: the host is none.</exception>
    public Uri Uri(string scheme, string path)
    {
        try
        {
            return new UriBuilder(scheme, Host, Port, path).Uri;
        }
        catch (UriFormatException e)
        {
            throw new ChiaException(
                "ChiaConnection.Name", $"'{Host}' is no host name and no address.", "A host stands alone, without https:// and without a port; ports are named with New-ChiaSession -Port.", e);
        }
    }
}

/// <summary>Opens verified TLS connections with the installation's client certificate; the one place that does.</summary>
internal sealed class Connector(Task<SslStreamCertificateContext> pair, ServerTrust trust, bool allowTls12)
{
    // SEC_E_ALGORITHM_MISMATCH, as of a Windows that has no TLS 1.3 itself, and SEC_E_UNSUPPORTED_FUNCTION, what it makes of the alert of a server that does not want the version.
    private const int NoCommonAlgorithm = unchecked((int)0x80090331);
    private const int UnsupportedFunction = unchecked((int)0x80090302);

    // A machine that is there is connected to in less than a second, also far away.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>SHA-256 fingerprint of the private CA: what tells one installation from another, whatever a session is called.</summary>
    public string AuthorityThumbprint => trust.AuthorityThumbprint;

    /// <exception cref="ChiaException"><c>ChiaConnection.Name</c>, <c>Refused</c>, <c>Unreachable</c>, <c>Timeout</c>, <c>TlsVersion</c>, <c>Tls</c> or <c>UntrustedServer</c>.</exception>
    public async Task<SslStream> ConnectAsync(ServiceAddress address, CancellationToken token)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(token);
        limit.CancelAfter(Patience);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address.Host, address.Port, limit.Token).ConfigureAwait(false);
            return await SecureAsync(new NetworkStream(socket, ownsSocket: true), address, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!token.IsCancellationRequested)
        {
            socket.Dispose();
            throw new ChiaException(
                "ChiaConnection.Timeout",
                $"No connection to {address} within {Patience.TotalSeconds} s.",
                "Check that the machine is on and that no firewall drops the connection.",
                e);
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw Unreachable(address, e);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<SslStream> SecureAsync(NetworkStream network, ServiceAddress address, CancellationToken token)
    {
        string? refusal = null;
        var tls = new SslStream(network);
        try
        {
            var certificate = await pair.WaitAsync(token).ConfigureAwait(false);
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = address.Host,
                    EnabledSslProtocols = allowTls12 ? SslProtocols.Tls12 | SslProtocols.Tls13 : SslProtocols.Tls13,
                    ClientCertificateContext = certificate,
                    CertificateChainPolicy = trust.Policy(),
                    RemoteCertificateValidationCallback = (_, server, chain, errors) => (refusal = trust.Refuse(server, chain, errors)) is null,
                },
                token).ConfigureAwait(false);
            return tls;
        }
        catch (Exception e) when (e is AuthenticationException or IOException or PlatformNotSupportedException)
        {
            await tls.DisposeAsync().ConfigureAwait(false);
            throw refusal is null ? NoTls(address, e) : Untrusted(address, refusal, e);
        }
        catch
        {
            await tls.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static ChiaException Untrusted(ServiceAddress address, string refusal, Exception inner) => new(
        "ChiaConnection.UntrustedServer",
        $"Not trusted: {address}: {refusal}.",
        "Use the private_ca.crt of that very installation (config/ssl/ca/private_ca.crt); chia_ca.crt is another one. If it is a matter of dates, check the clocks of both machines, or renew its certificates. Nothing was sent.",
        inner);

    internal static ChiaException NoTls(ServiceAddress address, Exception inner) => Causes(inner).Any(IsVersion)
        ? new(
            "ChiaConnection.TlsVersion",
            $"{Sentence(address)} and this machine have no TLS version in common: ChiaPS speaks TLS 1.3.",
            "Releases before 2.6.0 may speak TLS 1.2 only: allow it with New-ChiaSession -AllowTls12. Windows has TLS 1.3 from Windows 11 and Server 2022 on, macOS with .NET 10.",
            inner)
        : new(
            "ChiaConnection.Tls",
            $"{Sentence(address)} ended the TLS handshake: {Causes(inner).Last().Message}",
            "Check that this is the RPC port and not the peer port, and that nothing stands between. A server that speaks TLS 1.2 only may also end it so: -AllowTls12.",
            inner);

    // OpenSSL says it in words; .NET names the alert where it saw one; Windows has codes, and words in its own language.
    private static bool IsVersion(Exception e) =>
        e is PlatformNotSupportedException or Win32Exception { NativeErrorCode: NoCommonAlgorithm or UnsupportedFunction }
        || e.Message.Contains("protocol version", StringComparison.OrdinalIgnoreCase)
        || e.Message.Contains("unsupported protocol", StringComparison.OrdinalIgnoreCase)
        || e.Message.Contains("'ProtocolVersion'", StringComparison.Ordinal);

    private static ChiaException Unreachable(ServiceAddress address, SocketException e) => e.SocketErrorCode switch
    {
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => new(
            "ChiaConnection.Name",
            $"The host name '{address.Host}' is not known.",
            "Check the spelling and the name service, or use an address.",
            e),
        SocketError.ConnectionRefused => new(
            "ChiaConnection.Refused",
            $"{Sentence(address)} does not listen.",
            $"Start it ('chia start {StartName(address.Service)}'), or name another port with New-ChiaSession -Port. On another machine, self_hostname in its config.yaml must be 0.0.0.0.",
            e),
        _ => new(
            "ChiaConnection.Unreachable",
            $"{Sentence(address)} cannot be reached: {e.Message}",
            "Check the network and the firewall of both machines.",
            e),
    };

    private static string StartName(ChiaService service) => service switch
    {
        ChiaService.FullNode => "node",
        ChiaService.Farmer => "farmer-only",
        ChiaService.DataLayer => "data",
        _ => ServiceFacts.Of(service).ConfigSection.Split('.')[^1],
    };

    internal static string Sentence(ServiceAddress address) => "T" + address.ToString()[1..];

    internal static IEnumerable<Exception> Causes(Exception? e)
    {
        for (; e is not null; e = e.InnerException)
        {
            yield return e;
        }
    }
}
