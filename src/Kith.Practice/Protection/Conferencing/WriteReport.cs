using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Protection.Meetings;
using Kith.Practice.Store;
using Kith.Practice.Trail;

namespace Kith.Practice.Protection.Conferencing;

/// <summary>What the social worker adds to a report that is otherwise put together from the records.</summary>
public sealed record ReportInput
{
    public string? Advice { get; set; }
    public string? FamilyOnReport { get; set; }

    /// <summary>As it stands.</summary>
    public static ReportInput Of(IReported record) => new() { Advice = record.Advice, FamilyOnReport = record.FamilyOnReport };
}

/// <summary>The social worker's part of a conference report was written or changed.</summary>
public sealed record ConferenceReportWritten(Guid Person, Guid Meeting, IReadOnlyList<FieldChange> Changes) : PersonEvent(Person);

/// <summary>Writes what the social worker advises a conference, and what the family says of the report. Until the conference: what was read there stays as it was read.</summary>
[UseCase]
public sealed class WriteReport(ProtectionCases cases, Acts.Acts acts)
{
    /// <exception cref="AccessRefusedException">The actor may not write on this record.</exception>
    /// <exception cref="NotAcceptedException">The conference was held or called off, or a text is too long.</exception>
    /// <exception cref="SecondEditorException">Someone else wrote on it since.</exception>
    public async Task Handle(Guid personId, Guid meetingId, ReportInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var c = (await cases.Open(actor, [personId], Permission.RecordWork, "write a conference report", ct))[0];
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var record = Of(c, meetingId) ?? throw new AccessRefusedException(Sight.Nothing, "write a conference report");
        Editing.SameVersion((Record)record, version);
        Editing.RefuseImported((SourcedRecord)record, "This conference");
        if (record.HeldOn is not null || record.CalledOffOn is not null)
        {
            throw new NotAcceptedException("", "The conference was held or called off: the report stays as it was then");
        }
        var problems = new List<Problem>();
        foreach (var (field, text) in new[] { (nameof(input.Advice), input.Advice), (nameof(input.FamilyOnReport), input.FamilyOnReport) })
        {
            if (text?.Length > ProtectionCase.LongestText)
            {
                problems.Add(new(field, $"It must be {ProtectionCase.LongestText:N0} characters or fewer"));
            }
        }
        Editing.Refuse(problems);
        (record.Advice, record.FamilyOnReport) = (Participants.Clean(input.Advice), Participants.Clean(input.FamilyOnReport));
        var act = acts.Begin(actor, "Write a conference report", key: key);
        if (act.ChangesOf(record) is { Count: > 0 } changes)
        {
            act.Happened(new ConferenceReportWritten(personId, meetingId, changes));
        }
        await act.Save(meetingId, ct);
    }

    /// <summary>The child's own record of a conference; null when the meeting is none about this child.</summary>
    public static IReported? Of(ProtectionCase c, Guid meeting) => (IReported?)c.Conferences.Find(x => x.TogetherId == meeting) ?? c.Reviews.Find(x => x.TogetherId == meeting);
}
