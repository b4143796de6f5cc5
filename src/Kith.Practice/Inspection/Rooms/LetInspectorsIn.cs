using Kith.Practice.Access;
using Kith.Practice.Access.Accounts;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Kith.Standards.Calendar;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Inspection.Rooms;

/// <summary>An inspector as a form holds them.</summary>
public sealed record InspectorInput
{
    /// <summary>An account of an earlier visit; null for a new one.</summary>
    public Guid? AccountId { get; set; }
    public string? Name { get; set; }
    public string? Email { get; set; }
    public string? Part { get; set; }
    public DateOnly? From { get; set; }
    public DateOnly? Until { get; set; }
}

/// <summary>An inspector's way in, as those who keep it see it.</summary>
public sealed record InspectorLine(RoomInspector Inspector, bool Open, int Records, DateTime? LastSignedInAt);

/// <summary>The ways into a room.</summary>
/// <param name="Before">Accounts of inspectors from earlier visits.</param>
public sealed record InspectorsView(
    InspectionEvent Inspection,
    InspectionRoom Room,
    bool MayKeep,
    IReadOnlyList<InspectorLine> Lines,
    IReadOnlyList<(Guid AccountId, string Name)> Before,
    DateOnly Today
);

/// <summary>A room in an administrator's list.</summary>
public sealed record RoomLine(Guid InspectionId, InspectionKind Kind, DateOnly From, DateOnly To, string Coordinator, int Open);

/// <summary>
/// Lets inspectors into the room of one inspection, with accounts that only read and end by themselves, and ends them at
/// once. An account by itself opens nothing: what it may see is given to it, piece by piece.
/// </summary>
[UseCase]
public sealed class LetInspectorsIn(KithDb db, Acts.Acts acts, ILookupNormalizer names, Clock clock)
{
    /// <summary>The longest that a way in lasts.</summary>
    public const int MostDays = 92;

    /// <summary>The ways in. Null when there is no such room.</summary>
    /// <exception cref="AccessRefusedException">The actor lets nobody in.</exception>
    public async Task<InspectorsView?> Show(Guid inspectionId, Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.KeepInspectors, "see who was let into a room");
        var found = await (
            from r in db.InspectionRooms.AsNoTracking()
            where r.InspectionId == inspectionId
            join i in db.Inspections on r.InspectionId equals i.Id
            select new { Room = r, Inspection = i }
        ).FirstOrDefaultAsync(ct);
        if (found is null)
        {
            return null;
        }
        var (today, now) = (clock.Today, clock.UtcNow);
        var rows = await (
            from i in db.RoomInspectors.AsNoTracking()
            where i.InspectionId == inspectionId
            join a in db.Users on i.AccountId equals a.Id
            orderby i.From, i.Name, i.Id
            select new
            {
                Inspector = i,
                a.LastSignedInAt,
                Records = db.GivenRecords.Count(g => g.AccountId == i.AccountId && g.InspectionId == inspectionId && g.EndedAt == null && g.Until > now),
            }
        ).ToListAsync(ct);
        var here = rows.Select(r => r.Inspector.AccountId).ToHashSet();
        var before = await (
            from g in db.RoleGrants.AsNoTracking()
            where g.Role == Role.Inspector && !db.RoleGrants.Any(o => o.AccountId == g.AccountId && o.Role != Role.Inspector)
            join a in db.Users on g.AccountId equals a.Id
            select new { a.Id, a.DisplayName }
        )
            .Distinct()
            .ToListAsync(ct);
        return new(
            found.Inspection,
            found.Room,
            Keeps(actor, found.Room),
            [.. rows.Select(r => new InspectorLine(r.Inspector, r.Inspector.IsOpen(today), r.Records, r.LastSignedInAt))],
            [.. before.Where(b => !here.Contains(b.Id)).OrderBy(b => b.DisplayName, StringComparer.Ordinal).Select(b => (b.Id, b.DisplayName))],
            today
        );
    }

    /// <summary>Rooms, for an administrator who keeps their accounts and sees nothing else of them.</summary>
    /// <exception cref="AccessRefusedException">The actor lets nobody in.</exception>
    public async Task<IReadOnlyList<RoomLine>> List(Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.KeepInspectors, "list the rooms of inspections");
        var today = clock.Today;
        return await (
            from r in db.InspectionRooms.AsNoTracking()
            join i in db.Inspections on r.InspectionId equals i.Id
            orderby i.From descending, i.Id
            select new RoomLine(
                i.Id,
                i.Kind,
                i.From,
                i.To,
                r.CoordinatorName,
                db.RoomInspectors.Count(x => x.InspectionId == i.Id && x.EndedAt == null && x.From <= today && x.Until >= today)
            )
        )
            .Take(50)
            .ToListAsync(ct);
    }

    /// <summary>Lets an inspector in: makes an account that only reads, or takes up one from an earlier visit, for these days.</summary>
    /// <returns>The one-time link for a new account; without a secret where there is none to give.</returns>
    /// <exception cref="AccessRefusedException">The actor is neither administrator nor coordinator of this inspection.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be.</exception>
    public async Task<Invitation> LetIn(Guid inspectionId, InspectorInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var room = await Demand(inspectionId, actor, ct);
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return new(done, null, clock.UtcNow);
        }
        var problems = Dates(input.From, input.Until);
        if (input.Part?.Trim().Length > 100)
        {
            problems.Add(new(nameof(input.Part), "This must be 100 characters or fewer"));
        }
        Account? account = null;
        if (input.AccountId is { } earlier)
        {
            // An account that was ever more than an inspector's is not taken up: it might open more.
            account = await db.Users.FirstOrDefaultAsync(
                a => a.Id == earlier && db.RoleGrants.Any(g => g.AccountId == a.Id) && !db.RoleGrants.Any(g => g.AccountId == a.Id && g.Role != Role.Inspector),
                ct
            );
            if (
                account is null
                || await db.RoomInspectors.AnyAsync(i => i.InspectionId == inspectionId && i.AccountId == earlier && i.EndedAt == null && i.Until >= clock.Today, ct)
            )
            {
                problems.Add(new(nameof(input.AccountId), "Choose somebody from the list, or enter a new name"));
            }
        }
        else
        {
            if (string.IsNullOrWhiteSpace(input.Email))
            {
                problems.Add(new(nameof(input.Email), "Enter the work email address that the inspector signs in with"));
            }
            else
            {
                problems.AddRange(
                    (await AccountRules.Problems(db, names, new AccountInput(input.Email.Trim(), input.Name, input.Email, null, null, null), null, ct)).Select(p =>
                        p.Field switch
                        {
                            nameof(AccountInput.DisplayName) => new Problem(nameof(input.Name), p.Message),
                            nameof(AccountInput.UserName) => new Problem(
                                nameof(input.Email),
                                "There is an account with this address. If it is an inspector's, choose it from the list"
                            ),
                            _ => p,
                        }
                    )
                );
            }
        }
        Editing.Refuse([.. problems.DistinctBy(p => p.Field)]);
        var (from, until) = (input.From!.Value, input.Until!.Value);
        var act = acts.Begin(actor, "Let an inspector in", key: key);
        var made = account is null;
        if (account is null)
        {
            account = new Account
            {
                Id = clock.NewId(),
                DisplayName = input.Name!.Trim(),
                UserName = input.Email!.Trim(),
                NormalizedUserName = names.NormalizeName(input.Email.Trim()),
                Email = input.Email.Trim(),
                NormalizedEmail = names.NormalizeEmail(input.Email.Trim()),
                ValidFrom = from,
                ValidUntil = until,
                LockoutEnabled = true,
                SecurityStamp = AccountTokens.NewSecret(),
                ConcurrencyStamp = clock.NewId().ToString("N"),
            };
            db.Users.Add(account);
            act.Happened(new AccountAdded(account.Id, account.UserName, account.DisplayName, null, from, until));
        }
        else
        {
            account.ValidFrom = account.ValidUntil >= clock.Today && account.ValidFrom < from ? account.ValidFrom : from;
            account.ValidUntil = account.ValidUntil >= clock.Today && account.ValidUntil > until ? account.ValidUntil : until;
            account.ConcurrencyStamp = clock.NewId().ToString("N");
            act.Happened(new AccountChanged(account.Id, act.ChangesOf(account)));
        }
        var grant = new RoleGrant
        {
            Id = clock.NewId(),
            AccountId = account.Id,
            Role = Role.Inspector,
            From = from,
            Until = until,
        };
        db.RoleGrants.Add(grant);
        act.Happened(new RoleGranted(account.Id, grant.Id, Role.Inspector, null, from, until));
        var inspector = new RoomInspector
        {
            Id = clock.NewId(),
            InspectionId = room.InspectionId,
            AccountId = account.Id,
            Name = account.DisplayName,
            Part = PersonRules.Clean(input.Part),
            From = from,
            Until = until,
        };
        db.RoomInspectors.Add(inspector);
        act.Happened(new InspectorLetIn(inspectionId, inspector.Id, account.Id, inspector.Name, from, until));
        var invitation = made ? await Invitations.Make(db, act, account.Id, clock, ct) : new Invitation(account.Id, null, clock.UtcNow);
        return await act.Save(account.Id, ct) == account.Id ? invitation : new Invitation(account.Id, null, clock.UtcNow);
    }

    /// <summary>Moves the last day of a way in; what was given to it closes on the new day.</summary>
    /// <inheritdoc cref="LetIn"/>
    public async Task Move(Guid inspectionId, Guid inspectorId, DateOnly? until, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await Demand(inspectionId, actor, ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var inspector = await Load(inspectionId, inspectorId, ct);
        Editing.SameVersion(inspector, version);
        if (inspector.EndedAt is not null)
        {
            throw new NotAcceptedException("", "This way in was ended. Let the inspector in anew");
        }
        Editing.Refuse(Dates(inspector.From, until, moving: true));
        inspector.Until = until!.Value;
        var act = acts.Begin(actor, "Move an inspector's last day", key: key);
        act.Happened(new InspectorDatesChanged(inspectionId, inspectorId, inspector.Until));
        var closes = Closes(inspector.Until);
        foreach (var given in await db.GivenRecords.Where(g => g.InspectionId == inspectionId && g.AccountId == inspector.AccountId && g.EndedAt == null).ToListAsync(ct))
        {
            given.Until = closes;
        }
        await SetAccount(inspector, act, ct);
        await act.Save(inspectorId, ct);
    }

    /// <summary>Ends a way in at once: sessions end, what was given is taken back, and the account opens nothing any more.</summary>
    /// <inheritdoc cref="LetIn"/>
    public async Task End(Guid inspectionId, Guid inspectorId, string? why, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await Demand(inspectionId, actor, ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var inspector = await Load(inspectionId, inspectorId, ct);
        if (inspector.EndedAt is not null)
        {
            return;
        }
        if (Editing.Text("Why", why, "Say why it ends", 200) is { } missing)
        {
            throw new NotAcceptedException([missing]);
        }
        (inspector.EndedAt, inspector.EndedBy, inspector.EndedWhy) = (clock.UtcNow, actor.Name, why!.Trim());
        var act = acts.Begin(actor, "End an inspector's way in", why.Trim(), key);
        act.Happened(new InspectorEnded(inspectionId, inspectorId, inspector.AccountId, why.Trim()));
        foreach (var given in await db.GivenRecords.Where(g => g.InspectionId == inspectionId && g.AccountId == inspector.AccountId && g.EndedAt == null).ToListAsync(ct))
        {
            given.EndedAt = act.At;
            act.Happened(new RecordTakenBackFromReader(inspectionId, given.PersonId, [inspector.AccountId]));
        }
        await NameNoLonger(db, inspector.AccountId, null, inspectionId, ct);
        await SetAccount(inspector, act, ct);
        await db.EndSessions(inspector.AccountId, null, ct);
        await act.Save(inspectorId, ct);
    }

    /// <summary>The instant at which what is given until a day closes.</summary>
    internal static DateTime Closes(DateOnly until) => LondonTime.StartOfDayUtc(until.AddDays(1));

    /// <summary>Takes an inspector's name off restrictions, unless another room still names it.</summary>
    internal static async Task NameNoLonger(KithDb db, Guid account, Guid? person, Guid inspectionId, CancellationToken ct)
    {
        var readers = await db
            .RestrictionReaders.Where(n =>
                n.AccountId == account
                && (person == null || n.PersonId == person)
                && !db.GivenRecords.Any(g => g.AccountId == account && g.PersonId == n.PersonId && g.InspectionId != inspectionId && g.EndedAt == null)
            )
            .ToListAsync(ct);
        db.RestrictionReaders.RemoveRange(readers);
    }

    internal static bool Keeps(Actor actor, InspectionRoom room) =>
        actor.May(Permission.Administer) || (actor.May(Permission.KeepInspectors) && room.CoordinatorAccountId == actor.AccountId);

    /// <summary>The account's own days follow from all rooms that it was let into.</summary>
    private async Task SetAccount(RoomInspector inspector, Act act, CancellationToken ct)
    {
        var today = clock.Today;
        var elsewhere = await db
            .RoomInspectors.AsNoTracking()
            .Where(i => i.AccountId == inspector.AccountId && i.Id != inspector.Id && i.EndedAt == null && i.Until >= today)
            .MaxAsync(i => (DateOnly?)i.Until, ct);
        var here = inspector.EndedAt is null ? inspector.Until : today.AddDays(-1);
        var until = elsewhere is { } other && other > here ? other : here;
        var account = await AccountRules.Load(db, inspector.AccountId, ct);
        if (account.ValidUntil != until)
        {
            account.ValidUntil = until;
            account.ConcurrencyStamp = clock.NewId().ToString("N");
            act.Happened(new AccountChanged(account.Id, act.ChangesOf(account)));
        }
        foreach (
            var grant in await db.RoleGrants.Where(g => g.AccountId == inspector.AccountId && g.Role == Role.Inspector && (g.Until == null || g.Until >= today)).ToListAsync(ct)
        )
        {
            if (grant.Until != until)
            {
                grant.Until = until;
                act.Happened(new RoleWithdrawn(inspector.AccountId, grant.Id, Role.Inspector, until));
            }
        }
    }

    private async Task<InspectionRoom> Demand(Guid inspectionId, Actor actor, CancellationToken ct)
    {
        RecordAccess.Demand(actor, Permission.KeepInspectors, "let an inspector in");
        var room =
            await db.InspectionRooms.AsNoTracking().FirstOrDefaultAsync(r => r.InspectionId == inspectionId, ct)
            ?? throw new AccessRefusedException(Sight.Nothing, "let an inspector in");
        return Keeps(actor, room) ? room : throw new AccessRefusedException(Sight.Read, "let an inspector into a room that somebody else coordinates");
    }

    private async Task<RoomInspector> Load(Guid inspectionId, Guid inspectorId, CancellationToken ct) =>
        await db.RoomInspectors.FirstOrDefaultAsync(i => i.Id == inspectorId && i.InspectionId == inspectionId, ct)
        ?? throw new NotAcceptedException("", "This inspector is not there any more");

    private List<Problem> Dates(DateOnly? from, DateOnly? until, bool moving = false)
    {
        var today = clock.Today;
        var problems = new List<Problem>();
        if (!moving && (from is null || from < today || from > today.AddDays(MostDays)))
        {
            problems.Add(new(nameof(InspectorInput.From), $"Enter the first day, from today and within {MostDays} days"));
        }
        if (until is not { } last || last < today || last < from || last > today.AddDays(MostDays))
        {
            problems.Add(new(nameof(InspectorInput.Until), $"Enter the last day, from today on and within {MostDays} days"));
        }
        return problems;
    }
}
