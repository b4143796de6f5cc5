using Kith.Practice.Actions;
using Kith.Practice.Acts;
using Kith.Practice.Children;
using Kith.Practice.Protection;
using Kith.Practice.Protection.Discussions;
using Kith.Practice.Protection.Meetings;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Protection.Discussion;

/// <summary>A strategy discussion: asked for, or recorded for one or more children at once.</summary>
public sealed class IndexModel(HoldDiscussion hold, ShowMeeting meetings, ChildFamily family, ShowProtection show, ActionOwners owners) : DraftedFormPage<DiscussionInput>
{
    public IReadOnlyList<Choice> Owners { get; private set; } = [];
    public IReadOnlyList<ChildChoice> Family { get; private set; } = [];
    public MeetingView? Asked { get; private set; }
    public string? WhyNot { get; private set; }
    public Guid? MeetingId { get; private set; }
    public DateOnly Today => Service<Practice.Clock>().Today;

    public string NameOf(Guid child) => Family.FirstOrDefault(f => f.Id == child)?.Name ?? "This child";

    public async Task<IActionResult> OnGet(Guid id, Guid? meetingId)
    {
        if (await Open(id, "Strategy discussion") is { } refused)
        {
            return refused;
        }
        await TakeUpDraft(DraftName(id, meetingId), id);
        var ct = HttpContext.RequestAborted;
        if (!Head.IsChild || await show.ShowCase(id, ct) is not { } own)
        {
            return NotFound();
        }
        MeetingId = meetingId;
        if (meetingId is { } m)
        {
            Asked = await meetings.Show(m, id, Actor, ct);
            if (Asked is null)
            {
                return NotFound();
            }
            if (Asked.Held || Asked.CalledOff)
            {
                return Redirect($"/children/{id}/protection/meeting/{m}");
            }
            Family = [.. Asked.Cases.Select(c => new ChildChoice(c.PersonId, Asked.Name(c.PersonId), null, true))];
        }
        else
        {
            Family = await family.Of(id, Actor, ct);
        }
        var waiting = meetingId is null ? null : own.Discussion;
        WhyNot = DiscussionMachine.Machine.Why(new(own, waiting), DiscussionAct.Hold)?.Words;
        Owners = await MeetingForms.Owners(owners, Family.Select(f => f.Id), Actor, HttpContext.RequestAborted);
        Fill(id);
        return Page();
    }

    public Task<IActionResult> OnPost(Guid id, Guid? meetingId)
    {
        Guid made = default;
        return Try(
            async () =>
            {
                made = await hold.Handle(meetingId, Input, Actor, ActKey, HttpContext.RequestAborted);
                await Finished(id, meetingId);
            },
            "Strategy discussion recorded.",
            () => $"/children/{id}/protection",
            () => OnGet(id, meetingId)
        );
    }

    public Task<IActionResult> OnPostAsk(Guid id, Guid? meetingId) =>
        Try(
            async () =>
            {
                await hold.Ask(Input, Actor, ActKey, HttpContext.RequestAborted);
                await Finished(id, meetingId);
            },
            "Strategy discussion asked for.",
            () => $"/children/{id}/protection",
            () => OnGet(id, meetingId)
        );

    public Task<IActionResult> OnPostCallOff(Guid id, Guid? meetingId, string? reason) =>
        Try(
            () => hold.CallOff(meetingId ?? throw new NotAcceptedException("", "There is nothing to call off"), [id], reason, Actor, ActKey, HttpContext.RequestAborted),
            "Strategy discussion called off.",
            () => $"/children/{id}/protection",
            () => OnGet(id, meetingId),
            prefix: ""
        );

    private void Fill(Guid id)
    {
        if (Input.Children.Count == 0)
        {
            Input.HeldOn ??= Today;
            Input.AskedOn ??= Today;
            foreach (var child in Family)
            {
                Input.Children.Add(
                    new DiscussionChild
                    {
                        PersonId = child.Id,
                        Included = child.Id == id || Asked is not null,
                        Concern = Asked?.Cases.FirstOrDefault(c => c.PersonId == child.Id)?.Discussions.FirstOrDefault(d => d.TogetherId == Asked.Meeting.Id)?.Concern,
                    }
                );
            }
            Input.People =
            [
                new ParticipantInput
                {
                    Agency = Agency.SocialCare,
                    Name = Actor.Name,
                    Attended = true,
                },
                new ParticipantInput { Agency = Agency.Police },
                new ParticipantInput { Agency = Agency.Health },
                new ParticipantInput { Agency = Agency.Education },
            ];
        }
        MeetingForms.Spares(Input.People, p => p.Name is null && p.Agency is null, 2);
        MeetingForms.Spares(Input.Actions, a => a.What is null);
    }

    private static string DraftName(Guid id, Guid? meetingId) => $"strategy-discussion/{id}" + (meetingId is { } asked ? $"/{asked}" : "");

    /// <summary>What was written is recorded: its draft goes.</summary>
    private async Task Finished(Guid id, Guid? meetingId)
    {
        await TakeUpDraft(DraftName(id, meetingId), id);
        await DraftDone();
    }
}
