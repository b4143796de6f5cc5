using Kith.Practice.Access;
using Kith.Practice.EdgeOfCare;
using Kith.Standards.Calendar;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Children.Missing;

/// <summary>One time missing: what is known, the return, the interview that follows.</summary>
public sealed class ShowModel(ShowMissing show, KeepMissing keep, KeepReturnInterview interviews, CorrectReturnInterview correct) : RecordFormPage
{
    [BindProperty]
    public MissingInput Input { get; set; } = new();

    [BindProperty]
    public ReturnInterviewInput Interview { get; set; } = new();
    public MissingPage Missing { get; private set; } = null!;
    public bool MayRecord => Actor.May(Permission.RecordWork) && Head.MergedIntoId is null && Missing.Permitted.Count > 0;

    /// <summary>True after a correction was refused: its form stays open.</summary>
    public bool Correcting { get; private set; }

    /// <summary>True after a correction of the interview was refused.</summary>
    public bool CorrectingInterview { get; private set; }
    public bool AskWhichOfTwoOfInterview => Interview.Second is not null || ReportModel.Twice(Interview.On, Interview.At);

    /// <summary>The version of what is known of the interview; 0 while there is none.</summary>
    public int InterviewVersion => Missing.Line.Interview?.Version ?? 0;

    public async Task<IActionResult> OnGet(Guid id, Guid episode) => await Shown(id, episode, fill: true);

    public Task<IActionResult> OnPostReturn(Guid id, Guid episode) =>
        Do(
            id,
            episode,
            "The return is recorded. Somebody independent is to offer to listen within 72 hours.",
            () => keep.Return(id, episode, Input, EditedVersion, Actor, ActKey, HttpContext.RequestAborted)
        );

    public Task<IActionResult> OnPostCorrect(Guid id, Guid episode)
    {
        Correcting = true;
        return Do(id, episode, "Corrected.", () => keep.Correct(id, episode, Input, EditedVersion, Actor, ActKey, HttpContext.RequestAborted));
    }

    public Task<IActionResult> OnPostTakeBackReturn(Guid id, Guid episode)
    {
        Correcting = true;
        return Do(id, episode, "The return is taken back.", () => keep.TakeBackReturn(id, episode, Input, EditedVersion, Actor, ActKey, HttpContext.RequestAborted));
    }

    public Task<IActionResult> OnPostOffer(Guid id, Guid episode) =>
        Talk(id, episode, () => interviews.Offer(id, episode, Interview, EditedVersion, Actor, ActKey, HttpContext.RequestAborted));

    public Task<IActionResult> OnPostDoNotOffer(Guid id, Guid episode) =>
        Talk(id, episode, () => interviews.DoNotOffer(id, episode, Interview, EditedVersion, Actor, ActKey, HttpContext.RequestAborted));

    public Task<IActionResult> OnPostRefuse(Guid id, Guid episode) =>
        Talk(id, episode, () => interviews.Refuse(id, episode, Interview, EditedVersion, Actor, ActKey, HttpContext.RequestAborted));

    public Task<IActionResult> OnPostHold(Guid id, Guid episode) =>
        Talk(id, episode, () => interviews.Hold(id, episode, Interview, EditedVersion, Actor, ActKey, HttpContext.RequestAborted));

    public Task<IActionResult> OnPostCorrectInterview(Guid id, Guid episode)
    {
        CorrectingInterview = true;
        return Talk(id, episode, () => correct.Handle(id, episode, Interview, EditedVersion, Actor, ActKey, HttpContext.RequestAborted));
    }

    private Task<IActionResult> Do(Guid id, Guid episode, string done, Func<Task> act) =>
        Try(act, done, () => $"/children/{id}/missing/{episode}", () => Shown(id, episode, fill: false));

    private Task<IActionResult> Talk(Guid id, Guid episode, Func<Task> act) =>
        Try(act, "Saved.", () => $"/children/{id}/missing/{episode}", () => Shown(id, episode, fill: false), prefix: "Interview");

    private async Task<IActionResult> Shown(Guid id, Guid episode, bool fill)
    {
        if (await Open(id, "A time missing", () => show.Show(id, episode, Actor, HttpContext.RequestAborted), p => Missing = p, p => p.Head) is { } refused)
        {
            return refused;
        }
        if (fill)
        {
            Input = MissingInput.Of(Missing.Line.Episode);
            var now = LondonTime.FromUtc(Missing.Now);
            Input.FoundDay ??= DateOnly.FromDateTime(now);
            (Interview.On, Interview.At) = (DateOnly.FromDateTime(now), null);
            if (Missing.Line.Interview is { HeldAt: not null } held)
            {
                (Interview.Why, Interview.WhatHappened) = (held.Why, held.WhatHappened);
                (Interview.WhatWouldHelp, Interview.PassedOn, Interview.Themes) = (held.WhatWouldHelp, held.PassedOn, [.. held.ThemeKeys]);
            }
        }
        return Head.IsChild ? Page() : NotFound();
    }
}
