using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Audits;
using Kith.Practice.Audits.Doing;
using Kith.Practice.Audits.Moderation;
using Kith.Practice.Audits.Programme;
using Kith.Practice.Audits.Tools;
using Kith.Practice.Statistics;

namespace Kith.UnitTests.Practice.Audits;

/// <summary>Tools, draws, forms and agreement, without a database.</summary>
public sealed class AuditTests
{
    private static readonly DateOnly Today = new(2026, 11, 26);

    [Fact]
    public void Nine_ready_tools_begin_with_the_child_and_can_be_published_as_they_are()
    {
        Assert.Equal(["whole-case", "supervision", "voice", "contingency", "exploitation", "disabled", "dip", "observation", "multi-agency"], ReadyTools.All.Select(t => t.Key));
        foreach (var ready in ReadyTools.All)
        {
            var tool = ready.Make(Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7);
            Assert.Equal(AuditTool.FirstSection, tool.Sections[0].Title);
            Assert.True(tool.Sections[0].Graded);
            Assert.All(tool.Sections, s => Assert.NotEmpty(s.Questions));
            var questions = tool.Sections.SelectMany(s => s.Questions).ToList();
            Assert.InRange(questions.Count, 5, 30);
            Assert.Equal(questions.Count, questions.Select(q => q.Key).Distinct().Count());
            Assert.Equal(questions.Count, questions.Select(q => q.Words).Distinct().Count());
            Assert.All(questions, q => Assert.EndsWith("?", q.Words));
            Assert.Contains(questions, q => q.Facts.Count > 0 || ready.Key == "observation");
            tool.Publish(Today, "Ruth");
            Assert.Equal(Today, tool.PublishedOn);
        }
    }

    [Fact]
    public void A_published_version_never_changes_and_the_child_stays_first()
    {
        var tool = ReadyTools.All[0].Make(Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7);
        var (first, second, third) = (tool.Sections[0], tool.Sections[1], tool.Sections[2]);
        Assert.Throws<NotAcceptedException>(() => tool.Remove(first.Key));
        Assert.Throws<NotAcceptedException>(() => tool.Put(first with { Graded = false }));
        tool.MoveUp(second.Key);
        Assert.Equal(first.Key, tool.Sections[0].Key);
        tool.MoveUp(third.Key);
        Assert.Equal(third.Key, tool.Sections[1].Key);
        var question = new AuditQuestion(Guid.CreateVersion7(), "What would help?", null, AuditAnswer.Choice, ["One"], true, []);
        Assert.Throws<NotAcceptedException>(() => tool.Put(first.Key, question));
        tool.Put(first.Key, question with { Choices = ["One", "Two"] });
        tool.Put(second.Key, question with { Choices = ["One", "Two"], Words = "What would help most?" });
        Assert.Single(tool.Sections.SelectMany(s => s.Questions), q => q.Key == question.Key);
        tool.Publish(Today, "Ruth");
        var content = tool.Content;
        foreach (
            var change in new Action[]
            {
                () => tool.Put(first),
                () => tool.Put(first.Key, question),
                () => tool.Remove(second.Key),
                () => tool.MoveUp(third.Key),
                () => tool.Publish(Today, "Ruth"),
            }
        )
        {
            Assert.Throws<NotAcceptedException>(change);
        }
        Assert.Equal(content, tool.Content);
    }

    [Fact]
    public void A_draw_comes_out_the_same_from_its_kept_frame_and_only_then()
    {
        var (one, two) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var frame = Enumerable.Range(0, 60).Select(i => new FrameLine(Guid.CreateVersion7(), i % 3 == 0 ? one : two, i % 5 == 0 ? 3 : 1)).ToList();
        var numbers = new Dictionary<Guid, int> { [one] = 4, [two] = 6 };
        var drawn = Sampling.Draw(frame, numbers, 30, 4711);
        var packed = SampleFrame.Pack(frame.AsEnumerable().Reverse());
        // The order in which children came does not matter; the list does.
        Assert.Equal(drawn, Sampling.Draw(SampleFrame.Unpack(packed), numbers, 30, 4711));
        Assert.Equal(SampleFrame.Digest(packed), SampleFrame.Digest(SampleFrame.Pack(frame)));
        Assert.NotEqual(drawn.Select(d => d.PersonId), Sampling.Draw(frame, numbers, 30, 4712).Select(d => d.PersonId));
        Assert.NotEqual(SampleFrame.Digest(packed), SampleFrame.Digest(SampleFrame.Pack(frame.Skip(1))));
        Assert.Equal((4, 6), (drawn.Count(d => d.TeamId == one && !d.Reserve), drawn.Count(d => d.TeamId == two && !d.Reserve)));
        Assert.Equal(10, drawn.Count(d => d.Reserve));
        Assert.Equal(drawn.Count, drawn.Select(d => d.PersonId).Distinct().Count());
        // Three of ten, and never a reserve.
        Assert.Equal(3, drawn.Count(d => d.Second));
        Assert.DoesNotContain(drawn, d => d is { Reserve: true, Second: true });
    }

    [Fact]
    public void Weights_multiply_and_exclusions_say_why()
    {
        var weights = new SampleWeights
        {
            Disabled = 3,
            ReReferred = 2,
            UnderFive = 5,
            Ethnicity = 2,
        };
        var child = new Candidate(Guid.Empty, Guid.Empty, true, false, "WBRI", new DateOnly(2015, 1, 1), new DateOnly(2026, 3, 1), new DateOnly(2025, 9, 1), null);
        Assert.Equal(6, Sampling.Weight(child, weights, Today));
        Assert.Equal(12, Sampling.Weight(child with { Ethnicity = "APKN" }, weights, Today));
        Assert.Equal(6, Sampling.Weight(child with { Ethnicity = "NOBT" }, weights, Today));
        Assert.Equal(3, Sampling.Weight(child with { ReferredBefore = new DateOnly(2024, 1, 1) }, weights, Today));
        Assert.Equal(30, Sampling.Weight(child with { BornOn = null }, weights, Today));
        Assert.Equal(["disabled", "worked with for over 18 months"], Sampling.Traits(child with { EpisodeFrom = new DateOnly(2025, 1, 1), ReferredBefore = null }, Today));
        Assert.Equal("audited recently", Sampling.Excluded(child with { AuditedOn = Today.AddMonths(-11) }, new(), Today));
        Assert.Null(Sampling.Excluded(child with { AuditedOn = Today.AddMonths(-12) }, new(), Today));
        Assert.Equal("worked with for a short time only", Sampling.Excluded(child with { EpisodeFrom = Today.AddDays(-41) }, new(), Today));
        Assert.Null(Sampling.Excluded(child with { EpisodeFrom = Today.AddDays(-42) }, new(), Today));
    }

    [Fact]
    public void An_audit_is_finished_whole_or_not_at_all()
    {
        var tool = ReadyTools.All[0].Make(Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7);
        var empty = new AuditForm().Problems(tool, Today.AddDays(-3), Today);
        Assert.Equal(tool.Sections.SelectMany(s => s.Questions).Count(q => q.Required), empty.Count(p => p.Field.StartsWith("Answers[", StringComparison.Ordinal)));
        Assert.Equal(tool.Sections.Count(s => s.Graded), empty.Count(p => p.Field.StartsWith("Grades[", StringComparison.Ordinal)));
        Assert.Contains(empty, p => p.Field == "Met");
        var form = Whole(tool, AuditGrade.Good);
        Assert.Empty(form.Problems(tool, Today.AddDays(-3), Today));
        // The child's experience cannot be outweighed.
        form.Grades[tool.Sections[0].Key.ToString()] = nameof(AuditGrade.Inadequate);
        Assert.Contains(form.Problems(tool, Today, Today), p => p.Field == "Grade");
        form.Grade = AuditGrade.RequiresImprovement;
        Assert.Empty(form.Problems(tool, Today.AddDays(-3), Today));
        var gaps = form.Gaps(tool, []).Select(g => g.Field).ToList();
        Assert.Contains("Asks[0].What", gaps);
        Assert.Contains("Summary", gaps);
        Assert.Contains("Grade", gaps);
        form.Grades[tool.Sections[0].Key.ToString()] = "7";
        Assert.Null(form.GradeOf(tool.Sections[0].Key));
    }

    /// <summary>A form with every answer given.</summary>
    internal static AuditForm Whole(AuditTool tool, AuditGrade grade) =>
        new()
        {
            Answers = tool.Sections.SelectMany(s => s.Questions).ToDictionary(q => q.Key.ToString(), q => (string?)(q.Answers.Count > 0 ? q.Answers[0] : "Written down")),
            Grades = tool.Sections.Where(s => s.Graded).ToDictionary(s => s.Key.ToString(), _ => (string?)grade.ToString()),
            Reasons = tool.Sections.Where(s => s.Graded).ToDictionary(s => s.Key.ToString(), _ => (string?)"What the record shows"),
            Grade = grade,
            Summary = "The child is safe and heard",
            Met = false,
            WhyNotMet = "Away",
        };

    [Fact]
    public void Agreement_says_no_more_than_its_numbers()
    {
        static GradePair Pair(AuditGrade first, AuditGrade second) => new(Guid.CreateVersion7(), Guid.Empty, "Tool", "Team", "A", "B", first, second, null, Today);
        var few = ShowModeration.Line("x", [Pair(AuditGrade.Good, AuditGrade.Good)]);
        Assert.Equal("too few to say", few.InWords);
        var same = ShowModeration.Line("x", [.. Enumerable.Range(0, 12).Select(_ => Pair(AuditGrade.Good, AuditGrade.Good))]);
        Assert.Equal("no spread: the same grade throughout", same.InWords);
        var kinder = ShowModeration.Line(
            "x",
            [.. Enumerable.Range(0, 12).Select(i => Pair(i % 2 == 0 ? AuditGrade.Good : AuditGrade.Outstanding, AuditGrade.RequiresImprovement))]
        );
        Assert.Equal((12, 0, 0), (kinder.Kinder, kinder.Harder, kinder.Alike));
    }

    [Fact]
    public void The_course_of_an_audit_reaches_every_state_and_a_finished_one_changes_by_correction_only()
    {
        var machine = AuditFlow.Machine;
        Assert.Equal(Enum.GetValues<AuditState>().ToHashSet(), machine.Reachable().ToHashSet());
        var audit = new AuditAssignment { Why = "", FinishedOn = Today };
        Assert.Equal([AuditAct.Respond, AuditAct.Correct], machine.Permitted(audit));
        audit.RespondedOn = Today;
        Assert.Equal([AuditAct.Correct], machine.Permitted(audit));
        Assert.Empty(machine.Permitted(new AuditAssignment { Why = "", ReplacedOn = Today }));
        Assert.Equal(AuditState.Reserve, machine.Of(new AuditAssignment { Why = "", Reserve = true }));
        Assert.Equal(
            AuditState.Chosen,
            machine.Of(
                new AuditAssignment
                {
                    Why = "",
                    Reserve = true,
                    SteppedInOn = Today,
                }
            )
        );
    }
}
