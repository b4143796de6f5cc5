using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Drafts;

/// <summary>A half-written form of someone whose account has ended.</summary>
public sealed record LeftDraft(Guid Id, string Form, string By, DateTime SavedAt, Guid PersonId, string Child);

/// <summary>A colleague's half-written form was taken over, after the colleague's account had ended.</summary>
public sealed record DraftTakenOver(Guid Person, string Form, Guid FromAccount) : PersonEvent(Person);

/// <summary>
/// A draft is its writer's alone while the writer works here. Once the account has ended, what was begun about a child
/// must not be lost with it: whoever may record on the child sees that it is there, and takes it over.
/// </summary>
[UseCase]
public sealed class LeftDrafts(KithDb db, RecordAccess access, Acts.Acts acts, Clock clock)
{
    /// <summary>Drafts about a child left by people whose account has ended. The caller has already been allowed to read the record.</summary>
    public async Task<List<LeftDraft>> About(Guid personId, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.RecordWork))
        {
            return [];
        }
        var reach = access.ReachOf(actor);
        return await LeftAbout.On(db)(db, personId, clock.Today, reach.Extent, reach.Me, reach.Now, reach.Teams, reach.Workers).ToListAsync(ct);
    }

    /// <summary>Drafts left by one worker, about children within the actor's reach.</summary>
    public async Task<List<LeftDraft>> Of(Guid workerId, Actor actor, CancellationToken ct = default)
    {
        var account = await db.Users.Where(u => u.WorkerId == workerId).Select(u => (Guid?)u.Id).FirstOrDefaultAsync(ct);
        return account is { } id ? await Lines(db.Drafts.Where(d => d.AccountId == id), actor, ct) : [];
    }

    /// <summary>Makes a draft the actor's own, at the form it belongs to.</summary>
    /// <returns>Where the form is.</returns>
    /// <exception cref="AccessRefusedException">The actor may not record on the child, or the writer still works here.</exception>
    /// <exception cref="NotAcceptedException">The actor has begun the same form.</exception>
    public async Task<string> TakeOver(Guid draftId, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var today = clock.Today;
        var draft = await db.Drafts.FirstOrDefaultAsync(d => d.Id == draftId, ct);
        if (draft is null || draft.PersonId is not { } person)
        {
            throw new AccessRefusedException(Sight.Nothing, "take over a draft");
        }
        await access.Demand(actor, person, Permission.RecordWork, "take over a draft", ct);
        if (draft.AccountId == actor.AccountId)
        {
            return draft.Href ?? "/my-day";
        }
        if (!await db.Users.AnyAsync(u => u.Id == draft.AccountId && u.ValidUntil < today, ct))
        {
            throw new AccessRefusedException(Sight.Nothing, "take over a draft");
        }
        if (await db.Drafts.AnyAsync(d => d.AccountId == actor.AccountId && d.Form == draft.Form, ct))
        {
            throw new NotAcceptedException("", "You have a draft of this form yourself. Finish it or throw it away first");
        }
        var act = acts.Begin(actor, "Take over a draft", key: key);
        act.Happened(new DraftTakenOver(person, draft.Form.Split('/')[0], draft.AccountId));
        draft.AccountId = actor.AccountId;
        // Whoever goes on with it finishes it under a key of their own.
        draft.ActKey = null;
        draft.Version++;
        await act.Save(draftId, ct);
        return draft.Href ?? "/my-day";
    }

    private async Task<List<LeftDraft>> Lines(IQueryable<Draft> drafts, Actor actor, CancellationToken ct)
    {
        if (!actor.May(Permission.RecordWork))
        {
            return [];
        }
        var today = clock.Today;
        return await (
            from d in drafts.AsNoTracking()
            join u in db.Users on d.AccountId equals u.Id
            join o in access.ReadableAmong(actor) on d.PersonId equals o.PersonId
            where u.ValidUntil != null && u.ValidUntil < today
            orderby d.SavedAt descending
            select new LeftDraft(d.Id, d.Form, u.DisplayName, d.SavedAt, o.PersonId, o.DisplayName)
        ).ToListAsync(ct);
    }

    // Asked by every child's page.
    private static readonly CompiledQuery<Func<KithDb, Guid, DateOnly, Extent, Guid, DateTime, IReadOnlyList<Guid>, IReadOnlyList<Guid>, IAsyncEnumerable<LeftDraft>>> LeftAbout =
        new(() =>
            EF.CompileAsyncQuery(
                (KithDb db, Guid personId, DateOnly today, Extent extent, Guid me, DateTime now, IReadOnlyList<Guid> teams, IReadOnlyList<Guid> workers) =>
                    from d in db.Drafts.AsNoTracking()
                    where d.PersonId == personId
                    join u in db.Users on d.AccountId equals u.Id
                    join o in ReadableRules.Among(db.ChildOverviews.AsNoTracking(), extent, me, now, teams, workers) on d.PersonId equals o.PersonId
                    where u.ValidUntil != null && u.ValidUntil < today
                    orderby d.SavedAt descending
                    select new LeftDraft(d.Id, d.Form, u.DisplayName, d.SavedAt, o.PersonId, o.DisplayName)
            )
        );
}
