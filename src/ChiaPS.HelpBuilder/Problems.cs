namespace ChiaPS.HelpBuilder;

/// <summary>What is wrong with the pages, told in the form that MSBuild shows as errors.</summary>
internal sealed class Problems
{
    public int Count { get; private set; }

    public void Add(string file, int line, string id, string text)
    {
        Count++;
        Console.WriteLine(FormattableString.Invariant($"{file}({line}): error CHIAHELP{id}: {text}"));
    }
}
