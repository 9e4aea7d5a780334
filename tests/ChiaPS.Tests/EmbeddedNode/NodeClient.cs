using System.Net.Security;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using ChiaPS.Embedded;
using Xunit;

namespace ChiaPS.Tests.Embedded;

/// <summary>A plain client of the embedded node, made of nothing but the framework, so that it proves the node and not ChiaPS.</summary>
internal sealed class NodeClient(EmbeddedNode node) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        UseProxy = false,
        SslOptions = Tls(node, node.Certificates["private_daemon"]),
    }) { Timeout = TimeSpan.FromSeconds(100) };

    public static SslClientAuthenticationOptions Tls(EmbeddedNode node, X509Certificate2? client, SslProtocols protocols = SslProtocols.None) => new()
    {
        TargetHost = "localhost",
        EnabledSslProtocols = protocols,
        ClientCertificates = client is null ? null : [client],
        RemoteCertificateValidationCallback = (_, certificate, sent, _) => Verify(node, certificate, sent),
    };

    /// <summary>The check of a careful client: the private CA alone, whatever the name.</summary>
    public static bool Verify(EmbeddedNode node, X509Certificate? certificate, X509Chain? sent)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(node.Certificates.PrivateCa);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        if (sent is not null)
        {
            chain.ChainPolicy.ExtraStore.AddRange(sent.ChainPolicy.ExtraStore);
        }

        return certificate is X509Certificate2 found && chain.Build(found);
    }

    public async Task<HttpResponseMessage> PostAsync(string service, string route, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        content.Headers.ContentType!.CharSet = null;
        return await _http.PostAsync(new Uri($"https://localhost:{node.Ports[service]}/{route}"), content, TestContext.Current.CancellationToken);
    }

    public async Task<JsonElement> CallAsync(string service, string route, string body = "{}")
    {
        using var response = await PostAsync(service, route, body);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, text);
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    /// <summary>Writes bytes over TLS and gives everything that comes back until the stream ends or an answer is whole.</summary>
    public static async Task<string> RawAsync(EmbeddedNode node, string service, byte[] request, X509Certificate2? client = null, bool anonymous = false, int answers = 1)
    {
        using var tcp = new TcpClient();
        await tcp.ConnectAsync("127.0.0.1", node.Ports[service], TestContext.Current.CancellationToken);
        await using var tls = new SslStream(tcp.GetStream());
        await tls.AuthenticateAsClientAsync(Tls(node, anonymous ? null : client ?? node.Certificates["private_daemon"]), TestContext.Current.CancellationToken);
        await tls.WriteAsync(request, TestContext.Current.CancellationToken);
        var text = new StringBuilder();
        var buffer = new byte[65536];
        while (!IsWhole(text.ToString(), request) || text.ToString().Split("HTTP/1.1 ").Length - 1 < answers)
        {
            var read = await tls.ReadAsync(buffer, TestContext.Current.CancellationToken);
            if (read == 0)
            {
                break;
            }

            text.Append(Encoding.Latin1.GetString(buffer, 0, read));
        }

        return text.ToString();
    }

    public async Task<ClientWebSocket> SocketAsync(params string[] names)
    {
        var socket = new ClientWebSocket();
        socket.Options.ClientCertificates.Add(node.Certificates["private_daemon"]);
        socket.Options.RemoteCertificateValidationCallback = (_, certificate, sent, _) => Verify(node, certificate, sent);
        await socket.ConnectAsync(new Uri($"wss://localhost:{node.Ports["daemon"]}/"), TestContext.Current.CancellationToken);
        foreach (var name in names)
        {
            var answer = await AskAsync(socket, Frame("register_service", "daemon", names[0], $$"""{"service": "{{name}}"}"""));
            Assert.True(answer.GetProperty("data").GetProperty("success").GetBoolean());
        }

        return socket;
    }

    public static string Frame(string command, string destination, string origin, string data = "{}", string id = "1") =>
        $$"""{"command": "{{command}}", "ack": false, "data": {{data}}, "request_id": "{{id}}", "destination": "{{destination}}", "origin": "{{origin}}"}""";

    public static async Task<JsonElement> AskAsync(ClientWebSocket socket, string frame)
    {
        await socket.SendAsync(Encoding.UTF8.GetBytes(frame), WebSocketMessageType.Text, endOfMessage: true, TestContext.Current.CancellationToken);
        return await ReadAsync(socket) ?? throw new InvalidOperationException($"nothing came for {frame}");
    }

    /// <summary>The next frame, or null when none comes in time or the socket ends.</summary>
    public static async Task<JsonElement?> ReadAsync(ClientWebSocket socket, int milliseconds = 60_000)
    {
        using var message = new MemoryStream();
        using var patience = new CancellationTokenSource(milliseconds);
        var buffer = new byte[65536];
        try
        {
            ValueWebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(buffer.AsMemory(), patience.Token);
                message.Write(buffer, 0, part.Count);
            }
            while (!part.EndOfMessage);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            return null;
        }

        if (message.Length == 0)
        {
            return null;
        }

        using var document = JsonDocument.Parse(message.ToArray());
        return document.RootElement.Clone();
    }

    public void Dispose() => _http.Dispose();

    private static bool IsWhole(string text, byte[] request)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0 || text.StartsWith("HTTP/1.1 100", StringComparison.Ordinal))
        {
            return false;
        }

        var length = text.Split("\r\n").FirstOrDefault(h => h.StartsWith("Content-Length: ", StringComparison.Ordinal));
        return request.AsSpan().StartsWith("HEAD"u8)
            || (length is not null && text.Length - end - 4 >= int.Parse(length[16..], System.Globalization.CultureInfo.InvariantCulture));
    }
}
