using Kith.Matching;
using Kith.Practice.Access;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Workforce.Workers;

/// <summary>Which staff an administrator asks for.</summary>
/// <param name="Left">Those who have left, instead of those who work here.</param>
/// <param name="WithoutTeam">Only those without a team.</param>
/// <param name="RegistrationEnding">Only those whose registration has ended or ends soon.</param>
public sealed record StaffQuery(string? Words, Guid? TeamId, bool Left, bool WithoutTeam, bool RegistrationEnding, int Page);

/// <summary>Someone on the staff, for administration.</summary>
public sealed record StaffLine(
    Guid Id,
    string Name,
    string? JobTitle,
    string? Team,
    string? LineManager,
    RegistrationState Registration,
    DateOnly? RegistrationExpiresOn,
    bool NewlyQualified,
    ContractKind Contract,
    DateOnly? LeftOn,
    bool HoldsChildren,
    Guid? AccountId
);

/// <summary>One page of the staff.</summary>
public sealed record StaffList(IReadOnlyList<StaffLine> Lines, int InAll, int Page, int Pages);

/// <summary>Lists the staff for whoever keeps it: one query.</summary>
[UseCase]
public sealed class ListStaff(KithDb db, Clock clock)
{
    public const int PageSize = 50;

    public async Task<StaffList> List(StaffQuery query, Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.Administer, "keep staff");
        var today = clock.Today;
        var soon = today.AddDays(ShowWorker.RegistrationNoticeDays);
        var rows = await (
            from w in db.Workers.AsNoTracking()
            where query.Left ? w.LeftOn != null && w.LeftOn <= today : w.LeftOn == null || w.LeftOn > today
            where query.TeamId == null || w.TeamId == query.TeamId
            where !query.WithoutTeam || w.TeamId == null
            where !query.RegistrationEnding || w.RegistrationExpiresOn <= soon
            select new
            {
                Worker = w,
                Team = db.Teams.Where(t => t.Id == w.TeamId).Select(t => t.Name).FirstOrDefault(),
                Manager = db.Workers.Where(m => m.Id == w.LineManagerId).Select(m => m.Name).FirstOrDefault(),
                Holds = db.Allocations.Any(a => a.WorkerId == w.Id && a.To == null),
                Account = db.Users.Where(u => u.WorkerId == w.Id).Select(u => (Guid?)u.Id).FirstOrDefault(),
            }
        ).ToListAsync(ct);
        // Folding is not the database's: names are found without accents and in any case, as people type them.
        var words = TextFolding.Fold(query.Words ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var all = rows.Where(r =>
            {
                var parts = TextFolding.Fold($"{r.Worker.Name} {r.Worker.JobTitle} {r.Team} {r.Worker.RegistrationNumber}").Split(' ');
                return words.All(word => parts.Any(part => part.StartsWith(word, StringComparison.Ordinal)));
            })
            .OrderBy(r => r.Worker.Name, StringComparer.Ordinal)
            .ToList();
        var pages = Math.Max(1, (all.Count + PageSize - 1) / PageSize);
        var page = Math.Clamp(query.Page, 1, pages);
        return new StaffList(
            [
                .. all.Skip((page - 1) * PageSize)
                    .Take(PageSize)
                    .Select(r => new StaffLine(
                        r.Worker.Id,
                        r.Worker.Name,
                        r.Worker.JobTitle,
                        r.Team,
                        r.Manager,
                        ShowWorker.Registration(r.Worker, today),
                        r.Worker.RegistrationExpiresOn,
                        r.Worker.NewlyQualified,
                        r.Worker.Contract,
                        r.Worker.LeftOn,
                        r.Holds,
                        r.Account
                    )),
            ],
            all.Count,
            page,
            pages
        );
    }
}
