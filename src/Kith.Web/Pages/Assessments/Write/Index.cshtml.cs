using Kith.Practice.Acts;
using Kith.Practice.Approvals;
using Kith.Practice.Assessments;
using Kith.Practice.Casework;
using Kith.Web.Documents;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Assessments.Write;

/// <summary>
/// One assessment: read, written, sent, decided on and corrected on one page, because that is how it is worked with.
/// What may be done is what the machine permits.
/// </summary>
public sealed class IndexModel(
    ShowAssessment show,
    WriteAssessment write,
    SendAssessment send,
    ReviewAssessment review,
    AmendAssessment amend,
    DecideApproval decide,
    PaperFiles files
) : DraftedFormPage<AssessmentInput>
{
    public AssessmentPage Shown { get; private set; } = null!;

    [BindProperty]
    public SendAssessmentInput Sending { get; set; } = new();

    [BindProperty]
    public AmendAssessmentInput Amending { get; set; } = new();

    [BindProperty]
    public DecisionInput Decision { get; set; } = new();

    [BindProperty]
    public ReviewInput Review { get; set; } = new();

    /// <summary>What the manager says at the review point.</summary>
    public sealed record ReviewInput
    {
        public string? Note { get; set; }
    }

    /// <summary>True when the actor may decide on what was sent.</summary>
    public bool MayDecide =>
        Shown.State == AssessmentState.Sent && Shown.Asked is { IsOpen: true } asked && Actor.May(Practice.Access.Permission.Decide) && asked.WhyNot(Actor) is null;

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await Load(id) is { } refused)
        {
            return refused;
        }
        if (!Shown.MayWrite || !await TakeUpDraft(FormOf(id), Head.Id))
        {
            Input = Stored();
            if (Shown.MayWrite && Input.ChildSeen is null && Shown.SeenAtVisitOn is { } seen)
            {
                // Written down once, at the visit: here it stands to be confirmed.
                (Input.ChildSeen, Input.SeenOn) = (true, seen);
            }
            Input.Own = await Service<Kith.Practice.Questions.AskQuestions>().Stored(Head.Id, id, HttpContext.RequestAborted);
        }
        return Page();
    }

    public Task<IActionResult> OnGetWord(Guid id) => Give(id, PaperKind.Word);

    public Task<IActionResult> OnGetPdf(Guid id) => Give(id, PaperKind.Pdf);

    /// <summary>The assessment as a document; one that is not authorised says so below its title.</summary>
    private async Task<IActionResult> Give(Guid id, PaperKind kind)
    {
        if (await Load(id) is { } refused)
        {
            return refused;
        }
        var paper = await show.Paper(id, HttpContext.RequestAborted);
        return paper is null ? NotFound() : await files.Give(Actor, [Head.Id], paper, paper.Title, kind, HttpContext.RequestAborted);
    }

    /// <param name="then">«send»: to the manager; otherwise it is kept, and the writer goes on.</param>
    public async Task<IActionResult> OnPost(Guid id, string? then)
    {
        if (await Load(id) is { } refused)
        {
            return refused;
        }
        await TakeUpDraft(FormOf(id), Head.Id);
        var key = ActKey;
        return await Try(
            async () =>
            {
                await write.Handle(id, Input, EditedVersion, Actor, key, HttpContext.RequestAborted);
                await DraftDone();
                GoOn();
                if (then == "send")
                {
                    await send.Handle(id, Sending, null, Actor, null, HttpContext.RequestAborted);
                }
            },
            then == "send" ? "Sent for authorisation." : "Saved.",
            () => $"/assessments/{id}",
            () => Again(id),
            () => Both(id)
        );
    }

    public Task<IActionResult> OnPostDecide(Guid id) =>
        Do(id, () => decide.Handle(Shown.Asked!.Id, Decision, Shown.Asked.Version, Actor, ActKey, HttpContext.RequestAborted), nameof(Decision));

    public Task<IActionResult> OnPostReview(Guid id) => Do(id, () => review.Handle(id, Review.Note, EditedVersion, Actor, ActKey, HttpContext.RequestAborted), nameof(Review));

    public Task<IActionResult> OnPostAmend(Guid id) => Do(id, () => amend.Handle(id, Amending, EditedVersion, Actor, ActKey, HttpContext.RequestAborted), nameof(Amending));

    private async Task<IActionResult> Do(Guid id, Func<Task> act, string prefix)
    {
        if (await Load(id) is { } refused)
        {
            return refused;
        }
        Input = Stored();
        if (prefix == nameof(Decision) && Shown.Asked is null)
        {
            return NotFound();
        }
        return await Try(act, "Recorded.", () => $"/assessments/{id}", () => Again(id), prefix: prefix);
    }

    /// <summary>
    /// What was written is kept, whatever becomes of the sending: the form goes on from there with a key of its own, or
    /// what is written next would be taken for the same form sent twice.
    /// </summary>
    private void GoOn()
    {
        foreach (var name in new[] { "act", "version", DraftFields.Version })
        {
            ModelState.Remove(name);
        }
        written = true;
    }

    private bool written;

    private static string FormOf(Guid id) => $"assessment/{id}";

    private async Task<IActionResult> Again(Guid id)
    {
        var refused = await Load(id);
        if (refused is null && written)
        {
            Input.Seen = Shown.Seen;
            Input.ReviewSeen = Shown.Assessment.InternalReviewOn is not null;
        }
        return refused ?? Page();
    }

    private async Task<IActionResult?> Load(Guid id)
    {
        if (await show.PersonOf(id, HttpContext.RequestAborted) is not { } person)
        {
            return NotFound();
        }
        if (await Open(person, "Assessment") is { } refused)
        {
            return refused;
        }
        Shown = (await show.Show(id, Actor, HttpContext.RequestAborted))!;
        return null;
    }

    /// <summary>What is recorded, as the form holds it.</summary>
    private AssessmentInput Stored()
    {
        var a = Shown.Assessment;
        return new AssessmentInput
        {
            Family = Shown.Sections.Where(s => s.Section.Scope == SectionScope.Family).ToDictionary(s => s.Section.Key, s => (string?)s.Text),
            Child = Shown.Sections.Where(s => s.Section.Scope == SectionScope.Child).ToDictionary(s => s.Section.Key, s => (string?)s.Text),
            Seen = Shown.Seen,
            ReviewSeen = a.InternalReviewOn is not null,
            ChildSeen = a.ChildSeen,
            SeenOn = a.SeenOn,
            NotSeenReason = a.NotSeenReason,
            Danger = a.Danger,
            Safety = a.Safety,
            ScaleWorker = a.ScaleWorker,
            ScaleFamily = a.ScaleFamily,
            ScaleChild = a.ScaleChild,
            Factors = [.. a.Factors.Select(f => f.Code)],
            Conclusion = a.Conclusion,
            ConclusionReason = a.ConclusionReason,
            LateReason = a.LateReason,
        };
    }

    /// <summary>Someone else wrote at the same time: both versions of every section that differs.</summary>
    private async Task<SecondEditor?> Both(Guid id)
    {
        if (await Load(id) is not null || !Shown.MayWrite)
        {
            return null;
        }
        var stored = Stored();
        var differing = new List<EditedField>();
        var same = new List<(string, string)> { ("Input.Seen", Shown.Seen) };
        foreach (var s in Shown.Sections)
        {
            var family = s.Section.Scope == SectionScope.Family;
            var name = $"Input.{(family ? "Family" : "Child")}[{s.Section.Key}]";
            var mine = ((family ? Input.Family : Input.Child).GetValueOrDefault(s.Section.Key) ?? "").Replace("\r\n", "\n", StringComparison.Ordinal).Trim();
            if (mine == s.Text)
            {
                same.Add((name, mine));
            }
            else
            {
                differing.Add(new EditedField(name, s.Section.Title, s.Text, s.Text.Length == 0 ? "empty" : s.Text, mine, mine.Length == 0 ? "empty" : mine));
            }
        }
        foreach (var field in SecondEditor.Between("", Small(stored), Small(Input), Shown.Assessment.Version, "").Differing)
        {
            differing.Add(field);
        }
        foreach (var field in SecondEditor.Between("", Small(stored), Small(Input), Shown.Assessment.Version, "").Same)
        {
            same.Add(field);
        }
        same.AddRange((Input.Own ?? []).Select(o => ($"Input.Own[{o.Key}]", o.Value ?? "")));
        same.AddRange(Input.Factors.Select(f => ("Input.Factors", f)));
        same.AddRange(Input.StillTrue.Select(s => ("Input.StillTrue", s)));
        return new SecondEditor("this assessment", Shown.Assessment.Version, differing, same, $"/assessments/{id}");

        static Short Small(AssessmentInput i) =>
            new()
            {
                ChildSeen = i.ChildSeen,
                SeenOn = i.SeenOn,
                NotSeenReason = i.NotSeenReason,
                Danger = i.Danger,
                Safety = i.Safety,
                ScaleWorker = i.ScaleWorker,
                ScaleFamily = i.ScaleFamily,
                ScaleChild = i.ScaleChild,
                Conclusion = i.Conclusion?.ToString(),
                ConclusionReason = i.ConclusionReason,
                LateReason = i.LateReason,
            };
    }

    /// <summary>The short fields of the form, to be compared one by one.</summary>
    private sealed record Short
    {
        public bool? ChildSeen { get; set; }
        public DateOnly? SeenOn { get; set; }
        public string? NotSeenReason { get; set; }
        public string? Danger { get; set; }
        public string? Safety { get; set; }
        public int? ScaleWorker { get; set; }
        public int? ScaleFamily { get; set; }
        public int? ScaleChild { get; set; }
        public string? Conclusion { get; set; }
        public string? ConclusionReason { get; set; }
        public string? LateReason { get; set; }
    }
}
