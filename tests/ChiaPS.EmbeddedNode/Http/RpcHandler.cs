using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace ChiaPS.Embedded;

/// <summary>HTTP of one service, as aiohttp does it for Chia.</summary>
internal sealed class RpcHandler(Service service, NodeApi api, RequestLog log, FaultBoard faults)
{
    public async Task HandleAsync(HttpContext context)
    {
        var route = context.Request.Path.Value![1..];
        if (!api.Has(service.Name, route))
        {
            log.Add(service.Name, route, "", "https");
            await AnswerWriter.WriteAsync(context, RpcAnswer.NotFound).ConfigureAwait(false);
            return;
        }

        if (!HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.Headers.Allow = "POST";
            await AnswerWriter.WriteAsync(context, RpcAnswer.NotAllowed).ConfigureAwait(false);
            return;
        }

        var body = await ReadAsync(context).ConfigureAwait(false);
        if (body is null)
        {
            var tooLarge = new RpcAnswer(413, Text: $"Maximum request body size {service.MaxBody} exceeded.");
            await AnswerWriter.WriteAsync(context, tooLarge).ConfigureAwait(false);
            return;
        }

        var request = Parse(context, body, out var text);
        log.Add(service.Name, route, text, "https");
        var fault = faults.Take(service.Name, route, AnswerWriter.Kinds);
        if (fault?.Kind == FaultKind.ResetBeforeAnswer)
        {
            AnswerWriter.Reset(context);
            return;
        }

        if (fault?.Kind is FaultKind.StallBeforeHeaders or FaultKind.Delay)
        {
            await Task.Delay(fault.Kind == FaultKind.Delay ? fault.IntervalMs : Timeout.Infinite, context.RequestAborted).ConfigureAwait(false);
        }

        var answer = request is { } parsed && fault?.Kind != FaultKind.Text500 ? api.Answer(service.Name, route, parsed) : RpcAnswer.ServerError;
        await AnswerWriter.WriteAsync(context, answer, fault).ConfigureAwait(false);
    }

    private async Task<byte[]?> ReadAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        var buffer = new byte[81920];
        int read;
        while ((read = await context.Request.Body.ReadAsync(buffer, context.RequestAborted).ConfigureAwait(false)) > 0)
        {
            body.Write(buffer, 0, read);
            if (body.Length > service.MaxBody)
            {
                return null;
            }
        }

        return body.ToArray();
    }

    private static JsonElement? Parse(HttpContext context, byte[] body, out string text)
    {
        var charset = context.Request.GetTypedHeaders().ContentType?.Charset.Value?.Trim('"') ?? "utf-8";
        text = Encoding.UTF8.GetString(body);
        try
        {
            var encoding = Encoding.GetEncoding(charset, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
            text = encoding.GetString(body);
            if (encoding is not UTF8Encoding)
            {
                // A byte order mark is a mistake in UTF-8 and part of the encoding elsewhere.
                text = text.TrimStart('\ufeff');
            }

            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            return null;
        }
    }
}
