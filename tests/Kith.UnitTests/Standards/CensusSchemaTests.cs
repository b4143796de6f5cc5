using System.Text;
using CsCheck;
using Kith.Standards.CinCensus;
using Sets = Kith.Standards.CodeSets.CodeSets;

namespace Kith.UnitTests.Standards;

/// <summary>How files of each collection are built, and that what the writer writes is built so.</summary>
public class CensusSchemaTests
{
    private static readonly Gen<DateOnly> Day = Gen.Int[new DateOnly(2019, 1, 1).DayNumber, new DateOnly(2027, 3, 31).DayNumber].Select(DateOnly.FromDayNumber);
    private static readonly Gen<DateOnly?> MaybeDay = Gen.Select(Gen.Bool, Day, (there, day) => there ? day : (DateOnly?)null);

    /// <summary>Children as records can say them, of any collection: what is there, how often and when is up to chance.</summary>
    internal static Gen<CensusChild> Child(CollectionYear year)
    {
        Gen<string> Code(Kith.Standards.CodeSets.CodeSet set)
        {
            var codes = set.InUse(year.EndYear).Select(e => e.Code).ToArray();
            return Gen.Int[0, codes.Length - 1].Select(i => codes[i]);
        }

        var assessments = Gen.Select(Day, MaybeDay, MaybeDay, Code(Sets.AssessmentFactors).Array[0, 3])
            .Select(
                (start, review, end, factors) =>
                {
                    var one = new CensusAssessment
                    {
                        StartDate = start,
                        ReviewDate = review,
                        AuthorisationDate = end,
                    };
                    one.Factors.AddRange(factors.Select(f => new CensusFactor { AssessmentFactors = f }));
                    return one;
                }
            )
            .Array[0, 3];
        var plans = Gen.Select(Day, MaybeDay).Select((start, end) => new CensusPlanDates { StartDate = start, EndDate = end }).Array[0, year.HasPlanDates ? 2 : 0];
        var enquiries = Gen.Select(Day, MaybeDay, MaybeDay, Gen.Bool)
            .Select(
                (start, target, held, not) =>
                    new CensusSection47
                    {
                        StartDate = start,
                        ConferenceTarget = target,
                        ConferenceDate = held,
                        IsConferenceNotRequired = not,
                    }
            )
            .Array[0, 2];
        var protection = Gen.Select(Day, MaybeDay, Code(Sets.CategoryOfAbuse), Gen.Int[0, 9], Day.Array[0, 4])
            .Select(
                (start, end, category, before, reviews) =>
                {
                    var one = new CensusProtectionPlan
                    {
                        StartDate = start,
                        EndDate = end,
                        InitialCategoryOfAbuse = category,
                        LatestCategoryOfAbuse = category,
                        PreviousPlans = before,
                    };
                    one.Reviews.AddRange(reviews.Select(r => new CensusReview { Date = r }));
                    return one;
                }
            )
            .Array[0, 2];
        var before = Gen.Select(MaybeDay, Gen.Bool, Gen.Int[0, 5])
            .Select(
                (day, yes, count) =>
                    new CensusPreProceedings
                    {
                        StartDate = day,
                        IsMeetingOffered = yes,
                        ReviewMeetings = count,
                        DecisionDate = day,
                    }
            )
            .Array[0, year.HasPreProceedings ? 2 : 0];
        var episodes = Gen.Select(
            Gen.Select(Day, Code(Sets.ReferralSource), Code(Sets.PrimaryNeed), MaybeDay, Code(Sets.ClosureReason), Gen.Bool),
            assessments,
            plans,
            enquiries,
            protection,
            before,
            (about, a, p, s, v, b) =>
            {
                var one = new CensusEpisode
                {
                    ReferralDate = about.Item1,
                    ReferralSource = about.Item2,
                    PrimaryNeedCode = about.Item6 ? null : about.Item3,
                    ClosureDate = about.Item4,
                    ReasonForClosure = about.Item4 is null ? null : about.Item5,
                    IsNoFurtherAction = about.Item6,
                };
                one.Assessments.AddRange(a);
                one.PlanDates.AddRange(p);
                one.Section47s.AddRange(s);
                one.ProtectionPlans.AddRange(v);
                one.PreProceedings.AddRange(b);
                return one;
            }
        ).Array[1, 3];
        return Gen.Select(Gen.Int[1, 999_999], Day, Gen.Bool, Code(Sets.Ethnicity), Code(Sets.Disability).Array[0, 3], episodes)
            .Select(
                (id, born, unborn, ethnicity, disabilities, all) =>
                {
                    var child = new CensusChild();
                    child.Identifiers.LAchildID = $"C{id}";
                    child.Identifiers.UPN = unborn ? null : "E870000000001";
                    child.Identifiers.UPNunknown = unborn ? "UN1" : null;
                    child.Identifiers.BirthDate = unborn ? null : born;
                    child.Identifiers.ExpectedBirthDate = unborn ? born : null;
                    child.Identifiers.Sex =
                        !year.UsesSex ? null
                        : unborn ? "U"
                        : "F";
                    child.Identifiers.GenderCurrent =
                        year.UsesSex ? null
                        : unborn ? "0"
                        : "2";
                    child.Characteristics.Ethnicity = ethnicity;
                    child.Characteristics.Disabilities.AddRange(disabilities.Select(d => new CensusDisability { Disability = d }));
                    child.Episodes.AddRange(all);
                    return child;
                }
            );
    }

    public static TheoryData<int> Years => [.. CollectionYear.All.Select(y => y.EndYear)];

    [Theory]
    [MemberData(nameof(Years))]
    public void What_the_writer_writes_is_built_as_the_collection_asks_and_reads_back_the_same(int endYear)
    {
        var year = CollectionYear.Find(endYear)!;
        Child(year)
            .Array[1, 6]
            .Sample(
                children =>
                {
                    var written = Write(Header(year), children);
                    Assert.Empty(CensusSchema.Check(new MemoryStream(written), year, out var count).Select(f => $"{f.Line}: {f.Problem}"));
                    Assert.Equal(0, count);
                    var (reader, again) = CinCensusReaderTests.Read(written);
                    Assert.Empty(reader.Notices);
                    Assert.Equal(Encoding.UTF8.GetString(written), Encoding.UTF8.GetString(Write(reader.Header, again)));
                },
                iter: 150
            );
    }

    [Theory]
    [InlineData("CIN_Census_2021.xml", 2021)]
    [InlineData("CIN_Census_2024.xml", 2024)]
    [InlineData("cin-2026-300.xml", 2026)]
    public void The_samples_are_read_by_the_schema_of_their_year(string file, int endYear)
    {
        using var stream = CinCensusReaderTests.Sample(file);
        var faults = CensusSchema.Check(stream, CollectionYear.Find(endYear)!, out _, 10_000);

        // Their faults are in values and in what is missing or more than once: no element is in a place where it cannot be.
        Assert.DoesNotContain(faults, f => f.Problem.Contains("Could not find schema", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("<UPN>E870000000001</UPN>", "<UPN>E87000000000</UPN>")]
    [InlineData("<Sex>F</Sex>", "<Sex>2</Sex>")]
    [InlineData("<Sex>F</Sex>", "")]
    [InlineData("<Sex>F</Sex>", "<GenderCurrent>2</GenderCurrent>")]
    [InlineData("<Ethnicity>WBRI</Ethnicity>", "<Ethnicity/>")]
    [InlineData("<LAchildID>A1</LAchildID>", "<LAchildID>A-1</LAchildID>")]
    [InlineData("<LAchildID>A1</LAchildID>", "<LAchildID>A12345678901234567890</LAchildID>")]
    [InlineData("<ReferralNFA>0</ReferralNFA>", "<ReferralNFA>true</ReferralNFA>")]
    [InlineData("<ReferralNFA>0</ReferralNFA>", "")]
    [InlineData("<CINreferralDate>2025-05-01</CINreferralDate>", "<CINreferralDate>01/05/2025</CINreferralDate>")]
    [InlineData("<CINreferralDate>2025-05-01</CINreferralDate>", "<CINreferralDate>2025-05-01Z</CINreferralDate>")]
    [InlineData("<CINreferralDate>2025-05-01</CINreferralDate>", "<CINreferralDate>2025-02-30</CINreferralDate>")]
    [InlineData("<ReferralSource>1A</ReferralSource>", "<ReferralSource>1E</ReferralSource>")]
    [InlineData("<CINdetails>", "<CINdetails><Extra/>")]
    [InlineData("<Year>2026</Year>", "<Year>2025</Year>")]
    [InlineData("<SerialNo>001</SerialNo>", "<SerialNo>1</SerialNo>")]
    [InlineData("<LEA>895</LEA>", "")]
    public void What_is_built_otherwise_is_told(string right, string wrong)
    {
        var year = CollectionYear.Latest;
        var child = new CensusChild();
        child.Identifiers.LAchildID = "A1";
        child.Identifiers.UPN = "E870000000001";
        child.Identifiers.Sex = "F";
        child.Characteristics.Ethnicity = "WBRI";
        child.Episodes.Add(
            new CensusEpisode
            {
                CINreferralDate = "2025-05-01",
                ReferralSource = "1A",
                ReferralNFA = "0",
            }
        );
        var text = Encoding.UTF8.GetString(Write(Header(year), [child]));
        Assert.Empty(CensusSchema.Check(new MemoryStream(Encoding.UTF8.GetBytes(text)), year, out _));
        Assert.Contains(right, text, StringComparison.Ordinal);
        var changed = text.Replace(right, wrong, StringComparison.Ordinal);
        Assert.NotEmpty(CensusSchema.Check(new MemoryStream(Encoding.UTF8.GetBytes(changed)), year, out var count, most: 1));
        Assert.True(count >= 1);
    }

    [Fact]
    public void Each_collection_has_its_own_shape()
    {
        string Shape(int endYear) => CensusSchema.Text(CollectionYear.Find(endYear)!);
        Assert.DoesNotContain("CINPlanDates", Shape(2021), StringComparison.Ordinal);
        Assert.Contains("CINPlanDates", Shape(2022), StringComparison.Ordinal);
        Assert.DoesNotContain("\"RC9\"", Shape(2022), StringComparison.Ordinal);
        Assert.Contains("\"RC9\"", Shape(2023), StringComparison.Ordinal);
        Assert.DoesNotContain("\"24A\"", Shape(2021), StringComparison.Ordinal);
        Assert.Contains("{1,10}", Shape(2024), StringComparison.Ordinal);
        Assert.Contains("GenderCurrent", Shape(2024), StringComparison.Ordinal);
        Assert.Contains("{1,20}", Shape(2025), StringComparison.Ordinal);
        Assert.Contains("\"Sex\"", Shape(2025), StringComparison.Ordinal);
        Assert.DoesNotContain("PreProceedingsandFGDM", Shape(2026), StringComparison.Ordinal);
        Assert.Contains("PreProceedingsandFGDM", Shape(2027), StringComparison.Ordinal);
    }

    internal static CensusHeader Header(CollectionYear year) =>
        new()
        {
            Collection = "CIN",
            EndYear = year.EndYear,
            ReferenceDay = year.ReferenceDate,
            SourceLevel = "L",
            LEA = "895",
            SoftwareCode = "Kith",
            Release = "1.0",
            SerialNo = "001",
            DateTime = CensusValue.Write(new DateTime(2026, 5, 1, 9, 30, 0)),
        };

    internal static byte[] Write(CensusHeader header, IEnumerable<CensusChild> children)
    {
        var into = new MemoryStream();
        CinCensusWriter.Write(into, header, children);
        return into.ToArray();
    }
}
