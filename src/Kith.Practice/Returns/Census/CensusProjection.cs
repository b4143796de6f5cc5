using System.Collections.Concurrent;
using Kith.Practice.Projections;
using Kith.Standards.Calendar;
using Kith.Standards.CinCensus;
using Kith.Standards.CinCensus.Rules;

namespace Kith.Practice.Returns.Census;

/// <summary>What the census rules say of one child.</summary>
public sealed record CensusVerdict(CensusStanding? Standing, IReadOnlyList<CensusIssue> Issues)
{
    public static CensusVerdict NotInReturn { get; } = new(null, []);

    /// <summary>The issues, first seen on a day.</summary>
    public IEnumerable<CensusIssue> SeenOn(DateOnly day)
    {
        foreach (var issue in Issues)
        {
            issue.FirstSeenOn = day;
            yield return issue;
        }
    }
}

/// <summary>
/// Judges a child's records by the rules of one collection: the same rule classes that validate a file. Pure: nothing
/// here depends on today; what only becomes a fault later says from when.
/// </summary>
public sealed class CensusJudge
{
    private const int LongestValue = 200;
    private const int LongestAgainst = 600;
    private static readonly ConcurrentDictionary<int, CensusJudge> Judges = new();
    private readonly CensusValidator validator;

    private CensusJudge(CollectionYear year)
    {
        Period = ReturnPeriod.Whole(year);
        validator = new CensusValidator(year.EndYear);
    }

    public ReturnPeriod Period { get; }
    public CollectionYear Year => Period.Year;
    public RuleSet Rules => validator.Rules;

    /// <summary>The judge of the collection that is running on a day; null where Kith has no edition for it.</summary>
    public static CensusJudge? For(DateOnly today) => CollectionYear.Of(today) is { } year ? Of(year) : null;

    /// <summary>The judge of a collection.</summary>
    public static CensusJudge Of(CollectionYear year) => Judges.GetOrAdd(year.EndYear, _ => new CensusJudge(year));

    /// <summary>What the rules say of a child. <see cref="CensusIssue.FirstSeenOn"/> is left to whoever keeps the rows.</summary>
    public CensusVerdict Judge(ChildRecords records, Guid? workerId, Guid? teamId)
    {
        if (ChildReturn.Of(records, Period) is not { } returned)
        {
            return CensusVerdict.NotInReturn;
        }
        var facts = validator.FactsOf(returned.Child);
        var standing = new CensusStanding
        {
            PersonId = records.Person.Id,
            EndYear = Year.EndYear,
            TeamId = teamId,
            PlansStarting = facts.PlansStarting,
            Conferences = facts.Conferences,
            WithoutSex = facts.WithoutSex,
            DisabilityCodes = facts.DisabilityCodes,
            MostDisabilities = facts.MostDisabilities,
            PreProceedings = facts.PreProceedings,
        };
        var findings = validator.Check(returned.Child);
        return findings.Count == 0 ? new CensusVerdict(standing, []) : new CensusVerdict(standing, Issues(Year, findings, returned, records, workerId, teamId));
    }

    private static List<CensusIssue> Issues(CollectionYear year, IReadOnlyList<Finding> findings, ReturnedChild returned, ChildRecords records, Guid? workerId, Guid? teamId)
    {
        var issues = new Dictionary<(string, Guid, string), CensusIssue>();
        var named = new Dictionary<(string, Guid, string), List<NamedPlace>>();
        foreach (var finding in findings)
        {
            var place = finding.Places.Count > 0 ? finding.Places[0] : returned.Child.Identifiers.At(nameof(CensusIdentifiers.LAchildID));
            var record = returned.SourceOf(place.Table, place.Row ?? -1);
            var field = $"{place.Table}.{place.Column}";
            var others = finding.Places.Skip(1).Select(p => new NamedPlace($"{p.Table}.{p.Column}", finding.ValueAt(p), Behind(returned, p))).ToList();
            var from = CountsFrom(finding);
            if (issues.TryGetValue((finding.Rule.Code, record.Id, field), out var issue))
            {
                // One place that does not agree with several others is one thing to put right.
                named[(finding.Rule.Code, record.Id, field)].AddRange(others);
                issue.CountsFrom =
                    issue.CountsFrom is null || from is null ? null
                    : issue.CountsFrom < from ? issue.CountsFrom
                    : from;
                continue;
            }
            named[(finding.Rule.Code, record.Id, field)] = others;
            issues[(finding.Rule.Code, record.Id, field)] = new CensusIssue
            {
                PersonId = records.Person.Id,
                Rule = finding.Rule.Code,
                RecordId = record.Id,
                Field = field,
                RecordKind = record.Kind,
                RecordSource = record.Source,
                Severity = finding.Severity,
                Value = Cut(finding.ValueAt(place), LongestValue),
                CountsFrom = from,
                ExplanationId = records
                    // A note is given to one year's return; the next year asks again.
                    .Explanations.Where(x => x.EndedOn is null && x.EndYear == year.EndYear && x.Rule == finding.Rule.Code && x.RecordId == record.Id && x.Field == field)
                    .OrderBy(x => x.At)
                    .ThenBy(x => x.Id)
                    .Select(x => (Guid?)x.Id)
                    .FirstOrDefault(),
                WorkerId = workerId,
                TeamId = teamId,
            };
        }
        foreach (var (key, places) in named)
        {
            issues[key].Against = NamedPlace.Write(places, LongestAgainst);
        }
        return [.. issues.Values];
    }

    /// <summary>The record behind a place; null where the return has no such record, so that there is none to put right.</summary>
    private static Guid? Behind(ReturnedChild returned, Place place)
    {
        var source = returned.SourceOf(place.Table, place.Row ?? -1);
        return source.Kind == new NamedPlace($"{place.Table}.", null, null).Kind ? source.Id : null;
    }

    /// <summary>From when a fault that the rules already see for 31 March is one: a work still in its time is not late.</summary>
    private static DateOnly? CountsFrom(Finding finding) =>
        finding.Rule.Code switch
        {
            "8670Q" when Record<CensusAssessment>(finding)?.StartDate is { } start => WorkingDayCalendar.England.AddWorkingDays(start, 45).AddDays(1),
            "8675Q" when Record<CensusSection47>(finding)?.StartDate is { } start => WorkingDayCalendar.England.AddWorkingDays(start, 15).AddDays(1),
            // Until then the child is expected; afterwards the birth is recorded and the expected date goes.
            "8530Q" when Record<CensusIdentifiers>(finding)?.ExpectedBirthDate is { } expected => expected.AddDays(1),
            _ => null,
        };

    private static T? Record<T>(Finding finding)
        where T : CensusRecord => finding.Places.Select(p => p.Record).OfType<T>().FirstOrDefault();

    private static string? Cut(string? text, int most) =>
        string.IsNullOrEmpty(text) ? null
        : text.Length > most ? text[..(most - 1)] + "…"
        : text;
}
