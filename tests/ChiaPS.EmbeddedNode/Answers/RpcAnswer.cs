using System.Text;
using System.Text.Json.Nodes;

namespace ChiaPS.Embedded;

/// <summary>What a request is answered with: a JSON object, a text of the HTTP server, or a list too long to build.</summary>
internal sealed record RpcAnswer(int Status, JsonObject? Json = null, string? Text = null, LongList? List = null)
{
    public static RpcAnswer ServerError { get; } = new(500, Text: "500 Internal Server Error\n\nServer got itself in trouble");

    public static RpcAnswer NotFound { get; } = new(404, Text: "404: Not Found");

    public static RpcAnswer NotAllowed { get; } = new(405, Text: "405: Method Not Allowed");

    public bool IsJson => Text is null;

    public byte[] Bytes() => Encoding.UTF8.GetBytes(Text ?? PythonJson.Write(Json));
}
