using Kith.DataTests.Children;
using Kith.DataTests.Support;
using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Casework;
using Kith.Practice.Projections;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Practice.Voice;
using Kith.Standards.Calendar;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Voice;

/// <summary>What children say, on both databases: written down, answered, cited, corrected and counted.</summary>
public sealed class VoiceTests
{
    public static TheoryData<string> Engines => Authority.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Each_child_gets_an_entry_and_the_oldest_unanswered_one_sets_the_clock(string engine)
    {
        await using var authority = await Authority.On(engine);
        var f = await Family.Of(authority);
        var today = Today(authority);
        var key = Guid.CreateVersion7();
        var id = await Record(authority, f, Input(f, today), key);
        // The same form sent twice.
        Assert.Equal(id, await Record(authority, f, Input(f, today), key));

        var overview = await Overview(authority, f.Mia);
        Assert.Equal((2, today.AddDays(-10), 2), (overview.Unanswered, overview.UnansweredFrom!.Value, overview.VoiceOpportunities));
        Assert.Equal((today, "Observation", true, 10), (overview.LastVoiceOn!.Value, overview.LastVoiceMethod, overview.LastVoiceAlone!.Value, overview.VoiceGap!.Value));
        Assert.Equal(WorkingDayCalendar.England.AddWorkingDays(today.AddDays(-10), 10), await AnswerDue(authority, f.Mia));

        var page = (await authority.Do(s => s.GetRequiredService<ShowVoice>().Show(f.Mia, id)))!;
        Assert.Equal(("A choice: the towel first", Feeling.Good), (page.Entry.Shown, page.Entry.Feeling!.Value));
        await Whole(authority);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task An_answer_ends_the_clock_and_is_given_once(string engine)
    {
        await using var authority = await Authority.On(engine);
        var f = await Family.Of(authority);
        var entry = await Only(authority, f.Mia);
        var answer = Answer(Today(authority));
        await authority.Do(s => Assert.ThrowsAsync<AccessRefusedException>(() => s.GetRequiredService<AnswerVoice>().Answer(f.Mia, entry.Id, answer, null, f.Stranger, null)));
        await authority.Do(s => Assert.ThrowsAsync<SecondEditorException>(() => s.GetRequiredService<AnswerVoice>().Answer(f.Mia, entry.Id, answer, 99, f.Worker, null)));
        await authority.Do(s => s.GetRequiredService<AnswerVoice>().Answer(f.Mia, entry.Id, answer, entry.Version, f.Worker, null));
        Assert.Null(await AnswerDue(authority, f.Mia));
        Assert.Equal(0, (await Overview(authority, f.Mia)).Unanswered);
        await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<AnswerVoice>().Answer(f.Mia, entry.Id, answer, null, f.Worker, null)));

        // Nothing can be told before it was said, and «how» comes from the list.
        var other = await Record(authority, f, Input(f, Today(authority)), null);
        var early = answer with { On = Today(authority).AddDays(-1), How = "By owl", Outcome = null };
        var refused = await authority.Do(s =>
            Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<AnswerVoice>().Answer(f.Mia, other, early, null, f.Worker, null))
        );
        Assert.Equal(["How", "On", "Outcome"], refused.Problems.Select(p => p.Field).Order(StringComparer.Ordinal));
        await Whole(authority);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_description_says_what_was_shown_and_what_is_wrong_is_told_at_its_field(string engine)
    {
        await using var authority = await Authority.On(engine);
        var f = await Family.Of(authority);
        var input = Input(f, Today(authority).AddDays(1));
        input.Children[0].Shown = " ";
        input.Tool = "no-such-tool";
        input.Occasion = VoiceOccasion.Visit;
        var refused = await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<RecordVoice>().Handle(input, f.Worker, null)));
        Assert.Equal(["Children[0].Shown", "Occasion", "On", "Tool"], refused.Problems.Select(p => p.Field).Order(StringComparer.Ordinal));
        // Kyle is restricted: nobody writes on his record by the way of his sister's form.
        var both = Input(f, Today(authority));
        both.Children.Add(both.Children[0] with { PersonId = f.Kyle });
        await authority.Do(s => Assert.ThrowsAsync<AccessRefusedException>(() => s.GetRequiredService<RecordVoice>().Handle(both, f.Worker, null)));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_correction_stands_in_sight_and_an_answer_is_not_taken_away(string engine)
    {
        await using var authority = await Authority.On(engine);
        var f = await Family.Of(authority);
        var entry = await Only(authority, f.Mia);
        await authority.Do(s => s.GetRequiredService<AnswerVoice>().Answer(f.Mia, entry.Id, Answer(Today(authority)), entry.Version, f.Worker, null));
        entry = await Only(authority, f.Mia);
        var change = AmendVoiceInput.Of(entry) with { Words = "I like it at Gran's, not at Aunt's.", Reason = "I had misheard" };
        await authority.Do(s =>
            Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<AnswerVoice>().Amend(f.Mia, entry.Id, change with { Answer = "" }, null, f.Worker, null))
        );
        await authority.Do(s => s.GetRequiredService<AnswerVoice>().Amend(f.Mia, entry.Id, change, entry.Version, f.Worker, null));
        var page = (await authority.Do(s => s.GetRequiredService<ShowVoice>().Show(f.Mia, entry.Id)))!;
        var line = Assert.Single(page.Amendments);
        Assert.Equal(("What the child said or did", "I like it at Gran's.", "I had misheard"), (line.Field, line.Old, line.Reason));
        Assert.NotNull(page.Entry.Answer);
        await Whole(authority);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_plan_rests_on_the_childs_words_or_says_why_not_both_ways(string engine)
    {
        await using var authority = await Authority.On(engine);
        var f = await Family.Of(authority);
        var entry = await Only(authority, f.Mia);
        var plan = await authority.Do(async s => await s.GetRequiredService<KithDb>().ProtectionPlans.Where(p => p.PersonId == f.Mia).Select(p => p.Id).SingleAsync());
        await Cite(authority, f, plan, new() { VoiceEntryId = entry.Id, How = CiteHow.RestsOn });
        Assert.Null(Assert.Single(await Cited(authority, f, plan)).NotFollowed);

        await authority.Do(s =>
            Assert.ThrowsAsync<NotAcceptedException>(() =>
                s.GetRequiredService<CiteVoice>().Cite(f.Mia, SubjectKind.ProtectionPlan, plan, [new() { VoiceEntryId = entry.Id, How = CiteHow.NotFollowed }], f.Worker, null)
            )
        );
        await Cite(
            authority,
            f,
            plan,
            new()
            {
                VoiceEntryId = entry.Id,
                How = CiteHow.NotFollowed,
                Why = "Gran is in hospital",
            }
        );
        Assert.Equal("Gran is in hospital", Assert.Single(await Cited(authority, f, plan)).NotFollowed);
        var back = Assert.Single((await authority.Do(s => s.GetRequiredService<ShowVoice>().Show(f.Mia, entry.Id)))!.Citations);
        Assert.StartsWith("Child protection plan, ", back.Title);
        Assert.Equal($"/children/{f.Mia}/plan/{plan}", back.Href);

        // Another child's plan and another child's words are refused alike; what was said before is kept.
        await authority.Do(s =>
            Assert.ThrowsAsync<NotAcceptedException>(() =>
                s.GetRequiredService<CiteVoice>().Cite(f.Mia, SubjectKind.ContingencyPlan, plan, [new() { VoiceEntryId = entry.Id, How = CiteHow.RestsOn }], f.Worker, null)
            )
        );
        await Cite(authority, f, plan, new() { VoiceEntryId = entry.Id, How = CiteHow.Not });
        Assert.Empty(await Cited(authority, f, plan));
        Assert.Equal(2, await authority.Do(async s => await s.GetRequiredService<KithDb>().VoiceCitations.CountAsync()));
        await Whole(authority);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_number_opens_as_many_children_as_it_says_and_only_those_within_reach(string engine)
    {
        await using var authority = await Authority.On(engine);
        var f = await Family.Of(authority);
        foreach (var by in Enum.GetValues<HearingBy>())
        {
            var page = await authority.Do(s => s.GetRequiredService<ListHearing>().Show(by, false, f.Worker));
            foreach (var question in Enum.GetValues<HearingQuestion>())
            {
                var all = await authority.Do(s => s.GetRequiredService<ListHearing>().List(question, by, null, false, 1, f.Worker));
                Assert.Equal(page.All[question], all.Total);
                Assert.Equal(page.All[question], page.Rows.Sum(r => r.Counts[question]));
                Assert.DoesNotContain(all.Lines, l => l.Child.PersonId == f.Kyle);
            }
        }
        var mine = await authority.Do(s => s.GetRequiredService<ListHearing>().List(HearingQuestion.Unanswered, HearingBy.Team, null, true, 1, f.Worker));
        Assert.Equal([f.Mia], mine.Lines.Select(l => l.Child.PersonId));
        // Four weeks on a protection plan; nobody wrote anything meanwhile.
        authority.Time.Advance(TimeSpan.FromDays(19));
        Assert.Equal(1, (await authority.Do(s => s.GetRequiredService<ListHearing>().Show(HearingBy.Plan, true, f.Worker))).All[HearingQuestion.Late]);
    }

    private static VoiceInput Input(Family f, DateOnly on) =>
        new()
        {
            On = on,
            Method = "Observation",
            Tool = "watching-together",
            Children =
            [
                new()
                {
                    PersonId = f.Mia,
                    Included = true,
                    Alone = true,
                    Words = "Took the towel to the door",
                    Shown = "A choice: the towel first",
                    Feeling = Feeling.Good,
                },
                new() { PersonId = f.Ellie },
            ],
        };

    private static VoiceAnswerInput Answer(DateOnly on) =>
        new()
        {
            Outcome = VoiceOutcome.Done,
            Answer = "Gran has you on Saturdays now",
            On = on,
            How = "In person",
        };

    private static Task<Guid> Record(Authority authority, Family f, VoiceInput input, Guid? key) =>
        authority.Do(s => s.GetRequiredService<RecordVoice>().Handle(input, f.Worker, key));

    private static Task<VoiceEntry> Only(Authority authority, Guid child) =>
        authority.Do(s => s.GetRequiredService<KithDb>().VoiceEntries.AsNoTracking().SingleAsync(v => v.PersonId == child));

    private static Task Cite(Authority authority, Family f, Guid plan, CiteInput line) =>
        authority.Do(s => s.GetRequiredService<CiteVoice>().Cite(f.Mia, SubjectKind.ProtectionPlan, plan, [line], f.Worker, null));

    private static Task<IReadOnlyList<CitedWords>> Cited(Authority authority, Family f, Guid plan) =>
        authority.Do(s => s.GetRequiredService<CiteVoice>().Of(f.Mia, SubjectKind.ProtectionPlan, plan));

    private static Task<ChildOverview> Overview(Authority authority, Guid child) =>
        authority.Do(s => s.GetRequiredService<KithDb>().ChildOverviews.AsNoTracking().SingleAsync(o => o.PersonId == child));

    private static Task<DateOnly?> AnswerDue(Authority authority, Guid child) =>
        authority.Do(s =>
            s.GetRequiredService<KithDb>().DueItems.Where(d => d.PersonId == child && d.Clock == "voice_answer").Select(d => (DateOnly?)d.DueOn).SingleOrDefaultAsync()
        );

    private static DateOnly Today(Authority authority) => authority.Services.GetRequiredService<Clock>().Today;

    /// <summary>The projections are what the records give, and the trail is whole.</summary>
    private static Task Whole(Authority authority) =>
        authority.Do(async s =>
        {
            Assert.Empty(await s.GetRequiredService<Projector>().Rebuild(check: true));
            Assert.Null((await s.GetRequiredService<VerifyTrail>().Handle()).Broken);
        });
}
