using Kith.Practice.Acts;
using Kith.Practice.Assessments;
using Kith.Practice.Referrals;
using Kith.Standards.CodeSets;
using Kith.Web.Forms;
using Kith.Web.Pages.People.Allocate;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Referrals.Show;

/// <summary>One referral: the record beside the decision, and the next one after it.</summary>
public sealed class IndexModel(ShowReferral show, DecideReferral decide, AnswerReferrer answer, StartAssessment start) : DraftedFormPage<ReferralDecisionInput>
{
    public ReferralPage Referral { get; private set; } = null!;

    [BindProperty]
    public ReferrerAnswerInput Answer { get; set; } = new();

    [BindProperty]
    public StartAssessmentInput Start { get; set; } = new();

    public static IReadOnlyList<Choice> Needs { get; } =
        Choice.From(CodeSets.PrimaryNeed.Entries.Where(e => e.Code != "N9"), e => e.Code, e => CodeSets.PrimaryNeed.Describe(e.Code));

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await Load(id) is { } refused)
        {
            return refused;
        }
        if (!await TakeUpDraft(DraftName(id), Head.Id))
        {
            Input.Children = [.. Referral.Children.Where(c => c.State == ReferralState.AwaitingDecision).Select(c => c.Child.Id)];
            Input.TeamId = Referral.SuggestedTeam;
        }
        Answer.On = Referral.Today;
        Start.Children = [.. Referral.Children.Where(c => c.State is ReferralState.Accepted or ReferralState.Working).Select(c => c.Child.Id)];
        return Page();
    }

    /// <param name="then">«next»: the next referral that waits opens after the decision.</param>
    public async Task<IActionResult> OnPostDecide(Guid id, string? then)
    {
        Guid? next = null;
        return await Try(
            async () =>
            {
                await decide.Handle(id, Input with { Handover = Handing.Teller(Input.Handover, Input.WorkerId) }, EditedVersion, Actor, ActKey, HttpContext.RequestAborted);
                await Discard(DraftName(id));
                next = then == "next" ? await decide.Next(Actor, id, HttpContext.RequestAborted) : null;
            },
            "Decided.",
            () =>
                then == "next"
                    ? next is { } other
                        ? $"/referrals/{other}"
                        : "/contacts"
                    : $"/referrals/{id}",
            () => Again(id)
        );
    }

    public Task<IActionResult> OnPostAnswer(Guid id) =>
        Try(() => answer.Handle(id, Answer, Actor, ActKey, HttpContext.RequestAborted), "Recorded.", () => $"/referrals/{id}", () => Again(id), prefix: nameof(Answer));

    public Task<IActionResult> OnPostStart(Guid id)
    {
        var made = Guid.Empty;
        return Try(
            async () => made = await start.Handle(id, Start, Actor, ActKey, HttpContext.RequestAborted),
            "The assessment has begun.",
            () => $"/assessments/{made}",
            () => Again(id),
            prefix: nameof(Start)
        );
    }

    /// <summary>Who can tell a child of another worker: the one who goes, the one who comes, the manager.</summary>
    public IReadOnlyList<Choice> Tellers => Handing.Tellers(Head.WorkerId, Head.WorkerName, Actor);

    private static string DraftName(Guid id) => $"decide-referral/{id}";

    private async Task<IActionResult> Again(Guid id)
    {
        if (await Load(id) is { } refused)
        {
            return refused;
        }
        await TakeUpDraft(DraftName(id), Head.Id);
        return Page();
    }

    private async Task<IActionResult?> Load(Guid id)
    {
        if (await show.PersonOf(id, HttpContext.RequestAborted) is not { } person)
        {
            return NotFound();
        }
        if (await Open(person, "Referral") is { } refused)
        {
            return refused;
        }
        Referral = (await show.Show(id, Actor, HttpContext.RequestAborted))!;
        return null;
    }
}
