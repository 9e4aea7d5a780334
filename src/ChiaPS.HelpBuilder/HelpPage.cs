namespace ChiaPS.HelpBuilder;

/// <summary>A page as it is written: what a user reads about one cmdlet.</summary>
internal sealed class HelpPage
{
    public required string File { get; init; }

    public string Name { get; set; } = "";

    /// <summary>Where the name stands.</summary>
    public int Line { get; set; } = 1;

    public Passage Synopsis { get; } = new("", 1);

    public Passage Description { get; } = new("", 1);

    public Passage Notes { get; } = new("", 1);

    public List<Passage> Examples { get; } = [];

    public List<Passage> Parameters { get; } = [];

    public List<Passage> Inputs { get; } = [];

    public List<Passage> Outputs { get; } = [];

    public List<Passage> Links { get; } = [];
}

/// <summary>A heading and the paragraphs under it.</summary>
internal sealed record Passage(string Title, int Line)
{
    /// <summary>The command of an example.</summary>
    public string? Code { get; set; }

    /// <summary>Paragraphs; those with line breaks are shown as they are.</summary>
    public List<string> Paragraphs { get; } = [];
}
