using Kith.DataTests.Support;
using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Acts;
using Kith.Practice.Assessments;
using Kith.Practice.Children;
using Kith.Practice.Projections;
using Kith.Practice.Protection;
using Kith.Practice.Protection.Carrying;
using Kith.Practice.Protection.Conferencing;
using Kith.Practice.Protection.Discussions;
using Kith.Practice.Protection.Enquiring;
using Kith.Practice.Protection.Meetings;
using Kith.Practice.Referrals;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Practice.Workforce;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Protection;

/// <summary>What happens while a plan stands: who is given an action, core groups in the diary, what is due and where it leads.</summary>
public sealed class CarryOutPlanTests
{
    public static TheoryData<string> Engines => Authority.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task An_action_is_given_to_a_worker_who_works_with_the_children_or_to_someone_else_by_name(string engine)
    {
        await using var authority = await Authority.On(engine);
        var family = await Seven.Of(authority);
        var (first, second) = (family.Open[0], family.Open[1]);
        await Seven.Plan(authority, family, first);
        await Seven.Plan(authority, family, second);
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            var clock = s.GetRequiredService<Clock>();
            var act = s.GetRequiredService<Kith.Practice.Acts.Acts>().Begin(Actor.System("test"), "Staff a team");
            var gone = new Worker
            {
                Id = clock.NewId(),
                Name = "Gone",
                TeamId = family.Worker.TeamId,
                LeftOn = clock.Today.AddDays(-1),
            };
            var helper = new Worker { Id = clock.NewId(), Name = "Zeta" };
            db.AddRange(gone, helper);
            db.Allocations.Add(
                new Allocation
                {
                    Id = clock.NewId(),
                    PersonId = first,
                    WorkerId = helper.Id,
                    Role = AllocationRole.CoWorker,
                    From = clock.Today,
                }
            );
            act.Happened(new RecordRead(first, "made"));
            await act.Save(first);
        });

        var offered = await authority.Do(s => s.GetRequiredService<ActionOwners>().Of([first, second], family.Worker));
        // Who works with the child comes first, then the one who writes, then the team; nobody who has left.
        Assert.Equal(["Zeta, co-worker", "Priya, you", "Chris, team colleague"], offered.Select(o => o.Text));
        // For a restricted child nobody of the team is offered who does not work with the child.
        Assert.Equal(["Priya"], (await authority.Do(s => s.GetRequiredService<ActionOwners>().Of([family.Restricted], family.Worker))).Select(o => o.Name));

        var input = Seven.CoreGroup(first, new DateOnly(2026, 11, 24));
        input.Children.Add(input.Children[0] with { PersonId = second });
        input.Actions =
        [
            new ActionLine { What = "Ring the school" },
            new ActionLine
            {
                What = "Mend the boiler",
                WorkerId = offered[0].WorkerId,
                Owner = "Landlord",
            },
            new ActionLine { What = "Visit on Fridays", WorkerId = Guid.CreateVersion7() },
        ];
        var refused = await Assert.ThrowsAsync<NotAcceptedException>(() => authority.Do(s => s.GetRequiredService<CarryOutPlan>().CoreGroup(input, family.Worker, null)));
        Assert.Equal(["Actions[0].WorkerId", "Actions[1].Owner", "Actions[2].WorkerId"], refused.Problems.Select(p => p.Field));

        input.Actions =
        [
            new ActionLine { What = "Ring the school", WorkerId = offered[0].WorkerId },
            new ActionLine
            {
                What = "Mend the boiler",
                Owner = "Mr Ray",
                OwnerAgency = "Landlord",
                PersonId = second,
            },
        ];
        var meeting = await authority.Do(s => s.GetRequiredService<CarryOutPlan>().CoreGroup(input, family.Worker, null));
        await authority.Do(async s =>
        {
            var items = await s.GetRequiredService<KithDb>().ActionItems.Where(a => a.What == "Ring the school").ToListAsync();
            Assert.Equal(2, items.Count);
            // One line on her list, for both children.
            Assert.All(items, i => Assert.Equal((offered[0].WorkerId, meeting, null), (i.OwnerWorkerId, i.TogetherId, i.OwnerName)));
            var named = await s.GetRequiredService<KithDb>().ActionItems.SingleAsync(a => a.What == "Mend the boiler");
            Assert.Equal((second, null, "Mr Ray", "Landlord"), (named.PersonId, named.OwnerWorkerId, named.OwnerName, named.OwnerAgency));
        });

        // Whoever writes the same meeting up as well is led to it, as the first of the children has it.
        var twice = await Assert.ThrowsAsync<NotAcceptedException>(() => authority.Do(s => s.GetRequiredService<CarryOutPlan>().CoreGroup(input, family.Worker, null)));
        var there = Assert.Single(twice.Problems);
        Assert.Equal(("HeldOn", $"/children/{first}/protection/meeting/{meeting}"), (there.Field, there.See?.Href));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_next_core_group_stands_in_the_diary_is_moved_and_is_the_one_that_is_held(string engine)
    {
        await using var authority = await Authority.On(engine);
        var family = await Seven.Of(authority);
        var (child, noPlan) = (family.Open[0], family.Open[1]);
        await Seven.Plan(authority, family, child);
        var today = await authority.Do(s => Task.FromResult(s.GetRequiredService<Clock>().Today));
        Task<Guid> Arrange(DateOnly? on, string? at = null, Guid? about = null) =>
            authority.Do(s =>
                s.GetRequiredService<CarryOutPlan>()
                    .ArrangeCoreGroup(Seven.CoreGroup(about ?? child, today) with { NextOn = on, NextAt = at, NextPlace = "School" }, family.Worker, null)
            );
        async Task<string[]> Refused(DateOnly? on, string? at = null, Guid? about = null) =>
            [.. (await Assert.ThrowsAsync<NotAcceptedException>(() => Arrange(on, at, about))).Problems.Select(p => p.Field)];
        Assert.Equal(["NextOn"], await Refused(null));
        Assert.Equal(["NextOn"], await Refused(today.AddDays(-1)));
        Assert.Equal(["NextOn"], await Refused(today.AddMonths(7)));
        Assert.Equal(["NextAt"], await Refused(today, "noonish"));
        Assert.Equal([""], await Refused(today, about: noPlan));

        var meeting = await Arrange(today.AddDays(2), "10.30");
        Assert.Equal(meeting, await Arrange(today, "2 pm"));
        await authority.Do(async s =>
        {
            var group = await s.GetRequiredService<KithDb>().CoreGroups.SingleAsync(g => g.PersonId == child);
            Assert.Equal((meeting, today, null), (group.TogetherId, group.PlannedOn, group.HeldOn));
            var kept = await s.GetRequiredService<KithDb>().Meetings.SingleAsync(m => m.Id == meeting);
            Assert.Equal((today, "14:00", "School"), (kept.PlannedOn, kept.StartsAt, kept.Place));
        });

        // Held: the same record and the same meeting; and the next one is agreed in the same form.
        var held = await authority.Do(s =>
            s.GetRequiredService<CarryOutPlan>().CoreGroup(Seven.CoreGroup(child, today) with { NextOn = today.AddDays(28), NextAt = "09:00" }, family.Worker, null)
        );
        Assert.Equal(meeting, held);
        await authority.Do(async s =>
        {
            var groups = await s.GetRequiredService<KithDb>().CoreGroups.Where(g => g.PersonId == child).OrderBy(g => g.PlannedOn).ToListAsync();
            Assert.Equal([(today, today), (today.AddDays(28), (DateOnly?)null)], groups.Select(g => (g.PlannedOn!.Value, g.HeldOn)));
            Assert.Equal(held, groups[0].TogetherId);
            Assert.NotEqual(held, groups[1].TogetherId);
            Assert.Equal(2, await s.GetRequiredService<KithDb>().Meetings.CountAsync(m => m.Kind == MeetingKind.CoreGroup));
        });
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_line_of_what_is_due_leads_to_the_form_that_settles_it(string engine)
    {
        await using var authority = await Authority.On(engine);
        var family = await Seven.Of(authority);
        var child = family.Open[0];
        var root = $"/children/{child}";
        await Seven.Plan(authority, family, child);
        var due = await authority.Do(s => s.GetRequiredService<KithDb>().DueItems.AsNoTracking().Where(d => d.PersonId == child).ToListAsync());
        Assert.Equal($"{root}/plan/core-group", Place("core_group_first"));
        Assert.Equal($"{root}/visits/record", Place("cp_visit_first"));

        // No review is arranged yet: it is asked for. Once arranged, the line leads to the conference itself.
        Assert.Equal($"{root}/protection/conference/ask?kind=ReviewConference", await Found("review_first"));
        var meeting = await authority.Do(s =>
            s.GetRequiredService<ArrangeConference>()
                .Handle(
                    new ConferenceInput
                    {
                        Kind = MeetingKind.ReviewConference,
                        PlannedOn = new DateOnly(2027, 1, 22),
                        Children = [new ConferenceChild { PersonId = child, Included = true }],
                    },
                    family.Worker,
                    null
                )
        );
        Assert.Equal($"{root}/protection/conference/{meeting}", await Found("review_first"));
        var minutes = await Found("cp_minutes");
        Assert.StartsWith($"{root}/protection/conference/", minutes, StringComparison.Ordinal);
        Assert.NotEqual($"{root}/protection/conference/{meeting}", minutes);

        string Place(string clock) => DuePlaces.Of(clock, child, due.Single(d => d.Clock == clock).StartedById);

        Task<string> Found(string clock)
        {
            Assert.Equal($"{root}/due/{clock}/{due.Single(d => d.Clock == clock).StartedById}", Place(clock));
            return authority.Do(s => s.GetRequiredService<FindDuePlace>().Of(clock, child, due.Single(d => d.Clock == clock).StartedById));
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_page_of_protection_and_plans_takes_ten_queries_however_much_has_happened(string engine)
    {
        var counter = new Workforce.QueryCounter();
        await using var authority = await Authority.On(engine, services => services.ConfigureDbContext<KithDb>(o => o.AddInterceptors(counter)));
        var family = await Seven.Of(authority);
        var (busy, quiet) = (family.Open[0], family.Open[1]);
        await Seven.Plan(authority, family, busy);
        await authority.Do(s => s.GetRequiredService<CarryOutPlan>().CoreGroup(Seven.CoreGroup(busy, new DateOnly(2026, 11, 24)), family.Worker, null));
        Assert.InRange(await Page(busy), 1, 10);
        Assert.InRange(await Page(quiet), 1, 10);

        Task<int> Page(Guid child) =>
            authority.Do(async s =>
            {
                counter.Count = 0;
                Assert.Equal(Sight.Read, await s.GetRequiredService<RecordAccess>().SightOf(family.Worker, child));
                Assert.NotNull(await s.GetRequiredService<Kith.Practice.Children.Show.ShowHead>().Show(child));
                Assert.NotNull(await s.GetRequiredService<ShowProtection>().Show(child));
                return counter.Count;
            });
    }
}
