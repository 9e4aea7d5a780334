using System.Text.Json.Serialization;

namespace ChiaPS;

/// <summary>A transaction with its signatures (CHIP-29), ready for Submit-ChiaTransaction (<c>wallet/apply_signatures</c>).</summary>
public sealed class SignedTransaction : ChiaObject, IKeepsJson
{
    /// <summary>The whole as the wallet's own JSON.</summary>
    [JsonIgnore]
    public string? SignedTransactionJson { get; private set; }

    /// <summary>The beginning of the JSON.</summary>
    public override string ToString() => SignedTransactionJson is { Length: > 60 } json ? json[..60] + "…" : SignedTransactionJson ?? "";

    void IKeepsJson.Keep(string json) => SignedTransactionJson = json;
}
