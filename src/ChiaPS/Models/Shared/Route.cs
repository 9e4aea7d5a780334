namespace ChiaPS;

/// <summary>A route of the RPC: what ChiaPS knows of it and whether this service has it.</summary>
public sealed class Route : ChiaObject
{
    /// <summary>The service.</summary>
    public ChiaService Service { get; init; }

    /// <summary>The route, without slash.</summary>
    public required string Name { get; init; }

    /// <summary>The service lists it; daemon commands that its list leaves out (keychain, ping) are null.</summary>
    public bool? Offered { get; init; }

    /// <summary>It changes something; null for a route that ChiaPS does not know.</summary>
    public bool? Changes { get; init; }

    /// <summary>The first release with it; 1.8.2 stands for that and older.</summary>
    public string? Since { get; init; }

    /// <summary>The last release with it; null while it is there.</summary>
    public string? LastRelease { get; init; }

    /// <summary>The cmdlets that call it.</summary>
    public required string[] Cmdlet { get; init; }

    /// <summary>Service and route.</summary>
    public override string ToString() => $"{Service}/{Name}";
}
