using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Acts;
using Kith.Practice.Casework;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Kith.Practice.Workforce;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Oversight;

/// <summary>A manager can look at any open child's case.</summary>
internal sealed class OversightActs : IChildActs
{
    public Task<IReadOnlyList<ChildAct>> Of(Guid childId, Actor actor, CancellationToken ct = default) =>
        Task.FromResult<IReadOnlyList<ChildAct>>(actor.May(Permission.Decide) ? [new("Record management oversight", $"/children/{childId}/oversight/record", 8)] : []);
}

/// <summary>
/// Records a manager's oversight, for one child or several at once, each in words of their own. Directions go into the one
/// list of actions; those of the last time are looked at first.
/// </summary>
[UseCase]
public sealed class RecordOversight(KithDb db, RecordAccess access, Acts.Acts acts, ActionLedger ledger, ActionOwners owners, Clock clock)
{
    public const int LongestText = 4000;
    public const int LongestLine = 500;

    /// <summary>How long after it took place an oversight can be written up.</summary>
    public const int DaysBack = 31;

    /// <returns>The record of the first child.</returns>
    /// <exception cref="AccessRefusedException">The actor is no manager of one of the children.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be.</exception>
    /// <exception cref="SecondEditorException">Someone else recorded an oversight since the form was shown.</exception>
    public async Task<Guid> Handle(OversightForm input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var chosen = input.Children.Where(c => c.Included).DistinctBy(c => c.PersonId).ToList();
        await access.Demand(actor, [.. chosen.Select(c => c.PersonId)], Permission.Decide, "record management oversight", ct);
        if (await acts.AlreadyDone(key, ct) is { Result: { } earlier })
        {
            return earlier;
        }
        var ids = chosen.Select(c => c.PersonId).ToList();
        var children = await db
            .ChildOverviews.AsNoTracking()
            .Where(o => ids.Contains(o.PersonId))
            .Select(o => new
            {
                o.PersonId,
                o.DisplayName,
                o.Status,
                o.EpisodeFrom,
                Leads = db.Allocations.Any(a =>
                    a.PersonId == o.PersonId && a.To == null && a.Role == AllocationRole.Lead && a.WorkerId == actor.WorkerId && actor.WorkerId != null
                ),
            })
            .ToDictionaryAsync(o => o.PersonId, ct);
        var last = await OversightRows.Last(db, ids, ct);
        var lastIds = last.Values.Select(o => o.Id).ToList();
        var open = (
            await db
                .ActionItems.Where(a =>
                    a.Source == ActionSource.Oversight && ids.Contains(a.PersonId!.Value) && ((a.DoneOn == null && a.EndedOn == null) || lastIds.Contains(a.SourceId))
                )
                .ToListAsync(ct)
        ).ToLookup(a => a.PersonId!.Value);
        var mayOwn = (await owners.Of(ids, actor, ct)).Select(o => o.WorkerId).ToHashSet();

        var problems = new List<Problem>();
        if (chosen.Count == 0)
        {
            problems.Add(new("", "Choose at least one child"));
        }
        var today = clock.Today;
        if (input.On is null)
        {
            problems.Add(new(nameof(input.On), "Enter the day on which you looked at the case"));
        }
        else if (input.On > today || input.On < today.AddDays(-DaysBack))
        {
            problems.Add(new(nameof(input.On), $"The day must be within the last {DaysBack} days, or today"));
        }
        for (var i = 0; i < input.Children.Count; i++)
        {
            if (chosen.Contains(input.Children[i]) && children.GetValueOrDefault(input.Children[i].PersonId) is { } child)
            {
                var at = $"Children[{i}]";
                if (!Children.ChildWords.IsOpen(child.Status))
                {
                    problems.Add(new("", $"The work with {child.DisplayName} has ended"));
                }
                if (child.Leads)
                {
                    problems.Add(new("", $"You work with {child.DisplayName} yourself: someone else looks at the case, so that it is seen with other eyes"));
                }
                var own = new List<Problem>();
                Check(input.Children[i], at, [.. open[child.PersonId]], mayOwn, own);
                // Of several children each line says of whom it speaks.
                problems.AddRange(chosen.Count > 1 ? own.Select(p => p with { Message = $"{Children.PersonNames.FirstOfAll(child.DisplayName)}: {p.Message}" }) : own);
            }
        }
        Editing.Refuse(problems);

        var act = acts.Begin(actor, "Record management oversight", key: key);
        var together = chosen.Count > 1 ? clock.NewId() : (Guid?)null;
        Guid? first = null;
        foreach (var child in chosen)
        {
            if (last.GetValueOrDefault(child.PersonId)?.Id != child.LastId)
            {
                throw new SecondEditorException(last.GetValueOrDefault(child.PersonId)?.Id, child.PersonId);
            }
            var record = new ManagementOversight
            {
                Id = clock.NewId(),
                PersonId = child.PersonId,
                On = input.On!.Value,
                ManagerId = actor.WorkerId,
                ChildExperience = PersonRules.Clean(child.ChildExperience),
                Progress = PersonRules.Clean(child.Progress),
                Risk = PersonRules.Clean(child.Risk),
                ContingencyChecked = child.ContingencyChecked,
                ContingencyNote = PersonRules.Clean(child.ContingencyNote),
                Decision = PersonRules.Clean(child.Decision),
                Rationale = PersonRules.Clean(child.Rationale),
                TogetherId = together,
                ByAccountId = actor.AccountId,
                RecordedAt = act.At,
            };
            db.ManagementOversights.Add(record);
            var looked = LookAt(child, record, open[child.PersonId].ToDictionary(a => a.Id), actor, act);
            var directions = child.Directions.Where(d => !d.IsEmpty).ToList();
            foreach (var direction in directions)
            {
                ledger.Add(
                    act,
                    new ActionItem
                    {
                        PersonId = child.PersonId,
                        Source = ActionSource.Oversight,
                        SourceId = record.Id,
                        What = direction.What!,
                        OwnerWorkerId = direction.OwnerWorkerId,
                        OwnerName = direction.OwnerWorkerId is null ? PersonRules.Clean(direction.OwnerName) : null,
                        DueOn = direction.DueOn,
                        EvidenceNeeded = true,
                    }
                );
            }
            act.Happened(new OversightRecorded(child.PersonId, record.Id, record.On, record.ManagerId, directions.Count, looked));
            first ??= record.Id;
        }
        return await act.Save(first!.Value, ct);
    }

    private int LookAt(OversightChildInput child, ManagementOversight record, Dictionary<Guid, ActionItem> earlier, Actor actor, Act act)
    {
        var count = 0;
        foreach (var check in child.Checks.Where(c => c.Outcome is not null && earlier.ContainsKey(c.ActionId)).DistinctBy(c => c.ActionId))
        {
            var action = earlier[check.ActionId];
            if (action.State == ActionState.Open && check.Outcome == DirectionOutcome.Done)
            {
                action.Complete(clock.Today, check.Why, actor.AccountId, clock.Today);
                act.Happened(new ActionDone(action.PersonId, action.TeamId, action.Id, action.DoneOn!.Value, action.Evidence));
            }
            else if (action.State == ActionState.Open && check.Outcome == DirectionOutcome.NotNeeded)
            {
                action.End(clock.Today, check.Why);
                act.Happened(new ActionEnded(action.PersonId, action.TeamId, action.Id, action.EndedReason!));
            }
            db.DirectionChecks.Add(
                new DirectionCheck
                {
                    Id = clock.NewId(),
                    PersonId = child.PersonId,
                    OversightId = record.Id,
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

    private static void Check(OversightChildInput child, string at, List<ActionItem> earlier, HashSet<Guid> owners, List<Problem> problems)
    {
        if (Editing.Text("Decision", child.Decision, "Say what you decided, even when nothing is to change", LongestText) is { } missing)
        {
            problems.Add(new($"{at}.Decision", missing.Message));
        }
        foreach (
            var (name, text) in new[]
            {
                ("ChildExperience", child.ChildExperience),
                ("Progress", child.Progress),
                ("Risk", child.Risk),
                ("ContingencyNote", child.ContingencyNote),
                ("Rationale", child.Rationale),
            }
        )
        {
            if (text?.Trim().Length > LongestText)
            {
                problems.Add(new($"{at}.{name}", $"This must be {LongestText} characters or fewer"));
            }
        }
        foreach (var action in earlier.Where(a => a.State == ActionState.Open))
        {
            var i = child.Checks.FindIndex(c => c.ActionId == action.Id);
            if (i < 0 || child.Checks[i].Outcome is not { } outcome || !Enum.IsDefined(outcome))
            {
                problems.Add(new(i < 0 ? "" : $"{at}.Checks[{i}].Outcome", $"Say what became of «{action.What}»"));
            }
            else if (Editing.Text("Why", child.Checks[i].Why, outcome == DirectionOutcome.Done ? "Say what shows that it was done" : "Say why", LongestLine) is { } why)
            {
                problems.Add(new($"{at}.Checks[{i}].Why", why.Message));
            }
        }
        var several = child.Directions.Count(d => !d.IsEmpty) > 1;
        for (var i = 0; i < child.Directions.Count; i++)
        {
            var direction = child.Directions[i];
            if (direction.IsEmpty)
            {
                continue;
            }
            if (Editing.Text("What", direction.What, several ? $"Say what is to be done in direction {i + 1}" : "Say what is to be done", LongestLine) is { } what)
            {
                problems.Add(new($"{at}.Directions[{i}].What", what.Message));
            }
            if (direction.OwnerWorkerId is null && string.IsNullOrWhiteSpace(direction.OwnerName))
            {
                problems.Add(new($"{at}.Directions[{i}].OwnerWorkerId", several ? $"Say who will do what direction {i + 1} asks" : "Say who will do it"));
            }
            else if (direction.OwnerWorkerId is { } owner && !owners.Contains(owner))
            {
                problems.Add(new($"{at}.Directions[{i}].OwnerWorkerId", "Choose from the list"));
            }
            if (direction.OwnerName?.Trim().Length > 200)
            {
                problems.Add(new($"{at}.Directions[{i}].OwnerName", "This must be 200 characters or fewer"));
            }
        }
    }
}

/// <summary>Which oversight records of some children come last. One query.</summary>
internal static class OversightRows
{
    public static async Task<Dictionary<Guid, ManagementOversight>> Last(KithDb db, IReadOnlyCollection<Guid> children, CancellationToken ct) =>
        (
            await db
                .ManagementOversights.AsNoTracking()
                .Where(o => children.Contains(o.PersonId) && !db.ManagementOversights.Any(l => l.PersonId == o.PersonId && l.On > o.On))
                .ToListAsync(ct)
        )
            .GroupBy(o => o.PersonId)
            .ToDictionary(g => g.Key, g => g.OrderByDescending(o => o.Id).First());
}
