using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Network;

/// <summary>What the rules of contingency need to know, read in a fixed number of queries.</summary>
internal static class ContingencyFacts
{
    public static readonly IReadOnlyDictionary<Guid, NamedPerson> Nobody = new Dictionary<Guid, NamedPerson>();

    /// <summary>The plan that stands: the latest that has not ended.</summary>
    public static ContingencyPlan? Standing(IEnumerable<ContingencyPlan> plans) =>
        plans.Where(c => c.EndedOn is null).OrderByDescending(c => c.MadeOn).ThenByDescending(c => c.Id).FirstOrDefault();

    /// <summary>What is known of those whom plans name. One query, none when nobody is named.</summary>
    public static async Task<IReadOnlyDictionary<Guid, NamedPerson>> Load(KithDb db, IReadOnlyCollection<Guid> ids, CancellationToken ct) =>
        ids.Count == 0 ? Nobody : (await LoadWithChanges(db, ids, ct)).ToDictionary(p => p.Key, p => p.Value.Person);

    /// <summary>The same with the last change of circumstance of each, if there was one.</summary>
    public static async Task<IReadOnlyDictionary<Guid, (NamedPerson Person, Circumstance? Last)>> LoadWithChanges(KithDb db, IReadOnlyCollection<Guid> ids, CancellationToken ct) =>
        (
            await db
                .People.AsNoTracking()
                .Where(p => ids.Contains(p.Id))
                .Select(p => new
                {
                    p.Id,
                    p.DateOfDeath,
                    Homes = p.Addresses.Where(a => a.To == null && a.SourceEndedOn == null).ToList(),
                    // All of them: to number everybody's changes for the last of a few would be to read the whole table.
                    Changes = db.Circumstances.Where(c => c.PersonId == p.Id).ToList(),
                })
                .AsSingleQuery()
                .ToListAsync(ct)
        ).ToDictionary(p => p.Id, p => (Of(p.Id, p.DateOfDeath, p.Homes, p.Changes), LastOf(p.Changes)));

    /// <summary>One person, from their records.</summary>
    public static NamedPerson Of(Guid id, DateOnly? died, IEnumerable<Children.PersonAddress> addresses, IEnumerable<Circumstance> changes)
    {
        var home = addresses.Where(a => a.To is null && a.AddressKey.Length > 0).OrderByDescending(a => a.From).ThenBy(a => a.Id).FirstOrDefault();
        var change = LastOf(changes);
        return new(id, home?.AddressKey, home?.From, change?.Id, change?.On, died);
    }

    private static Circumstance? LastOf(IEnumerable<Circumstance> changes) => changes.OrderByDescending(c => c.On).ThenByDescending(c => c.Id).FirstOrDefault();

    /// <summary>Notes on a step what is known of its person now, so that a later change is seen as one.</summary>
    public static void Know(ContingencyStep step, IReadOnlyDictionary<Guid, NamedPerson> people)
    {
        var person = step.OtherId is { } id ? people.GetValueOrDefault(id) : null;
        step.KnownAddressKey = person?.AddressKey;
        step.KnownChangeId = person?.ChangeId;
    }
}
