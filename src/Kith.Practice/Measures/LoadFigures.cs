using System.Globalization;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Documents;
using Kith.Practice.Import;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Standards.Measures;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Measures;

/// <summary>A file of published figures was loaded.</summary>
public sealed record FiguresLoaded(string FileName, string Origin, int Figures, int FirstYear, int LastYear) : TrailEvent
{
    public override string Chain => "measures";
}

/// <summary>A loaded file of published figures is not used any more.</summary>
public sealed record FiguresWithdrawn(string FileName) : TrailEvent
{
    public override string Chain => "measures";
}

/// <summary>
/// Loads a year's published figures from a CSV: all of it, or nothing with every fault named by its line. Figures that were
/// there before stay; the newest file speaks first, and may be taken back.
/// </summary>
[UseCase]
public sealed class LoadFigures(KithDb db, Acts.Acts acts, Clock clock)
{
    /// <summary>Faults that are told at once; more are counted.</summary>
    public const int MostFaults = 20;

    /// <summary>Rows of a file: every authority and measure of a decade is below it.</summary>
    public const int MostRows = 500_000;

    /// <summary>The columns a file must have. More may stand in it; a dash is a figure that was not published.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["measure_code", "year", "area", "value"];

    /// <summary>Loads, and answers with the set.</summary>
    /// <exception cref="AccessRefusedException">The actor does not keep measures.</exception>
    /// <exception cref="NotAcceptedException">What is wrong with the file, line by line.</exception>
    public async Task<Guid> Handle(Stream file, string name, string? origin, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.KeepMeasures, "load published figures");
        if (await acts.AlreadyDone(key, ct) is { } done)
        {
            return done.Result ?? Guid.Empty;
        }
        if (Editing.Text("Origin", origin, "Say where the figures come from: a publication and its date", 200) is { } missing)
        {
            throw new NotAcceptedException([missing]);
        }
        var id = clock.NewId();
        name = FileNames.Safe(name, "figures.csv");
        var figures = Read(file, name, id);
        var set = new FigureSet
        {
            Id = id,
            FileName = name,
            Origin = origin!.Trim(),
            LoadedAt = clock.UtcNow,
            ByAccountId = actor.AccountId,
            ByName = actor.Name,
            Figures = figures.Count,
            FirstYear = figures.Min(f => f.Year),
            LastYear = figures.Max(f => f.Year),
        };
        db.FigureSets.Add(set);
        db.LoadedFigures.AddRange(figures);
        var act = acts.Begin(actor, "Load published figures", null, key);
        act.Happened(new FiguresLoaded(set.FileName, set.Origin, set.Figures, set.FirstYear, set.LastYear));
        await act.Save(id, ct);
        db.ChangeTracker.Clear();
        return id;
    }

    /// <summary>Takes a file back: its figures are not used any more.</summary>
    /// <exception cref="NotAcceptedException">No reason is given, or it was taken back already.</exception>
    public async Task Withdraw(Guid id, int? version, string? reason, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.KeepMeasures, "take back published figures");
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var set = await db.FigureSets.FirstOrDefaultAsync(s => s.Id == id, ct) ?? throw new AccessRefusedException(Sight.Nothing, "take back published figures");
        Editing.SameVersion(set, version);
        if (set.WithdrawnAt is not null)
        {
            throw new NotAcceptedException("Reason", "This file was taken back already");
        }
        if (Editing.Text("Reason", reason, "Say why the figures are not to be used", 500) is { } missing)
        {
            throw new NotAcceptedException([missing]);
        }
        (set.WithdrawnAt, set.WithdrawnReason) = (clock.UtcNow, reason!.Trim());
        var act = acts.Begin(actor, "Take back published figures", set.WithdrawnReason, key);
        act.Happened(new FiguresWithdrawn(set.FileName));
        await act.Save(id, ct);
    }

    /// <summary>What was loaded, the latest first.</summary>
    public async Task<IReadOnlyList<FigureSet>> List(Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.KeepMeasures, "see published figures");
        return [.. (await db.FigureSets.AsNoTracking().ToListAsync(ct)).OrderByDescending(s => s.LoadedAt)];
    }

    private static List<LoadedFigure> Read(Stream file, string name, Guid set)
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
            var wanting = Columns.Where(c => !at.ContainsKey(c)).ToList();
            if (wanting.Count > 0)
            {
                throw new NotAcceptedException(
                    "File",
                    $"The file has no column called {string.Join(" or ", wanting)}. It needs {string.Join(", ", Columns)}; la_code may stand beside them"
                );
            }
            var figures = new List<LoadedFigure>();
            var met = new Dictionary<(string, int, string), long>();
            var faults = new List<string>();
            var more = 0;
            foreach (var row in rows.Rows())
            {
                var fault = row.Row is null ? row.Problem : Line(row.Row, out var figure) ?? Add(figure!, row.Line);
                if (fault is not null)
                {
                    if (faults.Count < MostFaults)
                    {
                        faults.Add(string.Create(CultureInfo.InvariantCulture, $"Line {row.Line:N0}: {fault}"));
                    }
                    else
                    {
                        more++;
                    }
                }
                if (figures.Count > MostRows)
                {
                    throw new NotAcceptedException(
                        "File",
                        string.Create(CultureInfo.InvariantCulture, $"The file has more than {MostRows:N0} figures. Load fewer years at a time")
                    );
                }
            }
            if (more > 0)
            {
                faults.Add(string.Create(CultureInfo.InvariantCulture, $"{more:N0} more lines are wrong as well"));
            }
            if (faults.Count == 0 && figures.Count == 0)
            {
                faults.Add("The file has a heading and no figures");
            }
            return faults.Count == 0 ? figures : throw new NotAcceptedException([.. faults.Select(f => new Problem("File", f))]);

            string? Line(RawRow row, out LoadedFigure? figure)
            {
                figure = null;
                var code = Cell("measure_code");
                var area = Cell("area");
                var la = Cell("la_code");
                if (code.Length is 0 or > 60)
                {
                    return "it names no measure in measure_code";
                }
                if (!Known.Value.Contains(code))
                {
                    return $"«{(code.Length > 40 ? code[..40] : code)}» is not the code of a measure that Kith compares with";
                }
                if (!int.TryParse(Cell("year"), NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year is < 2005 or > 2100)
                {
                    return $"«{Cell("year")}» is not a year. Give the year in which the reporting year ends, for example 2026";
                }
                if (area.Length is 0 or > 120)
                {
                    return "it names no area";
                }
                if (la.Length > 0 && (la.Length != 3 || !la.All(char.IsAsciiDigit)))
                {
                    return $"«{la}» is not a local authority code: these have three digits";
                }
                decimal? value = null;
                if (Cell("value") is { } text && text is not ("-" or "" or "c" or "x" or "z" or ":"))
                {
                    if (
                        !decimal.TryParse(
                            text,
                            NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign | NumberStyles.AllowExponent,
                            CultureInfo.InvariantCulture,
                            out var number
                        )
                    )
                    {
                        return $"«{text}» is not a number. Leave out commas and signs such as %; a dash is a figure that was not published";
                    }
                    value = number;
                }
                figure = new LoadedFigure
                {
                    SetId = set,
                    Code = code,
                    Year = year,
                    Area = area,
                    LaCode = la.Length == 0 ? null : la,
                    Value = value,
                };
                return null;

                string Cell(string column) => at.TryGetValue(column, out var i) && i < row.Values.Length ? row.Values[i]?.Trim() ?? "" : "";
            }

            string? Add(LoadedFigure figure, long line)
            {
                if (!met.TryAdd((figure.Code, figure.Year, figure.Area), line))
                {
                    return string.Create(CultureInfo.InvariantCulture, $"line {met[(figure.Code, figure.Year, figure.Area)]:N0} has the same measure, year and area");
                }
                figures.Add(figure);
                return null;
            }
        }
    }

    private static readonly Lazy<HashSet<string>> Known = new(() =>
        Benchmarks.All.Select(b => b.MeasureCode).Concat(MeasureCatalogue.All.Select(m => m.BenchmarkCode).OfType<string>()).ToHashSet(StringComparer.Ordinal)
    );
}
