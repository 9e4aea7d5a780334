using System.Net;
using ChiaPS.Rpc;

namespace ChiaPS.Client;

/// <summary>What an HTTP status other than 200 means at a Chia service.</summary>
internal static class HttpFailure
{
    private const int LongestText = 300;

    public static async Task<Exception> ReadAsync(Endpoint endpoint, ServiceAddress address, HttpResponseMessage response, CancellationToken token)
    {
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return new RouteMissingException(endpoint);
        }

        var text = endpoint.Secret ? "" : (await ReadTextAsync(response, token).ConfigureAwait(false)).ReplaceLineEndings(" ");
        var status = CallFailure.Plain($"HTTP {(int)response.StatusCode} {(string.IsNullOrWhiteSpace(text) ? response.ReasonPhrase : text.Trim())}");
        return response.StatusCode switch
        {
            HttpStatusCode.RequestEntityTooLarge => new ChiaRpcException(
                "ChiaRpc.RequestTooLarge", $"{Connector.Sentence(address)} does not take a request of this size: {status}", "Send it in smaller parts.")
            { Route = endpoint.Route, Service = endpoint.Service },
            HttpStatusCode.InternalServerError => new ChiaRpcException(
                "ChiaRpc.InternalServerError", $"{Connector.Sentence(address)} failed inside {endpoint.Route}: {status}", "Its own log (log/debug.log) says why.")
            { Route = endpoint.Route, Service = endpoint.Service },
            _ => CallFailure.BadAnswer(endpoint, address, status, inner: null),
        };
    }

    private static async Task<string> ReadTextAsync(HttpResponseMessage response, CancellationToken token)
    {
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(token).ConfigureAwait(false));
        var buffer = new char[LongestText];
        return new string(buffer, 0, await reader.ReadBlockAsync(buffer, token).ConfigureAwait(false));
    }
}

/// <summary>The service has no such route; the client finds out why and says it.</summary>
internal sealed class RouteMissingException(Endpoint endpoint) : Exception($"{endpoint} is not offered.");
