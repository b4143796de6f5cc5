using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Protection;
using Kith.Practice.Protection.Meetings;
using Kith.Web.Forms;

namespace Kith.Web.Pages.Protection;

/// <summary>The list of people of a form about a meeting, drawn by <c>_People</c>.</summary>
/// <param name="Field">Name of the list in the form: «Input.People».</param>
/// <param name="Decides">Asks who did not agree with the decision.</param>
/// <param name="Attendance">Asks who came; false for a meeting that is still to be.</param>
public sealed record PeopleEditor(IReadOnlyList<ParticipantInput> Lines, string Field, bool Decides, bool Attendance = true);

/// <summary>The actions agreed at a meeting, drawn by <c>_Actions</c>.</summary>
/// <param name="Owners">Workers to whom one can be given, so that it stands on their list.</param>
public sealed record ActionsEditor(IReadOnlyList<ActionLine> Lines, string Field, IReadOnlyList<Choice> Children, IReadOnlyList<Choice> Owners);

/// <summary>How each open goal stands, drawn by <c>_Progress</c>.</summary>
public sealed record ProgressEditor(ProtectionCase Case, Guid Plan, IReadOnlyList<ProgressInput> Lines, string Field);

/// <summary>What pages about meetings share.</summary>
public static class MeetingForms
{
    /// <summary>Empty lines on every list, so that a few more can be written without JavaScript.</summary>
    public const int Spare = 3;

    /// <summary>Lines of those on a meeting's list already.</summary>
    public static List<ParticipantInput> Lines(IEnumerable<Participant> people) =>
        [
            .. people.Select(p => new ParticipantInput
            {
                Id = p.Id,
                Agency = p.Agency,
                Name = p.Name,
                Part = p.Part,
                Attended = p.Attended == true,
                Apologies = p.Reply == Reply.Apologies,
                ReportAsked = p.ReportAsked,
                Disagrees = p.Agrees == false,
                View = p.View,
            }),
        ];

    /// <summary>Fills a list up with empty lines.</summary>
    public static void Spares<T>(List<T> lines, Func<T, bool> empty, int spare = Spare)
        where T : new()
    {
        for (var have = lines.AsEnumerable().Reverse().TakeWhile(empty).Count(); have < spare; have++)
        {
            lines.Add(new T());
        }
    }

    /// <summary>Workers who can be given an action about some children, as choices.</summary>
    public static async Task<IReadOnlyList<Choice>> Owners(ActionOwners owners, IEnumerable<Guid> children, Actor actor, CancellationToken ct) =>
        Choice.From(await owners.Of([.. children], actor, ct), o => o.WorkerId, o => o.Text);

    /// <summary>Agencies as choices.</summary>
    public static IReadOnlyList<Choice> Agencies { get; } = Choice.Of<Agency>();

    /// <summary>Kinds of meeting in words.</summary>
    public static string InWords(MeetingKind kind) => MeetingWords.Kind(kind);

    /// <summary>The address of a meeting's page.</summary>
    public static string Href(Guid child, Guid meeting, MeetingKind kind) =>
        kind is MeetingKind.InitialConference or MeetingKind.TransferInConference or MeetingKind.ReviewConference
            ? $"/children/{child}/protection/conference/{meeting}"
            : $"/children/{child}/protection/meeting/{meeting}";
}
