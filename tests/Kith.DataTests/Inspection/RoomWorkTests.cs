using Kith.DataTests.Support;
using Kith.DataTests.Workforce;
using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Acts;
using Kith.Practice.Audits;
using Kith.Practice.Audits.Doing;
using Kith.Practice.Inspection;
using Kith.Practice.Inspection.Readiness;
using Kith.Practice.Inspection.Rooms;
using Kith.Practice.Measures;
using Kith.Practice.Oversight;
using Kith.Practice.Store;
using Kith.Practice.Supervision;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Inspection;

/// <summary>What is worked with in a room, on both databases: notes of meetings, audits and supervision that inspectors read, readiness of a past day.</summary>
public sealed class RoomWorkTests
{
    private const string OfNoah = "Noah asks every day when Rex comes home";

    public static TheoryData<string> Engines => Authority.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_inspectors_said_stays_as_it_was_written_and_what_is_to_be_done_is_on_the_one_list(string engine)
    {
        await using var authority = await Authority.On(engine);
        var (town, clock, director, inspection) = await Room(authority);
        var today = clock.Today;
        var meeting = await Meet(authority, inspection, director, today);
        var later = await Meet(authority, inspection, director, today.AddDays(1));
        await Choose(authority, inspection, director, "TMia");
        var note = new RoomNoteInput
        {
            Who = "Ines Spector, director",
            Said = "They thank the workers.",
            Worries = "Nobody is named for the long term.",
            Actions =
            [
                new()
                {
                    What = "Ask Mia’s family who would be there",
                    PersonId = town.Mia,
                    OwnerWorkerId = town.Priya,
                    DueOn = today.AddDays(5),
                },
                new()
                {
                    What = "Count the children for whom nobody is named",
                    OwnerWorkerId = town.Mo,
                    DueOn = today.AddDays(1),
                },
                new(),
            ],
        };
        Task<NotAcceptedException> Refused(Guid of, RoomNoteInput input) =>
            authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<WriteNotes>().Write(inspection, of, input, director, null)));

        // Not before it took place; not without words; not for a child who was not chosen; not by somebody who does not work with the child.
        await Refused(later, note);
        Assert.Equal("Said", Assert.Single((await Refused(meeting, new() { Who = "Us" })).Problems).Field);
        Assert.Contains((await Refused(meeting, note with { Actions = [note.Actions[0] with { PersonId = town.Noah }] })).Problems, p => p.Field == "Actions[0].PersonId");
        Assert.Contains(
            (await Refused(meeting, note with { Actions = [new(), note.Actions[0] with { OwnerWorkerId = town.Bea }] })).Problems,
            p => p.Field == "Actions[1].OwnerWorkerId"
        );
        Assert.Contains((await Refused(meeting, note with { Actions = [note.Actions[1] with { DueOn = today.AddDays(-1) }] })).Problems, p => p.Field == "Actions[0].DueOn");
        Assert.Empty(await authority.Do(s => s.GetRequiredService<KithDb>().ActionItems.Where(a => a.Source == ActionSource.KeepInTouch).ToListAsync()));
        await authority.Do(async s =>
            await Assert.ThrowsAsync<AccessRefusedException>(async () =>
                await s.GetRequiredService<WriteNotes>().Write(inspection, meeting, note, await s.As(town.MoAccount), null)
            )
        );

        var key = clock.NewId();
        var id = await authority.Do(s => s.GetRequiredService<WriteNotes>().Write(inspection, meeting, note, director, key));
        Assert.Equal(id, await authority.Do(s => s.GetRequiredService<WriteNotes>().Write(inspection, meeting, note, director, key)));
        Assert.Equal(2, await authority.Do(s => s.GetRequiredService<KithDb>().ActionItems.CountAsync(a => a.Source == ActionSource.KeepInTouch)));
        var priya = await authority.Do(s => s.As(town.PriyaAccount));
        var mine = Assert.Single(await authority.Do(s => s.GetRequiredService<ListActions>().List(ActionScope.Mine, priya)), a => a.Source == ActionSource.KeepInTouch);
        // It is done on the list, with what shows it.
        await authority.Do(s =>
            Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<KeepActions>().Complete(mine.Id, new ActionInput { DoneOn = today }, null, priya, null))
        );
        await authority.Do(s =>
            s.GetRequiredService<KeepActions>().Complete(mine.Id, new ActionInput { DoneOn = today, Evidence = "Gran was asked; it is in the network" }, null, priya, null)
        );
        var line = Assert.Single(await authority.Do(s => s.GetRequiredService<ShowNotes>().List(inspection, null, director)));
        Assert.Equal([ActionState.Open, ActionState.Done], line.Actions.Select(a => a.State));
        // The trail keeps the digest of the words: were they changed, it would say other ones.
        var told = await authority.Do(s => s.GetRequiredService<KithDb>().TrailEntries.SingleAsync(e => e.Event == nameof(RoomNoteWritten)));
        Assert.Contains(WriteNotes.DigestOf(line.Note), told.Payload, StringComparison.Ordinal);
        Assert.DoesNotContain("thank the workers", told.Payload, StringComparison.Ordinal);

        // A meeting of which somebody wrote stays; the other is taken out.
        await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<KeepRoom>().Drop(inspection, meeting, "By mistake", director, null)));
        await authority.Do(s => s.GetRequiredService<KeepRoom>().Drop(inspection, later, "They left early", director, null));

        // Whoever may not read the child learns that there is something, and not what; an inspector reads nothing of it.
        var bea = new Actor
        {
            AccountId = clock.NewId(),
            Name = "South manager",
            Roles = [Role.TeamManager],
            TeamIds = [town.South],
        };
        var seen = Assert.Single(await authority.Do(s => s.GetRequiredService<ShowNotes>().List(inspection, null, bea)));
        Assert.Equal((1, 1), (seen.Actions.Count, seen.ActionsNotShown));
        var inspector = await Inspector(authority, inspection, director);
        await authority.Do(async s =>
            await Assert.ThrowsAsync<AccessRefusedException>(async () => await s.GetRequiredService<ShowNotes>().List(inspection, null, await s.As(inspector)))
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task An_inspector_reads_audits_and_what_supervision_said_of_the_given_child_and_of_nobody_else(string engine)
    {
        await using var authority = await Authority.On(engine);
        var (town, clock, director, inspection) = await Room(authority);
        var mo = await authority.Do(s => s.As(town.MoAccount));
        SupervisionForm Form(SupervisionKind kind) =>
            new()
            {
                Kind = kind,
                On = clock.Today,
                Workers = [town.Priya],
            };
        var group = Form(SupervisionKind.Group);
        group.Workers.Add(town.Sam);
        (group.Topic, group.Discussion) = ("Brothers and sisters", "What the whole group said of both");
        group.Children =
        [
            new()
            {
                PersonId = town.Mia,
                Discussion = "Mia wants to stay at her school",
                Decision = "Ask the school",
            },
            new() { PersonId = town.Noah, Discussion = OfNoah },
        ];
        group.Agreements =
        [
            new()
            {
                What = "Ring Mia’s school",
                PersonId = town.Mia,
                OwnerWorkerId = town.Priya,
                DueOn = clock.Today.AddDays(3),
            },
            new()
            {
                What = OfNoah,
                PersonId = town.Noah,
                OwnerWorkerId = town.Sam,
                DueOn = clock.Today.AddDays(3),
            },
            new()
            {
                What = "Read about siblings",
                OwnerWorkerId = town.Priya,
                DueOn = clock.Today.AddDays(3),
            },
        ];
        await authority.Do(s => s.GetRequiredService<RecordSupervision>().Handle(group, mo, null));
        var personal = Form(SupervisionKind.Personal);
        personal.Wellbeing = "The night visit has stayed with me";
        await authority.Do(s => s.GetRequiredService<RecordSupervision>().Handle(personal, mo, null));
        var (ofMia, ofNoah) = (clock.NewId(), clock.NewId());
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            foreach (var (id, person) in new[] { (ofMia, town.Mia), (ofNoah, town.Noah) })
            {
                db.Audits.Add(
                    new Audit
                    {
                        Id = id,
                        PersonId = person,
                        CompletedOn = clock.Today,
                        AuditorId = town.Bea,
                        Grade = AuditGrade.Good,
                        Summary = "The child is known",
                    }
                );
            }
            await db.SaveChangesAsync();
        });
        var account = await Inspector(authority, inspection, director);
        Task<T> As<T>(Func<ShowGivenWork, Actor, Task<T>> ask) => authority.Do(async s => await ask(s.GetRequiredService<ShowGivenWork>(), await s.As(account)));

        // Nothing before the record is given.
        Assert.Null(await As((w, me) => w.Of(town.Mia, me)));
        Assert.Null(await As((w, me) => w.Audit(ofMia, me)));
        var chosen = await Choose(authority, inspection, director, "TMia");
        var way = await authority.Do(s => s.GetRequiredService<KithDb>().RoomInspectors.AsNoTracking().SingleAsync());
        await authority.Do(s => s.GetRequiredService<ChooseChildren>().Give(inspection, chosen, [way.Id], director, null));

        var work = (await As((w, me) => w.Of(town.Mia, me)))!;
        var spoken = Assert.Single(work.Supervision);
        Assert.Equal(("Mia wants to stay at her school", "Ask the school", "Mo Amin"), (spoken.Discussion, spoken.Decision, spoken.Supervisor));
        Assert.Equal(["Ring Mia’s school"], spoken.Agreed.Select(a => a.What));
        Assert.Equal(ofMia, Assert.Single(work.Audits).Id);
        var (child, paper) = (await As((w, me) => w.Audit(ofMia, me)))!.Value;
        Assert.Equal(town.Mia, child);
        Assert.Contains(paper.Parts, p => p is Kith.Practice.Documents.PaperText { Text: "The child is known" });
        Assert.Null(await As((w, me) => w.Of(town.Noah, me)));
        Assert.Null(await As((w, me) => w.Audit(ofNoah, me)));
        // The page of the supervision itself, and the page on which people work with audits, stay shut.
        var shared = await authority.Do(s => s.GetRequiredService<KithDb>().Supervisions.AsNoTracking().Select(x => x.Id).ToListAsync());
        foreach (var id in shared)
        {
            await authority.Do(async s => await Assert.ThrowsAsync<AccessRefusedException>(async () => await s.GetRequiredService<ShowSupervision>().One(id, await s.As(account))));
        }
        // Both looks are on the child’s record, and the council sees them.
        var looks = await authority.Do(s => s.GetRequiredService<ShowRoom>().WhoLooked(inspection, director));
        Assert.Equal(2, looks.Count(l => l.PersonId == town.Mia));
        // Others who have no way in get no such page.
        await authority.Do(s => Assert.ThrowsAsync<AccessRefusedException>(() => s.GetRequiredService<ShowGivenWork>().Of(town.Mia, mo)));
        // Taken back: gone.
        await authority.Do(s => s.GetRequiredService<ChooseChildren>().TakeBack(inspection, chosen, director, null));
        Assert.Null(await As((w, me) => w.Of(town.Mia, me)));
        Assert.Null(await As((w, me) => w.Audit(ofMia, me)));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Readiness_of_a_past_day_is_what_the_measures_say_of_it_and_does_not_change_with_what_came_after(string engine)
    {
        await using var authority = await Authority.On(engine);
        var (town, clock, _, _) = await Room(authority);
        var day = clock.Today;
        authority.Time.Advance(TimeSpan.FromDays(60));
        // Mo’s team, without the restricted child.
        var mo = await authority.Do(s => s.As(town.MoAccount));
        Task<ReadinessView> On(DateOnly? on) => authority.Do(s => s.GetRequiredService<ShowReadiness>().Show(null, on, mo));

        // Today, a day to come and one before all records are today or nothing.
        Assert.All(new[] { await On(null), await On(clock.Today), await On(clock.Today.AddDays(1)), await On(clock.Today.AddYears(-20)) }, v => Assert.False(v.Past));
        var then = await On(day);
        Assert.True(then.Past);
        Assert.Equal(2, then.Children);
        var lines = then.Areas.SelectMany(a => a.Topics).SelectMany(t => t.Lines).ToList();
        var said = await authority.Do(s => s.GetRequiredService<ShowMeasures>().Show(day, $"team-{town.North:N}", mo));
        var judged = lines.Where(l => l is { By.Count: > 0, Number: not null }).ToList();
        Assert.NotEmpty(judged);
        foreach (var line in judged)
        {
            var figures = line.By.Select(m => said.Lines.First(l => l.Measure.Id == m.Id).Now).ToList();
            Assert.Equal((double?)figures.Sum(f => f.Denominator!.Value), (double?)line.Of);
            Assert.Equal((double?)figures.Sum(f => f.Denominator!.Value - f.Numerator!.Value), (double?)line.Number);
        }
        Assert.All(lines.Where(l => l.Unsaid is not null), l => Assert.Null(l.Number));
        Assert.Contains(lines, l => l.Ask.Area == Kith.Practice.Children.RecordCheck.CheckArea.Signed && l.Unsaid is not null);
        Assert.Equal(lines.Count(l => l.Unsaid is not null), then.Unsaid);
        Assert.Equal(1, lines.Single(l => l.Ask.Count == ReadinessCount.SelfEvaluationOld).Number);

        // What is written down now, of now, does not make that day any better.
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            db.ManagementOversights.Add(
                new ManagementOversight
                {
                    Id = clock.NewId(),
                    PersonId = town.Mia,
                    On = clock.Today,
                    ManagerId = town.Mo,
                }
            );
            db.SelfEvaluations.Add(
                new Kith.Practice.Inspection.SelfEvaluations.SelfEvaluation
                {
                    Id = clock.NewId(),
                    Number = 1,
                    Title = "Today’s",
                    Edition = "ILACS 2026",
                    AsAt = clock.Today,
                    BegunAt = clock.UtcNow,
                    BegunBy = "Dee Rector",
                    PublishedAt = clock.UtcNow,
                    PublishedBy = "Dee Rector",
                }
            );
            await db.SaveChangesAsync();
        });
        var again = (await On(day)).Areas.SelectMany(a => a.Topics).SelectMany(t => t.Lines).ToList();
        Assert.Equal(lines.Select(l => (l.Ask.Words, l.Number, l.Of, l.Unsaid)), again.Select(l => (l.Ask.Words, l.Number, l.Of, l.Unsaid)));
        Assert.Equal(0, (await On(null)).Areas.SelectMany(a => a.Topics).SelectMany(t => t.Lines).Single(l => l.Ask.Count == ReadinessCount.SelfEvaluationOld).Number);
        // A day before any work: nobody was open, and what is not known is not called good.
        var before = await On(new DateOnly(2020, 1, 6));
        Assert.Equal(0, before.Children);
        Assert.All(before.Areas.SelectMany(a => a.Topics).SelectMany(t => t.Lines).Where(l => l.By.Count > 0), l => Assert.Null(l.Number));
    }

    private static async Task<(Town Town, Clock Clock, Actor Director, Guid Inspection)> Room(Authority authority)
    {
        var town = await authority.Do(Town.Build);
        var clock = authority.Services.GetRequiredService<Clock>();
        var director = await authority.Do(s => s.As(town.DirectorAccount));
        var inspection = await authority.Do(s =>
            s.GetRequiredService<KeepInspections>()
                .Record(
                    null,
                    new InspectionInput
                    {
                        Kind = InspectionKind.Focused,
                        By = "Ofsted",
                        From = clock.Today,
                        To = clock.Today.AddDays(1),
                    },
                    null,
                    director,
                    null
                )
        );
        await authority.Do(s => s.GetRequiredService<KeepRoom>().Open(inspection, town.DirectorAccount, director, null));
        return (town, clock, director, inspection);
    }

    private static Task<Guid> Meet(Authority authority, Guid inspection, Actor director, DateOnly on) =>
        authority.Do(s =>
            s.GetRequiredService<KeepRoom>()
                .Meeting(
                    inspection,
                    null,
                    new RoomMeetingInput
                    {
                        On = on,
                        From = new TimeOnly(16, 30),
                        What = "Keep in touch",
                        Who = "Lead inspector, director",
                    },
                    null,
                    director,
                    null
                )
        );

    private static Task<Guid> Choose(Authority authority, Guid inspection, Actor director, string child) =>
        authority.Do(s => s.GetRequiredService<ChooseChildren>().Choose(inspection, child, new RoomChildInput { Why = "Long on a plan" }, director, null));

    private static async Task<Guid> Inspector(Authority authority, Guid inspection, Actor director)
    {
        var today = authority.Services.GetRequiredService<Clock>().Today;
        return (
            await authority.Do(s =>
                s.GetRequiredService<LetInspectorsIn>()
                    .LetIn(
                        inspection,
                        new InspectorInput
                        {
                            Name = "Ines Spector",
                            Email = "ines@ofsted.example",
                            From = today,
                            Until = today.AddDays(3),
                        },
                        director,
                        null
                    )
            )
        ).AccountId;
    }
}
