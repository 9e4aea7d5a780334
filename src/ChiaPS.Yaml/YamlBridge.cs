using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace ChiaPS.Yaml;

/// <summary>Reads YAML into plain .NET values, so that no YamlDotNet type leaves this assembly.</summary>
public static class YamlBridge
{
    /// <summary>
    /// Reads the first document of <paramref name="text"/>: mappings become <c>Dictionary&lt;string, object?&gt;</c> in the order of the file,
    /// sequences <c>List&lt;object?&gt;</c>, plain scalars bool, long, decimal, null or text, quoted scalars text. Aliases are resolved;
    /// a tag such as <c>!!set</c> leaves its mapping as it is.
    /// </summary>
    /// <exception cref="FormatException">The text is no YAML; <c>Data["Line"]</c> holds the 1-based line.</exception>
    public static object? Parse(string text)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new ShallowParser(new Parser(new StringReader(text))));
            return stream.Documents.Count == 0 ? null : Convert(stream.Documents[0].RootNode, new(ReferenceEqualityComparer.Instance));
        }
        catch (Exception e)
        {
            // Text that is damaged in other ways makes the reader fail in other ways; there is no line then.
            var plain = new FormatException(e.InnerException?.Message ?? e.Message);
            if (e is AnchorNotFoundException)
            {
                plain.Data["Line"] = LineOfAlias(text, e.Message);
            }
            else if (e is YamlException { Start.Line: > 0 } broken)
            {
                plain.Data["Line"] = broken.Start.Line;
            }

            throw plain;
        }
    }

    // The reader names an alias of nothing, but not its place.
    private static object? LineOfAlias(string text, string message)
    {
        var at = message.Split('\'') is [_, var name, ..] ? text.IndexOf('*' + name, StringComparison.Ordinal) : -1;
        return at < 0 ? null : text.AsSpan(0, at).Count('\n') + 1;
    }

    // An alias is the very node it stands for, so remembering nodes keeps shared parts shared and ends cycles.
    private static object? Convert(YamlNode node, Dictionary<YamlNode, object?> seen)
    {
        if (node is YamlScalarNode scalar)
        {
            return scalar.Style == ScalarStyle.Plain ? Plain(scalar.Value) : scalar.Value;
        }

        // Compared as objects: YamlNode compares by content, which is slow and endless on a cycle.
        if (seen.TryGetValue(node, out var known))
        {
            return known;
        }

        if (node is YamlSequenceNode sequence)
        {
            var list = new List<object?>();
            seen[node] = list;
            list.AddRange(sequence.Children.Select(child => Convert(child, seen)));
            return list;
        }

        var map = new Dictionary<string, object?>(StringComparer.Ordinal);
        seen[node] = map;
        foreach (var (key, value) in ((YamlMappingNode)node).Children)
        {
            map[key is YamlScalarNode { Value: { } name } ? name : key.ToString()] = Convert(value, seen);
        }

        return map;
    }

    private static object? Plain(string? text) => text switch
    {
        null or "" or "~" or "null" or "Null" or "NULL" => null,
        "true" or "True" or "TRUE" => true,
        "false" or "False" or "FALSE" => false,
        _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => whole,
        _ when text.All(c => char.IsAsciiDigit(c) || c is '.' or '-')
            && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) => number,
        _ => text,
    };

    // Nodes are read by recursion: what is nested without measure would end the process.
    private sealed class ShallowParser(IParser parser) : IParser
    {
        private const int Deepest = 100; // Chia's own goes to 6

        private int _depth;

        public ParsingEvent? Current => parser.Current;

        public bool MoveNext()
        {
            var moved = parser.MoveNext();
            _depth += Current?.NestingIncrease ?? 0;
            return _depth <= Deepest ? moved : throw new YamlException(Current!.Start, Current.End, "It is nested too deeply");
        }
    }
}
