using Kith.Practice.Projections;
using Kith.Practice.Workforce;
using Kith.Practice.Workforce.Allocate;

namespace Kith.UnitTests.Practice.Workforce;

/// <summary>Whom the allocation page suggests, and what it says for and against.</summary>
public sealed class SuggestingTests
{
    private static readonly DateOnly Today = new(2026, 11, 24);
    private static readonly ChildNeeds Child = new(ChildStatus.ChildProtection, "Polish", [WorkerSkill.DisabledChildren, WorkerSkill.UnderFives], 8);

    private static Candidate Someone(string name, decimal points = 40, bool own = true, bool newlyQualified = false) =>
        new(Guid.CreateVersion7(), name, "Social worker", own ? "North" : "South", own, newlyQualified, null, new Caseload(5, points, newlyQualified ? 99 : 110), null, null);

    private static Knows Knows(bool self) => new(Guid.Empty, Guid.Empty, "", null, self, "Mia", Today.AddYears(-1), null);

    [Fact]
    public void Who_knows_the_child_comes_before_language_skill_nearness_and_room()
    {
        var people = new[]
        {
            Someone("Room", 10),
            Someone("Near", 30) with
            {
                Nearby = 2,
            },
            Someone("Skill", 60) with
            {
                Skills = [WorkerSkill.DisabledChildren],
            },
            Someone("Both skills", 75) with
            {
                Skills = [WorkerSkill.UnderFives, WorkerSkill.DisabledChildren],
            },
            Someone("Another skill", 20) with
            {
                Skills = [WorkerSkill.Exploitation, WorkerSkill.BeforeCourt],
            },
            Someone("Language", 70) with
            {
                Languages = "Polish, French",
            },
            Someone("Sibling", 80) with
            {
                Knows = Knows(false),
            },
            Someone("Full", 109),
            Someone("Knows", 109) with
            {
                Knows = Knows(true),
            },
            Someone("Away", 0) with
            {
                AwayUntil = Today.AddDays(9),
            },
            Someone("Elsewhere", 0, own: false) with
            {
                Knows = Knows(true),
            },
        };
        Assert.Equal(
            ["Knows", "Sibling", "Language", "Both skills", "Skill", "Near", "Room", "Another skill", "Full", "Away", "Elsewhere"],
            Suggesting.Order(people, Child).Select(c => c.Name)
        );
    }

    [Fact]
    public void Child_protection_is_led_by_a_registered_social_worker()
    {
        Candidate[] people = [Someone("Family practitioner", 0) with { Registered = false, Knows = Knows(true) }, Someone("Social worker", 60)];
        Assert.Equal(["Social worker", "Family practitioner"], Suggesting.Order(people, Child with { Status = ChildStatus.ChildProtection }).Select(c => c.Name));
        Assert.Contains("not a registered social worker", Suggesting.Order(people, Child with { Status = ChildStatus.LookedAfter })[1].Why.Mind[0]);
        // A child in need may have a lead practitioner who is none.
        Assert.Equal(["Family practitioner", "Social worker"], Suggesting.Order(people, Child with { Status = ChildStatus.ChildInNeed }).Select(c => c.Name));
    }

    [Fact]
    public void Whoever_works_with_no_child_is_not_suggested_for_having_most_room()
    {
        Candidate[] people =
        [
            Someone("Business support", 0) with
            {
                Registered = false,
                Load = new Caseload(0, 0, 110),
            },
            Someone("Family practitioner", 90) with
            {
                Registered = false,
            },
            Someone("Social worker", 60),
        ];
        Assert.Equal(["Social worker", "Family practitioner", "Business support"], Suggesting.Order(people, Child with { Status = ChildStatus.ChildInNeed }).Select(c => c.Name));
        // A social worker who has just come holds no child yet, and works with children all the same.
        Assert.Equal("New", Suggesting.Order([.. people, Someone("New", 0) with { Load = new Caseload(0, 0, 110) }], Child with { Status = ChildStatus.ChildInNeed })[0].Name);
    }

    [Fact]
    public void Whoever_leads_or_chairs_is_not_suggested_before_those_who_hold_cases()
    {
        Candidate[] people =
        [
            Someone("Manager", 0) with
            {
                JobTitle = "Team manager",
                Load = new Caseload(0, 0, 110),
            },
            Someone("Chair", 0) with
            {
                JobTitle = "Conference chair",
                Load = new Caseload(0, 0, 110),
            },
            Someone("Full", 108),
        ];
        Assert.Equal("Full", Suggesting.Order(people, Child)[0].Name);
        // A manager who holds children, or knows this one, is not left out for the name of the post.
        Assert.Equal("Manager", Suggesting.Order([people[0] with { Load = new Caseload(2, 10, 110) }, people[2]], Child)[0].Name);
        Assert.Equal("Manager", Suggesting.Order([people[0] with { Knows = Knows(true) }, people[2]], Child)[0].Name);
    }

    [Fact]
    public void A_social_worker_of_another_team_comes_before_those_of_the_team_who_cannot_hold_the_case()
    {
        Candidate[] people =
        [
            Someone("Manager", 0) with
            {
                JobTitle = "Team manager",
                Load = new Caseload(0, 0, 110),
            },
            Someone("Business support", 0) with
            {
                JobTitle = "Business support officer",
                Registered = false,
                Load = new Caseload(0, 0, 110),
            },
            Someone("Family practitioner", 20) with
            {
                JobTitle = "Family practitioner",
                Registered = false,
            },
            // How full someone of another team is, the one who allocates may not see.
            Someone("Elsewhere", own: false) with
            {
                Load = null,
            },
            Someone("Manager elsewhere", own: false) with
            {
                JobTitle = "Team manager",
                Load = null,
            },
            Someone("Full", 109),
        ];
        // Under a protection plan the lead is a registered social worker.
        Assert.Equal(["Full", "Elsewhere", "Manager", "Family practitioner", "Business support", "Manager elsewhere"], Suggesting.Order(people, Child).Select(c => c.Name));
        // A child in need may have a lead practitioner who is none, of the own team before others.
        Assert.Equal(
            ["Family practitioner", "Full", "Elsewhere", "Manager", "Business support", "Manager elsewhere"],
            Suggesting.Order(people, Child with { Status = ChildStatus.ChildInNeed }).Select(c => c.Name)
        );
    }

    [Fact]
    public void Brothers_and_sisters_who_come_along_weigh_too()
    {
        var (room, full) = (Someone("Room", 40), Someone("Nearly full", 90));
        var held = room.Id;
        AllocatedWith Sister(Guid? worker, decimal weight) => new(Guid.CreateVersion7(), "Sister", worker, null, true, weight);
        var six = Child with { With = [.. Enumerable.Repeat(0, 5).Select(_ => Sister(null, 8))] };
        Assert.Equal(["Room", "Nearly full"], Suggesting.Order([full, room], six).Select(c => c.Name));
        Assert.Contains("has room: 40 of 110 points, 48 with this child, 88 with all 6", Suggesting.Order([room], six)[0].Why.For);
        // One child alone would fit; all six do not.
        Assert.Contains("has room: 90 of 110 points, 98 with this child", Suggesting.Order([full], Child)[0].Why.For);
        Assert.Contains("over a full caseload: 90 of 110 points, 98 with this child, 138 with all 6", Suggesting.Order([full], six)[0].Why.Mind);
        // Whom the worker holds already weighs there now.
        Assert.Contains("has room: 40 of 110 points, 48 with this child, 48 with both", Suggesting.Order([room], Child with { With = [Sister(held, 8)] })[0].Why.For);
    }

    [Fact]
    public void The_caseload_of_a_newly_qualified_worker_is_protected_and_said_so()
    {
        var one = Suggesting.Order([Someone("New", 95, newlyQualified: true)], Child)[0];
        Assert.Contains("over the protected caseload of a newly qualified worker: 95 of 99 points, 103 with this child", one.Why.Mind);
        Assert.Contains(one.Why.Mind, m => m.Contains("needs someone beside them", StringComparison.Ordinal));
        Assert.Contains("has room: 40 of 110 points, 48 with this child", Suggesting.Order([Someone("Old")], Child)[0].Why.For);
        // What the viewer may not see of a caseload is neither for nor against.
        Assert.Empty(Suggesting.Order([Someone("Hidden") with { Load = null }], Child)[0].Why.For);
    }

    [Fact]
    public void Skills_are_asked_for_by_the_record_and_said_in_words()
    {
        Assert.Contains(
            "skilled in work with disabled children and direct work with under fives",
            Suggesting.Order([Someone("Both") with { Skills = [WorkerSkill.UnderFives, WorkerSkill.DisabledChildren] }], Child)[0].Why.For
        );
        Assert.Equal([WorkerSkill.WithoutWords, WorkerSkill.UnderFives], WorkerSkills.AskedBy(Today.AddYears(-5).AddDays(1), false, Today, false, true, false, false));
        Assert.Equal([WorkerSkill.Exploitation, WorkerSkill.BeforeCourt], WorkerSkills.AskedBy(Today.AddYears(-5), false, Today, false, false, true, true));
        Assert.Equal([WorkerSkill.UnderFives], WorkerSkills.AskedBy(Today.AddDays(60), true, Today, false, false, false, false));
        // Kept in one order, whatever was ticked first; what nobody knows any more is left out.
        Assert.Equal("UnderFives,Exploitation", WorkerSkills.Keep([WorkerSkill.Exploitation, WorkerSkill.UnderFives, WorkerSkill.Exploitation]));
        Assert.Equal([WorkerSkill.UnderFives], WorkerSkills.Read("UnderFives, Juggling,7"));
        Assert.Null(WorkerSkills.Keep([]));
    }

    [Fact]
    public void A_teams_steadiness_names_the_children_with_three_workers()
    {
        var of = TeamStability.Of(
            [
                (Guid.Empty, "Ann", new Stability(3, Today.AddDays(-10), 5)),
                (Guid.Empty, "Ben", new Stability(1, Today.AddDays(-400), 0)),
                (Guid.Empty, "Cay", new Stability(1, null, 20)),
            ],
            Today
        );
        Assert.Equal(["Ann"], of.Many.Select(m => m.Name));
        Assert.Equal((5 / 3.0, 400, 2, 25), (of.MeanWorkers!.Value, of.MedianDays!.Value, of.Waited, of.DaysWaited));
    }
}
