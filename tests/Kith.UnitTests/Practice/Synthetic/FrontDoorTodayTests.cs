using Kith.Practice.Approvals;
using Kith.Practice.Assessments;
using Kith.Practice.Casework;
using Kith.Practice.Contacts;
using Kith.Practice.Protection;
using Kith.Practice.Referrals;
using Kith.Practice.Synthetic;
using Kith.Practice.Synthetic.Workplace;
using Kith.Standards.Calendar;

namespace Kith.UnitTests.Practice.Synthetic;

/// <summary>The demonstration has live work at the front door, whatever the seed and the day.</summary>
public sealed class FrontDoorTodayTests
{
    private static readonly WorkingDayCalendar Calendar = WorkingDayCalendar.England;

    /// <summary>A Wednesday, a Sunday, and the first working day after a holiday.</summary>
    public static TheoryData<int, string> Councils =>
        new()
        {
            { 1, "2026-11-25" },
            { 7, "2026-09-20" },
            { 11, "2027-01-04" },
        };

    [Theory]
    [MemberData(nameof(Councils))]
    public void Something_waits_for_everyone_at_the_front_door(int seed, string day)
    {
        var today = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
        var (rows, council) = Told(seed, today);

        var contacts = rows.Contacts.Where(c => c.IsWaiting).ToLookup(c => c.TogetherId);
        Assert.True(contacts.Count >= 5, $"{contacts.Count} contacts wait");
        Assert.Contains(contacts, c => Calendar.AddWorkingDays(c.First().ReceivedOn, 1) < Calendar.OnOrBefore(today));
        Assert.Contains(contacts, c => Calendar.AddWorkingDays(c.First().ReceivedOn, 1) >= today);
        Assert.Contains(contacts, c => c.First().WorkerId is null);
        Assert.Contains(contacts, c => c.First().WorkerId is not null);
        Assert.All(contacts, c => Assert.True(Door(c.First()) is ContactState.Waiting or ContactState.Taken));

        var referrals = rows.Episodes.Where(e => e.IsUndecided).GroupBy(e => e.TogetherId).ToList();
        Assert.True(referrals.Count >= 3, $"{referrals.Count} referrals wait");
        Assert.All(referrals, r => Assert.Contains(council.Teams, t => t.Id == r.First().TeamId));
        Assert.Contains(rows.Episodes, e => e.OwesAnswer);
    }

    [Theory]
    [MemberData(nameof(Councils))]
    public void The_worker_and_the_manager_of_the_demonstration_have_assessments_in_every_state(int seed, string day)
    {
        var today = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
        var (rows, council) = Told(seed, today);
        var priya = council.Workers.Single(w => w.Name == "Priya Nair").Id;
        var sarah = council.Workers.Single(w => w.Name == "Sarah Whitfield").Id;

        var own = rows.Assessments.Where(a => a.WorkerId == priya && a.AuthorisedOn is null).ToList();
        var states = own.Select(a => AssessmentMachine.Machine.Of(new AssessmentCase(a, new Dictionary<string, string>()))).ToHashSet();
        Assert.Superset(new HashSet<AssessmentState> { AssessmentState.Writing, AssessmentState.Sent, AssessmentState.Returned }, states);

        var asked = rows.Approvals.Where(a => a.SubjectKind == SubjectKind.Assessment && a.AskedOfWorkerId == sarah).ToList();
        Assert.Contains(asked, a => a.State == ApprovalState.Asked);
        // One is with its author again; another was, and waits for the manager in its second version: the same request.
        Assert.All(asked.GroupBy(a => a.SubjectId), g => Assert.Single(g));
        var returned = Assert.Single(asked, a => a.State == ApprovalState.Returned);
        Assert.Equal(("Sarah Whitfield", priya), (returned.DecidedByName, returned.AuthorWorkerId));
        Assert.Contains(asked, a => a is { State: ApprovalState.Asked, TimesReturned: 1, Reason: not null });
        Assert.All(
            asked,
            a =>
            {
                var versions = rows.AssessmentVersions.Where(v => v.AssessmentId == a.SubjectId).OrderBy(v => v.Number).ToList();
                Assert.Equal(Enumerable.Range(1, a.TimesReturned + (a.State == ApprovalState.Returned ? 0 : 1)), versions.Select(v => v.Number));
                Assert.Equal(versions.Count, versions.Select(v => v.Content).Distinct().Count());
            }
        );

        // One assessment at a time in an episode, and none that the census would refuse.
        Assert.All(own, a => Assert.DoesNotContain(rows.Assessments, o => o != a && o.EpisodeId == a.EpisodeId && (o.AuthorisedOn is null || o.AuthorisedOn >= a.StartedOn)));
        Assert.All(own, a => Assert.DoesNotContain(rows.CensusIssues, i => i.RecordId == a.Id && (i.CountsFrom is null || i.CountsFrom <= today)));
    }

    [Theory]
    [MemberData(nameof(Councils))]
    public void Managers_decide_about_plans_and_the_end_of_the_work_and_something_waits(int seed, string day)
    {
        var today = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
        var (rows, _) = Told(seed, today);
        foreach (var kind in new[] { SubjectKind.NeedPlan, SubjectKind.StepDown, SubjectKind.Closure })
        {
            var asked = rows.Approvals.Where(a => a.SubjectKind == kind).ToList();
            Assert.Contains(asked, a => a.State == ApprovalState.Approved);
            Assert.DoesNotContain(asked, a => a.DecidedByAccountId is not null && a.DecidedByName is null);
            // One request waits about a record at most, and nothing waits about what has ended.
            Assert.All(asked.Where(a => a.IsOpen).GroupBy(a => a.SubjectId), g => Assert.Single(g));
        }
        Assert.Contains(rows.Approvals, a => a is { SubjectKind: SubjectKind.StepDown, IsOpen: true });
        Assert.All(rows.Approvals.Where(a => a is { SubjectKind: SubjectKind.StepDown, IsOpen: true }), a => Assert.Null(rows.CinPlans.Single(p => p.Id == a.SubjectId).EndedOn));
    }

    [Theory]
    [MemberData(nameof(Councils))]
    public void What_waits_for_a_decision_says_nothing_of_one(int seed, string day)
    {
        var (rows, _) = Told(seed, DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture));
        var waiting = rows.Contacts.Where(c => c.IsWaiting).Select(c => c.Summary).Concat(rows.Episodes.Where(e => e.IsUndecided).Select(e => e.Summary)).ToList();
        Assert.NotEmpty(waiting);
        foreach (var words in new[] { "Decision:", "No further action", "Advice was given", "no more than advice", "agreed to the referral" })
        {
            Assert.DoesNotContain(waiting, w => w?.Contains(words, StringComparison.OrdinalIgnoreCase) == true);
        }
    }

    [Theory]
    [MemberData(nameof(Councils))]
    public void Every_record_stands_where_its_machine_can_bring_it(int seed, string day)
    {
        var (rows, _) = Told(seed, DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture));
        Can(ContactMachine.Machine.Reachable(), rows.Contacts.Select(Door));
        Can(AssessmentMachine.Machine.Reachable(), rows.Assessments.Select(a => AssessmentMachine.Machine.Of(new AssessmentCase(a, new Dictionary<string, string>()))));
        Can(DiscussionMachine.Machine.Reachable(), rows.Discussions.Select(DiscussionMachine.StateOf));
        // The conference that is held brings the enquiry to its end: an act of the conference's machine.
        Can(EnquiryMachine.Machine.Reachable().Append(EnquiryState.ConferenceHeld).ToHashSet(), rows.Enquiries.Select(EnquiryMachine.StateOf));
        Can(ConferenceMachine.Machine.Reachable(), rows.Conferences.Select(ConferenceMachine.StateOf));
        Can(ReviewMachine.Machine.Reachable(), rows.Reviews.Select(ReviewMachine.StateOf));
        Can(ProtectionPlanMachine.Machine.Reachable(), rows.ProtectionPlans.Select(ProtectionPlanMachine.StateOf));
        Can(
            ReferralMachine.Machine.Reachable(),
            rows.Episodes.Select(e =>
                ReferralMachine.Machine.Of(
                    new ReferralCase(e)
                    {
                        Assessments = [.. rows.Assessments.Where(a => a.EpisodeId == e.Id)],
                        Enquiries = [.. rows.Enquiries.Where(a => a.EpisodeId == e.Id)],
                        ProtectionPlans = [.. rows.ProtectionPlans.Where(a => a.EpisodeId == e.Id)],
                        NeedPlans = [.. rows.CinPlans.Where(a => a.EpisodeId == e.Id)],
                        ClosureAsked = rows.Approvals.Exists(a => a.SubjectKind == SubjectKind.Closure && a.SubjectId == e.Id && a.IsOpen),
                    }
                )
            )
        );

        static void Can<TState>(IReadOnlySet<TState> reachable, IEnumerable<TState> states)
            where TState : struct, Enum
        {
            var found = states.ToHashSet();
            Assert.NotEmpty(found);
            Assert.Subset(reachable.ToHashSet(), found);
        }
    }

    private static (Rows Rows, Council Council) Told(int seed, DateOnly today) =>
        SyntheticCouncil.InMemory(
            new SyntheticOptions
            {
                Children = 120,
                Years = 4,
                Seed = seed,
            },
            today
        );

    private static ContactState Door(Contact contact) => ContactMachine.Machine.Of(new ContactCase(contact, []));
}
