using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Agencies;

/// <summary>
/// Who sees what of a panel. Its members see who is put forward, why, and what was decided, though they may not open the
/// record; others see the children whose records they may read. A restricted child is seen only by who may read it.
/// </summary>
internal sealed class PanelSight(KithDb db, RecordAccess access, Clock clock)
{
    /// <summary>True for who sits on the panel or chairs it today, themselves or for an absent colleague.</summary>
    public async Task<bool> IsMember(Guid panel, Actor actor, CancellationToken ct)
    {
        if (actor.IsSystem)
        {
            return true;
        }
        var (workers, today) = (actor.WorkerIds, clock.Today);
        return workers.Count > 0
            && await db.Panels.AnyAsync(
                p =>
                    p.Id == panel
                    && (
                        workers.Contains(p.ChairWorkerId!.Value)
                        || db.PanelMembers.Any(m => m.PanelId == p.Id && workers.Contains(m.WorkerId!.Value) && m.From <= today && (m.Until == null || m.Until >= today))
                    ),
                ct
            );
    }

    /// <summary>The entries that the actor sees.</summary>
    public IQueryable<PanelChild> Visible(IQueryable<PanelChild> entries, Actor actor, bool member)
    {
        var readable = access.ReadableAmong(actor);
        return member
            ? entries.Where(e => readable.Any(o => o.PersonId == e.PersonId) || !db.Restrictions.Any(r => r.PersonId == e.PersonId && r.EndedAt == null))
            : entries.Where(e => readable.Any(o => o.PersonId == e.PersonId));
    }

    /// <summary>One entry that the actor sees, to be changed by who runs the panel.</summary>
    /// <exception cref="AccessRefusedException">The actor does not keep this panel, or may not see the child.</exception>
    public async Task<PanelChild> Run(Guid entry, Actor actor, string what, CancellationToken ct)
    {
        var panel = await db.PanelChildren.AsNoTracking().Where(e => e.Id == entry).Select(e => (Guid?)e.PanelId).FirstOrDefaultAsync(ct);
        if (panel is null)
        {
            throw new AccessRefusedException(Sight.Nothing, what);
        }
        await Demand(panel.Value, actor, what, ct);
        // Asked apart: whom one may read is a question that tracks nothing, and what is to be changed is tracked.
        return await Visible(db.PanelChildren.AsNoTracking().Where(e => e.Id == entry), actor, member: true).AnyAsync(ct)
            ? await db.PanelChildren.FirstAsync(e => e.Id == entry, ct)
            : throw new AccessRefusedException(Sight.Nothing, what);
    }

    /// <summary>One entry, to be changed by who runs the panel or may record on the child.</summary>
    /// <exception cref="AccessRefusedException">Neither holds.</exception>
    public async Task<PanelChild> Prepare(Guid entry, Actor actor, string what, CancellationToken ct)
    {
        var found = await db.PanelChildren.FirstOrDefaultAsync(e => e.Id == entry, ct) ?? throw new AccessRefusedException(Sight.Nothing, what);
        if (actor.May(Permission.RecordWork) && await access.SightOf(actor, found.PersonId, ct) == Sight.Read)
        {
            return found;
        }
        return await Run(entry, actor, what, ct);
    }

    /// <summary>Stops whoever does not keep this panel.</summary>
    /// <exception cref="AccessRefusedException">The actor keeps no panels, or not this one.</exception>
    public async Task Demand(Guid panel, Actor actor, string what, CancellationToken ct)
    {
        RecordAccess.Demand(actor, Permission.KeepPanels, what);
        if (!await IsMember(panel, actor, ct))
        {
            throw new AccessRefusedException(Sight.Nothing, what);
        }
    }

    /// <exception cref="NotAcceptedException">Something is missing or too long.</exception>
    public static void Need(List<Problem> problems, string field, string? text, string missing, int most)
    {
        if (Children.Details.Editing.Text(field, text, missing, most) is { } problem)
        {
            problems.Add(problem);
        }
    }

    /// <summary>Texts that may be left empty, and may not be too long.</summary>
    public static void Short(List<Problem> problems, int most, params (string Field, string? Text)[] texts)
    {
        foreach (var (field, text) in texts)
        {
            if (text?.Trim().Length > most)
            {
                problems.Add(new(field, $"This must be {most:N0} characters or fewer"));
            }
        }
    }
}
