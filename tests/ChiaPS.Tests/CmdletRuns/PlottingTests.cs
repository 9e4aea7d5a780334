using System.Text.Json.Nodes;
using ChiaPS.Tests.Embedded;
using ChiaPS.Tests.Events;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.CmdletRuns;

/// <summary>Plots: what is asked for, how far it is, and that a failure is told though the daemon does not tell it.</summary>
public sealed class PlottingTests(SharedNode shared) : NodeTests(shared)
{
    private const string Contract = "txch10jxah38nfce5vepj0vkmzhsuznz7ez4w50ynt0d9jkcrxe6cpjjq6x6uwj";
    private const string Keys = "-PoolPublicKey ('0x' + 'a' * 96) -FarmerPublicKey ('b' * 96)";

    [Theory]
    [InlineData("Chiapos /plots /tmp", "chiapos", """ "t":"/tmp","b":3389,"u":128,"e":false,"overrideK":false """)]
    [InlineData("Madmax /plots /tmp -Bucket 64", "madmax", """ "t":"/tmp","t2":"/tmp","u":64,"v":256,"K":1,"G":false """)]
    [InlineData("BladebitRam /plots -Compression 5", "bladebit", """ "plot_type":"ramplot","compress":5 """)]
    [InlineData("BladebitCuda /plots -Device 1", "bladebit", """ "plot_type":"cudaplot","compress":null,"device":1 """)]
    [InlineData("BladebitDisk /plots /tmp -Cache 32G", "bladebit", """ "t":"/tmp","plot_type":"diskplot","compress":null,"cache":"32G","u":256,"alternate":null,"no_t1_direct":null,"no_t2_direct":null """)]
    public void Every_plotter_gets_what_it_needs_and_no_key_that_it_misreads(string parameters, string plotter, string own)
    {
        Open().Run($"Start-ChiaPlottingJob {parameters} {Keys}");
        var body = Node.Requests.Of("daemon", "start_plotting").Single().Body;
        var f = new string('b', 96);
        var p = new string('a', 96);
        Assert.Equal(
            $$"""{"service":"chia_plotter","plotter":"{{plotter}}","d":"/plots","r":2,"n":1,"k":32,"queue":"default","delay":0,"parallel":false,"x":false,"f":"{{f}}","p":"{{p}}",{{own.Trim()}}}""",
            body);
    }

    [Theory]
    [InlineData("Chiapos /plots /tmp")]
    [InlineData($"Chiapos /plots /tmp {Keys} -PoolContractAddress {Contract}")]
    [InlineData($"Chiapos /plots {Keys}")]
    [InlineData($"Chiapos /plots /tmp {Keys} -PlotSize 25")]
    [InlineData($"Chiapos /plots /tmp {Keys} -PlotSize 24 -OverrideMinimumSize")]
    [InlineData("Chiapos /plots /tmp -PoolPublicKey 00")]
    public void What_would_fail_without_a_word_is_not_sent(string parameters)
    {
        Assert.Equal("ChiaArgument.Plotting", Open().Errs($"Start-ChiaPlottingJob {parameters}").Id());
        Assert.Empty(Node.Requests.Of("daemon", "start_plotting"));
    }

    [Theory]
    [InlineData("xch1nonsense")]
    [InlineData("txch10jxah38nfce5vepj0vkmzhsuznz7ez4w50ynt0d9jkcrxe6cpjjq6x6uwq")] // one letter mistyped
    [InlineData("xch10jxah38nfce5vepj0vkmzhsuznz7ez4w50ynt0d9jkcrxe6cpjjqhpa20p")] // of another network
    public void A_contract_that_is_no_address_of_the_network_gets_no_plots(string contract)
    {
        Assert.Equal("ChiaArgument.Address", Open().Errs($"Start-ChiaPlottingJob BladebitRam /plots -PoolContractAddress {contract}").Id());
        Assert.Empty(Node.Requests.Of("daemon", "start_plotting"));
        Open().Run($"Start-ChiaPlottingJob BladebitRam /plots -PoolContractAddress {Contract}");
        Assert.Contains($"\"c\":\"{Contract}\"", Node.Requests.Of("daemon", "start_plotting").Single().Body, StringComparison.Ordinal);
    }

    [Fact]
    public void Jobs_tell_how_far_they_are_and_what_went_wrong()
    {
        Node.State.PlottingJobs =
        [
            Job("a", "RUNNING", "Plot size is: 25\nProgress update: 0.01\nProgress update: 0.42\n"),
            Job("b", "RUNNING", "madmax plotter was not found.\n"),
            Job("c", "FINISHED", "Progress update: 0.9\nRenamed final file\n"),
        ];
        using var shell = Open();
        var jobs = shell.Run("Get-ChiaPlottingJob").All<PlottingJob>();
        Assert.Equal([("a", 42, null), ("b", null, "madmax plotter was not found."), ("c", (int?)100, null)], jobs.Select(job => (job.JobId!, job.Progress, job.FailedBecause)));
        Assert.All(jobs, job => Assert.Equal((null, Name), (job.Log, job.SessionName)));
        Assert.Contains("Plot size", shell.Run("Get-ChiaPlottingJob a -IncludeLog").Single<PlottingJob>().Log, StringComparison.Ordinal);
        shell.Run("Get-ChiaPlottingJob | Where-Object IsFailed | Stop-ChiaPlottingJob -Confirm:$false");
        Assert.Equal("""{"id":"b"}""", Node.Requests.Of("daemon", "stop_plotting").Single().Body);
        Assert.Equal("ChiaRpc.NotFound", shell.Errs("Stop-ChiaPlottingJob x -Confirm:$false").Id());
    }

    [Fact]
    public async Task A_job_is_followed_until_it_fails_and_that_is_an_error()
    {
        var id = Hosting.Recorded.Of("daemon", "start_plotting").First(one => one.Succeeded && one.Request.GetProperty("n").ToString() == "1").Response.GetProperty("ids")[0].GetString()!;
        Node.State.PlottingJobs = [Job(id, "RUNNING", "Progress update: 0.1\n")];
        using var shell = Open();
        var (running, result, output) = shell.Start($"Start-ChiaPlottingJob Chiapos /plots /tmp {Keys} -Wait");
        await UntilAsync(() => running.Streams.Progress.Any(record => record.PercentComplete == 10));
        Node.State.PlottingJobs = [Job(id, "RUNNING", "Progress update: 0.1\nValueError: unexpected end of buffer\n")];
        Node.Publish("chia_plotter", EventFixture.FailedPlots[0]);
        await UntilAsync(() => result.IsCompleted);
        Assert.Equal("ValueError: unexpected end of buffer", ((PlottingJob)output.Single().BaseObject).FailedBecause);
        Assert.Equal("ChiaRpc.PlottingFailed", running.Streams.Error.Single().Id());
        running.Dispose();
    }

    [Fact]
    public async Task A_job_that_is_stopped_while_it_is_followed_is_an_error()
    {
        var id = Hosting.Recorded.Of("daemon", "start_plotting").First(one => one.Succeeded && one.Request.GetProperty("n").ToString() == "1").Response.GetProperty("ids")[0].GetString()!;
        Node.State.PlottingJobs = [Job(id, "RUNNING", "Progress update: 0.1\n")];
        var (running, result, output) = Open().Start($"Start-ChiaPlottingJob Chiapos /plots /tmp {Keys} -Wait");
        await UntilAsync(() => running.Streams.Progress.Any(record => record.PercentComplete == 10));
        Node.State.PlottingJobs = [];
        Node.Publish("chia_plotter", EventFixture.FailedPlots[0]);
        await UntilAsync(() => result.IsCompleted);
        Assert.Empty(output);
        Assert.Equal(("ChiaRpc.PlottingStopped", id), (running.Streams.Error.Single().Id(), running.Streams.Error[0].TargetObject));
        running.Dispose();
    }

    private static JsonObject Job(string id, string state, string log) => new()
    {
        ["id"] = id, ["state"] = state, ["queue"] = "default", ["parallel"] = false, ["delay"] = 0, ["deleted"] = false, ["size"] = 25, ["error"] = null, ["log"] = log, ["log_new"] = log.Split('\n')[^2] + "\n",
    };
}
