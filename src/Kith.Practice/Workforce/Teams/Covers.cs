namespace Kith.Practice.Workforce.Teams;

/// <summary>Who is away and who carries their work. An absence is written down with who carries the work: see <see cref="Access.Absence.SetDeputy"/>.</summary>
internal static class Covers
{
    /// <summary>Days ahead from which an absence is shown.</summary>
    public const int Ahead = 14;

    /// <summary>The absence of each worker that runs or begins first.</summary>
    public static Dictionary<Guid, Cover> Of(IEnumerable<(Guid Worker, string By, DateOnly? From, DateOnly? Until)> rows) =>
        rows.Where(r => r.From is not null && r.Until is not null)
            .OrderBy(r => r.From)
            .ThenByDescending(r => r.Until)
            .DistinctBy(r => r.Worker)
            .ToDictionary(r => r.Worker, r => new Cover(r.By, r.From!.Value, r.Until!.Value));
}
