using Kith.DataTests.Import;
using Kith.DataTests.Search;
using Kith.DataTests.Support;
using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.WarningNotes;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Faults;

/// <summary>Many hands on one record at the same moment: one form sent fifty times, two editors again and again.</summary>
public sealed class AtOnceTests
{
    private static readonly Actor Hand = Actor.System("test");
    private static readonly int Rounds = int.TryParse(Environment.GetEnvironmentVariable("KITH_FAULTS"), out var n) ? n : 25;

    public static TheoryData<string> Engines => Authority.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task One_form_sent_fifty_times_at_once_makes_one_record(string engine)
    {
        await using var authority = await Authority.On(engine);
        var person = await Somebody(authority);
        var key = Guid.CreateVersion7();
        var on = await Soon(authority);
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 50)
                .Select(_ => Task.Run(() => authority.Do(s => s.GetRequiredService<RaiseWarningNote>().Handle(person, new WarningNoteInput("The dog is loose", on), Hand, key))))
        );
        Assert.Single(answers.Distinct());
        Assert.Equal(answers[0], await authority.Ask(db => db.WarningNotes.Select(w => w.Id).SingleAsync()));
        Assert.Equal(1, await authority.Ask(db => db.TrailEntries.CountAsync(e => e.Event == nameof(WarningNoteRaised))));
        await authority.TrailIsWhole();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Of_two_editors_at_the_same_moment_one_is_told_and_neither_is_overwritten(string engine)
    {
        await using var authority = await Authority.On(engine);
        var person = await Somebody(authority);
        var on = await Soon(authority);
        var note = await authority.Do(s => s.GetRequiredService<RaiseWarningNote>().Handle(person, new WarningNoteInput("Round 0", on), Hand, null));
        var dice = new Random(5);
        var saved = 0;
        for (var round = 1; round <= Rounds; round++)
        {
            var seen = await authority.Ask(db => db.WarningNotes.AsNoTracking().SingleAsync(w => w.Id == note));
            // Sometimes one after the other, sometimes truly together; the second always goes from what it saw first.
            var first = Edit($"Round {round}, first", seen.Version);
            if (dice.Next(2) == 0)
            {
                await first;
            }
            var outcomes = await Task.WhenAll(first, Edit($"Round {round}, second", seen.Version));
            Assert.Single(outcomes, o => o is not null);
            saved++;
            var now = await authority.Ask(db => db.WarningNotes.AsNoTracking().SingleAsync(w => w.Id == note));
            Assert.Equal((outcomes.Single(o => o is not null), seen.Version + 1), (now.Text, now.Version));
        }
        Assert.Equal(saved, await authority.Ask(db => db.TrailEntries.CountAsync(e => e.Event == nameof(WarningNoteReviewed))));
        await authority.TrailIsWhole();

        // The text when it was saved; null when the editor was told that someone else had saved first.
        Task<string?> Edit(string text, int version) =>
            Task.Run(async () =>
            {
                try
                {
                    await authority.Do(s =>
                        s.GetRequiredService<ReviewWarningNote>().Handle(person, note, new WarningReviewInput { Text = text, ReviewOn = on }, version, Hand, Guid.CreateVersion7())
                    );
                    return text;
                }
                catch (SecondEditorException)
                {
                    return null;
                }
            });
    }

    private static Task<Guid> Somebody(Authority authority) =>
        authority.Do(s => FindPeopleTests.Add(s, "Catherine", "O'Neill", new DateOnly(2017, 3, 14), "KT0000042", null, "12 Mill Lane", "AM1 2BX"));

    private static Task<DateOnly> Soon(Authority authority) => authority.Do(s => Task.FromResult(s.GetRequiredService<Clock>().Today.AddDays(30)));
}
