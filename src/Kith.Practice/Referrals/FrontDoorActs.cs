using Kith.Practice.Access;
using Kith.Practice.Casework;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Referrals;

/// <summary>What can be done for a child between the first contact and the end of the work: asked of the database once.</summary>
internal sealed class FrontDoorActs(KithDb db) : IChildActs
{
    public async Task<IReadOnlyList<ChildAct>> Of(Guid childId, Actor actor, CancellationToken ct = default)
    {
        var acts = new List<ChildAct> { new("Record a contact", $"/contacts/new?child={childId}", 40) };
        if (actor.May(Permission.Allocate))
        {
            acts.Add(new("Allocate a worker", $"/people/{childId}/allocate", 50));
        }
        var latest = await Latest.On(db)(db, childId);
        if (latest is null)
        {
            return acts;
        }
        var (id, decides) = (latest.Episode.Id, actor.May(Permission.Decide));
        if (latest.Episode.ClosedOn is not null)
        {
            if (decides && !latest.Episode.IsFromExtract)
            {
                acts.Add(new("Re-open the work", $"/referrals/{id}/close", 60));
            }
            return acts;
        }
        if (latest.Running is { } assessment)
        {
            acts.Add(new("Go on with the assessment", $"/assessments/{assessment}", 5, Main: true));
        }
        else if (latest.Episode.IsUndecided)
        {
            if (decides)
            {
                acts.Add(new("Decide on the referral", $"/referrals/{id}", 1, Main: true));
            }
            return acts;
        }
        else
        {
            acts.Add(new("Begin an assessment", $"/referrals/{id}", 20));
        }
        acts.Add(new("Move to another team", $"/referrals/{id}/transfer", 55));
        if (!latest.Episode.IsFromExtract)
        {
            acts.Add(new("Close the work", $"/referrals/{id}/close", 60));
        }
        return acts;
    }

    private static readonly CompiledQuery<Func<KithDb, Guid, Task<LatestEpisode?>>> Latest = new(() =>
        EF.CompileAsyncQuery(
            (KithDb db, Guid childId) =>
                db
                    .Episodes.AsNoTracking()
                    .Where(e => e.PersonId == childId && !e.NoFurtherAction && e.SourceEndedOn == null)
                    .OrderBy(e => e.ClosedOn != null)
                    .ThenByDescending(e => e.ReferredOn)
                    .Select(e => new LatestEpisode
                    {
                        Episode = e,
                        Running = db
                            .Assessments.Where(a => a.PersonId == childId && a.AuthorisedOn == null && a.Edition != null && (a.EpisodeId == e.Id || a.EpisodeId == null))
                            .Select(a => (Guid?)a.Id)
                            .FirstOrDefault(),
                    })
                    .FirstOrDefault()
        )
    );

    private sealed class LatestEpisode
    {
        public required Episode Episode { get; init; }
        public Guid? Running { get; init; }
    }
}
