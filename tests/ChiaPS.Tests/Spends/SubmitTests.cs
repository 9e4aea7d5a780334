using System.Management.Automation;
using System.Text.Json;
using ChiaPS.Embedded;
using ChiaPS.Tests.Embedded;
using ChiaPS.Tests.Hosting;
using ChiaPS.Values;
using Xunit;

namespace ChiaPS.Tests.Spends;

/// <summary>What was built is sent later, from wherever it comes back.</summary>
public sealed class SubmitTests(SharedNode shared) : SpendTests(shared)
{
    private readonly (string PuzzleHash, string Address) _to = Someone();

    public static TheoryData<string> Forms => ["live", "clixml", "json", "json text", "json array", "records", "record object", "hashtable"];

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_result_lives_through_a_file_a_job_and_JSON(string form)
    {
        using var shell = Purse();
        var built = shell.Run($"Send-ChiaTransaction {_to.Address} 1.5 -NoPush -Reference r1").Single<SpendResult>();
        var submitted = shell.Run("$built | Submit-ChiaTransaction -Confirm:$false", With("built", As(built, form))).Single<SpendResult>();

        Assert.Equal((SpendStatus.InMempool, built.TransactionId, 1_500_000_000_000ul, _to.Address), (submitted.Status, submitted.TransactionId, submitted.AmountMojo, submitted.Address));
        Assert.True(Same(built.TransactionJson, Bodies("push_transactions")[0].GetProperty("transactions")));
        if (form is not ("records" or "record object"))
        {
            Assert.Equal("r1", submitted.Reference);
            Assert.Equal("r1", Assert.Single(Entries()).Rows[0].Reference);
        }

        Node.State.FarmBlocks(1);
        Assert.Equal(1, Node.State.CountOf(_to.PuzzleHash, 1_500_000_000_000));
    }

    [Fact]
    public void Rows_of_one_bundle_are_sent_once_and_come_back_each()
    {
        using var shell = Purse("Yes");
        var built = shell.Run("$rows | Send-ChiaTransaction -NoPush", With("rows", new[] { Pay(_to.Address, "0.1", "a"), Pay(Someone().Address, "0.2", "b"), Pay(Someone().Address, "0.3") })).All<SpendResult>();
        var sent = shell.Run("$built | Submit-ChiaTransaction", With("built", built)).All<SpendResult>();
        Assert.Equal(["a", "b", null], sent.Select(one => one.Reference));
        Assert.Single(Bodies("push_transactions"));
        Assert.Contains("Submit 0x", Assert.Single(shell.Host.Prompts), StringComparison.Ordinal);
        Assert.Contains("0.1 TXCH (100000000000 mojos) to ", shell.Host.Prompts[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-WhatIf")]
    [InlineData("")]
    public void Nothing_is_sent_without_a_yes(string with)
    {
        using var shell = Purse("No");
        var built = shell.Run($"Send-ChiaTransaction {_to.Address} 1.5 -NoPush").Single<SpendResult>();
        Assert.Empty(shell.Run($"$built | Submit-ChiaTransaction {with}", With("built", built)).Clean().Output);
        AssertNothingSent();
    }

    [Theory]
    [InlineData("live")]
    [InlineData("records")] // which do not say whose they are
    public void What_another_key_built_is_not_sent(string form)
    {
        using var shell = Purse();
        var built = shell.Run($"Send-ChiaTransaction {_to.Address} 1.5 -NoPush").Single<SpendResult>();
        Node.State.LoggedIn = Second;
        Assert.Equal("ChiaWallet.WrongKey", Assert.Single(shell.Run("$built | Submit-ChiaTransaction -Confirm:$false", With("built", As(built, form))).Errors).Id());
        AssertNothingSent();
    }

    [Fact]
    public void The_same_bundle_twice_is_sent_once()
    {
        using var shell = Purse();
        var built = shell.Run($"Send-ChiaTransaction {_to.Address} 1.5 -NoPush").Single<SpendResult>();
        for (var i = 0; i < 2; i++)
        {
            shell.Run("$built | Submit-ChiaTransaction -Confirm:$false", With("built", built)).Single<SpendResult>();
        }

        Assert.Single(Bodies("push_transactions"));
        Node.State.FarmBlocks(1);
        var third = shell.Run("$built | Submit-ChiaTransaction -Confirm:$false", With("built", built));
        Assert.Equal(SpendStatus.Confirmed, third.Single<SpendResult>().Status);
        Assert.Contains("is confirmed already: it is not sent again", Assert.Single(third.Warnings), StringComparison.Ordinal);
        Assert.Single(Bodies("push_transactions"));
    }

    [Fact]
    public void Two_bundles_for_one_reference_pay_once()
    {
        using var shell = Purse();
        var first = shell.Run($"Send-ChiaTransaction {_to.Address} 1.5 -NoPush -Reference r1").Single<SpendResult>();
        shell.Run($"Send-ChiaTransaction {_to.Address} 1.5 -Reference r1 -Confirm:$false -Option @{{ MinCoinAmount = '1000xch' }}").Single<SpendResult>();
        Assert.Equal("ChiaSpend.ReferenceConflict", Assert.Single(shell.Run("$built | Submit-ChiaTransaction -Confirm:$false", With("built", first)).Errors).Id());
        Assert.Single(Bodies("push_transactions"));
    }

    [Fact]
    public void A_bundle_whose_coin_another_spend_took_is_refused_before_it_is_sent()
    {
        using var shell = Purse();
        var built = shell.Run($"Send-ChiaTransaction {_to.Address} 1.5 -NoPush").Single<SpendResult>();
        Node.State.Take(JsonDocument.Parse(built.TransactionJson!).RootElement[0].GetProperty("removals")[0]);
        var error = Assert.Single(shell.Run("$built | Submit-ChiaTransaction -Confirm:$false", With("built", built)).Errors);
        Assert.Equal("ChiaSpend.Refused", error.Id());
        Assert.Contains("spent by another transaction", error.ToString(), StringComparison.Ordinal);
        AssertNothingSent();
    }

    [Fact]
    public void A_cat_with_its_fee_is_sent_whole()
    {
        using var shell = Purse();
        var built = shell.Run($"Send-ChiaTransaction {_to.Address} 2.5 -WalletId 2 -Fee 0.0001 -NoPush").Single<SpendResult>();
        shell.Run("$built | Submit-ChiaTransaction -Confirm:$false", With("built", As(built, "clixml"))).Single<SpendResult>();
        Assert.Equal(2, Bodies("push_transactions")[0].GetProperty("transactions").GetArrayLength());
        Node.State.FarmBlocks(1);
        Assert.Equal(1, Node.State.CountOf(_to.PuzzleHash, 2500));
    }

    [Theory]
    [InlineData("", "full_node", SpendStatus.InMempool)]
    [InlineData("-Service Wallet", "wallet", SpendStatus.Pending)]
    public void A_bare_bundle_goes_to_the_node_or_the_wallet(string with, string service, SpendStatus status)
    {
        using var shell = Purse();
        var built = shell.Run($"Send-ChiaTransaction {_to.Address} 1.5 -NoPush").Single<SpendResult>();
        var bundle = JsonDocument.Parse(built.TransactionJson!).RootElement[0].GetProperty("spend_bundle").GetRawText();
        var result = shell.Run($"$bundle | Submit-ChiaTransaction -Confirm:$false {with}", With("bundle", bundle));
        Assert.Equal((status, built.SpendBundleId), (result.Single<SpendResult>().Status, result.Single<SpendResult>().SpendBundleId));
        Assert.Equal(service == "wallet" ? 1 : 0, result.Warnings.Count);
        Assert.Single(Node.Requests.Of(service, "push_tx"));
        Node.State.FarmBlocks(1);
        Assert.Equal(1, Node.State.CountOf(_to.PuzzleHash, 1_500_000_000_000));
    }

    [Theory]
    [InlineData("", "full_node")]
    [InlineData("-Service Wallet", "wallet")]
    public async Task A_bare_bundle_whose_answer_is_lost_keeps_its_id(string with, string service)
    {
        using var shell = Purse();
        var built = shell.Run($"Send-ChiaTransaction {_to.Address} 1.5 -NoPush").Single<SpendResult>();
        var bundle = JsonDocument.Parse(built.TransactionJson!).RootElement[0].GetProperty("spend_bundle").GetRawText();
        await Node.Faults.AddAsync(new Fault { Kind = FaultKind.ResetAtByte, Bytes = 0, Service = service, Route = "push_tx", Count = 1 });
        var result = Try(shell, $"$bundle | Submit-ChiaTransaction -Confirm:$false {with}", With("bundle", bundle));
        var lost = Assert.Single(Results(result));
        Assert.Equal((SpendStatus.Unknown, built.SpendBundleId), (lost.Status, lost.SpendBundleId));
        Assert.StartsWith("ChiaConnection.", Assert.Single(result.Errors.Append(result.Ended).OfType<ErrorRecord>()).Id(), StringComparison.Ordinal);
        Assert.Single(Node.Requests.Of(service, "push_tx"));
    }

    [Fact]
    public void A_bare_bundle_that_the_node_refuses_is_an_error()
    {
        using var shell = Purse();
        var built = shell.Run($"Send-ChiaTransaction {_to.Address} 1.5 -NoPush -Option @{{ Unsigned = $true }}").Single<SpendResult>();
        Assert.Equal("ChiaSpend.Unsigned", Assert.Single(shell.Run("$built | Submit-ChiaTransaction -Confirm:$false", With("built", built)).Errors).Id());
        var bundle = JsonDocument.Parse(built.TransactionJson!).RootElement[0].GetProperty("spend_bundle").GetRawText();
        var error = Assert.Single(shell.Run("$bundle | Submit-ChiaTransaction -Confirm:$false", With("bundle", bundle)).Errors);
        Assert.Contains("BAD_AGGREGATE_SIGNATURE", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_signed_transaction_goes_by_its_own_route()
    {
        var recorded = Hosting.Recorded.Of("wallet", "submit_transactions").First(one => one.Case == "default");
        var signed = recorded.Request.GetProperty("signed_transactions")[0].GetRawText();
        var result = Purse().Run("$signed | Submit-ChiaTransaction -Confirm:$false", With("signed", signed)).Single<SpendResult>();
        Assert.Equal(recorded.Response.GetProperty("mempool_ids")[0].GetString(), result.SpendBundleId);
        Assert.Single(Node.Requests.Of("wallet", "submit_transactions"));
    }

    [Theory]
    [InlineData("'no json'")]
    [InlineData("5")]
    [InlineData("'{}'")]
    [InlineData("'[]'")]
    [InlineData("@{}")]
    [InlineData("(Get-Command Get-Help)")]
    [InlineData("[pscustomobject]@{ TransactionJson = '[]' }")]
    [InlineData("[pscustomobject]@{ TransactionJson = '[{\"name\": \"0x12\"}]' }")]
    public void Anything_else_is_said_to_be_none(string input)
    {
        Assert.Equal("ChiaArgument.Transaction", Assert.Single(Purse().Run($"{input} | Submit-ChiaTransaction -Confirm:$false").Errors).Id());
        AssertNothingSent();
    }

    // Every bundle that a real wallet built is named after what ChiaPS computes. The fixtures have their puzzles cut short.
    [Fact]
    public void Ids_are_those_of_the_node()
    {
        string[] routes = ["send_transaction", "send_transaction_multi", "cat_spend", "create_signed_transaction", "split_coins", "combine_coins", "spend_clawback_coins"];
        var records = Hosting.Recorded.Need().Where(one => one.Service == "wallet" && routes.Contains(one.Route) && one.Succeeded)
            .SelectMany(one => one.Response.GetProperty("transactions").EnumerateArray()).Where(record => record.GetProperty("spend_bundle").ValueKind == JsonValueKind.Object)
            .Where(record => record.GetProperty("spend_bundle").GetProperty("coin_spends").EnumerateArray().All(spend => spend.GetProperty("puzzle_reveal").GetString()!.Length > 200)).ToList();
        Assert.SkipWhen(records.Count == 0, "CHIAPS_RECORDINGS names no folder with recordings of a real Chia");
        Assert.All(records, record => Assert.Equal(record.GetProperty("name").GetString(), BundleIds.Compute(record.GetProperty("spend_bundle"))));
    }

    private static object As(SpendResult built, string form)
    {
        var json = JsonSerializer.Serialize(new
        {
            built.Reference, built.TransactionId, built.TransactionIds, built.WalletId, built.Address, built.Amount, built.AmountMojo, built.Unit, built.Fee, built.FeeMojo, built.Fingerprint, built.AssetId,
            Status = (int)built.Status, built.TransactionJson,
        });
        return form switch
        {
            "clixml" => PSSerializer.Deserialize(PSSerializer.Serialize(built)),
            "json" => Object(JsonDocument.Parse(json).RootElement),
            "json text" => json,
            "json array" => $"[{json}]",
            "records" => built.TransactionJson!,
            "record object" => Object(JsonDocument.Parse(built.TransactionJson!).RootElement[0]),
            "hashtable" => new System.Collections.Hashtable(JsonDocument.Parse(json).RootElement.EnumerateObject().ToDictionary(one => one.Name, one => Object(one.Value))),
            _ => built,
        };
    }

    // As ConvertFrom-Json makes it.
    private static object Object(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var made = new PSObject();
                foreach (var property in element.EnumerateObject())
                {
                    made.Properties.Add(new PSNoteProperty(property.Name, Object(property.Value)));
                }

                return made;
            case JsonValueKind.Array:
                return element.EnumerateArray().Select(Object).ToArray();
            case JsonValueKind.String:
                return element.GetString()!;
            case JsonValueKind.Number:
                return element.TryGetInt64(out var number) ? number : element.TryGetDecimal(out var exact) ? exact : element.GetDouble();
            case JsonValueKind.Null:
                return null!;
            default:
                return element.GetBoolean();
        }
    }
}
