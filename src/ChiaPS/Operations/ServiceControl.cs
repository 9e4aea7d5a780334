using System.Diagnostics;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Operations;

/// <summary>Starting and stopping services through their daemon.</summary>
internal static class ServiceControl
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Starts a service; it may take a while until it answers.</summary>
    public static async Task StartAsync(Call call, ChiaService service)
    {
        if (service == ChiaService.Daemon)
        {
            throw new ChiaException("ChiaArgument.Service", "A daemon that does not run cannot be asked to start.", "Start it on its machine: 'chia start daemon'.");
        }

        if (service == ChiaService.Solver)
        {
            throw new ChiaException("ChiaArgument.Service", "The daemon knows no service chia_solver: it cannot start it.", "Start it on its machine: 'chia start solver'.");
        }

        await call.SendAsync(Daemon.StartService, new(await NameAsync(call, service).ConfigureAwait(false))).ConfigureAwait(false);
    }

    /// <summary>Stops a service that this daemon started; the daemon itself takes all with it.</summary>
    public static async Task StopAsync(Call call, ChiaService service)
    {
        try
        {
            await (service == ChiaService.Daemon
                ? call.SendAsync(Daemon.Exit)
                : (Task)call.SendAsync(Daemon.StopService, new(await NameAsync(call, service).ConfigureAwait(false)))).ConfigureAwait(false);
        }
        catch (ChiaException e) when (service == ChiaService.Daemon && e.ErrorId == "ChiaConnection.Closed")
        {
            // It ended before its answer was through.
        }
        catch (ChiaRpcException e) when (e.Route == Daemon.StopService.Route)
        {
            throw new ChiaRpcException(
                "ChiaRpc.NotStartedHere",
                $"The daemon of '{call.Session.Name}' did not stop the {ServiceFacts.Of(service).Title}: it does not run, or another started it.",
                "Get-ChiaService shows whether it runs; Stop-ChiaService -Direct asks the service itself to end.",
                e)
            { Route = e.Route, Service = e.Service };
        }
    }

    /// <summary>Asks the service itself to end, and waits until it does not answer and its process is gone.</summary>
    public static async Task StopDirectAsync(Call call, ChiaService service, TimeSpan longest)
    {
        await call.SendAsync(Shared.StopNode.On(service)).ConfigureAwait(false);
        var started = Stopwatch.GetTimestamp();
        while (await AnswersAsync(call, service).ConfigureAwait(false) || await IsRunningAsync(call, service).ConfigureAwait(false) == true)
        {
            if (Stopwatch.GetElapsedTime(started) > longest)
            {
                throw new ChiaException("ChiaWait.Timeout", FormattableString.Invariant($"The {ServiceFacts.Of(service).Title} of '{call.Session.Name}' still runs {longest.TotalSeconds:0} s after it was told to end."), "Look at its log; it may be writing its data.");
            }

            await Task.Delay(Pause, call.Token).ConfigureAwait(false);
        }
    }

    /// <summary>It answers a sign of life.</summary>
    public static async Task<bool> AnswersAsync(Call call, ChiaService service)
    {
        try
        {
            await call.SendAsync(Shared.Healthz.On(service)).ConfigureAwait(false);
            return true;
        }
        catch (ChiaException e) when (e.EndsCommand)
        {
            return false;
        }
    }

    /// <summary>The daemon knows it as running; null when no daemon answers.</summary>
    public static async Task<bool?> IsRunningAsync(Call call, ChiaService service)
    {
        await foreach (var status in ServiceReader.ReadAsync(call, [service], detailed: false).ConfigureAwait(false))
        {
            return status.IsRunning;
        }

        return null;
    }

    /// <summary>How it stands now; whether it answers is asked too where it should.</summary>
    public static async Task<ServiceStatus> StatusAsync(Call call, ChiaService service, bool detailed)
    {
        await foreach (var status in ServiceReader.ReadAsync(call, [service], detailed).ConfigureAwait(false))
        {
            return status;
        }

        throw new UnreachableException();
    }

    // A simulator answers as the full node, but is started and stopped under a name of its own.
    private static async Task<string> NameAsync(Call call, ChiaService service)
    {
        var name = ServiceFacts.Of(service).DaemonName;
        if (service != ChiaService.FullNode)
        {
            return name;
        }

        var network = call.Session.Network;
        try
        {
            network ??= (await call.SendAsync(Daemon.GetNetworkInfo).ConfigureAwait(false)).NetworkName;
        }
        catch (ChiaRpcException)
        {
            // Releases before 2.3.0 do not say.
        }

        return network?.StartsWith("simulator", StringComparison.Ordinal) == true ? name + "_simulator" : name;
    }
}
