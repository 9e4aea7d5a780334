using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChiaPS.Client;

/// <summary>Bodies for -Debug, with every secret struck out.</summary>
internal static class Redaction
{
    private const int Longest = 32 * 1024;

    private static readonly HashSet<string> SecretNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "mnemonic", "words", "entropy", "seed", "sk", "private_key", "farmer_sk", "pool_sk", "secret", "secrets",
        "passphrase", "current_passphrase", "new_passphrase", "login_link",
    };

    public static string Show(ReadOnlySpan<byte> body, bool secret)
    {
        if (secret)
        {
            return "(not shown: it holds secrets)";
        }

        try
        {
            var node = JsonNode.Parse(body);
            Strike(node);
            var text = node?.ToJsonString() ?? "null";
            return text.Length <= Longest ? text : $"{text.AsSpan(0, Longest)}… ({text.Length} characters)";
        }
        catch (Exception e) when (AnswerReader.IsUnreadable(e))
        {
            return $"(no JSON, {body.Length} bytes)";
        }
    }

    private static void Strike(JsonNode? node)
    {
        if (node is JsonObject map)
        {
            foreach (var (name, value) in map.ToList())
            {
                if (SecretNames.Contains(name) && value is not null)
                {
                    map[name] = "***";
                }
                else
                {
                    Strike(value);
                }
            }
        }
        else if (node is JsonArray list)
        {
            foreach (var item in list)
            {
                Strike(item);
            }
        }
    }
}
