using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using System.Text;

namespace ChiaPS.Tests.Hosting;

/// <summary>A console without a screen: keeps what is shown and asked, and answers from a list.</summary>
internal sealed class RecordingHost(IEnumerable<string>? answers, int width) : PSHost
{
    private readonly RecordingUI _ui = new(answers, width);

    public string Text => _ui.Shown.ToString();

    public IReadOnlyList<string> Prompts => _ui.Prompts;

    public override CultureInfo CurrentCulture => CultureInfo.CurrentCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.CurrentUICulture;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override string Name => "ChiaPS tests";

    public override PSHostUserInterface UI => _ui;

    public override Version Version { get; } = new(1, 0);

    public void Clear() => _ui.Shown.Clear();

    public override void EnterNestedPrompt() => throw new NotSupportedException();

    public override void ExitNestedPrompt() => throw new NotSupportedException();

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }

    public override void SetShouldExit(int exitCode)
    {
    }

    private sealed class RecordingUI(IEnumerable<string>? answers, int width) : PSHostUserInterface
    {
        private readonly Queue<string>? _answers = answers is null ? null : new(answers);

        public StringBuilder Shown { get; } = new();

        public List<string> Prompts { get; } = [];

        public override PSHostRawUserInterface RawUI { get; } = new Screen(width);

        public override bool SupportsVirtualTerminal => false;

        public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions)
        {
            Prompts.Add($"{caption} {message}".Trim());
            return descriptions.ToDictionary(field => field.Name, _ => PSObject.AsPSObject(Next()), StringComparer.Ordinal);
        }

        public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
        {
            Prompts.Add($"{caption}\n{message}");
            var answer = Next();
            return choices.ToList().FindIndex(choice => choice.Label.Replace("&", "", StringComparison.Ordinal).Equals(answer, StringComparison.OrdinalIgnoreCase));
        }

        public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) => throw Cannot();

        public override PSCredential PromptForCredential(
            string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) => throw Cannot();

        public override string ReadLine() => Next();

        public override SecureString ReadLineAsSecureString()
        {
            var secret = new SecureString();
            foreach (var c in Next())
            {
                secret.AppendChar(c);
            }

            return secret;
        }

        public override void Write(string value) => Shown.Append(GetOutputString(value, supportsVirtualTerminal: false));

        public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Write(value);

        public override void WriteLine(string value) => Shown.Append(GetOutputString(value, supportsVirtualTerminal: false)).Append('\n');

        public override void WriteErrorLine(string value) => WriteLine(value);

        public override void WriteDebugLine(string message) => WriteLine("DEBUG: " + message);

        public override void WriteVerboseLine(string message) => WriteLine("VERBOSE: " + message);

        public override void WriteWarningLine(string message) => WriteLine("WARNING: " + message);

        public override void WriteProgress(long sourceId, ProgressRecord record)
        {
        }

        private string Next() => _answers is { Count: > 0 } ? _answers.Dequeue() : throw Cannot();

        // As pwsh -NonInteractive says it.
        private static PSInvalidOperationException Cannot() =>
            new("PowerShell is in NonInteractive mode. Read and Prompt functionality is not available.");
    }

    private sealed class Screen(int width) : PSHostRawUserInterface
    {
        public override ConsoleColor BackgroundColor { get; set; }

        public override Size BufferSize { get; set; } = new(width, 3000);

        public override Coordinates CursorPosition { get; set; }

        public override int CursorSize { get; set; }

        public override ConsoleColor ForegroundColor { get; set; }

        public override bool KeyAvailable => false;

        public override Size MaxPhysicalWindowSize => BufferSize;

        public override Size MaxWindowSize => BufferSize;

        public override Coordinates WindowPosition { get; set; }

        public override Size WindowSize { get; set; } = new(width, 50);

        public override string WindowTitle { get; set; } = "";

        public override void FlushInputBuffer()
        {
        }

        public override BufferCell[,] GetBufferContents(Rectangle rectangle) => new BufferCell[0, 0];

        public override KeyInfo ReadKey(ReadKeyOptions options) => throw new NotSupportedException();

        public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill)
        {
        }

        public override void SetBufferContents(Coordinates origin, BufferCell[,] contents)
        {
        }

        public override void SetBufferContents(Rectangle rectangle, BufferCell fill)
        {
        }
    }
}
