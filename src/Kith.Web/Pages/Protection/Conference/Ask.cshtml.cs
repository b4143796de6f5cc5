using Kith.Practice.Access;
using Kith.Practice.Protection;
using Kith.Practice.Protection.Conferencing;
using Kith.Practice.Protection.Meetings;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Protection.Conference;

/// <summary>Asks for an initial or transfer-in conference, or arranges a review, for one or more children.</summary>
public sealed class AskModel(ArrangeConference arrange, ShowMeeting meetings, ShowProtection show, ListChairs chairs) : RecordFormPage
{
    [BindProperty]
    public ConferenceInput Input { get; set; } = new();

    [BindProperty(SupportsGet = true, Name = "kind")]
    public MeetingKind Kind { get; set; } = MeetingKind.InitialConference;

    public IReadOnlyList<ChildChoice> Family { get; private set; } = [];
    public IReadOnlyList<Choice> Chairs { get; private set; } = [];
    public ProtectionCase Case { get; private set; } = null!;
    public string? WhyNot { get; private set; }
    public DateOnly? Limit { get; private set; }
    public DateOnly Today => Service<Practice.Clock>().Today;

    public string NameOf(Guid child) => Family.FirstOrDefault(f => f.Id == child)?.Name ?? "This child";

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await Open(id, MeetingForms.InWords(Kind)) is { } refused)
        {
            return refused;
        }
        var ct = HttpContext.RequestAborted;
        if (
            !Head.IsChild
            || await show.Show(id, ct) is not { } view
            || Kind is not (MeetingKind.InitialConference or MeetingKind.TransferInConference or MeetingKind.ReviewConference)
        )
        {
            return NotFound();
        }
        Case = view.Case;
        WhyNot = Kind switch
        {
            MeetingKind.ReviewConference => ReviewMachine.Machine.Why(new(Case, null), ReviewAct.Arrange)?.Words,
            MeetingKind.TransferInConference => ConferenceMachine.Machine.Why(new(Case, null), ConferenceAct.RequestTransferIn)?.Words,
            _ => ConferenceMachine.Machine.Why(new(Case, null), ConferenceAct.Request)?.Words,
        };
        Limit =
            Kind == MeetingKind.ReviewConference ? (Case.Plan is { } p ? Case.ReviewDueOn(p) : null)
            : Case.EnquiryForConference is { } e ? e.ConferenceTargetOn
            : null;
        Family = await meetings.Family(id, Actor, ct);
        Chairs = Choice.From(await chairs.List(ct), c => c.Id, c => c.Name);
        if (Input.Children.Count == 0)
        {
            Input.Kind = Kind;
            Input.RequestedOn = Today;
            Input.Children = [.. Family.Select(f => new ConferenceChild { PersonId = f.Id, Included = f.Id == id })];
            Input.People =
                Kind == MeetingKind.ReviewConference
                    ? []
                    :
                    [
                        new ParticipantInput { Agency = Agency.Family },
                        new ParticipantInput { Agency = Agency.Police, ReportAsked = true },
                        new ParticipantInput { Agency = Agency.Health, ReportAsked = true },
                        new ParticipantInput { Agency = Agency.Education, ReportAsked = true },
                        new ParticipantInput { Agency = Agency.Advocate },
                    ];
        }
        MeetingForms.Spares(Input.People, p => p.Name is null && p.Agency is null, 2);
        return Page();
    }

    public Task<IActionResult> OnPost(Guid id)
    {
        Guid made = default;
        Input.Kind = Kind;
        return Try(
            async () => made = await arrange.Handle(Input, Actor, ActKey, HttpContext.RequestAborted),
            Kind == MeetingKind.ReviewConference ? "Review conference arranged." : "Conference asked for.",
            () => $"/children/{id}/protection/conference/{made}",
            () => OnGet(id)
        );
    }
}
