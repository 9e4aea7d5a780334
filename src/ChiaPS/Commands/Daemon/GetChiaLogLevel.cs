using System.Management.Automation;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>How much services write into their logs.</summary>
[Cmdlet(VerbsCommon.Get, "ChiaLogLevel")]
[OutputType(typeof(LogLevel))]
[Rpc("shared/get_log_level")]
public sealed class GetChiaLogLevel : ReadCmdlet
{
    /// <summary>Services; all that answer when it is left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public ChiaService[]? Service { get; set; }

    private protected override async IAsyncEnumerable<object> ReadAsync(Call call)
    {
        Failure? silent = null;
        var answered = false;
        foreach (var service in Service ?? [.. ServiceFacts.WithPort.Select(facts => facts.Service)])
        {
            var item = await Call.TryAsync(OfAsync(call, service), service, connectionToo: Service is not { Length: 1 }).ConfigureAwait(false);
            if (Service is null && item is Failure { Exception.EndsCommand: true } failure)
            {
                silent ??= failure;
                continue;
            }

            answered = true;
            yield return item;
        }

        // Some services do not run anywhere; where none answers at all something else is wrong.
        if (!answered && silent is not null)
        {
            throw silent.Exception;
        }
    }

    private static async Task<LogLevel> OfAsync(Call call, ChiaService service)
    {
        var level = await call.SendAsync(Shared.GetLogLevel.On(service)).ConfigureAwait(false);
        level.Service = service;
        return level;
    }
}
