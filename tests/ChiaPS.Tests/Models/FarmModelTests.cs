using System.Text.Json;
using ChiaPS.Json;
using ChiaPS.Rpc;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.Models;

/// <summary>What models of blocks and farms make of odd answers.</summary>
public class FarmModelTests
{
    [Fact]
    public void The_header_hash_is_that_of_the_foliage()
    {
        Recorded.Need();
        var blocks = TypedEndpoints.Recordings(FullNode.GetBlocks).Where(answer => answer.Succeeded)
            .SelectMany(answer => (List<FullBlock>)TypedEndpoints.Read(FullNode.GetBlocks, answer.Response)!)
            .Where(block => block is { SaidHeaderHash: not null, Foliage: not null }).ToList();

        // Fixtures have byte strings cut short; whole ones are in the full set.
        Assert.All(blocks.Where(block => block.Foliage!.FoliageBlockDataSignature!.Length == 194), block => Assert.Equal(block.SaidHeaderHash, block.Foliage!.Hash()));
        Assert.SkipWhen(!blocks.Exists(block => block.Foliage!.FoliageBlockDataSignature!.Length == 194), "No whole block.");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"foliage":null,"reward_chain_block":null,"transactions_info":null}""")]
    [InlineData("""{"foliage":{"foliage_block_data":{"pool_target":{"puzzle_hash":"zz","max_height":0}}}}""")]
    public void A_block_without_its_parts_has_no_hash_and_breaks_nothing(string json)
    {
        var block = Read<FullBlock>(json);
        Assert.Equal((null, null, 0u, false, ""), (block.HeaderHash, block.FeesMojo, block.Height, block.IsTransactionBlock, block.ToString()));
    }

    [Theory]
    [InlineData("""{"plots":7,"duplicates":1,"failed_to_open_filenames":"2","no_key_filenames":null}""", 7, 1, 2, 0)]
    [InlineData("""{"plots":[{"size":32},{"size":131}],"duplicates":["/a"],"failed_to_open_filenames":[]}""", 2, 1, 0, 0)]
    [InlineData("{}", 0, 0, 0, 0)]
    public void Counts_and_lists_mean_the_same(string json, int plots, int duplicates, int invalid, int keyMissing)
    {
        var one = Read<Harvester>(json);
        Assert.Equal(((ulong)plots, (ulong)duplicates, (ulong)invalid, (ulong)keyMissing), (one.Plots, one.Duplicates, one.Invalid, one.KeyMissing));
    }

    [Fact]
    public void Points_have_times_or_not_and_errors_too()
    {
        var state = Read<PoolState>("""{"points_found_24h":[[1795431405.5,3],[1795431406,"4",9]],"pool_errors_24h":[{"error_code":1,"error_message":"old"},[1795431405,{"error_code":10,"error_message":null}]]}""");
        Assert.Equal(7ul, state.PointsFound24H);
        Assert.Equal([(null, (ushort?)1), (DateTimeOffset.FromUnixTimeSeconds(1795431405), (ushort?)10)], state.PoolErrors24H.Select(error => (error.Time, error.ErrorCode)));
    }

    [Theory]
    [InlineData(32, 1, null, "k32")]
    [InlineData(128 + 3, 2, 3, "v2/3")]
    public void A_size_tells_format_and_strength(byte size, int format, int? strength, string shown)
    {
        var plot = Read<Plot>($$"""{"size":{{size}}}""");
        Assert.Equal((format, strength, shown), (plot.FormatVersion!.Value, plot.Strength, ViewText.PlotSize(plot.Size)));
    }

    [Theory]
    [InlineData("a1", "/x.plot", "/x.plot")]
    [InlineData("zz", "/x.plot", "zz/x.plot")]
    public void A_proof_names_the_file_after_the_challenge(string start, string path, string file)
    {
        var identifier = start == "a1" ? new string('a', 64) + path : start + path;
        var point = Read<SignagePoint>($$"""{"proofs":[["{{identifier}}",{"size":32}],null,[1]]}""");
        Assert.Equal(file, point.Proofs[0].Filename);
    }

    private static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, ChiaJson.Answers)!;
}
