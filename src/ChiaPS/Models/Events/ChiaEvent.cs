namespace ChiaPS;

/// <summary>Something that a service told without being asked, or that happened to the stream itself.</summary>
public sealed class ChiaEvent : ChiaObject
{
    /// <summary>When it arrived here, in universal time: events carry no time of their own.</summary>
    public DateTimeOffset Time { get; init; }

    /// <summary>Chia's name of the event in PascalCase, without get_: a wallet's is its state, such as TxUpdate. Gap and Stale are the stream's own.</summary>
    public required string Event { get; init; }

    /// <summary>The service that told it; Daemon for plotting and keyring; null for Gap and Stale.</summary>
    public ChiaService? Service { get; init; }

    /// <summary>The data in one line.</summary>
    public string Summary => Data?.ToString() ?? "";

    /// <summary>What it says, in a type for each event; never null in an event that comes.</summary>
    public ChiaObject? Data { get; init; }

    /// <summary>Service, event and summary.</summary>
    public override string ToString() => Line($"{Service?.ToString() ?? "Stream"} {Event}{(Summary.Length > 0 ? ": " + Summary : "")}");

    internal override void Stamp(Origin origin)
    {
        base.Stamp(origin);
        Data?.Stamp(origin);
    }

    /// <summary>A text as one line that is not too long.</summary>
    internal static string Line(string text)
    {
        text = text.ReplaceLineEndings(" ");
        return text.Length > 190 ? text[..190] + "…" : text;
    }
}

/// <summary>Events were lost.</summary>
public sealed class EventGap : ChiaObject
{
    /// <summary>How many; null when nobody knows, since the connection was gone.</summary>
    public ulong? Lost { get; init; }

    /// <summary>Since when none came.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>Until when.</summary>
    public DateTimeOffset Until { get; init; }

    /// <summary>Why, in words.</summary>
    public string? Reason { get; init; }

    /// <summary>How many and why.</summary>
    public override string ToString() => Lost is { } lost
        ? FormattableString.Invariant($"{lost} events were lost: {Reason}")
        : FormattableString.Invariant($"the events of {(Until - Since).TotalSeconds:0.#} s were lost: {Reason}");
}

/// <summary>Nothing that is watched has come for a while.</summary>
public sealed class EventSilence : ChiaObject
{
    /// <summary>The time of the last event that is watched, or of the beginning.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>How long ago that is.</summary>
    public TimeSpan Silence { get; init; }

    /// <summary>How long.</summary>
    public override string ToString() => FormattableString.Invariant($"nothing for {Silence.TotalSeconds:0} s");
}
