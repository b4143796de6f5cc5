using System.Text.Json;
using Kith.Practice.Children.Show;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.EdgeOfCare;

/// <summary>A change of a level, for the table beside the picture.</summary>
public sealed record RiskChange(string Risk, DateOnly On, string? Before, string After, string Reason);

/// <summary>A child's risks over time.</summary>
public sealed record RiskPicture(IReadOnlyList<RiskLevel> Levels, IReadOnlyList<RiskScreening> Screenings, DateOnly Today)
{
    /// <summary>What stands now, the highest first.</summary>
    public IReadOnlyList<RiskLevel> Now => [.. Levels.Where(l => l.To is null).OrderByDescending(l => Rank(l.Level)).ThenBy(l => l.Risk, StringComparer.Ordinal).ThenBy(l => l.Id)];

    /// <summary>Every change with its reason, latest first: a level that began, and one that ended without another.</summary>
    public IReadOnlyList<RiskChange> Changes =>
        [
            .. Levels
                .Select(l => new RiskChange(
                    l.Risk,
                    l.From,
                    Levels.Where(o => o.Risk == l.Risk && o.To == l.From && o.Id != l.Id).Select(o => o.Level).FirstOrDefault(),
                    l.Level,
                    l.Reason
                ))
                .Concat(Levels.Where(l => l is { To: not null, EndedReason: not null }).Select(l => new RiskChange(l.Risk, l.To!.Value, l.Level, RiskLevels.None, l.EndedReason!)))
                // A level that goes on in a new stretch is no change.
                .Where(c => c.Before != c.After)
                .OrderByDescending(c => c.On)
                .ThenBy(c => c.Risk, StringComparer.Ordinal),
        ];

    /// <summary>0 for none to 3 for high.</summary>
    public static int Rank(string level) => Math.Max(0, RiskLevels.All.ToList().IndexOf(level));
}

/// <summary>One look at a risk, as it was asked.</summary>
public sealed record RiskScreeningPage(PersonHead Head, RiskScreening Screening, RiskTool? Tool, IReadOnlyDictionary<string, string> Answers, DateOnly Today);

/// <summary>Shows a child's risks.</summary>
[UseCase]
public sealed class ShowRisk(KithDb db, Clock clock)
{
    /// <summary>Levels and looks. The caller has already been allowed to read the record.</summary>
    public async Task<RiskPicture> Show(Guid childId, CancellationToken ct = default) =>
        new(
            [.. (await db.RiskLevels.AsNoTracking().Where(l => l.PersonId == childId).ToListAsync(ct)).OrderBy(l => l.From).ThenBy(l => l.Id)],
            [.. (await db.RiskScreenings.AsNoTracking().Where(l => l.PersonId == childId).ToListAsync(ct)).OrderByDescending(l => l.On).ThenByDescending(l => l.Id)],
            clock.Today
        );

    /// <summary>One look; null when the child has no such record. The caller has already been allowed to read the record.</summary>
    public async Task<RiskScreeningPage?> One(Guid childId, Guid id, CancellationToken ct = default)
    {
        var head = await PersonHeads.Of(db, childId, clock.Today, ct);
        var found = await db.RiskScreenings.AsNoTracking().FirstOrDefaultAsync(s => s.Id == id && s.PersonId == childId, ct);
        return head is null || found is null
            ? null
            : new(head, found, RiskTools.Find(found.ToolKey, found.ToolVersion), JsonSerializer.Deserialize<Dictionary<string, string>>(found.Answers) ?? [], clock.Today);
    }
}
