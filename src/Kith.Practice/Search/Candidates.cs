using Kith.Matching;
using Kith.Practice.Children;
using Kith.Practice.Projections;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Search;

/// <summary>Someone who may be the person asked for: their facts, and nothing of their record.</summary>
public sealed record Candidate(Guid Id, PersonFacts Facts, bool HasChildRecord)
{
    private PreparedPerson? prepared;

    /// <summary>The facts made ready for comparison, once.</summary>
    public PreparedPerson Prepared => prepared ??= new PreparedPerson(Facts);
}

/// <summary>
/// Fetches the people a query may mean, by keys: the same few indexed look-ups on both engines, whether the authority
/// knows ten thousand people or a million. No key is read further than a limit; whoever meets the most telling keys
/// is loaded first, and no more than needed. The slow fallback (trigrams) is asked only when the keys find too little.
/// </summary>
public sealed class Candidates(KithDb db, DatabaseEngine engine)
{
    /// <summary>How far one key is read: selective ones are met by few; a broad one is met by thousands.</summary>
    public const int MostOfSelective = 400;
    public const int MostOfBroad = 1000;

    /// <summary>The people loaded and scored at first, then if none answers well, then from the wider net.</summary>
    private const int First = 40,
        Second = 100,
        Wider = 200;

    /// <summary>A candidate that answers the query this well ends the search; short of it the wider net is cast.</summary>
    private const double Well = 0.8;

    /// <summary>Someone who answers this well has the names: what differs is a date or a number, and names that only look alike would not help.</summary>
    private const double Fairly = 0.6;

    /// <summary>True when the last query was not answered by its selective keys alone.</summary>
    public bool CastWider { get; private set; }

    /// <summary>Candidates for a query, not yet ranked. Merged-away records are never among them.</summary>
    public async Task<List<Candidate>> For(SearchQuery query, CancellationToken ct = default)
    {
        CastWider = false;
        var keys = SearchKeys.ForQuery(query);
        var candidates = new List<Candidate>();
        var loaded = new HashSet<Guid>();
        var likely = await Likeliest(keys.Selective, MostOfSelective, ct);
        if (await Answered(likely.Take(First)) || await Answered(likely.Skip(First).Take(Second)))
        {
            return candidates;
        }
        CastWider = true;
        likely = await Likeliest(keys.Broad, MostOfBroad, ct);
        if (await Answered(likely.Take(Wider)) || query.NameParts.Count == 0 || candidates.Exists(c => SearchScorer.Value(query, c.Prepared) >= Fairly))
        {
            return candidates;
        }
        await Answered(await engine.NamesLike(db, TextFolding.Fold(string.Join(' ', query.NameParts.Select(p => p.Full))), 60, ct));
        return candidates;

        async Task<bool> Answered(IEnumerable<Guid> ids)
        {
            var more = await Load([.. ids.Where(loaded.Add)], ct);
            candidates.AddRange(more);
            return more.Exists(c => SearchScorer.Value(query, c.Prepared) >= Well);
        }
    }

    /// <summary>
    /// Who meets the keys, likeliest first. A key weighs by how few meet it, so that one shared by three people says
    /// more than five shared by hundreds; one read only to its limit says next to nothing.
    /// </summary>
    private async Task<List<Guid>> Likeliest(IReadOnlyList<long> keys, int most, CancellationToken ct)
    {
        if (keys.Count == 0)
        {
            return [];
        }
        var met = await engine.Meeting(db, keys, most, ct);
        var each = met.CountBy(m => m.Key).ToDictionary();
        var weights = new Dictionary<Guid, double>();
        foreach (var (key, person) in met)
        {
            var weight = each[key] >= most ? 0.5 : Math.Log2(2_000_000.0 / each[key]);
            weights[person] = weights.GetValueOrDefault(person) + weight;
        }
        return [.. weights.OrderByDescending(w => w.Value).ThenBy(w => w.Key).Take(Math.Max(First + Second, Wider)).Select(w => w.Key)];
    }

    private async Task<List<Candidate>> Load(List<Guid> found, CancellationToken ct)
    {
        if (found.Count == 0)
        {
            return [];
        }
        var people = await PeopleOf.On(db)(db, found).ToListAsync(ct);
        var names = (await NamesOf.On(db)(db, found).ToListAsync(ct)).ToLookup(n => n.PersonId);
        var homes = (await HomesOf.On(db)(db, found).ToListAsync(ct)).ToLookup(a => a.PersonId);
        return [.. people.Select(p => new Candidate(p.Id, PersonFactsOf.Person(p, names[p.Id], homes[p.Id]), p.HasChildRecord))];
    }

    // Only what scoring reads: a person's record is forty columns wide.
    private static readonly CompiledQuery<Func<KithDb, List<Guid>, IAsyncEnumerable<Person>>> PeopleOf = new(() =>
        EF.CompileAsyncQuery(
            (KithDb db, List<Guid> ids) =>
                db
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
        )
    );

    private static readonly CompiledQuery<Func<KithDb, List<Guid>, IAsyncEnumerable<PersonName>>> NamesOf = new(() =>
        EF.CompileAsyncQuery((KithDb db, List<Guid> ids) => db.PersonNames.AsNoTracking().Where(n => ids.Contains(n.PersonId)))
    );

    private static readonly CompiledQuery<Func<KithDb, List<Guid>, IAsyncEnumerable<PersonAddress>>> HomesOf = new(() =>
        EF.CompileAsyncQuery((KithDb db, List<Guid> ids) => db.PersonAddresses.AsNoTracking().Where(a => ids.Contains(a.PersonId) && !a.Confidential))
    );
}
