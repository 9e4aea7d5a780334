namespace ChiaPS.Rpc;

/// <summary>Wallet endpoints for offers.</summary>
internal static class WalletOffers
{
    /// <summary>Make an offer.</summary>
    public static readonly Endpoint CreateOfferForIds = new(ChiaService.Wallet, "create_offer_for_ids") { Changes = true };

    /// <summary>What an offer gives and asks.</summary>
    public static readonly Endpoint GetOfferSummary = new(ChiaService.Wallet, "get_offer_summary");

    /// <summary>Whether the coins of an offer are still unspent.</summary>
    public static readonly Endpoint CheckOfferValidity = new(ChiaService.Wallet, "check_offer_validity") { Slow = true };

    /// <summary>Accept an offer.</summary>
    public static readonly Endpoint TakeOffer = new(ChiaService.Wallet, "take_offer") { Changes = true, Slow = true };

    /// <summary>One trade record.</summary>
    public static readonly Endpoint GetOffer = new(ChiaService.Wallet, "get_offer");

    /// <summary>Page of trade records.</summary>
    public static readonly Endpoint GetAllOffers = new(ChiaService.Wallet, "get_all_offers");

    /// <summary>Counts of trade records.</summary>
    public static readonly Endpoint GetOffersCount = new(ChiaService.Wallet, "get_offers_count");

    /// <summary>Cancel one own offer.</summary>
    public static readonly Endpoint CancelOffer = new(ChiaService.Wallet, "cancel_offer") { Changes = true };

    /// <summary>Cancel own offers in batches.</summary>
    public static readonly Endpoint CancelOffers = new(ChiaService.Wallet, "cancel_offers") { Changes = true, Slow = true };
}
