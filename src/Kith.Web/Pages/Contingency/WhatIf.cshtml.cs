using Kith.Practice.Access;
using Kith.Practice.Network;
using Kith.Practice.Trail;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Contingency;

/// <summary>Who is where if someone is away: for one person, or for the main carer of each child of a team.</summary>
public sealed class WhatIfModel(WhatIf ask) : KithPage
{
    [BindProperty(SupportsGet = true)]
    public Guid? Person { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Team { get; set; }

    [BindProperty(SupportsGet = true)]
    public Horizon Length { get; set; } = Horizon.LongTerm;
    public WhatIfPage Answer { get; private set; } = null!;

    public async Task<IActionResult> OnGet()
    {
        var length = Enum.IsDefined(Length) ? Length : Horizon.LongTerm;
        if (await ask.Show(Person, Team, length, Actor, HttpContext.RequestAborted) is not { } answer)
        {
            return NotFound();
        }
        Answer = answer;
        // What the page says of each child's plan is a read of the child's record.
        var ledger = Service<ReadLedger>();
        await ledger.WriteAll(Actor, "Ask who would step in", answer.Lines.Select(l => new RecordRead(l.Id, "Who steps in")));
        return Page();
    }
}
