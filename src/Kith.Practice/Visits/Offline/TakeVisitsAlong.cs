using System.Globalization;
using Kith.Practice.Access;
using Kith.Practice.Access.Accounts;
using Kith.Practice.Acts;
using Kith.Practice.Children;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Practice.Voice;
using Kith.Standards.Calendar;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Visits.Offline;

/// <summary>A child who can be chosen to be taken along.</summary>
/// <param name="Visit">The planned visit, in words; null where none is planned in the time.</param>
/// <param name="StaysHere">True: a restricted record that may not leave.</param>
public sealed record TakeableChild(Guid Id, string Name, string Age, string? HomeKey, string? Visit, DateOnly? VisitOn, bool StaysHere);

/// <summary>What is sent to take children along.</summary>
public sealed record TakeAlongInput
{
    public List<Guid> Children { get; set; } = [];

    /// <summary>What the device made to be known by: at least 32 characters that nobody can guess.</summary>
    public string? Secret { get; set; }

    /// <summary>The packet that the device holds already.</summary>
    public Guid? Replaces { get; set; }
}

/// <summary>Prepares what a worker takes along to places without signal: the chosen children, and of each the least that a visit needs.</summary>
[UseCase]
public sealed class TakeVisitsAlong(KithDb db, RecordAccess access, Acts.Acts acts, ReadLedger ledger, IDataProtectionProvider protection, Clock clock)
{
    /// <summary>The most children of one packet.</summary>
    public const int Most = 40;

    /// <summary>What each child's access log says.</summary>
    public const string Process = "Take visits along";

    private static readonly string[] Telephones = ["Mobile", "Home telephone", "Work telephone"];

    /// <summary>Locks the key of a packet that stays here.</summary>
    internal static IDataProtector Cipher(IDataProtectionProvider protection) => protection.CreateProtector("Kith.OfflineVisits.v1");

    /// <summary>The last day on which a packet that is prepared now can be used.</summary>
    public static DateOnly LastDay(PolicyBook book, DateOnly today) => today.AddDays(book.Whole(Policies.OfflineDays, today));

    /// <summary>Whom the actor may choose: those of their planned visits first, then their other children.</summary>
    public async Task<(IReadOnlyList<TakeableChild> Children, DateOnly LastDay)> List(Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.RecordWork, "take visits along");
        var today = clock.Today;
        var book = await PolicyBook.Load(db, ct);
        var last = LastDay(book, today);
        var restricted = book.IsYes(Policies.OfflineRestricted, today);
        var planned = await Planned(actor, last, ct);
        var workers = actor.WorkerIds;
        var visited = planned.SelectMany(p => p.Children).Select(c => c.PersonId).Distinct().ToList();
        var mine = db.ChildOverviews.Where(o => workers.Contains(o.WorkerId!.Value) && ChildWords.OpenStatuses.Contains(o.Status)).Select(o => o.PersonId);
        var rows = await access.ReadableAmong(actor).Where(o => visited.Contains(o.PersonId) || mine.Contains(o.PersonId)).OrderBy(o => o.SortName).Take(200).ToListAsync(ct);
        return (
            [
                .. rows.Select(o =>
                    {
                        var visit = planned.Where(p => p.Children.Any(c => c.PersonId == o.PersonId)).OrderBy(p => p.On).ThenBy(p => p.At).FirstOrDefault();
                        return new TakeableChild(
                            o.PersonId,
                            o.DisplayName,
                            ChildWords.Age(o.BornOn, o.Unborn, today),
                            o.HouseholdKey,
                            visit is null ? null : $"{DateWords.Short(visit.On, today)}{(visit.At is { } at ? $" at {at:HH\\:mm}" : "")}",
                            visit?.On,
                            o.Restricted && !restricted
                        );
                    })
                    .OrderBy(c => c.VisitOn ?? DateOnly.MaxValue)
                    .ThenBy(c => c.Visit, StringComparer.Ordinal),
            ],
            last
        );
    }

    /// <summary>Takes children along. Each child's access log says so before anything is handed out.</summary>
    /// <param name="device">The browser's description of itself.</param>
    /// <param name="session">The session that asks, as the server keeps it.</param>
    /// <exception cref="AccessRefusedException">One of the children is not the actor's to read or to record on.</exception>
    /// <exception cref="NotAcceptedException">Nobody was chosen, too many, or a restricted record that may not leave.</exception>
    public async Task<PacketContent> Handle(TakeAlongInput input, string? device, string? session, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var ids = input.Children.Distinct().ToList();
        RecordAccess.Demand(actor, Permission.RecordWork, Process);
        if (ids.Count is 0 or > Most)
        {
            throw new NotAcceptedException(nameof(input.Children), ids.Count == 0 ? "Select the children whom you will visit" : $"Select {Most} children or fewer");
        }
        if (input.Secret is not { Length: >= 32 and <= 200 })
        {
            throw new NotAcceptedException("", "This device could not be prepared. Open the page again");
        }
        var children = await access.ReadableAmong(actor).Where(o => ids.Contains(o.PersonId)).ToListAsync(ct);
        if (children.Count != ids.Count)
        {
            throw new AccessRefusedException(Sight.Nothing, Process);
        }
        var today = clock.Today;
        var book = await PolicyBook.Load(db, ct);
        if (children.Exists(c => c.Restricted) && !book.IsYes(Policies.OfflineRestricted, today))
        {
            throw new NotAcceptedException(nameof(input.Children), "Restricted records stay in the office. Take the others without them");
        }
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            throw new NotAcceptedException("", "This was prepared already. Open the page again to prepare another");
        }
        var last = LastDay(book, today);
        var (point, opening) = SealedVisit.NewPair();
        var act = acts.Begin(actor, Process, key: key);
        var packet = new OfflinePacket
        {
            Id = clock.NewId(),
            AccountId = actor.AccountId,
            Device = Access.SignIn.Devices.Of(device),
            Session = session is null ? null : AccountTokens.Digest(session),
            PreparedAt = act.At,
            Until = LondonTime.StartOfDayUtc(last.AddDays(1)),
            SecretDigest = AccountTokens.Digest(input.Secret),
            OpeningKey = Cipher(protection).Protect(Convert.ToBase64String(opening)),
            Children = string.Join(' ', ids),
        };
        db.OfflinePackets.Add(packet);
        act.Happened(new OfflinePacketPrepared(actor.AccountId, packet.Id, packet.Device, ids.Count, packet.Until));
        if (
            input.Replaces is { } earlier
            && await db.OfflinePackets.FirstOrDefaultAsync(p => p.Id == earlier && p.AccountId == actor.AccountId && p.EndedAt == null, ct) is { } old
        )
        {
            old.EndFor(PacketEnd.Replaced, act.At);
            act.Happened(new OfflinePacketEnded(actor.AccountId, old.Id, old.Device, PacketEnd.Replaced));
        }
        var content = await Content(packet, point, children, actor, last, book.Whole(Policies.OfflineLock, today), ct);
        await act.Save(packet.Id, ct);
        await ledger.WriteAll(actor, Process, ids.Select(c => new RecordTakenOut(c, $"For visits without signal, on {packet.Device}, until the end of {DateWords.Long(last)}")));
        return content;
    }

    private Task<List<PlannedVisit>> Planned(Actor actor, DateOnly last, CancellationToken ct)
    {
        var workers = actor.WorkerIds;
        // A visit of some days ago that nobody has written up may still take place.
        var first = clock.Today.AddDays(-7);
        return db
            .PlannedVisits.AsNoTracking()
            .Include(p => p.Children)
            .Where(p => workers.Contains(p.WorkerId!.Value) && p.VisitId == null && p.CancelledOn == null && p.On >= first && p.On <= last)
            .OrderBy(p => p.On)
            .Take(100)
            .ToListAsync(ct);
    }

    private async Task<PacketContent> Content(
        OfflinePacket packet,
        string point,
        List<Projections.ChildOverview> children,
        Actor actor,
        DateOnly last,
        int lockMinutes,
        CancellationToken ct
    )
    {
        var today = clock.Today;
        var ids = children.Select(c => c.PersonId).ToList();
        var people = await db
            .People.AsNoTracking()
            .Where(p => ids.Contains(p.Id))
            .Select(p => new
            {
                p.Id,
                p.GivenName,
                p.KnownAs,
                p.FamilyName,
                p.HowToBeWithMe,
                p.FirstLanguage,
                p.InterpreterNeeded,
                Agreed = db
                    .VisitChildren.Where(c => c.PersonId == p.Id && c.Visit!.Next != null)
                    .OrderByDescending(c => c.Visit!.On)
                    .ThenByDescending(c => c.Id)
                    .Select(c => c.Visit!.Next)
                    .FirstOrDefault(),
                Method = db.VoiceEntries.Where(v => v.PersonId == p.Id).OrderByDescending(v => v.On).ThenByDescending(v => v.Id).Select(v => v.Method).FirstOrDefault(),
            })
            .ToDictionaryAsync(p => p.Id, ct);
        var homes = (await db.PersonAddresses.AsNoTracking().Where(a => ids.Contains(a.PersonId) && (a.To == null || a.To > today) && a.Kind == "Home").ToListAsync(ct)).ToLookup(
            a => a.PersonId
        );
        // Whoever is at home with a child can be rung, and what must be known of them concerns the visit.
        var around = await (
            from r in db.Relationships.AsNoTracking()
            where ids.Contains(r.PersonId) && (r.To == null || r.To > today) && !ids.Contains(r.OtherId)
            join mine in db.PersonAddresses on r.PersonId equals mine.PersonId
            join theirs in db.PersonAddresses on r.OtherId equals theirs.PersonId
            where mine.AddressKey != "" && mine.AddressKey == theirs.AddressKey && (mine.To == null || mine.To > today) && (theirs.To == null || theirs.To > today)
            select new
            {
                r.PersonId,
                r.OtherId,
                r.Kind,
            }
        )
            .Distinct()
            .ToListAsync(ct);
        var others = around.Select(a => a.OtherId).Distinct().ToList();
        var adults = await access
            .Readable(actor)
            .AsNoTracking()
            .Where(p => others.Contains(p.Id) && !p.HasChildRecord)
            .Select(p => new { p.Id, Name = p.KnownAs ?? p.GivenName })
            .ToDictionaryAsync(p => p.Id, p => p.Name, ct);
        var all = ids.Concat(adults.Keys).ToList();
        var numbers = (
            await db
                .ContactMethods.AsNoTracking()
                .Where(c => all.Contains(c.PersonId) && (c.To == null || c.To > today) && Telephones.Contains(c.Kind))
                .OrderBy(c => c.Id)
                .ToListAsync(ct)
        ).ToLookup(c => c.PersonId);
        var warnings = (await db.WarningNotes.AsNoTracking().Where(w => all.Contains(w.PersonId) && w.EndedOn == null).OrderBy(w => w.Id).ToListAsync(ct)).ToLookup(w =>
            w.PersonId
        );
        var planned = await Planned(actor, last, ct);
        var keys = children.Select(c => c.HouseholdKey).Where(k => k is not null).Distinct().ToList();
        return new PacketContent(
            packet.Id,
            actor.Name,
            packet.Until,
            DateWords.Full(last),
            point,
            lockMinutes,
            [
                .. children
                    .OrderBy(c => c.SortName, StringComparer.Ordinal)
                    .Select(
                        (c, i) =>
                        {
                            var p = people[c.PersonId];
                            var home = homes[c.PersonId].OrderByDescending(a => a.From).FirstOrDefault();
                            var near = around.Where(a => a.PersonId == c.PersonId && adults.ContainsKey(a.OtherId)).ToList();
                            var first = p.KnownAs ?? p.GivenName ?? (c.Unborn ? "Unborn baby" : c.DisplayName);
                            return new PacketChild(
                                c.PersonId,
                                first,
                                p.FamilyName ?? "",
                                c.Unborn ? "Not born yet"
                                    : c.BornOn is { } born ? $"{DateWords.Long(born)} ({ChildWords.Age(born, false, today)})"
                                    : "Date of birth not recorded",
                                c.Unborn,
                                c.HouseholdKey is { } key ? keys.IndexOf(key) : keys.Count + i,
                                home?.ToString(),
                                home?.Confidential == true,
                                [
                                    .. numbers[c.PersonId].Select(n => new PacketNumber(first, n.Value, n.SafeToContactNote)),
                                    .. near.SelectMany(a =>
                                        numbers[a.OtherId].Select(n => new PacketNumber($"{adults[a.OtherId]} ({Relation(a.Kind.Inverse())})", n.Value, n.SafeToContactNote))
                                    ),
                                ],
                                p.HowToBeWithMe,
                                Language(p.FirstLanguage, p.InterpreterNeeded),
                                [.. warnings[c.PersonId].Concat(near.SelectMany(a => warnings[a.OtherId])).Select(w => w.Text).Distinct()],
                                c.LastSeenOn is { } seen ? $"Last seen {DateWords.Short(seen, today)}{(c.LastSeenAlone == true ? ", alone" : "")}" : null,
                                p.Agreed,
                                p.Method is { } method && VisitWords.Methods.Contains(method) ? method : null
                            );
                        }
                    ),
            ],
            [
                .. planned
                    .Where(v => v.Children.Exists(c => ids.Contains(c.PersonId)))
                    .Select(v => new PacketVisit(
                        v.Id,
                        v.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                        DateWords.Short(v.On, today),
                        v.At?.ToString("HH:mm", CultureInfo.InvariantCulture),
                        v.Place,
                        v.Purpose,
                        [.. v.Children.Select(c => c.PersonId).Where(ids.Contains)]
                    )),
            ],
            VisitWords.Places,
            VisitWords.Methods,
            [.. Enum.GetValues<VisitMissed>().Select(m => new PacketChoice(m.ToString(), VisitWords.Missed(m)))],
            [.. Enum.GetValues<Feeling>().Reverse().Select(f => new PacketChoice(f.ToString(), VoiceWords.Of(f)))]
        );
    }

    private static string Relation(RelationshipKind kind) =>
        kind switch
        {
            RelationshipKind.AuntOrUncle => "aunt or uncle",
            RelationshipKind.StepParent => "step parent",
            RelationshipKind.OtherRelative => "family",
            RelationshipKind.OtherConnected => "close to the family",
            _ => kind.ToString().ToLowerInvariant(),
        };

    private static string? Language(string? first, bool interpreter) =>
        (first, interpreter) switch
        {
            ({ Length: > 0 }, true) => $"{first}; an interpreter is needed",
            ({ Length: > 0 }, false) => first,
            (_, true) => "An interpreter is needed",
            _ => null,
        };
}
