using Kith.DataTests.FrontDoor;
using Kith.DataTests.Support;
using Kith.Practice.Children.Drift;
using Kith.Practice.Children.Show;
using Kith.Practice.Contacts;
using Kith.Practice.Plans;
using Kith.Practice.Referrals;
using Kith.Practice.Store;
using Kith.Practice.Visits;
using Kith.Practice.Workforce;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Children;

/// <summary>What the child's page says of time passing, out of the records.</summary>
public sealed class DriftTests
{
    public static TheoryData<string> Engines => Authority.Engines;
    private static readonly DateOnly Today = new(2026, 11, 24);

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_next_visit_the_missed_one_the_repeated_contact_and_the_goal_that_stands_still(string engine)
    {
        await using var authority = await Authority.On(engine);
        var door = await authority.Do(Door.Build);
        var amy = door.Ark[0];
        await ReferralTests.Referred(authority, door, amy);
        var referral = await authority.Referral(amy);
        await authority.As<DecideReferral>(door.MaxAccount, (d, a) => d.Handle(referral.Id, door.Accept(amy), null, a, null));
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            var visit = new Visit
            {
                Id = Guid.CreateVersion7(),
                On = Today.AddDays(-3),
                Missed = VisitMissed.NobodyIn,
                MissedText = "The curtains were drawn.",
            };
            var plan = Guid.CreateVersion7();
            db.Add(visit);
            db.Add(
                new VisitChild
                {
                    Id = Guid.CreateVersion7(),
                    VisitId = visit.Id,
                    PersonId = amy,
                }
            );
            foreach (var (days, cancelled) in new[] { (-1, false), (2, true), (5, false), (9, false) })
            {
                var planned = new PlannedVisit
                {
                    Id = Guid.CreateVersion7(),
                    On = Today.AddDays(days),
                    At = new TimeOnly(15, 30),
                    WorkerId = door.Town.Priya,
                    CancelledOn = cancelled ? Today : null,
                };
                planned.Children.Add(
                    new PlannedVisitChild
                    {
                        Id = Guid.CreateVersion7(),
                        PlannedVisitId = planned.Id,
                        PersonId = amy,
                    }
                );
                db.Add(planned);
            }
            Goal(Progress.Same, Progress.Better, Progress.Worse);
            Goal(Progress.Better, Progress.Same, Progress.Worse);
            Goal(Progress.Same);
            await db.SaveChangesAsync();

            void Goal(params Progress[] went)
            {
                var goal = new PlanGoal
                {
                    Id = Guid.CreateVersion7(),
                    PersonId = amy,
                    PlanId = plan,
                    Worry = "Hungry",
                    Goal = "Fed",
                };
                db.Add(goal);
                for (var i = 0; i < went.Length; i++)
                {
                    db.Add(
                        new PlanProgress
                        {
                            Id = Guid.CreateVersion7(),
                            PersonId = amy,
                            PlanId = plan,
                            GoalId = goal.Id,
                            On = Today.AddDays(-30 + i),
                            Progress = went[i],
                        }
                    );
                }
            }
        });

        var view = await authority.Do(s => s.GetRequiredService<ShowDrift>().Show(amy));
        Assert.Equal((Today.AddDays(5), new TimeOnly(15, 30), "Priya Nair"), (view.Next!.On, view.Next.At!.Value, view.Next.Worker));
        Assert.Equal((Today.AddDays(-3), VisitMissed.NobodyIn), (view.Missed!.On, view.Missed.Why));
        // Amy had a contact in June and one today; one goal of three stood no better twice running.
        Assert.StartsWith("2 contacts", view.Signs.Single(s => s.Kind == "contacts").Text, StringComparison.Ordinal);
        Assert.StartsWith("One goal", view.Signs.Single(s => s.Kind == "stuck-goals").Text, StringComparison.Ordinal);
        Assert.Null((await authority.Do(s => s.GetRequiredService<ShowDrift>().Show(door.Ark[1]))).Next);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_ended_before_the_work_began_again_is_no_sign_of_drift_and_no_plan(string engine)
    {
        await using var authority = await Authority.On(engine);
        var door = await authority.Do(Door.Build);
        var amy = door.Ark[0];
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            var plan = new CinPlan
            {
                Id = Guid.CreateVersion7(),
                PersonId = amy,
                StartedOn = Today.AddDays(-500),
                EndedOn = Today.AddDays(-340),
            };
            var goal = new PlanGoal
            {
                Id = Guid.CreateVersion7(),
                PersonId = amy,
                PlanId = plan.Id,
                Worry = "Hungry",
                Goal = "Fed",
            };
            db.AddRange(
                plan,
                goal,
                new Allocation
                {
                    Id = Guid.CreateVersion7(),
                    PersonId = amy,
                    WorkerId = door.Town.Priya,
                    TeamId = door.Town.North,
                    Role = AllocationRole.Lead,
                    From = Today.AddDays(-500),
                    To = Today.AddDays(-340),
                },
                new CinReview
                {
                    Id = Guid.CreateVersion7(),
                    PersonId = amy,
                    HeldOn = Today.AddDays(-345),
                    Outcome = "Enough has changed.",
                }
            );
            foreach (var day in new[] { -370, -345 })
            {
                db.Add(
                    new PlanProgress
                    {
                        Id = Guid.CreateVersion7(),
                        PersonId = amy,
                        PlanId = plan.Id,
                        GoalId = goal.Id,
                        On = Today.AddDays(day),
                        Progress = Progress.Same,
                    }
                );
            }
            await db.SaveChangesAsync();
        });
        await ReferralTests.Referred(authority, door, amy);
        var referral = await authority.Referral(amy);
        await authority.As<DecideReferral>(door.MaxAccount, (d, a) => d.Handle(referral.Id, door.Accept(amy) with { WorkerId = null }, null, a, null));
        authority.Time.Advance(TimeSpan.FromDays(2));

        var signs = (await authority.Do(s => s.GetRequiredService<ShowDrift>().Show(amy))).Signs;
        Assert.DoesNotContain(signs, s => s.Kind == "stuck-goals");
        Assert.Equal("Without a worker for 2 days", signs.Single(s => s.Kind == "no-worker").Text);
        var page = (await authority.As<ShowChild, ChildPage?>(door.MaxAccount, (show, a) => show.Show(amy, a)))!;
        Assert.Equal((1, 2), (page.Who.Stability!.WorkersIn12Months, page.Who.Stability.DaysWithoutWorker));
        Assert.Empty(page.Plan);
    }
}
