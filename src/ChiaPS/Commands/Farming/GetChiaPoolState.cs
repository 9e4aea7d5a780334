using System.Management.Automation;
using System.Net;
using ChiaPS.Completion;
using ChiaPS.Identity;
using ChiaPS.Operations;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>How pooling goes for each plot NFT, as the farmer sees it.</summary>
[Cmdlet(VerbsCommon.Get, "ChiaPoolState")]
[OutputType(typeof(PoolState))]
[Rpc("farmer/get_pool_state")]
[Rpc("farmer/get_pool_login_link")]
public sealed class GetChiaPoolState : ReadCmdlet
{
    /// <summary>Plot NFTs; all that the farmer knows when it is left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Hash(Array = true)]
    [ArgumentCompleter(typeof(LauncherIdCompleter))]
    public string[]? LauncherId { get; set; }

    /// <summary>The link that logs in at the pool's site, too: a secret for some minutes.</summary>
    [Parameter]
    public SwitchParameter IncludeLoginLink { get; set; }

    /// <summary>Give the link as plain text instead of a SecureString.</summary>
    [Parameter]
    public SwitchParameter AsPlainText { get; set; }

    private protected override object? Target => LauncherId is [var only] ? only : LauncherId;

    private protected override async IAsyncEnumerable<object> ReadAsync(Call call)
    {
        if (AsPlainText && !IncludeLoginLink)
        {
            throw new ChiaException("ChiaArgument.Conflict", "-AsPlainText shows what -IncludeLoginLink asks for, which is not given.", "Add -IncludeLoginLink, or leave out -AsPlainText.");
        }

        await foreach (var item in PoolStates.ReadAsync(call, LauncherId).ConfigureAwait(false))
        {
            // The link must be there before what comes next in the pipeline looks at it.
            var link = IncludeLoginLink && item is PoolState { LauncherId: { } id } ? await LinkAsync(call, id).ConfigureAwait(false) : null;
            if (item is PoolState state && link is string text)
            {
                state.LoginLink = AsPlainText ? text : new NetworkCredential("", text).SecurePassword;
            }

            yield return item;
            if (link is Failure)
            {
                yield return link;
            }
        }
    }

    private static Task<object> LinkAsync(Call call, string id) => Call.TryAsync(call.SendAsync(Farmer.GetPoolLoginLink, new(id)), id);
}
