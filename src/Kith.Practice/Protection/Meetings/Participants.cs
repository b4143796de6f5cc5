using Kith.Practice.Actions;
using Kith.Practice.Acts;
using Kith.Practice.Store;
using Kith.Standards.Calendar;

namespace Kith.Practice.Protection.Meetings;

/// <summary>A line of a meeting's list of people, as written. Lines without a name are passed over.</summary>
public sealed record ParticipantInput
{
    /// <summary>The line that is on the list already; empty for a new one.</summary>
    public Guid? Id { get; set; }

    /// <summary>True for one who came to the last meeting, and is asked about by name only.</summary>
    public bool Known { get; set; }
    public Agency? Agency { get; set; }
    public string? Name { get; set; }
    public string? Part { get; set; }
    public string? Address { get; set; }
    public bool Attended { get; set; }
    public bool Apologies { get; set; }
    public bool ReportAsked { get; set; }
    public bool Disagrees { get; set; }
    public string? View { get; set; }
}

/// <summary>Reads and keeps lists of people at meetings.</summary>
public static class Participants
{
    private const int Longest = 200;

    internal static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>The lines that say something, as records without a meeting yet.</summary>
    internal static List<Participant> Read(IReadOnlyList<ParticipantInput> lines, List<Problem> problems, string field)
    {
        var read = new List<Participant>();
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            if (line.Id is null && string.IsNullOrWhiteSpace(line.Name))
            {
                continue;
            }
            if (string.IsNullOrWhiteSpace(line.Name) || line.Name.Length > Longest)
            {
                problems.Add(new($"{field}[{i}].Name", $"Enter a name of {Longest} characters or fewer"));
            }
            if (line.Agency is null)
            {
                problems.Add(new($"{field}[{i}].Agency", "Choose whom this person speaks for"));
            }
            if (line.Disagrees && string.IsNullOrWhiteSpace(line.View))
            {
                problems.Add(new($"{field}[{i}].View", $"Write what {Clean(line.Name) ?? "this person"} did not agree with"));
            }
            read.Add(
                new Participant
                {
                    Id = line.Id ?? Guid.Empty,
                    Agency = line.Agency ?? Agency.Other,
                    Name = Clean(line.Name) ?? "",
                    Part = Clean(line.Part),
                    Address = Clean(line.Address),
                    Attended = line.Attended,
                    Reply =
                        line.Attended ? Reply.Coming
                        : line.Apologies ? Reply.Apologies
                        : null,
                    ReportAsked = line.ReportAsked,
                    Agrees = line.Attended ? !line.Disagrees : null,
                    View = Clean(line.View),
                }
            );
        }
        return read;
    }

    /// <summary>Writes who came, and what they thought, onto the meeting's list.</summary>
    internal static void Attend(KithDb db, Meeting meeting, IReadOnlyList<Participant> people, Clock clock)
    {
        foreach (var p in people)
        {
            if (p.Id != Guid.Empty && meeting.Participants.Find(m => m.Id == p.Id) is { } known)
            {
                known.Attended = p.Attended;
                known.Reply = p.Reply ?? known.Reply;
                known.Agrees = p.Agrees;
                known.View = p.View;
                continue;
            }
            p.Id = clock.NewId();
            p.MeetingId = meeting.Id;
            meeting.Participants.Add(p);
            db.Participants.Add(p);
        }
    }
}

/// <summary>An action agreed at a meeting, as written. Lines that say nothing are passed over.</summary>
public sealed record ActionLine
{
    public string? What { get; set; }

    /// <summary>Whose it is: a worker of the authority, on whose list it then stands, or someone else by name and agency.</summary>
    public Guid? WorkerId { get; set; }
    public string? Owner { get; set; }
    public string? OwnerAgency { get; set; }
    public DateOnly? DueOn { get; set; }
    public Guid? GoalId { get; set; }

    /// <summary>The child it is for; empty for all children of the meeting.</summary>
    public Guid? PersonId { get; set; }

    /// <summary>Puts the lines into the one ledger, a row for each child they are for.</summary>
    /// <param name="together">The meeting at which the same action was agreed for several children.</param>
    /// <param name="agreedOn">The day of the meeting; the day on which it is written down where there was none.</param>
    /// <exception cref="NotAcceptedException">A line is nobody's.</exception>
    internal static void AddAll(
        IReadOnlyList<ActionLine> lines,
        ActionLedger ledger,
        Act act,
        IReadOnlyList<ProtectionCase> cases,
        ActionSource source,
        Guid sourceId,
        string field,
        Guid? together = null,
        DateOnly? agreedOn = null
    )
    {
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            if (string.IsNullOrWhiteSpace(line.What))
            {
                continue;
            }
            if (line.WorkerId is null && string.IsNullOrWhiteSpace(line.Owner))
            {
                throw new NotAcceptedException($"{field}[{i}].Owner", $"Say who will do this: {line.What.Trim()}");
            }
            if (line.DueOn is { } due && agreedOn is { } agreed && due < agreed)
            {
                throw new NotAcceptedException($"{field}[{i}].DueOn", $"The day must be on or after {DateWords.Medium(agreed)}, when it was agreed: {line.What.Trim()}");
            }
            var children = cases.Where(c => line.PersonId is null || c.PersonId == line.PersonId).ToList();
            foreach (var c in children)
            {
                ledger.Add(
                    act,
                    new ActionItem
                    {
                        PersonId = c.PersonId,
                        Source = source,
                        SourceId = sourceId,
                        GoalId = line.GoalId,
                        What = line.What,
                        OwnerWorkerId = line.WorkerId,
                        OwnerName = line.WorkerId is null ? Participants.Clean(line.Owner) : null,
                        OwnerAgency = line.WorkerId is null ? Participants.Clean(line.OwnerAgency) : null,
                        DueOn = line.DueOn,
                        SetOn = agreedOn ?? default,
                        TogetherId = together ?? (children.Count > 1 ? sourceId : null),
                    }
                );
            }
        }
    }
}
