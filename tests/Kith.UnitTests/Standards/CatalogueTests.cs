using Kith.Standards.Calendar;
using Kith.Standards.Measures;
using Kith.Standards.Ssd;

namespace Kith.UnitTests.Standards;

public class CatalogueTests
{
    [Fact]
    public void The_dataset_is_whole_and_its_references_lead_somewhere()
    {
        Assert.Equal(48, SsdCatalogue.Tables.Count);
        Assert.Equal(359, SsdCatalogue.Tables.Sum(t => t.Columns.Count));
        foreach (var reference in SsdCatalogue.Tables.SelectMany(t => t.Columns).Select(c => c.References).OfType<SsdReference>())
        {
            Assert.NotNull(SsdCatalogue.Find(reference.Table));
        }
    }

    [Fact]
    public void Tables_and_columns_are_found_as_extracts_name_them()
    {
        var person = SsdCatalogue.Find("SSD_Person.csv")!;
        Assert.Same(person, SsdCatalogue.Find("person"));
        Assert.Equal("pers_person_id", person.Key.Name);
        Assert.Equal(48, person.Find("PERS_PERSON_ID")!.MaxSize);
        Assert.Equal(SsdType.DateTime, person.Find("pers_dob")!.Type);
        Assert.Null(SsdCatalogue.Find("ssd_pets"));
        Assert.Equal("ssd_person", SsdCatalogue.Get("ssd_cin_episodes").Find("cine_person_id")!.References!.Table);
        Assert.Throws<KeyNotFoundException>(() => SsdCatalogue.Get("ssd_pets"));
    }

    [Fact]
    public void Published_figures_are_found()
    {
        Assert.Equal(6992 - 141, Benchmarks.All.Count);
        Assert.Equal(597760, Benchmarks.Find("CPP_Total_NumRef", 2021)!.Value);
        Assert.Equal("895", Benchmarks.Find("CPP_Total_NumRef", 2021, "Cheshire East")!.LaCode);
        Assert.Null(Benchmarks.Find("CPP_Total_NumRef", 1999));
        Assert.Null(Benchmarks.Find("CPP_Total_NumRef", 2024, "Hampshire"));
        Assert.Equal(2025, Benchmarks.Latest("ReReferral")!.Year);
        Assert.Equal(2023, Benchmarks.Latest("ReReferral", upToYear: 2023)!.Year);
        Assert.Equal(Polarity.LowerIsBetter, Benchmarks.Latest("ReReferral")!.Polarity);
        Assert.Equal(5, Benchmarks.Series("ReReferral").Count);
        Assert.Contains("South West", Benchmarks.Areas);
    }

    [Theory]
    [InlineData("2026-11-21", "2026-11-22", "Same day")]
    [InlineData("2026-11-23", "2026-11-24", "1 to 10")]
    [InlineData("2026-01-05", "2026-03-09", "41 to 45")]
    [InlineData("2026-01-05", "2026-03-10", "46 to 50")]
    [InlineData("2026-01-05", "2026-12-10", "61 or more")]
    [InlineData("2026-01-05", "2026-01-04", null)]
    public void Assessment_bands(string start, string end, string? band) =>
        Assert.Equal(band, PublishedBands.AssessmentBand(WorkingDayCalendarTests.Day(start), WorkingDayCalendarTests.Day(end), WorkingDayCalendar.England));

    [Fact]
    public void Conference_bands_and_two_years()
    {
        var enquiry = new DateOnly(2026, 12, 14);
        Assert.Equal("11 to 15", PublishedBands.InitialConferenceBand(enquiry, new DateOnly(2027, 1, 7), WorkingDayCalendar.England));
        Assert.Equal("16 to 20", PublishedBands.InitialConferenceBand(enquiry, new DateOnly(2027, 1, 8), WorkingDayCalendar.England));
        Assert.Null(PublishedBands.InitialConferenceBand(enquiry, enquiry.AddDays(-1), WorkingDayCalendar.England));
        Assert.False(PublishedBands.IsTwoYearsOrMore(enquiry, enquiry.AddDays(728)));
        Assert.True(PublishedBands.IsTwoYearsOrMore(enquiry, enquiry.AddDays(729)));
    }
}
