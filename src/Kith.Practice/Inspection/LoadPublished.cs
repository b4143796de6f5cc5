using System.Globalization;
using System.Text.Json;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Documents;
using Kith.Practice.Import;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Standards.Inspection;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Inspection;

/// <summary>A file of recommendations that Ofsted published since Kith was made: a few hundred lines a year, kept whole.</summary>
public sealed class PublishedSet : Record
{
    public required string FileName { get; set; }

    /// <summary>Where they come from, as who loaded them said.</summary>
    public required string Origin { get; set; }
    public DateTime LoadedAt { get; set; }
    public Guid ByAccountId { get; set; }
    public required string ByName { get; set; }
    public int Lines { get; set; }
    public DateOnly FirstOn { get; set; }
    public DateOnly LastOn { get; set; }

    /// <summary>The lines, as JSON.</summary>
    public required string Content { get; set; }

    /// <summary>When it was taken back, and why; the lines stay, and are not used.</summary>
    public DateTime? WithdrawnAt { get; set; }
    public string? WithdrawnReason { get; set; }

    /// <summary>The lines.</summary>
    public IReadOnlyList<PublishedRecommendation> Read() => JsonSerializer.Deserialize<List<PublishedRecommendation>>(Content) ?? [];
}

/// <summary>A file of published recommendations was loaded.</summary>
public sealed record PublishedRecommendationsLoaded(string FileName, string Origin, int Lines, DateOnly FirstOn, DateOnly LastOn) : TrailEvent
{
    public override string Chain => "inspections";
}

/// <summary>A loaded file of published recommendations is not used any more.</summary>
public sealed record PublishedRecommendationsWithdrawn(string FileName, string Why) : TrailEvent
{
    public override string Chain => "inspections";
}

/// <summary>
/// Loads what Ofsted recommended to others since Kith was made, from a CSV: all of it, or nothing with every fault named by its
/// line. What is known already is left out, so that a longer file can be loaded over a shorter.
/// </summary>
[UseCase]
public sealed class LoadPublished(KithDb db, Acts.Acts acts, Clock clock)
{
    /// <summary>Faults that are told at once; more are counted.</summary>
    public const int MostFaults = 20;

    /// <summary>Lines of a file: ten years of all authorities are below it.</summary>
    public const int MostLines = 10_000;

    private const int LongestText = 4000;

    /// <summary>The columns a file must have; national_framework_tag may stand beside them.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["published", "local_authority", "report_type", "recommendation"];

    /// <summary>Loads, and answers with how many lines were new.</summary>
    /// <exception cref="AccessRefusedException">The actor does not keep published data.</exception>
    /// <exception cref="NotAcceptedException">What is wrong with the file, line by line; or nothing in it is new.</exception>
    public async Task<int> Handle(Stream file, string name, string? origin, Actor actor, Guid? key, CancellationToken ct = default)
    {
        Demand(actor);
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return await db.PublishedSets.Where(s => s.Id == done).Select(s => s.Lines).SingleOrDefaultAsync(ct);
        }
        if (Editing.Text("Origin", origin, "Say where they come from: a publication and its date", 200) is { } missing)
        {
            throw new NotAcceptedException([missing]);
        }
        var known = (await All(db, ct)).Select(Same).ToHashSet();
        name = FileNames.Safe(name, "recommendations.csv");
        var lines = Read(file, name, clock.Today).Where(l => known.Add(Same(l))).OrderBy(l => l.PublishedOn).ThenBy(l => l.Authority, StringComparer.Ordinal).ToList();
        if (lines.Count == 0)
        {
            throw new NotAcceptedException("File", "Everything in the file is known already");
        }
        var set = new PublishedSet
        {
            Id = clock.NewId(),
            FileName = name,
            Origin = origin!.Trim(),
            LoadedAt = clock.UtcNow,
            ByAccountId = actor.AccountId,
            ByName = actor.Name,
            Lines = lines.Count,
            FirstOn = lines[0].PublishedOn,
            LastOn = lines[^1].PublishedOn,
            Content = JsonSerializer.Serialize(lines),
        };
        db.PublishedSets.Add(set);
        var act = acts.Begin(actor, "Load published recommendations", key: key);
        act.Happened(new PublishedRecommendationsLoaded(set.FileName, set.Origin, set.Lines, set.FirstOn, set.LastOn));
        await act.Save(set.Id, ct);
        return lines.Count;
    }

    /// <summary>Takes a file back: its lines are not used any more.</summary>
    /// <exception cref="NotAcceptedException">No reason is given, or it was taken back already.</exception>
    public async Task Withdraw(Guid id, int? version, string? reason, Actor actor, Guid? key, CancellationToken ct = default)
    {
        Demand(actor);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var set = await db.PublishedSets.FirstOrDefaultAsync(s => s.Id == id, ct) ?? throw new AccessRefusedException(Sight.Nothing, "take back published recommendations");
        Editing.SameVersion(set, version);
        if (set.WithdrawnAt is not null)
        {
            throw new NotAcceptedException("Reason", "This file was taken back already");
        }
        if (Editing.Reason("Reason", reason, "Say why they are not to be used", 500) is { } wanting)
        {
            throw new NotAcceptedException([wanting]);
        }
        (set.WithdrawnAt, set.WithdrawnReason) = (clock.UtcNow, reason!.Trim());
        var act = acts.Begin(actor, "Take back published recommendations", set.WithdrawnReason, key);
        act.Happened(new PublishedRecommendationsWithdrawn(set.FileName, set.WithdrawnReason));
        await act.Save(id, ct);
    }

    /// <summary>What was loaded, the latest first.</summary>
    public async Task<IReadOnlyList<PublishedSet>> List(Actor actor, CancellationToken ct = default)
    {
        Demand(actor);
        return [.. (await db.PublishedSets.AsNoTracking().ToListAsync(ct)).OrderByDescending(s => s.LoadedAt)];
    }

    /// <summary>Those that Kith brings, and those that were loaded since.</summary>
    internal static async Task<IReadOnlyList<PublishedRecommendation>> All(KithDb db, CancellationToken ct)
    {
        var loaded = await db.PublishedSets.AsNoTracking().Where(s => s.WithdrawnAt == null).OrderBy(s => s.LoadedAt).ThenBy(s => s.Id).ToListAsync(ct);
        return loaded.Count == 0 ? PublishedRecommendations.All : [.. PublishedRecommendations.All, .. loaded.SelectMany(s => s.Read())];
    }

    private static (DateOnly, string, string) Same(PublishedRecommendation r) => (r.PublishedOn, r.Authority.ToUpperInvariant(), r.Text.ToUpperInvariant());

    private static void Demand(Actor actor) => RecordAccess.Demand(actor, Permission.KeepMeasures, "load published recommendations");

    private static List<PublishedRecommendation> Read(Stream file, string name, DateOnly today)
    {
        CsvRows rows;
        try
        {
            rows = CsvRows.Open(file, name, new ImportLimits());
        }
        catch (ExtractFileException broken)
        {
            throw new NotAcceptedException("File", broken.Message);
        }
        using (rows)
        {
            var at = rows.Header.Select((h, i) => (h, i)).GroupBy(h => h.h.ToLowerInvariant()).ToDictionary(g => g.Key, g => g.First().i);
            if (Columns.Where(c => !at.ContainsKey(c)).ToList() is { Count: > 0 } wanting)
            {
                throw new NotAcceptedException("File", $"The file has no column called {string.Join(" or ", wanting)}. It needs {string.Join(", ", Columns)}");
            }
            var (read, faults, more) = (new List<PublishedRecommendation>(), new List<string>(), 0);
            foreach (var row in rows.Rows())
            {
                PublishedRecommendation? line = null;
                if ((row.Row is null ? row.Problem : Line(row.Row, out line)) is not { } fault)
                {
                    read.Add(line!);
                }
                else if (faults.Count < MostFaults)
                {
                    faults.Add(string.Create(CultureInfo.InvariantCulture, $"Line {row.Line:N0}: {fault}"));
                }
                else
                {
                    more++;
                }
                if (read.Count > MostLines)
                {
                    throw new NotAcceptedException("File", string.Create(CultureInfo.InvariantCulture, $"The file has more than {MostLines:N0} lines. Load fewer years at a time"));
                }
            }
            if (more > 0)
            {
                faults.Add(string.Create(CultureInfo.InvariantCulture, $"{more:N0} more lines are wrong as well"));
            }
            if (faults.Count == 0 && read.Count == 0)
            {
                faults.Add("The file has a heading and no lines");
            }
            return faults.Count == 0 ? read : throw new NotAcceptedException([.. faults.Select(f => new Problem("File", f))]);

            string? Line(RawRow row, out PublishedRecommendation? line)
            {
                line = null;
                var (authority, text) = (Cell("local_authority"), Cell("recommendation"));
                if (!DateOnly.TryParseExact(Cell("published"), ["yyyy-MM-dd", "dd/MM/yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var on))
                {
                    return $"«{Short(Cell("published"))}» is not a day. Write it as 2026-11-05";
                }
                if (on > today || on.Year < 2005)
                {
                    return "the day of publication is not possible";
                }
                if (authority.Length is 0 or > 120)
                {
                    return "it names no local authority";
                }
                if (text.Length is 0 or > LongestText)
                {
                    return text.Length == 0 ? "it has no recommendation" : "the recommendation is too long";
                }
                line = new(
                    on,
                    authority,
                    Cell("report_type") is { Length: > 0 and <= 60 } report ? report : "ILACS",
                    text,
                    Cell("national_framework_tag") is { Length: > 0 and <= 200 } tag ? tag : null
                );
                return null;

                string Cell(string column) => at.TryGetValue(column, out var i) && i < row.Values.Length ? row.Values[i]?.Trim() ?? "" : "";
            }
        }
    }

    private static string Short(string text) => text.Length > 40 ? text[..40] : text;
}
