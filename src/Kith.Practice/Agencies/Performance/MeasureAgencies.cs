using Kith.Practice.Access;
using Kith.Practice.Protection.Meetings;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Agencies;

/// <summary>How one agency, or one kind of agency, took part in conferences.</summary>
/// <param name="TooFew">True where so few were asked that a share says nothing, and could point at one person: then no figure is given.</param>
public sealed record AgencyFigures(string Name, bool TooFew, int Asked, int Came, int Apologies, int Silent, int ReportsAsked, int OnTime, int Late, int Missing);

/// <summary>How agencies took part in the conferences of a time.</summary>
public sealed record AgencyPerformance(DateOnly From, DateOnly To, IReadOnlyList<AgencyFigures> Kinds, IReadOnlyList<AgencyFigures> Named, int TooFewNamed);

/// <summary>
/// Attendance and reports on time at child protection conferences, by kind of agency and by agency of the directory. It
/// counts invitations, not people; under five nothing is shown.
/// </summary>
[UseCase]
public sealed class MeasureAgencies(KithDb db, Clock clock)
{
    /// <summary>Invitations under which no figure is given.</summary>
    public const int Fewest = 5;

    /// <exception cref="AccessRefusedException">The actor may not see measures.</exception>
    public async Task<AgencyPerformance> Show(DateOnly? from, DateOnly? to, Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.ReadMeasures, "see how agencies take part");
        var until = to is { } t && t < clock.Today ? t : clock.Today.AddDays(-1);
        var since = from is { } f && f <= until ? f : until.AddYears(-1).AddDays(1);
        MeetingKind[] kinds = [MeetingKind.InitialConference, MeetingKind.TransferInConference, MeetingKind.ReviewConference];
        // A meeting that was held says so for each who was asked; one that was called off says nothing of anybody.
        var counted = await (
            from m in db.Meetings.AsNoTracking()
            where kinds.Contains(m.Kind) && m.PlannedOn >= since && m.PlannedOn <= until
            join p in db.Participants.AsNoTracking() on m.Id equals p.MeetingId
            where p.Attended != null && p.Agency != Agency.Family && p.Agency != Agency.Advocate && p.Agency != Agency.SocialCare
            join w in db.Professionals.AsNoTracking() on p.ProfessionalId equals w.Id into ws
            from w in ws.DefaultIfEmpty()
            group p by new { p.Agency, AgencyId = (Guid?)w.AgencyId } into g
            select new
            {
                g.Key.Agency,
                g.Key.AgencyId,
                Asked = g.Count(),
                Came = g.Count(p => p.Attended == true),
                Apologies = g.Count(p => p.Attended != true && p.Reply == Reply.Apologies),
                ReportsAsked = g.Count(p => p.ReportAsked && p.ReportDueOn != null),
                OnTime = g.Count(p => p.ReportAsked && p.ReportDueOn != null && p.ReportReceivedOn <= p.ReportDueOn),
                Late = g.Count(p => p.ReportAsked && p.ReportDueOn != null && p.ReportReceivedOn > p.ReportDueOn),
            }
        ).ToListAsync(ct);
        var names = await db.PartnerAgencies.AsNoTracking().Select(a => new { a.Id, a.Name }).ToDictionaryAsync(a => a.Id, a => a.Name, ct);
        var byKind = counted
            .GroupBy(c => c.Agency)
            .OrderBy(g => g.Key)
            .Select(g => Figures(Begin(Quoracy.InWords(g.Key)), g.Select(c => (c.Asked, c.Came, c.Apologies, c.ReportsAsked, c.OnTime, c.Late))))
            .ToList();
        var named = counted
            .Where(c => c.AgencyId is not null)
            .GroupBy(c => c.AgencyId!.Value)
            .Select(g => Figures(names.GetValueOrDefault(g.Key, "An agency"), g.Select(c => (c.Asked, c.Came, c.Apologies, c.ReportsAsked, c.OnTime, c.Late))))
            .OrderBy(f => f.Name, StringComparer.Ordinal)
            .ToList();
        return new AgencyPerformance(since, until, byKind, [.. named.Where(n => !n.TooFew)], named.Count(n => n.TooFew));
    }

    /// <summary>One line of sums, or none where too few were asked.</summary>
    internal static AgencyFigures Figures(string name, IEnumerable<(int Asked, int Came, int Apologies, int ReportsAsked, int OnTime, int Late)> parts)
    {
        var all = parts.ToList();
        var (asked, came, apologies) = (all.Sum(p => p.Asked), all.Sum(p => p.Came), all.Sum(p => p.Apologies));
        if (asked < Fewest)
        {
            return new(name, true, 0, 0, 0, 0, 0, 0, 0, 0);
        }
        var (reports, onTime, late) = (all.Sum(p => p.ReportsAsked), all.Sum(p => p.OnTime), all.Sum(p => p.Late));
        return reports < Fewest
            ? new(name, false, asked, came, apologies, asked - came - apologies, 0, 0, 0, 0)
            : new(name, false, asked, came, apologies, asked - came - apologies, reports, onTime, late, reports - onTime - late);
    }

    private static string Begin(string words) => char.ToUpperInvariant(words[0]) + words[1..];
}
