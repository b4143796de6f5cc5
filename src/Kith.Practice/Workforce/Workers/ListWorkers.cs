using Kith.Matching;
using Kith.Practice.Access;
using Kith.Practice.Children;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Workforce.Workers;

/// <summary>What of the staff directory is asked for.</summary>
public sealed record WorkerQuery(string? Words, Guid? TeamId, bool Left, string? Sort, int Page);

/// <summary>Someone who works here.</summary>
/// <param name="Children">Children held within the viewer's reach; null where the worker's team is outside it.</param>
public sealed record WorkerLine(
    Guid Id,
    string Name,
    string? JobTitle,
    Guid? TeamId,
    string? Team,
    ContractKind Contract,
    bool NewlyQualified,
    string? Email,
    string? Phone,
    DateOnly? LeftOn,
    int? Children
);

/// <summary>One page of the directory.</summary>
public sealed record WorkerList(IReadOnlyList<WorkerLine> Workers, int InAll, int Page, int Pages, IReadOnlyList<(Guid Id, string Name)> Teams);

/// <summary>The directory of staff: found by words of the name, title or team, however they are spelt in accents and case.</summary>
[UseCase]
public sealed class ListWorkers(KithDb db, RecordAccess access, Clock clock)
{
    public const int PageSize = 50;

    public async Task<WorkerList> List(WorkerQuery query, Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.ReadWorkforce, "see the staff directory");
        var today = clock.Today;
        var teams = await db
            .Teams.AsNoTracking()
            .OrderBy(t => t.Name)
            .Select(t => new
            {
                t.Id,
                t.Name,
                t.ClosedOn,
            })
            .ToListAsync(ct);
        var names = teams.ToDictionary(t => t.Id, t => t.Name);
        var staff = await db
            .Workers.AsNoTracking()
            .Where(w => (query.TeamId == null || w.TeamId == query.TeamId) && (query.Left || w.LeftOn == null || w.LeftOn > today))
            .Select(w => new
            {
                w.Id,
                w.Name,
                w.JobTitle,
                w.TeamId,
                w.Contract,
                w.NewlyQualified,
                w.Email,
                w.Phone,
                w.LeftOn,
            })
            .ToListAsync(ct);
        var held = (
            await access
                .ReadableChildren(actor)
                .Where(o => o.WorkerId != null && ChildWords.OpenStatuses.Contains(o.Status))
                .GroupBy(o => o.WorkerId)
                .Select(g => new { WorkerId = g.Key, Count = g.Count() })
                .ToListAsync(ct)
        ).ToDictionary(h => h.WorkerId!.Value, h => h.Count);

        var words = TextFolding.Fold(query.Words ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var lines = staff
            .Select(w => new WorkerLine(
                w.Id,
                w.Name,
                w.JobTitle,
                w.TeamId,
                w.TeamId is { } t ? names.GetValueOrDefault(t) : null,
                w.Contract,
                w.NewlyQualified,
                w.Email,
                w.Phone,
                w.LeftOn,
                w.TeamId is { } team
                    ? Teams.ShowTeams.Reaches(actor, team)
                        ? held.GetValueOrDefault(w.Id)
                        : null
                    : actor.WholeAuthority
                        ? held.GetValueOrDefault(w.Id)
                        : null
            ))
            .Where(w => words.All(word => Fold(w).Split(' ').Any(part => part.StartsWith(word, StringComparison.Ordinal))));
        lines = query.Sort switch
        {
            "-name" => lines.OrderByDescending(w => w.Name, StringComparer.Ordinal),
            "team" => lines.OrderBy(w => w.Team, StringComparer.Ordinal).ThenBy(w => w.Name, StringComparer.Ordinal),
            "-team" => lines.OrderByDescending(w => w.Team, StringComparer.Ordinal).ThenBy(w => w.Name, StringComparer.Ordinal),
            "children" => lines.OrderBy(w => w.Children).ThenBy(w => w.Name, StringComparer.Ordinal),
            "-children" => lines.OrderByDescending(w => w.Children).ThenBy(w => w.Name, StringComparer.Ordinal),
            _ => lines.OrderBy(w => w.Name, StringComparer.Ordinal),
        };
        var all = lines.ToList();
        var pages = Math.Max(1, (all.Count + PageSize - 1) / PageSize);
        var page = Math.Clamp(query.Page, 1, pages);
        return new WorkerList([.. all.Skip((page - 1) * PageSize).Take(PageSize)], all.Count, page, pages, [.. teams.Where(t => t.ClosedOn is null).Select(t => (t.Id, t.Name))]);
    }

    private static string Fold(WorkerLine w) => TextFolding.Fold($"{w.Name} {w.JobTitle} {w.Team}");
}
