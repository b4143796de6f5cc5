using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.EdgeOfCare.Mapping;

/// <summary>A map as whoever oversees access sees it: who reads it and when it was looked at. Not its title, and nothing that is on it.</summary>
/// <param name="Number">Maps are numbered in the order in which they were begun.</param>
public sealed record OverseenMap(Guid Id, int Number, string? Owner, DateOnly StartedOn, DateOnly? ReviewOn, DateOnly? EndedOn, int Readers, int Editors);

/// <summary>What was done with a map, by whom.</summary>
public sealed record MapUse(DateTime At, string Who, string What);

/// <summary>Who reads one map, and what they did.</summary>
public sealed record OverseenAccess(OverseenMap Map, IReadOnlyList<MapMemberLine> Members, IReadOnlyList<MapUse> Uses, bool MoreUses, IReadOnlyList<(Guid Id, string Name)> Others);

/// <summary>
/// The audit of who has access to maps: for the head of service and the director, who by this see nothing that is on them. They may
/// name a new owner, where whoever answered for a map has left.
/// </summary>
[UseCase]
public sealed class OverseeMaps(KithDb db, KeepMap keep, Acts.Acts acts, Clock clock)
{
    /// <summary>Uses that are listed.</summary>
    public const int MostUses = 100;

    /// <summary>Every map there is.</summary>
    /// <exception cref="AccessRefusedException">The actor does not oversee maps.</exception>
    public async Task<IReadOnlyList<OverseenMap>> List(Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.OverseeMaps, "oversee maps");
        var maps = await db
            .ExploitationMaps.AsNoTracking()
            .OrderBy(m => m.Id)
            .Select(m => new
            {
                m.Id,
                m.StartedOn,
                m.ReviewOn,
                m.EndedOn,
            })
            .ToListAsync(ct);
        var members = (
            await (
                from m in db.MapMembers.AsNoTracking()
                where m.EndedAt == null
                join u in db.Users on m.AccountId equals u.Id
                orderby m.Id
                select new
                {
                    m.MapId,
                    m.Part,
                    u.DisplayName,
                }
            ).ToListAsync(ct)
        ).ToLookup(m => m.MapId);
        return
        [
            .. maps.Select(
                (m, i) =>
                    new OverseenMap(
                        m.Id,
                        i + 1,
                        members[m.Id].FirstOrDefault(x => x.Part == MapPart.Owner)?.DisplayName,
                        m.StartedOn,
                        m.ReviewOn,
                        m.EndedOn,
                        members[m.Id].Count(x => x.Part == MapPart.Reader),
                        members[m.Id].Count(x => x.Part != MapPart.Reader)
                    )
            ),
        ];
    }

    /// <summary>Who reads one map and who did, and what was done with it; null where there is none.</summary>
    /// <exception cref="AccessRefusedException">The actor does not oversee maps.</exception>
    public async Task<OverseenAccess?> Show(Guid id, Actor actor, CancellationToken ct = default)
    {
        var map = (await List(actor, ct)).FirstOrDefault(m => m.Id == id);
        if (map is null)
        {
            return null;
        }
        var members = await (
            from m in db.MapMembers.AsNoTracking()
            where m.MapId == id
            join u in db.Users on m.AccountId equals u.Id
            orderby m.EndedAt != null, u.DisplayName, m.Id
            select new MapMemberLine(m.Id, m.AccountId, u.DisplayName, m.Part, m.Why, m.GivenByName, m.From, m.EndedAt, m.EndedByName)
        ).ToListAsync(ct);
        var chain = MapEvent.ChainOf(id);
        var entries = await db
            .TrailEntries.AsNoTracking()
            .Where(e => e.Chain == chain)
            .OrderByDescending(e => e.Seq)
            .Take(MostUses + 1)
            .Select(e => new MapUse(e.At, e.ActorName, e.Process))
            .ToListAsync(ct);
        return new OverseenAccess(map, members, [.. entries.Take(MostUses)], entries.Count > MostUses, await keep.WhoMayBeNamed(ct));
    }

    /// <summary>Names a new owner. Whoever answered for the map so far goes on to edit it.</summary>
    /// <exception cref="AccessRefusedException">The actor does not oversee maps.</exception>
    /// <exception cref="NotAcceptedException">Nobody is chosen, no reason is given, there is no such map, or the actor chose themselves.</exception>
    public async Task HandOver(Guid id, MapMemberInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.OverseeMaps, "hand a map over");
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var problems = new List<Problem>();
        var who = (await keep.WhoMayBeNamed(ct)).Find(o => o.Id == input.Account);
        if (who.Name is null || who.Id == actor.AccountId)
        {
            problems.Add(
                new(
                    nameof(input.Account),
                    who.Name is null ? "Choose who is to answer for the map" : "Choose somebody else: whoever oversees access does not give it to themselves"
                )
            );
        }
        if (Editing.Reason(nameof(input.Why), input.Why, "Say why it changes hands", 500) is { } problem)
        {
            problems.Add(problem);
        }
        if (!await db.ExploitationMaps.AnyAsync(m => m.Id == id, ct))
        {
            problems.Add(new("", "There is no such map"));
        }
        Editing.Refuse(problems);
        var act = acts.Begin(actor, "Hand a map over", key: key);
        var members = await db.MapMembers.Where(m => m.MapId == id && m.EndedAt == null).ToListAsync(ct);
        foreach (var before in members.Where(m => m.Part == MapPart.Owner || m.AccountId == who.Id))
        {
            (before.EndedAt, before.EndedByName) = (act.At, actor.Name);
            if (before.AccountId != who.Id)
            {
                var name = await db.Users.Where(u => u.Id == before.AccountId).Select(u => u.DisplayName).FirstAsync(ct);
                keep.Add(act, id, before.AccountId, name, MapPart.Editor, $"Answered for the map before. {input.Why!.Trim()}", actor);
            }
        }
        keep.Add(act, id, who.Id, who.Name!, MapPart.Owner, input.Why!.Trim(), actor);
        db.Notices.Add(
            new Notice
            {
                Id = clock.NewId(),
                AccountId = who.Id,
                Text = $"{actor.Name} asks you to answer for a map of exploitation. It is on your list of maps.",
                At = act.At,
            }
        );
        await act.Save(id, ct);
    }
}
