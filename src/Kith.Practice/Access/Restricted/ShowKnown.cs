using Kith.Practice.Children;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Practice.Workforce;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Access.Restricted;

/// <summary>Someone looked up who works with a person whose record is not within their reach.</summary>
public sealed record WorkerLookedUp(Guid Person) : PersonEvent(Person);

/// <summary>A worker and how to reach them.</summary>
public sealed record ReachableWorker(string Name, string? JobTitle, AllocationRole? Role, string? Team, string? Phone, string? Email);

/// <summary>What anyone who may search learns of a person: who they are, and who works with them. Nothing else.</summary>
public sealed record KnownView(
    Guid PersonId,
    string Name,
    DateOnly? BornOn,
    bool Unborn,
    bool HasChildRecord,
    IReadOnlyList<ReachableWorker> Workers,
    string? Team,
    bool MayBreakGlass
);

/// <summary>Shows that a person is known and who works with them.</summary>
[UseCase]
public sealed class ShowKnown(KithDb db, RecordAccess access, ReadLedger ledger)
{
    /// <returns>What may be known; null unless the actor's sight is exactly that.</returns>
    public async Task<(Sight Sight, KnownView? View)> Show(Guid personId, Actor actor, CancellationToken ct = default)
    {
        var sight = await access.SightOf(actor, personId, ct);
        if (sight != Sight.Known)
        {
            return (sight, null);
        }
        var person = await db
            .People.AsNoTracking()
            .Where(p => p.Id == personId)
            .Select(p => new
            {
                p.GivenName,
                p.FamilyName,
                p.KnownAs,
                p.LaChildId,
                p.DateOfBirth,
                p.ExpectedDateOfBirth,
                p.HasChildRecord,
            })
            .FirstAsync(ct);
        var workers = await (
            from a in db.Allocations.AsNoTracking()
            where a.PersonId == personId && a.To == null && a.WorkerId != null
            join w in db.Workers on a.WorkerId equals w.Id
            select new
            {
                w.Id,
                w.Name,
                w.JobTitle,
                a.Role,
                w.Phone,
                w.Email,
                Team = db.Teams.Where(t => t.Id == (a.TeamId ?? w.TeamId)).Select(t => t.Name).FirstOrDefault(),
            }
        ).ToListAsync(ct);
        var team = await (from o in db.ChildOverviews where o.PersonId == personId join t in db.Teams on o.TeamId equals t.Id select t.Name).FirstOrDefaultAsync(ct);
        await ledger.Write(actor, "Look up who works with a child", new WorkerLookedUp(personId));
        return (
            sight,
            new KnownView(
                personId,
                PersonNames.Display(person.GivenName, person.FamilyName, person.KnownAs, person.LaChildId, person.ExpectedDateOfBirth is not null),
                person.DateOfBirth ?? person.ExpectedDateOfBirth,
                person.DateOfBirth is null && person.ExpectedDateOfBirth is not null,
                person.HasChildRecord,
                [
                    .. workers
                        .OrderBy(w => w.Role)
                        .ThenBy(w => w.Name, StringComparer.Ordinal)
                        .Select(w => new ReachableWorker(w.Name, w.JobTitle, w.Role, w.Team, w.Phone, w.Email)),
                ],
                team,
                actor.May(Permission.BreakGlass)
            )
        );
    }
}
