using System.Globalization;
using Kith.Practice.Assessments;
using Kith.Practice.Children;
using Kith.Practice.LookedAfter;
using Kith.Practice.Plans;
using Kith.Practice.Projections;
using Kith.Practice.Protection;
using Kith.Practice.Referrals;
using Kith.Practice.Returns.Census;
using Kith.Practice.Store;
using Kith.Standards.CinCensus;

namespace Kith.Practice.Import;

/// <summary>
/// A CIN census return as an extract. The return of a year is the whole picture of that year only: a child who is not
/// in next year's return has not ended, a record that a new serial of the same year leaves out has. What each year's
/// return said about a child is kept as a list of keys, so that a later year knows better than an earlier one whichever
/// is loaded first.
/// </summary>
internal sealed class CensusExtract : Extract
{
    private readonly string path;
    private readonly string name;
    private readonly HashSet<int> refusedPositions = [];
    private readonly CollectionYear year;
    private readonly Clock clock;
    private readonly string? serial;
    private readonly string? authority;
    private readonly Dictionary<string, int> groups = new(StringComparer.OrdinalIgnoreCase);
    private long total;

    private CensusExtract(string path, string name, CollectionYear year, CensusHeader header, Clock clock)
    {
        this.path = path;
        this.name = name;
        this.year = year;
        this.clock = clock;
        serial = header.SerialNo?.Trim();
        authority = header.LEA?.Trim() is { Length: 3 } code && code.All(char.IsAsciiDigit) ? code : null;
    }

    public override string Source => Sources.CinCensus;
    public override int? Year => year.EndYear;
    public override string? Serial => serial;
    public override string? Authority => authority;
    public override long Total => total;

    /// <summary>How many of each group below a child the return holds; by its year, since each year's returns are held against their own.</summary>
    public override IReadOnlyDictionary<string, int> Rows => groups;

    public override IReadOnlyCollection<Type> Kinds { get; } =
    [
        typeof(Disability),
        typeof(Episode),
        typeof(Assessment),
        typeof(Section47Enquiry),
        typeof(InitialConference),
        typeof(ProtectionPlan),
        typeof(ReviewConference),
        typeof(CinPlan),
        typeof(PreProceedings),
    ];

    /// <summary>Reads the whole file once: a file that is broken anywhere changes nothing.</summary>
    /// <exception cref="ExtractFileException">It is no return, not whole, or of a year that Kith does not read.</exception>
    public static CensusExtract Open(string path, string name, Clock clock)
    {
        if (Directory.Exists(path))
        {
            throw new ExtractFileException($"{name} is a folder: a census return is one XML file.");
        }
        try
        {
            using var stream = OpenFile(path);
            using var reader = CinCensusReader.Open(stream);
            var extract = new CensusExtract(path, name, YearOf(reader.Header, name, out var notice), reader.Header, clock);
            if (notice is not null)
            {
                extract.Notices.Add(notice);
            }
            extract.Look(reader);
            return extract;
        }
        catch (CensusFileException error)
        {
            throw new ExtractFileException(error.Line > 0 ? $"{error.Message} ({name}, line {error.Line})" : $"{error.Message} ({name})", error);
        }
    }

    public override IEnumerable<ExtractedPerson> People()
    {
        using var stream = OpenFile(path);
        using var reader = CinCensusReader.Open(stream);
        foreach (var child in reader.Children())
        {
            if (!refusedPositions.Contains(child.Position))
            {
                yield return new ExtractedPerson(child.LAchildID!.Trim(), child, CensusContent.Hash(child, MappingVersion), 1);
            }
        }
    }

    public override string? CutShort(string shortKey) => GroupOf(shortKey) is { } group && Parts.ContainsKey(OfYear(group)) ? OfYear(group) : null;

    public override string PlaceOf(string table) => $"«{table[..table.IndexOf(' ', StringComparison.Ordinal)]}» of {name}";

    public override void Map(ExtractedPerson person, PersonDraft draft)
    {
        var child = (CensusChild)person.Rows;
        new CensusMapping(child, year, name, draft, clock.Today).Map();
        if (!CensusContent.Same(child, WrittenAgain(draft)))
        {
            draft.AsItCame = AsItCame.Write(child);
        }
    }

    /// <summary>The child as Kith would return it from the records that were just made of it.</summary>
    private CensusChild? WrittenAgain(PersonDraft draft)
    {
        var all = draft.Records.Select(r => r.Record).ToList();
        var keys = new ReturnManifest(serial, [.. draft.Records.Select(r => r.ShortKey).Distinct()]);
        var records = new ChildRecords
        {
            Person = PersonPrecedence.New(draft.PersonId, Source, draft.Key, draft.Facts!),
            Disabilities = [.. all.OfType<Disability>()],
            Episodes = [.. all.OfType<Episode>()],
            Assessments = [.. all.OfType<Assessment>()],
            Enquiries = [.. all.OfType<Section47Enquiry>()],
            Conferences = [.. all.OfType<InitialConference>()],
            ProtectionPlans = [.. all.OfType<ProtectionPlan>()],
            Reviews = [.. all.OfType<ReviewConference>()],
            CinPlans = [.. all.OfType<CinPlan>()],
            PreProceedings = [.. all.OfType<PreProceedings>()],
            Returned = ReturnedChildren.Of(keys),
        };
        return ChildReturn.Of(records, ReturnPeriod.Whole(year))?.Child;
    }

    private string OfYear(string group) => string.Create(CultureInfo.InvariantCulture, $"{group} {year.EndYear}");

    /// <summary>Where the record of a key stands in a return; null for what has no group of its own.</summary>
    private static string? GroupOf(string shortKey)
    {
        // A conference is a date of the group that it follows.
        var parts = shortKey.EndsWith("/conference", StringComparison.Ordinal) ? shortKey.Split('/')[..^1] : shortKey.Split('/');
        return parts.Length < 2
            ? null
            : parts[^2] switch
            {
                "episode" => "CINdetails",
                "assessment" => "Assessments",
                "plan" => "CINPlanDates",
                "section47" => "Section47",
                "protection" => "ChildProtectionPlans",
                "review" => "Reviews",
                "preproceedings" => "PreProceedingsandFGDM",
                _ => null,
            };
    }

    private void Count(CensusChild child)
    {
        var episodes = child.Episodes;
        Add("CINdetails", episodes.Count);
        Add("Assessments", episodes.Sum(e => e.Assessments.Count));
        Add("CINPlanDates", episodes.Sum(e => e.PlanDates.Count));
        Add("Section47", episodes.Sum(e => e.Section47s.Count));
        Add("ChildProtectionPlans", episodes.Sum(e => e.ProtectionPlans.Count));
        Add("Reviews", episodes.Sum(e => e.ProtectionPlans.Sum(p => p.Reviews.Count)));
        Add("PreProceedingsandFGDM", episodes.Sum(e => e.PreProceedings.Count));

        void Add(string group, int more) => groups[OfYear(group)] = groups.GetValueOrDefault(OfYear(group)) + more;
    }

    private static FileStream OpenFile(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);

    private static CollectionYear YearOf(CensusHeader header, string name, out string? notice)
    {
        notice = null;
        var first = CollectionYear.All[0];
        var last = CollectionYear.All[^1];
        if (!header.IsPresent || string.IsNullOrWhiteSpace(header.Year))
        {
            throw new ExtractFileException($"{name} does not say which year it is for: its header has no Year. Kith reads returns of {first.Name} to {last.Name}.");
        }
        var year =
            CollectionYear.Find(header.EndYear)
            ?? throw new ExtractFileException(
                $"{name} says that it is for the year «{Short(header.Year)}». Kith reads returns of {first.Name} to {last.Name} (Year {first.EndYear} to {last.EndYear})."
            );
        if (header.ReferenceDay is { } day && day != year.ReferenceDate)
        {
            notice = $"The header says Year {year.EndYear} and a reference date of {day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}; the year was believed.";
        }
        return year;
    }

    private static string Short(string text) => text.Trim() is { Length: > 20 } t ? t[..20] + "…" : text.Trim();

    private void Look(CinCensusReader reader)
    {
        var seen = new Dictionary<long, (int Line, int Position)>();
        while (reader.ReadChild() is { } child)
        {
            total++;
            var id = child.LAchildID?.Trim();
            string? reason =
                string.IsNullOrEmpty(id) ? $"The child has no LAchildID, so nobody can tell who it is; it is child {child.Position + 1} of the file"
                : id.Length > 48 ? "The LAchildID is longer than 48 characters"
                : seen.TryGetValue(ContentHash.Of(id), out var first)
                    ? $"The child {id} stands in line {first.Line} already{(first.Line == child.Line ? $" (child {first.Position + 1} of the file; this is child {child.Position + 1})" : "")}; that one was taken"
                : null;
            if (reason is null)
            {
                Count(child);
                seen[ContentHash.Of(id!)] = (child.Line, child.Position);
            }
            else
            {
                refusedPositions.Add(child.Position);
                Refusals.Add(
                    new RowRefusal(
                        name,
                        child.Line,
                        string.IsNullOrEmpty(id) || seen.ContainsKey(ContentHash.Of(id)) ? null : PersonDraft.Safe(id),
                        reason,
                        CensusContent.Text(child)
                    )
                );
            }
        }
        foreach (var notice in reader.Notices.GroupBy(n => n.Kind))
        {
            Notices.Add($"{notice.First().Message} (line {notice.First().Line}{(notice.Count() > 1 ? $", and {notice.Count() - 1} more like it" : "")})");
        }
        if (total == 0)
        {
            throw new ExtractFileException($"{name} is a return without any child. Nothing was changed.");
        }
    }
}

/// <summary>The content of a child of a return as one digest and as text.</summary>
internal static class CensusContent
{
    private const string Group = "<";

    /// <summary>
    /// Whether two children of a return say the same: the same groups with the same values in the same order. An empty
    /// element says what a missing one says, and «true» what «1» says.
    /// </summary>
    public static bool Same(CensusChild one, CensusChild? other) => other is not null && Said(one).SequenceEqual(Said(other));

    private static IEnumerable<(string, string?)> Said(CensusChild child) =>
        Values(child)
            .Where(v => v.Name.StartsWith(Group, StringComparison.Ordinal) || !string.IsNullOrWhiteSpace(v.Value))
            .Select(v =>
                (
                    v.Name,
                    v.Name is "ReferralNFA" or "ICPCnotRequired" or "FGDMMeetingOffer" or "FGDMMeetingFac"
                        ? CensusValue.Write(CensusValue.Boolean(v.Value)) ?? v.Value!.Trim()
                        : v.Value?.Trim()
                )
            );

    public static long Hash(CensusChild child, string version)
    {
        var text = new ContentText().Add(version);
        foreach (var value in Values(child))
        {
            text.Add(value.Name).Add(value.Value);
        }
        return text.Take();
    }

    /// <summary>«LAchildID=…; Sex=…; …»</summary>
    public static string Text(CensusChild child) => string.Join("; ", Values(child).Where(v => v.Value is not null).Select(v => $"{v.Name}={v.Value}"));

    public static string Text(params (string Name, string? Value)[] values) => string.Join("; ", values.Where(v => v.Value is not null).Select(v => $"{v.Name}={v.Value}"));

    private static IEnumerable<(string Name, string? Value)> Values(CensusChild c)
    {
        var i = c.Identifiers;
        yield return ("LAchildID", i.LAchildID);
        yield return ("UPN", i.UPN);
        yield return ("FormerUPN", i.FormerUPN);
        yield return ("UPNunknown", i.UPNunknown);
        yield return ("PersonBirthDate", i.PersonBirthDate);
        yield return ("ExpectedPersonBirthDate", i.ExpectedPersonBirthDate);
        yield return ("Sex", i.Sex);
        yield return ("GenderCurrent", i.GenderCurrent);
        yield return ("PersonDeathDate", i.PersonDeathDate);
        yield return ("Ethnicity", c.Characteristics.Ethnicity);
        foreach (var d in c.Characteristics.Disabilities)
        {
            // One that is empty is a fault of its own, and not the same as none.
            yield return (Group + "Disability", null);
            yield return ("Disability", d.Disability);
        }
        foreach (var e in c.Episodes)
        {
            yield return (Group + "CINdetails", null);
            yield return ("CINreferralDate", e.CINreferralDate);
            yield return ("ReferralSource", e.ReferralSource);
            yield return ("PrimaryNeedCode", e.PrimaryNeedCode);
            yield return ("CINclosureDate", e.CINclosureDate);
            yield return ("ReasonForClosure", e.ReasonForClosure);
            yield return ("DateOfInitialCPC", e.DateOfInitialCPC);
            yield return ("ReferralNFA", e.ReferralNFA);
            foreach (var a in e.Assessments)
            {
                yield return (Group + "Assessments", null);
                yield return ("AssessmentActualStartDate", a.AssessmentActualStartDate);
                yield return ("AssessmentInternalReviewDate", a.AssessmentInternalReviewDate);
                yield return ("AssessmentAuthorisationDate", a.AssessmentAuthorisationDate);
                foreach (var f in a.Factors)
                {
                    yield return (Group + "AssessmentFactors", null);
                    yield return ("AssessmentFactors", f.AssessmentFactors);
                }
            }
            foreach (var p in e.PlanDates)
            {
                yield return (Group + "CINPlanDates", null);
                yield return ("CINPlanStartDate", p.CINPlanStartDate);
                yield return ("CINPlanEndDate", p.CINPlanEndDate);
            }
            foreach (var s in e.Section47s)
            {
                yield return (Group + "Section47", null);
                yield return ("S47ActualStartDate", s.S47ActualStartDate);
                yield return ("InitialCPCtarget", s.InitialCPCtarget);
                yield return ("DateOfInitialCPC", s.DateOfInitialCPC);
                yield return ("ICPCnotRequired", s.ICPCnotRequired);
            }
            foreach (var p in e.ProtectionPlans)
            {
                yield return (Group + "ChildProtectionPlans", null);
                yield return ("CPPstartDate", p.CPPstartDate);
                yield return ("CPPendDate", p.CPPendDate);
                yield return ("InitialCategoryOfAbuse", p.InitialCategoryOfAbuse);
                yield return ("LatestCategoryOfAbuse", p.LatestCategoryOfAbuse);
                yield return ("NumberOfPreviousCPP", p.NumberOfPreviousCPP);
                foreach (var r in p.Reviews)
                {
                    yield return (Group + "Reviews", null);
                    yield return ("CPPreviewDate", r.CPPreviewDate);
                }
            }
            foreach (var p in e.PreProceedings)
            {
                yield return (Group + "PreProceedingsandFGDM", null);
                yield return ("PPStartDate", p.PPStartDate);
                yield return ("LBPSentDate", p.LBPSentDate);
                yield return ("FGDMMeetingOffer", p.FGDMMeetingOffer);
                yield return ("FGDMMeetingFac", p.FGDMMeetingFac);
                yield return ("InitialPPMeetingDate", p.InitialPPMeetingDate);
                yield return ("ReviewMeetingsCount", p.ReviewMeetingsCount);
                yield return ("StepDecisionDate", p.StepDecisionDate);
                yield return ("PPOutcome", p.PPOutcome);
                yield return ("CourtAppDate", p.CourtAppDate);
                yield return ("LetterInitCPDate", p.LetterInitCPDate);
            }
        }
    }
}
