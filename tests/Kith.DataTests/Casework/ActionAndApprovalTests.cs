using Kith.DataTests.Support;
using Kith.DataTests.Workforce;
using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Acts;
using Kith.Practice.Approvals;
using Kith.Practice.Casework;
using Kith.Practice.Documents;
using Kith.Practice.MyDay;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Acts = Kith.Practice.Acts.Acts;

namespace Kith.DataTests.Casework;

/// <summary>One ledger of actions and one kind of approval, as people use them.</summary>
public sealed class ActionAndApprovalTests
{
    public static TheoryData<string> Engines => Authority.Engines;

    private static readonly DateOnly Today = new(2026, 11, 24);

    /// <summary>A kind of record that is approved, for tests: remembers what it was told.</summary>
    private sealed class Letter : IApprovalSubject
    {
        public static readonly List<string> Told = [];
        public SubjectKind Kind => SubjectKind.Other;

        public Task<ApprovalSummary?> Describe(Approval approval, CancellationToken ct = default) =>
            Task.FromResult<ApprovalSummary?>(new ApprovalSummary("A letter", "/x", new Paper("A letter", null, []), []));

        public Task Approved(Act act, Approval approval, Actor by, CancellationToken ct = default) => Tell($"approved {approval.SubjectId}");

        public Task Returned(Act act, Approval approval, Actor by, CancellationToken ct = default) => Tell($"returned {approval.SubjectId}");

        private static Task Tell(string words)
        {
            lock (Told)
            {
                Told.Add(words);
            }
            return Task.CompletedTask;
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task An_action_for_brother_and_sister_is_done_once_and_listed_nowhere_twice(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        var together = Guid.CreateVersion7();
        var id = await authority.Do(async s =>
        {
            var act = s.GetRequiredService<Acts>().Begin(await s.As(town.MoAccount), "Set actions");
            var ledger = s.GetRequiredService<ActionLedger>();
            var first = ledger.Add(act, Item(town.Mia, town.Priya, "Ring school", together));
            ledger.Add(act, Item(town.Noah, town.Priya, "Ring school", together));
            ledger.Add(act, Item(town.Ellie, town.Bea, "Not hers", null));
            var hidden = Item(town.Rex, town.Priya, "About a restricted child", null);
            ledger.Add(act, hidden);
            return await act.Save(first.Id);
        });
        var lines = await authority.Do(async s => await s.GetRequiredService<ListActions>().List(ActionScope.Mine, await s.As(town.PriyaAccount)));
        var line = Assert.Single(lines);
        Assert.Equal(2, line.Children.Count);
        Assert.Equal(2, (await authority.Do(async s => await s.GetRequiredService<ListActions>().List(ActionScope.Team, await s.As(town.MoAccount)))).Single().Children.Count);
        await authority.Do(async s =>
            await s.GetRequiredService<KeepActions>().Complete(id, new ActionInput { Evidence = "Spoke to Mrs Lee" }, line.Version, await s.As(town.PriyaAccount), null)
        );
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            Assert.All(await db.ActionItems.Where(a => a.TogetherId == together).ToListAsync(), a => Assert.Equal((ActionState.Done, "Spoke to Mrs Lee"), (a.State, a.Evidence)));
            Assert.Equal(2, await db.TrailEntries.CountAsync(t => t.Event == nameof(ActionDone)));
            Assert.Empty(await s.GetRequiredService<ListActions>().List(ActionScope.Mine, await s.As(town.PriyaAccount)));
        });
        // Done is done: a second try says so, and another's child is out of reach.
        await authority.Do(async s =>
        {
            var keep = s.GetRequiredService<KeepActions>();
            var priya = await s.As(town.PriyaAccount);
            Assert.Contains("done already", (await Assert.ThrowsAsync<NotAcceptedException>(() => keep.Complete(id, new ActionInput(), null, priya, null))).Message);
            var other = await s.GetRequiredService<KithDb>().ActionItems.Where(a => a.PersonId == town.Ellie).Select(a => a.Id).SingleAsync();
            await Assert.ThrowsAsync<AccessRefusedException>(() => keep.Complete(other, new ActionInput(), null, priya, null));
        });
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Several_are_done_at_once_unless_one_asks_for_evidence_and_then_none_is(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        var ids = await authority.Do(async s =>
        {
            var act = s.GetRequiredService<Acts>().Begin(await s.As(town.MoAccount), "Set actions");
            var ledger = s.GetRequiredService<ActionLedger>();
            var plain = ledger.Add(act, Item(town.Mia, town.Priya, "One", null));
            var direction = Item(town.Mia, town.Priya, "Two", null);
            direction.EvidenceNeeded = true;
            ledger.Add(act, direction);
            await act.Save(plain.Id);
            return (Plain: plain.Id, Direction: direction.Id);
        });
        await authority.Do(async s =>
            await Assert.ThrowsAsync<NotAcceptedException>(async () =>
                await s.GetRequiredService<KeepActions>().CompleteMany([ids.Plain, ids.Direction], await s.As(town.PriyaAccount), null)
            )
        );
        Assert.Equal(2, await authority.Do(s => s.GetRequiredService<KithDb>().ActionItems.CountAsync(a => a.DoneOn == null)));
        await authority.Do(async s => await s.GetRequiredService<KeepActions>().CompleteMany([ids.Plain], await s.As(town.PriyaAccount), null));
        Assert.Equal(1, await authority.Do(s => s.GetRequiredService<KithDb>().ActionItems.CountAsync(a => a.DoneOn == null)));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_manager_sends_back_and_approves_and_nobody_decides_on_their_own(string engine)
    {
        await using var authority = await Authority.On(engine, s => s.AddScoped<IApprovalSubject, Letter>());
        var town = await authority.Do(Town.Build);
        var subject = Guid.CreateVersion7();
        var id = await authority.Do(async s => await s.GetRequiredService<AskApproval>().Handle(Request(town, subject), await s.As(town.PriyaAccount), null));
        Assert.Equal([id], (await ToDecide(town.MoAccount)).Select(a => a.Id));
        Assert.Empty(await ToDecide(town.PriyaAccount));
        Assert.Empty(await ToDecide(town.BeaAccount));
        await authority.Do(async s =>
        {
            // A social worker has no right to decide, though the child is within reach.
            await Assert.ThrowsAsync<AccessRefusedException>(async () => await Decide(s, town.SamAccount, ApprovalOutcome.Approve, null));
            await Assert.ThrowsAsync<NotAcceptedException>(async () =>
                await s.GetRequiredService<AskApproval>().Handle(Request(town, subject), await s.As(town.PriyaAccount), null)
            );
        });
        await authority.Do(async s => await Decide(s, town.MoAccount, ApprovalOutcome.Return, "Say more about school"));
        var returned = Assert.Single((await authority.Do(async s => await s.GetRequiredService<ShowDiary>().Show(await s.As(town.PriyaAccount), null)))!.Returned);
        Assert.Equal("Say more about school", returned.Reason);
        Assert.Equal(id, await authority.Do(async s => await s.GetRequiredService<AskApproval>().Handle(Request(town, subject), await s.As(town.PriyaAccount), null)));
        await authority.Do(async s => await Decide(s, town.MoAccount, ApprovalOutcome.Approve, null));
        lock (Letter.Told)
        {
            Assert.Equal([$"returned {subject}", $"approved {subject}"], Letter.Told.Where(t => t.EndsWith(subject.ToString(), StringComparison.Ordinal)));
        }
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            var approval = await db.Approvals.SingleAsync();
            Assert.Equal((ApprovalState.Approved, 1, town.MoAccount), (approval.State, approval.TimesReturned, approval.DecidedByAccountId));
            Assert.Equal(2, await db.Notices.CountAsync(n => n.AccountId == town.PriyaAccount));
            Assert.Equal(
                ["ApprovalAsked", "ApprovalReturned", "ApprovalAsked", "ApprovalGiven"],
                await db.TrailEntries.Where(t => t.PersonId == town.Mia && t.Event.StartsWith("Approval")).OrderBy(t => t.Seq).Select(t => t.Event).ToListAsync()
            );
            Assert.Contains(
                "decided this already",
                (await Assert.ThrowsAsync<NotAcceptedException>(async () => await Decide(s, town.MoAccount, ApprovalOutcome.Approve, null))).Message
            );
        });

        Task<IReadOnlyList<ApprovalLine>> ToDecide(Guid account) => authority.Do(async s => await s.GetRequiredService<ListApprovals>().ToDecide(await s.As(account)));

        async Task Decide(IServiceProvider s, Guid account, ApprovalOutcome outcome, string? comments) =>
            await s.GetRequiredService<DecideApproval>().Handle(id, new DecisionInput { Outcome = outcome, Comments = comments }, null, await s.As(account), null);
    }

    private static ApprovalRequest Request(Town town, Guid subject) =>
        new()
        {
            Kind = SubjectKind.Other,
            SubjectId = subject,
            PersonId = town.Mia,
            What = "Approve the letter",
        };

    private static ActionItem Item(Guid child, Guid owner, string what, Guid? together) =>
        new()
        {
            PersonId = child,
            Source = ActionSource.Visit,
            SourceId = child,
            What = what,
            OwnerWorkerId = owner,
            DueOn = Today.AddDays(3),
            TogetherId = together,
        };
}
