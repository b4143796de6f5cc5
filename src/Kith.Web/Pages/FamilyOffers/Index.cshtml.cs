using Kith.Practice.Network;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.FamilyOffers;

/// <summary>Families by whether family group decision-making was offered, before court and on a plan, for teams and the service.</summary>
public sealed class IndexModel(ListFamilyOffers list) : KithPage
{
    [BindProperty(SupportsGet = true)]
    public Guid? Team { get; set; }

    [BindProperty(SupportsGet = true)]
    public FamilyOffer? Offer { get; set; }

    /// <summary>Only families with whom work before court goes on.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Court { get; set; }
    public FamilyOffersPage Answer { get; private set; } = null!;
    public DateOnly Today => Service<Practice.Clock>().Today;

    public async Task OnGet([FromQuery(Name = "page")] int? at) =>
        Answer = await list.List(Team, Offer is { } o && Enum.IsDefined(o) ? o : null, Court, at ?? 1, Actor, HttpContext.RequestAborted);

    /// <summary>«Nothing offered yet, and no reason written down».</summary>
    public static string Words(FamilyOffer offer) =>
        offer switch
        {
            FamilyOffer.None => "Nothing offered, no reason written down",
            FamilyOffer.Reason => "Not offered, with the reason",
            FamilyOffer.Offered => "Offered",
            _ => "The family met",
        };
}
