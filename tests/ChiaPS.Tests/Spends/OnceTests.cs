using System.Globalization;
using System.Management.Automation;
using ChiaPS.Embedded;
using ChiaPS.Operations;
using ChiaPS.Sessions;
using ChiaPS.Tests.Embedded;
using ChiaPS.Tests.Hosting;
using CsCheck;
using Xunit;

namespace ChiaPS.Tests.Spends;

/// <summary>
/// Whatever is cut, killed, started again and tried again, in any order: each reference is paid at most once, what was pushed is in the journal,
/// and with a healthy node each is paid exactly once in the end.
/// </summary>
public sealed class OnceTests(SharedNode shared) : SpendTests(shared)
{
    private const int Rows = 3;
    private const ulong Mojo = 1_000_000_000;

    // CHIAPS_LONG=1: a thousand cuts and more.
    private static readonly int Cuts = Environment.GetEnvironmentVariable("CHIAPS_LONG") == "1" ? 1000 : 200;

    private enum What
    {
        Pay,
        Settle,
        Farm,
        Restart,
        Clear,
    }

    private enum How
    {
        Well,
        DieBeforeCall,
        DieAfterCall,
        CutBeforeTaken,
        CutAfterTaken,
        CutAtByte,
    }

    private sealed record Step(What What, How How, int Call, int Byte, int BatchSize)
    {
        public override string ToString() => How == How.Well ? $"{What}" : $"{What} {How} {Call}{(How == How.CutAtByte ? $":{Byte}" : "")} /{BatchSize}";
    }

    private static Gen<Step[]> Scenarios =>
        Gen.Select(
            Gen.Frequency((6, Gen.Const(What.Pay)), (3, Gen.Const(What.Settle)), (1, Gen.Const(What.Farm)), (1, Gen.Const(What.Restart)), (1, Gen.Const(What.Clear))),
            Gen.Frequency((1, Gen.Const(How.Well)), (2, Gen.Const(How.DieBeforeCall)), (2, Gen.Const(How.DieAfterCall)), (1, Gen.Const(How.CutBeforeTaken)), (1, Gen.Const(How.CutAfterTaken)), (2, Gen.Const(How.CutAtByte))),
            Gen.Frequency((1, Gen.Int[1, 6]), (3, Gen.Int[5, 22])),
            Gen.Int[0, 1500],
            Gen.Int[1, 3],
            (what, how, call, bytes, batch) => new Step(what, how, call, bytes, batch)).Array[3, 8];

    [Fact]
    public void Each_reference_is_paid_once()
    {
        var (cuts, scenarios, deaths, unknown) = (0, 0, 0, 0);
        while (cuts < Cuts)
        {
            Scenarios.Sample(
                steps =>
                {
                    if (cuts < Cuts)
                    {
                        scenarios++;
                        var run = new Run(this);
                        run.Play(steps);
                        (cuts, deaths, unknown) = (cuts + run.Cuts, deaths + run.Deaths, unknown + run.Unknown);
                    }
                },
                iter: 10,
                threads: 1,
                print: steps => string.Join(", ", steps.Select(step => step.ToString())));
        }

        // Else it would be no test.
        Assert.True(deaths > Cuts / 10 && cuts - deaths > Cuts / 10 && unknown > Cuts / 50, $"{deaths} deaths, {cuts - deaths} lost answers, {unknown} of unknown end");
        TestContext.Current.TestOutputHelper?.WriteLine($"{cuts} cuts ({deaths} kills, {cuts - deaths} lost answers; {unknown} payments of unknown end) in {scenarios} scenarios");
    }

    // One scenario with payees, references and a journal of its own.
    private sealed class Run(OnceTests test)
    {
        private readonly string _id = Guid.NewGuid().ToString("N")[..8];
        private readonly string _home = Path.Combine(Module.Scratch, "once-" + Guid.NewGuid().ToString("N")[..12]);
        private readonly List<(string PuzzleHash, string Address)> _payees = [.. Enumerable.Range(0, Rows).Select(_ => Someone())];
        private (Shell Shell, ChiaSession Session, DyingTransport Transport)? _process;
        private int _processes;
        private bool _isCut;
        private readonly List<string> _story = [];

        private SpendControl Spends => test.Spends;

        /// <summary>How many cuts happened.</summary>
        public int Cuts { get; private set; }

        public int Deaths { get; private set; }

        /// <summary>How often the answer was that nobody knows.</summary>
        public int Unknown { get; private set; }

        public void Play(Step[] steps)
        {
            try
            {
                test.Node.State.ClearSpends();
                foreach (var step in steps)
                {
                    Take(step);
                    Check(step);
                }

                Heal();
                Settle();
            }
            finally
            {
                Heal();
                End();
            }
        }

        private void Take(Step step)
        {
            switch (step.What)
            {
                case What.Farm:
                    test.Node.State.FarmBlocks(1);
                    break;
                case What.Restart:
                    End();
                    break;
                case What.Clear:
                    Process().Shell.Run("Clear-ChiaUnconfirmedTransaction -Confirm:$false");
                    break;
                default:
                    Break(step);
                    var result = step.What == What.Pay ? Pay(step.BatchSize) : SettleOnce();
                    _story.Add($"{step}: {string.Join(' ', test.Node.Requests.All.Select(request => request.Route))} -> {string.Join(' ', Results(result).Select(one => $"{one.Reference?[^1..]} {one.TransactionId?[..8]} {one.Status}"))} {result.Ended}");
                    test.Node.Requests.Clear();
                    Cuts += _isCut || Died(result) ? 1 : 0;
                    Unknown += Results(result).Count(one => one.Status == SpendStatus.Unknown);
                    Heal();
                    if (Died(result))
                    {
                        Deaths++;
                        End();
                    }

                    break;
            }
        }

        private ShellResult Pay(int batchSize)
        {
            var rows = _payees.Select((payee, i) => SpendTests.Pay(payee.Address, Units(i), $"ref-{_id}-{i}")).ToArray();
            return Process().Shell.Run($"$rows | Send-ChiaTransaction -Fee 0.00001 -BatchSize {batchSize.ToString(CultureInfo.InvariantCulture)} -Confirm:$false", With("rows", rows));
        }

        private ShellResult SettleOnce() => Process().Shell.Run("Get-ChiaSpend -Unfinished | Submit-ChiaTransaction -Confirm:$false");

        // As the topics say: settle what is unfinished, and run the command again.
        private void Settle()
        {
            // A connection that was cut after its answer shows that at its next use.
            SettleOnce();
            for (var round = 0; round < 4 && Paid().Any(count => count == 0); round++)
            {
                SettleOnce();
                var paid = Pay(Rows);

                // The way out that the error names, for what was refused since another spend took its coins.
                if (paid.Errors.Append(paid.Ended).OfType<ErrorRecord>().Any(error => error.Id() == "ChiaSpend.Refused"))
                {
                    Process().Shell.Run("Clear-ChiaUnconfirmedTransaction -Confirm:$false");
                }

                test.Node.State.FarmBlocks(1);
                Check(null);
            }

            var last = Pay(1);
            Assert.True(last.Ended is null && last.Errors.Count == 0, $"{last.Ended} {string.Join('\n', last.Errors)}");
            Assert.True(Results(last).All(one => one.Status == SpendStatus.Confirmed), Story());
            Assert.Equal(Rows, Results(last).Count);
            Assert.All(Paid(), count => Assert.Equal(1, count));
        }

        private void Check(Step? step)
        {
            Assert.All(Paid(), count => Assert.True(count <= 1, $"paid {count} times after {step}"));
            Assert.All(Spends.Spent, coin => Assert.True(coin.Value == 1, $"{coin.Key} was spent {coin.Value} times"));
            ChiaPS.Configuration.RootFolder.OwnFolderHere.Value = _home;
            var known = new SpendJournal(Process().Session, Main).ReadAll().SelectMany(entry => entry.TransactionIds).ToHashSet();
            Assert.All(Spends.Pushed.Keys, id => Assert.Contains(id, known));
        }

        // What a failure is told with: every call, what the journal says, how often what was pushed and confirmed.
        private string Story()
        {
            ChiaPS.Configuration.RootFolder.OwnFolderHere.Value = _home;
            var entries = new SpendJournal(Process().Session, Main).ReadAll().Select(entry => $"{entry.TransactionId[..8]} {entry.Status} {entry.RefusedBecause} {string.Join(' ', entry.Rows.Select(row => row.Reference))}");
            return $"{string.Join('\n', _story)}\njournal: {string.Join("; ", entries)}\npushed: {string.Join(' ', Spends.Pushed)}\nconfirmed: {string.Join(' ', Spends.Confirmed)}\n{Process().Shell.Run("Get-ChiaTransaction 1 -Type Outgoing -First 4 | ForEach-Object { \"$($_.TransactionId.Substring(0, 8)) $($_.Confirmed) $($_.ConfirmedAtHeight) $($_.SentTo)\" }").Output.Aggregate("", (text, one) => $"{text}\n{one}")}";
        }

        private IEnumerable<int> Paid() => _payees.Select((payee, i) => test.Node.State.CountOf(payee.PuzzleHash, (ulong)(i + 1) * Mojo));

        private static string Units(int i) => ((i + 1) * 0.001m).ToString(CultureInfo.InvariantCulture);

        private void Break(Step step)
        {
            var process = Process();
            process.Transport.Plan(step.How is How.DieBeforeCall or How.DieAfterCall ? step.Call : null, step.How == How.DieAfterCall);
            if (step.How is not (How.CutBeforeTaken or How.CutAfterTaken or How.CutAtByte))
            {
                return;
            }

            var calls = 0;
            _isCut = false;
            test.Node.Requests.Arrived = _ =>
            {
                if (++calls == step.Call)
                {
                    _isCut = true;
                    test.Node.Faults.AddAsync(new Fault
                    {
                        Kind = step.How == How.CutBeforeTaken ? FaultKind.ResetBeforeAnswer : FaultKind.ResetAtByte,
                        Bytes = step.How == How.CutAtByte ? step.Byte : 0,
                        Count = 1,
                    }).GetAwaiter().GetResult();
                }
            };
        }

        private void Heal()
        {
            _isCut = false;
            test.Node.Requests.Arrived = null;
            test.Node.Faults.ClearAsync().GetAwaiter().GetResult();
            _process?.Transport.Plan(at: null, afterAnswer: false);
        }

        private static bool Died(ShellResult result) => result.Errors.Append(result.Ended).OfType<ErrorRecord>().Any(error => error.Exception is DeathException || error.Exception.InnerException is DeathException);

        // A process is a session and a shell; the shell itself is used again, since nothing of ChiaPS is in it but the session.
        private (Shell Shell, ChiaSession Session, DyingTransport Transport) Process()
        {
            if (_process is not { } process)
            {
                var name = test.Also($"{test.Name}{_id}{++_processes}");
                var shell = test._shell ??= test.Bare();
                shell.Home = _home;
                var session = shell.Run($"New-ChiaSession -Name {name} -RootPath '{test.Node.RootPath}' -SkipCheck").Single<ChiaSession>();
                _process = process = (shell, session, DyingTransport.Of(session));
            }

            return process;
        }

        private void End()
        {
            if (_process is { } process)
            {
                SessionTable.Remove(process.Session);
                _process = null;
            }
        }
    }

    private Shell? _shell;
}
