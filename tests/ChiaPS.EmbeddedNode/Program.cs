using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChiaPS.Embedded;

/// <summary>
/// The installation as a process. Prints one line of JSON when it is ready, ends when stdin ends or on SIGTERM, and takes orders as lines of JSON:
/// a fault (<c>{"kind":"Refuse","service":"wallet"}</c>), <c>{"clear":true}</c>, <c>{"farm":3}</c>, <c>{"publish":"wallet_ui","frame":{}}</c>; each is
/// answered with a line.
/// </summary>
internal static class Program
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public static async Task<int> Main(string[] arguments)
    {
        if (Options(arguments) is not { } options)
        {
            const string usage = "usage: ChiaPS.EmbeddedNode [--root DIR] [--network simulator0|mainnet] [--release 2.7.5] [--pkcs1] [--long-list N]";
            await Console.Error.WriteLineAsync(usage).ConfigureAwait(false);
            return 2;
        }

        await using var node = await EmbeddedNode.StartAsync(options).ConfigureAwait(false);
        using var ended = new CancellationTokenSource();
        using var signal = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            ended.Cancel();
        });
        Console.WriteLine(JsonSerializer.Serialize(new { root = node.RootPath, ports = node.Ports }, Json));
        try
        {
            // Reading from a console ignores the token, so the wait has it.
            while (await Task.Run(Console.In.ReadLineAsync).WaitAsync(ended.Token).ConfigureAwait(false) is { } line)
            {
                Console.WriteLine(await ObeyAsync(node, line).ConfigureAwait(false));
            }
        }
        catch (OperationCanceledException)
        {
            // SIGTERM is a way to end like any other.
        }

        return 0;
    }

    private static async Task<string> ObeyAsync(EmbeddedNode node, string line)
    {
        try
        {
            using var order = JsonDocument.Parse(line);
            if (order.RootElement.Has("clear"))
            {
                await node.Faults.ClearAsync().ConfigureAwait(false);
            }
            else if (order.RootElement.Number("farm") is { } blocks)
            {
                node.State.FarmBlocks((int)blocks);
            }
            else if (order.RootElement.Has("publish"))
            {
                var heard = node.Publish(order.RootElement.GetProperty("publish").GetString()!, order.RootElement.GetProperty("frame").GetRawText());
                return JsonSerializer.Serialize(new { ok = true, heard }, Json);
            }
            else
            {
                await node.Faults.AddAsync(order.RootElement.Deserialize<Fault>(Json)!).ConfigureAwait(false);
            }

            return "{\"ok\":true}";
        }
        catch (Exception e) when (e is JsonException or RpcFailure)
        {
            return JsonSerializer.Serialize(new { ok = false, error = e.Message }, Json);
        }
    }

    private static EmbeddedNodeOptions? Options(string[] arguments)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < arguments.Length; i++)
        {
            var name = arguments[i];
            if (name is "--pkcs1")
            {
                given[name] = "";
            }
            else if (name is "--root" or "--network" or "--release" or "--long-list" && i + 1 < arguments.Length)
            {
                given[name] = arguments[++i];
            }
            else
            {
                return null;
            }
        }

        return new EmbeddedNodeOptions
        {
            RootPath = given.GetValueOrDefault("--root"),
            Network = given.GetValueOrDefault("--network", "simulator0"),
            Release = given.GetValueOrDefault("--release", "2.7.5"),
            Pkcs1Keys = given.ContainsKey("--pkcs1"),
            LongListCount = given.TryGetValue("--long-list", out var count) ? int.Parse(count, CultureInfo.InvariantCulture) : null,
        };
    }
}
