using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Audits.Themes;
using Kith.Practice.Children.Show;
using Kith.Practice.Improvement;
using Kith.Practice.Improvement.Plan;
using Kith.Practice.Improvement.Recommendations;
using Kith.Standards.Calendar;
using Kith.Web.Forms;
using Kith.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Recommendations;

/// <summary>One recommendation: where it stands on the ladder, everything that was said, and the step that this person may take.</summary>
[RequestSizeLimit(PlanFiles.MostBytes + 1_000_000)]
public sealed class ShowModel(ShowRecommendation show, KeepRecommendations keep, KeepPlan plan, ChooseThemes choose, RecommendationFiles files, Clock clock) : FormPage
{
    [BindProperty]
    public RecommendationStepInput Return { get; set; } = new();

    [BindProperty]
    public RecommendationStepInput Answer { get; set; } = new();

    [BindProperty]
    public RecommendationStepInput Claim { get; set; } = new();

    [BindProperty]
    public RecommendationStepInput Verify { get; set; } = new();

    [BindProperty]
    public RecommendationStepInput SendBack { get; set; } = new();

    [BindProperty]
    public RecommendationStepInput Confirm { get; set; } = new();

    [BindProperty]
    public RecommendationStepInput NoEffect { get; set; } = new();

    [BindProperty]
    public RecommendationStepInput Reopen { get; set; } = new();

    [BindProperty]
    public RecommendationStepInput Change { get; set; } = new();

    [BindProperty]
    public RecommendationStepInput Join { get; set; } = new();

    [BindProperty]
    public RecommendationStepInput Separate { get; set; } = new();

    /// <summary>Whether the reader leads the audit programme, and so can ask for another audit.</summary>
    public bool MayAuditAgain => Actor.May(Permission.KeepAudits);
    public RecommendationDetail Detail { get; private set; } = null!;

    /// <summary>What it is about.</summary>
    public ThemesCard ThemesCard { get; private set; } = null!;

    /// <summary>The rung on which it stands.</summary>
    public int At =>
        Detail.Line.State switch
        {
            RecommendationState.Raised or RecommendationState.Returned => 0,
            RecommendationState.Accepted => 1,
            RecommendationState.Claimed => 2,
            RecommendationState.Verified => 3,
            RecommendationState.Confirmed or RecommendationState.Overtaken => 5,
            _ => 0,
        };

    /// <summary>What stands at today's rung.</summary>
    public string Here => $"{Detail.Line.Owner}, {(Since >= clock.Today ? "since today" : Practice.Children.ChildWords.Count(clock.Today.DayNumber - Since.DayNumber, "day"))}";

    /// <summary>What is awaited, at the beginning of a sentence.</summary>
    public string Awaited => $"{char.ToUpperInvariant(RecommendationWords.Awaited(Detail.Line.State)[0])}{RecommendationWords.Awaited(Detail.Line.State)[1..]}";

    private DateOnly Since => Detail.Steps.Count == 0 ? Detail.Line.RaisedOn : Detail.Steps[0].On;

    public IReadOnlyList<Choice> Measures => MeasureChoices.Judging;

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await Load(id) is { } refused)
        {
            return refused;
        }
        Begin("");
        return Page();
    }

    /// <summary>What forms begin with, but for the one that was sent: that one holds what was written.</summary>
    private void Begin(string sent)
    {
        var (due, today) = (Detail.Line.DueOn, clock.Today);
        if (sent != nameof(Claim))
        {
            Claim.On = today;
        }
        if (sent != nameof(Answer))
        {
            Answer = new RecommendationStepInput
            {
                What = Detail.Line.What,
                Aim = Detail.Recommendation.Aim,
                DueOn = due,
            };
        }
        if (sent != nameof(Change))
        {
            Change = new RecommendationStepInput { OwnerWorkerId = Detail.Line.OwnerId, DueOn = due };
        }
        if (sent != nameof(Verify))
        {
            Verify.DueOn = today.AddDays(56);
        }
        var again = WorkingDayCalendar.England.OnOrAfter(today.AddDays(28));
        if (sent != nameof(NoEffect))
        {
            NoEffect.DueOn = again;
        }
        if (sent != nameof(Reopen))
        {
            Reopen.DueOn = again;
        }
    }

    public Task<IActionResult> OnPostAccept(Guid id) =>
        Do(id, () => keep.Accept(id, EditedVersion, Actor, ActKey, HttpContext.RequestAborted), "It is yours now, and stands on your list.", "");

    public Task<IActionResult> OnPostReturn(Guid id) =>
        Do(id, () => keep.Return(id, Return, EditedVersion, Actor, ActKey, HttpContext.RequestAborted), "It went back with your question.", nameof(Return));

    public Task<IActionResult> OnPostAnswer(Guid id) =>
        Do(id, () => keep.Answer(id, Answer, EditedVersion, Actor, ActKey, HttpContext.RequestAborted), "Its owner is told your answer.", nameof(Answer));

    public Task<IActionResult> OnPostClaim(Guid id) =>
        Do(
            id,
            async () =>
            {
                var file = Request.Form.Files.GetFile("Claim.File");
                await keep.Claim(id, Claim, EditedVersion, Actor, ActKey, HttpContext.RequestAborted, file is { Length: > 0 } ? await Sent(file) : null);
            },
            "Someone else looks at it now.",
            nameof(Claim)
        );

    /// <summary>A file of the evidence library that a step points to.</summary>
    public async Task<IActionResult> OnGetFile(Guid id, Guid evidence) =>
        await files.Open(id, evidence, Actor, HttpContext.RequestAborted) is var (name, type, bytes) ? File(bytes, type, name) : NotFound();

    /// <summary>Whether this person may put a file on the record, or into the library.</summary>
    public bool MaySend => !Detail.Recommendation.IsForChild || Actor.May(Practice.Access.Permission.RecordWork);

    private async Task<SentFile> Sent(IFormFile file)
    {
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, HttpContext.RequestAborted);
        return new SentFile(file.FileName, bytes.ToArray());
    }

    public Task<IActionResult> OnPostVerify(Guid id) =>
        Do(id, () => keep.Verify(id, Verify, EditedVersion, Actor, ActKey, HttpContext.RequestAborted), "It is verified.", nameof(Verify));

    public Task<IActionResult> OnPostSendBack(Guid id) =>
        Do(id, () => keep.SendBack(id, SendBack, EditedVersion, Actor, ActKey, HttpContext.RequestAborted), "It went back to its owner.", nameof(SendBack));

    public Task<IActionResult> OnPostConfirm(Guid id) =>
        Do(id, () => keep.ConfirmEffect(id, Confirm, EditedVersion, Actor, ActKey, HttpContext.RequestAborted), "Its effect is seen. It is at its end.", nameof(Confirm));

    public Task<IActionResult> OnPostNoEffect(Guid id) =>
        Do(id, () => keep.FindNoEffect(id, NoEffect, EditedVersion, Actor, ActKey, HttpContext.RequestAborted), "It is open again.", nameof(NoEffect));

    public Task<IActionResult> OnPostReopen(Guid id) =>
        Do(id, () => keep.Reopen(id, Reopen, EditedVersion, Actor, ActKey, HttpContext.RequestAborted), "It is open again.", nameof(Reopen));

    public Task<IActionResult> OnPostChange(Guid id) =>
        Do(id, () => keep.Change(id, Change, EditedVersion, Actor, ActKey, HttpContext.RequestAborted), "It is changed.", nameof(Change));

    public Task<IActionResult> OnPostJoin(Guid id) =>
        Do(id, () => keep.Join(id, Join, EditedVersion, Actor, ActKey, HttpContext.RequestAborted), "They stand together now.", nameof(Join));

    public Task<IActionResult> OnPostSeparate(Guid id) =>
        Do(id, () => keep.Separate(id, Separate, EditedVersion, Actor, ActKey, HttpContext.RequestAborted), "It stands by itself again.", nameof(Separate));

    public Task<IActionResult> OnPostTake(Guid id, Guid? objective) =>
        Do(id, () => plan.Take(id, objective, Actor, ActKey, HttpContext.RequestAborted), "It is one of the objective’s actions now.", "");

    public Task<IActionResult> OnPostLearn(Guid id) => Do(id, () => plan.Learn(id, Actor, ActKey, HttpContext.RequestAborted), "It stands in the training plan.", "");

    public Task<IActionResult> OnPostThemes(Guid id, List<string> themes) =>
        Do(id, () => choose.OfRecommendation(id, themes, Actor, ActKey, HttpContext.RequestAborted), "Kept. It counts in what audits show.", "");

    /// <summary>Whether this person may take it into the plan.</summary>
    public bool MayPlan => Actor.May(Practice.Access.Permission.KeepImprovement);

    /// <summary>Where a record that is pointed to stands.</summary>
    public string Seen(RecommendationEvidence e) =>
        Detail.Line.ChildId is not { } child ? (e.Kind == RecommendationFiles.File ? $"/recommendations/{Detail.Line.Id}?handler=File&evidence={e.RecordId}" : "#")
        : e.Kind == "document" ? $"/children/{child}/documents"
        : RecordLinks.To(child, new RecordRef(e.Kind, e.RecordId));

    private async Task<IActionResult> Do(Guid id, Func<Task> act, string done, string prefix)
    {
        // Guarded before the act: a record that may not be read is not found, whatever is posted to it.
        if (await Load(id) is { } refused)
        {
            return refused;
        }
        return await Try(
            act,
            done,
            () => $"/recommendations/{id}",
            async () =>
            {
                if (await Load(id) is { } gone)
                {
                    return gone;
                }
                Begin(prefix);
                return Page();
            },
            prefix: prefix
        );
    }

    private async Task<IActionResult?> Load(Guid id)
    {
        var (child, found) = await show.About(id, Actor, HttpContext.RequestAborted);
        if (!found)
        {
            return NotFound();
        }
        if (child is { } person && await Guard(person, "Recommendation") is { } refused)
        {
            return refused;
        }
        if (await show.Show(id, Actor, HttpContext.RequestAborted) is not { } detail)
        {
            return NotFound();
        }
        Detail = detail;
        ThemesCard = await choose.CardOf(detail.Recommendation, Actor, HttpContext.RequestAborted);
        return null;
    }
}

/// <summary>The measures that a form offers, by group.</summary>
public static class MeasureChoices
{
    /// <summary>Those that say which way is better.</summary>
    public static IReadOnlyList<Choice> Judging { get; } = Choice.From(MeasureReadings.Judging, m => m.Id, m => $"{m.Group}: {m.Name}");
}
