using Kith.Practice.Access;
using Kith.Practice.Protection.Meetings;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Agencies;

/// <summary>An agency as a line of the directory.</summary>
public sealed record AgencyLine(Guid Id, string Name, Agency Kind, string? Phone, string? UrgentContact, int People, DateOnly? Until);

/// <summary>Someone of an agency as a line of the directory.</summary>
public sealed record ProfessionalLine(
    Guid Id,
    Guid AgencyId,
    string Name,
    string? JobTitle,
    string Agency,
    string? Team,
    string? Email,
    string? Phone,
    DateOnly? Until,
    bool SignsIn
);

/// <summary>What a search of the directory found.</summary>
public sealed record DirectoryAnswer(IReadOnlyList<AgencyLine> Agencies, IReadOnlyList<ProfessionalLine> People, bool MoreThanShown);

/// <summary>One agency in full.</summary>
public sealed record AgencyPage(PartnerAgency Agency, IReadOnlyList<AgencyTeam> Teams, IReadOnlyList<ProfessionalLine> People, DateOnly Today);

/// <summary>One professional in full, with the teams they could be in.</summary>
public sealed record ProfessionalPage(Professional Professional, PartnerAgency Agency, IReadOnlyList<AgencyTeam> Teams, bool MaySignIn);

/// <summary>Reads the directory of agencies and professionals. No child is in it.</summary>
[UseCase]
public sealed class ShowDirectory(KithDb db, Clock clock)
{
    /// <summary>The most lines of a kind that are shown; whoever is not among them needs more words.</summary>
    public const int Most = 60;

    /// <summary>Agencies and people whose name, post or address begins or holds the words; without words, all agencies.</summary>
    /// <param name="gone">Also those that the authority no longer works with.</param>
    /// <exception cref="AccessRefusedException">The actor may not read the directory.</exception>
    public async Task<DirectoryAnswer> Find(string? words, bool gone, Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.ReadWorkforce, "read the directory of agencies");
        var today = clock.Today;
        var text = (words ?? "").Trim().ToLowerInvariant();
        var agencies = await db
            .PartnerAgencies.AsNoTracking()
            .Where(a => (gone || a.Until == null || a.Until >= today) && (text == "" || a.Name.ToLower().Contains(text)))
            .OrderBy(a => a.Name)
            .ThenBy(a => a.Id)
            .Take(Most + 1)
            .Select(a => new AgencyLine(
                a.Id,
                a.Name,
                a.Kind,
                a.Phone,
                a.UrgentContact,
                db.Professionals.Count(p => p.AgencyId == a.Id && (p.Until == null || p.Until >= today)),
                a.Until
            ))
            .ToListAsync(ct);
        var people =
            text.Length == 0
                ? []
                : await Lines(
                        db.Professionals.AsNoTracking()
                            .Where(p =>
                                (gone || p.Until == null || p.Until >= today)
                                && (p.Name.ToLower().Contains(text) || p.JobTitle!.ToLower().Contains(text) || p.Email!.Contains(text))
                            )
                            .OrderBy(p => p.Name)
                            .ThenBy(p => p.Id)
                            .Take(Most + 1)
                    )
                    .ToListAsync(ct);
        return new DirectoryAnswer([.. agencies.Take(Most)], [.. people.Take(Most)], agencies.Count > Most || people.Count > Most);
    }

    /// <summary>One agency with its teams and people; null when there is none.</summary>
    /// <exception cref="AccessRefusedException">The actor may not read the directory.</exception>
    public async Task<AgencyPage?> Show(Guid agencyId, Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.ReadWorkforce, "read the directory of agencies");
        if (await db.PartnerAgencies.AsNoTracking().FirstOrDefaultAsync(a => a.Id == agencyId, ct) is not { } agency)
        {
            return null;
        }
        var teams = await db.AgencyTeams.AsNoTracking().Where(t => t.AgencyId == agencyId).OrderBy(t => t.Name).ThenBy(t => t.Id).ToListAsync(ct);
        var people = await Lines(db.Professionals.AsNoTracking().Where(p => p.AgencyId == agencyId).OrderBy(p => p.Name).ThenBy(p => p.Id).Take(500)).ToListAsync(ct);
        var today = clock.Today;
        return new AgencyPage(agency, teams, [.. people.OrderBy(p => p.Until < today)], today);
    }

    /// <summary>One professional; null when there is none.</summary>
    /// <exception cref="AccessRefusedException">The actor may not read the directory.</exception>
    public async Task<ProfessionalPage?> Person(Guid professionalId, Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.ReadWorkforce, "read the directory of agencies");
        if (await db.Professionals.AsNoTracking().FirstOrDefaultAsync(p => p.Id == professionalId, ct) is not { } professional)
        {
            return null;
        }
        var agency = await db.PartnerAgencies.AsNoTracking().SingleAsync(a => a.Id == professional.AgencyId, ct);
        var teams = await db.AgencyTeams.AsNoTracking().Where(t => t.AgencyId == agency.Id).OrderBy(t => t.Name).ThenBy(t => t.Id).ToListAsync(ct);
        var today = clock.Today;
        var may = professional.AccountId is { } account && await db.Users.AnyAsync(a => a.Id == account && (a.ValidUntil == null || a.ValidUntil >= today), ct);
        return new ProfessionalPage(professional, agency, teams, may);
    }

    private IQueryable<ProfessionalLine> Lines(IQueryable<Professional> people) =>
        people.Select(p => new ProfessionalLine(
            p.Id,
            p.AgencyId,
            p.Name,
            p.JobTitle,
            db.PartnerAgencies.Where(a => a.Id == p.AgencyId).Select(a => a.Name).FirstOrDefault()!,
            db.AgencyTeams.Where(t => t.Id == p.TeamId).Select(t => t.Name).FirstOrDefault(),
            p.Email,
            p.Phone,
            p.Until,
            p.AccountId != null
        ));
}
