using System.Text;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace ChiaPS.HelpBuilder;

/// <summary>Reads a page: headings of level 2 part it, those of level 3 part examples, parameters, inputs and outputs.</summary>
internal sealed class PageReader(string file, Problems problems)
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UseYamlFrontMatter().UsePreciseSourceLocation().Build();

    private readonly HelpPage _page = new() { File = file };
    private List<Passage>? _parts;
    private Passage? _passage;
    private string _section = "";

    public HelpPage Read()
    {
        if (!File.Exists(file))
        {
            problems.Add(file, 1, "000", "This page is missing.");
            return _page;
        }

        foreach (var block in Markdown.Parse(File.ReadAllText(file), Pipeline))
        {
            switch (block)
            {
                case HeadingBlock { Level: 1 } heading:
                    (_page.Name, _page.Line) = (Text(heading.Inline), heading.Line + 1);
                    break;
                case HeadingBlock { Level: 2 } heading:
                    Begin(Text(heading.Inline), heading.Line + 1);
                    break;
                case HeadingBlock heading:
                    Part(Text(heading.Inline), heading.Line + 1);
                    break;
                case ListBlock list when _parts == _page.Links && _parts is not null:
                    _page.Links.AddRange(list.Select(item => new Passage(Words(item), item.Line + 1)));
                    break;
                case LeafBlock or ListBlock when block is not (LinkReferenceDefinitionGroup or Markdig.Extensions.Yaml.YamlFrontMatterBlock):
                    Add(block);
                    break;
                default:
                    break;
            }
        }

        return _page;
    }

    private void Begin(string title, int line)
    {
        _section = title;
        (_parts, _passage) = title switch
        {
            "SYNOPSIS" => (null, _page.Synopsis),
            "DESCRIPTION" => (null, _page.Description),
            "NOTES" => (null, _page.Notes),
            "EXAMPLES" => (_page.Examples, null),
            "PARAMETERS" => (_page.Parameters, null),
            "INPUTS" => (_page.Inputs, null),
            "OUTPUTS" => (_page.Outputs, null),
            "RELATED LINKS" => (_page.Links, (Passage?)null),
            _ => (null, null),
        };
        if (_parts is null && _passage is null)
        {
            problems.Add(file, line, "001", $"There is no section '{title}' in a help page.");
        }
    }

    private void Part(string title, int line)
    {
        if (_parts is null)
        {
            problems.Add(file, line, "002", $"'{title}' stands in section '{_section}', which has no parts.");
            return;
        }

        _passage = new Passage(title, line);
        _parts.Add(_passage);
    }

    private void Add(Block block)
    {
        if (_passage is null)
        {
            problems.Add(file, block.Line + 1, "003", "This text belongs to no heading.");
        }
        else if (block is CodeBlock code && _parts == _page.Examples && _parts is not null && _passage.Code is null)
        {
            _passage.Code = code.Lines.ToString().TrimEnd();
        }
        else
        {
            _passage.Paragraphs.Add(Words(block));
        }
    }

    private string Words(Block block)
    {
        switch (block)
        {
            case CodeBlock code:
                return Preformatted(code);
            case LeafBlock { Inline: { } inline }:
                return Text(inline);
            case ListBlock list:
                return string.Join('\n', list.Cast<ListItemBlock>().Select(item => $"{(list.IsOrdered ? $"{item.Order}." : "-")} {Words(item)}"));
            case ListItemBlock item:
                return string.Join('\n', item.Select(Words));
            default:
                problems.Add(file, block.Line + 1, "004", $"A {block.GetType().Name} cannot be shown by Get-Help.");
                return "";
        }
    }

    // Get-Help cuts the spaces before the first line, and only those.
    private string Preformatted(CodeBlock code)
    {
        var text = code.Lines.ToString().TrimEnd();
        if (text.StartsWith(' '))
        {
            problems.Add(file, code.Line + 1, "005", "The first line of an output must not begin with spaces: Get-Help would shift it.");
        }

        return text;
    }

    private string Text(ContainerInline? container)
    {
        var text = new StringBuilder();
        foreach (var inline in container ?? [])
        {
            text.Append(inline switch
            {
                LiteralInline literal => literal.Content.ToString(),
                CodeInline code => code.Content,
                LineBreakInline => " ",
                HtmlEntityInline entity => entity.Transcoded.ToString(),
                AutolinkInline link => link.Url,
                ContainerInline inner => Text(inner),
                _ => Unknown(inline),
            });
        }

        return text.ToString().Trim('\n');
    }

    private string Unknown(Inline inline)
    {
        problems.Add(file, inline.Line + 1, "004", $"A {inline.GetType().Name} cannot be shown by Get-Help; write code in backticks.");
        return "";
    }
}
