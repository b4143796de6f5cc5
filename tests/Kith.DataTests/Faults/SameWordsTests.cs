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

/// <summary>The same words sent to the same page under another key, as going back after saving does, on both databases.</summary>
public sealed class SameWordsTests
{
    private static readonly Actor Hand = Actor.System("test");

    public static TheoryData<string> Engines => Authority.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_was_just_saved_is_not_recorded_again_unless_it_is_meant(string engine)
    {
        await using var authority = await Authority.On(engine);
        var person = await Somebody(authority);
        await Raise(authority, person, "The dog is loose");
        authority.Time.Advance(TimeSpan.FromMinutes(4));
        var refused = await Assert.ThrowsAsync<SentBeforeException>(() => Raise(authority, person, "The dog is loose"));
        // The fake clock began at 9:30 on a day in winter.
        Assert.StartsWith("You saved exactly this at 09:30,", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, await Notes(authority));
        Assert.Equal(1, await authority.Ask(db => db.TrailEntries.CountAsync(e => e.Event == nameof(WarningNoteRaised))));

        // Other words, another page and another person are no second time.
        await Raise(authority, person, "The dog is loose again");
        await Raise(authority, person, "The dog is loose", address: "/people/other/notes");
        await Raise(authority, person, "The dog is loose", account: Guid.CreateVersion7());
        Assert.Equal(4, await Notes(authority));
        // Whoever was told and means it is heard, and asked anew the next time.
        await Raise(authority, person, "The dog is loose", meant: true);
        Assert.Equal(5, await Notes(authority));
        await Assert.ThrowsAsync<SentBeforeException>(() => Raise(authority, person, "The dog is loose"));
        await authority.TrailIsWhole();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Half_a_day_later_the_same_words_are_new(string engine)
    {
        await using var authority = await Authority.On(engine);
        var person = await Somebody(authority);
        await Raise(authority, person, "The dog is loose");
        authority.Time.Advance(SentForm.Remembered - TimeSpan.FromMinutes(1));
        await Assert.ThrowsAsync<SentBeforeException>(() => Raise(authority, person, "The dog is loose"));
        authority.Time.Advance(TimeSpan.FromMinutes(1));
        await Raise(authority, person, "The dog is loose");
        authority.Time.Advance(TimeSpan.FromHours(1));
        await Assert.ThrowsAsync<SentBeforeException>(() => Raise(authority, person, "The dog is loose"));
        Assert.Equal(2, await Notes(authority));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Sent_at_the_same_moment_under_many_keys_it_is_recorded_once(string engine)
    {
        await using var authority = await Authority.On(engine);
        var person = await Somebody(authority);
        var told = await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        try
                        {
                            await Raise(authority, person, "The dog is loose");
                            return false;
                        }
                        catch (SentBeforeException)
                        {
                            return true;
                        }
                    })
                )
        );
        Assert.Single(told, t => !t);
        Assert.Equal(1, await Notes(authority));
        await authority.TrailIsWhole();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task An_act_with_a_key_of_its_own_is_not_asked(string engine)
    {
        await using var authority = await Authority.On(engine);
        var person = await Somebody(authority);
        for (var time = 0; time < 2; time++)
        {
            await authority.Do(s =>
            {
                s.GetRequiredService<SentForm>().Note(Guid.CreateVersion7(), Hand.AccountId, "/people/notes", [], false);
                return s.GetRequiredService<RaiseWarningNote>().Handle(person, Input(s, "The dog is loose"), Hand, Guid.CreateVersion7());
            });
        }
        Assert.Equal(2, await Notes(authority));
    }

    private static Task<Guid> Raise(Authority authority, Guid person, string text, string address = "/people/notes", Guid? account = null, bool meant = false) =>
        authority.Do(s =>
        {
            var key = Guid.CreateVersion7();
            s.GetRequiredService<SentForm>().Note(key, account ?? Hand.AccountId, address, [new("Input.Text", text)], meant);
            return s.GetRequiredService<RaiseWarningNote>().Handle(person, Input(s, text), Hand, key);
        });

    private static WarningNoteInput Input(IServiceProvider s, string text) => new(text, s.GetRequiredService<Clock>().Today.AddDays(30));

    private static Task<int> Notes(Authority authority) => authority.Ask(db => db.WarningNotes.CountAsync());

    private static Task<Guid> Somebody(Authority authority) =>
        authority.Do(s => FindPeopleTests.Add(s, "Catherine", "O'Neill", new DateOnly(2017, 3, 14), "KT0000042", null, "12 Mill Lane", "AM1 2BX"));
}
