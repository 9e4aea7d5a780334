using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ChiaPS.Embedded;

/// <summary>The daemon: who is registered under which name, and where each frame goes.</summary>
internal sealed class DaemonHub(
    EmbeddedNodeOptions options, DaemonCommands commands, NodeApi api, RequestLog log, FaultBoard faults, Func<string, bool> isRunning)
{
    private static readonly FaultKind[] Kinds =
        [FaultKind.Silence, FaultKind.SocketClosedMidAnswer, FaultKind.Fragmented, FaultKind.LargeMessage, FaultKind.Delay];

    private static readonly RpcAnswer NoUpgrade =
        new(400, Text: "No WebSocket UPGRADE hdr: None\n Can \"Upgrade\" only to \"WebSocket\".");

    private readonly ConcurrentDictionary<DaemonSocket, ConcurrentDictionary<string, JsonNode>> _sockets = new();

    // A service handles one request after the other, whoever sent it.
    private readonly Dictionary<string, SemaphoreSlim> _turns =
        Service.All.ToDictionary(s => s.Name, _ => new SemaphoreSlim(1), StringComparer.Ordinal);

    /// <summary>Names registered by clients, each once.</summary>
    public IEnumerable<JsonNode> Names =>
        _sockets.Values.SelectMany(n => n).DistinctBy(n => n.Key, StringComparer.Ordinal).Select(n => n.Value.DeepClone());

    public async Task HandleAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            var answer = context.Request.Path != "/" ? RpcAnswer.NotFound : HttpMethods.IsGet(context.Request.Method) ? NoUpgrade : RpcAnswer.NotAllowed;
            if (answer == RpcAnswer.NotAllowed)
            {
                context.Response.Headers.Allow = "GET,HEAD";
            }

            await AnswerWriter.WriteAsync(context, answer).ConfigureAwait(false);
            return;
        }

        using var webSocket = await context.WebSockets.AcceptWebSocketAsync().ConfigureAwait(false);
        var abort = context.Features.GetRequiredFeature<IHttpRequestLifetimeFeature>();
        var socket = new DaemonSocket(webSocket, options.DaemonMaxMessageSize, abort.Abort);
        _sockets[socket] = new(StringComparer.Ordinal);
        try
        {
            await socket.RunAsync(text => ReceiveAsync(socket, text), context.RequestAborted).ConfigureAwait(false);
        }
        finally
        {
            _sockets.TryRemove(socket, out _);
        }
    }

    public void Publish(string destination, string origin, string command, JsonObject data) =>
        Deliver(JsonValue.Create(destination), Frames.Event(destination, origin, command, data));

    /// <summary>How many are connected.</summary>
    public int Connected => _sockets.Count;

    /// <summary>How many are registered under a name.</summary>
    public int Listeners(string name) => _sockets.Values.Count(names => names.ContainsKey($"\"{name}\""));

    /// <summary>Frames that wait for those who are connected to read.</summary>
    public int Unsent => _sockets.Keys.Sum(socket => socket.Unsent);

    /// <summary>Sends a frame as it is to everybody who is registered under a name; how many sockets that are.</summary>
    public int Publish(string name, string frame)
    {
        var sent = 0;
        foreach (var (socket, names) in _sockets)
        {
            if (names.ContainsKey($"\"{name}\""))
            {
                socket.Send(frame);
                sent++;
            }
        }

        return sent;
    }

    private async Task ReceiveAsync(DaemonSocket socket, string text)
    {
        JsonElement frame;
        try
        {
            using var document = JsonDocument.Parse(text);
            frame = document.RootElement.Clone();
        }
        catch (JsonException)
        {
            socket.Send(PythonJson.Write(Frames.Answer(frame: null, Frames.Failure(Frames.Complaint(text)))));
            return;
        }

        if (frame.ValueKind != JsonValueKind.Object)
        {
            socket.Abort();
            return;
        }

        var missing = !frame.Has("command") ? "'command'" : !frame.Has("destination") ? "'destination'" : null;
        var destination = frame.Has("destination") ? frame.GetProperty("destination") : default;
        if (missing is not null)
        {
            socket.Send(PythonJson.Write(Frames.Answer(frame, Frames.Failure(missing))));
        }
        else if (destination.ValueKind is JsonValueKind.Array or JsonValueKind.Object)
        {
            socket.Send(PythonJson.Write(Frames.Answer(frame, Frames.Failure($"unhashable type: '{Request.PythonType(destination)}'"))));
        }
        else if (destination.ValueKind == JsonValueKind.String && destination.GetString() is Service.Daemon)
        {
            await CommandAsync(socket, frame).ConfigureAwait(false);
        }
        else
        {
            Route(frame, destination);
        }
    }

    private async Task CommandAsync(DaemonSocket socket, JsonElement frame)
    {
        var command = frame.GetProperty("command");
        var name = command.ValueKind == JsonValueKind.String ? command.GetString()! : command.GetRawText();
        log.Add(Service.Daemon, name, frame.Has("data") ? frame.GetProperty("data").GetRawText() : "{}", "websocket");
        var fault = faults.Take(Service.Daemon, name, Kinds);
        if (fault?.Kind == FaultKind.Silence)
        {
            return;
        }

        if (fault?.Kind == FaultKind.Delay)
        {
            await Task.Delay(fault.IntervalMs).ConfigureAwait(false);
        }

        var data = await commands.RunAsync(command, frame, Names, node => _sockets[socket][PythonJson.Write(node)] = node).ConfigureAwait(false);
        if (fault?.Kind == FaultKind.LargeMessage)
        {
            data["padding"] = new string('x', fault.Bytes);
        }

        socket.Send(PythonJson.Write(Frames.Answer(frame, data)), fault);
        if (name is "exit")
        {
            commands.Exit();
        }
    }

    private void Route(JsonElement frame, JsonElement destination)
    {
        if (destination.ValueKind is JsonValueKind.Null)
        {
            return;
        }

        // Whoever has the name gets the frame: a client with the name of a service reads along.
        Deliver(JsonNode.Parse(destination.GetRawText()), JsonNode.Parse(frame.GetRawText()));
        var service = destination.ValueKind == JsonValueKind.String ? Service.ByDaemonName(destination.GetString()!) : null;
        if (service is null || !isRunning(service.Name) || frame.Get("ack") is { ValueKind: JsonValueKind.True })
        {
            return;
        }

        _ = Task.Run(() => AskAsync(service, frame));
    }

    private async Task AskAsync(Service service, JsonElement frame)
    {
        var turn = _turns[service.Name];
        await turn.WaitAsync().ConfigureAwait(false);
        try
        {
            var command = frame.GetProperty("command");
            var route = command.ValueKind == JsonValueKind.String ? command.GetString()! : command.GetRawText();
            var data = frame.Has("data") ? frame.GetProperty("data") : JsonSerializer.SerializeToElement(new { });
            log.Add(service.Name, route, data.GetRawText(), "websocket");
            var fault = faults.Take(service.Name, route, Kinds);
            if (fault?.Kind == FaultKind.Silence)
            {
                return;
            }

            if (fault?.Kind == FaultKind.Delay)
            {
                await Task.Delay(fault.IntervalMs).ConfigureAwait(false);
            }

            var json = await AnswerAsync(service, route, frame, command, data).ConfigureAwait(false);
            json.Remove("traceback");
            if (fault?.Kind == FaultKind.LargeMessage)
            {
                json["padding"] = new string('x', fault.Bytes);
            }

            if (frame.Get("origin") is { ValueKind: JsonValueKind.String } origin && origin.GetString() is not Service.Daemon)
            {
                Deliver(JsonNode.Parse(origin.GetRawText()), Frames.Answer(frame, json), fault);
            }
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<JsonObject> AnswerAsync(Service service, string route, JsonElement frame, JsonElement command, JsonElement data)
    {
        if (!frame.Has("ack"))
        {
            return Failure("ack");
        }

        if (route is "ping")
        {
            return new() { ["success"] = true };
        }

        if (command.ValueKind != JsonValueKind.String)
        {
            return Failure($"attribute name must be string, not '{Request.PythonType(command)}'");
        }

        if (!api.Has(service.Name, route))
        {
            return Failure($"unknown_command {route}");
        }

        if (data.ValueKind != JsonValueKind.Object)
        {
            return Failure($"'{Request.PythonType(data)}' object has no attribute 'get'");
        }

        var answer = api.Answer(service.Name, route, data);
        return answer.List is null
            ? answer.Json ?? Failure(answer.Text!)
            : JsonNode.Parse(await AnswerWriter.BytesAsync(answer).ConfigureAwait(false))!.AsObject();
    }

    private JsonObject Failure(string error)
    {
        var json = new RpcFailure(error).ToJson();
        if (!options.IsAtLeast("2.6.1"))
        {
            json.Remove("structuredError");
        }

        return json;
    }

    private void Deliver(JsonNode? name, JsonNode? frame, Fault? fault = null)
    {
        var key = PythonJson.Write(name);
        var text = PythonJson.Write(frame);
        foreach (var (socket, names) in _sockets)
        {
            if (names.ContainsKey(key))
            {
                socket.Send(text, fault);
            }
        }
    }
}
