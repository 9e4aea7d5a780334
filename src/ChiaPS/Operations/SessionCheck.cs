using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Operations;

/// <summary>Whether anything of an installation answers and accepts us, before a session is handed out.</summary>
internal static class SessionCheck
{
    /// <exception cref="ChiaException">Nothing answers, or what answers is not trusted or does not trust us.</exception>
    public static async Task RunAsync(Call call)
    {
        if (call.Session.Transport == ChiaTransport.Daemon)
        {
            await call.SendAsync(Daemon.Ping).ConfigureAwait(false);
            return;
        }

        ChiaException? first = null;
        foreach (var facts in ServiceFacts.WithPort.Where(facts => call.Session.Configuration?.HasRpc(facts.Service) != false))
        {
            try
            {
                await call.SendAsync(Shared.Healthz.On(facts.Service)).ConfigureAwait(false);
                return;
            }
            catch (ChiaException e) when (e.ErrorId == "ChiaConnection.Refused")
            {
                first ??= e; // a machine need not run every service
            }
        }

        try
        {
            await call.SendAsync(Daemon.Ping).ConfigureAwait(false);
        }
        catch (ChiaException e) when (e.ErrorId == "ChiaConnection.Refused")
        {
            throw new ChiaException(
                "ChiaConnection.Refused",
                $"No Chia service listens at {call.Session.HostName} (tried: {string.Join(", ", ServiceFacts.All.Select(facts => $"{facts.Title} {call.Session.Locate(facts.Service).Port}"))}).",
                first?.Advice,
                first ?? e);
        }
    }
}
