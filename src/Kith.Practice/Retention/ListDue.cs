using Kith.Practice.Access;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Retention;

/// <summary>A child whose time is up.</summary>
/// <param name="Holds">What stands in the way, in words; empty where it can be proposed.</param>
/// <param name="Disposal">A disposal that is under way.</param>
public sealed record DueLine(Guid PersonId, string Name, DateOnly? Born, DateOnly DueOn, string Rule, IReadOnlyList<string> Holds, Disposal? Disposal);

/// <summary>Whose time is up, and how the rest stand.</summary>
/// <param name="NoDay">Children of whom no day can be told, by why.</param>
/// <param name="Next">The day on which the next child's time is up.</param>
/// <param name="Unconfirmed">Rules that the authority has not confirmed.</param>
public sealed record DueList(IReadOnlyList<DueLine> Lines, bool More, IReadOnlyList<(string Why, int Children)> NoDay, DateOnly? Next, int Unconfirmed, bool AllHeld);

/// <summary>A rule as it stands today.</summary>
public sealed record RuleLine(RetentionRule Rule, IReadOnlyList<(RuleLength Length, int Years, DateOnly? Since, string? By)> Lengths)
{
    public bool Confirmed => Lengths.Any(l => l.Years > 0);
}

/// <summary>One child's record as retention sees it.</summary>
public sealed record RetentionOfChild(
    Guid PersonId,
    string Name,
    RetentionAnswer Answer,
    IReadOnlyList<string> Holds,
    IReadOnlyList<RowsCounted> Goes,
    int People,
    int Documents,
    int Stays,
    Disposal? Disposal,
    IReadOnlyList<LegalHold> LegalHolds
);

/// <summary>Shows whose time is up, one record before it is proposed, and the rules.</summary>
[UseCase]
public sealed class ListDue(KithDb db, DatabaseEngine engine, RecordAccess access, IEnumerable<IHoldsDisposal> holders, Clock clock)
{
    public const int Most = 100;

    /// <summary>Children whose time is up by the list of last night, longest waiting first: those whose records the actor may read.</summary>
    /// <exception cref="AccessRefusedException">The actor does not keep retention.</exception>
    public async Task<DueList> List(Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.KeepRetention, "see whose time is up");
        var today = clock.Today;
        var readable = access.Readable(actor);
        var rows = await (
            from d in db.RetentionDues.AsNoTracking()
            where d.DueOn <= today
            join p in readable on d.PersonId equals p.Id
            orderby d.DueOn, d.PersonId
            select new
            {
                Due = d,
                p.GivenName,
                p.FamilyName,
                p.KnownAs,
                p.LaChildId,
                p.DateOfBirth,
            }
        )
            .Take(Most + 1)
            .ToListAsync(ct);
        var ids = rows.Take(Most).Select(r => r.Due.PersonId).ToList();
        var held = await Holds(ids, ct);
        var disposals = (
            await db.Disposals.AsNoTracking().Where(d => ids.Contains(d.PersonId) && (d.State == DisposalState.Proposed || d.State == DisposalState.Agreed)).ToListAsync(ct)
        ).ToLookup(d => d.PersonId);
        var none = await db.RetentionDues.Where(d => d.DueOn == null).GroupBy(d => d.Why).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        var next = await db.RetentionDues.Where(d => d.DueOn > today).MinAsync(d => d.DueOn, ct);
        var book = await PolicyBook.Load(db, ct);
        return new DueList(
            [
                .. rows.Take(Most)
                    .Select(r => new DueLine(
                        r.Due.PersonId,
                        Children.PersonNames.Display(r.GivenName, r.FamilyName, r.KnownAs, r.LaChildId, false),
                        r.DateOfBirth,
                        r.Due.DueOn!.Value,
                        RetentionRules.Of(r.Due.Rule).Name,
                        [.. held[r.Due.PersonId]],
                        disposals[r.Due.PersonId].FirstOrDefault()
                    )),
            ],
            rows.Count > Most,
            [.. none.OrderByDescending(n => n.Count).Select(n => (n.Key ?? "", n.Count))],
            next,
            RetentionRules.All.Count(r => r.Lengths.All(l => book.Whole(l.Key, today) <= 0)),
            await db.LegalHolds.AnyAsync(h => h.PersonId == null && h.EndedAt == null, ct)
        );
    }

    /// <summary>Every rule, with what the authority has confirmed.</summary>
    public async Task<IReadOnlyList<RuleLine>> Rules(Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.KeepRetention, "see the rules");
        var (book, today) = (await PolicyBook.Load(db, ct), clock.Today);
        return
        [
            .. RetentionRules.All.Select(r => new RuleLine(
                r,
                [.. r.Lengths.Select(l => (l, book.Whole(l.Key, today), book.InForce(l.Key, today)?.From, book.InForce(l.Key, today)?.ApprovedBy))]
            )),
        ];
    }

    /// <summary>One record: which rules, what holds it, what would go. The caller's look at the record is in the trail already.</summary>
    /// <exception cref="AccessRefusedException">The actor may not read the record, or does not keep retention.</exception>
    public async Task<RetentionOfChild?> Show(Guid child, Actor actor, CancellationToken ct = default)
    {
        await access.Demand(actor, child, Permission.KeepRetention, "see how long a record is kept", ct);
        var person = await db.People.AsNoTracking().FirstOrDefaultAsync(p => p.Id == child && p.HasChildRecord && p.MergedIntoId == null, ct);
        var facts = person is null ? null : (await RetentionFactsReader.Read(db, [child], ct)).FirstOrDefault();
        if (facts is null)
        {
            return null;
        }
        var going = await WhoGoes.With(db, child, ct);
        var counts = await new DisposalStatements(db, engine).Count(going, ct);
        var people = going.People;
        return new RetentionOfChild(
            child,
            person!.DisplayName,
            RetentionClock.Of(facts, await PolicyBook.Load(db, ct), clock.Today),
            [.. (await Holds([child], ct))[child]],
            counts,
            going.People.Count,
            await db.StoredDocuments.CountAsync(d => people.Contains(d.PersonId), ct),
            await db.VisitChildren.CountAsync(v => people.Contains(v.PersonId) && v.Visit!.Children.Any(o => !people.Contains(o.PersonId)), ct),
            await db.Disposals.AsNoTracking().Where(d => d.PersonId == child).OrderByDescending(d => d.Id).FirstOrDefaultAsync(ct),
            await db.LegalHolds.AsNoTracking().Where(h => h.PersonId == child).OrderByDescending(h => h.Id).ToListAsync(ct)
        );
    }

    private async Task<ILookup<Guid, string>> Holds(IReadOnlyCollection<Guid> people, CancellationToken ct)
    {
        var held = new List<(Guid Person, string Why)>();
        foreach (var holder in people.Count == 0 ? [] : holders)
        {
            held.AddRange(await holder.Held(people, ct));
        }
        return held.Distinct().ToLookup(h => h.Person, h => h.Why);
    }
}
