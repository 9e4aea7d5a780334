using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace ChiaPS.Embedded;

/// <summary>A farmer with its harvesters: that of the installation, and one on another machine.</summary>
public sealed class Farm
{
    internal Farm(string nodeId, string prefix)
    {
        Own = new Harvester(nodeId, "127.0.0.1", 3);
        Other = new Harvester(Convert.ToHexStringLower(SHA256.HashData("other"u8)), "192.168.1.21", 2);
        FarmerTarget = PoolTarget = Address.Encode(Keys.FarmingPuzzleHash, prefix);
        Pools = (JsonArray)FixtureStore.Instance.Copy("farmer", "get_pool_state")["pool_state"]!.DeepClone();
        Config = FixtureStore.Instance.Copy("harvester", "get_harvester_config");
    }

    /// <summary>The installation's own harvester.</summary>
    public Harvester Own { get; }

    /// <summary>The other one. Its duplicate has the very path of the own one's.</summary>
    public Harvester Other { get; }

    /// <summary>Those that are connected to the farmer.</summary>
    public IEnumerable<Harvester> Connected => new[] { Own, Other }.Where(one => one.IsConnected);

    /// <summary>Folders of the own harvester.</summary>
    public IList<string> Directories { get; } = ["/plots"];

    /// <summary>Where the farmer's part goes.</summary>
    public string FarmerTarget { get; set; }

    /// <summary>Where the pool's part goes.</summary>
    public string PoolTarget { get; set; }

    /// <summary>The farmer tells pools at once, or with its next look.</summary>
    public bool TellsPoolsAtOnce { get; set; } = true;

    internal JsonArray Pools { get; }

    internal JsonObject Config { get; }

    /// <summary>A harvester and the plots in its lists.</summary>
    public sealed class Harvester
    {
        internal Harvester(string nodeId, string host, int plots)
        {
            (NodeId, Host) = (nodeId, host);
            Plots = [.. Enumerable.Range(0, plots).Select(i => Plot(host, i))];
            Invalid = [$"/plots/broken-{host}.plot"];
            KeyMissing = [$"/plots/foreign-{host}.plot"];
            Duplicates = ["/plots/twice.plot"];
        }

        /// <summary>Its id as hex without 0x.</summary>
        public string NodeId { get; }

        /// <summary>Where it connected from.</summary>
        public string Host { get; }

        /// <summary>Whether the farmer has it.</summary>
        public bool IsConnected { get; set; } = true;

        /// <summary>Files that are no plots.</summary>
        public IList<string> Invalid { get; }

        /// <summary>Plots of unknown keys.</summary>
        public IList<string> KeyMissing { get; }

        /// <summary>Files with a plot that another has.</summary>
        public IList<string> Duplicates { get; }

        internal List<JsonObject> Plots { get; }

        /// <summary>Gives it other plots.</summary>
        public void Fill(int count)
        {
            Plots.Clear();
            Plots.AddRange(Enumerable.Range(0, count).Select(i => Plot(Host, i)));
        }

        internal bool Delete(string file) =>
            Plots.RemoveAll(plot => plot["filename"]!.GetValue<string>() == file) > 0 | Invalid.Remove(file) | KeyMissing.Remove(file) | Duplicates.Remove(file);

        internal JsonObject Summary(bool whole) => new()
        {
            ["connection"] = new JsonObject { ["host"] = Host, ["node_id"] = "0x" + NodeId, ["port"] = 39636 },
            ["plots"] = whole ? new JsonArray([.. Plots.Select(plot => plot.DeepClone())]) : Plots.Count,
            ["failed_to_open_filenames"] = Listed(Invalid, whole),
            ["no_key_filenames"] = Listed(KeyMissing, whole),
            ["duplicates"] = Listed(Duplicates, whole),
            ["total_plot_size"] = Plots.Sum(plot => plot["file_size"]!.GetValue<long>()),
            ["total_effective_plot_size"] = Plots.Sum(plot => plot["file_size"]!.GetValue<long>()),
            ["syncing"] = null,
            ["last_sync_time"] = 1795431395.661702,
            ["harvesting_mode"] = 1,
        };

        private static JsonNode Listed(IList<string> files, bool whole) => whole ? new JsonArray([.. files.Select(file => JsonValue.Create(file))]) : files.Count;

        private static JsonObject Plot(string host, int i)
        {
            var id = Convert.ToHexStringLower(SHA256.HashData(BitConverter.GetBytes(i)));
            return new()
            {
                ["compression_level"] = 0,
                ["file_size"] = 108_000_000_000L + i,
                ["filename"] = string.Create(CultureInfo.InvariantCulture, $"/plots/{host}/plot-k32-{i:000000}.plot"),
                ["meta_group"] = 0,
                ["plot_id"] = "0x" + id,
                ["plot_index"] = 0,
                ["plot_public_key"] = "0x" + id + id[..32],
                ["pool_contract_puzzle_hash"] = null,
                ["pool_public_key"] = "0x" + id + id[..32],
                ["size"] = 32,
                ["time_modified"] = 1795431345 + i,
            };
        }
    }
}
