using Kith.DataTests.Support;
using Kith.DataTests.Workforce;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Casework;
using Kith.Practice.Children.Chronology;
using Kith.Practice.Questions;
using Kith.Practice.Store;
using Kith.Practice.Visits;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Casework;

/// <summary>An authority's own questions are made, tried out, published from a day, answered, shown, and counted.</summary>
public sealed class QuestionTests
{
    public static TheoryData<string> Engines => Authority.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_question_lives_from_its_making_to_the_chronology(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        await Refused<AccessRefusedException>((m, a) => m.Put(QuestionForm.Visit, new() { Words = "Mine?" }, null, a, null), admin: false);
        Assert.Contains(
            "2 to 10 answers",
            (
                await Refused<NotAcceptedException>(
                    (m, a) =>
                        m.Put(
                            QuestionForm.Visit,
                            new()
                            {
                                Words = "Which?",
                                Kind = AnswerKind.Choice,
                                Choices = "One",
                            },
                            null,
                            a,
                            null
                        )
                )
            ).Message
        );
        await Make(
            (m, a) =>
                m.Put(
                    QuestionForm.Visit,
                    new()
                    {
                        Words = "Is there a dog?",
                        Kind = AnswerKind.YesNo,
                        Required = true,
                    },
                    null,
                    a,
                    null
                )
        );
        var dog = (await Shown()).Next!.Questions[0];
        await Make(
            (m, a) =>
                m.Put(
                    QuestionForm.Visit,
                    new()
                    {
                        Words = "Since when?",
                        Kind = AnswerKind.Date,
                        Required = true,
                        OnlyIf = dog.Key,
                        OnlyIfAnswer = "Yes",
                    },
                    null,
                    a,
                    null
                )
        );
        var since = (await Shown()).Next!.Questions[1];
        Assert.Contains("hangs on", (await Refused<NotAcceptedException>((m, a) => m.Remove(QuestionForm.Visit, dog.Key, a, null))).Message);
        Assert.Contains("stays below", (await Refused<NotAcceptedException>((m, a) => m.MoveUp(QuestionForm.Visit, since.Key, a, null))).Message);

        // Nothing goes live that nobody tried; a change after the trial wants another.
        DateOnly today = new(2026, 11, 24);
        Assert.Contains("Try the questions out", (await Refused<NotAcceptedException>((m, a) => m.Publish(QuestionForm.Visit, today, null, a, null))).Message);
        Assert.Contains("Since when?", (await Refused<NotAcceptedException>((m, a) => m.TryOut(QuestionForm.Visit, Yes(null), a))).Message);
        Assert.Equal([new("Is there a dog?", "Yes"), new("Since when?", "1 May 2026")], await Try(Yes("2026-05-01")));
        await Make((m, a) => m.Put(QuestionForm.Visit, QuestionInput.Of(dog) with { Guidance = "For the next worker's safety" }, null, a, null));
        Assert.Contains("Try the questions out", (await Refused<NotAcceptedException>((m, a) => m.Publish(QuestionForm.Visit, today, null, a, null))).Message);
        await Try(Yes("2026-05-01"));
        Assert.Contains("today or within a year", (await Refused<NotAcceptedException>((m, a) => m.Publish(QuestionForm.Visit, today.AddDays(-1), null, a, null))).Message);
        // Not asked of anyone before it is published.
        await Record([]);
        await Make((m, a) => m.Publish(QuestionForm.Visit, today, null, a, null));

        // Asked of the worker from now on, kept on the child's record with its words, and told in the chronology.
        Assert.Contains("Is there a dog?", (await Assert.ThrowsAsync<NotAcceptedException>(() => Record([]))).Message);
        Assert.Contains("Since when?", (await Assert.ThrowsAsync<NotAcceptedException>(() => Record(Yes(null)))).Message);
        var visit = await Record(Yes("2026-05-01"));
        await Record(new() { [dog.Key.ToString()] = "No", [since.Key.ToString()] = "2026-05-01" });
        var answers = await authority.Do(s => s.GetRequiredService<AskQuestions>().Of(town.Mia, visit));
        Assert.Equal([new("Is there a dog?", "Yes"), new("Since when?", "1 May 2026")], answers);
        var lines = (await authority.Do(s => s.GetRequiredService<ListChronology>().List(town.Mia, new() { Text = "1 May 2026" }, null)))!.Lines;
        Assert.EndsWith("Is there a dog? Yes Since when? 1 May 2026", Assert.Single(lines).Text, StringComparison.Ordinal);
        Assert.True(await authority.Do(s => s.GetRequiredService<KithDb>().TrailEntries.AnyAsync(t => t.PersonId == town.Mia && t.Event == nameof(OwnQuestionsAnswered))));

        // The report counts what was asked; what hung on «Yes» was asked once.
        Assert.Equal([new("Is there a dog?", 2, 2, true), new("Since when?", 1, 1, true)], (await Shown()).Report.Where(r => r.Own));
        // A later version leaves what was answered as it stands.
        await Make((m, a) => m.Remove(QuestionForm.Visit, since.Key, a, null));
        await Make((m, a) => m.Remove(QuestionForm.Visit, dog.Key, a, null));
        await Make((m, a) => m.Publish(QuestionForm.Visit, today, null, a, null));
        await Record([]);
        Assert.Equal(answers, await authority.Do(s => s.GetRequiredService<AskQuestions>().Of(town.Mia, visit)));

        // What was answered wrongly is put right in sight, with a reason; the questions are those that were asked then.
        var asked = (await Answers(visit))!;
        Assert.Equal(("2026-05-01", 2, visit), (asked.Given[since.Key.ToString()], asked.Questions.Count, asked.Group));
        Assert.Equal(["Own[" + since.Key + "]", "Reason"], (await Refuse(visit, Yes(null), null)).Problems.Select(p => p.Field).Order());
        Assert.Contains("Nothing is different", (await Refuse(visit, Yes("2026-05-01"), "Read again")).Message);
        var key = Guid.CreateVersion7();
        for (var twice = 0; twice < 2; twice++)
        {
            await Correct(visit, new() { [dog.Key.ToString()] = "No", [since.Key.ToString()] = "2026-05-01" }, "It was next door's dog", asked.Version, key);
        }
        Assert.Equal([new("Is there a dog?", "No")], await authority.Do(s => s.GetRequiredService<AskQuestions>().Of(town.Mia, visit)));
        await Assert.ThrowsAsync<SecondEditorException>(() => Correct(visit, Yes("2026-05-02"), "Late", asked.Version, null));
        var kept = await authority.Do(s => s.GetRequiredService<Amendments>().Of(SubjectKind.Visit, visit, town.Mia));
        Assert.Equal(
            [("Is there a dog?", "Yes", "No"), ("Since when?", "1 May 2026", null)],
            kept.OrderBy(k => k.Field).Select(k => (k.Field, k.Old, k.New)),
            EqualityComparer<(string, string?, string?)>.Default
        );
        Assert.True(await authority.Do(s => s.GetRequiredService<KithDb>().TrailEntries.AnyAsync(t => t.PersonId == town.Mia && t.Event == nameof(OwnAnswersCorrected))));
        // Nobody else's child, and nothing where nothing was asked.
        await Assert.ThrowsAsync<AccessRefusedException>(() =>
            authority.Do(async s =>
                await s.GetRequiredService<CorrectAnswers>().Handle(town.Mia, visit, new() { Own = Yes("2026-05-01"), Reason = "x" }, null, await s.As(town.AdminAccount), null)
            )
        );
        Assert.Null(await Answers(Guid.CreateVersion7()));

        Task<FinishedAnswers?> Answers(Guid subject) =>
            authority.Do(async s => await s.GetRequiredService<CorrectAnswers>().Show(town.Mia, subject, await s.As(town.PriyaAccount)));

        Task Correct(Guid subject, Dictionary<string, string?> own, string? reason, int? version, Guid? key) =>
            authority.Do(async s =>
                await s.GetRequiredService<CorrectAnswers>().Handle(town.Mia, subject, new() { Own = own, Reason = reason }, version, await s.As(town.PriyaAccount), key)
            );

        Task<NotAcceptedException> Refuse(Guid subject, Dictionary<string, string?> own, string? reason) =>
            Assert.ThrowsAsync<NotAcceptedException>(() => Correct(subject, own, reason, null, null));

        Dictionary<string, string?> Yes(string? day) => new() { [dog.Key.ToString()] = "Yes", [since.Key.ToString()] = day };

        Task<Guid> Record(Dictionary<string, string?> own) =>
            authority.Do(async s =>
                await s.GetRequiredService<RecordVisit>()
                    .Handle(
                        new VisitInput
                        {
                            On = today,
                            Place = "Home",
                            Children = [new() { PersonId = town.Mia, Part = VisitPart.Seen }],
                            Own = own,
                        },
                        await s.As(town.PriyaAccount),
                        null
                    )
            );

        Task Make(Func<MakeQuestions, Actor, Task> act) => authority.Do(async s => await act(s.GetRequiredService<MakeQuestions>(), await s.As(town.AdminAccount)));

        Task<IReadOnlyList<Answered>> Try(Dictionary<string, string?> given) =>
            authority.Do(async s => await s.GetRequiredService<MakeQuestions>().TryOut(QuestionForm.Visit, given, await s.As(town.AdminAccount)));

        Task<QuestionsOfForm> Shown() => authority.Do(async s => await s.GetRequiredService<MakeQuestions>().Show(QuestionForm.Visit, await s.As(town.AdminAccount)));

        Task<T> Refused<T>(Func<MakeQuestions, Actor, Task> act, bool admin = true)
            where T : Exception =>
            authority.Do(async s =>
            {
                var actor = await s.As(admin ? town.AdminAccount : town.PriyaAccount);
                return await Assert.ThrowsAsync<T>(() => act(s.GetRequiredService<MakeQuestions>(), actor));
            });
    }
}
