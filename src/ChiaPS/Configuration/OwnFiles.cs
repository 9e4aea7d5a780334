using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;

namespace ChiaPS.Configuration;

/// <summary>Files that must be whole and on disk when a call returns, for their owner alone.</summary>
internal static class OwnFiles
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode NoExecute = ~(UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute | UnixFileMode.SetGroup | UnixFileMode.SetUser | UnixFileMode.StickyBit);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Makes a folder with its parents; new ones are the owner's alone, on Windows as far as the folder above is.</summary>
    public static void MakeFolder(string folder)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        MakeFolder(Path.GetDirectoryName(folder)!);
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder); // inherits: the user's application data are the user's alone, and a folder that CHIAPS_HOME names is as its parent is
        }
        else
        {
            Directory.CreateDirectory(folder, Owner);
        }
    }

    /// <summary>Writes beside and moves over, so that there is never half a file; flushed to the disk, its place in the folder too.</summary>
    public static void Write(string path, string text)
    {
        var folder = Path.GetDirectoryName(path)!;
        var beside = Path.Combine(folder, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}");
        try
        {
            using (var file = new FileStream(beside, Options(folder, FileMode.CreateNew, FileShare.None)))
            {
                file.Write(Encoding.UTF8.GetBytes(text));
                file.Flush(flushToDisk: true);
            }

            Patiently(() =>
            {
                File.Move(beside, path, overwrite: true);
                return true;
            });
        }
        catch
        {
            File.Delete(beside);
            throw;
        }

        if (OperatingSystem.IsWindows())
        {
            FlushName(path);
        }
        else
        {
            FlushFolder(folder);
        }
    }

    /// <summary>A file goes, also one that another process has open for a moment.</summary>
    public static void Delete(string path) => Patiently(() =>
    {
        File.Delete(path);
        return true;
    });

    /// <summary>Opens a file for reading without being in the way of who replaces it.</summary>
    public static StreamReader Read(string path) => Patiently(() => new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete)));

    /// <summary>A file as a lock, which the system lets go of when the process dies; null when another still has it after the patience.</summary>
    public static async Task<FileStream?> HoldAsync(string path, TimeSpan patience, CancellationToken token)
    {
        var started = Stopwatch.GetTimestamp();
        var folder = Path.GetDirectoryName(path)!;
        while (true)
        {
            MakeFolder(folder);
            try
            {
                return new FileStream(path, Options(folder, FileMode.OpenOrCreate, FileShare.None));
            }
            catch (IOException e) when (IsHeld(e))
            {
                if (Stopwatch.GetElapsedTime(started) >= patience)
                {
                    return null;
                }
            }

            await Task.Delay(Pause, token).ConfigureAwait(false);
        }
    }

    /// <summary>New files have the rights of their folder: whoever shares the folder shares what is in it.</summary>
    private static FileStreamOptions Options(string folder, FileMode mode, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = File.GetUnixFileMode(folder) & NoExecute;
        }

        return options;
    }

    // Windows: sharing violation; elsewhere: the advisory lock of another open file.
    private static bool IsHeld(IOException e) =>
        e.GetType() == typeof(IOException) && (OperatingSystem.IsWindows() ? (e.HResult & 0xffff) == 32 : e.HResult is 11 or 35);

    // Windows neither replaces nor opens a file in the moment in which another process, such as a virus scanner, has its hands on it.
    private static T Patiently<T>(Func<T> work)
    {
        for (var left = OperatingSystem.IsWindows() ? 40 : 0; ; left--)
        {
            try
            {
                return work();
            }
            catch (Exception e) when (left > 0 && (e is UnauthorizedAccessException || (e is IOException held && IsHeld(held))))
            {
                Thread.Sleep(Pause);
            }
        }
    }

    // The same on Windows, where a folder cannot be flushed: flushing a file puts what the file system noted about it on disk, its new name too.
    private static void FlushName(string path)
    {
        try
        {
            using var file = Patiently(() => new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete));
            file.Flush(flushToDisk: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is written, and whole.
        }
    }

    // A file that was moved is in its folder for good only when the folder itself is on disk.
    [UnsupportedOSPlatform("windows")]
    private static void FlushFolder(string folder)
    {
        var handle = open(folder, 0);
        if (handle >= 0)
        {
            _ = fsync(handle);
            _ = close(handle);
        }
    }

#pragma warning disable IDE1006, SA1300 // names of the C library
    [DllImport("libc", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int fsync(int handle);

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int close(int handle);
#pragma warning restore IDE1006, SA1300
}
