using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChiaPS.Embedded;

/// <summary>What becomes of money: what tests give and take, and how what is pushed reaches the chain.</summary>
public sealed partial class NodeState
{
    private int _era;

    /// <summary>Gives a key coins of these amounts in mojos, in wallet 1 or 2, with the next block.</summary>
    public void Mint(uint fingerprint, uint walletId, params ReadOnlySpan<ulong> mojos)
    {
        lock (Gate)
        {
            foreach (var amount in mojos)
            {
                var address = WalletOf(fingerprint).ChangeAddress(reuse: false);
                _minted.Add(new Coin(Wallet.Derive("mint/" + address), walletId == Wallet.Xch ? address : Wallet.Wrap(address), amount));
            }
        }
    }

    /// <summary>Pays from a key, as its owner would at another client; it waits for the next block.</summary>
    public void Pay(uint fingerprint, string puzzleHash, ulong amount, ulong fee = 0)
    {
        lock (Gate)
        {
            var request = JsonSerializer.SerializeToElement(new { fee });
            var wallet = WalletOf(fingerprint);
            Push(wallet, new TransactionBuilder(this, wallet, request).Send(Wallet.Xch, [new Output(Request.Strip0x(puzzleHash), amount, [])]));
        }
    }

    /// <summary>Spends a coin (its three parts) and confirms that, as another client of its owner would.</summary>
    public void Take(JsonElement coin)
    {
        lock (Gate)
        {
            var taken = Coin.Of(JsonNode.Parse(coin.GetRawText())!);
            Mempool.Clear();
            Mempool.Add(new SpendBundle([new CoinSpend(taken, [new Coin(taken.Id, Wallet.Derive("taken/" + taken.Id), taken.Amount)])], Signed: true));
            FarmBlocks(1);
        }
    }

    /// <summary>Takes every coin from a key.</summary>
    public void Empty(uint fingerprint)
    {
        lock (Gate)
        {
            var coins = Chain.Coins.Where(coin => coin.Spent == 0 && WalletOf(fingerprint).WalletOf(coin) is not null).ToList();
            coins.ForEach(coin => Mempool.Add(new SpendBundle([new CoinSpend(coin, [new Coin(coin.Id, Wallet.Derive("taken/" + coin.Id), coin.Amount)])], Signed: true)));
            FarmBlocks(1);
        }
    }

    /// <summary>Forgets everything that is not confirmed, and what was set and counted.</summary>
    public void ClearSpends()
    {
        lock (Gate)
        {
            _era++;
            Spends.Reset();
            Mempool.Clear();
            foreach (var wallet in _wallets.Values)
            {
                wallet.DeleteUnconfirmed(Wallet.Xch);
                wallet.DeleteUnconfirmed(Wallet.Cat);
            }
        }
    }

    /// <summary>How often a puzzle hash was paid an amount on chain.</summary>
    public int CountOf(string puzzleHash, ulong amount)
    {
        lock (Gate)
        {
            var hash = Request.Strip0x(puzzleHash);
            return Chain.Coins.Count(coin => coin.Amount == amount && (coin.PuzzleHash == hash || coin.PuzzleHash == Wallet.Wrap(hash)));
        }
    }

    internal Wallet WalletOf(uint fingerprint)
    {
        if (!_wallets.TryGetValue(fingerprint, out var wallet))
        {
            _wallets[fingerprint] = wallet = new Wallet(fingerprint, Options.Prefix);
        }

        return wallet;
    }

    /// <summary>Keeps records in a wallet and passes their bundle on.</summary>
    internal void Push(Wallet wallet, IReadOnlyList<Transaction> records)
    {
        foreach (var record in records.Select(wallet.Keep).ToList())
        {
            Spends.Count(record.Name);
            record.PushedAt = Stopwatch.GetTimestamp();
            Hear(record);
        }
    }

    /// <summary>Gives a bundle to the full node.</summary>
    internal (int Status, string? Error) PassOn(SpendBundle bundle, bool count = true)
    {
        if (count)
        {
            Spends.Count(bundle.Name);
        }

        var verdict = Spends.Verdict switch
        {
            NodeVerdict.Refused => (Mempool.Failed, Spends.Reason),
            NodeVerdict.Pending => (Mempool.Pending, Spends.Reason),
            _ => Mempool.Add(bundle),
        };
        if (verdict.Item1 == Mempool.Success && Spends.FarmAfter is { } delay)
        {
            _ = FarmLaterAsync(delay, _era);
        }

        return verdict;
    }

    // Not for what was forgotten meanwhile: the block would come to a test that farms none.
    private async Task FarmLaterAsync(TimeSpan delay, int era)
    {
        await Task.Delay(delay).ConfigureAwait(false);
        lock (Gate)
        {
            FarmBlocks(era == _era ? 1 : 0);
        }
    }

    /// <summary>Passes on what did not reach the node yet, where its time has come.</summary>
    internal void Sweep()
    {
        foreach (var record in _wallets.Values.SelectMany(wallet => wallet.Pending).Where(record => record is { Bundle: not null, Verdict: null }).ToList())
        {
            Hear(record);
        }
    }

    private void Hear(Transaction record)
    {
        var late = Spends.Verdict == NodeVerdict.Late && Stopwatch.GetElapsedTime(record.PushedAt) < Spends.Delay;
        if (record is { Bundle: { } bundle, Confirmed: false } && Spends.Verdict != NodeVerdict.Never && !late)
        {
            record.Verdict = PassOn(bundle, count: false);
        }
    }
}
