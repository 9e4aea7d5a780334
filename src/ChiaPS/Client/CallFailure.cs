using System.Globalization;
using ChiaPS.Rpc;

namespace ChiaPS.Client;

/// <summary>Errors of a call that both transports can meet.</summary>
internal static class CallFailure
{
    public static ChiaException Timeout(Endpoint endpoint, ServiceAddress address, TimeSpan timeout, Exception? inner) => new(
        "ChiaConnection.Timeout",
        string.Create(CultureInfo.InvariantCulture, $"{Connector.Sentence(address)} sent nothing for {timeout.TotalSeconds:0.#} s ({endpoint.Route}).{Unknown(endpoint)}"),
        "It may be busy, still starting or out of reach. Give it longer with -TimeoutSec.",
        inner);

    public static ChiaException Closed(Endpoint endpoint, ServiceAddress address, Exception? inner) => new(
        "ChiaConnection.Closed",
        $"{Connector.Sentence(address)} ended the connection{(inner is ClosedException ? $" ({inner.Message})" : "")} before {endpoint.Route} was answered.{Unknown(endpoint)}",
        "It was stopped, restarted or failed; its log (log/debug.log) says which.",
        inner);

    public static ChiaException ClientRefused(Endpoint endpoint, ServiceAddress address, Exception? inner) => new(
        "ChiaConnection.ClientRefused",
        $"{Connector.Sentence(address)} ended the connection without an answer to {endpoint.Route}, as it does when it does not accept the client certificate.{Unknown(endpoint)}",
        "Use a private_*.crt and .key that the private CA of that installation signed (public_* pairs are refused); Test-ChiaConnection shows which are in use. If they are right, the service stopped meanwhile.",
        inner);

    public static ChiaException BadAnswer(Endpoint endpoint, ServiceAddress address, string what, Exception? inner) => new(
        "ChiaConnection.BadAnswer",
        $"{Connector.Sentence(address)} answered {endpoint.Route} with something that is no answer of a Chia service: {what}",
        "Check host and port: something else may listen there.",
        inner);

    /// <summary>What came is no HTTP at all.</summary>
    public static bool IsNoHttp(Exception e) => Connector.Causes(e).Any(cause =>
        cause is HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded } or HttpIOException { HttpRequestError: HttpRequestError.InvalidResponse });

    /// <summary>Foreign text without what a terminal would obey.</summary>
    public static string Plain(string text) => string.Concat(text.Where(c => !char.IsControl(c) || c is '\n' or '\t'));

    public static ChiaException NotRunning(Endpoint endpoint, string host) => new(
        "ChiaConnection.Destination",
        $"The {ServiceFacts.Of(endpoint.Service).Title} does not run at {host}: its daemon knows no {ServiceFacts.Of(endpoint.Service).DaemonName}, and would answer {endpoint.Route} with silence.",
        $"Start it there, or look with Get-ChiaService.");

    private static string Unknown(Endpoint endpoint) => endpoint.Changes ? " Whether it was carried out is not known." : "";
}

/// <summary>The other side said why it ends the connection.</summary>
internal sealed class ClosedException(string reason) : IOException(reason);
