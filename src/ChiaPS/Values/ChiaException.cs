namespace ChiaPS;

/// <summary>What went wrong, with a stable id, words for a user and what to do.</summary>
public class ChiaException : Exception
{
    internal ChiaException(string errorId, string message, string? advice = null, Exception? inner = null)
        : base(message, inner) => (ErrorId, Advice) = (errorId, advice);

    /// <summary>A stable id such as <c>ChiaConnection.Refused</c>; the part before the dot is the family.</summary>
    public string ErrorId { get; }

    /// <summary>What to do about it; the error record's recommended action.</summary>
    public string? Advice { get; }

    /// <summary>Nothing more can be done with this session, so the cmdlet ends.</summary>
    internal bool EndsCommand => ErrorId.Split('.')[0] is "ChiaConnection" or "ChiaSession" or "ChiaConfig" or "ChiaConfirm";
}
