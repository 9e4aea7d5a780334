using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using ChiaPS.Rpc;
using ChiaPS.Sessions;
using ChiaPS.Tests.Hosting;

namespace ChiaPS.Benchmarks;

/// <summary>One call of get_blockchain_state on a warm connection, by BenchmarkDotNet.</summary>
[MemoryDiagnoser]
public class Calls
{
    private HttpClient _raw = null!;
    private ChiaSession _session = null!;
    private Call _call = null!;
    private Runspace _runspace = null!;
    private PowerShell _shell = null!;
    private int _port;

    /// <summary>The root, set before the run: everything happens in one process.</summary>
    internal static Node Node { get; set; } = null!;

    [GlobalSetup]
    public void Setup()
    {
        Environment.SetEnvironmentVariable("CHIA_ROOT", Node.Root);
        _session = new SessionOptions { RootPath = Node.Root }.Build("benchmark");
        _call = new Call(_session, timeout: null, observer: null, CancellationToken.None);
        _port = _session.Locate(ChiaService.FullNode).Port;
        _raw = Node.RawClient();
        var state = InitialSessionState.CreateDefault2();
        state.ImportPSModule([Module.Manifest]);
        _runspace = RunspaceFactory.CreateRunspace(new RecordingHost(answers: null, 120), state);
        _runspace.Open();
        _shell = PowerShell.Create();
        _shell.Runspace = _runspace;
        _shell.AddCommand("Get-ChiaBlockchainState");
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _shell.Dispose();
        _runspace.Dispose();
        _raw.Dispose();
        _session.Close();
    }

    [Benchmark(Baseline = true, Description = "raw HttpClient, JsonDocument")]
    public async Task<bool> Raw()
    {
        using var request = Node.Request(_port, "get_blockchain_state", "{}");
        using var response = await _raw.SendAsync(request);
        await using var body = await response.Content.ReadAsStreamAsync();
        using var document = await JsonDocument.ParseAsync(body);
        return document.RootElement.GetProperty("success").GetBoolean();
    }

    [Benchmark(Description = "ChiaPS client, typed object")]
    public async Task<uint?> Client() => (await _call.SendAsync(FullNode.GetBlockchainState)).Height;

    [Benchmark(Description = "Get-ChiaBlockchainState, warm engine")]
    public int Cmdlet() => _shell.Invoke().Count;

    [Benchmark(Description = "an engine's empty pipeline")]
    public int Nothing()
    {
        using var shell = PowerShell.Create();
        shell.Runspace = _runspace;
        return shell.AddScript("$null").Invoke().Count;
    }
}
