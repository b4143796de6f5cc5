using Kith.Practice.Network;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Contingency;

/// <summary>Children by how far their contingency plan carries, for teams and the service.</summary>
public sealed class IndexModel(ListContingency list) : KithPage
{
    [BindProperty(SupportsGet = true)]
    public Guid? Team { get; set; }

    [BindProperty(SupportsGet = true)]
    public ContingencyStrength? Strength { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Disabled { get; set; }

    /// <summary>Only children whose plan names someone for whom something has changed.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Changed { get; set; }

    /// <summary>Only children whose contingency plan should have been looked at again.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Late { get; set; }

    /// <summary>Only children whose family's own plan should have been looked at again.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Family { get; set; }

    /// <summary>What is asked to wait; null for everything.</summary>
    public ContingencyWait? Waits =>
        Changed ? ContingencyWait.Changed
        : Late ? ContingencyWait.Late
        : Family ? ContingencyWait.FamilyPlan
        : null;
    public ContingencyPage Answer { get; private set; } = null!;
    public DateOnly Today => Service<Practice.Clock>().Today;

    public async Task OnGet([FromQuery(Name = "page")] int? at) =>
        Answer = await list.List(Team, Strength is { } s && Enum.IsDefined(s) ? s : null, Disabled, at ?? 1, Actor, HttpContext.RequestAborted, Waits);
}
