using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ChiaPS.Json;

/// <summary>The two ways of JSON: tolerant for answers, terse for requests.</summary>
internal static class ChiaJson
{
    /// <summary>Answers: RPC names, numbers also as text, hashes and times by attribute.</summary>
    public static readonly JsonSerializerOptions Answers = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        Converters = { new TextConverter() },
    };

    /// <summary>Requests: what is null is left out, since null can mean something else than absent.</summary>
    public static readonly JsonSerializerOptions Requests = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // goes into no HTML
    };
}
