using System.Text;
using System.Xml.Linq;
using Kith.DataTests.Import;
using Kith.DataTests.Support;
using Kith.Practice.Access;
using Kith.Practice.Import;
using Kith.Practice.Returns.Census;
using Kith.Practice.Store;
using Kith.Standards.CinCensus;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Returns;

public sealed class WriteCensusTests
{
    public static TheoryData<string> Engines => Authority.Engines;

    public static TheoryData<string, string> Samples()
    {
        var all = new TheoryData<string, string>();
        foreach (var sample in new[] { "fake_CIN_data.xml", "CIN_Census_2021.xml", "CIN_Census_2024.xml", "cin-2026-300.xml" })
        {
            all.Add("SQLite", sample);
            all.Add("PostgreSQL", sample);
        }
        return all;
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task A_return_that_was_imported_is_written_again_the_same(string engine, string sample)
    {
        await using var authority = await Authority.On(engine);
        await authority.Load(Sources.CinCensus, Loading.Sample(sample));
        var original = Read(File.ReadAllBytes(Loading.Sample(sample)), out var header);
        var again = Read(await Written(authority, CollectionYear.Find(header.EndYear)!.ReferenceDate), out var headerAgain);
        Assert.Equal((header.Year, header.LEA), (headerAgain.Year, headerAgain.LEA));
        var taken = original.Where(c => !string.IsNullOrWhiteSpace(c.Id)).DistinctBy(c => c.Id).ToList();
        Assert.Equal(taken.Select(c => c.Id), again.Select(c => c.Id));
        Assert.Equal(taken.Select(c => c.Said), again.Select(c => c.Said));
    }

    public static TheoryData<string, int> Collections()
    {
        var all = new TheoryData<string, int>();
        foreach (var year in CollectionYear.All)
        {
            all.Add(year.EndYear % 2 == 0 ? "SQLite" : "PostgreSQL", year.EndYear);
        }
        return all;
    }

    /// <summary>Every collection with all modules that it has, from the first to the draft with pre-proceedings.</summary>
    [Theory]
    [MemberData(nameof(Collections))]
    public async Task Every_module_of_every_collection_comes_back(string engine, int endYear)
    {
        var year = CollectionYear.Find(endYear)!;
        var message = XDocument.Load(Loading.Sample("cin-2026-300.xml"));
        message.Root!.Element("Children")!.Elements().Skip(60).Remove();
        foreach (var leaf in message.Descendants().Where(e => !e.HasElements && CensusValue.Date(e.Value) is not null))
        {
            leaf.Value = CensusValue.Write(CensusValue.Date(leaf.Value)!.Value.AddYears(endYear - 2026))!;
        }
        message.Descendants("Year").Single().Value = CensusValue.Write(endYear)!;
        foreach (var sex in message.Descendants("Sex").Where(_ => !year.UsesSex).ToList())
        {
            sex.ReplaceWith(
                new XElement(
                    "GenderCurrent",
                    sex.Value == "M" ? "1"
                        : sex.Value == "F" ? "2"
                        : "0"
                )
            );
        }
        message.Descendants("CINPlanDates").Where(_ => !year.HasPlanDates).Remove();
        var day = year.FirstDay.AddDays(20);
        foreach (var episode in message.Descendants("CINdetails").Where(_ => year.HasPreProceedings))
        {
            episode.Add(
                new XElement(
                    "PreProceedingsandFGDM",
                    new XElement("PPStartDate", CensusValue.Write(day)),
                    new XElement("LBPSentDate", CensusValue.Write(day.AddDays(1))),
                    new XElement("FGDMMeetingOffer", "1"),
                    new XElement("FGDMMeetingFac", "0"),
                    new XElement("InitialPPMeetingDate", CensusValue.Write(day.AddDays(9))),
                    new XElement("ReviewMeetingsCount", "2"),
                    new XElement("StepDecisionDate", CensusValue.Write(day.AddDays(60))),
                    new XElement("PPOutcome", "B"),
                    new XElement("CourtAppDate", CensusValue.Write(day.AddDays(61))),
                    new XElement("LetterInitCPDate", CensusValue.Write(day.AddDays(62)))
                )
            );
        }
        var file = Path.Combine(Directory.CreateTempSubdirectory("kith-collection-").FullName, "return.xml");
        message.Save(file);
        await using var authority = await Authority.On(engine);
        await authority.Load(Sources.CinCensus, file);
        var original = Read(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken), out _)
            .Where(c => !string.IsNullOrWhiteSpace(c.Id))
            .DistinctBy(c => c.Id)
            .ToList();
        var again = Read(await Written(authority, year.ReferenceDate), out var header);
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        Assert.Equal(endYear, header.EndYear);
        Assert.Equal(original.Select(c => c.Said), again.Select(c => c.Said));
        if (year.HasPreProceedings)
        {
            Assert.True(await authority.Ask(db => db.PreProceedings.AnyAsync(p => p.FirstMeetingOn == day.AddDays(9) && p.ReviewMeetings == 2)));
        }
    }

    public static TheoryData<string, int> Damages =>
        new()
        {
            { "SQLite", 1 },
            { "SQLite", 2 },
            { "SQLite", 3 },
            { "PostgreSQL", 4 },
            { "PostgreSQL", 5 },
        };

    /// <summary>Returns with faults put in at random: elements missing, blank, twice, or with another value; whole groups twice or gone.</summary>
    [Theory]
    [MemberData(nameof(Damages))]
    public async Task A_damaged_return_that_was_imported_is_written_again_the_same(string engine, int seed)
    {
        var dice = new Random(seed);
        var message = XDocument.Load(Loading.Sample("cin-2026-300.xml"), LoadOptions.PreserveWhitespace);
        var children = message.Root!.Element("Children")!.Elements().ToList();
        foreach (var child in children.Where(_ => dice.Next(3) > 0))
        {
            foreach (var element in child.Descendants().Where(e => e.Name.LocalName is not ("ChildIdentifiers" or "LAchildID") && dice.Next(12) == 0).ToList())
            {
                Damage(element, dice, children);
            }
        }
        var file = Path.Combine(Directory.CreateTempSubdirectory("kith-damaged-").FullName, "return.xml");
        message.Save(file);
        await using var authority = await Authority.On(engine);
        await authority.Load(Sources.CinCensus, file);
        var taken = Read(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken), out _).Where(c => c.Id is { Length: > 0 }).DistinctBy(c => c.Id).ToList();
        var again = Read(await Written(authority, new DateOnly(2026, 3, 31)), out _);
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        Assert.Equal(taken.Select(c => c.Said), again.Select(c => c.Said));
    }

    private static void Damage(XElement element, Random dice, List<XElement> children)
    {
        switch (dice.Next(5))
        {
            case 0:
                element.Remove();
                break;
            case 1 when !element.HasElements:
                element.Value = "";
                break;
            case 2 when !element.HasElements:
                // A value of the same element of any child: right in its form, and out of place.
                var others = children[dice.Next(children.Count)].Descendants(element.Name).ToList();
                element.Value = others.Count > 0 ? others[dice.Next(others.Count)].Value : "2025-02-30";
                break;
            case 3 when element.Parent is not null && element.HasElements && element.Name.LocalName is not "ChildCharacteristics":
                element.AddAfterSelf(new XElement(element));
                break;
            default:
                if (!element.HasElements)
                {
                    element.Value = $"{element.Value}?";
                }
                break;
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Most_of_a_return_is_told_by_records_and_only_its_faults_as_they_came(string engine)
    {
        await using var authority = await Authority.On(engine);
        await authority.Load(Sources.CinCensus, Loading.Sample("cin-2026-300.xml"));
        var asItCame = await authority.Ask(db => db.ExtractRows.CountAsync(r => r.Table == "cin-census-2026" && r.Content.Contains("AsItCame")));
        var all = await authority.Ask(db => db.ExtractRows.CountAsync(r => r.Table == "cin-census-2026"));
        Assert.True(asItCame * 4 < all, $"{asItCame} of {all} children could not be told by records");
    }

    internal static async Task<byte[]> Written(Authority authority, DateOnly asAt)
    {
        using var into = new MemoryStream();
        await authority.Do(s => s.GetRequiredService<WriteCensus>().Handle(asAt, into));
        return into.ToArray();
    }

    private static List<(string? Id, string Said)> Read(byte[] file, out CensusHeader header)
    {
        using var stream = new MemoryStream(file);
        using var reader = CinCensusReader.Open(stream);
        header = reader.Header;
        return [.. reader.Children().Select(c => (c.LAchildID?.Trim(), Said(c)))];
    }

    /// <summary>Everything that a child of a return says, in order; «true» is «1», an empty element a missing one.</summary>
    private static string Said(CensusChild c)
    {
        var text = new StringBuilder();
        Add("", c.Identifiers, c.Characteristics);
        foreach (var d in c.Characteristics.Disabilities)
        {
            Add("  ", d);
        }
        foreach (var e in c.Episodes)
        {
            Add("CINdetails ", e);
            foreach (var a in e.Assessments)
            {
                Add("  assessment ", a);
                foreach (var f in a.Factors)
                {
                    Add("    ", f);
                }
            }
            Add("  plan ", [.. e.PlanDates]);
            Add("  section 47 ", [.. e.Section47s]);
            foreach (var p in e.ProtectionPlans)
            {
                Add("  protection ", p);
                Add("    review ", [.. p.Reviews]);
            }
            Add("  before proceedings ", [.. e.PreProceedings]);
        }
        return text.ToString();

        void Add(string what, params CensusRecord[] records)
        {
            foreach (var record in records)
            {
                text.Append(what);
                foreach (var property in record.GetType().GetProperties().Where(p => p.PropertyType == typeof(string)).OrderBy(p => p.Name, StringComparer.Ordinal))
                {
                    if ((property.GetValue(record) as string)?.Trim() is { Length: > 0 } value)
                    {
                        var plain = property.Name is "ReferralNFA" or "ICPCnotRequired" ? value.Replace("true", "1").Replace("false", "0") : value;
                        text.Append(property.Name).Append('=').Append(plain).Append(' ');
                    }
                }
                text.Append('\n');
            }
        }
    }
}
