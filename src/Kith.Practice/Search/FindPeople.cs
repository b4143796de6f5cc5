using Kith.Matching;
using Kith.Practice.Access;
using Kith.Practice.Children;
using Kith.Practice.Projections;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Search;

/// <summary>One person found. What is shown depends on what the searcher may see; a restricted record shows nothing.</summary>
public sealed record FoundPerson(
    Guid Id,
    Sight Sight,
    string Name,
    string? LaChildId,
    DateOnly? BornOn,
    bool Unborn,
    string? Address,
    bool IsChild,
    ChildStatus? Status,
    string? Worker,
    string? Team,
    double Score,
    IReadOnlyList<string> Reasons
);

/// <summary>The answer to a search.</summary>
/// <param name="Understood">What the words were taken to mean, in plain words; empty when nothing could be made of them.</param>
public sealed record SearchAnswer(string Words, IReadOnlyList<FoundPerson> People, bool MoreThanShown, bool Understood);

/// <summary>
/// Finds people by whatever is known: names in any order, nicknames, sounds, one slip of the finger, a date of birth
/// with day and month swapped, identifiers, an address.
/// </summary>
[UseCase]
public sealed class FindPeople(KithDb db, RecordAccess access, Candidates candidates, ReadLedger ledger, Clock clock)
{
    /// <summary>The most people on a page of answers: whoever is not among them needs more words, not more pages.</summary>
    public const int Most = 25;

    /// <summary>Searches and writes the search to the trail before answering.</summary>
    public async Task<SearchAnswer> Handle(string? words, Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.SearchPeople, "search for people");
        var text = (words ?? "").Trim();
        var query = SearchQuery.Parse(text, clock.Today);
        if (query.IsEmpty)
        {
            return new SearchAnswer(text, [], false, text.Length == 0);
        }
        var ranked = SearchScorer.Rank(query, await candidates.For(query, ct), c => c.Prepared, c => c.Id, Most + 20);
        if (ranked.Count == 0 && query.LocalId is null && IdentifierText.Compact(text) is { Length: > 0 and <= 48 } id && !text.Contains(' ', StringComparison.Ordinal))
        {
            // One word that is nobody's name: councils have ids of any form («P1», «STRBARE»).
            var whole = new SearchQuery { LocalId = id };
            ranked = SearchScorer.Rank(whole, await candidates.For(whole, ct), c => c.Prepared, c => c.Id, Most + 20);
        }
        if (ranked.Count == 0)
        {
            // Nobody: that is an answer too, and a search like any other.
            await ledger.Write(actor, "Search for people", new PeopleSearched(text, 0));
            return new SearchAnswer(text, [], false, true);
        }
        var sights = await access.SightOf(actor, [.. ranked.Select(r => r.Person.Id)], ct);
        var shown = ranked.Where(r => sights[r.Person.Id] != Sight.Nothing).ToList();
        var ids = shown.Take(Most).Select(r => r.Person.Id).ToList();
        var overviews = await (
            from o in db.ChildOverviews.AsNoTracking()
            where ids.Contains(o.PersonId)
            select new
            {
                o.PersonId,
                o.Status,
                Worker = db.Workers.Where(w => w.Id == o.WorkerId).Select(w => w.Name).FirstOrDefault(),
                Team = db.Teams.Where(t => t.Id == o.TeamId).Select(t => t.Name).FirstOrDefault(),
            }
        ).ToDictionaryAsync(o => o.PersonId, ct);

        var people = new List<FoundPerson>();
        foreach (var (person, hit) in shown.Take(Most))
        {
            var facts = person.Facts;
            if (sights[person.Id] == Sight.RestrictedExists)
            {
                people.Add(new FoundPerson(person.Id, Sight.RestrictedExists, "Restricted record", null, null, false, null, false, null, null, null, 0, []));
                continue;
            }
            var overview = overviews.GetValueOrDefault(person.Id);
            var readable = sights[person.Id] == Sight.Read;
            people.Add(
                new FoundPerson(
                    person.Id,
                    sights[person.Id],
                    PersonNames.Display(facts.Given, facts.Family, null, facts.LocalId, facts.DateOfBirthKind == DateOfBirthKind.Expected),
                    facts.LocalId,
                    facts.DateOfBirth,
                    facts.DateOfBirthKind == DateOfBirthKind.Expected,
                    // Someone who may only know that the person exists gets the area, not the door.
                    readable ? string.Join(", ", facts.AddressLines.Append(facts.Postcode).Where(l => !string.IsNullOrEmpty(l))) : facts.Postcode?.Split(' ')[0],
                    person.HasChildRecord,
                    overview?.Status,
                    overview?.Worker,
                    overview?.Team,
                    hit.Score,
                    [.. hit.Reasons.Select(r => r.Text)]
                )
            );
        }
        await ledger.Write(actor, "Search for people", new PeopleSearched(text, people.Count));
        return new SearchAnswer(text, people, shown.Count > Most, true);
    }
}
