using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.EdgeOfCare.Mapping;

/// <summary>What a map is kept for, as a form holds it.</summary>
public sealed record MapInput
{
    public string? Title { get; set; }
    public string? Concern { get; set; }
    public string? Why { get; set; }
    public DateOnly? ReviewOn { get; set; }
}

/// <summary>Somebody who is to be named on a map, as a form holds it.</summary>
public sealed record MapMemberInput
{
    public Guid? Account { get; set; }
    public MapPart Part { get; set; }
    public string? Why { get; set; }
}

/// <summary>Somebody named on a map.</summary>
public sealed record MapMemberLine(Guid Id, Guid AccountId, string Name, MapPart Part, string Why, string GivenByName, DateTime From, DateTime? EndedAt, string? EndedByName);

/// <summary>Who reads a map, and who could be asked to.</summary>
public sealed record MapPeople(ExploitationMap Map, MapPart Part, IReadOnlyList<MapMemberLine> Members, IReadOnlyList<(Guid Id, string Name)> Others);

/// <summary>Begins maps, says what they are kept for and who reads them, and ends them.</summary>
[UseCase]
public sealed class KeepMap(KithDb db, MapRoom room, Acts.Acts acts, Clock clock)
{
    public const int Longest = 4000;

    /// <summary>The longest that a map goes without being asked whether it is still needed, in months.</summary>
    public const int ReviewWithin = 3;

    /// <summary>Begins a map; whoever does so answers for it.</summary>
    /// <exception cref="AccessRefusedException">The actor may not record.</exception>
    /// <exception cref="NotAcceptedException">Something is missing.</exception>
    public async Task<Guid> Begin(MapInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.RecordWork, "begin a map");
        RecordAccess.Demand(actor, Permission.ReadRecords, "begin a map");
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        Check(input);
        var map = new ExploitationMap
        {
            Id = clock.NewId(),
            Title = input.Title!.Trim(),
            Concern = input.Concern!.Trim(),
            Why = input.Why!.Trim(),
            TeamId = actor.TeamId,
            StartedOn = clock.Today,
            ReviewOn = input.ReviewOn,
        };
        db.ExploitationMaps.Add(map);
        var act = acts.Begin(actor, "Begin a map", key: key);
        act.Happened(new MapKept(map.Id, map.Title, map.Concern, map.Why, map.ReviewOn));
        Add(act, map.Id, actor.AccountId, actor.Name, MapPart.Owner, "Began the map", actor);
        return await act.Save(map.Id, ct);
    }

    /// <summary>Changes what a map is kept for, and looks at it again.</summary>
    /// <exception cref="AccessRefusedException">The actor does not answer for it.</exception>
    /// <exception cref="NotAcceptedException">Something is missing, or it has ended.</exception>
    /// <exception cref="SecondEditorException">Someone else changed it since.</exception>
    public async Task Change(Guid id, MapInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var map = await Lead(id, actor, "change what a map is kept for", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        Check(input);
        Editing.SameVersion(map, version);
        (map.Title, map.Concern, map.Why, map.ReviewOn) = (input.Title!.Trim(), input.Concern!.Trim(), input.Why!.Trim(), input.ReviewOn);
        var act = acts.Begin(actor, "Change what a map is kept for", key: key);
        if (act.ChangesOf(map).Count == 0)
        {
            return;
        }
        act.Happened(new MapKept(map.Id, map.Title, map.Concern, map.Why, map.ReviewOn));
        await act.Save(id, ct);
    }

    /// <summary>Says who reads a map, and who does not any more.</summary>
    /// <exception cref="AccessRefusedException">The actor is not named on it.</exception>
    public async Task<MapPeople> Show(Guid id, Actor actor, CancellationToken ct = default)
    {
        var open = await room.Open(id, actor, "see who reads a map", ct: ct);
        var members = await (
            from m in db.MapMembers.AsNoTracking()
            where m.MapId == id
            join u in db.Users on m.AccountId equals u.Id
            orderby m.EndedAt != null, u.DisplayName, m.Id
            select new MapMemberLine(m.Id, m.AccountId, u.DisplayName, m.Part, m.Why, m.GivenByName, m.From, m.EndedAt, m.EndedByName)
        ).ToListAsync(ct);
        var named = members.Where(m => m.EndedAt is null).Select(m => m.AccountId).ToHashSet();
        var others = open.MayLead && open.Map.EndedOn is null ? await WhoMayBeNamed(ct) : [];
        return new MapPeople(open.Map, open.Part, members, [.. others.Where(o => !named.Contains(o.Id))]);
    }

    /// <summary>Everybody whose role lets them open children's records.</summary>
    internal async Task<List<(Guid Id, string Name)>> WhoMayBeNamed(CancellationToken ct)
    {
        var today = clock.Today;
        var reading = Enum.GetValues<Role>().Where(r => Permissions.Allows(r, Permission.ReadRecords)).ToList();
        return (
            await db
                .Users.AsNoTracking()
                .Where(a => (a.ValidFrom == null || a.ValidFrom <= today) && (a.ValidUntil == null || a.ValidUntil >= today))
                .Where(a => db.RoleGrants.Any(g => g.AccountId == a.Id && reading.Contains(g.Role) && g.From <= today && (g.Until == null || g.Until >= today)))
                .OrderBy(a => a.DisplayName)
                .ThenBy(a => a.Id)
                .Select(a => new { a.Id, a.DisplayName })
                .ToListAsync(ct)
        ).ConvertAll(a => (a.Id, a.DisplayName));
    }

    /// <summary>Names somebody on a map, or says what else they may do with it.</summary>
    /// <exception cref="AccessRefusedException">The actor does not answer for it.</exception>
    /// <exception cref="NotAcceptedException">Nobody is chosen, no reason is given, or it would leave nobody to answer for it.</exception>
    public async Task Name(Guid id, MapMemberInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await Lead(id, actor, "say who reads a map", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var problems = new List<Problem>();
        var who = (await WhoMayBeNamed(ct)).Find(o => o.Id == input.Account);
        if (who.Name is null)
        {
            problems.Add(new(nameof(input.Account), "Choose who needs to know"));
        }
        if (!Enum.IsDefined(input.Part))
        {
            problems.Add(new(nameof(input.Part), "Choose what they may do"));
        }
        if (Editing.Text(nameof(input.Why), input.Why, "Say why they need to know", 500) is { } problem)
        {
            problems.Add(problem);
        }
        Editing.Refuse(problems);
        var act = acts.Begin(actor, "Name somebody on a map", key: key);
        var members = await db.MapMembers.Where(m => m.MapId == id && m.EndedAt == null).ToListAsync(ct);
        if (members.Find(m => m.AccountId == who.Id) is { } before)
        {
            if (before.Part == MapPart.Owner && input.Part != MapPart.Owner && members.Count(m => m.Part == MapPart.Owner) == 1)
            {
                throw new NotAcceptedException(nameof(input.Part), "Somebody has to answer for the map. Name somebody else first");
            }
            (before.EndedAt, before.EndedByName) = (act.At, actor.Name);
        }
        Add(act, id, who.Id, who.Name!, input.Part, input.Why!.Trim(), actor);
        await act.Save(id, ct);
    }

    /// <summary>Takes somebody off a map: they see nothing of it from now on.</summary>
    /// <exception cref="AccessRefusedException">The actor does not answer for it.</exception>
    /// <exception cref="NotAcceptedException">They are not on it, or nobody would answer for it.</exception>
    public async Task Unname(Guid id, Guid memberId, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await Lead(id, actor, "say who reads a map", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var members = await db.MapMembers.Where(m => m.MapId == id && m.EndedAt == null).ToListAsync(ct);
        var one = members.Find(m => m.Id == memberId) ?? throw new NotAcceptedException("", "They are not named on this map any more");
        if (one.Part == MapPart.Owner && members.Count(m => m.Part == MapPart.Owner) == 1)
        {
            throw new NotAcceptedException("", "Somebody has to answer for the map. Name somebody else first");
        }
        var act = acts.Begin(actor, "Take somebody off a map", key: key);
        (one.EndedAt, one.EndedByName) = (act.At, actor.Name);
        db.MapNodeReaders.RemoveRange(await db.MapNodeReaders.Where(r => r.MapId == id && r.AccountId == one.AccountId).ToListAsync(ct));
        var name = await db.Users.Where(u => u.Id == one.AccountId).Select(u => u.DisplayName).FirstAsync(ct);
        act.Happened(new MapMemberEnded(id, one.AccountId, name));
        await act.Save(id, ct);
    }

    /// <summary>Ends a map with a reason, or takes up again one that ended. An ended map can be read and not changed.</summary>
    /// <exception cref="AccessRefusedException">The actor does not answer for it.</exception>
    /// <exception cref="NotAcceptedException">No reason is given.</exception>
    /// <exception cref="SecondEditorException">Someone else changed it since.</exception>
    public async Task End(Guid id, string? why, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var map = await Lead(id, actor, "end a map", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        if (Editing.Reason("EndWhy", why, map.EndedOn is null ? "Say why it ends" : "Say why it is taken up again", 1000) is { } problem)
        {
            throw new NotAcceptedException([problem]);
        }
        Editing.SameVersion(map, version);
        var ends = map.EndedOn is null;
        (map.EndedOn, map.EndedWhy) = (ends ? clock.Today : null, ends ? why!.Trim() : null);
        map.ReviewOn = map.EndedOn is null ? clock.Today.AddMonths(1) : null;
        var act = acts.Begin(actor, map.EndedOn is null ? "Take up a map again" : "End a map", key: key);
        act.Happened(new MapEnded(id, map.EndedOn, why!.Trim()));
        await act.Save(id, ct);
    }

    private async Task<ExploitationMap> Lead(Guid id, Actor actor, string what, CancellationToken ct)
    {
        var open = await room.Open(id, actor, what, track: true, ct);
        return open.MayLead ? open.Map : throw new AccessRefusedException(Sight.Read, what);
    }

    internal void Add(Act act, Guid map, Guid account, string name, MapPart part, string why, Actor by)
    {
        db.MapMembers.Add(
            new MapMember
            {
                Id = clock.NewId(),
                MapId = map,
                AccountId = account,
                Part = part,
                Why = why,
                GivenByName = by.Name,
                From = act.At,
            }
        );
        act.Happened(new MapMemberNamed(map, account, name, part, why));
    }

    private void Check(MapInput input)
    {
        var problems = new List<Problem>();
        Need(nameof(input.Title), input.Title, "Say what to call it", 120);
        Need(nameof(input.Concern), input.Concern, "Say what the concern is", Longest);
        Need(nameof(input.Why), input.Why, "Say why this map is needed to keep children safe", Longest);
        if (input.ReviewOn is null || input.ReviewOn <= clock.Today || input.ReviewOn > clock.Today.AddMonths(ReviewWithin))
        {
            problems.Add(new(nameof(input.ReviewOn), "Enter when you ask again if it is needed, within three months"));
        }
        Editing.Refuse(problems);

        void Need(string field, string? text, string missing, int most)
        {
            if (Editing.Text(field, text, missing, most) is { } problem)
            {
                problems.Add(problem);
            }
        }
    }
}
