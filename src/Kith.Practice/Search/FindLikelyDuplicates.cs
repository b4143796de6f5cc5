using Kith.Matching;
using Kith.Practice.Access;
using Kith.Practice.Children;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Search;

/// <summary>Someone already known who may be the same person, with the reasons.</summary>
public sealed record LikelyDuplicate(Guid Id, Sight Sight, string Name, DateOnly? BornOn, string? LaChildId, MatchVerdict Verdict, IReadOnlyList<string> Reasons);

/// <summary>Before a person is created, and on a person's own record: who else may be the same person?</summary>
[UseCase]
public sealed class FindLikelyDuplicates(KithDb db, RecordAccess access, Candidates candidates)
{
    /// <summary>Likely duplicates of someone about to be created.</summary>
    public async Task<IReadOnlyList<LikelyDuplicate>> Of(PersonFacts facts, Actor actor, CancellationToken ct = default) => await Find(facts, null, actor, ct);

    /// <summary>Likely duplicates of a person already recorded, less those someone has said are different people.</summary>
    public async Task<IReadOnlyList<LikelyDuplicate>> Of(Guid personId, Actor actor, CancellationToken ct = default)
    {
        var person = await db.People.AsNoTracking().Include(p => p.OtherNames).Include(p => p.Addresses).FirstOrDefaultAsync(p => p.Id == personId, ct);
        return person is null ? [] : await Find(Projections.PersonFactsOf.Person(person, person.OtherNames, person.Addresses), personId, actor, ct);
    }

    private async Task<IReadOnlyList<LikelyDuplicate>> Find(PersonFacts facts, Guid? self, Actor actor, CancellationToken ct)
    {
        var others = (await candidates.For(SearchQuery.ForPerson(facts), ct)).Where(c => c.Id != self).ToList();
        var alike = DuplicateFinder.Default.Check(facts, others, c => c.Facts, c => c.Id);
        if (alike.Count == 0)
        {
            return [];
        }
        var ids = alike.Select(a => a.Candidate.Id).ToList();
        var apart = self is null
            ? []
            : await db
                .NotTheSamePeople.AsNoTracking()
                .Where(n => (n.FirstId == self && ids.Contains(n.SecondId)) || (n.SecondId == self && ids.Contains(n.FirstId)))
                .Select(n => n.FirstId == self ? n.SecondId : n.FirstId)
                .ToListAsync(ct);
        var sights = await access.SightOf(actor, ids, ct);
        return
        [
            .. alike
                .Where(a => !apart.Contains(a.Candidate.Id) && sights[a.Candidate.Id] != Sight.Nothing)
                .Take(10)
                .Select(a =>
                    sights[a.Candidate.Id] == Sight.RestrictedExists
                        ? new LikelyDuplicate(a.Candidate.Id, Sight.RestrictedExists, "Restricted record", null, null, a.Result.Verdict, [])
                        : new LikelyDuplicate(
                            a.Candidate.Id,
                            sights[a.Candidate.Id],
                            PersonNames.Display(a.Candidate.Facts.Given, a.Candidate.Facts.Family, null, a.Candidate.Facts.LocalId, false),
                            a.Candidate.Facts.DateOfBirth,
                            a.Candidate.Facts.LocalId,
                            a.Result.Verdict,
                            [.. a.Result.Contributions.Where(c => c.Weight > 0.5).Take(5).Select(c => c.Text)]
                        )
                ),
        ];
    }
}
