using Kith.Practice.Children;
using Kith.Practice.Projections;
using Kith.Practice.Store;
using Kith.Practice.Synthetic.Families;
using Kith.Practice.Synthetic.Workplace;
using Kith.Practice.Workforce;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Synthetic;

/// <summary>What is looked at and made better: audits, the plan, inspections, themes.</summary>
public sealed partial class SyntheticCouncil
{
    /// <summary>The audit programme: two years of audits that families' records already hold, and a cycle that is under way.</summary>
    private async Task Audit(Story story, long seed, Dictionary<string, int> counts, CancellationToken ct)
    {
        var asAt = story.Setting.AsAt;
        var since = asAt.AddYears(-2);
        var before = await (
            from a in db.Audits.AsNoTracking()
            where a.CompletedOn >= since
            join o in db.ChildOverviews on a.PersonId equals o.PersonId
            orderby a.Id
            select new AuditThen(
                a.Id,
                a.PersonId,
                a.CompletedOn,
                a.AuditorId,
                a.Grade,
                a.ModeratedGrade,
                db.Allocations.Where(x => x.PersonId == a.PersonId && x.Role == AllocationRole.Lead && x.From <= a.CompletedOn && (x.To == null || x.To > a.CompletedOn))
                    .OrderBy(x => x.Id)
                    .Select(x => x.WorkerId)
                    .FirstOrDefault(),
                o.TeamId
            )
        ).ToListAsync(ct);
        var children = (
            await db
                .ChildOverviews.AsNoTracking()
                .Where(o => !o.Restricted && !o.Unborn && o.TeamId != null && ChildWords.OpenStatuses.Contains(o.Status))
                .OrderBy(o => o.PersonId)
                .Select(o => new
                {
                    Child = o,
                    Risk = db.RiskLevels.Any(r => r.PersonId == o.PersonId && r.To == null && r.Level != "Low" && WorkerSkills.OutsideTheHome.Contains(r.Risk)),
                    ReferredBefore = db.Episodes.Where(e => e.PersonId == o.PersonId && e.ReferredOn < o.EpisodeFrom).Max(e => (DateOnly?)e.ReferredOn),
                    AuditedOn = db.Audits.Where(a => a.PersonId == o.PersonId).Max(a => (DateOnly?)a.CompletedOn),
                })
                .ToListAsync(ct)
        ).ConvertAll(c => new AuditableToday(
            new(c.Child.PersonId, c.Child.TeamId!.Value, c.Child.Disabled, c.Risk, c.Child.Ethnicity, c.Child.BornOn, c.Child.EpisodeFrom, c.ReferredBefore, c.AuditedOn),
            c.Child.DisplayName,
            c.Child.WorkerId,
            c.Child.LastSeenOn,
            c.Child.LastVoiceOn,
            c.Child.LastOversightOn
        ));
        string[] known = ["Helen Marsh", "Ruth Benson", "Grace Adeyemi"];
        // A council without the people of the demonstration has others who audit.
        var auditors = story
            .Council.Workers.Where(w => w.LeftOn is null)
            .OrderBy(w => Array.IndexOf(known, w.Name) is var i && i < 0 ? known.Length : i)
            .Take(known.Length)
            .Select(w => w.Id)
            .ToList();
        var parts = (await new Audits.Programme.AuditIndependence(db).PartsOf(auditors, [.. children.Select(c => c.Candidate.PersonId)], ct))
            .Select(p => (p.WorkerId, p.PersonId))
            .ToHashSet();
        var told = new AuditStory(asAt, new SeededRandom(seed, -530), new SyntheticIds(FamilyStory.Milliseconds(asAt) - 6000, new SeededRandom(seed, -531)));
        told.Tell(before, children, auditors, (worker, person) => !parts.Contains((worker, person)), "Ruth Benson");
        var facts = new Audits.Doing.GatherFacts(db, new Children.RecordCheck.ShowRecordCheck(db, clock), clock);
        foreach (var begun in told.Assignments.Where(a => a.FactsAt is not null && a.FinishedOn is null))
        {
            // A few: what their records say is beside the questions, as whoever audits would see it.
            begun.GatheredFacts = await facts.Of(begun.PersonId, ct);
        }
        await engine.BulkInsert(db, told.Tools, ct);
        await engine.BulkInsert(db, told.Cycles, ct);
        await engine.BulkInsert(db, told.Teams, ct);
        await engine.BulkInsert(db, told.Auditors, ct);
        await engine.BulkInsert(db, told.Assignments, ct);
        await engine.BulkInsert(db, told.Audits, ct);
        await engine.BulkInsert(db, told.Parts, ct);
        await engine.BulkInsert(db, told.Feedback, ct);
        await engine.BulkInsert(db, told.Calibrations, ct);
        await engine.BulkInsert(db, told.Readings, ct);
        await engine.BulkInsert(db, told.Settlements, ct);
        counts["AuditAssignment"] = told.Assignments.Count;
        counts["AuditReading"] = told.Readings.Count;
        counts[nameof(Audits.Audit)] = counts.GetValueOrDefault(nameof(Audits.Audit)) + told.Audits.Count;
    }

    /// <summary>The inspection, and the plan that answers it, with the figures of the records that were made.</summary>
    private async Task Improve(Story story, long seed, Dictionary<string, int> counts, CancellationToken ct)
    {
        var asAt = story.Setting.AsAt;
        var director = story.Accounts.FirstOrDefault(a => a.UserName == "amanda.clarke")?.Id ?? Guid.Empty;
        var asked = await db
            .Recommendations.AsNoTracking()
            .Select(r => new AskedFacts(r.RaisedOn, r.AcceptedOn, r.Action.DueOn, r.Action.DoneOn, r.VerifiedOn, r.ConfirmedOn, r.Overtaken))
            .ToListAsync(ct);
        var told = new ImprovementStory(asAt, story.Council, director, asked, new SyntheticIds(FamilyStory.Milliseconds(asAt) - 7000, new SeededRandom(seed, -521)));
        await told.Tell(readings, ct);
        await engine.BulkInsert(db, told.Inspections, ct);
        await engine.BulkInsert(db, told.Judgements, ct);
        await engine.BulkInsert(db, told.Points, ct);
        await engine.BulkInsert(db, told.Objectives, ct);
        await engine.BulkInsert(db, told.Measures, ct);
        await engine.BulkInsert(db, told.Actions, ct);
        await engine.BulkInsert(db, told.Recommendations, ct);
        await engine.BulkInsert(db, told.Steps, ct);
        await engine.BulkInsert(db, told.Decisions, ct);
        await engine.BulkInsert(db, told.Evidence, ct);
        await engine.BulkInsert(db, told.Reports, ct);
        counts[nameof(Actions.ActionItem)] = counts.GetValueOrDefault(nameof(Actions.ActionItem)) + told.Actions.Count;
        counts["ImprovementObjective"] = told.Objectives.Count;
        counts["BoardReport"] = told.Reports.Count;
        await Inspect(story, told, seed, counts, ct);
    }

    /// <summary>The rooms of the visits, and the self-evaluation with figures as they were on its days.</summary>
    private async Task Inspect(Story story, ImprovementStory improved, long seed, Dictionary<string, int> counts, CancellationToken ct)
    {
        var asAt = story.Setting.AsAt;
        if (story.Accounts.Find(a => a.UserName == "owen.griffiths") is not { } coordinator || story.Accounts.Find(a => a.UserName == "martin.hale") is not { } inspector)
        {
            return;
        }
        var children = await db
            .ChildOverviews.AsNoTracking()
            .Where(o => !o.Restricted && !o.Unborn && o.WorkerId != null && (o.Status == ChildStatus.ChildProtection || o.Status == ChildStatus.ChildInNeed))
            .OrderByDescending(o => o.Status == ChildStatus.ChildProtection && !o.Disabled)
            .ThenBy(o => o.PlanFrom)
            .ThenBy(o => o.PersonId)
            .Take(10)
            .Select(o => new ChoosableToday(o.PersonId, o.Status == ChildStatus.ChildProtection ? "Long on a plan, chosen from list 7" : "Chosen from list 6"))
            .ToListAsync(ct);
        var told = new RoomStory(
            asAt,
            story.Council,
            improved.Inspections[^1],
            coordinator,
            inspector,
            children,
            improved.Reports,
            new SyntheticIds(FamilyStory.Milliseconds(asAt) - 8000, new SeededRandom(seed, -540))
        );
        var measures = Enum.GetValues<Inspection.JudgementArea>().SelectMany(Inspection.SelfEvaluations.EvaluationAreas.Measures).Distinct().ToList();
        told.Tell(await readings.At(measures, told.Pinned, ct));
        await engine.BulkInsert(db, told.Inspections, ct);
        await engine.BulkInsert(db, told.Rooms, ct);
        await engine.BulkInsert(db, told.Inspectors, ct);
        await engine.BulkInsert(db, told.Children, ct);
        await engine.BulkInsert(db, told.Given, ct);
        await engine.BulkInsert(db, told.Actions, ct);
        await engine.BulkInsert(db, told.Requests, ct);
        await engine.BulkInsert(db, told.Meetings, ct);
        await engine.BulkInsert(db, told.Notes, ct);
        await engine.BulkInsert(db, told.Evaluations, ct);
        await engine.BulkInsert(db, told.Sections, ct);
        await engine.BulkInsert(db, told.Papers, ct);
        await engine.BulkInsert(db, told.Entries, ct);
        await engine.BulkInsert(db, told.Tips, ct);
        counts[nameof(Actions.ActionItem)] = counts.GetValueOrDefault(nameof(Actions.ActionItem)) + told.Actions.Count;
        counts["RoomRequest"] = told.Requests.Count;
        counts["SelfEvaluation"] = told.Evaluations.Count;
    }

    /// <summary>What audits and recommendations of the last two years were said to be about.</summary>
    private async Task Tag(Story story, long seed, Dictionary<string, int> counts, CancellationToken ct)
    {
        var asAt = story.Setting.AsAt;
        var since = asAt.AddYears(-2);
        var audits = await db
            .Audits.AsNoTracking()
            .Where(a => a.CompletedOn >= since)
            .OrderBy(a => a.Id)
            .Select(a => new
            {
                a.Id,
                a.CompletedOn,
                a.Summary,
            })
            .ToListAsync(ct);
        var asked = await db
            .Recommendations.AsNoTracking()
            .Where(r => r.RaisedOn >= since)
            .OrderBy(r => r.Id)
            .Select(r => new
            {
                r.Id,
                r.RaisedOn,
                r.RaisedByName,
                r.Finding,
                r.Aim,
                r.Action.What,
            })
            .ToListAsync(ct);
        var found = audits
            .ConvertAll(a => new FoundThen(a.Id, true, a.CompletedOn, "Ruth Benson", [a.Summary]))
            .Concat(asked.Select(r => new FoundThen(r.Id, false, r.RaisedOn, r.RaisedByName, [r.What, r.Aim, r.Finding])));
        var account = story.Accounts.FirstOrDefault(a => a.UserName == "ruth.benson")?.Id ?? Guid.Empty;
        var themes = ThemeStory
            .Tell(found, asAt, account, new SeededRandom(seed, -540), new SyntheticIds(FamilyStory.Milliseconds(asAt) - 8000, new SeededRandom(seed, -541)))
            .ToList();
        await engine.BulkInsert(db, themes, ct);
        counts["FindingTheme"] = themes.Count;
    }
}
