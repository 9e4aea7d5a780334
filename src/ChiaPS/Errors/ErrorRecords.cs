using System.Management.Automation;

namespace ChiaPS.Errors;

/// <summary>Exceptions as error records: stable id, category, target, and what to do.</summary>
internal static class ErrorRecords
{
    public static ErrorRecord Create(Exception exception, object? target) => exception is ChiaException known
        ? new ErrorRecord(known, known.ErrorId, Category(known.ErrorId), target)
        {
            ErrorDetails = new ErrorDetails(known.Message) { RecommendedAction = known.Advice },
        }
        : new ErrorRecord(exception, "ChiaPS.Unexpected", ErrorCategory.NotSpecified, target);

    public static ErrorCategory Category(string errorId) => errorId switch
    {
        "ChiaConnection.Timeout" or "ChiaWait.Timeout" => ErrorCategory.OperationTimeout,
        "ChiaConnection.UntrustedServer" or "ChiaConnection.ClientRefused" => ErrorCategory.SecurityError,
        "ChiaConnection.Tls" or "ChiaConnection.TlsVersion" => ErrorCategory.ProtocolError,
        "ChiaConnection.BadAnswer" => ErrorCategory.InvalidData,
        "ChiaConnection.TooLarge" or "ChiaRpc.RequestTooLarge" => ErrorCategory.LimitsExceeded,
        "ChiaConnection.Name" or "ChiaConnection.Destination" => ErrorCategory.ResourceUnavailable,
        "ChiaConfig.NotFound" or "ChiaSession.NotFound" or "ChiaRpc.NotFound" => ErrorCategory.ObjectNotFound,
        "ChiaConfig.Unreadable" or "ChiaSession.NotSaved" or "ChiaWallet.WrongKey" => ErrorCategory.PermissionDenied,
        "ChiaConfig.Broken" or "ChiaConfig.Certificate" or "ChiaSession.SavedUnreadable" => ErrorCategory.InvalidData,
        "ChiaRoute.NotOffered" => ErrorCategory.NotImplemented,
        "ChiaRpc.NotLoggedIn" or "ChiaRpc.KeyringLocked" or "ChiaRpc.BadPassphrase" => ErrorCategory.AuthenticationError,
        "ChiaRpc.NotSynced" or "ChiaRpc.NoPeers" => ErrorCategory.ResourceUnavailable,
        "ChiaRpc.InvalidAddress" => ErrorCategory.InvalidArgument,
        _ => errorId.Split('.')[0] switch
        {
            "ChiaConnection" => ErrorCategory.ConnectionError,
            "ChiaArgument" => ErrorCategory.InvalidArgument,
            _ => ErrorCategory.InvalidOperation,
        },
    };
}
