using Kith.Practice.Access;
using Kith.Practice.Children;
using Kith.Practice.Projections;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Visits;

/// <summary>A child who may belong to a visit, with what the writer should have before their eyes.</summary>
/// <param name="Expected">True for the child the form was opened for and those of the same home and worker: ticked beforehand.</param>
/// <param name="LastText">What was written about this child alone at the latest visit with such words.</param>
/// <param name="DueOn">The day by which the running visit clock asks for a visit.</param>
public sealed record VisitFamilyChild(
    Guid Id,
    string Name,
    string Age,
    int? Years,
    ChildStatus Status,
    Guid? WorkerId,
    bool Restricted,
    bool Unborn,
    bool Expected,
    DateOnly? DueOn,
    DateOnly? LastSeenOn,
    bool? LastSeenAlone,
    string? LastWords,
    DateOnly? LastWordsOn,
    string? LastMethod,
    string? LastText,
    bool Unanswered,
    string? HowToBe,
    IReadOnlyList<string> Warnings
)
{
    /// <summary>The name people use in a sentence.</summary>
    public string First => PersonNames.First(Name);
}

/// <summary>A child of the same family whom another team works with, and whose record the actor may know of but not read.</summary>
/// <param name="WorkerId">Who holds the case; null while the child waits for somebody.</param>
public sealed record VisitFamilyElsewhere(Guid Id, string Name, Guid? WorkerId, string? Worker, string? Team)
{
    /// <summary>The name people use in a sentence.</summary>
    public string First => PersonNames.First(Name);

    /// <summary>«Ben is worked with by Dora Vale of the South team».</summary>
    public string Whose =>
        Worker is not null ? $"{First} is worked with by {Worker}{(Team is null ? "" : $" ({Team})")}"
        : Team is not null ? $"{First} waits for a worker in {Team}"
        : $"{First} waits for a worker";
}

/// <summary>Finds the children who are visited together: of one home, or brothers and sisters, that the actor may write about.</summary>
[UseCase]
public sealed class VisitFamily(KithDb db, RecordAccess access, Clock clock)
{
    public const int Most = 12;

    /// <summary>The clocks that a visit answers, before and after the first one.</summary>
    private static readonly string[] VisitClocks = ["cp_visit_first", "cp_visit", "cin_visit_first", "cin_visit"];

    /// <summary>The child first, then those of the same home by age, then brothers and sisters elsewhere. The caller has been allowed to read the child.</summary>
    public async Task<IReadOnlyList<VisitFamilyChild>> Of(Guid childId, Actor actor, CancellationToken ct = default) => (await With(childId, actor, ct)).Here;

    /// <summary>The same, and beside them those whom another team works with: nothing can be written about them here, and the page says whose they are.</summary>
    public async Task<(IReadOnlyList<VisitFamilyChild> Here, IReadOnlyList<VisitFamilyElsewhere> Elsewhere)> With(Guid childId, Actor actor, CancellationToken ct = default)
    {
        var today = clock.Today;
        RelationshipKind[] siblings = [RelationshipKind.Sibling, RelationshipKind.HalfSibling, RelationshipKind.StepSibling];
        var near = (from me in db.ChildOverviews where me.PersonId == childId join o in db.ChildOverviews on me.HouseholdKey equals o.HouseholdKey select o.PersonId).Union(
            db.Relationships.Where(r => r.PersonId == childId && siblings.Contains(r.Kind) && (r.To == null || r.To > today)).Select(r => r.OtherId)
        );
        var family = db
            .ChildOverviews.Where(o => o.PersonId == childId)
            .Select(o => o.PersonId)
            .Union(db.ChildOverviews.Where(o => near.Contains(o.PersonId) && ChildWords.OpenStatuses.Contains(o.Status)).Select(o => o.PersonId));
        var readable = access.ReadableAmong(actor).Where(o => family.Contains(o.PersonId)).Select(o => o.PersonId);
        var all = await db
            .ChildOverviews.AsNoTracking()
            .Where(o => family.Contains(o.PersonId))
            .Select(o => new
            {
                Child = o,
                May = readable.Contains(o.PersonId),
                Worker = db.Workers.Where(w => w.Id == o.WorkerId).Select(w => w.Name).FirstOrDefault(),
                Team = db.Teams.Where(t => t.Id == o.TeamId).Select(t => t.Name).FirstOrDefault(),
            })
            .OrderByDescending(o => o.May)
            .ThenBy(o => o.Child.BornOn)
            .Take(Most * 2)
            .ToListAsync(ct);
        var rows = all.Where(r => r.May).Select(r => r.Child).Take(Most).ToList();
        if (rows.Find(r => r.PersonId == childId) is not { } self)
        {
            return ([], []);
        }
        // That a restricted record exists is not said here.
        var elsewhere = actor.May(Permission.SearchPeople)
            ? all.Where(r => !r.May && !r.Child.Restricted)
                .Select(r => new VisitFamilyElsewhere(r.Child.PersonId, r.Child.DisplayName, r.Child.WorkerId, r.Worker, r.Team))
                .ToList()
            : [];
        var home = self.HouseholdKey;
        var ids = rows.Select(r => r.PersonId).ToList();
        var people = await db
            .People.AsNoTracking()
            .Where(p => ids.Contains(p.Id))
            .Select(p => new
            {
                p.Id,
                p.HowToBeWithMe,
                p.DateOfDeath,
                DueOn = db.DueItems.Where(d => d.PersonId == p.Id && VisitClocks.Contains(d.Clock)).Min(d => (DateOnly?)d.DueOn),
                LastText = db
                    .VisitChildren.Where(c => c.PersonId == p.Id && c.Text != null)
                    .OrderByDescending(c => c.Visit!.On)
                    .ThenByDescending(c => c.Id)
                    .Select(c => c.Text)
                    .FirstOrDefault(),
                Warnings = p.WarningNotes.Where(w => w.EndedOn == null).Select(w => w.Text).ToList(),
            })
            .AsSingleQuery()
            .ToDictionaryAsync(p => p.Id, ct);
        var voices = (
            await db
                .VoiceEntries.AsNoTracking()
                .Where(v => ids.Contains(v.PersonId) && !db.VoiceEntries.Any(l => l.PersonId == v.PersonId && (l.On > v.On || (l.On == v.On && l.Id.CompareTo(v.Id) > 0))))
                .ToListAsync(ct)
        ).ToDictionary(v => v.PersonId);
        IReadOnlyList<VisitFamilyChild> here =
        [
            .. rows.Where(r => people.GetValueOrDefault(r.PersonId)?.DateOfDeath is null)
                .OrderByDescending(r => r.PersonId == childId || (home is not null && r.HouseholdKey == home))
                .ThenBy(r => r.BornOn ?? DateOnly.MaxValue)
                .ThenBy(r => r.SortName, StringComparer.Ordinal)
                .Select(r =>
                {
                    var voice = voices.GetValueOrDefault(r.PersonId);
                    var person = people[r.PersonId];
                    return new VisitFamilyChild(
                        r.PersonId,
                        r.DisplayName,
                        ChildWords.Age(r.BornOn, r.Unborn, today),
                        ChildWords.Years(r.BornOn, today),
                        r.Status,
                        r.WorkerId,
                        r.Restricted,
                        r.Unborn,
                        r.PersonId == childId || (home is not null && r.HouseholdKey == home && r.WorkerId == self.WorkerId),
                        person.DueOn,
                        r.LastSeenOn,
                        r.LastSeenAlone,
                        voice?.Words,
                        voice?.On,
                        voice?.Method,
                        person.LastText,
                        voice is { AnsweredOn: null },
                        person.HowToBeWithMe,
                        person.Warnings
                    );
                }),
        ];
        return (here, elsewhere);
    }

    /// <summary>The kind of visit that the strongest standing among the children asks for.</summary>
    public static VisitKind KindFor(IEnumerable<ChildStatus> statuses) =>
        statuses.DefaultIfEmpty(ChildStatus.NotOpen).Max() switch
        {
            ChildStatus.LookedAfter => VisitKind.LookedAfter,
            ChildStatus.ChildProtection => VisitKind.ChildProtection,
            ChildStatus.ChildInNeed => VisitKind.ChildInNeed,
            ChildStatus.Assessment or ChildStatus.Referred => VisitKind.Assessment,
            _ => VisitKind.Other,
        };

    /// <summary>
    /// The day to suggest for a visit that is due: the last working day by then, or the next one from today where there is
    /// none before, or nothing is due.
    /// </summary>
    public static DateOnly DayFor(DateOnly? due, DateOnly today)
    {
        var calendar = Standards.Calendar.WorkingDayCalendar.England;
        return due is { } day && calendar.OnOrBefore(day) is var before && before >= today ? before : calendar.OnOrAfter(today);
    }

    /// <summary>
    /// The day to suggest for the next visit: the last working day within the strictest interval of the children, from
    /// the day of this one. Null where no visit clock runs for any of them.
    /// </summary>
    public static DateOnly? SuggestNext(DateOnly from, IEnumerable<ChildStatus> statuses, IntervalPolicy intervals)
    {
        var due = statuses
            .Select(s =>
                s switch
                {
                    ChildStatus.ChildProtection => intervals.Due("cp_visit", from),
                    ChildStatus.ChildInNeed => intervals.Due("cin_visit", from),
                    _ => (DateOnly?)null,
                }
            )
            .Min();
        if (due is not { } day)
        {
            return null;
        }
        // One working day in hand, so that a cancelled visit can still be made up in time.
        var calendar = Standards.Calendar.WorkingDayCalendar.England;
        for (day = day.AddDays(-1); !calendar.IsWorkingDay(day) && day > from; day = day.AddDays(-1)) { }
        return day > from ? day : due;
    }
}
