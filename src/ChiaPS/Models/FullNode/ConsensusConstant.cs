namespace ChiaPS;

/// <summary>A rule of the chain as a number (<c>full_node/get_constants</c>).</summary>
public sealed class ConsensusConstant : ChiaObject
{
    /// <summary>Its name, as Chia writes it.</summary>
    public string? Name { get; init; }

    /// <summary>A whole number, hex text, or a list of them.</summary>
    public object? Value { get; init; }

    /// <summary>Name and value.</summary>
    public override string ToString() => FormattableString.Invariant($"{Name} = {(Value is object[] list ? string.Join(' ', list) : Value)}");
}
