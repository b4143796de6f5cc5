using Kith.Practice.Inspection.Readiness;
using Kith.Practice.Inspection.Rooms;
using Kith.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Inspections;

/// <summary>How ready the service is to be inspected, on any day of the year; or by the areas of one inspection.</summary>
public sealed class ReadinessModel(ShowReadiness show, ShowRoom room, PageDoors doors) : KithPage
{
    public ReadinessView View { get; private set; } = null!;

    /// <summary>The day of which it is asked; null for today.</summary>
    [BindProperty(SupportsGet = true)]
    public DateOnly? On { get; set; }

    /// <summary>The day that was asked for and cannot be shown: it is still to come, too long ago, or no day.</summary>
    public bool NotThatDay { get; private set; }
    public DateOnly Earliest => show.Earliest;

    /// <summary>The head of the room, where the page is one of a room's.</summary>
    public RoomHead? Head { get; private set; }

    public async Task<IActionResult> OnGet(Guid? id)
    {
        if (id is { } inspection)
        {
            Head = await room.Head(inspection, Actor, HttpContext.RequestAborted);
            if (Head is null)
            {
                return NotFound();
            }
        }
        View = await show.Show(Head?.Edition, On, Actor, HttpContext.RequestAborted);
        NotThatDay = !ModelState.IsValid || (On is { } asked && asked != View.Day);
        return Page();
    }

    /// <summary>Where the measure behind a line is seen as it was on the day.</summary>
    public string Behind(Kith.Standards.Measures.MeasureDefinition measure) => $"/quality/{measure.Id}?on={View.Day:yyyy-MM-dd}&met=false";

    /// <summary>Pages that can be asked for a past day.</summary>
    public bool HasDay(string address) => address.StartsWith("/quality/", StringComparison.Ordinal) && address != "/quality/assurance" || address == "/oversight/fairness";

    /// <summary>Whether the viewer may open what is behind a line.</summary>
    public bool Leads(string address) => doors.Opens(Actor, address);

    /// <summary>Whether children are counted.</summary>
    public bool OfChildren(ReadinessAsk ask) => ask.Count is ReadinessCount.Check or ReadinessCount.Late or ReadinessCount.DisabledOversight;

    /// <summary>Whether it is so or not, and no number.</summary>
    public bool IsYes(ReadinessAsk ask) => ask.Count is ReadinessCount.SelfEvaluationOld or ReadinessCount.AnnexAOld;
}
