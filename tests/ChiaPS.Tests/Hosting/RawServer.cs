using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace ChiaPS.Tests.Hosting;

/// <summary>A server with a right certificate that answers every request with the same bytes, whatever they are, and ends the connection.</summary>
internal sealed class RawServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly SslStreamCertificateContext _certificate;
    private readonly byte[] _answer;

    public RawServer(X509Certificate2 certificate, byte[] answer)
    {
        (_certificate, _answer) = (SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true), answer);
        _listener.Start();
        _ = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The bytes of an HTTP answer.</summary>
    public static byte[] Http(string body, string status = "200 OK") => Encoding.Latin1.GetBytes($"HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {body.Length}\r\n\r\n{body}");

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                await AnswerAsync(client);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It was told to end.
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        try
        {
            await using var tls = new SslStream(client.GetStream());
            await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificateContext = _certificate });
            await ReadRequestAsync(tls);
            await tls.WriteAsync(_answer);
            await tls.ShutdownAsync();
        }
        catch (Exception e) when (e is IOException or AuthenticationException)
        {
            // A client that had enough goes before the end; the next one is served.
        }
    }

    private static async Task ReadRequestAsync(SslStream tls)
    {
        var buffer = new byte[65536];
        var text = "";
        while (!text.EndsWith('}'))
        {
            var read = await tls.ReadAsync(buffer);
            text += read > 0 ? Encoding.Latin1.GetString(buffer, 0, read) : throw new EndOfStreamException();
        }
    }
}
