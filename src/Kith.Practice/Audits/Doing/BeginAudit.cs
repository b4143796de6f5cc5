using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Audits.Programme;
using Kith.Practice.Audits.Tools;
using Kith.Practice.Children;
using Kith.Practice.Children.RecordCheck;
using Kith.Practice.Improvement.Recommendations;
using Kith.Practice.Store;
using Kith.Standards.Calendar;
using Kith.Standards.CodeSets;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Audits.Doing;

/// <summary>Gathers what the record says by itself, for the questions of an audit: the record check and a few facts more. No grade of an earlier audit is among them.</summary>
[UseCase]
public sealed class GatherFacts(KithDb db, ShowRecordCheck check, Clock clock)
{
    /// <summary>The census code for «no disability».</summary>
    private const string NoDisability = "NONE";

    /// <summary>The facts as they stand now. The caller has already been allowed to read the record.</summary>
    public async Task<IReadOnlyList<GatheredFact>> Of(Guid person, CancellationToken ct = default)
    {
        var today = clock.Today;
        var facts = new List<GatheredFact>();
        if (await check.Show(person, ct) is { } found)
        {
            facts.AddRange(found.Lines.Select(l => new GatheredFact(About(l.Area), l.Met, l.Words, l.Place)));
        }
        var year = today.AddYears(-1);
        var more = await db
            .ChildOverviews.AsNoTracking()
            .Where(o => o.PersonId == person)
            .Select(o => new
            {
                Child = o,
                Supervised = db.SupervisionCases.Count(s => s.PersonId == person && s.On >= year),
                SupervisedOn = db.SupervisionCases.Where(s => s.PersonId == person).Max(s => (DateOnly?)s.On),
                OversightYear = db.ManagementOversights.Count(m => m.PersonId == person && m.On >= year),
                AuditedBefore = db.Audits.Count(a => a.PersonId == person),
                AuditedOn = db.Audits.Where(a => a.PersonId == person).Max(a => (DateOnly?)a.CompletedOn),
                Open = db.Recommendations.Count(r => r.Origin == RecommendationOrigin.Audit && r.JoinedIntoId == null && r.Action.PersonId == person && r.Action.DoneOn == null),
                Missing = db.MissingEpisodes.Count(m => m.PersonId == person && m.MissingFrom >= LondonTime.StartOfDayUtc(year)),
            })
            .FirstOrDefaultAsync(ct);
        if (more is null)
        {
            return facts;
        }
        // Two short lists in one statement.
        var listed = await db
            .Disabilities.AsNoTracking()
            .Where(d => d.PersonId == person && d.Code != NoDisability)
            .Select(d => new
            {
                Name = d.Code,
                Level = (string?)null,
                From = (DateOnly?)null,
            })
            .Concat(
                db.RiskLevels.Where(r => r.PersonId == person && r.To == null)
                    .Select(r => new
                    {
                        Name = r.Risk,
                        Level = (string?)r.Level,
                        From = (DateOnly?)r.From,
                    })
            )
            .ToListAsync(ct);
        var disabilities = listed.Where(l => l.Level is null).Select(l => l.Name).Distinct().ToList();
        var c = more.Child;
        facts.Add(
            new(
                AuditFact.Supervision,
                more.Supervised > 0,
                more.SupervisedOn is { } spoken
                    ? $"Spoken about in supervision {Times(more.Supervised)} in the last year, last {DateWords.Medium(spoken)}"
                    : "Nothing is recorded from supervision",
                "oversight"
            )
        );
        facts.Add(new(AuditFact.Oversight, null, $"A manager looked {Times(more.OversightYear)} in the last year", "oversight"));
        facts.AddRange(
            listed
                .Where(l => l.Level is not null)
                .OrderBy(r => r.From)
                .ThenBy(r => r.Name, StringComparer.Ordinal)
                .Select(r => new GatheredFact(
                    AuditFact.Risk,
                    null,
                    $"{Spaced(r.Name)}: judged {r.Level!.ToLowerInvariant()} since {DateWords.Medium(r.From!.Value)}",
                    "chronology"
                ))
        );
        facts.Add(
            new(AuditFact.Risk, null, more.Missing == 0 ? "Not missing in the last year, as far as is recorded" : $"Missing {Times(more.Missing)} in the last year", "chronology")
        );
        facts.Add(
            new(AuditFact.Identity, c.Ethnicity is not null, c.Ethnicity is { } code ? $"Ethnicity: {CodeSets.Ethnicity.Describe(code) ?? code}" : "No ethnicity is recorded", "")
        );
        if (disabilities.Count > 0)
        {
            facts.Add(
                new(AuditFact.Identity, null, $"Disability: {string.Join(", ", disabilities.Order(StringComparer.Ordinal).Select(d => CodeSets.Disability.Describe(d) ?? d))}", "")
            );
        }
        else
        {
            facts.Add(new(AuditFact.Identity, null, "No disability is recorded", ""));
        }
        facts.Add(
            new(
                AuditFact.Workers,
                c.WorkersInTwoYears <= 2,
                c.WorkersInTwoYears switch
                {
                    0 => "No lead worker in the last two years",
                    1 => "One lead worker in the last two years",
                    var n => $"{n} lead workers in the last two years",
                },
                "people"
            )
        );
        facts.Add(
            new(
                AuditFact.EarlierAudits,
                more.Open == 0,
                more.AuditedOn is { } audited
                    ? $"Audited {Times(more.AuditedBefore)} before, last {DateWords.Medium(audited)}; {(more.Open == 0 ? "nothing that was asked for is open" : more.Open == 1 ? "one recommendation is open" : $"{more.Open} recommendations are open")}"
                    : "Not audited before",
                "chronology"
            )
        );
        return facts;
    }

    private static AuditFact About(CheckArea area) =>
        area switch
        {
            CheckArea.Seen => AuditFact.Seen,
            CheckArea.Voice => AuditFact.Voice,
            CheckArea.Plan => AuditFact.Plan,
            CheckArea.Network => AuditFact.Network,
            CheckArea.Contingency => AuditFact.Contingency,
            CheckArea.Oversight => AuditFact.Oversight,
            _ => AuditFact.Chronology,
        };

    private static string Times(int n) =>
        n switch
        {
            0 => "not once",
            1 => "once",
            2 => "twice",
            _ => $"{n} times",
        };

    private static string Spaced(string name) => string.Concat(name.Select((c, i) => i > 0 && char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : c.ToString()));
}

/// <summary>Begins an audit: independence is asked once more, and what the record says at that moment is kept.</summary>
[UseCase]
public sealed class BeginAudit(KithDb db, RecordAccess access, AuditIndependence independence, GatherFacts facts, Acts.Acts acts, Clock clock)
{
    /// <exception cref="AccessRefusedException">There is no such audit, or it is another's.</exception>
    /// <exception cref="NotAcceptedException">The auditor had a part in the work since they were named, or it has begun.</exception>
    public async Task Handle(Guid id, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var assignment = await db.AuditAssignments.FirstOrDefaultAsync(a => a.Id == id, ct);
        if (assignment is null || actor.WorkerId is not { } me || assignment.AuditorId != me)
        {
            throw new AccessRefusedException(Sight.Nothing, "begin an audit");
        }
        await access.Demand(actor, assignment.PersonId, Permission.DoAudits, "begin an audit", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        AuditFlow.Machine.Demand(assignment, AuditAct.Begin);
        if (await independence.Why(me, assignment, ct) is { } why)
        {
            throw new NotAcceptedException("", $"You had a part in the work ({why}), and nobody audits their own work. Whoever leads the programme can name somebody else");
        }
        var gathered = await facts.Of(assignment.PersonId, ct);
        assignment.BegunOn = clock.Today;
        (assignment.GatheredFacts, assignment.FactsAt) = (gathered, clock.UtcNow);
        assignment.PractitionerId = await db.ChildOverviews.Where(o => o.PersonId == assignment.PersonId).Select(o => o.WorkerId).FirstOrDefaultAsync(ct);
        var act = acts.Begin(actor, "Begin an audit", key: key);
        act.Happened(new AuditBegun(assignment.PersonId, id, me, clock.Today, gathered.Count));
        await act.Save(id, ct);
    }
}
