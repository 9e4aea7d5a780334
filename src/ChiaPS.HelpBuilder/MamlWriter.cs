using System.Globalization;
using System.Xml.Linq;

namespace ChiaPS.HelpBuilder;

/// <summary>Writes what Get-Help reads: MAML.</summary>
internal sealed class MamlWriter(HelpPage shared)
{
    private const int MostValuesInSyntax = 4;

    private static readonly XNamespace Root = "http://msh";
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Cmd = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    public XDocument Write(IEnumerable<(Command Command, HelpPage Page)> items) => new(
        new XDeclaration("1.0", "utf-8", standalone: null),
        new XElement(Root + "helpItems", new XAttribute("schema", "maml"), items.Select(item => Element(item.Command, item.Page))));

    private XElement Element(Command command, HelpPage page) => new(
        Cmd + "command",
        new XAttribute(XNamespace.Xmlns + "maml", Maml),
        new XAttribute(XNamespace.Xmlns + "command", Cmd),
        new XAttribute(XNamespace.Xmlns + "dev", Dev),
        new XElement(
            Cmd + "details",
            new XElement(Cmd + "name", command.Name),
            new XElement(Cmd + "verb", command.Verb),
            new XElement(Cmd + "noun", command.Noun),
            Description(page.Synopsis.Paragraphs)),
        Description(page.Description.Paragraphs),
        new XElement(Cmd + "syntax", command.Sets.Select(set => new XElement(
            Cmd + "syntaxItem",
            new XElement(Maml + "name", command.Name),
            command.In(set).Select(pair => Element(pair.Parameter, pair.Place, page, inSyntax: true))))),
        new XElement(Cmd + "parameters", command.Parameters.Select(parameter => Element(parameter, parameter.Overall, page, inSyntax: false))),
        Types("inputTypes", "inputType", page.Inputs),
        Types("returnValues", "returnValue", page.Outputs),
        page.Notes.Paragraphs.Count == 0 ? null : new XElement(Maml + "alertSet", new XElement(Maml + "alert", Paragraphs(page.Notes.Paragraphs))),
        new XElement(Cmd + "examples", page.Examples.Select(Example)),
        new XElement(Cmd + "relatedLinks", page.Links.Select(link => new XElement(Maml + "navigationLink", new XElement(Maml + "linkText", link.Title), new XElement(Maml + "uri")))));

    private XElement Element(Parameter parameter, Place place, HelpPage page, bool inSyntax) => new(
        Cmd + "parameter",
        new XAttribute("required", Bool(place.Mandatory)),
        new XAttribute("variableLength", Bool(parameter.IsArray)),
        new XAttribute("globbing", Bool(parameter.Wildcards)),
        new XAttribute("pipelineInput", Pipeline(place)),
        new XAttribute("position", place.Position?.ToString(CultureInfo.InvariantCulture) ?? "named"),
        new XAttribute("aliases", parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases)),
        new XElement(Maml + "name", parameter.Name),
        inSyntax ? null : Description(Text(parameter, page)),
        inSyntax && parameter.Values.Count is > 0 and <= MostValuesInSyntax
            ? new XElement(Cmd + "parameterValueGroup", parameter.Values.Select(value =>
                new XElement(Cmd + "parameterValue", new XAttribute("required", "false"), new XAttribute("variableLength", "false"), value)))
            : null,
        inSyntax && parameter.IsSwitch
            ? null
            : new XElement(Cmd + "parameterValue", new XAttribute("required", Bool(!parameter.IsSwitch)), new XAttribute("variableLength", Bool(parameter.IsArray)), parameter.Type),
        new XElement(Dev + "type", new XElement(Maml + "name", parameter.Type), new XElement(Maml + "uri")),
        new XElement(Dev + "defaultValue", parameter.Default ?? "None"));

    private IEnumerable<string> Text(Parameter parameter, HelpPage page) =>
    [
        .. SharedText.For(parameter, page, shared)!.Paragraphs,
        .. parameter.Values.Count > 0 ? [$"Possible values: {string.Join(", ", parameter.Values)}."] : Array.Empty<string>(),
        .. parameter.Range is { } range ? [range] : Array.Empty<string>(),
    ];

    private static XElement Example(Passage example) => new(
        Cmd + "example",
        new XElement(Maml + "title", $"--- {example.Title} ---"),
        new XElement(Dev + "code", example.Code),
        new XElement(Dev + "remarks", Paragraphs([.. example.Paragraphs, ""]))); // the empty one parts it from the next

    private static XElement Types(string list, string item, IEnumerable<Passage> types) => new(
        Cmd + list,
        types.Select(type => new XElement(
            Cmd + item,
            new XElement(Dev + "type", new XElement(Maml + "name", type.Title)),
            Description(type.Paragraphs))));

    private static XElement Description(IEnumerable<string> paragraphs) => new(Maml + "description", Paragraphs(paragraphs));

    private static IEnumerable<XElement> Paragraphs(IEnumerable<string> paragraphs) => paragraphs.Select(text => new XElement(Maml + "para", text));

    private static string Bool(bool value) => value ? "true" : "false";

    private static string Pipeline(Place place) => (place.ByValue, place.ByName) switch
    {
        (true, true) => "True (ByPropertyName, ByValue)",
        (true, false) => "True (ByValue)",
        (false, true) => "True (ByPropertyName)",
        _ => "False",
    };
}
