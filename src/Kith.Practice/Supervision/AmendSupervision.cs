using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Casework;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Supervision;

/// <summary>What of a finished supervision can be put right. Agreements are changed in the list of actions.</summary>
public sealed record AmendSupervisionInput
{
    public DateOnly? On { get; set; }
    public int? Minutes { get; set; }
    public string? Topic { get; set; }
    public string? Discussion { get; set; }
    public string? Learning { get; set; }
    public string? Workload { get; set; }
    public string? Wellbeing { get; set; }
    public string? Development { get; set; }
    public List<SupervisionChildInput> Children { get; set; } = [];

    /// <summary>Why the finished record changes.</summary>
    public string? Reason { get; set; }

    /// <summary>The record as it stands, with the parts of these children.</summary>
    public static AmendSupervisionInput Of(SupervisionRecord r, IEnumerable<SpokenAbout> children) =>
        new()
        {
            On = r.On,
            Minutes = r.Minutes,
            Topic = r.Topic,
            Discussion = r.Discussion,
            Learning = r.Learning,
            Workload = r.Workload,
            Wellbeing = r.Wellbeing,
            Development = r.Development,
            Children =
            [
                .. children.Select(c => new SupervisionChildInput
                {
                    PersonId = c.Id,
                    Discussion = c.Discussion,
                    Decision = c.Decision,
                }),
            ],
        };
}

/// <summary>
/// Corrects a finished supervision, with a reason, in sight of whoever may read it. Only whoever supervised does, and never a
/// deputy; those who were supervised are told. What the rules of quality found stays what they found when it was written.
/// </summary>
[UseCase]
public sealed class AmendSupervision(KithDb db, RecordAccess access, Acts.Acts acts, Amendments amendments, PersonalWords words, Clock clock)
{
    private static readonly Dictionary<string, string> Names = new()
    {
        [nameof(SupervisionRecord.On)] = "Day",
        [nameof(SupervisionRecord.Minutes)] = "Minutes",
        [nameof(SupervisionRecord.Topic)] = "The question",
        [nameof(SupervisionRecord.Discussion)] = "What was thought about",
        [nameof(SupervisionRecord.Learning)] = "What is taken away",
        [nameof(SupervisionRecord.Workload)] = "Workload",
        [nameof(SupervisionRecord.Wellbeing)] = "Wellbeing",
        [nameof(SupervisionRecord.Development)] = "Development",
        [nameof(SupervisionCase.Decision)] = "Decision",
    };

    /// <exception cref="AccessRefusedException">There is no such record, or the actor did not supervise then; or a child of it may not be read.</exception>
    /// <exception cref="NotAcceptedException">No reason is given, or something cannot be.</exception>
    /// <exception cref="SecondEditorException">It was corrected since.</exception>
    public async Task Handle(Guid id, AmendSupervisionInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var record = await db.Supervisions.FirstOrDefaultAsync(s => s.Id == id, ct);
        if (record is null || actor.WorkerId != record.SupervisorId)
        {
            throw new AccessRefusedException(Sight.Nothing, "correct a supervision");
        }
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        Editing.SameVersion(record, version);
        words.Open(record);
        var personal = record.Kind == SupervisionKind.Personal;
        var alone = record.Kind is SupervisionKind.Case or SupervisionKind.Personal;
        var about = input.Children.DistinctBy(c => c.PersonId).ToDictionary(c => c.PersonId);
        var cases = (await db.SupervisionCases.Where(c => c.SupervisionId == id).ToListAsync(ct)).Where(c => about.ContainsKey(c.PersonId)).ToList();
        await access.Demand(actor, [.. cases.Select(p => p.PersonId)], Permission.ReadRecords, "correct supervision about a child", ct);
        Editing.Refuse(Problems(input, record, cases, clock.Today));

        var workers = await db.SupervisedWorkers.Where(s => s.SupervisionId == id).ToListAsync(ct);
        (record.On, record.Minutes) = (input.On!.Value, input.Minutes);
        record.Topic = alone ? record.Topic : PersonRules.Clean(input.Topic);
        (record.Discussion, record.Learning) = (PersonRules.Clean(input.Discussion), PersonRules.Clean(input.Learning));
        if (personal)
        {
            (record.Workload, record.Wellbeing, record.Development) = (PersonRules.Clean(input.Workload), PersonRules.Clean(input.Wellbeing), PersonRules.Clean(input.Development));
        }
        var act = acts.Begin(actor, personal ? "Correct personal supervision" : "Correct supervision", personal ? null : PersonRules.Clean(input.Reason), key);
        var own = Named(act.ChangesOf(record));
        foreach (var change in own)
        {
            var correction = new SupervisionAmendment
            {
                Id = clock.NewId(),
                SupervisionId = id,
                Field = change.Field,
                Old = change.Old,
                New = change.New,
                Reason = input.Reason!.Trim(),
                ByAccountId = actor.AccountId,
                ByName = actor.Name,
                At = act.At,
            };
            if (personal)
            {
                words.Close(correction);
            }
            db.SupervisionAmendments.Add(correction);
        }
        words.Close(record);
        var parts = 0;
        foreach (var part in cases)
        {
            (part.Discussion, part.Decision) = (PersonRules.Clean(about[part.PersonId].Discussion), PersonRules.Clean(about[part.PersonId].Decision));
            var changes = Named(act.ChangesOf(part));
            if (changes.Count > 0)
            {
                amendments.Add(act, actor, SubjectKind.Supervision, part.Id, part.PersonId, changes, input.Reason);
                act.Happened(new ChildSupervisionAmended(part.PersonId, id, changes));
                parts++;
            }
        }
        // The day is kept beside each worker and each child, so that the last of each is one look-up.
        workers.ForEach(w => w.On = record.On);
        foreach (var part in await db.SupervisionCases.Where(c => c.SupervisionId == id).ToListAsync(ct))
        {
            if (part.On != record.On)
            {
                part.On = record.On;
                act.Touch(part.PersonId);
            }
        }
        if (own.Count + parts > 0)
        {
            act.Happened(new SupervisionAmended(id, [.. own.Select(c => c.Field)], parts));
            await Tell(act, record, [.. workers.Select(w => w.WorkerId)], ct);
        }
        await act.Save(id, ct);
    }

    private static List<FieldChange> Named(IEnumerable<FieldChange> changes) => [.. changes.Select(c => c with { Field = Names.GetValueOrDefault(c.Field, c.Field) })];

    private static List<Problem> Problems(AmendSupervisionInput input, SupervisionRecord record, List<SupervisionCase> cases, DateOnly today)
    {
        var problems = new List<Problem>();
        if (Editing.Text(nameof(input.Reason), input.Reason, "Say why the finished record changes", 1000) is { } missing)
        {
            problems.Add(missing);
        }
        if (input.On is not { } on || on > today || on < record.On.AddDays(-RecordSupervision.DaysBack))
        {
            problems.Add(new(nameof(input.On), $"The day must be today or in the past, and within {RecordSupervision.DaysBack} days of the day that stands"));
        }
        if (input.Minutes is < 5 or > 480)
        {
            problems.Add(new(nameof(input.Minutes), "The length must be from 5 to 480 minutes"));
        }
        foreach (
            var (name, text) in new[]
            {
                (nameof(input.Topic), input.Topic),
                (nameof(input.Discussion), input.Discussion),
                (nameof(input.Learning), input.Learning),
                (nameof(input.Workload), input.Workload),
                (nameof(input.Wellbeing), input.Wellbeing),
                (nameof(input.Development), input.Development),
            }
        )
        {
            if (text?.Trim().Length > RecordSupervision.LongestText)
            {
                problems.Add(new(name, $"This must be {RecordSupervision.LongestText} characters or fewer"));
            }
        }
        for (var i = 0; i < input.Children.Count; i++)
        {
            var child = input.Children[i];
            if (cases.TrueForAll(c => c.PersonId != child.PersonId))
            {
                continue;
            }
            if (Editing.Text("Discussion", child.Discussion, "Write what was said about this child", RecordSupervision.LongestText) is { } empty)
            {
                problems.Add(new($"Children[{i}].Discussion", empty.Message));
            }
            if (child.Decision?.Trim().Length > RecordSupervision.LongestText)
            {
                problems.Add(new($"Children[{i}].Decision", $"This must be {RecordSupervision.LongestText} characters or fewer"));
            }
        }
        return problems;
    }

    // That it changed, and no word of it: the notice stands on a page that others may look over a shoulder at.
    private async Task Tell(Act act, SupervisionRecord record, List<Guid> workers, CancellationToken ct)
    {
        foreach (
            var account in await db.Users.AsNoTracking().Where(u => u.WorkerId != null && workers.Contains(u.WorkerId.Value)).OrderBy(u => u.Id).Select(u => u.Id).ToListAsync(ct)
        )
        {
            db.Notices.Add(
                new Notice
                {
                    Id = clock.NewId(),
                    AccountId = account,
                    Text =
                        $"Your {SupervisionRules.Name(record.Kind).ToLowerInvariant()} of {Standards.Calendar.DateWords.Medium(record.On)} was corrected. The page shows what stood there before.",
                    At = act.At,
                }
            );
        }
    }
}
