using System.Globalization;
using Kith.Practice.Access;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Measures;

/// <summary>Whose children a page of measures is about.</summary>
/// <param name="Key">In addresses: «all», «mine», «team-…», «teams».</param>
/// <param name="Wide">Shown with small numbers hidden, because the reader may not open the records behind them.</param>
/// <param name="Whole">Counts every child of the authority, also those whose record the reader may not open.</param>
public sealed record MeasureScope(string Key, string Name, MeasureCohort Cohort, bool Wide, bool Whole);

/// <summary>Says whose children somebody may ask about, and on which day.</summary>
[UseCase]
public sealed class MeasureScopes(KithDb db, Clock clock)
{
    /// <summary>The names of all teams, closed ones too, once the scopes were asked for.</summary>
    internal IReadOnlyDictionary<Guid, string> TeamNames { get; private set; } = new Dictionary<Guid, string>();

    /// <summary>The scopes of an actor, the one that concerns them most first. One query.</summary>
    public async Task<IReadOnlyList<MeasureScope>> List(Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.ReadMeasures, "see the measures");
        var every = await db
            .Teams.AsNoTracking()
            .Select(t => new
            {
                t.Id,
                t.Name,
                Open = t.ClosedOn == null && t.SourceEndedOn == null,
            })
            .ToListAsync(ct);
        TeamNames = every.ToDictionary(t => t.Id, t => t.Name);
        var teams = every.Where(t => t.Open).ToDictionary(t => t.Id, t => t.Name);
        var scopes = new List<MeasureScope>();
        var whole = new MeasureScope("all", "The whole service", MeasureCohort.All, !actor.WholeAuthority, true);
        if (actor.WholeAuthority)
        {
            scopes.Add(whole);
        }
        if (actor.May(Permission.ReadRecords))
        {
            if (actor.WorkerId is { } me && !actor.WholeAuthority)
            {
                scopes.Add(new("mine", "Children whose work I lead", new MeasureCohort(WorkerId: me), false, false));
            }
            var mine = actor.WholeAuthority ? [.. teams.Keys] : actor.TeamIds.Where(teams.ContainsKey).ToList();
            if (!actor.WholeAuthority && mine.Count > 1)
            {
                scopes.Add(new("teams", "My teams together", new MeasureCohort(mine.ToHashSet()), false, false));
            }
            scopes.AddRange(
                mine.OrderBy(t => teams[t], StringComparer.Ordinal).Select(t => new MeasureScope($"team-{t:N}", teams[t], new MeasureCohort(new HashSet<Guid> { t }), false, false))
            );
            // A manager begins with the team, a worker with their own children.
            if (!actor.WholeAuthority && actor.May(Permission.Decide))
            {
                scopes = [.. scopes.OrderBy(s => s.Key == "mine" ? 1 : 0)];
            }
        }
        if (!actor.WholeAuthority)
        {
            scopes.Add(whole);
        }
        return scopes;
    }

    /// <summary>The scope with a key; the first where there is none.</summary>
    public static MeasureScope Chosen(IReadOnlyList<MeasureScope> scopes, string? key) => scopes.FirstOrDefault(s => s.Key == key) ?? scopes[0];

    /// <summary>
    /// The day that is asked about: today or before. A wide audience sees the ends of quarters alone: two days close to each
    /// other would give away what happened between them.
    /// </summary>
    public DateOnly Day(MeasureScope scope, DateOnly? asked)
    {
        var day = asked is { } on && on <= clock.Today ? on : clock.Today;
        return scope.Wide ? MeasureSeries.To(day, SeriesStep.Quarter, 1)[0].To : day;
    }

    /// <summary>«the year to 31 March 2026».</summary>
    public static string YearInWords(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"the year to {day:d MMMM yyyy}");
}
