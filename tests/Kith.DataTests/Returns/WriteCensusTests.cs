using System.Text;
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
        var again = Read(await Written(authority, CollectionYear.Find(header.EndYear)!.ReferenceDate), out _);
        var taken = original.Where(c => !string.IsNullOrWhiteSpace(c.Id)).DistinctBy(c => c.Id).ToList();
        Assert.Equal(taken.Select(c => c.Id), again.Select(c => c.Id));
        Assert.Equal(taken.Select(c => c.Said), again.Select(c => c.Said));
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
