using Kith.Practice.Access;
using Kith.Practice.Protection.Meetings;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Protection.Meeting;

/// <summary>Puts the record of a finished meeting right, with a reason that everyone can see.</summary>
public sealed class AmendModel(ShowMeeting meetings, AmendMeeting amend) : DraftedFormPage<AmendMeetingInput>
{
    public MeetingView View { get; private set; } = null!;

    public async Task<IActionResult> OnGet(Guid id, Guid meetingId)
    {
        if (await Load(id, meetingId) is { } refused)
        {
            return refused;
        }
        if (!await TakeUpDraft(DraftName(meetingId), id))
        {
            Input = Recorded();
        }
        MeetingForms.Spares(Input.People, p => p.Name is null && p.Agency is null, 2);
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid id, Guid meetingId)
    {
        if (await Load(id, meetingId) is { } refused)
        {
            return refused;
        }
        await TakeUpDraft(DraftName(meetingId), id);
        return await Try(
            async () =>
            {
                await amend.Handle(meetingId, Input, EditedVersion, Actor, ActKey, HttpContext.RequestAborted);
                await DraftDone();
            },
            "Corrected. What stood there before is kept with it.",
            () => $"/children/{id}/protection/meeting/{meetingId}",
            () => Task.FromResult<IActionResult>(Page()),
            () => Task.FromResult<SecondEditor?>(Both())
        );
    }

    /// <summary>What is recorded now beside what was written here. What the form does not ask of those on the list is left as it is recorded.</summary>
    private SecondEditor Both()
    {
        var recorded = Recorded();
        foreach (var line in Input.People)
        {
            if (line.Id is { } id && recorded.People.Find(p => p.Id == id) is { } known)
            {
                (line.ReportAsked, line.Address) = (known.ReportAsked, known.Address);
                if (View.Meeting.Kind is MeetingKind.CoreGroup or MeetingKind.NeedReview or MeetingKind.StrategyDiscussion)
                {
                    (line.Disagrees, line.View) = (known.Disagrees, known.View);
                }
            }
        }
        return SecondEditor.Between(
            "the record of this meeting",
            recorded,
            Input,
            View.Meeting.Version,
            $"/children/{Head.Id}/protection/meeting/{View.Meeting.Id}",
            labels: Label
        );
    }

    /// <summary>What is recorded, as the form holds it.</summary>
    private AmendMeetingInput Recorded() =>
        new()
        {
            InformationShared = View.Meeting.InformationShared,
            AgencyChecks = View.Meeting.AgencyChecks,
            Minutes = View.Meeting.Minutes,
            NotQuorateReason = View.Meeting.NotQuorateReason,
            People = MeetingForms.Lines(View.Meeting.Participants),
            Children = [.. View.Cases.Select(c => AmendMeeting.Read(c.PersonId, AmendMeeting.Of(c, View.Meeting.Id)!))],
        };

    /// <summary>«Mia: what the child says», where a line is about one child or one person.</summary>
    private string Label(string field)
    {
        var name = field.Split('.')[^1];
        var words = AmendMeeting.InWords(name, View.Meeting.Kind) ?? FieldName.Words(name);
        var parts = field.Split('[', ']');
        return parts.Length < 2 || !int.TryParse(parts[1], System.Globalization.CultureInfo.InvariantCulture, out var at) ? words
            : parts[0] == nameof(Input.Children) && at < Input.Children.Count ? $"{View.Name(Input.Children[at].PersonId)}: {FieldName.Inside(words)}"
            : at < Input.People.Count ? $"{Input.People[at].Name}: {FieldName.Inside(words)}"
            : words;
    }

    /// <summary>True when the actor may correct the record of this meeting.</summary>
    public static bool May(Actor actor, MeetingView view) =>
        view.HeldOn is not null
        && view.Cases.All(c => AmendMeeting.Of(c, view.Meeting.Id) is { Source: null })
        && actor.May(
            view.Meeting.Kind is MeetingKind.InitialConference or MeetingKind.TransferInConference or MeetingKind.ReviewConference ? Permission.Chair : Permission.RecordWork
        );

    private static string DraftName(Guid meetingId) => $"correct-meeting/{meetingId}";

    private async Task<IActionResult?> Load(Guid id, Guid meetingId)
    {
        if (await Open(id, "Correct a meeting") is { } refused)
        {
            return refused;
        }
        if (!Head.IsChild || await meetings.Show(meetingId, id, Actor, HttpContext.RequestAborted) is not { } view || !May(Actor, view))
        {
            return NotFound();
        }
        View = view;
        return null;
    }
}
