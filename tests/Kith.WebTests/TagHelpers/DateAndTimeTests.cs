using Kith.Practice.EdgeOfCare;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Kith.WebTests.TagHelpers;

public sealed class DateAndTimeTests
{
    [Theory]
    [InlineData("27", "3", "2026", "2026-03-27")]
    [InlineData(" 1 ", "Nov", "2025", "2025-11-01")]
    [InlineData("29", "february", "2024", "2024-02-29")]
    public void A_real_date_is_read(string day, string month, string year, string expected) =>
        Assert.Equal(new DateParts(DateOnly.Parse(expected), null, DatePart.None), DateParts.Read(day, month, year, "Date of birth"));

    [Fact]
    public void Nothing_typed_is_no_date_and_no_error() => Assert.Equal(new DateParts(null, null, DatePart.None), DateParts.Read("", " ", null, "Date of birth"));

    [Theory]
    [InlineData("27", "", "2026", "Date of birth must include a month", DatePart.Month)]
    [InlineData("", "", "2026", "Date of birth must include a day and month", DatePart.Day | DatePart.Month)]
    [InlineData("27", "3", "", "Date of birth must include a year", DatePart.Year)]
    [InlineData("32", "3", "2026", "Date of birth must be a real date", DatePart.Day)]
    [InlineData("27", "13", "2026", "Date of birth must be a real date", DatePart.Month)]
    [InlineData("27", "Foo", "2026", "Date of birth must be a real date", DatePart.Month)]
    [InlineData("29", "2", "2026", "Date of birth must be a real date", DatePart.All)]
    [InlineData("-1", "2", "2026", "Date of birth must be a real date", DatePart.Day)]
    [InlineData("27", "3", "26", "Date of birth: enter the year as four figures, for example 2024", DatePart.Year)]
    public void What_is_wrong_is_said_and_where(string day, string month, string year, string error, DatePart wrong) =>
        Assert.Equal(new DateParts(null, error, wrong), DateParts.Read(day, month, year, "Date of birth"));

    [Fact]
    public void Every_date_of_four_centuries_reads_back()
    {
        for (var date = new DateOnly(1800, 1, 1); date.Year < 2200; date = date.AddDays(17))
        {
            Assert.Equal(date, DateParts.Read($"{date.Day}", $"{date.Month}", $"{date.Year:0000}", "X").Date);
        }
    }

    [Theory]
    [InlineData("14:30", "14:30")]
    [InlineData("14.30", "14:30")]
    [InlineData("1430", "14:30")]
    [InlineData("930", "09:30")]
    [InlineData("2:30pm", "14:30")]
    [InlineData("2.30 p.m.", "14:30")]
    [InlineData("2pm", "14:00")]
    [InlineData("12am", "00:00")]
    [InlineData("12pm", "12:00")]
    [InlineData("Midday", "12:00")]
    [InlineData("00:05", "00:05")]
    public void Times_are_read_as_people_write_them(string text, string expected) => Assert.Equal(TimeOnly.Parse(expected), TimeBinder.Read(text));

    [Theory]
    [InlineData("")]
    [InlineData("2")]
    [InlineData("14")]
    [InlineData("25:00")]
    [InlineData("14:60")]
    [InlineData("14pm")]
    [InlineData("0pm")]
    [InlineData("soon")]
    [InlineData("12345")]
    public void What_is_no_time_is_refused(string text) => Assert.Null(TimeBinder.Read(text));

    [Theory]
    [InlineData("DateOfBirth", "Date of birth")]
    [InlineData("LastSeenOn", "Last seen on")]
    [InlineData("Name", "Name")]
    public void Names_become_words(string name, string words) => Assert.Equal(words, FieldName.Words(name));

    [Theory]
    [InlineData(nameof(SupportSessionInput.On), "Date")]
    [InlineData(nameof(SupportSessionInput.At), "Time")]
    [InlineData(nameof(SupportSessionInput.Minutes), "Minutes")]
    public void A_field_that_is_called_by_a_preposition_is_named_by_what_it_holds(string name, string words) =>
        Assert.Equal(words, FieldName.Of(new EmptyModelMetadataProvider().GetMetadataForProperty(typeof(SupportSessionInput), name)));

    [Theory]
    [InlineData("Date of birth", "date of birth")]
    [InlineData("NHS number", "NHS number")]
    public void Names_fit_into_sentences(string name, string inside) => Assert.Equal(inside, FieldName.Inside(name));
}
