using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Casework;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Oversight;

/// <summary>What of a finished oversight record can be put right.</summary>
public sealed record AmendOversightInput
{
    public DateOnly? On { get; set; }
    public string? ChildExperience { get; set; }
    public string? Progress { get; set; }
    public string? Risk { get; set; }
    public bool ContingencyChecked { get; set; }
    public string? ContingencyNote { get; set; }
    public string? Decision { get; set; }
    public string? Rationale { get; set; }

    /// <summary>Why the finished record changes.</summary>
    public string? Reason { get; set; }

    /// <summary>The record as it stands.</summary>
    public static AmendOversightInput Of(ManagementOversight o) =>
        new()
        {
            On = o.On,
            ChildExperience = o.ChildExperience,
            Progress = o.Progress,
            Risk = o.Risk,
            ContingencyChecked = o.ContingencyChecked == true,
            ContingencyNote = o.ContingencyNote,
            Decision = o.Decision,
            Rationale = o.Rationale,
        };
}

/// <summary>Corrects a finished oversight record, with a reason, in sight; and keeps that the worker has read it.</summary>
[UseCase]
public sealed class AmendOversight(KithDb db, RecordAccess access, Acts.Acts acts, Amendments amendments, Clock clock)
{
    private static readonly Dictionary<string, string> Names = new()
    {
        [nameof(ManagementOversight.On)] = "Day",
        [nameof(ManagementOversight.ChildExperience)] = "The child’s experience",
        [nameof(ManagementOversight.Progress)] = "Progress and drift",
        [nameof(ManagementOversight.Risk)] = "Risk",
        [nameof(ManagementOversight.ContingencyChecked)] = "Contingency checked",
        [nameof(ManagementOversight.ContingencyNote)] = "About contingency",
        [nameof(ManagementOversight.Decision)] = "Decision",
        [nameof(ManagementOversight.Rationale)] = "Reasons",
    };

    /// <exception cref="AccessRefusedException">The actor is no manager of the child, or there is no such record.</exception>
    /// <exception cref="NotAcceptedException">No reason is given, or something cannot be.</exception>
    /// <exception cref="SecondEditorException">Someone else corrected it since.</exception>
    public async Task Handle(Guid childId, Guid oversightId, AmendOversightInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await access.Demand(actor, childId, Permission.Decide, "correct an oversight record", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var record = await Find(childId, oversightId, ct);
        Editing.RefuseImported(record, "This record");
        Editing.SameVersion(record, version);
        var problems = new List<Problem>();
        if (Editing.Text(nameof(input.Reason), input.Reason, "Say why the finished record changes", 1000) is { } missing)
        {
            problems.Add(missing);
        }
        if (Editing.Text(nameof(input.Decision), input.Decision, "Say what was decided", RecordOversight.LongestText) is { } decision)
        {
            problems.Add(decision);
        }
        if (input.On is null || input.On > clock.Today || input.On < record.On.AddDays(-RecordOversight.DaysBack))
        {
            problems.Add(new(nameof(input.On), $"The day must be today or in the past, and within {RecordOversight.DaysBack} days of the day that stands"));
        }
        foreach (var text in new[] { input.ChildExperience, input.Progress, input.Risk, input.ContingencyNote, input.Rationale })
        {
            if (text?.Trim().Length > RecordOversight.LongestText)
            {
                problems.Add(new("", $"Each part must be {RecordOversight.LongestText} characters or fewer"));
                break;
            }
        }
        Editing.Refuse(problems);
        record.On = input.On!.Value;
        (record.ChildExperience, record.Progress, record.Risk) = (PersonRules.Clean(input.ChildExperience), PersonRules.Clean(input.Progress), PersonRules.Clean(input.Risk));
        (record.ContingencyChecked, record.ContingencyNote) = (
            record.ContingencyChecked is null && !input.ContingencyChecked ? null : input.ContingencyChecked,
            PersonRules.Clean(input.ContingencyNote)
        );
        (record.Decision, record.Rationale) = (PersonRules.Clean(input.Decision), PersonRules.Clean(input.Rationale));
        var act = acts.Begin(actor, "Correct an oversight record", PersonRules.Clean(input.Reason), key);
        var changes = act.ChangesOf(record).Select(c => new FieldChange(Names.GetValueOrDefault(c.Field, c.Field), Words(c.Old), Words(c.New))).ToList();
        if (changes.Count > 0)
        {
            amendments.Add(act, actor, SubjectKind.Oversight, record.Id, childId, changes, input.Reason);
            act.Happened(new OversightAmended(childId, record.Id, changes));
        }
        await act.Save(oversightId, ct);
    }

    /// <summary>The child's worker has read it.</summary>
    /// <exception cref="AccessRefusedException">The actor does not work with the child, or there is no such record.</exception>
    public async Task HaveRead(Guid childId, Guid oversightId, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await access.Demand(actor, childId, Permission.RecordWork, "say that an oversight record was read", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var record = await Find(childId, oversightId, ct);
        if (actor.WorkerId is not { } worker || !await db.Allocations.AnyAsync(a => a.PersonId == childId && a.To == null && a.WorkerId == worker, ct))
        {
            throw new NotAcceptedException("", "Only those who work with the child say that they have read it");
        }
        if (record.ReadOn is not null)
        {
            return;
        }
        (record.ReadOn, record.ReadByWorkerId) = (clock.Today, worker);
        var act = acts.Begin(actor, "Read an oversight record", key: key);
        act.Happened(new OversightReadByWorker(childId, oversightId, worker, clock.Today));
        await act.Save(oversightId, ct);
    }

    private async Task<ManagementOversight> Find(Guid childId, Guid oversightId, CancellationToken ct) =>
        await db.ManagementOversights.FirstOrDefaultAsync(o => o.Id == oversightId && o.PersonId == childId, ct)
        ?? throw new AccessRefusedException(Sight.Nothing, "find an oversight record");

    private static string? Words(string? value) =>
        value switch
        {
            "True" => "Yes",
            "False" => "No",
            _ => value,
        };
}
