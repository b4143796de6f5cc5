using Kith.DataTests.Support;
using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Acts;
using Kith.Practice.Children.Chronology;
using Kith.Practice.MyDay;
using Kith.Practice.Oversight;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Kith.Practice.Supervision;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Workforce;

/// <summary>Supervision on both databases: on the child's record, carried to the next, and personal between the two.</summary>
public sealed class SupervisionTests
{
    public static TheoryData<string> Engines => Authority.Engines;

    private const string Secret = "The night visit in March has stayed with me";

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Case_supervision_is_on_the_childs_record_and_what_was_agreed_is_asked_about_next_time(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        var mo = await authority.Do(s => s.As(town.MoAccount));
        var priya = await authority.Do(s => s.As(town.PriyaAccount));

        // The agenda is Mia's late visit; Rex, whom Mo may not read, is not on it.
        var agenda = await authority.Do(s => s.GetRequiredService<SupervisionAgenda>().Of([town.Priya], SupervisionKind.Case, mo));
        var child = Assert.Single(agenda.Children);
        Assert.Equal(town.Mia, child.Id);
        Assert.Equal(AgendaReasonKind.Late, child.Reasons[0].Kind);
        Assert.Contains(child.Reasons, r => r.Kind == AgendaReasonKind.Oversight);
        var form = Form(authority, town.Priya);
        form.Children.Add(Child(town.Rex));
        await authority.Do(s => Assert.ThrowsAsync<AccessRefusedException>(() => Record(s).Handle(form, mo, null)));

        form.Children = [Child(town.Mia)];
        form.Agreements.Add(Agreement("See Mia at school", authority, town.Mia));
        form.Agreements.Add(Agreement("An afternoon a week for writing", authority, null));
        var key = Guid.CreateVersion7();
        var first = await authority.Do(s => Record(s).Handle(form, mo, key));
        Assert.Equal(first, await authority.Do(s => Record(s).Handle(form, mo, key)));
        // Someone who still has the form from before is told that one was recorded since.
        await authority.Do(s => Assert.ThrowsAsync<SecondEditorException>(() => Record(s).Handle(form, mo, null)));

        var line = Assert.Single((await authority.Do(s => s.GetRequiredService<ListChronology>().List(town.Mia, new(), null)))!.Lines, l => l.Kind == "supervision");
        Assert.Equal(("Supervision", "Mo Amin"), (line.Title, line.Author));
        var mine = await authority.Do(s => s.GetRequiredService<ListActions>().List(ActionScope.Mine, priya));
        Assert.Equal(["An afternoon a week for writing", "See Mia at school"], mine.Where(a => a.Source == ActionSource.Supervision).Select(a => a.What).Order());

        authority.Time.Advance(TimeSpan.FromDays(20));
        agenda = await authority.Do(s => s.GetRequiredService<SupervisionAgenda>().Of([town.Priya], SupervisionKind.Case, mo));
        Assert.Equal((first, 2), (agenda.LastId, agenda.Earlier.Count));
        Assert.Equal("Mia goes to school and does not want to go home.", agenda.Children[0].Before);
        var next = Form(authority, town.Priya);
        (next.LastId, next.Children) = (first, [Child(town.Mia)]);
        var refused = await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => Record(s).Handle(next, mo, null)));
        Assert.Equal(2, refused.Problems.Count(p => p.Message.StartsWith("Say what became of", StringComparison.Ordinal)));
        next.Checks =
        [
            .. agenda.Earlier.Select(e => new DirectionCheckInput
            {
                ActionId = e.Id,
                Outcome = e.Child is null ? DirectionOutcome.NotDone : DirectionOutcome.Done,
                Why = "The diary was full",
            }),
        ];
        var second = await authority.Do(s => Record(s).Handle(next, mo, null));
        var view = await authority.Do(s => s.GetRequiredService<ShowSupervision>().One(second, priya));
        Assert.Equal([DirectionOutcome.NotDone, DirectionOutcome.Done], view.Checks.Select(c => c.Outcome).Order().Reverse());
        // The words are those of the last time, nothing was agreed, and it says nothing of what was thought about.
        Assert.Equal([true, false, false, false], view.Signals.Select(s => s.Met));
        Assert.Equal(["An afternoon a week for writing"], (await authority.Do(s => s.GetRequiredService<ListActions>().List(ActionScope.Mine, priya))).Select(a => a.What));

        // The worker has the last word, once.
        await authority.Do(s => s.GetRequiredService<AnswerSupervision>().Handle(second, "I see the evenings differently", priya, null));
        await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<AnswerSupervision>().Handle(second, "Again", priya, null)));
        await authority.Do(s => Assert.ThrowsAsync<AccessRefusedException>(() => s.GetRequiredService<AnswerSupervision>().Handle(second, "Not mine", mo, null)));
        Assert.Equal("I see the evenings differently", (await authority.Do(s => s.GetRequiredService<ShowSupervision>().One(second, mo))).Workers[0].OwnWords);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Personal_supervision_is_read_by_the_two_and_has_no_side_door(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        var mo = await authority.Do(s => s.As(town.MoAccount));
        var priya = await authority.Do(s => s.As(town.PriyaAccount));
        await authority.Do(s => Deputise(s, town));

        var form = Form(authority, town.Priya);
        form.Kind = SupervisionKind.Personal;
        form.Wellbeing = Secret;
        form.Agreements.Add(Agreement(Secret + ", so no night duty", authority, null));
        // Of a child nothing stands in a personal record.
        form.Agreements[0].PersonId = town.Mia;
        await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => Record(s).Handle(form, mo, null)));
        form.Agreements[0].PersonId = null;
        var id = await authority.Do(s => Record(s).Handle(form, mo, null));
        var action = await authority.Do(s => s.GetRequiredService<KithDb>().ActionItems.AsNoTracking().SingleAsync(a => a.Source == ActionSource.Supervision));
        Assert.Equal(town.Mo, action.BetweenWorkerId);

        foreach (var one in new[] { mo, priya })
        {
            Assert.Equal(Secret, (await authority.Do(s => s.GetRequiredService<ShowSupervision>().One(id, one))).Record.Wellbeing);
            Assert.NotNull(await authority.Do(s => s.GetRequiredService<ListActions>().One(action.Id, one)));
        }
        // Sam stands in for Priya, Bea for Mo; the director sees all records; the administrator everyone's accounts.
        var others = new List<Actor> { Actor.System("machine") };
        foreach (var account in new[] { town.SamAccount, town.BeaAccount, town.DirectorAccount, town.AdminAccount })
        {
            others.Add(await authority.Do(s => s.As(account)));
        }
        others.Add(Someone(town, Role.PrincipalSocialWorker));
        others.Add(Someone(town, Role.HeadOfService));
        others.Add(Someone(town, Role.TeamManager));
        foreach (var other in others)
        {
            await authority.Do(s => Assert.ThrowsAsync<AccessRefusedException>(() => s.GetRequiredService<ShowSupervision>().One(id, other)));
            Assert.Null(await authority.Do(s => s.GetRequiredService<ListActions>().One(action.Id, other)));
            await authority.Do(s =>
                Assert.ThrowsAsync<AccessRefusedException>(() => s.GetRequiredService<KeepActions>().Complete(action.Id, new ActionInput { Evidence = "x" }, null, other, null))
            );
            foreach (var scope in Enum.GetValues<ActionScope>())
            {
                Assert.DoesNotContain(await authority.Do(s => s.GetRequiredService<ListActions>().List(scope, other)), a => a.Id == action.Id);
            }
            if (!other.IsSystem)
            {
                Assert.All((await authority.Do(s => s.GetRequiredService<ShowSupervision>().Mine(other))).Lines, l => Assert.False(l.Readable));
                if (other.May(Permission.ReadSupervision))
                {
                    // That it took place is known; what was said is not.
                    Assert.False(Assert.Single((await authority.Do(s => s.GetRequiredService<ShowSupervision>().OfWorker(town.Priya, other))).Lines).Readable);
                }
            }
        }
        var day = await authority.Do(async s => await s.GetRequiredService<ShowMyDay>().Show(await s.As(town.SamAccount)));
        Assert.DoesNotContain(day.Hand!.Actions, a => a.Id == action.Id);
        // Nothing of it in the trail, the notices, or asked about in case supervision.
        var trail = await authority.Do(s => s.GetRequiredService<KithDb>().TrailEntries.AsNoTracking().Select(t => t.Payload).ToListAsync());
        Assert.DoesNotContain(trail, t => t.Contains("night", StringComparison.Ordinal));
        Assert.DoesNotContain(
            await authority.Do(s => s.GetRequiredService<KithDb>().Notices.AsNoTracking().Select(n => n.Text).ToListAsync()),
            t => t.Contains("night", StringComparison.Ordinal)
        );
        Assert.Empty((await authority.Do(s => s.GetRequiredService<SupervisionAgenda>().Of([town.Priya], SupervisionKind.Case, mo))).Earlier);
        Assert.Single((await authority.Do(s => s.GetRequiredService<SupervisionAgenda>().Of([town.Priya], SupervisionKind.Personal, mo))).Earlier);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_policy_opens_personal_supervision_from_its_day_on_and_both_are_told(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        var mo = await authority.Do(s => s.As(town.MoAccount));
        var principal = Someone(town, Role.PrincipalSocialWorker);
        var before = await authority.Do(s => Record(s).Handle(Personal(authority, town.Priya, null), mo, null));
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            db.Settings.Add(
                new Setting
                {
                    Id = s.GetRequiredService<Clock>().NewId(),
                    Key = Policies.PersonalReadByPrincipal,
                    Value = "yes",
                    From = s.GetRequiredService<Clock>().Today.AddDays(1),
                    Reason = "Agreed with staff",
                }
            );
            await db.SaveChangesAsync();
        });
        authority.Time.Advance(TimeSpan.FromDays(1));
        var after = await authority.Do(s => Record(s).Handle(Personal(authority, town.Priya, before), mo, null));
        await authority.Do(s => Assert.ThrowsAsync<AccessRefusedException>(() => s.GetRequiredService<ShowSupervision>().One(before, principal)));
        await authority.Do(s => s.GetRequiredService<ShowSupervision>().One(after, principal));
        await authority.Do(s => s.GetRequiredService<ShowSupervision>().One(after, principal));
        var told = await authority.Do(s =>
            s.GetRequiredService<KithDb>().Notices.AsNoTracking().Where(n => n.Text.Contains("read the personal supervision")).Select(n => n.AccountId).ToListAsync()
        );
        Assert.Equal(new[] { town.MoAccount, town.PriyaAccount }.Order(), told.Order());
        var head = Someone(town, Role.HeadOfService);
        await authority.Do(s => Assert.ThrowsAsync<AccessRefusedException>(() => s.GetRequiredService<ShowSupervision>().One(after, head)));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Supervision_is_due_by_policy_and_shown_to_whoever_supervises(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        var mo = await authority.Do(s => s.As(town.MoAccount));
        var today = await authority.Do(s => Task.FromResult(s.GetRequiredService<Clock>().Today));
        foreach (var worker in new[] { town.Priya, town.Sam })
        {
            var form = Form(authority, worker);
            form.Discussion = "What helps when a family does not open the door.";
            await authority.Do(s => Record(s).Handle(form, mo, null));
        }
        var due = await authority.Do(async s => await s.GetRequiredService<ShowSupervision>().DueFor(mo, await PolicyBook.Load(s.GetRequiredService<KithDb>())));
        // Four weeks; two for Sam, who is newly qualified.
        Assert.Equal([("Sam Okoro", today.AddDays(14)), ("Priya Nair", today.AddDays(28))], due.Select(d => (d.Name, d.DueOn!.Value)));
        authority.Time.Advance(TimeSpan.FromDays(16));
        var day = await authority.Do(s => s.GetRequiredService<ShowMyDay>().Show(mo));
        Assert.Equal(["Sam Okoro"], day.Supervision.Select(d => d.Name));
        // A group does not take the place of one's own.
        var group = Form(authority, town.Priya);
        (group.Kind, group.Topic, group.Discussion) = (SupervisionKind.Group, "Silence", "How do we hear a child who does not use words?");
        group.Workers.Add(town.Sam);
        await authority.Do(s => Record(s).Handle(group, mo, null));
        var page = await authority.Do(s => s.GetRequiredService<ShowTeamSupervision>().Show(null, mo));
        var north = Assert.Single(page.Teams);
        Assert.Equal((2, 1, 2, 2), (north.Workers, north.Late, north.Held, north.Groups));
        Assert.Equal((32, 30), (north.Days, north.Within));
        Assert.Equal(["Sam Okoro"], page.Workers.Select(w => w.Due.Name));
        await authority.Do(async s =>
            await Assert.ThrowsAsync<AccessRefusedException>(async () => await s.GetRequiredService<ShowTeamSupervision>().Show(null, await s.As(town.PriyaAccount)))
        );
        // Nobody supervises themselves, or someone who is not theirs.
        await authority.Do(s => Assert.ThrowsAsync<AccessRefusedException>(() => Record(s).Handle(Form(authority, town.Mo), mo, null)));
        await authority.Do(s => Assert.ThrowsAsync<AccessRefusedException>(() => Record(s).Handle(Form(authority, town.Bea), mo, null)));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Nobody_is_late_before_supervision_is_recorded_here_and_then_all_wait_from_that_day(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        // Bea sits in another team and is supervised by Mo; she and Priya have worked here for years.
        await authority.Do(s =>
            s.GetRequiredService<KithDb>()
                .Workers.Where(w => w.Id == town.Bea || w.Id == town.Priya)
                .ExecuteUpdateAsync(u => u.SetProperty(w => w.StartedOn, new DateOnly(2022, 4, 20)).SetProperty(w => w.LineManagerId, town.Mo))
        );
        var mo = await authority.Do(s => s.As(town.MoAccount));
        Assert.Empty((await authority.Do(s => s.GetRequiredService<ShowMyDay>().Show(mo))).Supervision);
        var page = await authority.Do(s => s.GetRequiredService<ShowTeamSupervision>().Show(null, mo));
        Assert.Null(page.InUseSince);
        Assert.Equal((0, 0), (page.Teams.Sum(t => t.Late), page.Teams.Sum(t => t.Days)));

        var first = Form(authority, town.Sam);
        first.Discussion = "What helps when a family does not open the door.";
        await authority.Do(s => Record(s).Handle(first, mo, null));
        authority.Time.Advance(TimeSpan.FromDays(30));
        var today = await authority.Do(s => Task.FromResult(s.GetRequiredService<Clock>().Today));
        var day = await authority.Do(s => s.GetRequiredService<ShowMyDay>().Show(mo));
        Assert.Equal(
            [("Sam Okoro", today.AddDays(-16)), ("Bea Lund", today.AddDays(-2)), ("Priya Nair", today.AddDays(-2))],
            day.Supervision.Where(d => !d.Self).Select(d => (d.Name, d.DueOn!.Value))
        );
        // Bea is supervised, and does not become one of the team by it.
        Assert.DoesNotContain(day.Team!.Workers, w => w.Id == town.Bea);
        Assert.Equal(today.AddDays(-30), (await authority.Do(s => s.GetRequiredService<ShowTeamSupervision>().Show(null, mo))).InUseSince);
        Assert.Equal(today.AddDays(-2), (await authority.Do(s => s.GetRequiredService<ShowSupervision>().OfWorker(town.Bea, mo))).Due.DueOn);
        Assert.Single(await authority.Do(s => s.GetRequiredService<KithDb>().Settings.AsNoTracking().Where(x => x.Key == Policies.SupervisionInUse).ToListAsync()));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_finished_supervision_is_corrected_in_sight_and_a_groups_agreements_are_asked_about_again(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        var mo = await authority.Do(s => s.As(town.MoAccount));
        var priya = await authority.Do(s => s.As(town.PriyaAccount));
        var form = Form(authority, town.Priya);
        form.Children = [Child(town.Mia)];
        var id = await authority.Do(s => Record(s).Handle(form, mo, null));
        var held = await authority.Do(s => s.GetRequiredService<ShowSupervision>().One(id, mo));
        var input = AmendSupervisionInput.Of(held.Record, held.Children);
        (input.On, input.Children[0].Discussion) = (held.Record.On.AddDays(-2), "Mia goes to school, and wants to go home.");
        await Refused(input, mo);
        input.Reason = "I wrote down the opposite of what was said";
        // Whoever was supervised, a deputy and the machine do not correct it.
        await authority.Do(s => Assert.ThrowsAsync<AccessRefusedException>(() => Amend(s).Handle(id, input, held.Record.Version, priya, null)));
        await authority.Do(s => Amend(s).Handle(id, input, held.Record.Version, mo, null));
        await authority.Do(s => Assert.ThrowsAsync<SecondEditorException>(() => Amend(s).Handle(id, input, held.Record.Version, mo, null)));
        var shown = await authority.Do(s => s.GetRequiredService<ShowSupervision>().One(id, priya));
        Assert.Equal(
            ["Day", "Mia Test: What was thought about"],
            shown.Amendments.Select(a => a.Field.Replace(shown.Children[0].Name, "Mia Test", StringComparison.Ordinal)).Order()
        );
        Assert.All(shown.Amendments, a => Assert.Equal(input.Reason, a.Reason));
        Assert.False(shown.MayAmend);
        Assert.Contains(await Notices(authority, town.PriyaAccount), t => t.Contains("was corrected", StringComparison.Ordinal));
        Assert.Equal(input.On, (await authority.Do(s => s.GetRequiredService<ShowSupervision>().OfWorker(town.Priya, mo))).Due.LastOn);

        // Personal: the words before and after are read by the two, and stand in no trail and no notice.
        var personal = await authority.Do(s => Record(s).Handle(Personal(authority, town.Priya, null), mo, null));
        var own = await authority.Do(s => s.GetRequiredService<ShowSupervision>().One(personal, mo));
        var change = AmendSupervisionInput.Of(own.Record, []);
        (change.Wellbeing, change.Reason) = ("The night visit was in April", "The night visit was a month later");
        await authority.Do(s => Amend(s).Handle(personal, change, own.Record.Version, mo, null));
        Assert.Equal(Secret, Assert.Single((await authority.Do(s => s.GetRequiredService<ShowSupervision>().One(personal, priya))).Amendments).Old);
        foreach (var role in new[] { Role.PrincipalSocialWorker, Role.HeadOfService, Role.TeamManager })
        {
            await authority.Do(s => Assert.ThrowsAsync<AccessRefusedException>(() => s.GetRequiredService<ShowSupervision>().One(personal, Someone(town, role))));
        }
        var trail = await authority.Do(s => s.GetRequiredService<KithDb>().TrailEntries.AsNoTracking().Select(t => t.Payload).ToListAsync());
        Assert.DoesNotContain(trail, t => t.Contains("night", StringComparison.Ordinal));
        Assert.DoesNotContain(await Notices(authority, town.PriyaAccount), t => t.Contains("night", StringComparison.Ordinal));

        // A group agrees on something: the next group has to say what came of it, whoever of them comes.
        var group = Group(authority, town);
        group.Agreements.Add(Agreement("Ask each school how Mondays are", authority, null));
        group.Agreements[0].OwnerWorkerId = town.Sam;
        var met = await authority.Do(s => Record(s).Handle(group, mo, null));
        authority.Time.Advance(TimeSpan.FromDays(28));
        var agenda = await authority.Do(s => s.GetRequiredService<SupervisionAgenda>().Of([town.Sam, town.Priya], SupervisionKind.Group, mo));
        Assert.Equal((met, "Ask each school how Mondays are"), (agenda.LastId, Assert.Single(agenda.Earlier).What));
        // Sam undertook it and is asked in case supervision too; Priya is not.
        Assert.Single((await authority.Do(s => s.GetRequiredService<SupervisionAgenda>().Of([town.Sam], SupervisionKind.Case, mo))).Earlier);
        Assert.Empty((await authority.Do(s => s.GetRequiredService<SupervisionAgenda>().Of([town.Priya], SupervisionKind.Case, mo))).Earlier);
        var next = Group(authority, town);
        next.LastId = met;
        Assert.Contains(
            (await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => Record(s).Handle(next, mo, null)))).Problems,
            p => p.Message.StartsWith("Say what became of", StringComparison.Ordinal)
        );
        next.Checks =
        [
            new DirectionCheckInput
            {
                ActionId = agenda.Earlier[0].Id,
                Outcome = DirectionOutcome.Done,
                Why = "All four answered",
            },
        ];
        var again = await authority.Do(s => Record(s).Handle(next, mo, null));
        Assert.Equal(DirectionOutcome.Done, Assert.Single((await authority.Do(s => s.GetRequiredService<ShowSupervision>().One(again, mo))).Checks).Outcome);

        Task Refused(AmendSupervisionInput without, Actor actor) =>
            authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => Amend(s).Handle(id, without, held.Record.Version, actor, null)));
    }

    private static SupervisionForm Group(Authority authority, Town town)
    {
        var form = Form(authority, town.Priya);
        (form.Kind, form.Topic, form.Discussion) = (SupervisionKind.Group, "Silence", "How do we hear a child who does not use words?");
        form.Workers.Add(town.Sam);
        return form;
    }

    private static Task<List<string>> Notices(Authority authority, Guid account) =>
        authority.Do(s => s.GetRequiredService<KithDb>().Notices.AsNoTracking().Where(n => n.AccountId == account).OrderBy(n => n.Id).Select(n => n.Text).ToListAsync());

    private static AmendSupervision Amend(IServiceProvider s) => s.GetRequiredService<AmendSupervision>();

    private static RecordSupervision Record(IServiceProvider s) => s.GetRequiredService<RecordSupervision>();

    private static SupervisionForm Form(Authority authority, Guid worker) => new() { On = DateOnly.FromDateTime(authority.Time.GetUtcNow().UtcDateTime), Workers = [worker] };

    private static SupervisionForm Personal(Authority authority, Guid worker, Guid? last)
    {
        var form = Form(authority, worker);
        (form.Kind, form.LastId, form.Wellbeing) = (SupervisionKind.Personal, last, Secret);
        return form;
    }

    private static SupervisionChildInput Child(Guid id) => new() { PersonId = id, Discussion = "Mia goes to school and does not want to go home." };

    private static AgreementInput Agreement(string what, Authority authority, Guid? child) =>
        new()
        {
            What = what,
            PersonId = child,
            DueOn = DateOnly.FromDateTime(authority.Time.GetUtcNow().UtcDateTime).AddDays(10),
        };

    /// <summary>Someone with a role who reaches everyone of the town and is none of the two.</summary>
    private static Actor Someone(Town town, Role role) =>
        new()
        {
            AccountId = Guid.CreateVersion7(),
            Name = role.ToString(),
            WorkerId = Guid.CreateVersion7(),
            Roles = [role],
            TeamIds = [town.North, town.South, town.Service],
            ManagedTeamIds = [town.North, town.South, town.Service],
            WorkerIds = [town.Priya],
            WholeAuthority = Permissions.ReachOf(role) == Reach.Authority,
        };

    private static async Task Deputise(IServiceProvider s, Town town)
    {
        var db = s.GetRequiredService<KithDb>();
        var clock = s.GetRequiredService<Clock>();
        foreach (var (away, deputy) in new[] { (town.PriyaAccount, town.SamAccount), (town.MoAccount, town.BeaAccount) })
        {
            db.Deputisings.Add(
                new Deputising
                {
                    Id = clock.NewId(),
                    ForAccountId = away,
                    DeputyAccountId = deputy,
                    From = clock.Today,
                    Until = clock.Today.AddDays(7),
                    Reason = "Leave",
                }
            );
        }
        await db.SaveChangesAsync();
    }
}
