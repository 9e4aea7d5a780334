using System.Collections;
using System.Management.Automation;
using ChiaPS.Configuration;
using ChiaPS.Rpc;

namespace ChiaPS.Commands;

/// <summary>What the config.yaml of an installation says.</summary>
[Cmdlet(VerbsCommon.Get, "ChiaConfig")]
[OutputType(typeof(Config))]
public sealed class GetChiaConfig : ChiaCmdlet
{
    /// <summary>A section, such as full_node or seeder.crawler; the whole file when it is left out.</summary>
    [Parameter(Position = 0)]
    public string? Section { get; set; }

    /// <summary>The root folder; CHIA_ROOT or ~/.chia/mainnet when it is left out.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? RootPath { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Attempt(RootPath, () =>
    {
        var config = ChiaConfig.Load(RootPath is null ? RootFolder.Default : GetUnresolvedProviderPathFromPSPath(RootPath));
        var setting = Section is null ? config.Values : config.Section(Section) ?? throw new ChiaException(
            "ChiaArgument.Section", $"'{config.Path}' has no section '{Section}'.", $"It has: {string.Join(", ", config.Values.Keys)}.");
        var pair = config.ClientPair();
        WriteObject(new Config
        {
            RootPath = config.RootPath,
            Path = config.Path,
            NetworkName = config.Network,
            NetworkPrefix = config.AddressPrefix,
            HostName = config.HostName,
            DaemonPort = config.Port(ChiaService.Daemon),
            Port = ServiceFacts.All.ToDictionary(facts => facts.Service.ToString(), facts => config.Port(facts.Service), StringComparer.OrdinalIgnoreCase),
            CaPath = config.CaPath,
            CertificatePath = pair.Certificate,
            KeyPath = pair.Key,
            Section = Section,
            Setting = AsObject(setting, new(ReferenceEqualityComparer.Instance)),
        });
    });

    // What an alias names comes once and is shared, so that no file makes this endless.
    private static object? AsObject(object? value, Dictionary<object, object> seen)
    {
        if (value is not null && seen.TryGetValue(value, out var known))
        {
            return known;
        }

        switch (value)
        {
            case IReadOnlyDictionary<string, object?> map:
                var result = new PSObject();
                seen[map] = result;
                foreach (var (name, item) in map.Where(entry => entry.Key.Length > 0))
                {
                    result.Properties.Add(new PSNoteProperty(name, AsObject(item, seen)));
                }

                return result;
            case IList list:
                var items = new object?[list.Count];
                seen[list] = items;
                for (var i = 0; i < items.Length; i++)
                {
                    items[i] = AsObject(list[i], seen);
                }

                return items;
            default:
                return value;
        }
    }
}
