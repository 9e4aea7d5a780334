using System.Net;
using System.Security;
using System.Text.RegularExpressions;

namespace ChiaPS.Operations;

/// <summary>Secrets on their way: as short as can be, and never in an error.</summary>
internal static class Secrets
{
    public static string Text(SecureString secret) => new NetworkCredential("", secret).Password;

    public static SecureString? Hide(string? text) => text is null ? null : new NetworkCredential("", text).SecurePassword;

    /// <summary>Calls; what the node says about a failure is told without any word of the secrets, and without its traceback.</summary>
    public static async Task<T> SendAsync<T>(Task<T> sending, params string[] secrets)
    {
        try
        {
            return await sending.ConfigureAwait(false);
        }
        catch (ChiaRpcException e)
        {
            throw new ChiaRpcException(e.ErrorId, Strike(e.Message, secrets), e.Advice) { Route = e.Route, Service = e.Service, Code = e.Code };
        }
    }

    /// <summary>The text without the secrets and without their words.</summary>
    public static string Strike(string text, params string[] secrets)
    {
        foreach (var word in secrets.SelectMany(secret => secret.Split(' ').Prepend(secret)).Where(word => word.Length > 0).Distinct(StringComparer.Ordinal).OrderByDescending(word => word.Length))
        {
            text = Regex.Replace(
                text, $@"(?<![A-Za-z0-9]){Regex.Escape(word)}(?![A-Za-z0-9])", "***", RegexOptions.None, TimeSpan.FromSeconds(1));
        }

        return text;
    }
}
