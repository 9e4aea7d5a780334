using System.Reflection;
using ChiaPS.Client;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Tests.Spends;

/// <summary>The process that has this transport dies at a chosen call: nothing of ChiaPS runs on after it but what frees its handles.</summary>
internal sealed class DyingTransport(ITransport inner) : ITransport
{
    private int _calls;

    /// <summary>At which call, from 1; never when null.</summary>
    public int? At { get; private set; }

    /// <summary>The request went out and was answered; else it never left.</summary>
    public bool AfterAnswer { get; private set; }

    public int Calls => _calls;

    /// <summary>Puts itself in front of a session's way to the services.</summary>
    public static DyingTransport Of(ChiaSession session)
    {
        var field = typeof(ChiaClient).GetFields(BindingFlags.Instance | BindingFlags.NonPublic).Single(one => one.FieldType == typeof(ITransport) && one.Name.Contains("services", StringComparison.Ordinal));
        var client = session.Client;
        var dying = new DyingTransport((ITransport)field.GetValue(client)!);
        field.SetValue(client, dying);
        return dying;
    }

    public void Plan(int? at, bool afterAnswer) => (_calls, At, AfterAnswer) = (0, at, afterAnswer);

    public async Task<Answer> SendAsync(Endpoint endpoint, ReadOnlyMemory<byte> arguments, TimeSpan timeout, CancellationToken token)
    {
        var dies = Interlocked.Increment(ref _calls) == At;
        if (dies && !AfterAnswer)
        {
            throw new DeathException();
        }

        var answer = await inner.SendAsync(endpoint, arguments, timeout, token);
        if (dies)
        {
            answer.Dispose();
            throw new DeathException();
        }

        return answer;
    }

    public void Dispose() => inner.Dispose();
}

/// <summary>Nobody catches it.</summary>
internal sealed class DeathException() : Exception("The process was killed here.");
