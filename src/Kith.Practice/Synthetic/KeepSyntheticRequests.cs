using Kith.Practice.Access;
using Kith.Practice.Approvals;
using Kith.Practice.Casework;
using Kith.Practice.Children;
using Kith.Practice.Documents;
using Kith.Practice.Projections;
using Kith.Practice.Store;
using Kith.Practice.SubjectAccess;
using Kith.Practice.SubjectAccess.Collecting;
using Kith.Practice.SubjectAccess.Redacting;
using Kith.Practice.SubjectAccess.Releasing;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Synthetic;

/// <summary>
/// Two requests to read a record, made by the use cases themselves: one that is being read, and one whose answer was given. Apart
/// from making the council, because what is given is locked with a key that a council has only once its service runs.
/// </summary>
[UseCase]
public sealed class KeepSyntheticRequests(
    KithDb db,
    RecordAccess access,
    Actors actors,
    ReceiveRequest receive,
    GatherRecord gather,
    DecideItem decide,
    GiveItems give,
    ChooseWords words,
    AskToAgree agree,
    DecideApproval approve,
    GivePack pack,
    Clock clock
)
{
    /// <param name="officer">Who answers requests.</param>
    /// <param name="head">Who agrees.</param>
    /// <returns>How many requests were made: none where either is not there.</returns>
    public async Task<int> Handle(string officer, string head, Letterhead letterhead, CancellationToken ct = default)
    {
        if (await Who(officer, ct) is not { } answers || await Who(head, ct) is not { } agrees || await db.SubjectRequests.AnyAsync(ct))
        {
            return 0;
        }
        var readable = access.Readable(agrees);
        var grown = clock.Today.AddYears(-16);
        // Somebody who is grown and of whom much is held: as those are who ask.
        var adult = await (
            from o in db.ChildOverviews.AsNoTracking()
            where !o.Restricted && !o.Unborn && o.Status == ChildStatus.Closed && o.BornOn < grown && readable.Any(p => p.Id == o.PersonId)
            orderby db.VisitChildren.Count(v => v.PersonId == o.PersonId) descending, o.PersonId
            select new { o.PersonId, o.DisplayName }
        ).FirstOrDefaultAsync(ct);
        var child = await (
            from o in db.ChildOverviews.AsNoTracking()
            where !o.Restricted && !o.Unborn && ChildWords.OpenStatuses.Contains(o.Status) && readable.Any(p => p.Id == o.PersonId)
            orderby db.Relationships.Count(r => r.OtherId == o.PersonId && r.Kind == RelationshipKind.Sibling) > 0 descending, db.VisitChildren.Count(v =>
                v.PersonId == o.PersonId
            ) descending, o.PersonId
            select (Guid?)o.PersonId
        ).FirstOrDefaultAsync(ct);
        var made = 0;
        if (adult is not null)
        {
            await Given(adult.PersonId, adult.DisplayName, answers, agrees, letterhead, ct);
            made++;
        }
        if (child is { } young)
        {
            await BeingRead(young, answers, ct);
            made++;
        }
        return made;
    }

    private async Task<Actor?> Who(string name, CancellationToken ct)
    {
        var id = await db.Users.AsNoTracking().Where(u => u.DisplayName == name).Select(u => (Guid?)u.Id).FirstOrDefaultAsync(ct);
        return id is { } account ? await actors.Of(account, ct) : null;
    }

    private async Task Given(Guid person, string name, Actor answers, Actor agrees, Letterhead letterhead, CancellationToken ct)
    {
        var request = await receive.Handle(
            person,
            new RequestInput
            {
                Asker = SubjectAsker.Person,
                AskerName = name,
                Wants = "I would like to read everything that you have about me from when I was little.",
                ReceivedOn = clock.Today.AddDays(-23),
                AskIdentity = false,
                IdentityHow = "Came in person with a passport; we know each other.",
                RecipientName = name,
                RecipientAddress = "4 Invented Lane\nAmberdale\nAM1 2ZZ",
            },
            answers,
            null,
            ct
        );
        await gather.Handle(request, null, answers, null, ct);
        var items = await db
            .SubjectItems.AsNoTracking()
            .Where(i => i.RequestId == request)
            .OrderBy(i => i.Id)
            .Select(i => new
            {
                i.Id,
                i.Version,
                i.PointedOut,
                i.Source,
            })
            .ToListAsync(ct);
        db.ChangeTracker.Clear();
        var apart = new HashSet<Guid>();
        foreach (
            var (item, nth) in items
                .Where(i => i.PointedOut > 0 && i.Source != "stored_document")
                .OrderByDescending(i => i.PointedOut)
                .ThenBy(i => i.Id)
                .Take(12)
                .Select((i, n) => (i, n))
        )
        {
            apart.Add(item.Id);
            var names = (await db.SubjectItems.AsNoTracking().FirstAsync(i => i.Id == item.Id, ct)).Pointed.Where(p => !p.AtWork).Select(p => p.Words).Distinct();
            await decide.Handle(
                request,
                item.Id,
                nth < 2
                    ? new ItemInput
                    {
                        Choice = SubjectChoice.HoldBack,
                        Reason = DisclosureReason.OtherPerson,
                        Note = "Nearly all of it is about somebody else, who was not asked.",
                    }
                    : new ItemInput
                    {
                        Choice = SubjectChoice.Give,
                        Reason = DisclosureReason.OtherPerson,
                        Words = string.Join('\n', names),
                    },
                null,
                answers,
                null,
                ct
            );
            db.ChangeTracker.Clear();
        }
        foreach (var some in items.Where(i => !apart.Contains(i.Id)).Chunk(ShowItems.PageSize))
        {
            await give.Handle(request, [.. some.Select(i => $"{i.Id}:{i.Version}")], answers, null, ct);
            db.ChangeTracker.Clear();
        }
        await agree.Handle(request, "I took out what is about others and left in who worked with them.", null, answers, null, ct);
        db.ChangeTracker.Clear();
        var approval = await db.Approvals.AsNoTracking().Where(a => a.SubjectKind == SubjectKind.SubjectAccess && a.SubjectId == request).Select(a => a.Id).FirstAsync(ct);
        await approve.Handle(approval, new DecisionInput { Outcome = ApprovalOutcome.Approve }, null, agrees, null, ct);
        db.ChangeTracker.Clear();
        await pack.Handle(
            request,
            new GivingInput
            {
                PersonName = name,
                RecipientName = name,
                RecipientPlace = "AM1 2ZZ",
                How = "By hand, with a worker who read it with them",
                TalkTo = "The information team, telephone 01632 960000",
            },
            letterhead,
            (_, _, _) => Task.FromResult<byte[]?>(null),
            null,
            answers,
            null,
            ct
        );
        db.ChangeTracker.Clear();
    }

    private async Task BeingRead(Guid person, Actor answers, CancellationToken ct)
    {
        var request = await receive.Handle(
            person,
            new RequestInput
            {
                Asker = SubjectAsker.Parent,
                AskerName = "Mum",
                Authority = "Has parental responsibility; the child knows and agrees.",
                Wants = "What you have about my child since you began to come to us.",
                ReceivedOn = clock.Today.AddDays(-24),
                AskIdentity = false,
                IdentityHow = "Her worker has known her for a year.",
                RecipientName = "Mum, through her solicitor",
                RecipientAddress = "Messrs Invented and Partners\n1 Court Street\nAmberdale\nAM1 1AA",
            },
            answers,
            null,
            ct
        );
        await gather.Handle(request, null, answers, null, ct);
        db.ChangeTracker.Clear();
        var first = await db
            .SubjectItems.AsNoTracking()
            .Where(i => i.RequestId == request && i.PointedOut == 0)
            .OrderBy(i => i.Id)
            .Take(6)
            .Select(i => new { i.Id, i.Version })
            .ToListAsync(ct);
        if (first.Count > 0)
        {
            await give.Handle(request, [.. first.Select(i => $"{i.Id}:{i.Version}")], answers, null, ct);
            db.ChangeTracker.Clear();
        }
        var brother = await db
            .Relationships.AsNoTracking()
            .Where(r => r.OtherId == person && r.Kind == RelationshipKind.Sibling)
            .OrderBy(r => r.Id)
            .Select(r => db.People.Where(p => p.Id == r.PersonId).Select(p => p.GivenName).FirstOrDefault())
            .FirstOrDefaultAsync(ct);
        if (brother is { Length: > 1 })
        {
            await words.Add(request, brother, DisclosureReason.OtherPerson, answers, null, ct);
            db.ChangeTracker.Clear();
        }
    }
}
