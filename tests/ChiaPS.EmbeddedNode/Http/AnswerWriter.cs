using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ChiaPS.Embedded;

/// <summary>Writes answers with the headers of aiohttp, or breaks them on request.</summary>
internal static class AnswerWriter
{
    /// <summary>The faults that happen to a request over HTTPS.</summary>
    public static readonly FaultKind[] Kinds =
    [
        FaultKind.ResetBeforeAnswer, FaultKind.ResetAtByte, FaultKind.StallBeforeHeaders, FaultKind.StallMidBody, FaultKind.Delay, FaultKind.Text500,
        FaultKind.BrokenJson, FaultKind.HugeBody, FaultKind.SlowBody, FaultKind.CutShort,
    ];

    /// <summary>Ends the connection with RST.</summary>
    public static void Reset(HttpContext context)
    {
        var socket = context.Features.Get<IConnectionSocketFeature>()!.Socket;
        socket.LingerState = new LingerOption(enable: true, 0);
        socket.Close();
        context.Abort();
    }

    public static async Task WriteAsync(HttpContext context, RpcAnswer answer, Fault? fault = null)
    {
        var response = context.Response;
        response.StatusCode = answer.Status;
        response.ContentType = answer.IsJson ? "application/json" : "text/plain; charset=utf-8";
        response.Headers.Server = "Python/3.11 aiohttp/3.14.5";
        if (answer.Status == 413)
        {
            // The newer wording of .NET is not the one aiohttp has.
            context.Features.GetRequiredFeature<IHttpResponseFeature>().ReasonPhrase = "Request Entity Too Large";
        }

        if (answer.Status == 500)
        {
            response.Headers.Connection = "close";
        }

        if (answer.List is { } list && fault is null)
        {
            response.ContentLength = list.Length;
            await list.WriteAsync(response.Body, context.RequestAborted).ConfigureAwait(false);
            return;
        }

        var body = await BytesAsync(answer).ConfigureAwait(false);
        body = fault?.Kind switch
        {
            FaultKind.BrokenJson => body[..(body.Length / 2)],
            FaultKind.HugeBody => Encoding.UTF8.GetBytes(Padded(answer, fault.Bytes)),
            _ => body,
        };
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await WriteBodyAsync(context, body, fault).ConfigureAwait(false);
        }
    }

    /// <summary>The answer as text with a long text in it.</summary>
    public static string Padded(RpcAnswer answer, int bytes)
    {
        var json = (JsonObject?)answer.Json?.DeepClone() ?? [];
        json["padding"] = new string('x', bytes);
        return PythonJson.Write(json);
    }

    private static async Task WriteBodyAsync(HttpContext context, byte[] body, Fault? fault)
    {
        var stream = context.Response.Body;
        var token = context.RequestAborted;
        switch (fault?.Kind)
        {
            case FaultKind.ResetAtByte:
                await stream.WriteAsync(body.AsMemory(0, Math.Min(fault.Bytes, body.Length)), token).ConfigureAwait(false);
                await stream.FlushAsync(token).ConfigureAwait(false);

                // What the peer has not read yet is lost with a reset, so it gets a moment.
                await Task.Delay(50, token).ConfigureAwait(false);
                Reset(context);
                break;
            case FaultKind.StallMidBody:
                await stream.WriteAsync(body.AsMemory(0, body.Length / 2), token).ConfigureAwait(false);
                await stream.FlushAsync(token).ConfigureAwait(false);
                await Task.Delay(Timeout.Infinite, token).ConfigureAwait(false);
                break;
            case FaultKind.CutShort:
                await stream.WriteAsync(body.AsMemory(0, body.Length / 2), token).ConfigureAwait(false);
                await stream.FlushAsync(token).ConfigureAwait(false);
                await Task.Delay(50, token).ConfigureAwait(false);
                context.Features.Get<IConnectionSocketFeature>()!.Socket.Shutdown(SocketShutdown.Send);
                context.Abort();
                break;
            case FaultKind.SlowBody:
                foreach (var piece in body.Chunk(Math.Max(1, fault.Bytes)))
                {
                    await stream.WriteAsync(piece, token).ConfigureAwait(false);
                    await stream.FlushAsync(token).ConfigureAwait(false);
                    await Task.Delay(fault.IntervalMs, token).ConfigureAwait(false);
                }

                break;
            default:
                await stream.WriteAsync(body, token).ConfigureAwait(false);
                break;
        }
    }

    public static async Task<byte[]> BytesAsync(RpcAnswer answer)
    {
        if (answer.List is null)
        {
            return answer.Bytes();
        }

        using var all = new MemoryStream();
        await answer.List.WriteAsync(all, CancellationToken.None).ConfigureAwait(false);
        return all.ToArray();
    }
}
