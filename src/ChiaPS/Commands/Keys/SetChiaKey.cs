using System.Globalization;
using System.Management.Automation;
using ChiaPS.Completion;
using ChiaPS.Identity;
using ChiaPS.Operations;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>Gives a key a label, or takes it away.</summary>
[Cmdlet(VerbsCommon.Set, "ChiaKey", SupportsShouldProcess = true, DefaultParameterSetName = "Label")]
[OutputType(typeof(Key))]
[Rpc("daemon/set_label")]
[Rpc("daemon/delete_label")]
[Rpc("daemon/get_public_keys")]
public sealed class SetChiaKey : OneSessionCmdlet
{
    /// <summary>The key.</summary>
    [Parameter(ParameterSetName = "Label", Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = "Clear", Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [WholeNumber]
    [ArgumentCompleter(typeof(FingerprintCompleter))]
    public uint Fingerprint { get; set; }

    /// <summary>The new label.</summary>
    [Parameter(ParameterSetName = "Label", Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Label { get; set; } = "";

    /// <summary>Take its label away.</summary>
    [Parameter(ParameterSetName = "Clear", Mandatory = true)]
    public SwitchParameter ClearLabel { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Attempt(Fingerprint, () =>
    {
        var call = Open();
        var keys = Wait(KeyReader.ListAsync(call));
        var key = KeyringGuard.Find(call, keys, Fingerprint);
        var (now, wanted) = (key.Label, ClearLabel ? null : Label.Trim());
        if (wanted is not null && keys.Find(other => other.Label == wanted && other.Fingerprint != Fingerprint) is { } owner)
        {
            throw new ChiaException("ChiaArgument.Label", $"Key {owner} has the label '{wanted}' already.", "Labels are unique: choose another.");
        }

        // The daemon refuses a label that is there already, and to take away none.
        if (now == wanted)
        {
            WriteObject(key);
        }
        else if (ShouldProcess(
            string.Create(CultureInfo.InvariantCulture, $"key {Fingerprint} of session '{call.Session.Name}'"),
            wanted is null ? $"Take the label '{now}' away" : $"Set the label '{wanted}'{(now is null ? "" : $" in place of '{now}'")}"))
        {
            Wait(wanted is null ? call.SendAsync(Daemon.DeleteLabel, new(Fingerprint)) : call.SendAsync(Daemon.SetLabel, new(Fingerprint, wanted)));
            WriteObject(KeyringGuard.Find(call, Wait(KeyReader.ListAsync(call)), Fingerprint));
        }
    }, mayEnd: !SessionIsPiped);
}
