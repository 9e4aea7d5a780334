namespace ChiaPS;

/// <summary>Where the rewards of a farm go (<c>farmer/get_reward_targets</c>).</summary>
public sealed class RewardTarget : ChiaObject
{
    /// <summary>Address of the farmer's part: 1/8 of a reward, and the fees.</summary>
    public string? FarmerTarget { get; init; }

    /// <summary>Address of the pool's part, 7/8, of plots that are not made for a pool contract.</summary>
    public string? PoolTarget { get; init; }

    /// <summary>A key of this installation owns the farmer's address; null unless it was looked for.</summary>
    public bool? HaveFarmerSk { get; init; }

    /// <summary>A key of this installation owns the pool's address; null unless it was looked for.</summary>
    public bool? HavePoolSk { get; init; }

    /// <summary>Both addresses.</summary>
    public override string ToString() => $"farmer {FarmerTarget}, pool {PoolTarget}";
}
