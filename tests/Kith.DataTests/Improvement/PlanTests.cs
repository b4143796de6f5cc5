using Kith.DataTests.Support;
using Kith.DataTests.Workforce;
using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Acts;
using Kith.Practice.Improvement.Plan;
using Kith.Practice.Improvement.Recommendations;
using Kith.Practice.Inspection;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Practice.Workforce;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Acts = Kith.Practice.Acts.Acts;

namespace Kith.DataTests.Improvement;

/// <summary>The plan on both databases: from a letter to a measured effect, with a state that nobody can set and reports that stay.</summary>
public sealed class PlanTests
{
    public static TheoryData<string> Engines => Authority.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task From_a_letter_to_an_effect_that_is_measured_and_reported(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        var today = authority.Services.GetRequiredService<Clock>().Today;
        var director = await authority.Do(s => s.As(town.DirectorAccount));
        var priya = await authority.Do(s => s.As(town.PriyaAccount));

        // The letter: no overall grade after March 2026, and only those who keep inspections write it down.
        var input = new InspectionInput
        {
            Kind = InspectionKind.Standard,
            By = "Ofsted",
            From = new DateOnly(2026, 5, 11),
            To = new DateOnly(2026, 5, 22),
            PublishedOn = new DateOnly(2026, 7, 1),
            Grades = { [JudgementArea.Overall] = InspectionGrade.Good },
        };
        var refused = await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<KeepInspections>().Record(null, input, null, director, null)));
        Assert.Contains("no overall grade from 1 April 2026", refused.Message, StringComparison.Ordinal);
        input.Grades = new() { [JudgementArea.Leaders] = InspectionGrade.Good, [JudgementArea.HelpAndProtection] = InspectionGrade.RequiresImprovement };
        await authority.Do(s => Assert.ThrowsAsync<AccessRefusedException>(() => s.GetRequiredService<KeepInspections>().Record(null, input, null, priya, null)));
        var inspection = await authority.Do(s => s.GetRequiredService<KeepInspections>().Record(null, input, null, director, null));
        input.Grades[JudgementArea.Leaders] = InspectionGrade.Outstanding;
        await authority.Do(s => s.GetRequiredService<KeepInspections>().Record(inspection, input, null, director, null));
        var point = await authority.Do(s =>
            s.GetRequiredService<KeepInspections>().Point(inspection, new PointInput { Kind = PointKind.Recommendation, Text = "Every child has a worker." }, director, null)
        );
        var letter = "A letter in plain words."u8.ToArray();
        await authority.Do(s => s.GetRequiredService<KeepInspections>().Letter(inspection, new SentFile("letter.txt", letter), director, null));
        Assert.Equal(letter, (await authority.Do(s => s.GetRequiredService<KeepInspections>().OpenLetter(inspection, director)))!.Value.Bytes);
        await authority.Do(s => Assert.ThrowsAsync<AccessRefusedException>(() => s.GetRequiredService<KeepInspections>().OpenLetter(inspection, priya)));
        await authority.Do(s =>
            Assert.ThrowsAsync<NotAcceptedException>(() =>
                s.GetRequiredService<KeepInspections>().Letter(inspection, new SentFile("letter.pdf", [0x4d, 0x5a, 0x90, 0]), director, null)
            )
        );

        // The objective: held to a measure whose baseline is read, whose target must be better, and whose state nobody sets.
        var objective = await authority.Do(s =>
            s.GetRequiredService<KeepPlan>()
                .Objective(
                    null,
                    new ObjectiveInput
                    {
                        Title = "No child waits for a worker",
                        Why = "A child knows who comes",
                        PointId = point,
                        LeadWorkerId = town.Mo,
                        TargetOn = today.AddDays(90),
                    },
                    null,
                    director,
                    null
                )
        );
        Assert.Equal(ObjectiveState.NotSetUp, (await Objective(authority, objective, director)).State);
        var held = new ObjectiveMeasureInput
        {
            Measure = "unallocated",
            Target = 40,
            TargetOn = today.AddDays(90),
        };
        await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<KeepPlan>().Measure(objective, held, director, null)));
        await authority.Do(s =>
            Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<KeepPlan>().Measure(objective, held with { Measure = "cp_rate" }, director, null))
        );
        await authority.Do(s => s.GetRequiredService<KeepPlan>().Measure(objective, held with { Target = 0 }, director, null));
        var measure = Assert.Single((await Objective(authority, objective, director)).Measures);
        Assert.Equal((25.0, 25.0), (measure.Progress.Baseline, measure.Progress.Now!.Value));
        await authority.Do(s =>
            s.GetRequiredService<KeepPlan>()
                .Action(
                    objective,
                    new PlanActionInput
                    {
                        What = "Give Noah a worker",
                        OwnerWorkerId = town.Mo,
                        DueOn = today.AddDays(5),
                    },
                    director,
                    null
                )
        );
        var mo = await authority.Do(s => s.As(town.MoAccount));
        var action = Assert.Single(await authority.Do(s => s.GetRequiredService<ListActions>().List(ActionScope.Mine, mo)), a => a.Source == ActionSource.Improvement);
        await authority.Do(s => s.GetRequiredService<KeepPlan>().Narrate(objective, "All is well and this is reached.", null, director, null));
        Assert.NotEqual(ObjectiveState.Reached, (await Objective(authority, objective, director)).State);
        await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<KeepPlan>().Close(objective, "It is reached", null, director, null)));
        await authority.Do(s =>
            s.GetRequiredService<KeepPlan>()
                .Decide(
                    new DecisionInput
                    {
                        On = today,
                        What = "One objective",
                        Why = "One thing at a time",
                        By = "Board",
                    },
                    director,
                    null
                )
        );
        var evidence = await authority.Do(s =>
            s.GetRequiredService<KeepEvidence>()
                .Add(
                    objective,
                    new EvidenceInput
                    {
                        Title = "Survey",
                        Shows = "Children know their workers",
                        On = today,
                    },
                    new SentFile("survey.txt", letter),
                    director,
                    null
                )
        );
        Assert.Equal(letter, (await authority.Do(s => s.GetRequiredService<KeepEvidence>().Open(evidence, director)))!.Value.Bytes);
        await authority.Do(s =>
            Assert.ThrowsAsync<NotAcceptedException>(() =>
                s.GetRequiredService<KeepEvidence>()
                    .Add(
                        objective,
                        new EvidenceInput
                        {
                            Title = "x",
                            Shows = "y",
                            On = today,
                            Address = "javascript:alert(1)",
                        },
                        null,
                        director,
                        null
                    )
            )
        );

        // The report is pinned; a month has one.
        var key = Guid.CreateVersion7();
        var first = await authority.Do(s => s.GetRequiredService<BoardReports>().Make(new BoardReportInput { Introduction = "To the board" }, director, key));
        Assert.Equal(first, await authority.Do(s => s.GetRequiredService<BoardReports>().Make(new BoardReportInput(), director, key)));
        await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<BoardReports>().Make(new BoardReportInput(), director, null)));

        // The records change: the plan says so at once, and the report does not move.
        await Allocate(authority, town);
        await authority.Do(s => s.GetRequiredService<KeepActions>().Complete(action.Id, new ActionInput { Evidence = "Noah has Sam since today" }, null, mo, null));
        var now = await Objective(authority, objective, director);
        Assert.Equal((ObjectiveState.Reached, 0.0), (now.State, now.Measures[0].Progress.Now!.Value));
        var pinned = (await authority.Do(s => s.GetRequiredService<BoardReports>().Show(first, director)))!;
        Assert.Equal(25.0, pinned.Plan.Objectives[0].Measures[0].Progress.Now);
        Assert.Equal(ActionState.Open, pinned.Plan.Objectives[0].Actions[0].State);
        Assert.Contains(
            "25.0%",
            string.Join('\n', BoardPaper.Of(pinned).Parts.OfType<Kith.Practice.Documents.PaperTable>().SelectMany(t => t.Rows).SelectMany(r => r)),
            StringComparison.Ordinal
        );
        // The next says what moved since.
        authority.Time.Advance(TimeSpan.FromDays(20));
        var second = (
            await authority.Do(async s =>
                await s.GetRequiredService<BoardReports>().Show(await s.GetRequiredService<BoardReports>().Make(new BoardReportInput(), director, null), director)
            )
        )!;
        Assert.Equal((25.0, 0.0), (second.Plan.Objectives[0].Measures[0].Before!.Value, second.Plan.Objectives[0].Measures[0].Progress.Now!.Value));
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            var report = await db.BoardReports.SingleAsync(r => r.Id == first);
            report.Content = report.Content.Replace("25", "15", StringComparison.Ordinal);
            await db.SaveChangesAsync();
        });
        await authority.Do(s => Assert.ThrowsAsync<InvalidDataException>(() => s.GetRequiredService<BoardReports>().Show(first, director)));
        await NotGamed(authority, town, director, held, today.AddDays(-1));
        Assert.Equal((1, 1, 0, null), await Letter(authority, inspection, director));
        await authority.Do(s => s.GetRequiredService<KeepPlan>().Close(objective, "Three months without a child waiting", null, director, null));
        await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<KeepPlan>().Narrate(objective, "More", null, director, null)));
        // All that the letter asks for is reached: it is closed by that, and open again by whatever else it asks for.
        Assert.Equal((1, 1, 1, authority.Services.GetRequiredService<Clock>().Today), await Letter(authority, inspection, director));
        await authority.Do(s =>
            s.GetRequiredService<KeepInspections>()
                .Point(
                    inspection,
                    new PointInput
                    {
                        Kind = PointKind.PriorityAction,
                        Text = "Visits to children at night.",
                        Paragraph = 7,
                    },
                    director,
                    null
                )
        );
        Assert.Equal((2, 1, 1, null), await Letter(authority, inspection, director));
        // What is taken out as wrong stays in sight, with who took it out and why.
        var wrong = await authority.Do(s => s.GetRequiredService<KithDb>().InspectionPoints.AsNoTracking().SingleAsync(p => p.Kind == PointKind.PriorityAction));
        Assert.Equal(7, wrong.Paragraph);
        await authority.Do(s => s.GetRequiredService<KeepInspections>().Remove(inspection, wrong.Id, "It stands in another letter", director, null));
        var gone = Assert.Single((await authority.Do(s => s.GetRequiredService<ShowInspections>().Show(inspection, director)))!.TakenOut);
        Assert.Equal(("Visits to children at night.", "It stands in another letter", "Dee Rector"), (gone.Text, gone.Why, gone.By));
        Assert.Null((await authority.Do(s => s.GetRequiredService<VerifyTrail>().Handle())).Broken);
    }

    /// <summary>How a letter stands: what its own page and the list of inspections say is the same.</summary>
    private static async Task<(int Asked, int Answered, int Reached, DateOnly? ClosedOn)> Letter(Authority authority, Guid inspection, Actor actor)
    {
        var page = (await authority.Do(s => s.GetRequiredService<ShowInspections>().Show(inspection, actor)))!.Letter;
        Assert.Equal(page, (await authority.Do(s => s.GetRequiredService<ShowInspections>().List(actor))).Single(l => l.Id == inspection).Letter);
        return (page.Asked, page.Answered, page.Reached, page.ClosedOn);
    }

    /// <summary>An objective is not reached by a target that is behind one already, nor by taking away what it has not reached.</summary>
    private static async Task NotGamed(Authority authority, Town town, Actor director, ObjectiveMeasureInput held, DateOnly since)
    {
        var clock = authority.Services.GetRequiredService<Clock>();
        var other = await authority.Do(s =>
            s.GetRequiredService<KeepPlan>()
                .Objective(
                    null,
                    new ObjectiveInput
                    {
                        Title = "Every child has a plan for the night",
                        Why = "A child knows who comes",
                        LeadWorkerId = town.Mo,
                        TargetOn = clock.Today.AddDays(90),
                    },
                    null,
                    director,
                    null
                )
        );
        held = held with { TargetOn = clock.Today.AddDays(60) };
        var easy = await authority.Do(s =>
            Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<KeepPlan>().Measure(other, held with { BaselineOn = since, Target = 10 }, director, null))
        );
        Assert.Contains("is there already", easy.Message, StringComparison.Ordinal);
        await authority.Do(s => s.GetRequiredService<KeepPlan>().Measure(other, held with { Measure = "contingency_recorded", Target = 50 }, director, null));
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            db.ObjectiveMeasures.Add(
                new ObjectiveMeasure
                {
                    Id = clock.NewId(),
                    ObjectiveId = other,
                    Measure = "unallocated",
                    BaselineOn = since,
                    Baseline = 25,
                    Target = 0,
                    TargetOn = clock.Today.AddDays(60),
                }
            );
            await db.SaveChangesAsync();
        });
        var shown = await Objective(authority, other, director);
        var (unreached, reached) = (
            shown.Measures.Single(m => m.Progress.Measure == "contingency_recorded").Id,
            shown.Measures.Single(m => m.Progress.Measure == "unallocated").Id
        );
        var away = await authority.Do(s =>
            Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<KeepPlan>().Drop(other, unreached, "It is hard to move", director, null))
        );
        Assert.Contains("All that is left would be reached", away.Message, StringComparison.Ordinal);
        await authority.Do(s => s.GetRequiredService<KeepPlan>().Drop(other, reached, "It says nothing of the night", director, null));
        await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<KeepPlan>().Close(other, "It is as good as reached", null, director, null)));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_recommendation_for_the_system_is_confirmed_by_its_measure_and_by_nothing_else(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        var today = authority.Services.GetRequiredService<Clock>().Today;
        var director = await authority.Do(s => s.As(town.DirectorAccount));
        var mo = await authority.Do(s => s.As(town.MoAccount));
        var bea = await authority.Do(s => s.As(town.BeaAccount));
        var id = await authority.Do(s =>
            s.GetRequiredService<RaiseRecommendation>()
                .Handle(
                    new RecommendationInput
                    {
                        Origin = RecommendationOrigin.Inspection,
                        Finding = "A child waited three weeks",
                        What = "Allocate within two days",
                        Aim = "No child waits",
                        OwnerWorkerId = town.Mo,
                        DueOn = today.AddDays(30),
                        Measure = "unallocated",
                    },
                    director,
                    null
                )
        );
        // Its action serves an objective and stays one action; it becomes a need for learning once.
        var objective = await authority.Do(s =>
            s.GetRequiredService<KeepPlan>()
                .Objective(
                    null,
                    new ObjectiveInput
                    {
                        Title = "No child waits",
                        Why = "A child knows who comes",
                        LeadWorkerId = town.Mo,
                        TargetOn = today.AddDays(90),
                    },
                    null,
                    director,
                    null
                )
        );
        await authority.Do(s => s.GetRequiredService<KeepPlan>().Take(id, objective, director, null));
        Assert.Equal($"/recommendations/{id}", Assert.Single((await Objective(authority, objective, director)).Actions).Href);
        Assert.Equal(1, await authority.Do(s => s.GetRequiredService<KithDb>().ActionItems.CountAsync(a => a.SourceId == id || a.SourceId == objective)));
        await authority.Do(s => s.GetRequiredService<KeepPlan>().Learn(id, director, null));
        await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<KeepPlan>().Learn(id, director, null)));
        Assert.Equal(1, await authority.Do(s => s.GetRequiredService<KithDb>().TrainingNeeds.CountAsync()));
        // A worker who neither owns nor recommends does not see it.
        Assert.Null(await authority.Do(s => s.GetRequiredService<ShowRecommendation>().Show(id, bea)));

        var words = new RecommendationStepInput { Words = "Allocation meets every morning since Monday" };
        await authority.Do(s => s.GetRequiredService<KeepRecommendations>().Claim(id, words, null, mo, null));
        await authority.Do(s => s.GetRequiredService<KeepRecommendations>().Verify(id, words with { DueOn = today.AddDays(20) }, null, director, null));
        authority.Time.Advance(TimeSpan.FromDays(21));
        // The measure has not moved: no words confirm it.
        await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<KeepRecommendations>().ConfirmEffect(id, words, null, director, null)));
        await Allocate(authority, town);
        await authority.Do(s => s.GetRequiredService<KeepRecommendations>().ConfirmEffect(id, words, null, director, null));
        var shown = (await authority.Do(s => s.GetRequiredService<ShowRecommendation>().Show(id, director)))!;
        Assert.Equal((RecommendationState.Confirmed, 25.0, 0.0), (shown.Line.State, shown.Recommendation.MeasureBefore!.Value, shown.Steps[0].Measured!.Value));
        var figures = await authority.Do(s => s.GetRequiredService<ShowRecommendationFigures>().Show(director));
        Assert.Equal((1, 1, 1, 1), (figures.All.Made, figures.All.InTime, figures.All.Verified, figures.All.Confirmed));
        await authority.Do(s => Assert.ThrowsAsync<AccessRefusedException>(() => s.GetRequiredService<ShowRecommendationFigures>().Show(bea)));
    }

    private static async Task<PlanObjective> Objective(Authority authority, Guid id, Actor actor) =>
        Assert.Single((await authority.Do(s => s.GetRequiredService<ShowPlan>().Show(actor, id))).Objectives);

    /// <summary>Noah is given a worker: the one child without.</summary>
    private static Task Allocate(Authority authority, Town town) =>
        authority.Do(async s =>
        {
            var (db, clock) = (s.GetRequiredService<KithDb>(), s.GetRequiredService<Clock>());
            db.Allocations.Add(
                new Allocation
                {
                    Id = clock.NewId(),
                    PersonId = town.Noah,
                    WorkerId = town.Sam,
                    TeamId = town.North,
                    Role = AllocationRole.Lead,
                    From = clock.Today,
                }
            );
            var act = s.GetRequiredService<Acts>().Begin(Actor.System("test"), "Allocate");
            act.Happened(new RecordRead(town.Noah, "allocated"));
            await act.Save(town.Noah);
        });
}
