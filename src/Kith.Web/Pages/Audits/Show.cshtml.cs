using Kith.Practice.Audits.Doing;
using Kith.Practice.Audits.Moderation;
using Kith.Practice.Audits.Programme;
using Kith.Practice.Audits.Themes;
using Kith.Web.Documents;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Audits;

/// <summary>One audit: why this child, who audits, what was found, the second grade, the response.</summary>
public sealed class ShowModel(ShowAudit show, BeginAudit begin, RespondToAudit respond, AssignAudits assign, SettleGrade settle, ChooseThemes choose, PaperFiles files) : FormPage
{
    [BindProperty]
    public SettleInput Input { get; set; } = new();

    /// <summary>The worker's response.</summary>
    [BindProperty]
    public string? Words { get; set; }

    [BindProperty]
    public Guid? AuditorId { get; set; }

    [BindProperty]
    public Guid? ReaderId { get; set; }

    [BindProperty]
    public ReplaceReason? Reason { get; set; }

    [BindProperty]
    public string? ReplaceWhy { get; set; }
    public AuditPage Held { get; private set; } = null!;

    /// <summary>What it is about; null while nothing of it is to be seen.</summary>
    public ThemesCard? Themes { get; private set; }

    /// <summary>Who can be named, and why others cannot; empty for those who name nobody.</summary>
    public IReadOnlyList<(Guid Id, string Name, string? Why)> Auditors { get; private set; } = [];

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await Load(id) is { } refused)
        {
            return refused;
        }
        AuditorId = Held.Assignment?.AuditorId;
        return Page();
    }

    public Task<IActionResult> OnGetWord(Guid id) => Give(id, PaperKind.Word);

    public Task<IActionResult> OnGetPdf(Guid id) => Give(id, PaperKind.Pdf);

    public Task<IActionResult> OnPostBegin(Guid id) =>
        Do(id, () => begin.Handle(id, Actor, ActKey, HttpContext.RequestAborted), "The audit has begun. What the record says now is kept beside it.", $"/audits/{id}/do");

    public Task<IActionResult> OnPostRespond(Guid id) =>
        Do(id, () => respond.Handle(id, Words, Actor, ActKey, HttpContext.RequestAborted), "Thank you. It stands beside what was written.");

    public Task<IActionResult> OnPostName(Guid id) =>
        Do(id, () => assign.Name(id, AuditorId, EditedVersion, Actor, ActKey, HttpContext.RequestAborted), AuditorId is null ? "Nobody is named now." : "The auditor is named.");

    public Task<IActionResult> OnPostSecond(Guid id) =>
        Do(id, () => assign.NameSecond(id, ReaderId, Actor, ActKey, HttpContext.RequestAborted), "A second grade is asked for. Until it is in, they do not see the first.");

    public async Task<IActionResult> OnPostReplace(Guid id)
    {
        if (await Load(id) is { } refused)
        {
            return refused;
        }
        var next = false;
        return await Try(
            async () => next = await assign.Replace(id, Reason, ReplaceWhy, Actor, ActKey, HttpContext.RequestAborted),
            () => next ? "The next reserve of the team stepped in." : "The child fell out. No reserve of the team was left.",
            () => Held.Assignment?.CycleId is { } cycle ? $"/audits/cycles/{cycle}" : "/audits",
            () => Again(id),
            prefix: ""
        );
    }

    public Task<IActionResult> OnPostSettle(Guid id) =>
        Do(id, () => settle.Handle(id, Input, EditedVersion, Actor, ActKey, HttpContext.RequestAborted), "Settled. Both grades stay beside it.", prefix: "Input");

    public Task<IActionResult> OnPostThemes(Guid id, List<string> themes) =>
        Do(id, () => choose.OfAudit(id, themes, Actor, ActKey, HttpContext.RequestAborted), "Kept. It counts in what audits show.");

    private async Task<IActionResult> Give(Guid id, PaperKind kind)
    {
        if (await Load(id) is { } refused)
        {
            return refused;
        }
        if (Held.Audit is not { } audit || Held.Hidden)
        {
            return NotFound();
        }
        return await files.Give(Actor, [Held.Head.Id], AuditPaper.Of(Held), $"Audit {audit.CompletedOn:yyyy-MM-dd}", kind, HttpContext.RequestAborted);
    }

    private async Task<IActionResult> Do(Guid id, Func<Task> act, string done, string? next = null, string prefix = "") =>
        await Load(id) ?? await Try(act, done, () => next ?? $"/audits/{id}", () => Again(id), prefix: prefix);

    private async Task<IActionResult> Again(Guid id) => await Load(id) ?? Page();

    private async Task<IActionResult?> Load(Guid id)
    {
        var ct = HttpContext.RequestAborted;
        if (await show.Find(id, Actor, ct) is not { } found)
        {
            return NotFound();
        }
        if (await Guard(found.PersonId, "Practice audit") is { } refused)
        {
            return refused;
        }
        if (await show.Show(found, Actor, null, ct) is not { } held)
        {
            return NotFound();
        }
        Held = held;
        Themes = held is { Audit: not null, Hidden: false } ? ChooseThemes.CardOf(held, Actor) : null;
        if (
            held is { MayKeep: true, Assignment: { } assignment, Hidden: false }
            && (held.State is AuditState.Chosen or AuditState.Named || (held.Second is null && held.State is AuditState.Begun or AuditState.Finished))
        )
        {
            Auditors = await assign.Candidates(assignment, ct);
        }
        return null;
    }
}
