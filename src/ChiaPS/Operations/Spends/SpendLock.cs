using System.Diagnostics;
using System.Globalization;
using ChiaPS.Configuration;

namespace ChiaPS.Operations;

/// <summary>
/// One process at a time builds and pushes for an installation and key: building reserves no coins. The system lets go of the lock when its process dies.
/// </summary>
internal sealed class SpendLock : IDisposable
{
    /// <summary>How long a spend waits for another one.</summary>
    public static TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(120);

    private readonly FileStream _file;

    private SpendLock(FileStream file) => _file = file;

    /// <exception cref="ChiaException"><c>ChiaSpend.Locked</c>: another process still holds it after the patience; <c>ChiaSpend.Journal</c>: the folder cannot be written.</exception>
    public static async Task<SpendLock> TakeAsync(string folder, TimeSpan patience, CancellationToken token)
    {
        var path = Path.Combine(folder, "lock");
        try
        {
            if (await OwnFiles.HoldAsync(path, patience, token).ConfigureAwait(false) is { } file)
            {
                var held = new SpendLock(file);
                held.Sign(path + ".holder");
                return held;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw SpendJournal.NotUsable(folder, e);
        }

        throw Locked(path, patience);
    }

    public void Dispose() => _file.Dispose();

    // A lock that cannot be signed is given back: this process goes on living.
    private void Sign(string path)
    {
        try
        {
            OwnFiles.Write(path, Holder());
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    private static string Holder() => string.Create(
        CultureInfo.InvariantCulture, $"process {Environment.ProcessId} ({Process.GetCurrentProcess().ProcessName}) of {Environment.UserName} on {Environment.MachineName} since {DateTimeOffset.UtcNow:yyyy-MM-dd HH:mm:ss}Z");

    private static ChiaException Locked(string path, TimeSpan patience)
    {
        var holder = "another process";
        try
        {
            using var reader = OwnFiles.Read(path + ".holder");
            holder = reader.ReadToEnd();
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            // Its name is a help only.
        }

        return new ChiaException(
            "ChiaSpend.Locked",
            string.Create(CultureInfo.InvariantCulture, $"Another spend of this key is under way: {holder} still holds the lock after {patience.TotalSeconds:0} s. Nothing was sent."),
            "Wait for it, or end that process: the lock goes with it.");
    }
}
