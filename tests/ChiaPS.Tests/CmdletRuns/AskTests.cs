using System.Management.Automation;
using System.Reflection;
using ChiaPS.Commands;
using ChiaPS.Embedded;
using ChiaPS.Rpc;
using ChiaPS.Tests.Embedded;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.CmdletRuns;

/// <summary>A scheduled task, or a script that is piped in: the host cannot answer.</summary>
public sealed class AskTests(SharedNode shared) : RpcStage(shared)
{
    public static TheoryData<string> Changes => [.. RpcScripts.All.Keys.Where(name => TypeOf(name).GetCustomAttribute<CmdletAttribute>()!.SupportsShouldProcess)];

    // What a guard stops before the question, and where nothing is to be done.
    private static readonly string[] AskNothing = ["keys forgotten: $words -Confirm:$false", "lost: $lost[0] -Confirm:$false", "-Before 2020-01-01", "$true"];

    [Theory]
    [MemberData(nameof(Changes))]
    public Task Does_nothing_where_nobody_is_there_to_be_asked(string cmdlet) => EachAsync(cmdlet, (shell, node, script, line) =>
    {
        var pushed = node.State.Spends.Pushed.Values.Sum();
        var result = shell.Run($"try {{ {line.Replace("-Confirm:$false", "", StringComparison.Ordinal)} -Confirm }} catch {{ $_ }}");
        var errors = result.Errors.Concat(result.Output.Select(one => one.BaseObject).OfType<ErrorRecord>()).ToList();
        if (!AskNothing.Contains(script))
        {
            Assert.True(errors.Count > 0, line);
            Assert.All(errors, error => Assert.True(error.Id().EndsWith(".CannotAsk", StringComparison.Ordinal), $"{line}: {error.Id()} {error}"));
        }

        // A spend is built before it is shown.
        Assert.DoesNotContain(node.Requests.All, request => Changing(request) && !typeof(BuildCmdlet).IsAssignableFrom(TypeOf(cmdlet)));
        Assert.Equal(pushed, node.State.Spends.Pushed.Values.Sum());
        return Task.CompletedTask;
    });

    // Registering is how the daemon is talked to.
    private static bool Changing(ReceivedRequest request) => request.Route != "register_service" && EndpointCatalogue.Find(ServiceOf(request), request.Route) is { Changes: true };
}
