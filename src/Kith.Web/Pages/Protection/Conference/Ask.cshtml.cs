using Kith.Practice.Access;
using Kith.Practice.Children;
using Kith.Practice.Protection;
using Kith.Practice.Protection.Conferencing;
using Kith.Practice.Protection.Meetings;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Protection.Conference;

/// <summary>Asks for an initial or transfer-in conference, or arranges a review, for one or more children.</summary>
public sealed class AskModel(ArrangeConference arrange, ChildFamily family, ShowProtection show, ListChairs chairs) : DraftedFormPage<ConferenceInput>
{
    [BindProperty(SupportsGet = true, Name = "kind")]
    public MeetingKind Kind { get; set; } = MeetingKind.InitialConference;

    public IReadOnlyList<ChildChoice> Family { get; private set; } = [];
    public IReadOnlyList<Choice> Chairs { get; private set; } = [];
    public ProtectionCase Case { get; private set; } = null!;
    public string? WhyNot { get; private set; }
    public DateOnly? Limit { get; private set; }

    /// <summary>True when those of the strategy discussion stand on the list that is offered.</summary>
    public bool FromDiscussion { get; private set; }

    /// <summary>The conference that waits already, to be opened instead.</summary>
    public Guid? Waiting => Kind == MeetingKind.ReviewConference ? Case.Review?.TogetherId : Case.Conference?.TogetherId;
    public DateOnly Today => Service<Practice.Clock>().Today;

    public string NameOf(Guid child) => Family.FirstOrDefault(f => f.Id == child)?.Name ?? "This child";

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await Open(id, MeetingForms.InWords(Kind)) is { } refused)
        {
            return refused;
        }
        await TakeUpDraft(DraftName(id), id);
        var ct = HttpContext.RequestAborted;
        if (!Head.IsChild || Kind is not (MeetingKind.InitialConference or MeetingKind.TransferInConference or MeetingKind.ReviewConference))
        {
            return NotFound();
        }
        Family = await family.Of(id, Actor, ct);
        var cases = await show.Cases([.. Family.Select(f => f.Id)], ct);
        if (cases.FirstOrDefault(c => c.PersonId == id) is not { } own)
        {
            return NotFound();
        }
        Case = own;
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
        Chairs = Choice.From(await chairs.List(ct), c => c.Id, c => c.Name);
        if (Input.Children.Count == 0)
        {
            Input.Kind = Kind;
            Input.RequestedOn = Today;
            // Brothers and sisters in the same position: one conference is about all of them unless someone says otherwise.
            var likewise = Family.Count > 1 ? cases.Where(Likewise).Select(c => c.PersonId).ToHashSet() : [];
            Input.Children = [.. Family.Select(f => new ConferenceChild { PersonId = f.Id, Included = f.Id == id || likewise.Contains(f.Id) })];
            Input.People = Kind == MeetingKind.ReviewConference ? [] : Asked(Kind == MeetingKind.InitialConference ? await arrange.WhoTalked(own, ct) : []);
        }
        MeetingForms.Spares(Input.People, p => p.Name is null && p.Agency is null, 2);
        return Page();
    }

    /// <summary>Whom the form offers: those of the strategy discussion, a line for each agency that was not there, and last whoever writes.</summary>
    private List<ParticipantInput> Asked(IReadOnlyList<Participant> talked)
    {
        FromDiscussion = talked.Count > 0;
        Agency[] usual = [Agency.Family, Agency.Police, Agency.Health, Agency.Education, Agency.Advocate];
        List<ParticipantInput> lines =
        [
            .. usual.SelectMany(a => talked.Any(p => p.Agency == a) ? talked.Where(p => p.Agency == a).Select(Line) : [new() { Agency = a, ReportAsked = Reports(a) }]),
            .. talked.Where(p => !usual.Contains(p.Agency)).OrderBy(p => p.Agency == Agency.SocialCare).Select(Line),
        ];
        if (!talked.Any(p => p.Agency == Agency.SocialCare && string.Equals(p.Name, Actor.Name, StringComparison.OrdinalIgnoreCase)))
        {
            lines.Add(new ParticipantInput { Agency = Agency.SocialCare, Name = Actor.Name });
        }
        return lines;

        static bool Reports(Agency agency) => agency is not (Agency.Family or Agency.Advocate or Agency.Legal or Agency.SocialCare);

        static ParticipantInput Line(Participant p) =>
            new()
            {
                Agency = p.Agency,
                Name = p.Name,
                Part = p.Part,
                ReportAsked = Reports(p.Agency),
            };
    }

    private bool Likewise(ProtectionCase c) =>
        Kind switch
        {
            MeetingKind.ReviewConference => ReviewMachine.Machine.Why(new(c, null), ReviewAct.Arrange) is null,
            MeetingKind.InitialConference => ConferenceMachine.Machine.Why(new(c, null), ConferenceAct.Request) is null,
            _ => false,
        };

    private string DraftName(Guid id) => $"ask-for-conference/{Kind}/{id}";

    public Task<IActionResult> OnPost(Guid id)
    {
        Guid made = default;
        Input.Kind = Kind;
        return Try(
            async () =>
            {
                made = await arrange.Handle(Input, Actor, ActKey, HttpContext.RequestAborted);
                await Discard(DraftName(id));
            },
            Kind == MeetingKind.ReviewConference ? "Review conference arranged." : "Conference asked for.",
            () => $"/children/{id}/protection/conference/{made}",
            () => OnGet(id)
        );
    }
}
