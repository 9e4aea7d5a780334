namespace ChiaPS.HelpBuilder;

/// <summary>A cmdlet as its assembly declares it.</summary>
internal sealed record Command(string Verb, string Noun, IReadOnlyList<string> Outputs, IReadOnlyList<string> Sets, IReadOnlyList<Parameter> Parameters)
{
    public string Name => $"{Verb}-{Noun}";

    /// <summary>The parameters of a set in the order of its syntax: by position, then the mandatory ones, then the others.</summary>
    public IEnumerable<(Parameter Parameter, Place Place)> In(string set) => Parameters
        .Select(parameter => (Parameter: parameter, Place: parameter.PlaceIn(set)!))
        .Where(pair => pair.Place is not null)
        .OrderBy(pair => pair.Place.Position ?? int.MaxValue)
        .ThenByDescending(pair => pair.Place.Mandatory);
}

/// <summary>A parameter as its assembly declares it.</summary>
internal sealed record Parameter(string Name, string Type, IReadOnlyList<Place> Places)
{
    /// <summary>The sets of a parameter that names none.</summary>
    public const string AllSets = "__AllParameterSets";

    public bool IsSwitch => Type == "SwitchParameter";

    public bool IsArray => Type.EndsWith("[]", StringComparison.Ordinal);

    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>What it may be, where that is a list.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>What it may be, where that is a range of numbers, in words.</summary>
    public string? Range { get; init; }

    public bool Wildcards { get; init; }

    /// <summary>What it is when it is left out, where that is a constant.</summary>
    public string? Default { get; init; }

    /// <summary>Its place over all its sets, for the list of parameters.</summary>
    public Place Overall => new(
        AllSets,
        Places.All(place => place.Mandatory),
        Places.Select(place => place.Position).FirstOrDefault(position => position is not null),
        Places.Any(place => place.ByValue),
        Places.Any(place => place.ByName));

    public Place? PlaceIn(string set) => Places.FirstOrDefault(place => place.Set == set) ?? Places.FirstOrDefault(place => place.Set == AllSets);
}

/// <summary>How a parameter stands in one set.</summary>
internal sealed record Place(string Set, bool Mandatory, int? Position, bool ByValue, bool ByName);
