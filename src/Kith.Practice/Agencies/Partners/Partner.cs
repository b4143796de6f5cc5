using Kith.Practice.Access;
using Kith.Practice.Protection.Meetings;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Agencies;

/// <summary>Who uses the partners' pages: somebody of an agency, as the directory has them today.</summary>
public sealed record Partner(
    Guid Id,
    Guid AgencyId,
    string Name,
    string? JobTitle,
    string Email,
    string? Phone,
    string Agency,
    Agency Kind,
    string? SourceCode,
    string? UrgentContact
)
{
    /// <summary>
    /// The partner behind an actor. Every use case of the partners' pages begins here, and looks for nothing but what
    /// carries this id.
    /// </summary>
    /// <exception cref="AccessRefusedException">The actor is no partner, or the directory no longer has them.</exception>
    internal static async Task<Partner> Of(KithDb db, Actor actor, DateOnly today, string what, CancellationToken ct)
    {
        RecordAccess.Demand(actor, Permission.UsePartnerPages, what);
        return await (
                from p in db.Professionals.AsNoTracking()
                where p.AccountId == actor.AccountId && p.From <= today && (p.Until == null || p.Until >= today)
                join a in db.PartnerAgencies.AsNoTracking() on p.AgencyId equals a.Id
                where a.From <= today && (a.Until == null || a.Until >= today)
                select new Partner(p.Id, a.Id, p.Name, p.JobTitle, p.Email ?? "", p.Phone, a.Name, a.Kind, a.SourceCode, a.UrgentContact)
            ).FirstOrDefaultAsync(ct) ?? throw new AccessRefusedException(Sight.Nothing, what);
    }
}
