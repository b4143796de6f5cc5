using Kith.Practice.Access;
using Kith.Practice.Children;
using Kith.Practice.Children.Show;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Network;

/// <summary>Where a child would be for one stretch of an absence.</summary>
public enum Whereabouts
{
    /// <summary>The child does not live with the person who is away.</summary>
    NotAffected,

    /// <summary>Someone else who cares for the child lives there too.</summary>
    StaysHome,

    /// <summary>Someone named in the plan steps in.</summary>
    StepsIn,

    /// <summary>Nobody.</summary>
    NoAnswer,
}

/// <summary>Someone who cares for a child at the child's home.</summary>
public sealed record CarerAtHome(Guid Id, RelationshipKind Kind, bool ParentalResponsibility);

/// <summary>What the question needs to know of one child. Pure of any database.</summary>
public sealed record WhatIfChild(
    Guid Id,
    IReadOnlyList<CarerAtHome> Carers,
    IReadOnlyList<ContingencyStep> Steps,
    IReadOnlyDictionary<Guid, NetworkTie> Ties,
    IReadOnlyDictionary<Guid, NamedPerson> People
)
{
    /// <summary>Who cares for the child first: with parental responsibility before others, parents before others.</summary>
    public CarerAtHome? MainCarer =>
        Carers.OrderByDescending(c => c.ParentalResponsibility).ThenBy(c => c.Kind == RelationshipKind.Parent ? 0 : 1).ThenBy(c => c.Id).FirstOrDefault();
}

/// <summary>The answer for one child and one stretch.</summary>
/// <param name="With">Carers who remain at home, or those who step in.</param>
/// <param name="Steps">The steps that answer.</param>
/// <param name="Lost">Steps that would answer but for the absence, or because the person can no longer be counted on.</param>
public sealed record WhatIfAnswer(Whereabouts Where, IReadOnlyList<Guid> With, IReadOnlyList<ContingencyStep> Steps, IReadOnlyList<ContingencyStep> Lost);

/// <summary>«What if this person is away?»: who is where tonight, for weeks, and for good. Pure.</summary>
public static class WhatIfRules
{
    /// <summary>The stretches that an absence reaches.</summary>
    public static IReadOnlyList<Horizon> Stretches(Horizon length) => [.. Enum.GetValues<Horizon>().Where(h => h <= length)];

    /// <summary>Where the child would be.</summary>
    public static WhatIfAnswer Answer(WhatIfChild child, IReadOnlySet<Guid> away, Horizon stretch)
    {
        var part = child.Steps.Where(s => s.Horizon == stretch).OrderBy(s => s.Position).ToList();
        // A service can hold a night or some weeks; for good, it takes a person.
        var usable = part.Where(s => s.OtherId is { } other ? !away.Contains(other) && ContingencyRules.CanStand(other, child.Ties, child.People) : stretch != Horizon.LongTerm)
            .ToList();
        var lost = part.Except(usable).ToList();
        if (child.Carers.Count > 0 && !child.Carers.Any(c => away.Contains(c.Id)))
        {
            return new(Whereabouts.NotAffected, [.. child.Carers.Select(c => c.Id)], usable, lost);
        }
        var remain = child.Carers.Where(c => !away.Contains(c.Id)).Select(c => c.Id).ToList();
        return remain.Count > 0 ? new(Whereabouts.StaysHome, remain, usable, lost)
            : usable.Count > 0 ? new(Whereabouts.StepsIn, [.. usable.Select(s => s.OtherId).OfType<Guid>().Distinct()], usable, lost)
            : new(Whereabouts.NoAnswer, [], [], lost);
    }
}

/// <summary>One child of the answer, with names as far as the reader may know them.</summary>
/// <param name="Away">Whose absence this is about, for this child.</param>
/// <param name="Parts">For each stretch: the answer and its words.</param>
public sealed record WhatIfLine(
    Guid Id,
    string Name,
    string Age,
    string? Team,
    string? Worker,
    string Away,
    IReadOnlyList<(Horizon Stretch, WhatIfAnswer Answer, string Words)> Parts,
    ContingencyStrength Strength
)
{
    /// <summary>Stretches for which nobody is named.</summary>
    public int Unanswered => Parts.Count(p => p.Answer.Where == Whereabouts.NoAnswer);
}

/// <summary>Someone on whom several children would come at once, or who cares for others already.</summary>
/// <param name="Children">How many would come.</param>
/// <param name="Already">For how many they care now, as far as the reader may read.</param>
public sealed record LeanedOn(string Name, int Children, int Already);

/// <summary>The answer to «what if».</summary>
public sealed record WhatIfPage(
    string? Person,
    Horizon Length,
    IReadOnlyList<WhatIfLine> Lines,
    IReadOnlyList<LeanedOn> Leaned,
    IReadOnlyList<(Guid Id, string Name)> Teams,
    bool Cut
);

/// <summary>Answers «what if this person is away», or «what if each child's main carer is away», from the plans.</summary>
[UseCase]
public sealed class WhatIf(KithDb db, RecordAccess access, Clock clock)
{
    /// <summary>The most children that one answer holds; a team has fewer.</summary>
    public const int Most = 400;

    private static readonly RelationshipKind[] Caring =
    [
        RelationshipKind.Parent,
        RelationshipKind.StepParent,
        RelationshipKind.Carer,
        RelationshipKind.Grandparent,
        RelationshipKind.AuntOrUncle,
        RelationshipKind.OtherRelative,
    ];

    /// <summary>
    /// The children whom the reader may read and whom it touches. Null when a person was asked for whom the reader may not know.
    /// </summary>
    /// <param name="personId">Who is away; null for each child's main carer.</param>
    /// <param name="teamId">Only the children of this team.</param>
    public async Task<WhatIfPage?> Show(Guid? personId, Guid? teamId, Horizon length, Actor actor, CancellationToken ct = default)
    {
        var today = clock.Today;
        string? person = null;
        if (personId is { } asked)
        {
            var facts = await Seeing.Of(db.People.AsNoTracking().Where(p => p.Id == asked), access.Readable(actor)).FirstOrDefaultAsync(ct);
            if (facts is null || Seeing.Line(facts, actor, today) is not { IsHidden: false } line)
            {
                return null;
            }
            person = line.Name;
        }
        var open = ChildWords.OpenStatuses;
        var readable = access.ReadableChildren(actor).Where(o => open.Contains(o.Status));
        var teams = await db.Teams.AsNoTracking().Holding(readable, actor).OrderBy(t => t.Name).Select(t => new { t.Id, t.Name }).ToListAsync(ct);
        var choices = teams.Select(t => (t.Id, t.Name)).ToList();
        var children = readable;
        if (teamId is { } team)
        {
            children = children.Where(o => o.TeamId == team);
        }
        if (personId is { } away)
        {
            var named = db.ContingencySteps.Where(s => s.OtherId == away && db.ContingencyPlans.Any(p => p.Id == s.PlanId && p.EndedOn == null)).Select(s => s.PersonId);
            var cared = db.Relationships.Where(r => r.PersonId == away && Caring.Contains(r.Kind) && r.To == null).Select(r => r.OtherId);
            var touched = named.Union(cared);
            children = children.Where(o => touched.Contains(o.PersonId));
        }
        else if (teamId is null)
        {
            return new(null, length, [], [], choices, false);
        }
        var rows = await (
            from o in children.OrderBy(o => o.SortName).ThenBy(o => o.PersonId).Take(Most + 1)
            join t in db.Teams on o.TeamId equals t.Id into ts
            from t in ts.DefaultIfEmpty()
            join w in db.Workers on o.WorkerId equals w.Id into ws
            from w in ws.DefaultIfEmpty()
            select new
            {
                Child = o,
                Team = t.Name,
                Worker = w.Name,
            }
        ).ToListAsync(ct);
        var cut = rows.Count > Most;
        rows = [.. rows.OrderBy(r => r.Child.SortName, StringComparer.Ordinal).Take(Most)];
        var facts2 = await Facts(rows.ToDictionary(r => r.Child.PersonId, r => r.Child.HouseholdKey), ct);
        var names = await Names(
            facts2.Values.SelectMany(f => f.Carers.Select(c => c.Id).Concat(f.Steps.Select(s => s.OtherId).OfType<Guid>())).Distinct().ToList(),
            actor,
            today,
            ct
        );

        var lines = new List<WhatIfLine>();
        foreach (var row in rows)
        {
            var facts = facts2[row.Child.PersonId];
            var gone = personId ?? facts.MainCarer?.Id;
            if (gone is { } who && personId is not null && facts.Carers.All(c => c.Id != who) && facts.Steps.All(s => s.OtherId != who))
            {
                // Related, but lives elsewhere and is not counted on.
                continue;
            }
            var set = gone is { } g ? new HashSet<Guid> { g } : [];
            lines.Add(
                new(
                    row.Child.PersonId,
                    row.Child.DisplayName,
                    ChildWords.Age(row.Child.BornOn, row.Child.Unborn, today),
                    row.Team,
                    row.Worker,
                    gone is { } absent ? Name(absent) : "nobody is recorded as caring for the child at home",
                    [.. WhatIfRules.Stretches(length).Select(h => (h, WhatIfRules.Answer(facts, set, h))).Select(p => (p.h, p.Item2, Words(p.Item2)))],
                    ContingencyRules.StrengthOn(row.Child.Contingency, row.Child.ContingencyUntil, today)
                )
            );
        }
        var asking = lines
            .SelectMany(l => l.Parts.Where(p => p.Answer.Where == Whereabouts.StepsIn).SelectMany(p => p.Answer.With).Distinct())
            .GroupBy(w => w)
            .ToDictionary(g => g.Key, g => g.Count());
        var already = await CaresAlready.Count(db, access.Readable(actor), asking.Keys, null, today, ct);
        var leaned = asking
            .Where(a => names.ContainsKey(a.Key) && (a.Value > 1 || already.ContainsKey(a.Key)))
            .Select(a => new LeanedOn(Name(a.Key), a.Value, already.GetValueOrDefault(a.Key)))
            .OrderByDescending(l => l.Children)
            .ThenBy(l => l.Name, StringComparer.Ordinal)
            .Take(20)
            .ToList();
        return new(person, length, [.. lines.OrderByDescending(l => l.Unanswered).ThenBy(l => l.Strength)], leaned, choices, cut);

        string Name(Guid id) => names.GetValueOrDefault(id) ?? ShowNetwork.Hidden;

        string Words(WhatIfAnswer answer) =>
            answer.Where switch
            {
                Whereabouts.NotAffected => answer.Lost.Count > 0 ? "At home as now; this part of the plan is lost" : "At home as now",
                Whereabouts.StaysHome => $"At home with {string.Join(" and ", answer.With.Select(Name))}",
                Whereabouts.StepsIn => string.Join("; ", answer.Steps.Select(s => s.OtherId is { } o ? $"{Name(o)}: {s.What}" : $"{s.Who}: {s.What}")),
                _ => "No answer yet",
            };
    }

    /// <summary>What the rules need of these children, in a fixed number of queries.</summary>
    private async Task<Dictionary<Guid, WhatIfChild>> Facts(Dictionary<Guid, string?> homes, CancellationToken ct)
    {
        var ids = homes.Keys.ToList();
        var keys = homes.Values.OfType<string>().Distinct().ToList();
        var relatives = await db
            .Relationships.AsNoTracking()
            .Where(r => ids.Contains(r.OtherId) && Caring.Contains(r.Kind) && r.To == null)
            .Select(r => new
            {
                r.OtherId,
                r.PersonId,
                r.Kind,
                r.ParentalResponsibility,
                Died = db.People.Any(p => p.Id == r.PersonId && (p.DateOfDeath != null || p.HasChildRecord)),
            })
            .ToListAsync(ct);
        var living = (
            await db
                .PersonAddresses.AsNoTracking()
                .Where(a => keys.Contains(a.AddressKey) && a.To == null && a.SourceEndedOn == null)
                .Select(a => new { a.AddressKey, a.PersonId })
                .ToListAsync(ct)
        )
            .Select(a => (a.AddressKey, a.PersonId))
            .ToHashSet();
        var steps = await db
            .ContingencySteps.AsNoTracking()
            .Where(s => ids.Contains(s.PersonId) && db.ContingencyPlans.Any(p => p.Id == s.PlanId && p.EndedOn == null))
            .ToListAsync(ct);
        var ties = (await db.NetworkTies.AsNoTracking().Where(t => ids.Contains(t.PersonId)).ToListAsync(ct)).ToLookup(t => t.PersonId);
        var named = await ContingencyFacts.Load(db, [.. steps.Select(s => s.OtherId).OfType<Guid>().Distinct()], ct);
        var carers = relatives.Where(r => !r.Died && homes[r.OtherId] is { } key && living.Contains((key, r.PersonId))).ToLookup(r => r.OtherId);
        var byChild = steps.ToLookup(s => s.PersonId);
        return ids.ToDictionary(
            id => id,
            id => new WhatIfChild(
                id,
                [.. carers[id].DistinctBy(c => c.PersonId).Select(c => new CarerAtHome(c.PersonId, c.Kind, c.ParentalResponsibility))],
                [.. byChild[id]],
                ties[id].ToDictionary(t => t.OtherId),
                named
            )
        );
    }

    /// <summary>Names of those whom the reader may know.</summary>
    private async Task<Dictionary<Guid, string>> Names(List<Guid> ids, Actor actor, DateOnly today, CancellationToken ct)
    {
        var facts = await Seeing.Of(db.People.AsNoTracking().Where(p => ids.Contains(p.Id)), access.Readable(actor)).ToListAsync(ct);
        return facts.Select(f => Seeing.Line(f, actor, today)).OfType<PersonLine>().Where(l => !l.IsHidden).ToDictionary(l => l.Id, l => l.Name);
    }
}
