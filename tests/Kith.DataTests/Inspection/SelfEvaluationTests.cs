using Kith.DataTests.Support;
using Kith.DataTests.Workforce;
using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Assurance;
using Kith.Practice.Documents;
using Kith.Practice.Inspection;
using Kith.Practice.Inspection.SelfEvaluations;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Inspection;

/// <summary>The self-evaluation from its first word to a version that nobody changes, on both databases.</summary>
public sealed class SelfEvaluationTests
{
    public static TheoryData<string> Engines => Authority.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Figures_stay_as_they_were_pinned_and_a_published_version_is_never_changed(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        var clock = authority.Services.GetRequiredService<Clock>();
        var director = await authority.Do(s => s.As(town.DirectorAccount));
        var mo = await authority.Do(s => s.As(town.MoAccount));
        await authority.Do(s => Assert.ThrowsAsync<AccessRefusedException>(() => s.GetRequiredService<WriteSelfEvaluation>().Begin(clock.Today, mo, null)));
        await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<WriteSelfEvaluation>().Begin(clock.Today.AddDays(1), director, null)));
        var key = clock.NewId();
        var id = await authority.Do(s => s.GetRequiredService<WriteSelfEvaluation>().Begin(clock.Today, director, key));
        Assert.Equal(id, await authority.Do(s => s.GetRequiredService<WriteSelfEvaluation>().Begin(clock.Today, director, key)));
        await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<WriteSelfEvaluation>().Begin(clock.Today, director, null)));
        var draft = await Show(authority, id, mo);
        Assert.Equal((false, "ILACS 2026", 4), (draft.MayWrite, draft.Evaluation.Edition, draft.Sections.Count));
        var help = draft.Sections.Single(s => s.Area == JudgementArea.HelpAndProtection);
        Assert.Equal(EvaluationAreas.Measures(JudgementArea.HelpAndProtection), help.Pinned.Select(f => f.Measure));
        var pinned = help.Pinned.Single(f => f.Measure == "contingency_long_term").Value;
        Assert.Equal(pinned, draft.Today["contingency_long_term"]);

        // Nothing said: not published. Two editors: the second is told.
        await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<WriteSelfEvaluation>().Publish(id, 1, director, null)));
        var words = new EvaluationSectionInput { Know = "Most children are seen in time.", Strengths = "Workers stay." };
        await authority.Do(s => s.GetRequiredService<WriteSelfEvaluation>().Section(id, JudgementArea.HelpAndProtection, words, 1, director, null));
        await authority.Do(s =>
            Assert.ThrowsAsync<SecondEditorException>(() =>
                s.GetRequiredService<WriteSelfEvaluation>().Section(id, JudgementArea.HelpAndProtection, words with { Know = "Other" }, 1, director, null)
            )
        );
        await authority.Do(s => s.GetRequiredService<WriteSelfEvaluation>().Section(id, JudgementArea.Leaders, words, null, director, null));
        await authority.Do(s => s.GetRequiredService<WriteSelfEvaluation>().Choose(id, JudgementArea.Leaders, ["cp_rate", "cp_repeat_2y"], null, director, null));
        await authority.Do(s =>
            Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<WriteSelfEvaluation>().Choose(id, JudgementArea.Leaders, ["no_such"], null, director, null))
        );
        await authority.Do(s => s.GetRequiredService<WriteSelfEvaluation>().Publish(id, 1, director, null));

        // Weeks later the measure may say something else; the version does not.
        authority.Time.Advance(TimeSpan.FromDays(40));
        var published = await Show(authority, id, director);
        Assert.Equal(pinned, published.Sections.Single(s => s.Area == JudgementArea.HelpAndProtection).Pinned.Single(f => f.Measure == "contingency_long_term").Value);
        foreach (
            var refused in new Func<WriteSelfEvaluation, Task>[]
            {
                w => w.Section(id, JudgementArea.Leaders, words, null, director, null),
                w => w.Choose(id, JudgementArea.Leaders, [], null, director, null),
                w => w.Pin(id, clock.Today, null, director, null),
                w => w.Publish(id, null, director, null),
            }
        )
        {
            await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => refused(s.GetRequiredService<WriteSelfEvaluation>())));
        }
        var paper = EvaluationPaper.Of(published.Evaluation);
        Assert.Contains(paper.Parts.OfType<PaperText>(), t => t.Text == "Most children are seen in time.");
        Assert.StartsWith("PK", System.Text.Encoding.Latin1.GetString(WordWriter.Write(paper, new Letterhead("Testshire", "#1d70b8"))), StringComparison.Ordinal);

        // The next version goes on from its words and measures, with figures of its own day.
        var next = await authority.Do(s => s.GetRequiredService<WriteSelfEvaluation>().Begin(clock.Today, director, null));
        var later = await Show(authority, next, director);
        Assert.Equal((2, clock.Today), (later.Evaluation.Number, later.Evaluation.AsAt));
        Assert.Equal(["cp_rate", "cp_repeat_2y"], later.Sections.Single(s => s.Area == JudgementArea.Leaders).Pinned.Select(f => f.Measure));
        Assert.Equal("Workers stay.", later.Sections.Single(s => s.Area == JudgementArea.Leaders).Strengths);

        // Changed behind Kith's back: it is not shown as what was published.
        await authority.Do(s =>
            s.GetRequiredService<KithDb>()
                .EvaluationSections.Where(x => x.EvaluationId == id && x.Area == JudgementArea.Leaders)
                .ExecuteUpdateAsync(x => x.SetProperty(e => e.Know, "All is well."))
        );
        await authority.Do(s => Assert.ThrowsAsync<InvalidDataException>(() => s.GetRequiredService<ShowSelfEvaluation>().Show(id, false, director)));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_inspectors_said_comes_from_the_points_of_the_letter_and_edited_words_are_kept_until_the_next(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        var clock = authority.Services.GetRequiredService<Clock>();
        var director = await authority.Do(s => s.As(town.DirectorAccount));
        var (latest, earlier) = (WriteEdition.Days(clock.Today)[0], WriteEdition.Days(clock.Today)[1]);
        await Letter(authority, director, new DateOnly(2026, 3, 24), "Children know their workers.", "The timeliness of oversight.");
        var first = await authority.Do(s => s.GetRequiredService<WriteEdition>().Begin(earlier, director, null));
        var said = (await Edition(authority, first)).InspectorsSaid;
        Assert.Equal(
            [
                "Ofsted, focused visit of 24 March 2026. The letter was published on 23 April 2026.",
                "They praised:",
                "• Children know their workers.",
                "They asked us to improve:",
                "• The timeliness of oversight.",
            ],
            said.Split('\n')
        );
        // In the author's own words from here on, until another letter is published.
        await authority.Do(s =>
            s.GetRequiredService<WriteEdition>()
                .Write(
                    first,
                    new EditionInput
                    {
                        Opening = "x",
                        InspectorsSaid = "They were content.",
                        WasDone = "y",
                    },
                    null,
                    director,
                    null
                )
        );
        var second = await authority.Do(s => s.GetRequiredService<WriteEdition>().Begin(latest, director, null));
        Assert.Equal("They were content.", (await Edition(authority, second)).InspectorsSaid);
        authority.Time.Advance(TimeSpan.FromDays(60));
        await Letter(authority, director, new DateOnly(2026, 12, 1), "Managers look more often.", "Plans for the long term.");
        var third = await authority.Do(s => s.GetRequiredService<WriteEdition>().Begin(WriteEdition.Days(clock.Today)[0], director, null));
        Assert.Contains("Managers look more often.", (await Edition(authority, third)).InspectorsSaid, StringComparison.Ordinal);
    }

    private static async Task Letter(Authority authority, Actor actor, DateOnly from, string praised, string asked)
    {
        var id = await authority.Do(s =>
            s.GetRequiredService<KeepInspections>()
                .Record(
                    null,
                    new InspectionInput
                    {
                        Kind = InspectionKind.Focused,
                        By = "Ofsted",
                        From = from,
                        To = from.AddDays(1),
                        PublishedOn = from.AddDays(30),
                    },
                    null,
                    actor,
                    null
                )
        );
        foreach (var (kind, text) in new[] { (PointKind.Recommendation, asked), (PointKind.Strength, praised) })
        {
            await authority.Do(s => s.GetRequiredService<KeepInspections>().Point(id, new PointInput { Kind = kind, Text = text }, actor, null));
        }
    }

    private static Task<AssuranceEdition> Edition(Authority authority, Guid id) =>
        authority.Do(s => s.GetRequiredService<KithDb>().AssuranceEditions.AsNoTracking().SingleAsync(e => e.Id == id));

    private static async Task<EvaluationView> Show(Authority authority, Guid id, Actor actor) =>
        (await authority.Do(s => s.GetRequiredService<ShowSelfEvaluation>().Show(id, true, actor)))!;
}
