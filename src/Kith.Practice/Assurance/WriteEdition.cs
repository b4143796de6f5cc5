using System.Text.RegularExpressions;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Measures;
using Kith.Practice.Store;
using Kith.Standards.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Assurance;

/// <summary>An edition as a form holds it.</summary>
public sealed record EditionInput
{
    public string? Opening { get; set; }
    public string? InspectorsSaid { get; set; }
    public string? WasDone { get; set; }
}

/// <summary>Begins editions of the assurance page and writes in them, until somebody publishes them.</summary>
[UseCase]
public sealed partial class WriteEdition(KithDb db, Acts.Acts acts, MeasureData data, Clock clock)
{
    /// <summary>Characters of a part.</summary>
    public const int Longest = 6000;

    /// <summary>Ends of quarters that an edition can still be made of.</summary>
    public const int Quarters = 8;

    /// <summary>
    /// Begins the edition of a quarter: its figures are counted, and the words of the one before are there to go on from. What
    /// inspectors said comes from the points of their letter, where one was published since.
    /// </summary>
    /// <exception cref="AccessRefusedException">The actor does not keep assurance.</exception>
    /// <exception cref="NotAcceptedException">The day is no end of a quarter, or has its edition.</exception>
    public async Task<Guid> Begin(DateOnly? asAt, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.KeepAssurance, "begin an edition");
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        if (asAt is not { } day || !Days(clock.Today).Contains(day))
        {
            throw new NotAcceptedException("AsAt", "Select the end of a quarter that is over");
        }
        if (await db.AssuranceEditions.AnyAsync(e => e.AsAt == day && e.WithdrawnAt == null, ct))
        {
            throw new NotAcceptedException("AsAt", "There is an edition of this quarter already");
        }
        var before = await db.AssuranceEditions.AsNoTracking().Where(e => e.WithdrawnAt == null).OrderByDescending(e => e.AsAt).ThenBy(e => e.Id).FirstOrDefaultAsync(ct);
        var edition = new AssuranceEdition
        {
            Id = clock.NewId(),
            Title = Quarter(day),
            AsAt = day,
            Opening = "",
            InspectorsSaid = await WhatInspectorsSaid.Since(db, before is null ? null : LondonTime.DateOf(before.FiguresAt), ct) ?? before?.InspectorsSaid ?? "",
            WasDone = before?.WasDone ?? "",
            Figures = AssuranceEdition.Pin(await Count(day, ct)),
            FiguresAt = clock.UtcNow,
            WrittenById = actor.AccountId,
            WrittenBy = actor.Name,
        };
        db.AssuranceEditions.Add(edition);
        var act = acts.Begin(actor, "Begin an edition of the assurance page", key: key);
        act.Happened(new EditionBegun(edition.Id, edition.Title, edition.AsAt));
        return await act.Save(edition.Id, ct);
    }

    /// <summary>Writes in a draft.</summary>
    /// <exception cref="NotAcceptedException">A part is too long, or it is published.</exception>
    /// <exception cref="SecondEditorException">Someone else wrote in it in the meantime.</exception>
    public async Task Write(Guid id, EditionInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.KeepAssurance, "write in an edition");
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var edition = await Draft(id, version, ct);
        Editing.Refuse([
            .. new[] { (nameof(input.Opening), input.Opening), (nameof(input.InspectorsSaid), input.InspectorsSaid), (nameof(input.WasDone), input.WasDone) }
                .Where(p => p.Item2?.Length > Longest)
                .Select(p => new Problem(p.Item1, $"This must be {Longest:N0} characters or fewer")),
        ]);
        (edition.Opening, edition.InspectorsSaid, edition.WasDone) = (input.Opening?.Trim() ?? "", input.InspectorsSaid?.Trim() ?? "", input.WasDone?.Trim() ?? "");
        await Save(edition, "Write in an edition of the assurance page", actor, key, ct);
    }

    /// <summary>Counts the figures of a draft again, by what is recorded now of its quarter.</summary>
    public async Task Recount(Guid id, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.KeepAssurance, "count the figures of an edition");
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var edition = await Draft(id, version, ct);
        edition.Figures = AssuranceEdition.Pin(await Count(edition.AsAt, ct));
        edition.FiguresAt = clock.UtcNow;
        await Save(edition, "Count the figures of an edition again", actor, key, ct);
    }

    /// <summary>The ends of the quarters that are over, the latest first.</summary>
    public static IReadOnlyList<DateOnly> Days(DateOnly today) => [.. MeasureSeries.To(today.AddDays(-1), SeriesStep.Quarter, Quarters).Select(p => p.To).Reverse()];

    /// <summary>«July to September 2026».</summary>
    public static string Quarter(DateOnly last) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{last.AddMonths(-2):MMMM} to {last:MMMM yyyy}");

    /// <summary>
    /// Sentences of a text with a number from one to seven in them, in figures or words: the author looks whether somebody
    /// could be known by it. Words are the author's; figures are rounded without asking.
    /// </summary>
    public static IReadOnlyList<string> SmallNumbers(string? text) =>
        string.IsNullOrWhiteSpace(text) ? [] : [.. Sentence().Split(text).Select(s => s.Trim()).Where(s => s.Length > 0 && FewPeople().IsMatch(s))];

    /// <summary>The figures of a day, as they are published. A fixed number of queries, and one pass over the children.</summary>
    internal async Task<IReadOnlyList<PinnedFigure>> Count(DateOnly day, CancellationToken ct)
    {
        var period = MeasurePeriod.YearTo(day);
        var (children, basis) = await data.Load(period.From, null, ct);
        var areas = ComparedAreas.Of(basis.Authority);
        var published = await PublishedFigures.Load(db, areas.All, ct);
        return Pinned(children, basis, [day], published, areas, await Told(db, ct))[0];
    }

    /// <summary>What everybody was told so far, or will be once its hour has come; what was taken back is known to whoever read it.</summary>
    internal static async Task<IReadOnlyList<ToldBefore>> Told(KithDb db, CancellationToken ct) =>
        [.. (await db.AssuranceEditions.AsNoTracking().Where(e => e.OpenFrom != null).OrderByDescending(e => e.OpenFrom).ThenBy(e => e.Id).ToListAsync(ct)).Select(ToldBefore.By)];

    /// <summary>The same for several days at once, each held against those before it and what was told earlier.</summary>
    internal static IReadOnlyList<IReadOnlyList<PinnedFigure>> Pinned(
        IReadOnlyList<ChildHistory> children,
        MeasureBasis basis,
        IReadOnlyList<DateOnly> days,
        PublishedFigures published,
        ComparedAreas areas,
        IReadOnlyList<ToldBefore> earlier
    )
    {
        var only = AssuranceMeasures.Definitions.Select(m => m.Id).ToHashSet();
        var answer = MeasureEngine.Evaluate(children, basis, new MeasureQuestion([.. days.Select(MeasurePeriod.YearTo)], days.Max(), MeasureCohort.All, null, only)).Whole;
        var told = earlier.ToList();
        var all = new List<IReadOnlyList<PinnedFigure>>();
        foreach (var (day, i) in days.Select((d, i) => (d, i)))
        {
            var numbers = PublishedNumbers.Of([.. AssuranceMeasures.Definitions.Select(m => answer[m, i])], told);
            told.Insert(0, new(day, numbers));
            all.Add([
                .. numbers
                    .Zip(AssuranceMeasures.Definitions)
                    .Select(f => new PinnedFigure(f.First, [.. ShowMeasures.Beside(f.Second, published, areas, day).Select(b => new PinnedBeside(b.Area, b.Year, b.Value))])),
            ]);
        }
        return all;
    }

    private async Task<AssuranceEdition> Draft(Guid id, int? version, CancellationToken ct)
    {
        var edition = await db.AssuranceEditions.FirstOrDefaultAsync(e => e.Id == id, ct) ?? throw new AccessRefusedException(Sight.Nothing, "write in an edition");
        Editing.SameVersion(edition, version);
        return edition.StateAt(clock.UtcNow) == EditionState.Draft
            ? edition
            : throw new NotAcceptedException("", "This edition is agreed and cannot be changed. Hold it back first, or take it back once it is published");
    }

    private async Task Save(AssuranceEdition edition, string what, Actor actor, Guid? key, CancellationToken ct)
    {
        (edition.WrittenById, edition.WrittenBy) = (actor.AccountId, actor.Name);
        var act = acts.Begin(actor, what, key: key);
        // The figures are many; that they were counted anew is what is worth keeping.
        act.Happened(new EditionWritten(edition.Id, [.. act.ChangesOf(edition).Select(c => c.Field == nameof(edition.Figures) ? new Trail.FieldChange(c.Field, null, null) : c)]));
        await act.Save(edition.Id, ct);
    }

    [GeneratedRegex(@"(?<=[.!?])\s+|\n+")]
    private static partial Regex Sentence();

    [GeneratedRegex(
        @"(?<![\d.,%£-])\b([1-7]|one|two|three|four|five|six|seven)\b(?![\d%]|[.,]\d|\s*(per cent|percent|%|months?|weeks?|days?|years?|times?|hours?))",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex FewPeople();
}
