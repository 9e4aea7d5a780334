namespace ChiaPS;

/// <summary>Orders of transactions.</summary>
public enum TransactionOrder
{
    /// <summary>Unconfirmed ones, then the latest confirmed (the RPC's RELEVANCE).</summary>
    Newest,

    /// <summary>By the height of confirmation, highest first; unconfirmed ones have height 0.</summary>
    Height,
}
