using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using ChiaPS.Rpc;
using ChiaPS.Security;
using ChiaPS.Sessions;

namespace ChiaPS.Operations;

/// <summary>Goes from configuration to sync, step by step, and says at each what it found and what to do.</summary>
internal sealed class ConnectionDoctor(Call call)
{
    private static readonly TimeSpan SkewAllowed = TimeSpan.FromMinutes(1);

    public async IAsyncEnumerable<Finding> ExamineAsync(IReadOnlyCollection<ChiaService>? services)
    {
        foreach (var finding in Files())
        {
            yield return finding;
        }

        var asked = services ?? [.. ServiceFacts.All.Select(facts => facts.Service).Where(service => call.Session.Configuration?.HasRpc(service) != false)];
        var answering = 0;
        foreach (var service in asked)
        {
            await foreach (var finding in ServiceAsync(service, required: services is not null).ConfigureAwait(false))
            {
                answering += finding is { Check: "Answer", Status: FindingStatus.Pass } ? 1 : 0;
                yield return finding;
            }
        }

        if (answering == 0)
        {
            yield return Find(FindingStatus.Fail, "Services", call.Session.HostName, "No service answers.", "Start Chia there, and check host and ports (Get-ChiaSession | Format-List).");
        }
    }

    private IEnumerable<Finding> Files()
    {
        if (call.Session.Configuration is not { } config)
        {
            yield break;
        }

        yield return Find(FindingStatus.Pass, "Configuration", config.Path, $"Network {config.Network}, services at {config.HostName}.");
        var pair = config.ClientPair();
        using var certificate = ClientPair.Load(pair.Certificate, pair.Key);
        var authority = PemFile.ReadCertificates(config.CaPath, "private CA");
        yield return Lifetime("Private CA", config.CaPath, authority[0]);
        yield return Lifetime("Client certificate", pair.Certificate, certificate);
        if (new ServerTrust(authority).Refuse(certificate) is { } refusal)
        {
            yield return Find(FindingStatus.Fail, "Client certificate", pair.Certificate, $"The private CA does not vouch for it: {refusal}.", "Use a private_*.crt that belongs to this private_ca.crt.");
        }

        yield return CertificateInventory.WideMode(pair.Key) is { } mode
            ? Find(FindingStatus.Warn, "Key file rights", pair.Key, $"Other users of this machine may use this key (mode {mode}).", $"chmod 600 '{pair.Key}'")
            : Find(FindingStatus.Pass, "Key file rights", pair.Key, OperatingSystem.IsWindows() ? "Not checked on Windows, as Chia does not." : "Only its owner can use the key.");
    }

    private Finding Lifetime(string check, string path, X509Certificate2 certificate) =>
        certificate.NotBefore > DateTime.Now ? Find(FindingStatus.Fail, check, path, $"It is not valid before {certificate.NotBefore.ToUniversalTime():u}.", "Check this machine's clock.")
        : certificate.NotAfter < DateTime.Now ? Find(FindingStatus.Fail, check, path, $"It expired on {certificate.NotAfter.ToUniversalTime():u}.", "Renew it with 'chia init' after moving config/ssl away.")
        : certificate.NotAfter < DateTime.Now.AddDays(60) ? Find(FindingStatus.Warn, check, path, $"It expires on {certificate.NotAfter.ToUniversalTime():u}.", "Plan to renew it.")
        : Find(FindingStatus.Pass, check, path, $"Valid until {certificate.NotAfter.ToUniversalTime():u}, SHA-256 {ServerTrust.Thumbprint(certificate)[..14]}….");

    private async IAsyncEnumerable<Finding> ServiceAsync(ChiaService service, bool required)
    {
        var address = call.Session.Locate(service);
        var target = $"{service} {address.Host}:{address.Port}";
        Finding tls;
        var reached = false;
        try
        {
            var stream = await call.Session.Connector.ConnectAsync(address, call.Token).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                reached = true;
                using var server = new X509Certificate2(stream.RemoteCertificate!);
                tls = Find(FindingStatus.Pass, "TLS", target, $"{stream.SslProtocol}, server certificate {ServerTrust.Thumbprint(server)[..14]}… of the private CA.");
            }
        }
        catch (ChiaException e)
        {
            // A machine need not run every service; a wrong certificate is never right.
            var absent = e.ErrorId == "ChiaConnection.Refused" && !required;
            tls = Find(absent ? FindingStatus.Warn : FindingStatus.Fail, e.ErrorId is "ChiaConnection.UntrustedServer" ? "TLS" : "Reach", target, e.Message, e.Advice);
        }

        yield return tls;
        if (!reached)
        {
            yield break;
        }

        await foreach (var finding in AnswersAsync(service, target).ConfigureAwait(false))
        {
            yield return finding;
        }
    }

    private async IAsyncEnumerable<Finding> AnswersAsync(ChiaService service, string target)
    {
        var started = Stopwatch.GetTimestamp();
        var problem = await TryAsync(() => service == ChiaService.Daemon ? call.SendAsync(Daemon.Ping) : (Task)call.SendAsync(Shared.Healthz.On(service))).ConfigureAwait(false);
        if (problem is not null)
        {
            yield return Find(FindingStatus.Fail, problem.ErrorId == "ChiaConnection.ClientRefused" ? "Client certificate" : "Answer", target, problem.Message, problem.Advice);
            yield break;
        }

        yield return Find(FindingStatus.Pass, "Answer", target, string.Create(CultureInfo.InvariantCulture, $"Answers in {Stopwatch.GetElapsedTime(started).TotalMilliseconds:0.0} ms and accepts the client certificate."));
        yield return await ReleaseAsync(service, target).ConfigureAwait(false);
        if (service is ChiaService.FullNode or ChiaService.Wallet)
        {
            await foreach (var finding in StateAsync(service, target).ConfigureAwait(false))
            {
                yield return finding;
            }
        }
    }

    private async Task<Finding> ReleaseAsync(ChiaService service, string target)
    {
        try
        {
            return Find(FindingStatus.Pass, "Release", target, $"Chia {await call.SendAsync(service == ChiaService.Daemon ? Daemon.GetVersion : Shared.GetVersion.On(service)).ConfigureAwait(false)}.");
        }
        catch (ChiaException e) when (e.ErrorId == "ChiaRoute.NotOffered")
        {
            var routes = await call.SendAsync(Shared.GetRoutes.On(service)).ConfigureAwait(false);
            return Find(FindingStatus.Warn, "Release", target, $"Older than 2.4.3: it cannot tell its release, and offers {routes.Length} routes.", "Update Chia.");
        }
        catch (ChiaException e)
        {
            return Find(FindingStatus.Fail, "Release", target, e.Message, e.Advice);
        }
    }

    private async IAsyncEnumerable<Finding> StateAsync(ChiaService service, string target)
    {
        Sync? sync = null;
        BlockchainState? chain = null;
        var problem = await TryAsync(async () =>
        {
            sync = await SyncReader.ReadAsync(call, service).ConfigureAwait(false);
            chain = service == ChiaService.FullNode ? await call.SendAsync(FullNode.GetBlockchainState).ConfigureAwait(false) : null;
        }).ConfigureAwait(false);
        yield return problem is not null
            ? Find(FindingStatus.Warn, "Sync", target, problem.Message, problem.Advice)
            : sync!.Synced
                ? Find(FindingStatus.Pass, "Sync", target, string.Create(CultureInfo.InvariantCulture, $"Synced at height {sync.Height}."))
                : Find(FindingStatus.Warn, "Sync", target, $"Not synced: height {sync.ProgressAndPeers}.", "Wait-ChiaSync waits for it.");

        // A chain's clock is only ahead of ours when ours is wrong; behind, it may just be a quiet chain.
        if (chain?.Timestamp - DateTimeOffset.UtcNow is { } ahead && ahead > SkewAllowed)
        {
            yield return Find(FindingStatus.Warn, "Clock", target, string.Create(CultureInfo.InvariantCulture, $"The latest block is {ahead.TotalSeconds:0} s ahead of this machine's clock."), "Set this machine's clock.");
        }
        else if (chain?.Timestamp is not null)
        {
            yield return Find(FindingStatus.Pass, "Clock", target, "This machine's clock is not behind the chain's.");
        }
    }

    private static async Task<ChiaException?> TryAsync(Func<Task> action)
    {
        try
        {
            await action().ConfigureAwait(false);
            return null;
        }
        catch (ChiaException e)
        {
            return e;
        }
    }

    private Finding Find(FindingStatus status, string check, string target, string message, string? fix = null)
    {
        var finding = new Finding { Status = status, Check = check, Target = target, Message = message, Fix = fix };
        finding.Stamp(new Origin(call.Session.Name, Prefix: null));
        return finding;
    }
}
