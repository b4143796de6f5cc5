using Kith.Matching;
using Kith.Practice.Children;
using Kith.Practice.Projections;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Search;

/// <summary>Someone who may be the person asked for: their facts, and nothing of their record.</summary>
public sealed record Candidate(Guid Id, PersonFacts Facts, bool HasChildRecord);

/// <summary>
/// Fetches the people a query may mean, by keys: the same few indexed look-ups on both engines, whether the authority
/// knows ten thousand people or a million. The slow fallback (trigrams) is asked only when the keys find too little.
/// </summary>
public sealed class Candidates(KithDb db, DatabaseEngine engine)
{
    /// <summary>The most people fetched by selective keys, each met by few; and by broad ones, met by thousands.</summary>
    public const int MostSelective = 100;
    public const int MostBroad = 300;

    /// <summary>A candidate that answers the query this well ends the search; short of it the wider net is cast.</summary>
    private const double Well = 0.8;

    /// <summary>Candidates for a query, not yet ranked. Merged-away records are never among them.</summary>
    public async Task<List<Candidate>> For(SearchQuery query, CancellationToken ct = default)
    {
        var keys = SearchKeys.ForQuery(query);
        var found = keys.Selective.Count == 0 ? [] : await Meeting(keys.Selective, MostSelective, ct);
        var candidates = await Load(found, ct);
        if (Best(query, candidates) >= Well)
        {
            return candidates;
        }
        if (keys.Broad.Count > 0)
        {
            var more = (await Meeting(keys.Broad, MostBroad, ct)).Except(found).ToList();
            candidates.AddRange(await Load(more, ct));
            found = [.. found, .. more];
        }
        if (Best(query, candidates) < Well && query.NameParts.Count > 0)
        {
            var alike = (await engine.NamesLike(db, TextFolding.Fold(string.Join(' ', query.NameParts.Select(p => p.Full))), 60, ct)).Except(found).ToList();
            candidates.AddRange(await Load(alike, ct));
        }
        return candidates;
    }

    private static double Best(SearchQuery query, List<Candidate> candidates) => candidates.Select(c => SearchScorer.Score(query, c.Facts).Score).DefaultIfEmpty(0).Max();

    private async Task<List<Guid>> Meeting(IReadOnlyList<long> keys, int most, CancellationToken ct) =>
        await db
            .PersonSearchKeys.AsNoTracking()
            // One parameter, one statement, however many keys: the statement is prepared once and for all.
            .Where(k => EF.Parameter(keys).Contains(k.Key))
            .GroupBy(k => k.PersonId)
            .Select(g => new { PersonId = g.Key, Met = g.Count() })
            .OrderByDescending(g => g.Met)
            .ThenBy(g => g.PersonId)
            .Take(most)
            .Select(g => g.PersonId)
            .ToListAsync(ct);

    private async Task<List<Candidate>> Load(List<Guid> found, CancellationToken ct)
    {
        if (found.Count == 0)
        {
            return [];
        }
        // Three lengths of list, three statements to prepare: the last id again fills up.
        var length =
            found.Count <= 20 ? 20
            : found.Count <= MostSelective ? MostSelective
            : MostBroad;
        List<Guid> ids = [.. found, .. Enumerable.Repeat(found[^1], Math.Max(0, length - found.Count))];
        // Only what scoring reads: a person's record is forty columns wide.
        var people = await db
            .People.AsNoTracking()
            .Where(p => ids.Contains(p.Id) && p.MergedIntoId == null)
            .Select(p => new Person
            {
                Id = p.Id,
                GivenName = p.GivenName,
                MiddleNames = p.MiddleNames,
                FamilyName = p.FamilyName,
                KnownAs = p.KnownAs,
                DateOfBirth = p.DateOfBirth,
                DateOfBirthCertainty = p.DateOfBirthCertainty,
                ExpectedDateOfBirth = p.ExpectedDateOfBirth,
                Sex = p.Sex,
                NhsNumber = p.NhsNumber,
                Upn = p.Upn,
                LaChildId = p.LaChildId,
                HasChildRecord = p.HasChildRecord,
            })
            .ToListAsync(ct);
        var names = (await db.PersonNames.AsNoTracking().Where(n => ids.Contains(n.PersonId)).ToListAsync(ct)).ToLookup(n => n.PersonId);
        var homes = (await db.PersonAddresses.AsNoTracking().Where(a => ids.Contains(a.PersonId) && !a.Confidential).ToListAsync(ct)).ToLookup(a => a.PersonId);
        return [.. people.Select(p => new Candidate(p.Id, PersonFactsOf.Person(p, names[p.Id], homes[p.Id]), p.HasChildRecord))];
    }
}
