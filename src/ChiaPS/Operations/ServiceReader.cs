using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Operations;

/// <summary>Whether services run, as the daemon sees it, and whether they answer.</summary>
internal static class ServiceReader
{
    public static async IAsyncEnumerable<ServiceStatus> ReadAsync(Call call, IEnumerable<ChiaService> services, bool detailed)
    {
        var running = await RunningAsync(call).ConfigureAwait(false);
        foreach (var service in services)
        {
            var facts = ServiceFacts.Of(service);
            var isRunning = service == ChiaService.Daemon ? running is not null : running?.Contains(facts.DaemonName);

            // Without a daemon nothing else can tell whether a service runs.
            var (answers, version) = detailed || running is null ? await ProbeAsync(call, service).ConfigureAwait(false) : (null, null);
            var status = new ServiceStatus
            {
                Service = service,
                IsRunning = isRunning,
                Answers = answers,
                Version = detailed ? version : null,
                Port = call.Session.Locate(service).Port,
            };
            status.Stamp(new Origin(call.Session.Name, Prefix: null));
            yield return status;
        }
    }

    private static async Task<HashSet<string>?> RunningAsync(Call call)
    {
        try
        {
            // Clients can register under anything, numbers too.
            return [.. (await call.SendAsync(Daemon.RunningServices).ConfigureAwait(false)).Select(name => name.ToString())];
        }
        catch (ChiaException e) when (e.ErrorId is "ChiaConnection.Refused" or "ChiaConnection.Unreachable")
        {
            return null;
        }
    }

    private static async Task<(bool? Answers, string? Version)> ProbeAsync(Call call, ChiaService service)
    {
        try
        {
            if (service == ChiaService.Daemon)
            {
                return (true, await call.SendAsync(Daemon.GetVersion).ConfigureAwait(false));
            }

            await call.SendAsync(Shared.Healthz.On(service)).ConfigureAwait(false);
            if (service == ChiaService.Solver && !await call.SendAsync(Solver.GetState).ConfigureAwait(false))
            {
                return (false, null);
            }

            return (true, await VersionAsync(call, service).ConfigureAwait(false));
        }
        catch (ChiaException e) when (e.EndsCommand)
        {
            return (false, null);
        }
    }

    // Since 2.4.3.
    private static async Task<string?> VersionAsync(Call call, ChiaService service)
    {
        try
        {
            return await call.SendAsync(Shared.GetVersion.On(service)).ConfigureAwait(false);
        }
        catch (ChiaRpcException)
        {
            return null;
        }
    }
}
