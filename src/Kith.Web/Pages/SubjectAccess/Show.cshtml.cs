using Kith.Practice.SubjectAccess;
using Kith.Practice.SubjectAccess.Collecting;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.SubjectAccess;

/// <summary>What a form of the page of a request says.</summary>
public sealed record RequestFormInput
{
    public DateOnly? ShownOn { get; set; }
    public string? How { get; set; }
    public DateOnly? AskedOn { get; set; }
    public string? Question { get; set; }
    public DateOnly? AnsweredOn { get; set; }
    public string? Answer { get; set; }
    public DateOnly? ToldOn { get; set; }
    public string? Why { get; set; }
    public SubjectEnd? End { get; set; }
    public string? EndWhy { get; set; }
    public string? Message { get; set; }
    public List<Guid> Elsewhere { get; set; } = [];
}

/// <summary>One request: how it stands, what is to be done next, its time, what was gathered and what was given.</summary>
public sealed class ShowModel(ShowRequest show, KeepRequest keep, GatherRecord gather, ChooseElsewhere elsewhere, AskToAgree agree) : SubjectPage
{
    [BindProperty]
    public RequestFormInput Input { get; set; } = new();
    public RequestPage Held { get; private set; } = null!;

    /// <summary>Others in whose records something may stand about the person.</summary>
    public IReadOnlyList<ElsewhereChoice> Elsewhere { get; private set; } = [];

    /// <summary>The form that was tried: it is shown open.</summary>
    public string? Tried { get; private set; }

    public async Task<IActionResult> OnGet(Guid request) => await Load(request) ?? Page();

    public Task<IActionResult> OnPostIdentity(Guid request) =>
        Do(
            request,
            "Identity",
            () => keep.ShowIdentity(request, Input.ShownOn, Input.How, EditedVersion, Actor, ActKey, HttpContext.RequestAborted),
            () => "Written down. The month has begun."
        );

    public Task<IActionResult> OnPostAsk(Guid request) =>
        Do(
            request,
            "Ask",
            () => keep.AskClarity(request, Input.AskedOn, Input.Question, EditedVersion, Actor, ActKey, HttpContext.RequestAborted),
            () => "Written down. The time stands still until they answer."
        );

    public Task<IActionResult> OnPostAnswer(Guid request) =>
        Do(
            request,
            "Answer",
            () => keep.GiveClarity(request, Input.AnsweredOn, Input.Answer, EditedVersion, Actor, ActKey, HttpContext.RequestAborted),
            () => "Written down. The time goes on."
        );

    public Task<IActionResult> OnPostExtend(Guid request) =>
        Do(request, "Extend", () => keep.Extend(request, Input.ToldOn, Input.Why, EditedVersion, Actor, ActKey, HttpContext.RequestAborted), () => "Written down.");

    public Task<IActionResult> OnPostEnd(Guid request) =>
        Do(request, "End", () => keep.Finish(request, Input.End, Input.EndWhy, EditedVersion, Actor, ActKey, HttpContext.RequestAborted), () => "The request has ended.");

    public Task<IActionResult> OnPostGather(Guid request)
    {
        var found = (New: 0, Changed: 0);
        return Do(
            request,
            "Gather",
            async () => found = await gather.Handle(request, EditedVersion, Actor, ActKey, HttpContext.RequestAborted),
            () => $"Gathered. {found.New:N0} new{(found.Changed > 0 ? $", {found.Changed:N0} changed since and to be read again" : "")}."
        );
    }

    public Task<IActionResult> OnPostElsewhere(Guid request) =>
        Do(
            request,
            "Elsewhere",
            () => elsewhere.Handle(request, Input.Elsewhere, EditedVersion, Actor, ActKey, HttpContext.RequestAborted),
            () => Input.Elsewhere.Count == 0 ? "Kept. Nobody else’s record is looked in." : "Kept. Gather again, so that these records are looked in."
        );

    public Task<IActionResult> OnPostAgree(Guid request) =>
        Do(request, "Agree", () => agree.Handle(request, Input.Message, EditedVersion, Actor, ActKey, HttpContext.RequestAborted), () => "A second person is asked.");

    public Task<IActionResult> OnPostOpen(Guid request) =>
        Do(request, "Open", () => agree.OpenAgain(request, EditedVersion, Actor, ActKey, HttpContext.RequestAborted), () => "It is open again. It has to be agreed anew.");

    private async Task<IActionResult> Do(Guid request, string what, Func<Task> act, Func<string> done)
    {
        Tried = what;
        return await Try(act, done, () => $"/subject-access/{request}", async () => await Load(request) ?? Page());
    }

    private async Task<IActionResult?> Load(Guid request)
    {
        if (await Enter(request) is { } refused)
        {
            return refused;
        }
        Held = await show.Show(request, Actor, HttpContext.RequestAborted);
        if (Held.Request.MayBeRead)
        {
            Elsewhere = await elsewhere.From(Held.Request, Actor, HttpContext.RequestAborted);
            if (Tried != "Elsewhere")
            {
                Input.Elsewhere = [.. Elsewhere.Where(c => c.Chosen).Select(c => c.PersonId)];
            }
        }
        return null;
    }
}
