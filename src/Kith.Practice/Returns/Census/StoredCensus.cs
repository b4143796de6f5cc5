using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Returns.Census;

/// <summary>The kept census rows of some people, made to say what their records give: only rows that differ are written, and ages stay.</summary>
internal sealed class StoredCensus
{
    private readonly KithDb db;
    private readonly Dictionary<Guid, CensusStanding> standings;
    private readonly ILookup<Guid, CensusIssue> issues;
    private readonly List<CensusIssue> gone = [];

    /// <param name="db">The context that writes what differs.</param>
    /// <param name="standings">How some people stand in the return.</param>
    /// <param name="issues">What is to be put right about them.</param>
    public StoredCensus(KithDb db, IEnumerable<CensusStanding> standings, IEnumerable<CensusIssue> issues)
    {
        this.db = db;
        this.standings = standings.ToDictionary(s => s.PersonId);
        this.issues = issues.ToLookup(i => i.PersonId);
    }

    public void Keep(Guid person, CensusVerdict verdict, DateOnly today)
    {
        standings.TryGetValue(person, out var standing);
        if (verdict.Standing is null)
        {
            if (standing is not null)
            {
                db.CensusStandings.Remove(standing);
            }
        }
        else if (standing is null)
        {
            db.CensusStandings.Add(verdict.Standing);
        }
        else
        {
            db.Bring(standing, verdict.Standing);
        }

        var before = issues[person].ToDictionary(i => (i.Rule, i.RecordId, i.Field));
        foreach (var issue in verdict.Issues)
        {
            if (before.Remove((issue.Rule, issue.RecordId, issue.Field), out var old))
            {
                issue.FirstSeenOn = old.FirstSeenOn;
                db.Bring(old, issue);
            }
            else
            {
                issue.FirstSeenOn = today;
                db.CensusIssues.Add(issue);
            }
        }
        gone.AddRange(before.Values);
        db.CensusIssues.RemoveRange(before.Values);
    }

    /// <summary>
    /// An explanation explains nothing once its fault is gone. Asks only when one went. Those of an earlier collection
    /// stay: its return is still put together while the next one runs, and their faults are not among these.
    /// </summary>
    public async Task EndExplanations(DateOnly today, CancellationToken ct)
    {
        if (gone.Count == 0)
        {
            return;
        }
        var people = gone.Select(i => i.PersonId).Distinct().ToList();
        var year = CensusJudge.For(today)?.Year.EndYear;
        var keys = gone.Select(i => (i.PersonId, i.Rule, i.RecordId, i.Field)).ToHashSet();
        foreach (var explanation in await db.CensusExplanations.Where(x => people.Contains(x.PersonId) && x.EndYear == year && x.EndedOn == null).ToListAsync(ct))
        {
            if (keys.Contains((explanation.PersonId, explanation.Rule, explanation.RecordId, explanation.Field)))
            {
                explanation.EndedOn = today;
            }
        }
        gone.Clear();
    }

    /// <summary>The issues as text for comparing; when each was first seen is not derived from records, so it is left out.</summary>
    public static string Text(IEnumerable<CensusIssue> issues) =>
        string.Join(
            '\n',
            issues
                .Select(i =>
                    string.Join(
                        '|',
                        i.Rule,
                        i.RecordId,
                        i.Field,
                        i.RecordKind,
                        i.RecordSource,
                        i.Severity,
                        i.Value,
                        i.Against,
                        Trail.CanonicalJson.Of(
                            new
                            {
                                i.CountsFrom,
                                i.WorkerId,
                                i.TeamId,
                            }
                        )
                    )
                )
                .Order(StringComparer.Ordinal)
        );
}
