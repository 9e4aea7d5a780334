using ChiaPS.Client;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Operations;

/// <summary>The plotting jobs of a daemon: it tells them only to who registers as a plotter.</summary>
internal static class PlottingQueue
{
    public static async Task<PlottingJob[]> ReadAsync(Call call)
    {
        using var socket = await call.ListenAsync([], _ => { }, call.Token).ConfigureAwait(false);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(call.Token);
        limit.CancelAfter(call.Patience);
        PlottingJob[]? jobs;
        try
        {
            jobs = await socket.AskDaemonAsync<PlottingJob[]>(Daemon.RegisterService, "queue", new ServiceRequest(EventFacts.Plotter), limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!call.Token.IsCancellationRequested)
        {
            throw CallFailure.Timeout(Daemon.RegisterService, call.Session.Locate(ChiaService.Daemon), call.Patience, e);
        }

        var origin = await call.OriginAsync(ChiaService.Daemon).ConfigureAwait(false);
        foreach (var job in jobs!)
        {
            job.Stamp(origin);
        }

        return jobs;
    }

    /// <summary>The job, or an error: the daemon's own says nothing to a user.</summary>
    public static async Task<PlottingJob> FindAsync(Call call, string id) =>
        Array.Find(await ReadAsync(call).ConfigureAwait(false), job => string.Equals(job.JobId, id, StringComparison.OrdinalIgnoreCase))
        ?? throw new ChiaRpcException("ChiaRpc.NotFound", $"The daemon of '{call.Session.Name}' has no plotting job {id}.", "Get-ChiaPlottingJob lists them; a daemon that was restarted has forgotten its jobs.")
        { Route = Daemon.RegisterService.Route, Service = ChiaService.Daemon };
}
