using Kith.Practice.Access;
using Kith.Practice.Audits;
using Kith.Practice.Children.Show;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Children.Chronology;

/// <summary>Which lines of a chronology to show. Empty means everything, newest first.</summary>
public sealed record ChronologyFilter
{
    /// <summary>Names of <see cref="ChronologyKinds.Groups"/>; none for all.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];
    public bool SignificantOnly { get; init; }
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }

    /// <summary>Words that must stand in the title, the text or the note.</summary>
    public string? Text { get; init; }
    public Guid? AuthorId { get; init; }
    public bool OldestFirst { get; init; }

    /// <summary>From 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>True to have all lines at once, for print.</summary>
    public bool All { get; init; }
}

/// <summary>One line of a chronology in words.</summary>
public sealed record ChronologyLine(
    DateOnly On,
    string Kind,
    Guid RecordId,
    string Title,
    string? Text,
    Guid? AuthorId,
    string? Author,
    string? Source,
    bool Significant,
    bool ChosenByWorker,
    string? Note
)
{
    /// <summary>The filter group of the kind.</summary>
    public string Group => ChronologyKinds.Groups.FirstOrDefault(g => g.Value.Contains(Kind)).Key ?? "";
}

/// <summary>A page of a chronology.</summary>
public sealed record ChronologyPage(
    PersonHead Head,
    IReadOnlyList<ChronologyLine> Lines,
    int Total,
    int Page,
    int Pages,
    IReadOnlyList<(Guid Id, string Name)> Authors,
    DateOnly Today
);

/// <summary>The story of a person in one filterable list.</summary>
[UseCase]
public sealed class ListChronology(KithDb db, Clock clock)
{
    public const int PageSize = 80;

    /// <summary>The most that is ever shown at once (print).</summary>
    public const int Most = 5000;

    /// <summary>A page of the chronology; null when there is no such person. The caller has already been allowed to read the record.</summary>
    /// <param name="reader">Who reads: an audit is left out for whoever has a grade to give of the same child.</param>
    public async Task<ChronologyPage?> List(Guid id, ChronologyFilter filter, Actor? reader, CancellationToken ct = default)
    {
        var head = await PersonHeads.Of(db, id, clock.Today, ct);
        if (head is null)
        {
            return null;
        }
        var rows = Lines(db, id, reader);
        if (filter.Groups.Count > 0)
        {
            var kinds = filter.Groups.SelectMany(g => ChronologyKinds.Groups.GetValueOrDefault(g) ?? []).ToList();
            rows = rows.Where(r => kinds.Contains(r.Item.Kind));
        }
        if (filter.From is { } from)
        {
            rows = rows.Where(r => r.Item.On >= from);
        }
        if (filter.To is { } to)
        {
            rows = rows.Where(r => r.Item.On <= to);
        }
        if (filter.AuthorId is { } author)
        {
            rows = rows.Where(r => r.Item.WorkerId == author);
        }
        if (filter.SignificantOnly)
        {
            var usual = ChronologyKinds.UsuallySignificant.ToList();
            rows = rows.Where(r => r.Matters == true || (r.Matters == null && usual.Contains(r.Item.Kind)));
        }
        rows = filter.OldestFirst
            ? rows.OrderBy(r => r.Item.On).ThenBy(r => r.Item.Kind).ThenBy(r => r.Item.RecordId)
            : rows.OrderByDescending(r => r.Item.On).ThenBy(r => r.Item.Kind).ThenBy(r => r.Item.RecordId);

        var size = filter.All ? Most : PageSize;
        var page = filter.All ? 1 : Math.Max(1, filter.Page);
        int total;
        List<ChronologyLine> lines;
        if (string.IsNullOrWhiteSpace(filter.Text))
        {
            total = await rows.CountAsync(ct);
            lines = [.. (await rows.Skip((page - 1) * size).Take(size).ToListAsync(ct)).Select(Line)];
        }
        else
        {
            // Titles are made here, not in the database: one person's lines are few enough to look through.
            var words = Matching.TextFolding.Fold(filter.Text).Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var found = (await rows.Take(Most).ToListAsync(ct)).Select(Line).Where(l => Has(l, words)).ToList();
            total = found.Count;
            lines = [.. found.Skip((page - 1) * size).Take(size)];
        }
        var authors = await (
            from w in db.Workers.AsNoTracking()
            where db.Chronology.Any(c => c.PersonId == id && c.WorkerId == w.Id)
            orderby w.Name
            select new { w.Id, w.Name }
        ).ToListAsync(ct);
        return new ChronologyPage(head, lines, total, page, Math.Max(1, (total + size - 1) / size), [.. authors.Select(a => (a.Id, a.Name))], clock.Today);
    }

    /// <summary>The latest significant lines, for what stands beside a form. The caller has already been allowed to read the record.</summary>
    public async Task<IReadOnlyList<ChronologyLine>> Significant(Guid id, int most, Actor reader, CancellationToken ct = default)
    {
        var usual = ChronologyKinds.UsuallySignificant.ToList();
        var rows = await Lines(db, id, reader)
            .Where(r => r.Matters == true || (r.Matters == null && usual.Contains(r.Item.Kind)))
            .OrderByDescending(r => r.Item.On)
            .ThenBy(r => r.Item.Kind)
            .ThenBy(r => r.Item.RecordId)
            .Take(most)
            .ToListAsync(ct);
        return [.. rows.Select(Line)];
    }

    /// <summary>
    /// Lines from a day back, the latest first, without so many of that day: to go on where an answer ended. The caller has
    /// already been allowed to read the record.
    /// </summary>
    internal async Task<IReadOnlyList<ChronologyLine>> From(Guid id, DateOnly day, int without, int most, Actor reader, CancellationToken ct)
    {
        var rows = Lines(db, id, reader);
        if (day != DateOnly.MaxValue)
        {
            rows = rows.Where(r => r.Item.On <= day);
        }
        return [.. (await rows.OrderByDescending(r => r.Item.On).ThenBy(r => r.Item.Kind).ThenBy(r => r.Item.RecordId).Skip(without).Take(most).ToListAsync(ct)).Select(Line)];
    }

    /// <summary>One line by its record; null when the person has no such line.</summary>
    internal static async Task<ChronologyLine?> One(KithDb db, Guid id, string kind, Guid recordId, Actor? reader, CancellationToken ct) =>
        await Lines(db, id, reader).Where(r => r.Item.Kind == kind && r.Item.RecordId == recordId).FirstOrDefaultAsync(ct) is { } row ? Line(row) : null;

    private static IQueryable<Row> Lines(KithDb db, Guid id, Actor? reader) =>
        from c in Items(db, id, reader)
        join w in db.Workers on c.WorkerId equals w.Id into ws
        from w in ws.DefaultIfEmpty()
        join s in db.Significances.Where(s => s.PersonId == id) on new { c.Kind, Id = c.RecordId } equals new { Kind = s.ItemKind, Id = s.ItemId } into ss
        from s in ss.DefaultIfEmpty()
        select new Row
        {
            Item = c,
            Author = w.Name,
            Matters = s == null ? null : s.Matters,
            Note = s.Note,
        };

    /// <summary>No grade of an audit steers somebody who has one to give: see docs/decisions/0042-audited-again.md.</summary>
    private static IQueryable<ChronologyItem> Items(KithDb db, Guid id, Actor? reader)
    {
        var items = db.Chronology.Where(c => c.PersonId == id);
        if (reader is null || !AuditAccess.MayHaveToGrade(reader))
        {
            return items;
        }
        var toGrade = AuditAccess.ToGrade(db, reader.WorkerId);
        return items.Where(c => c.Kind != "audit" || !toGrade.Contains(c.PersonId));
    }

    private static ChronologyLine Line(Row r) =>
        new(
            r.Item.On,
            r.Item.Kind,
            r.Item.RecordId,
            // Nobody is no new worker: the child came, or came back, and waits for one.
            r.Item
                is { Kind: "worker", WorkerId: null, Source: null }
                ? "Waits for a worker"
                : ChronologyKinds.Title(r.Item.Kind, r.Item.Code),
            r.Item.Kind == "worker" ? Workforce.WorkforceWords.Reason(r.Item.Text) : r.Item.Text,
            r.Item.WorkerId,
            r.Author,
            r.Item.Source,
            r.Matters ?? ChronologyKinds.UsuallySignificant.Contains(r.Item.Kind),
            r.Matters is not null,
            r.Note
        );

    private static bool Has(ChronologyLine line, string[] words)
    {
        var text = Matching.TextFolding.Fold($"{line.Title} {line.Text} {line.Note}");
        return words.All(w => text.Contains(w, StringComparison.Ordinal));
    }

    private sealed class Row
    {
        public required ChronologyItem Item { get; init; }
        public string? Author { get; init; }
        public bool? Matters { get; init; }
        public string? Note { get; init; }
    }
}
