using System.Management.Automation;
using Xunit;

namespace ChiaPS.Tests.Hosting;

/// <summary>Scripts that fail: whether an error ends the cmdlet shows only where a script catches it.</summary>
internal static class Failing
{
    /// <summary>The error that ended the script, which had no others.</summary>
    public static ErrorRecord Ends(this Shell shell, string script)
    {
        var result = shell.Run($"try {{ {script} }} catch {{ $_ }}");
        Assert.Empty(result.Errors.Select(error => error.ToString()));
        return Assert.Single(result.Output.Select(item => item.BaseObject).OfType<ErrorRecord>());
    }

    /// <summary>The only error of a script that went on after it.</summary>
    public static ErrorRecord Errs(this Shell shell, string script)
    {
        var result = shell.Run($"try {{ {script} }} catch {{ $_ }}");
        Assert.Empty(result.Output.Select(item => item.BaseObject).OfType<ErrorRecord>().Select(error => $"ended: {error}"));
        return Assert.Single(result.Errors);
    }

    /// <summary>The stable id, without the name of the cmdlet.</summary>
    public static string Id(this ErrorRecord error) => error.FullyQualifiedErrorId.Split(',')[0];
}
