using System.Text.Json.Nodes;

namespace ChiaPS.Embedded;

/// <summary>An error an endpoint answers with, in the words of the real one.</summary>
internal sealed class RpcFailure(string error, string code = "UNKNOWN", JsonObject? data = null, string? message = null) : Exception(error)
{
    /// <summary>The whole answer; what older releases leave out is taken away later.</summary>
    public JsonObject ToJson() => new()
    {
        ["error"] = Message,
        ["structuredError"] = new JsonObject
        {
            ["code"] = code,
            ["data"] = data?.DeepClone() ?? new JsonObject(),
            ["message"] = message ?? Message,
        },
        ["success"] = false,
        ["traceback"] = "Traceback (most recent call last):\n  File \"/usr/lib/chia/chia/rpc/util.py\", line 81, in inner\n" +
            $"    res_object = await f(request_data)\nchia.rpc.rpc_errors.RpcError: {Message}\n",
    };
}
