using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;

namespace ChiaPS.Embedded;

/// <summary>TLS of one port: which certificate is shown, which versions are spoken, and which clients come through.</summary>
internal sealed class TlsGate(string service, EmbeddedNodeOptions options, NodeCertificates certificates, FaultBoard faults)
{
    private readonly ConcurrentDictionary<ConnectionContext, bool> _open = new();
    private readonly ConcurrentDictionary<string, bool> _trusted = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<ServerCertificate, SslStreamCertificateContext> _contexts = new();

    /// <summary>Drops every connection.</summary>
    public void AbortAll()
    {
        foreach (var connection in _open.Keys)
        {
            connection.Abort(new ConnectionAbortedException());
        }
    }

    public async Task RunAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        _open[connection] = true;
        var transport = connection.Transport;
        var raw = new QuietStream(transport.Input.AsStream(leaveOpen: true), transport.Output.AsStream(leaveOpen: true));
        var tls = new SslStream(raw, leaveInnerStreamOpen: true);
        try
        {
            await tls.AuthenticateAsServerAsync(TlsOptions(), connection.ConnectionClosed).ConfigureAwait(false);
            raw.HandshakeDone = true;

            // Under TLS 1.3 a real Chia, too, finds out about the client's certificate after the client thinks it is connected.
            if (tls.RemoteCertificate is X509Certificate2 client && IsTrusted(client))
            {
                connection.Transport = new Duplex(PipeReader.Create(tls), PipeWriter.Create(tls));
                await next(connection).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is AuthenticationException or IOException or OperationCanceledException or InvalidOperationException)
        {
            // The other side went away or could not agree: the connection ends, that is all.
        }
        finally
        {
            await tls.DisposeAsync().ConfigureAwait(false);
            connection.Transport = transport;
            _open.TryRemove(connection, out _);
        }
    }

    private SslServerAuthenticationOptions TlsOptions()
    {
        var kind = faults.Take(service, route: null, FaultKind.WrongCertificate)?.Certificate ?? ServerCertificate.Own;
        var only12 = faults.Take(service, route: null, FaultKind.Tls12Only) is not null;
        var isDaemon = string.Equals(service, Service.Daemon, StringComparison.Ordinal);
        var allow12 = isDaemon ? options.DaemonAllowTls12 : !options.IsAtLeast("2.6.0");
        return new SslServerAuthenticationOptions
        {
            ServerCertificateContext = _contexts.GetOrAdd(kind, Context),
            ClientCertificateRequired = true,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            AllowTlsResume = false,
            RemoteCertificateValidationCallback = Postpone,
            EnabledSslProtocols = only12 ? Tls12 : allow12 ? SslProtocols.Tls13 | Tls12 : SslProtocols.Tls13,
        };
    }

    // Everybody comes through the handshake; IsTrusted decides after it.
    private static bool Postpone(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        errors >= SslPolicyErrors.None;

    private static SslProtocols Tls12 => SslProtocols.Tls12;

    private SslStreamCertificateContext Context(ServerCertificate kind)
    {
        var chain = certificates.Chain(kind);
        return SslStreamCertificateContext.Create(chain[0], [.. chain.Skip(1)], offline: true);
    }

    private bool IsTrusted(X509Certificate2 client) => _trusted.GetOrAdd(client.Thumbprint, _ =>
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(certificates.PrivateCa);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        return chain.Build(client);
    });

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
