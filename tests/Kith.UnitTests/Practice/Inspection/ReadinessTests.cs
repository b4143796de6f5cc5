using Kith.Practice.Access;
using Kith.Practice.Children.RecordCheck;
using Kith.Practice.Inspection;
using Kith.Practice.Inspection.Readiness;
using Kith.Practice.Inspection.Rooms;
using Kith.Practice.Inspection.SelfEvaluations;
using Kith.Practice.Network;
using Kith.Practice.Projections;
using Kith.Practice.Settings;
using Kith.Standards.Measures;

namespace Kith.UnitTests.Practice.Inspection;

/// <summary>What is looked at by area, the timetable as a calendar, and what else a record is asked.</summary>
public sealed class ReadinessTests
{
    [Fact]
    public void Every_area_that_an_edition_judges_has_topics_and_every_topic_leads_somewhere()
    {
        Assert.Equal(ReadinessTopics.All.Count, ReadinessTopics.All.Select(t => t.Id).Distinct().Count());
        foreach (var edition in InspectionEditions.All)
        {
            var topics = ReadinessTopics.Of(edition);
            foreach (var area in edition.Graded.Where(a => a != JudgementArea.Overall))
            {
                Assert.Contains(topics, t => t.Area == area);
            }
            Assert.DoesNotContain(topics, t => edition.Graded.Count > 0 && !edition.Graded.Contains(t.Area));
        }
        // A topic is asked of the records, or says where it is kept instead.
        Assert.All(ReadinessTopics.All, t => Assert.True(t.Asks.Count > 0 || t.Elsewhere is not null, t.Id));
        Assert.All(ReadinessTopics.All.SelectMany(t => t.Asks), a => Assert.StartsWith("/", a.Href, StringComparison.Ordinal));
        // What one edition no longer judges is not asked: care leavers had no judgement of their own before 2023.
        Assert.DoesNotContain(ReadinessTopics.Of(InspectionEditions.Of(InspectionKind.Standard, new(2020, 1, 1))!), t => t.Area == JudgementArea.CareLeavers);
    }

    [Fact]
    public void Figures_of_a_self_evaluation_are_of_the_catalogue()
    {
        Assert.All(Enum.GetValues<JudgementArea>().SelectMany(EvaluationAreas.Measures), m => Assert.NotNull(MeasureCatalogue.Find(m)));
        Assert.DoesNotContain(JudgementArea.Overall, EvaluationAreas.Of(new(2025, 1, 1)));
        Assert.Equal(4, EvaluationAreas.Of(new(2026, 11, 1)).Count);
    }

    [Fact]
    public void Whoever_reads_records_may_open_one_and_an_inspector_opens_what_is_given_and_searches_nothing()
    {
        foreach (var role in Enum.GetValues<Role>())
        {
            Assert.Equal(Permissions.Allows(role, Permission.ReadRecords) || role == Role.Inspector, Permissions.Allows(role, Permission.OpenRecord));
        }
        Assert.Equal([Permission.UseKith, Permission.OpenRecord, Permission.VisitRoom], Permissions.Of(Role.Inspector));
        Assert.Equal(Reach.Nobody, Permissions.ReachOf(Role.Inspector));
    }

    [Fact]
    public void A_timetable_is_a_calendar_whose_lines_are_folded_between_characters()
    {
        var meeting = new RoomMeeting
        {
            Id = Guid.Parse("01900000-0000-7000-8000-000000000001"),
            On = new(2026, 7, 1),
            From = new(9, 30),
            What = string.Concat(Enumerable.Repeat("Zoë; a, b\\", 20)),
            Who = "Both\nof them",
        };
        var text = TimetableCalendar.Of("Focused visit", [meeting]);
        Assert.EndsWith("\r\n", text, StringComparison.Ordinal);
        Assert.All(text.Split("\r\n"), l => Assert.True(System.Text.Encoding.UTF8.GetByteCount(l) <= 75, l));
        var unfolded = text.Replace("\r\n ", "", StringComparison.Ordinal);
        Assert.Contains("SUMMARY:Zoë\\; a\\, b\\\\", unfolded, StringComparison.Ordinal);
        Assert.Contains("DESCRIPTION:Both\\nof them\\nFocused visit\r\n", unfolded, StringComparison.Ordinal);
        // British Summer Time: half past nine in London is half past eight in UTC. Without an end it lasts half an hour.
        Assert.Contains("DTSTART:20260701T083000Z\r\nDTEND:20260701T090000Z\r\n", unfolded, StringComparison.Ordinal);
        Assert.DoesNotContain("�", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_waits_to_be_authorised_and_facts_that_do_not_agree_are_asked_about()
    {
        var today = new DateOnly(2026, 11, 24);
        RecordFacts Facts(DateOnly? since, int issues) =>
            new()
            {
                Today = today,
                Child = new ChildOverview { Status = ChildStatus.ChildInNeed, Contingency = ContingencyStrength.None },
                Unsigned = since is null ? 0 : 2,
                UnsignedSince = since,
                DataIssues = issues,
            };
        IEnumerable<CheckLine> Of(RecordFacts facts) => RecordCheckRules.Of(facts, IntervalPolicy.Defaults).Where(l => !l.Met && (l.Area is CheckArea.Signed or CheckArea.Data));
        Assert.Empty(Of(Facts(today.AddDays(-RecordCheckRules.UnsignedDays), 0)));
        var lines = Of(Facts(today.AddDays(-RecordCheckRules.UnsignedDays - 1), 1)).ToList();
        Assert.Equal([CheckArea.Signed, CheckArea.Data], lines.Select(l => l.Area));
        Assert.StartsWith("2 records wait", lines[0].Words, StringComparison.Ordinal);
        Assert.StartsWith("one fact does not agree", lines[1].Words, StringComparison.Ordinal);
    }
}
