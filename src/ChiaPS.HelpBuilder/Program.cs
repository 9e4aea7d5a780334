using System.Text;
using System.Xml;
using ChiaPS.HelpBuilder;

// ChiaPS.HelpBuilder <help folder> <module folder> <System.Management.Automation.dll>: pages and assembly to what Get-Help reads.
const string Culture = "en-US";
const string SharedPage = "_Shared.md";

if (args is not [var help, var module, var engine])
{
    Console.Error.WriteLine("usage: ChiaPS.HelpBuilder <help folder> <module folder> <System.Management.Automation.dll>");
    return 2;
}

var problems = new Problems();
var folder = Path.GetFullPath(Path.Combine(help, Culture));
var output = Path.Combine(module, Culture);
var commands = CommandReader.Read(Path.Combine(module, "ChiaPS.dll"), engine);
var shared = new PageReader(Path.Combine(folder, SharedPage), problems).Read();
var pages = (Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.md") : [])
    .Where(file => Path.GetFileName(file) != SharedPage)
    .Order(StringComparer.Ordinal)
    .Select(file => new PageReader(file, problems).Read())
    .ToList();
var topics = Directory.Exists(output)
    ? Directory.EnumerateFiles(output, "about_*.help.txt").Select(file => Path.GetFileName(file)[..^".help.txt".Length]).ToHashSet(StringComparer.Ordinal)
    : [];
new PageCheck(commands, shared, topics, problems).Check(pages, folder);
if (problems.Count > 0)
{
    return 1;
}

Directory.CreateDirectory(output);
var settings = new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true, NewLineChars = "\n" };
using var writer = XmlWriter.Create(Path.Combine(output, "ChiaPS.dll-Help.xml"), settings);
new MamlWriter(shared).Write(commands.Select(command => (command, pages.Single(page => page.Name == command.Name)))).WriteTo(writer);
return 0;
