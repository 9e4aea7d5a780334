namespace ChiaPS.HelpBuilder;

/// <summary>Holds the pages against the cmdlets.</summary>
internal sealed class PageCheck(IReadOnlyList<Command> commands, HelpPage shared, IReadOnlyCollection<string> topics, Problems problems)
{
    private const int FewestExamples = 2;

    public void Check(IReadOnlyList<HelpPage> pages, string folder)
    {
        foreach (var command in commands.Where(command => pages.All(page => page.Name != command.Name)))
        {
            problems.Add(Path.Combine(folder, command.Name + ".md"), 1, "010", $"{command.Name} has no page.");
        }

        foreach (var page in pages)
        {
            if (commands.FirstOrDefault(command => command.Name == page.Name) is { } command)
            {
                Check(page, command);
            }
            else
            {
                problems.Add(page.File, page.Line, "011", $"There is no cmdlet '{page.Name}'.");
            }
        }

        var used = commands.SelectMany(command => command.Parameters).ToList();
        foreach (var passage in shared.Parameters.Where(passage => !used.Exists(parameter => SharedText.Fits(passage, parameter))))
        {
            problems.Add(shared.File, passage.Line, "014", $"No cmdlet has a parameter '{passage.Title}'.");
        }
    }

    private void Check(HelpPage page, Command command)
    {
        if (Path.GetFileNameWithoutExtension(page.File) != page.Name)
        {
            problems.Add(page.File, page.Line, "012", $"The page of {page.Name} must be named {page.Name}.md.");
        }

        foreach (var parameter in command.Parameters.Where(parameter => SharedText.For(parameter, page, shared) is null))
        {
            problems.Add(page.File, page.Line, "013", $"-{parameter.Name} is not described.");
        }

        foreach (var passage in page.Parameters.Where(passage => command.Parameters.All(parameter => passage.Title != "-" + parameter.Name)))
        {
            problems.Add(page.File, passage.Line, "014", $"{command.Name} has no parameter '{passage.Title}'.");
        }

        Require(page, page.Synopsis.Paragraphs.Count == 1, "015", "SYNOPSIS needs one paragraph.");
        Require(page, page.Description.Paragraphs.Count > 0, "015", "DESCRIPTION is missing.");
        Require(page, page.Inputs.Count > 0 && page.Outputs.Count > 0, "015", "INPUTS and OUTPUTS need at least one heading ('### None' where there is none).");
        Require(page, page.Examples.Count >= FewestExamples, "016", $"There are {page.Examples.Count} examples; {FewestExamples} are the fewest.");
        foreach (var example in page.Examples.Where(example => example.Code is null || example.Paragraphs.Count == 0))
        {
            problems.Add(page.File, example.Line, "017", $"'{example.Title}' needs a code block and a remark.");
        }

        var stated = page.Outputs.Select(output => output.Title).Where(title => title != "None").ToList();
        Require(page, stated.Order(StringComparer.Ordinal).SequenceEqual(command.Outputs.Order(StringComparer.Ordinal), StringComparer.Ordinal),
            "018", $"OUTPUTS names {string.Join(", ", stated)}; OutputType says {string.Join(", ", command.Outputs)}.");
        foreach (var link in page.Links.Where(link => !topics.Contains(link.Title, StringComparer.Ordinal) && commands.All(other => other.Name != link.Title)))
        {
            problems.Add(page.File, link.Line, "019", $"'{link.Title}' is neither a cmdlet nor an about topic.");
        }
    }

    private void Require(HelpPage page, bool holds, string id, string text)
    {
        if (!holds)
        {
            problems.Add(page.File, page.Line, id, text);
        }
    }
}
