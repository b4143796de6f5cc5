using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Acts;
using Kith.Practice.Children;
using Kith.Practice.Children.Details;
using Kith.Practice.Oversight;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Kith.Practice.Workforce;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Supervision;

/// <summary>
/// Records a supervision: what was said of each child on the child's record, what was agreed in the one list of actions, and
/// what came of the last agreements first.
/// </summary>
[UseCase]
public sealed class RecordSupervision(KithDb db, RecordAccess access, Acts.Acts acts, ActionLedger ledger, PersonalWords words, Clock clock)
{
    public const int LongestText = 4000;
    public const int LongestLine = 500;

    /// <summary>How long after it took place a supervision can be written up.</summary>
    public const int DaysBack = 31;

    /// <returns>The record.</returns>
    /// <exception cref="AccessRefusedException">The actor does not supervise one of the workers, or may not read one of the children.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be.</exception>
    /// <exception cref="SecondEditorException">Someone else recorded one of this kind since the form was shown.</exception>
    public async Task<Guid> Handle(SupervisionForm input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var today = clock.Today;
        var ids = input.Workers.Distinct().ToList();
        var workers = await db.Workers.AsNoTracking().Where(w => ids.Contains(w.Id) && (w.LeftOn == null || w.LeftOn > today)).ToListAsync(ct);
        if (
            !Enum.IsDefined(input.Kind)
            || actor.WorkerId is not { } supervisor
            || workers.Count != ids.Count
            || workers.Exists(w => !SupervisionAccess.MaySupervise(actor, w, input.Kind))
        )
        {
            throw new AccessRefusedException(Sight.Nothing, "record a supervision");
        }
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        var personal = input.Kind == SupervisionKind.Personal;
        var alone = input.Kind is SupervisionKind.Case or SupervisionKind.Personal;
        var chosen = personal ? [] : input.Children.Where(c => c.Included).DistinctBy(c => c.PersonId).ToList();
        await access.Demand(actor, [.. chosen.Select(c => c.PersonId)], Permission.ReadRecords, "record supervision about a child", ct);
        var worker = workers.FirstOrDefault(w => w.Id == ids.FirstOrDefault());
        List<ActionItem> earlier = [];
        Guid? last = null;
        if (worker is not null)
        {
            last = await SupervisionAgenda.LastOf(db, ids, input.Kind).Select(s => (Guid?)s.SupervisionId).FirstOrDefaultAsync(ct);
            if (last != input.LastId)
            {
                throw new SecondEditorException(last);
            }
            earlier = await Readable(await SupervisionAgenda.EarlierRows(db, ids, input.Kind, last).ToListAsync(ct), actor, ct);
        }
        Editing.Refuse(Problems(input, workers, chosen, earlier, supervisor, today));

        var childIds = chosen.Select(c => c.PersonId).ToList();
        var before = (
            await db
                .SupervisionCases.AsNoTracking()
                .Where(c => childIds.Contains(c.PersonId))
                .Select(c => new
                {
                    c.PersonId,
                    c.On,
                    c.Id,
                    c.Discussion,
                })
                .ToListAsync(ct)
        ).ToLookup(c => c.PersonId);
        var holders = await db
            .Allocations.AsNoTracking()
            .Where(a => childIds.Contains(a.PersonId) && a.To == null && ids.Contains(a.WorkerId!.Value))
            .Select(a => new { a.PersonId, a.WorkerId })
            .ToListAsync(ct);
        var agreed = input.Agreements.Where(a => !a.IsEmpty).ToList();
        var signals = SupervisionSignals.Of(
            input.Kind,
            [.. chosen.Select(c => (c.Discussion, before[c.PersonId].OrderByDescending(b => b.On).ThenByDescending(b => b.Id).FirstOrDefault()?.Discussion))],
            agreed.Count,
            agreed.Count(a => a.DueOn is null),
            input.Discussion
        );
        var act = acts.Begin(actor, personal ? "Record personal supervision" : "Record supervision", key: key);
        var record = new SupervisionRecord
        {
            Id = clock.NewId(),
            Kind = input.Kind,
            On = input.On!.Value,
            Minutes = input.Minutes,
            SupervisorId = supervisor,
            TeamId = worker?.TeamId,
            Topic = alone ? null : PersonRules.Clean(input.Topic),
            Discussion = PersonRules.Clean(input.Discussion),
            Learning = PersonRules.Clean(input.Learning),
            Workload = personal ? PersonRules.Clean(input.Workload) : null,
            Wellbeing = personal ? PersonRules.Clean(input.Wellbeing) : null,
            Development = personal ? PersonRules.Clean(input.Development) : null,
            Children = chosen.Count,
            ByAccountId = actor.AccountId,
            RecordedAt = act.At,
            EachChildSpokenAbout = signals.EachChildSpokenAbout,
            AgreementsDated = signals.AgreementsDated,
            OwnWords = signals.OwnWords,
            Reflects = signals.Reflects,
        };
        words.Close(record);
        db.Supervisions.Add(record);
        foreach (var supervised in workers)
        {
            db.SupervisedWorkers.Add(
                new SupervisedWorker
                {
                    Id = clock.NewId(),
                    SupervisionId = record.Id,
                    WorkerId = supervised.Id,
                    Kind = record.Kind,
                    On = record.On,
                }
            );
        }
        foreach (var child in chosen)
        {
            var about = alone ? worker!.Id : holders.Find(h => h.PersonId == child.PersonId)?.WorkerId;
            db.SupervisionCases.Add(
                new SupervisionCase
                {
                    Id = clock.NewId(),
                    PersonId = child.PersonId,
                    SupervisionId = record.Id,
                    On = record.On,
                    SupervisorId = supervisor,
                    WorkerId = about,
                    Discussion = PersonRules.Clean(child.Discussion),
                    Decision = PersonRules.Clean(child.Decision),
                }
            );
            act.Happened(new ChildSupervised(child.PersonId, record.Id, record.On, supervisor, about));
        }
        var looked = LookAt(input, record, earlier.ToDictionary(a => a.Id), actor, act);
        foreach (var agreement in agreed)
        {
            var owner = agreement.OwnerWorkerId ?? worker!.Id;
            ledger.Add(
                act,
                new ActionItem
                {
                    PersonId = personal ? null : agreement.PersonId,
                    TeamId = personal || agreement.PersonId is null ? worker!.TeamId : null,
                    BetweenWorkerId =
                        !personal ? null
                        : owner == supervisor ? worker!.Id
                        : supervisor,
                    Source = ActionSource.Supervision,
                    SourceId = record.Id,
                    What = agreement.What!,
                    OwnerWorkerId = owner,
                    DueOn = agreement.DueOn,
                }
            );
        }
        act.Happened(new SupervisionRecorded(record.Id, record.Kind, record.On, supervisor, [.. workers.Select(w => w.Id)], chosen.Count, agreed.Count, looked));
        await Begin(act, today, ct);
        await Tell(act, workers, record, ct);
        return await act.Save(record.Id, ct);
    }

    /// <summary>The first supervision that is written down begins the count for everyone. A fact that is kept, not worked out anew from what happens to be there.</summary>
    private async Task Begin(Act act, DateOnly today, CancellationToken ct)
    {
        if (await db.Settings.AnyAsync(s => s.Key == Policies.SupervisionInUse, ct))
        {
            return;
        }
        // A council that recorded some before this was kept began then.
        var first = await db.Supervisions.Select(s => (DateOnly?)s.On).MinAsync(ct);
        var setting = new Setting
        {
            Id = clock.NewId(),
            Key = Policies.SupervisionInUse,
            Value = "yes",
            From = first < today ? first.Value : today,
            Reason = "The first supervision was written down",
        };
        db.Decide(setting);
        act.Happened(new PolicySet(setting.Key, setting.Value, "no", setting.From, "Kith"));
    }

    private async Task<List<ActionItem>> Readable(List<ActionItem> items, Actor actor, CancellationToken ct)
    {
        var children = items.Select(i => i.PersonId).OfType<Guid>().Distinct().ToList();
        if (children.Count == 0)
        {
            return items;
        }
        var may = (await access.ReadableAmong(actor).Where(o => children.Contains(o.PersonId)).Select(o => o.PersonId).ToListAsync(ct)).ToHashSet();
        return [.. items.Where(i => i.PersonId is not { } p || may.Contains(p))];
    }

    private int LookAt(SupervisionForm input, SupervisionRecord record, Dictionary<Guid, ActionItem> earlier, Actor actor, Act act)
    {
        var count = 0;
        foreach (var check in input.Checks.Where(c => c.Outcome is not null && earlier.ContainsKey(c.ActionId)).DistinctBy(c => c.ActionId))
        {
            var action = earlier[check.ActionId];
            if (action.State == ActionState.Open && check.Outcome == DirectionOutcome.Done)
            {
                action.Complete(clock.Today, check.Why, actor.AccountId, clock.Today);
                act.Happened(ActionDone.Of(action));
            }
            else if (action.State == ActionState.Open && check.Outcome == DirectionOutcome.NotNeeded)
            {
                action.End(clock.Today, check.Why);
                act.Happened(ActionEnded.Of(action));
            }
            db.AgreementChecks.Add(
                new AgreementCheck
                {
                    Id = clock.NewId(),
                    SupervisionId = record.Id,
                    ActionId = action.Id,
                    What = action.What,
                    Outcome =
                        action.State == ActionState.Done ? DirectionOutcome.Done
                        : action.State == ActionState.NoLongerNeeded ? DirectionOutcome.NotNeeded
                        : DirectionOutcome.NotDone,
                    Why = PersonRules.Clean(check.Why) ?? action.Evidence ?? action.EndedReason,
                }
            );
            count++;
        }
        return count;
    }

    private static List<Problem> Problems(
        SupervisionForm input,
        List<Worker> workers,
        List<SupervisionChildInput> chosen,
        List<ActionItem> earlier,
        Guid supervisor,
        DateOnly today
    )
    {
        var problems = new List<Problem>();
        var personal = input.Kind == SupervisionKind.Personal;
        var least = input.Kind is SupervisionKind.Group or SupervisionKind.Joint ? 2 : 1;
        if (workers.Count < least)
        {
            problems.Add(new(nameof(input.Workers), least == 2 ? "Select at least two people" : "Select who was supervised"));
        }
        else if (input.Kind is SupervisionKind.Case or SupervisionKind.Personal && workers.Count > 1)
        {
            problems.Add(new(nameof(input.Workers), "This kind is with one person. Choose group or joint supervision for several"));
        }
        if (input.On is null)
        {
            problems.Add(new(nameof(input.On), "Enter the day on which you met"));
        }
        else if (input.On > today || input.On < today.AddDays(-DaysBack))
        {
            problems.Add(new(nameof(input.On), $"The day must be within the last {DaysBack} days, or today"));
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
            if (text?.Trim().Length > LongestText)
            {
                problems.Add(new(name, $"This must be {LongestText} characters or fewer"));
            }
        }
        if (
            chosen.Count == 0
            && new[] { input.Discussion, input.Workload, input.Wellbeing, input.Development }.All(string.IsNullOrWhiteSpace)
            && input.Agreements.TrueForAll(a => a.IsEmpty)
        )
        {
            problems.Add(
                new(nameof(input.Discussion), input.Kind == SupervisionKind.Case ? "Choose a child you spoke about, or write what you thought about" : "Write what you spoke about")
            );
        }
        for (var i = 0; i < input.Children.Count; i++)
        {
            var child = input.Children[i];
            if (!chosen.Contains(child))
            {
                continue;
            }
            if (Editing.Text("Discussion", child.Discussion, "Write what was said about this child", LongestText) is { } missing)
            {
                problems.Add(new($"Children[{i}].Discussion", missing.Message));
            }
            if (child.Decision?.Trim().Length > LongestText)
            {
                problems.Add(new($"Children[{i}].Decision", $"This must be {LongestText} characters or fewer"));
            }
        }
        foreach (var action in earlier.Where(a => a.State == ActionState.Open))
        {
            var i = input.Checks.FindIndex(c => c.ActionId == action.Id);
            if (i < 0 || input.Checks[i].Outcome is not { } outcome || !Enum.IsDefined(outcome))
            {
                problems.Add(new(i < 0 ? "" : $"Checks[{i}].Outcome", $"Say what became of «{action.What}»"));
            }
            else if (outcome != DirectionOutcome.Done && Editing.Text("Why", input.Checks[i].Why, "Say why", LongestLine) is { } why)
            {
                problems.Add(new($"Checks[{i}].Why", why.Message));
            }
            else if (input.Checks[i].Why?.Length > LongestLine)
            {
                problems.Add(new($"Checks[{i}].Why", $"This must be {LongestLine} characters or fewer"));
            }
        }
        for (var i = 0; i < input.Agreements.Count; i++)
        {
            var agreement = input.Agreements[i];
            if (agreement.IsEmpty)
            {
                continue;
            }
            if (Editing.Text("What", agreement.What, "Say what was agreed", LongestLine) is { } what)
            {
                problems.Add(new($"Agreements[{i}].What", what.Message));
            }
            if (agreement.OwnerWorkerId is { } owner && owner != supervisor && workers.TrueForAll(w => w.Id != owner))
            {
                problems.Add(new($"Agreements[{i}].OwnerWorkerId", "Select one of those who were there"));
            }
            if (agreement.PersonId is { } about && chosen.TrueForAll(c => c.PersonId != about))
            {
                problems.Add(new($"Agreements[{i}].PersonId", personal ? "What is agreed for a child belongs in case supervision" : "Select one of the children you spoke about"));
            }
            if (agreement.PersonId is null && workers.Count > 0 && workers[0].TeamId is null)
            {
                problems.Add(new($"Agreements[{i}].What", $"{workers[0].Name} has no team yet, so nothing can be put on a list"));
            }
            if (agreement.DueOn < today)
            {
                problems.Add(new($"Agreements[{i}].DueOn", "The day must be today or later"));
            }
        }
        return problems;
    }

    /// <summary>Tells those who were supervised that it is written down. Nothing of what was said.</summary>
    private async Task Tell(Act act, List<Worker> workers, SupervisionRecord record, CancellationToken ct)
    {
        var ids = workers.Select(w => w.Id).ToList();
        foreach (var account in await db.Users.AsNoTracking().Where(u => u.WorkerId != null && ids.Contains(u.WorkerId.Value)).OrderBy(u => u.Id).Select(u => u.Id).ToListAsync(ct))
        {
            db.Notices.Add(
                new Notice
                {
                    Id = clock.NewId(),
                    AccountId = account,
                    Text =
                        $"{SupervisionRules.Name(record.Kind)} of {Standards.Calendar.DateWords.Medium(record.On)} is written down. Read it under Teams, Supervision, and add your own words if you see it differently.",
                    At = act.At,
                }
            );
        }
    }
}
