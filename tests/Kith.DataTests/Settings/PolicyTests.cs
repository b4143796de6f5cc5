using Kith.DataTests.Support;
using Kith.DataTests.Workforce;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Projections;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Practice.Visits;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Settings;

public sealed class PolicyTests
{
    public static TheoryData<string> Engines => Authority.Engines;
    private static readonly DateOnly Today = new(2026, 11, 24);

    private static readonly PolicyInput Five = new()
    {
        Value = "5",
        From = Today,
        ApprovedBy = "Practice board",
        Reason = "Visits every week",
    };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_change_holds_from_its_day_and_leaves_what_was_judged_before(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        Assert.Equal(new DateOnly(2026, 11, 16), await Due(authority, town.Mia));
        await Set(authority, town, Five, null);
        // The clock that began on 2 November keeps the length of that day.
        Assert.Equal(new DateOnly(2026, 11, 16), await Due(authority, town.Mia));
        await Visited(authority, town.Mia);
        Assert.Equal(new DateOnly(2026, 12, 1), await Due(authority, town.Mia));
        await authority.Do(async s =>
        {
            Assert.Empty(await s.GetRequiredService<Projector>().Rebuild(check: true));
            var view = (await s.GetRequiredService<ShowPolicies>().Show(Policies.ProtectionVisit, await s.As(town.AdminAccount)))!;
            Assert.Equal(("5 working days", Today), (view.InWords, view.Since));
            Assert.Equal([("5 working days", "Practice board", "Visits every week", "Ada Min")], view.History.Select(h => (h.Value, h.ApprovedBy!, h.Reason, h.By!)));
            Assert.Equal(1, await s.GetRequiredService<KithDb>().TrailEntries.CountAsync(e => e.Event == "PolicySet" && e.Reason == "Visits every week"));
        });
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Clocks_that_began_on_the_day_are_made_again_with_the_decision(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        await Visited(authority, town.Mia);
        Assert.Equal(new DateOnly(2026, 12, 8), await Due(authority, town.Mia));
        await Set(authority, town, Five, null);
        Assert.Equal(new DateOnly(2026, 12, 1), await Due(authority, town.Mia));
        Assert.Empty(await authority.Do(s => s.GetRequiredService<Projector>().Rebuild(check: true)));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_book_is_read_again_only_where_a_decision_was_added(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        Task<PolicyBook> Book() =>
            authority.Do(async s =>
            {
                await s.GetRequiredService<Actors>().Of(town.AdminAccount);
                return await PolicyBook.Load(s.GetRequiredService<KithDb>());
            });
        var before = await Book();
        Assert.Same(before, await Book());
        Assert.Equal("10", before.Value(Policies.ProtectionVisit, Today));

        await Set(authority, town, Five, null);

        var after = await Book();
        Assert.Equal("5", after.Value(Policies.ProtectionVisit, Today));
        Assert.Same(after, await Book());
        await authority.Do(async s =>
        {
            // In the act itself: what was noted of the book as the actor came in is forgotten with the decision.
            await s.GetRequiredService<Actors>().Of(town.AdminAccount);
            var db = s.GetRequiredService<KithDb>();
            db.Decide(
                new Setting
                {
                    Id = Guid.CreateVersion7(),
                    Key = Policies.ProtectionVisit,
                    Value = "7",
                    From = Today,
                    Reason = "In between",
                }
            );
            await db.SaveChangesAsync();
            Assert.Equal("7", (await PolicyBook.Load(db)).Value(Policies.ProtectionVisit, Today));
        });
        Assert.Equal("7", (await Book()).Value(Policies.ProtectionVisit, Today));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Bounds_dates_and_reasons_are_asked_for_and_the_second_of_two_is_told(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        foreach (
            var (input, field) in new[]
            {
                (Five with { Value = "31" }, nameof(PolicyInput.Value)),
                (Five with { Value = "0" }, nameof(PolicyInput.Value)),
                (Five with { Value = "ten" }, nameof(PolicyInput.Value)),
                (Five with { Value = "10" }, nameof(PolicyInput.Value)),
                (Five with { From = Today.AddDays(-1) }, nameof(PolicyInput.From)),
                (Five with { From = null }, nameof(PolicyInput.From)),
                (Five with { ApprovedBy = " " }, nameof(PolicyInput.ApprovedBy)),
                (Five with { Reason = null }, nameof(PolicyInput.Reason)),
            }
        )
        {
            var problems = await authority.Do(async s =>
                (
                    await Assert.ThrowsAsync<NotAcceptedException>(async () =>
                        await s.GetRequiredService<SetPolicy>().Handle(Policies.ProtectionVisit, input, null, await s.As(town.AdminAccount), null)
                    )
                ).Problems
            );
            Assert.Equal([field], problems.Select(p => p.Field));
        }
        await Set(authority, town, Five, null);
        await authority.Do(async s =>
            await Assert.ThrowsAsync<SecondEditorException>(async () =>
                await s.GetRequiredService<SetPolicy>().Handle(Policies.ProtectionVisit, Five with { Value = "6" }, null, await s.As(town.AdminAccount), null)
            )
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_the_law_fixes_has_no_policy_and_only_administrators_decide(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        Assert.Contains(ShowPolicies.Fixed(Today), c => c.Id == "assessment_complete" && c.Length == 45);
        await authority.Do(async s =>
        {
            var set = s.GetRequiredService<SetPolicy>();
            await Assert.ThrowsAsync<AccessRefusedException>(async () => await set.Handle("clock.assessment_complete", Five, null, await s.As(town.AdminAccount), null));
            await Assert.ThrowsAsync<AccessRefusedException>(async () => await set.Handle(Policies.ProtectionVisit, Five, null, await s.As(town.DirectorAccount), null));
        });
    }

    private static Task Set(Authority authority, Town town, PolicyInput input, Guid? seen) =>
        authority.Do(async s => await s.GetRequiredService<SetPolicy>().Handle(Policies.ProtectionVisit, input, seen, await s.As(town.AdminAccount), null));

    private static Task<DateOnly> Due(Authority authority, Guid child) =>
        authority.Do(s => s.GetRequiredService<KithDb>().DueItems.Where(d => d.PersonId == child && d.Clock == "cp_visit").Select(d => d.DueOn).SingleAsync());

    private static Task Visited(Authority authority, Guid child) =>
        authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            var clock = s.GetRequiredService<Kith.Practice.Clock>();
            var visit = new Visit
            {
                Id = clock.NewId(),
                On = Today,
                Kind = VisitKind.ChildProtection,
            };
            visit.Children.Add(
                new VisitChild
                {
                    Id = clock.NewId(),
                    VisitId = visit.Id,
                    PersonId = child,
                    Seen = true,
                }
            );
            db.Visits.Add(visit);
            var act = s.GetRequiredService<Acts>().Begin(Actor.System("test"), "Visit");
            act.Happened(new RecordRead(child, "visited"));
            await act.Save(visit.Id);
        });
}
