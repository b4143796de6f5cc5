using Kith.Practice.Casework;
using Kith.Practice.Children.Chronology;
using Kith.Practice.Children.Show;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Kith.Standards.Calendar;
using Kith.Standards.CinCensus.Rules;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Children.RecordCheck;

/// <summary>The findings on one record.</summary>
public sealed record RecordCheckPage(PersonHead Head, DateOnly Today, IReadOnlyList<CheckLine> Lines)
{
    /// <summary>How many findings are strengths.</summary>
    public int Met => Lines.Count(l => l.Met);
}

/// <summary>What would somebody see who opens this record for the first time? A fixed number of queries.</summary>
[UseCase]
public sealed class ShowRecordCheck(KithDb db, Clock clock)
{
    private static readonly SubjectKind[] Deciding = [SubjectKind.InitialConference, SubjectKind.ReviewConference, SubjectKind.NeedReview];

    /// <summary>Null when there is no such child. The caller has already been allowed to read the record.</summary>
    public async Task<RecordCheckPage?> Show(Guid id, CancellationToken ct = default)
    {
        var today = clock.Today;
        if (await PersonHeads.Of(db, id, today, ct) is not { IsChild: true } head)
        {
            return null;
        }
        var row = await (
            from o in db.ChildOverviews.AsNoTracking()
            where o.PersonId == id
            join p in db.People on o.PersonId equals p.Id
            join m in db.FamilyMeetings
                on db.FamilyMeetings.Where(x => x.PersonId == id).OrderByDescending(x => x.On).ThenByDescending(x => x.Id).Select(x => (Guid?)x.Id).FirstOrDefault() equals m.Id
                into ms
            from m in ms.DefaultIfEmpty()
            join c in db.ContingencyPlans
                on db
                    .ContingencyPlans.Where(x => x.PersonId == id && x.EndedOn == null)
                    .OrderByDescending(x => x.MadeOn)
                    .ThenByDescending(x => x.Id)
                    .Select(x => (Guid?)x.Id)
                    .FirstOrDefault() equals c.Id
                into cs
            from c in cs.DefaultIfEmpty()
            select new
            {
                Child = o,
                Due = db.DueItems.Where(d => d.PersonId == o.PersonId).ToList(),
                p.WhyInvolved,
                p.WhyInvolvedOn,
                Meeting = m,
                Contingency = c,
                AssessedOn = db.Assessments.Where(x => x.PersonId == id).Max(x => x.AuthorisedOn),
                AssessmentCites = db.VoiceCitations.Any(x =>
                    x.PersonId == id
                    && x.EndedOn == null
                    && x.SubjectKind == SubjectKind.Assessment
                    && x.SubjectId
                        == db.Assessments.Where(s => s.PersonId == id && s.AuthorisedOn != null)
                            .OrderByDescending(s => s.AuthorisedOn)
                            .ThenByDescending(s => s.Id)
                            .Select(s => s.Id)
                            .FirstOrDefault()
                ),
                // A conference or review that decided on the plan speaks for it.
                PlanCites = db.VoiceCitations.Any(x =>
                    x.PersonId == id
                    && x.EndedOn == null
                    && (
                        Deciding.Contains(x.SubjectKind)
                        || db.CinPlans.Any(s => s.Id == x.SubjectId && s.EndedOn == null)
                        || db.ProtectionPlans.Any(s => s.Id == x.SubjectId && s.EndedOn == null)
                    )
                ),
                Unsigned = db.Approvals.Count(a => a.PersonId == id && a.Outcome == null && a.WithdrawnAt == null),
                UnsignedSince = db.Approvals.Where(a => a.PersonId == id && a.Outcome == null && a.WithdrawnAt == null).Min(a => (DateTime?)a.AskedAt),
                Issues = db.CensusIssues.Count(i =>
                    i.PersonId == id && i.Severity == RuleSeverity.Error && i.ExplanationId == null && (i.CountsFrom == null || i.CountsFrom <= today)
                ),
                Named = db.NetworkTies.Count(t => t.PersonId == id && t.NamedByChild),
                Close = db.NetworkTies.Count(t => t.PersonId == id && t.Closeness != null),
                Relatives = db.Relationships.Where(r => r.OtherId == id && (r.To == null || r.To > today)).Select(r => r.PersonId).Distinct().Count(),
            }
        )
            .AsSingleQuery()
            .FirstOrDefaultAsync(ct);
        if (row is null)
        {
            return new(head, today, []);
        }
        var story = await db
            .Chronology.Where(c => c.PersonId == id && c.On <= today)
            .GroupBy(c => c.Kind)
            .Select(g => new
            {
                g.Key,
                Count = g.Count(),
                Last = g.Max(c => c.On),
            })
            .ToListAsync(ct);
        var intervals = await IntervalPolicy.Load(db, ct);
        var facts = new RecordFacts
        {
            Today = today,
            Child = row.Child,
            Due = row.Due,
            PlanCites = row.PlanCites,
            AssessmentCites = row.AssessmentCites,
            AssessedOn = row.AssessedOn,
            Relatives = row.Relatives,
            NamedByChild = row.Named,
            ClosenessKnown = row.Close,
            ContingencyChildView = !string.IsNullOrWhiteSpace(row.Contingency?.ChildView),
            ContingencyReviewOn = row.Contingency?.ReviewOn,
            FamilyMeeting = row.Meeting?.State,
            ChronologyTo = story.Count == 0 ? null : story.Max(s => s.Last),
            Significant = story.Where(s => ChronologyKinds.UsuallySignificant.Contains(s.Key)).Sum(s => s.Count),
            WhyInvolved = !string.IsNullOrWhiteSpace(row.WhyInvolved),
            WhyInvolvedOn = row.WhyInvolvedOn,
            Unsigned = row.Unsigned,
            UnsignedSince = row.UnsignedSince is { } asked ? LondonTime.DateOf(asked) : null,
            DataIssues = row.Issues,
        };
        return new(head, today, RecordCheckRules.Of(facts, intervals));
    }
}
