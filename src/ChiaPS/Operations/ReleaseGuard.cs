using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Operations;

/// <summary>The release of a service, where an older one would pass over what it is asked without a word.</summary>
internal static class ReleaseGuard
{
    /// <summary>What a release that cannot tell itself is called.</summary>
    public const string Oldest = "2.4.2 or older";

    /// <summary>Its release; null where it is older than get_version (2.4.3).</summary>
    public static async Task<string?> ReadAsync(Call call, ChiaService service)
    {
        try
        {
            return await (service == ChiaService.Daemon ? call.SendAsync(Daemon.GetVersion) : call.SendAsync(Shared.GetVersion.On(service))).ConfigureAwait(false);
        }
        catch (ChiaRpcException e) when (e.ErrorId == "ChiaRoute.NotOffered")
        {
            return null;
        }
    }

    public static bool IsAtLeast(string? release, string since)
    {
        var number = new string([.. (release ?? "").TakeWhile(c => char.IsAsciiDigit(c) || c == '.')]).TrimEnd('.');
        return Version.TryParse(number, out var version) && version >= Version.Parse(since);
    }

    /// <exception cref="ChiaRpcException"><c>ChiaRoute.NotOffered</c>.</exception>
    public static async Task RequireAsync(Call call, Endpoint endpoint, string since, string what)
    {
        var release = await ReadAsync(call, endpoint.Service).ConfigureAwait(false);
        if (!IsAtLeast(release, since))
        {
            throw new ChiaRpcException(
                "ChiaRoute.NotOffered",
                $"The {ServiceFacts.Of(endpoint.Service).Title} of '{call.Session.Name}' does not know {what}: it came with Chia {since}, and this is {release ?? Oldest}.",
                "Update Chia there, or leave it out.")
            { Route = endpoint.Route, Service = endpoint.Service };
        }
    }
}
