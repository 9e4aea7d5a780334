using System.Text.Json;
using ChiaPS.Json;

namespace ChiaPS.Rpc;

/// <summary>
/// Everything that ChiaPS knows about one event; it stands here and nowhere else. Some go to two audiences: named is the one that
/// gets it first, the other's copy is passed over.
/// </summary>
/// <param name="Origin">Who tells it.</param>
/// <param name="Command">The name in the frame.</param>
/// <param name="State">What data.state must be; null for any.</param>
/// <param name="Service">The service that users know it by.</param>
/// <param name="Name">The name that users know it by.</param>
/// <param name="Audience">The name under which a socket must be registered to hear it.</param>
/// <param name="Read">Makes its data.</param>
internal sealed record EventFacts(
    string Origin, string Command, string? State, ChiaService Service, string Name, string Audience, Func<ReadOnlyMemory<byte>, ChiaObject> Read)
{
    public const string WalletUi = "wallet_ui";
    public const string Metrics = "metrics";
    public const string UnfinishedBlockInfo = "unfinished_block_info";
    public const string Plotter = "chia_plotter";

    private static readonly string[] WalletStates =
    [
        "sync_changed", "new_block", "coin_added", "coin_removed", "pending_transaction", "tx_update", "new_derivation_index", "wallet_created", "wallet_removed",
        "offer_added", "offer_cancelled", "offer_failed", "added_stray_cat", "converted cat wallet to cr", "converted cat wallet to revocable", "did_coin_added",
        "nft_coin_added", "nft_coin_removed", "nft_coin_updated", "nft_coin_did_set", "vc_coin_added", "vc_coin_removed", "new_on_chain_notification",
        "add_connection", "close_connection",
    ];

    public static readonly IReadOnlyList<EventFacts> All =
    [
        Of<ConnectionsEvent>(ChiaService.FullNode, "get_connections", WalletUi),
        Of<BlockchainState>(ChiaService.FullNode, "get_blockchain_state", WalletUi, field: "blockchain_state"),
        Of<BlockEvent>(ChiaService.FullNode, "block", Metrics),
        Of<SignagePointEvent>(ChiaService.FullNode, "signage_point", Metrics),
        Of<UnfinishedBlockEvent>(ChiaService.FullNode, "unfinished_block", UnfinishedBlockInfo),
        Of<ConnectionsEvent>(ChiaService.Farmer, "get_connections", WalletUi),
        Of<NewSignagePointEvent>(ChiaService.Farmer, "new_signage_point", WalletUi),
        Of<NewFarmingInfoEvent>(ChiaService.Farmer, "new_farming_info", WalletUi),
        Of<HarvesterUpdateEvent>(ChiaService.Farmer, "harvester_update", WalletUi),
        Of<HarvesterRemovedEvent>(ChiaService.Farmer, "harvester_removed", WalletUi),
        Of<SubmittedPartialEvent>(ChiaService.Farmer, "submitted_partial", WalletUi),
        Of<FailedPartialEvent>(ChiaService.Farmer, "failed_partial", WalletUi),
        Of<ProofEvent>(ChiaService.Farmer, "proof", Metrics),
        Of<PlainEvent>(ChiaService.Farmer, "add_connection", Metrics),
        Of<PlainEvent>(ChiaService.Farmer, "close_connection", Metrics),
        Of<ConnectionsEvent>(ChiaService.Harvester, "get_connections", WalletUi),
        Of<PlotsEvent>(ChiaService.Harvester, "get_plots", WalletUi),
        Of<FarmingInfoEvent>(ChiaService.Harvester, "farming_info", WalletUi),
        Of<PlainEvent>(ChiaService.Harvester, "add_connection", Metrics),
        Of<PlainEvent>(ChiaService.Harvester, "close_connection", Metrics),
        Of<ConnectionsEvent>(ChiaService.Wallet, "get_connections", WalletUi),
        .. WalletStates.Select(WalletState),
        Of<FinishedPotEvent>(ChiaService.Timelord, "finished_pot", Metrics),
        Of<CompactProofEvent>(ChiaService.Timelord, "new_compact_proof", Metrics),
        Of<PeakEvent>(ChiaService.Timelord, "skipping_peak", Metrics),
        Of<PeakEvent>(ChiaService.Timelord, "new_peak", Metrics),
        Of<CrawlerEvent>(ChiaService.Crawler, "crawl_batch_completed", Metrics),
        Of<CrawlerEvent>(ChiaService.Crawler, "loaded_initial_peers", Metrics),

        // Their frames say wallet_ui, but the daemon gives them to chia_plotter only.
        new(Plotter, "state_changed", "state_changed", ChiaService.Daemon, "PlottingStateChanged", Plotter, Job),
        new(Plotter, "state_changed", "log_changed", ChiaService.Daemon, "PlottingLogChanged", Plotter, Job),
        Of<Keyring>(ChiaService.Daemon, "keyring_status_changed", WalletUi),
    ];

    private static readonly ILookup<(string, string), EventFacts> ByFrame = All.ToLookup(facts => (facts.Origin, facts.Command));

    /// <summary>The names of the stream's own events.</summary>
    public static readonly string[] OfStream = ["Gap", "Stale"];

    /// <summary>What a frame is; a new event of a known service is made up, null is another's or the copy for a second audience.</summary>
    public static EventFacts? Find(string? origin, string? command, string? destination, ReadOnlyMemory<byte> data, IReadOnlyList<string> audiences)
    {
        if (origin is null || command is null || ServiceOf(origin) is not { } service)
        {
            return null;
        }

        var state = command == "state_changed" ? Text(data.Span, "state"u8) : null;
        foreach (var known in ByFrame[(origin, command)])
        {
            if (known.State is null || known.State == state)
            {
                return known.Audience == destination || known.Audience == Plotter ? known : null;
            }
        }

        // A wallet tells everything once more to metrics, under the name of the state.
        return destination != audiences[0] || (service == ChiaService.Wallet && destination == Metrics) ? null
            : service == ChiaService.Wallet && state is not null ? WalletState(state)
            : new EventFacts(origin, command, state, service, Pascal(state ?? command), destination, Unknown);
    }

    /// <summary>Chia's name in PascalCase, without get_.</summary>
    public static string Pascal(string name) => string.Concat(
        (name.StartsWith("get_", StringComparison.Ordinal) ? name[4..] : name).Split('_', ' ').Where(word => word.Length > 0).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    private static ChiaService? ServiceOf(string origin) =>
        origin == Plotter ? ChiaService.Daemon : ServiceFacts.All.FirstOrDefault(facts => facts.DaemonName == origin)?.Service;

    private static EventFacts Of<T>(ChiaService service, string command, string audience, string? field = null)
        where T : ChiaObject => new(ServiceFacts.Of(service).DaemonName, command, State: null, service, Pascal(command), audience, data => Data<T>(data, field));

    private static EventFacts WalletState(string state) => new("chia_wallet", "state_changed", state, ChiaService.Wallet, Pascal(state), WalletUi, Wallet);

    private static T Data<T>(ReadOnlyMemory<byte> data, string? field)
        where T : ChiaObject => JsonSerializer.Deserialize<T>((field is null ? data : Part(data, field)).Span, ChiaJson.Answers) ?? throw new JsonException("An event without data.");

    private static WalletEvent Wallet(ReadOnlyMemory<byte> data)
    {
        var change = Data<WalletEvent>(data, field: null);
        if (change.Transaction is { } transaction)
        {
            ((IKeepsJson)transaction).Keep(System.Text.Encoding.UTF8.GetString(Part(Part(data, "additional_data"), "transaction").Span));
        }

        return change;
    }

    private static PlottingJob Job(ReadOnlyMemory<byte> data) =>
        JsonSerializer.Deserialize<PlottingJob[]>(Part(data, "queue").Span, ChiaJson.Answers) is [var job, ..] ? job : new PlottingJob();

    private static UnknownEvent Unknown(ReadOnlyMemory<byte> data) => new() { Json = System.Text.Encoding.UTF8.GetString(data.Span) };

    private static ReadOnlyMemory<byte> Part(ReadOnlyMemory<byte> data, string name)
    {
        var reader = new Utf8JsonReader(data.Span);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals(name);
            reader.Read();
            var from = (int)reader.TokenStartIndex;
            reader.Skip();
            if (found)
            {
                return data[from..(int)reader.BytesConsumed];
            }
        }

        throw new JsonException($"An event without {name}.");
    }

    private static string? Text(ReadOnlySpan<byte> data, ReadOnlySpan<byte> name)
    {
        var reader = new Utf8JsonReader(data);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals(name);
            reader.Read();
            if (found)
            {
                return reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            }

            reader.Skip();
        }

        return null;
    }
}
