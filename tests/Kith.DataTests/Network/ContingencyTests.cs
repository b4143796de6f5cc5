using Kith.DataTests.Children;
using Kith.DataTests.Support;
using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children;
using Kith.Practice.Children.Merging;
using Kith.Practice.Network;
using Kith.Practice.Projections;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Network;

/// <summary>Who would step in, on both databases: plans, ties, changes that call a plan in question, and what if.</summary>
public sealed class ContingencyTests
{
    public static TheoryData<string> Engines => Authority.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_plan_grows_from_immediate_support_to_long_term_and_checked(string engine)
    {
        await using var authority = await Authority.On(engine);
        var f = await Family.Of(authority);
        Assert.Equal(ContingencyStrength.ImmediateOnly, (await Overview(authority, f.Mia)).Contingency);

        Assert.Contains("Stops at immediate support: nobody is named for the long term", await Gaps(authority, f.Mia));
        await Make(authority, f);
        Assert.Equal(ContingencyStrength.LongTermUnverified, (await Overview(authority, f.Mia)).Contingency);
        await authority.Do(s => s.GetRequiredService<KeepTie>().Save(f.Mia, f.Gran, Tie(authority), null, f.Worker, null));
        var overview = await Overview(authority, f.Mia);
        Assert.Equal(ContingencyStrength.LongTermVerified, overview.Contingency);
        Assert.Equal(Today(authority).AddMonths(3), overview.ContingencyUntil);
        // The record check says what the child's page says.
        Assert.DoesNotContain(await Gaps(authority, f.Mia), g => g.Contains("long term", StringComparison.Ordinal) || g.Contains("named by the child", StringComparison.Ordinal));

        var page = (await authority.Do(s => s.GetRequiredService<ShowNetwork>().Show(f.Mia, f.Worker)))!;
        Assert.Equal(["Nobody is named for the first weeks"], page.Next);
        Assert.Equal("Jean Thompson, grandmother", page.Of(Horizon.LongTerm).Single().Who);
        Assert.Single(page.Earlier);
        Assert.NotNull(page.Earlier[0].EndedOn);
        Assert.Contains(await Due(authority, f.Mia), d => d == ("contingency_review", Today(authority).AddMonths(3)));
        await Whole(authority);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_move_of_someone_in_the_plan_calls_it_in_question_until_it_is_looked_at(string engine)
    {
        await using var authority = await Authority.On(engine);
        var f = await Family.Of(authority);
        var plan = await Make(authority, f);
        await authority.Do(s => s.GetRequiredService<KeepTie>().Save(f.Mia, f.Gran, Tie(authority), null, f.Worker, null));
        var today = Today(authority);

        await authority.Do(s =>
            s.GetRequiredService<KeepTie>()
                .Changed(
                    f.Mia,
                    f.Gran,
                    new()
                    {
                        Kind = CircumstanceKind.Health,
                        On = today,
                        Note = "Waiting for a hip operation",
                    },
                    f.Worker,
                    null
                )
        );
        Assert.Equal(ContingencyStrength.LongTermUnverified, (await Overview(authority, f.Mia)).Contingency);
        var due = Assert.Single(await Due(authority, f.Mia), d => d.Clock == "contingency_changed");
        Assert.Equal(Standards.Calendar.WorkingDayCalendar.England.AddWorkingDays(today, 5), due.On);
        var page = (await authority.Do(s => s.GetRequiredService<ShowNetwork>().Show(f.Mia, f.Worker)))!;
        Assert.Contains("Jean Thompson", Assert.Single(page.Changes));

        // An older page of the plan may not say that it holds.
        await authority.Do(s =>
            Assert.ThrowsAsync<SecondEditorException>(() => s.GetRequiredService<KeepContingency>().LookAgain(f.Mia, plan, "Rang Gran", today.AddMonths(2), 99, f.Worker, null))
        );
        await authority.Do(s => s.GetRequiredService<KeepContingency>().LookAgain(f.Mia, plan, "Rang Gran", today.AddMonths(2), page.Plan!.Version, f.Worker, null));
        var overview = await Overview(authority, f.Mia);
        Assert.Equal((ContingencyStrength.LongTermVerified, today.AddMonths(2)), (overview.Contingency, overview.ContingencyUntil!.Value));
        Assert.DoesNotContain(await Due(authority, f.Mia), d => d.Clock == "contingency_changed");
        await Whole(authority);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Consent_taken_back_leaves_nobody_for_the_long_term_and_cannot_be_looked_away(string engine)
    {
        await using var authority = await Authority.On(engine);
        var f = await Family.Of(authority);
        var plan = await Make(authority, f);
        await authority.Do(s => s.GetRequiredService<KeepTie>().Save(f.Mia, f.Gran, Tie(authority), null, f.Worker, null));
        var tie = Tie(authority);
        tie.ConsentEndedOn = Today(authority);
        var version = (await authority.Do(s => s.GetRequiredService<ShowNetwork>().Show(f.Mia, f.Worker)))!.People.Single(p => p.Relative.Person.Id == f.Gran).Tie!.Version;
        await authority.Do(s => s.GetRequiredService<KeepTie>().Save(f.Mia, f.Gran, tie, version, f.Worker, null));
        Assert.Equal(ContingencyStrength.ImmediateOnly, (await Overview(authority, f.Mia)).Contingency);
        var refused = await authority.Do(s =>
            Assert.ThrowsAsync<NotAcceptedException>(() =>
                s.GetRequiredService<KeepContingency>().LookAgain(f.Mia, plan, "Looked", Today(authority).AddMonths(1), null, f.Worker, null)
            )
        );
        Assert.Contains(refused.Problems, p => p.Message.Contains("Make the plan again"));
        await Whole(authority);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_second_editor_is_told_and_a_double_click_makes_one_plan(string engine)
    {
        await using var authority = await Authority.On(engine);
        var f = await Family.Of(authority);
        var stale = await Form(authority, f);
        var key = Guid.CreateVersion7();
        var first = await authority.Do(s => s.GetRequiredService<KeepContingency>().Make(stale, f.Worker, key));
        var again = await authority.Do(s => s.GetRequiredService<KeepContingency>().Make(stale, f.Worker, key));
        Assert.Equal(first, again);
        await authority.Do(s => Assert.ThrowsAsync<SecondEditorException>(() => s.GetRequiredService<KeepContingency>().Make(stale, f.Worker, Guid.CreateVersion7())));
        await authority.Do(async s => Assert.Equal(1, await s.GetRequiredService<KithDb>().ContingencyPlans.CountAsync(p => p.PersonId == f.Mia && p.EndedOn == null)));
        await Whole(authority);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Bad_input_is_refused_in_words_and_strangers_may_not(string engine)
    {
        await using var authority = await Authority.On(engine);
        var f = await Family.Of(authority);
        var form = await Form(authority, f);
        form.Triggers = "  \n ";
        form.ReviewOn = Today(authority).AddMonths(7);
        form.LongTerm[0].AgreedOn = Today(authority).AddDays(1);
        form.LongTerm[0].ViabilityOn = null;
        form.Tonight[0].OtherId = f.Priya;
        form.Tonight[0].What = null;
        var refused = await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<KeepContingency>().Make(form, f.Worker, null)));
        Assert.Equal(
            ["LongTerm[0].AgreedOn", "LongTerm[0].ViabilityOn", "ReviewOn", "Tonight[0].OtherId", "Tonight[0].What", "Triggers"],
            refused.Problems.Select(p => p.Field).Order(StringComparer.Ordinal)
        );
        var good = await Form(authority, f);
        await authority.Do(s => Assert.ThrowsAsync<AccessRefusedException>(() => s.GetRequiredService<KeepContingency>().Make(good, f.Stranger, null)));
        await authority.Do(s => Assert.ThrowsAsync<AccessRefusedException>(() => s.GetRequiredService<KeepTie>().Save(f.Mia, f.Gran, new(), null, f.Stranger, null)));
        // Someone who is not around the child cannot be recorded as if they were.
        await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<KeepTie>().Save(f.Mia, f.Tom, new(), null, f.Worker, null)));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_if_tells_who_is_where_and_gives_nobody_away(string engine)
    {
        await using var authority = await Authority.On(engine);
        var f = await Family.Of(authority);
        await Make(authority, f);
        var answer = (await authority.Do(s => s.GetRequiredService<WhatIf>().Show(f.Mum, null, Horizon.LongTerm, f.Worker)))!;
        // Kyle is restricted: the question about his mother does not name him.
        var line = Assert.Single(answer.Lines);
        Assert.Equal(f.Mia, line.Id);
        Assert.Equal([Whereabouts.StepsIn, Whereabouts.NoAnswer, Whereabouts.StepsIn], line.Parts.Select(p => p.Answer.Where));
        Assert.StartsWith("Jean Thompson", line.Parts[0].Words);

        var team = (await authority.Do(s => s.GetRequiredService<WhatIf>().Show(null, f.TeamOne, Horizon.Tonight, f.Worker)))!;
        Assert.Equal("Dawn Thompson", Assert.Single(team.Lines).Away);
        var gran = (await authority.Do(s => s.GetRequiredService<WhatIf>().Show(f.Gran, null, Horizon.Weeks, f.Worker)))!;
        Assert.Equal(Whereabouts.NotAffected, Assert.Single(gran.Lines).Parts[0].Answer.Where);
        Assert.Empty((await authority.Do(s => s.GetRequiredService<WhatIf>().Show(f.Mum, null, Horizon.Tonight, f.Stranger)))!.Lines);
        Assert.Null(await authority.Do(s => s.GetRequiredService<WhatIf>().Show(f.Kyle, null, Horizon.Tonight, f.Worker)));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_list_counts_each_child_on_one_rung_as_the_childs_page_does(string engine)
    {
        await using var authority = await Authority.On(engine);
        var f = await Family.Of(authority);
        var lasting = await authority.Do(s => s.GetRequiredService<ListContingency>().List(null, null, false, 1, f.Worker));
        Assert.Equal([f.Mia], lasting.Lines.Select(l => l.Id));
        await Make(authority, f);
        await authority.Do(s => s.GetRequiredService<KeepTie>().Save(f.Mia, f.Gran, Tie(authority), null, f.Worker, null));
        var page = await authority.Do(s => s.GetRequiredService<ListContingency>().List(f.TeamOne, ContingencyStrength.LongTermVerified, true, 1, f.Worker));
        Assert.Equal([f.Mia], page.Lines.Select(l => l.Id));
        Assert.Equal(1, page.Counts[ContingencyStrength.LongTermVerified]);

        // The day after its review the same plan counts as unchecked, though nobody wrote anything.
        authority.Time.Advance(TimeSpan.FromDays(120));
        var later = await authority.Do(s => s.GetRequiredService<ListContingency>().List(null, ContingencyStrength.LongTermUnverified, false, 1, f.Worker));
        Assert.Equal([f.Mia], later.Lines.Select(l => l.Id));
        Assert.Equal(ContingencyStrength.LongTermUnverified, (await authority.Do(s => s.GetRequiredService<ShowNetwork>().Show(f.Mia, f.Worker)))!.Strength);
        Assert.DoesNotContain((await authority.Do(s => s.GetRequiredService<ListContingency>().List(null, null, false, 1, f.Stranger))).Lines, l => l.Id == f.Mia);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Merging_someone_in_the_plan_keeps_the_plan_and_the_tie(string engine)
    {
        await using var authority = await Authority.On(engine);
        var f = await Family.Of(authority);
        await Make(authority, f);
        await authority.Do(s => s.GetRequiredService<KeepTie>().Save(f.Mia, f.Gran, Tie(authority), null, f.Worker, null));
        var twice = await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            var id = s.GetRequiredService<Clock>().NewId();
            db.People.Add(
                new Person
                {
                    Id = id,
                    GivenName = "Jean",
                    FamilyName = "Thomson",
                    SortName = "thomson jean",
                    Sex = "F",
                }
            );
            await db.SaveChangesAsync();
            return id;
        });
        var system = Actor.System("test");
        var merge = await authority.Do(s => s.GetRequiredService<MergePeople>().Handle(twice, f.Gran, "One person", system, null));
        var page = (await authority.Do(s => s.GetRequiredService<ShowNetwork>().Show(f.Mia, f.Worker)))!;
        Assert.Equal(twice, page.Of(Horizon.LongTerm).Single().Step.OtherId);
        Assert.NotNull(page.People.Single(p => p.Relative.Person.Id == twice).Tie);
        await authority.Do(s => s.GetRequiredService<MergePeople>().Undo(merge, "Two people", system, null));
        Assert.Equal(f.Gran, (await authority.Do(s => s.GetRequiredService<ShowNetwork>().Show(f.Mia, f.Worker)))!.Of(Horizon.LongTerm).Single().Step.OtherId);
        await Whole(authority);
    }

    private static async Task<Guid> Make(Authority authority, Family f)
    {
        var form = await Form(authority, f);
        return await authority.Do(s => s.GetRequiredService<KeepContingency>().Make(form, f.Worker, null));
    }

    private static async Task<ContingencyForm> Form(Authority authority, Family f)
    {
        var standing = await authority.Do(s => s.GetRequiredService<KeepContingency>().Standing([f.Mia]));
        var today = Today(authority);
        return new()
        {
            Children =
            [
                new()
                {
                    PersonId = f.Mia,
                    Included = true,
                    ChildView = "I like it at Gran's.",
                    PlanId = standing[f.Mia].Id,
                    Version = standing[f.Mia].Version,
                },
            ],
            Triggers = "If Mum goes into hospital\nIf Mum is too unwell",
            Tonight = [new() { OtherId = f.Gran, What = "has a key and comes over" }, new()],
            LongTerm =
            [
                new()
                {
                    OtherId = f.Gran,
                    What = "would bring Mia up",
                    AgreedOn = today,
                    Viability = Viability.Positive,
                    ViabilityOn = today,
                    LegalRoute = LegalRoute.SpecialGuardianship,
                },
            ],
            ReviewOn = today.AddMonths(3),
        };
    }

    private static TieInput Tie(Authority authority) =>
        new()
        {
            Closeness = Closeness.VeryClose,
            NamedByChild = true,
            Willing = Willingness.Yes,
            ConsentOn = Today(authority),
            Safety = ContactSafety.Safe,
            Checks = CheckOutcome.Clear,
            ChecksOn = Today(authority),
        };

    private static async Task<List<string>> Gaps(Authority authority, Guid child) =>
        [.. (await authority.Do(s => s.GetRequiredService<Practice.Children.RecordCheck.ShowRecordCheck>().Show(child)))!.Lines.Where(l => !l.Met).Select(l => l.Words)];

    private static Task<ChildOverview> Overview(Authority authority, Guid child) =>
        authority.Do(s => s.GetRequiredService<KithDb>().ChildOverviews.AsNoTracking().SingleAsync(o => o.PersonId == child));

    private static async Task<List<(string Clock, DateOnly On)>> Due(Authority authority, Guid child) =>
        [.. (await authority.Do(s => s.GetRequiredService<KithDb>().DueItems.AsNoTracking().Where(d => d.PersonId == child).ToListAsync())).Select(d => (d.Clock, d.DueOn))];

    private static DateOnly Today(Authority authority) => authority.Services.GetRequiredService<Clock>().Today;

    private static Task Whole(Authority authority) =>
        authority.Do(async s =>
        {
            Assert.Empty(await s.GetRequiredService<Projector>().Rebuild(check: true));
            Assert.Null((await s.GetRequiredService<VerifyTrail>().Handle()).Broken);
        });
}
