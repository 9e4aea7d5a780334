namespace ChiaPS;

/// <summary>The plotters that a daemon can start.</summary>
public enum ChiaPlotter
{
    /// <summary>Chia's own: slow, needs little.</summary>
    Chiapos,

    /// <summary>madMAx.</summary>
    Madmax,

    /// <summary>Bladebit in memory.</summary>
    BladebitRam,

    /// <summary>Bladebit on disk.</summary>
    BladebitDisk,

    /// <summary>Bladebit on a graphics card.</summary>
    BladebitCuda,
}
