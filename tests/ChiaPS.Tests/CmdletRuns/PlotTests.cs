using System.Management.Automation;
using ChiaPS.Tests.Embedded;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.CmdletRuns;

/// <summary>Plots: lists of any length, and the one cmdlet that deletes files.</summary>
public sealed class PlotTests(SharedNode shared) : NodeTests(shared)
{
    private string Own => "0x" + Node.State.Farmer.Own.NodeId;

    private string Other => "0x" + Node.State.Farmer.Other.NodeId;

    [Theory]
    [InlineData("Get-ChiaPlot", PlotState.Valid, 5)]
    [InlineData("Get-ChiaHarvester | Get-ChiaPlot", PlotState.Valid, 5)]
    [InlineData("Get-ChiaPlot $own", PlotState.Valid, 3)]
    [InlineData("Get-ChiaPlot -Filter 192, k32-000001", PlotState.Valid, 1)]
    [InlineData("Get-ChiaPlot -Skip 1 -First 3", PlotState.Valid, 3)]
    [InlineData("Get-ChiaPlot -Invalid", PlotState.Invalid, 2)]
    [InlineData("Get-ChiaPlot -KeyMissing -Filter 127", PlotState.KeyMissing, 1)]
    [InlineData("Get-ChiaHarvester | Get-ChiaPlot -Duplicate", PlotState.Duplicate, 2)]
    public void Lists(string script, PlotState state, int count)
    {
        var plots = Open().Run(script, new Dictionary<string, object> { ["own"] = Own }).All<Plot>();
        Assert.Equal(count, plots.Count);
        Assert.All(plots, plot => Assert.Equal((state, Name, true), (plot.State, plot.SessionName, plot.NodeId == Own || plot.NodeId == Other)));
    }

    [Fact]
    public void The_own_harvester_gives_all_its_lists()
    {
        using var shell = Open();
        var plots = shell.Run("Get-ChiaPlot -Local").All<Plot>();
        Assert.Equal("Valid Valid Valid Invalid KeyMissing", string.Join(' ', plots.Select(plot => plot.State)));
        Assert.All(plots, plot => Assert.Equal((Own, Name), (plot.NodeId, plot.SessionName)));
        Assert.Empty(Node.Requests.Of("farmer", "get_harvesters_summary"));
    }

    [Fact]
    public void Sorting_and_counting_are_the_farmer_s()
    {
        using var shell = Open();
        var sizes = shell.Run("Get-ChiaPlot $own -SortBy FileSize -Descending", new Dictionary<string, object> { ["own"] = Own }).All<Plot>().Select(plot => plot.FileSize!.Value).ToList();
        Assert.Equal(sizes.OrderDescending(), sizes);
        Assert.Contains("""
            "sort_key":"file_size","reverse":true
            """, Assert.Single(Node.Requests.Of("farmer", "get_harvester_plots_valid")).Body, StringComparison.Ordinal);
        Assert.Equal("5", shell.Run("Get-ChiaPlot -First 0 -IncludeTotalCount").Output.Single().BaseObject.ToString());
    }

    [Fact]
    public void A_harvester_that_is_not_connected_is_an_error_beside_the_others()
    {
        var result = Open().Run("Get-ChiaPlot $any, $own", new Dictionary<string, object> { ["any"] = new string('a', 64), ["own"] = Own });
        Assert.Equal(("ChiaRpc.NotFound", "0x" + new string('a', 64)), (Assert.Single(result.Errors).Id(), result.Errors[0].TargetObject));
        Assert.Equal(3, result.Output.Count);
    }

    [Fact]
    public void A_hundred_thousand_plots_come_in_pieces()
    {
        Node.State.Farmer.Own.Fill(100_000);
        try
        {
            using var shell = Open();
            Assert.Single(shell.Run("Get-ChiaPlot | Select-First").Output);
            Assert.Single(Node.Requests.Of("farmer", "get_harvester_plots_valid"));
            Assert.Equal(100_002, shell.Run("Get-ChiaPlot -Local").Output.Count);
            Assert.Equal(1200, shell.Run("Get-ChiaPlot -First 1200").All<Plot>().Select(plot => plot.Filename).Distinct().Count());
        }
        finally
        {
            Node.State.Farmer.Own.Fill(3);
        }
    }

    [Theory]
    [InlineData("Remove-ChiaPlot /etc/passwd -Confirm:$false", "ChiaRpc.NotFound")]
    [InlineData("Remove-ChiaPlot /plots -Confirm:$false", "ChiaRpc.NotFound")]
    [InlineData("Remove-ChiaPlot ($file + ' ') -Confirm:$false", "ChiaRpc.NotFound")]
    [InlineData("Remove-ChiaPlot $file -NodeId $other -Confirm:$false", "ChiaArgument.OtherHarvester")]
    [InlineData("Get-ChiaPlot $other -First 1 | Remove-ChiaPlot -Confirm:$false", "ChiaArgument.OtherHarvester")]
    [InlineData("Get-ChiaPlot $other -Duplicate | Remove-ChiaPlot -Confirm:$false", "ChiaArgument.OtherHarvester")]
    public void What_is_in_no_list_or_elsewhere_is_not_deleted(string script, string id)
    {
        Assert.Equal(id, Open().Errs(Prepared(script)).Id());
        Assert.Empty(Node.Requests.Of("harvester", "delete_plot"));
    }

    [Fact]
    public void Each_file_is_asked_about_and_deleted_once()
    {
        Node.State.Farmer.Own.Fill(3);
        using var shell = Open(answers: ["No", "Yes"]);
        shell.Run("Get-ChiaPlot -Local -First 2 | Remove-ChiaPlot").Clean();
        Assert.All(shell.Host.Prompts, prompt => Assert.Contains("for good", prompt, StringComparison.Ordinal));
        Assert.Equal("""{"filename":"/plots/127.0.0.1/plot-k32-000001.plot"}""", Assert.Single(Node.Requests.Of("harvester", "delete_plot")).Body);

        Node.Requests.Clear();
        var result = shell.Run(Prepared("Remove-ChiaPlot $file, $file, /plots/nowhere -Confirm:$false"));
        Assert.Single(Node.Requests.Of("harvester", "delete_plot"));
        Assert.Equal(["ChiaRpc.NotFound", "ChiaRpc.NotFound"], result.Errors.Select(error => error.Id()));
        Node.State.Farmer.Own.Fill(3);
    }

    [Fact]
    public void Own_duplicates_are_known_to_the_farmer_and_other_machines_keep_theirs()
    {
        using var shell = Open();
        var result = shell.Run("Get-ChiaPlot -Duplicate | Remove-ChiaPlot -Confirm:$false");
        Assert.Equal("ChiaArgument.OtherHarvester", Assert.Single(result.Errors).Id());
        Assert.Equal("""{"filename":"/plots/twice.plot"}""", Assert.Single(Node.Requests.Of("harvester", "delete_plot")).Body);
        Assert.Single(Node.State.Farmer.Other.Duplicates);
        Node.State.Farmer.Own.Duplicates.Add("/plots/twice.plot");
    }

    [Fact]
    public void Without_a_root_folder_nobody_knows_which_harvester_it_is()
    {
        var ssl = Path.Combine(Node.RootPath, "config", "ssl");
        using var shell = Bare();
        shell.Run($"New-ChiaSession {Also(Name + "r")} -HostName localhost -CertificatePath '{ssl}/daemon/private_daemon.crt' -KeyPath '{ssl}/daemon/private_daemon.key' -CaPath '{ssl}/ca/private_ca.crt' -Port @{{ Harvester = {Node.Ports["harvester"]}; Farmer = {Node.Ports["farmer"]} }} -SkipCheck").Clean();
        Assert.Equal("ChiaArgument.OtherHarvester", shell.Errs("Get-ChiaPlot -First 1 | Remove-ChiaPlot -Confirm:$false").Id());
        Assert.Null(shell.Run("Get-ChiaPlot -Local -First 1").Single<Plot>().NodeId);
        Assert.Empty(shell.Run("Get-ChiaPlot -Local -First 1 | Remove-ChiaPlot -WhatIf").Clean().Output);
    }

    [Fact]
    public void Folders_are_added_and_removed_once()
    {
        using var shell = Open();
        Assert.Equal("/plots7", shell.Run("Add-ChiaPlotDirectory /plots7/").Clean().Single<PlotDirectory>().Directory);
        Assert.Contains("already", Assert.Single(shell.Run("Add-ChiaPlotDirectory /plots7").Warnings), StringComparison.Ordinal);
        Assert.Contains("/plots7", shell.Run("Get-ChiaPlotDirectory").All<PlotDirectory>().Select(one => one.Directory));
        shell.Run("Get-ChiaPlotDirectory | Where-Object Directory -eq /plots7 | Remove-ChiaPlotDirectory").Clean();
        Assert.Equal("ChiaRpc.NotFound", shell.Errs("Remove-ChiaPlotDirectory /plots7").Id());
        Assert.Single(Node.Requests.Of("harvester", "remove_plot_directory"));
        Assert.Equal("ChiaRpc.NotFound", shell.Errs("Add-ChiaPlotDirectory /home/chia/nowhere").Id().Replace("Unknown", "NotFound", StringComparison.Ordinal));
        shell.Run("Update-ChiaPlot").Clean();
        Assert.Single(Node.Requests.Of("harvester", "refresh_plots"));
    }

    private string Prepared(string script) => $"$own = '{Own}'; $other = '{Other}'; $file = '/plots/127.0.0.1/plot-k32-000000.plot'; {script}";
}
