using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Referrals;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Practice.Workforce;
using Kith.Practice.Workforce.Allocate;
using Kith.Standards.CodeSets;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Transfers;

/// <summary>To whom a child's case moves, and why.</summary>
public sealed record TransferInput
{
    public Guid? ToTeamId { get; set; }

    /// <summary>DfE code of the authority, when the child moves away.</summary>
    public string? ToAuthority { get; set; }
    public string? Reason { get; set; }

    /// <summary>Referrals of brothers and sisters who move with the child.</summary>
    public List<Guid> Others { get; set; } = [];
}

/// <summary>A brother or sister who could move with a child, or is moving with them.</summary>
public sealed record MovesToo(Guid Id, Guid PersonId, string Name);

/// <summary>What was agreed when the teams met.</summary>
public sealed record MeetingInput
{
    public DateOnly? MetOn { get; set; }
    public string? Agreed { get; set; }
    public string? LateReason { get; set; }

    /// <summary>It was about the brothers and sisters too who move with the child.</summary>
    public bool Others { get; set; }
}

/// <summary>Another team takes the child.</summary>
public sealed record AcceptInput
{
    public Guid? WorkerId { get; set; }

    /// <summary>What the child was told, and by whom; where a worker takes over from another, how they will be told stands in <see cref="Handover"/>.</summary>
    public string? ChildTold { get; set; }

    /// <summary>The brothers and sisters who move with the child go to the same worker, and were told the same.</summary>
    public bool Others { get; set; }

    /// <summary>How the child hears of the new worker. Asked for whenever someone else held the case within the year.</summary>
    public HandoverInput? Handover { get; set; }
}

/// <summary>A transfer was asked for.</summary>
public sealed record TransferAsked(Guid Person, Guid Transfer, Guid? FromTeam, Guid? ToTeam, string? ToAuthority, string Reason) : PersonEvent(Person);

/// <summary>Both teams met.</summary>
public sealed record TransferMet(Guid Person, Guid Transfer, DateOnly On, string Agreed, string? LateReason) : PersonEvent(Person);

/// <summary>The other team took the child.</summary>
public sealed record TransferAccepted(Guid Person, Guid Transfer, Guid? Team, Guid? Worker, string ChildTold) : PersonEvent(Person);

/// <summary>A transfer was declined or withdrawn.</summary>
public sealed record TransferEnded(Guid Person, Guid Transfer, string Reason) : PersonEvent(Person);

/// <summary>Moves a child's case to another team or authority: asked, met, accepted, and the child told.</summary>
[UseCase]
public sealed class MoveChild(KithDb db, RecordAccess access, Acts.Acts acts, Actions.ActionLedger ledger, Clock clock)
{
    /// <exception cref="AccessRefusedException">The actor may not record on the child.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be.</exception>
    public async Task<Guid> Ask(Guid episodeId, TransferInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var found = await ReferralCase.Load(db, episodeId, ct) ?? throw new AccessRefusedException(Sight.Nothing, "ask for a transfer");
        await access.Demand(actor, found.Episode.PersonId, Permission.RecordWork, "ask for a transfer", ct);
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        ReferralMachine.Machine.Demand(found, ReferralAct.AskTransfer);
        var moving = new List<ReferralCase> { found };
        foreach (var other in input.Others.Where(o => o != episodeId).Distinct())
        {
            var sibling = await ReferralCase.Load(db, other, ct) ?? throw new AccessRefusedException(Sight.Nothing, "ask for a transfer");
            await access.Demand(actor, sibling.Episode.PersonId, Permission.RecordWork, "ask for a transfer for several children", ct);
            ReferralMachine.Machine.Demand(sibling, ReferralAct.AskTransfer);
            moving.Add(sibling);
        }
        var people = moving.Select(m => m.Episode.PersonId).ToList();
        var teams = await db.ChildOverviews.AsNoTracking().Where(o => people.Contains(o.PersonId)).ToDictionaryAsync(o => o.PersonId, o => o.TeamId, ct);
        var from = teams.GetValueOrDefault(found.Episode.PersonId);
        var problems = new List<Problem>();
        if (input.ToTeamId is { } team && (teams.ContainsValue(team) || !await db.Teams.AnyAsync(t => t.Id == team && t.ClosedOn == null, ct)))
        {
            problems.Add(
                new(
                    nameof(input.ToTeamId),
                    team == from ? "The child is with this team already"
                        : teams.ContainsValue(team) ? "One of the brothers and sisters is with this team already"
                        : "Choose a team from the list"
                )
            );
        }
        if (input.ToTeamId is null && string.IsNullOrWhiteSpace(input.ToAuthority))
        {
            problems.Add(new(nameof(input.ToTeamId), "Choose the team, or the authority, that the child moves to"));
        }
        if (!string.IsNullOrWhiteSpace(input.ToAuthority) && !CodeSets.LocalAuthority.Contains(input.ToAuthority))
        {
            problems.Add(new(nameof(input.ToAuthority), "Choose an authority from the list"));
        }
        if (Editing.Text(nameof(input.Reason), input.Reason, "Say why the child moves", 2000) is { } why)
        {
            problems.Add(why);
        }
        Editing.Refuse(problems);
        var act = acts.Begin(actor, "Ask for a transfer", key: key);
        Guid? first = null;
        Guid? together = moving.Count > 1 ? clock.NewId() : null;
        foreach (var episode in moving.Select(m => m.Episode))
        {
            var transfer = new Transfer
            {
                Id = clock.NewId(),
                PersonId = episode.PersonId,
                EpisodeId = episode.Id,
                TogetherId = together,
                FromTeamId = teams.GetValueOrDefault(episode.PersonId),
                ToTeamId = input.ToTeamId,
                ToAuthority = input.ToTeamId is null ? input.ToAuthority : null,
                Reason = input.Reason!.Trim(),
                AskedOn = clock.Today,
                AskedByAccountId = actor.AccountId,
            };
            db.Transfers.Add(transfer);
            first ??= transfer.Id;
            act.Happened(new TransferAsked(transfer.PersonId, transfer.Id, transfer.FromTeamId, transfer.ToTeamId, transfer.ToAuthority, transfer.Reason));
        }
        return await act.Save(first!.Value, ct);
    }

    /// <exception cref="AccessRefusedException">The actor may not record on the child.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be.</exception>
    public async Task Meet(Guid transferId, MeetingInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var transfer = await Load(transferId, Permission.RecordWork, "record a transfer meeting", version, actor, ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        TransferMachine.Machine.Demand(transfer, TransferAct.Meet);
        var problems = new List<Problem>();
        if (input.MetOn is not { } met || met > clock.Today || met < transfer.AskedOn)
        {
            problems.Add(new(nameof(input.MetOn), "Enter the date of the meeting: after it was asked for, and not later than today"));
            met = clock.Today;
        }
        if (Editing.Text(nameof(input.Agreed), input.Agreed, "Write what was agreed", 4000) is { } agreed)
        {
            problems.Add(agreed);
        }
        var late = met > (await IntervalPolicy.Load(db, ct)).Due("case_transfer", transfer.AskedOn);
        if (late && Editing.Text(nameof(input.LateReason), input.LateReason, "Say why the meeting was held after its time", 500) is { } why)
        {
            problems.Add(why);
        }
        Editing.Refuse(problems);
        var act = acts.Begin(actor, "Record a transfer meeting", key: key);
        foreach (var t in await With(transfer, input.Others, TransferAct.Meet, Permission.RecordWork, "record a transfer meeting", actor, ct))
        {
            t.Meet(met, input.Agreed!.Trim(), late ? input.LateReason!.Trim() : null);
            act.Happened(new TransferMet(t.PersonId, t.Id, met, t.Agreed!, t.LateReason));
        }
        await act.Save(transferId, ct);
    }

    /// <summary>A manager of the team that takes the child accepts; the child has a worker, or waits in sight of that team, from the same day.</summary>
    /// <exception cref="AccessRefusedException">The actor may not decide for the team.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be.</exception>
    public async Task Accept(Guid transferId, AcceptInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var transfer = await Load(transferId, Permission.Decide, "accept a transfer", version, actor, ct);
        if (transfer.ToTeamId is { } to && !actor.WholeAuthority && !actor.ManagedTeamIds.Contains(to))
        {
            throw new NotAcceptedException("", "A manager of the team that takes the child accepts");
        }
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        TransferMachine.Machine.Demand(transfer, TransferAct.Accept);
        var worker = input.WorkerId is { } id ? await db.Workers.AsNoTracking().FirstOrDefaultAsync(w => w.Id == id, ct) : null;
        if (input.WorkerId is not null && (worker is null || worker.TeamId != transfer.ToTeamId || worker.LeftOn <= clock.Today))
        {
            throw new NotAcceptedException(nameof(input.WorkerId), "Choose a worker of the team that takes the child");
        }
        var today = clock.Today;
        var moving = await With(transfer, input.Others, TransferAct.Accept, Permission.Decide, "accept a transfer", actor, ct);
        var earlier = new Dictionary<Guid, Worker>();
        foreach (var t in moving)
        {
            if (worker is not null && await Handovers.From(db, t.PersonId, worker.Id, today, ct) is { } before)
            {
                earlier[t.PersonId] = before;
            }
        }
        if (earlier.Count > 0)
        {
            // Another worker comes: a child does not find out from a new face at the door.
            Editing.Refuse(Handovers.Problems(input.Handover, earlier.GetValueOrDefault(transfer.PersonId) ?? earlier.Values.First(), worker!, actor.WorkerId, today));
        }
        else if (Editing.Text(nameof(input.ChildTold), input.ChildTold, "Write what the child was told, and by whom", 2000) is { } told)
        {
            throw new NotAcceptedException([told]);
        }
        var act = acts.Begin(actor, "Accept a transfer", key: key);
        var together = earlier.Count > 1 ? clock.NewId() : (Guid?)null;
        foreach (var t in moving)
        {
            await Take(act, t, worker, (input.ChildTold ?? input.Handover?.Tell)!.Trim(), earlier.GetValueOrDefault(t.PersonId), input.Handover, together, actor, ct);
        }
        await act.Save(transferId, ct);
    }

    private async Task Take(
        Act act,
        Transfer transfer,
        Worker? worker,
        string childTold,
        Worker? earlier,
        HandoverInput? handover,
        Guid? together,
        Actor actor,
        CancellationToken ct
    )
    {
        var today = clock.Today;
        transfer.Accept(today, childTold, actor);
        if (transfer.ToTeamId is { } team)
        {
            Guid? before = null;
            foreach (var lead in await db.Allocations.Where(a => a.PersonId == transfer.PersonId && a.Role == AllocationRole.Lead && a.To == null).ToListAsync(ct))
            {
                if (lead.IsFromExtract)
                {
                    throw new NotAcceptedException("", $"The worker who holds this case comes from the {Sources.Describe(lead.Source!)}. Change it there");
                }
                before ??= lead.WorkerId;
                lead.To = today;
                lead.ChangeReason ??= "TSPROC";
                act.Happened(new AllocationEnded(transfer.PersonId, lead.Id, lead.WorkerId, AllocationRole.Lead, today, "TSPROC"));
            }
            if (worker is not null)
            {
                // What was in hand goes with the child; the child was told before this could be accepted.
                await Handover.Carry(db, act, transfer.PersonId, before, worker.Id, [transfer.PersonId], ct);
            }
            var allocation = new Allocation
            {
                Id = clock.NewId(),
                PersonId = transfer.PersonId,
                WorkerId = worker?.Id,
                TeamId = team,
                Role = AllocationRole.Lead,
                From = today,
                ChangeReason = "TSPROC",
                EpisodeId = transfer.EpisodeId,
            };
            db.Allocations.Add(allocation);
            if (worker is not null)
            {
                act.Happened(new ChildAllocated(transfer.PersonId, allocation.Id, worker.Id, worker.Name, team, AllocationRole.Lead, today, "TSPROC"));
                if (earlier is not null)
                {
                    Handovers.Begin(db, clock, ledger, act, transfer.PersonId, allocation, earlier, worker, handover!, together);
                }
                await AllocateChild.Tell(db, clock, act, actor, transfer.PersonId, [(worker.Id, "A child was transferred to you.")], ct);
            }
            if (transfer.EpisodeId is { } episode && await db.Episodes.FirstOrDefaultAsync(e => e.Id == episode && e.Source == null, ct) is { } referral)
            {
                (referral.TeamId, referral.WorkerId) = (team, worker?.Id);
            }
        }
        act.Happened(new TransferAccepted(transfer.PersonId, transfer.Id, transfer.ToTeamId, worker?.Id, transfer.ChildTold!));
    }

    /// <exception cref="AccessRefusedException">The actor may not record on the child.</exception>
    /// <exception cref="NotAcceptedException">A reason is missing, or it is settled already.</exception>
    /// <param name="others">The brothers and sisters who were to move with the child stay too.</param>
    public async Task End(Guid transferId, string? reason, int? version, Actor actor, Guid? key, CancellationToken ct = default, bool others = false)
    {
        var transfer = await Load(transferId, Permission.RecordWork, "end a transfer", version, actor, ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        TransferMachine.Machine.Demand(transfer, TransferAct.End);
        if (Editing.Text("Reason", reason, "Say why it does not happen", 1000) is { } missing)
        {
            throw new NotAcceptedException([missing]);
        }
        var act = acts.Begin(actor, "Decline or withdraw a transfer", reason!.Trim(), key);
        foreach (var t in await With(transfer, others, TransferAct.End, Permission.RecordWork, "end a transfer", actor, ct))
        {
            t.End(clock.Today, reason.Trim(), actor);
            act.Happened(new TransferEnded(t.PersonId, t.Id, reason.Trim()));
        }
        await act.Save(transferId, ct);
    }

    /// <summary>The transfers of a referral, latest first. The caller has already been allowed to read the record.</summary>
    public async Task<IReadOnlyList<Transfer>> List(Guid episodeId, CancellationToken ct = default) =>
        await db.Transfers.AsNoTracking().Where(t => t.EpisodeId == episodeId).OrderByDescending(t => t.AskedOn).ThenByDescending(t => t.Id).ToListAsync(ct);

    /// <summary>Brothers and sisters of the same home and team who could move with the child of a referral: each by their own referral. Only those whose records may be read.</summary>
    public async Task<IReadOnlyList<MovesToo>> CouldMove(Guid episodeId, Actor actor, CancellationToken ct = default)
    {
        var child = await (
            from e in db.Episodes.AsNoTracking()
            where e.Id == episodeId
            join o in db.ChildOverviews on e.PersonId equals o.PersonId
            select new
            {
                o.PersonId,
                o.HouseholdKey,
                o.TeamId,
            }
        ).FirstOrDefaultAsync(ct);
        if (child?.HouseholdKey is not { } home || child.TeamId is not { } team)
        {
            return [];
        }
        var rows = await (
            from o in access.ReadableAmong(actor)
            where o.HouseholdKey == home && o.TeamId == team && o.PersonId != child.PersonId
            join e in db.Episodes on o.PersonId equals e.PersonId
            where e.ClosedOn == null && e.Source == null && !e.NoFurtherAction && (e.DecidedOn != null || e.Decision != null || e.PrimaryNeed != null)
            where !db.Transfers.Any(t => t.PersonId == o.PersonId && t.AcceptedOn == null && t.EndedOn == null)
            orderby o.BornOn, o.PersonId
            select new
            {
                e.Id,
                o.PersonId,
                o.DisplayName,
            }
        ).ToListAsync(ct);
        return [.. rows.Select(r => new MovesToo(r.Id, r.PersonId, r.DisplayName))];
    }

    /// <summary>Who moves with the child of a running transfer; only those whose records may be read.</summary>
    public async Task<IReadOnlyList<MovesToo>> MoveWith(Transfer transfer, Actor actor, CancellationToken ct = default)
    {
        if (transfer.TogetherId is not { } together)
        {
            return [];
        }
        var rows = await (
            from t in db.Transfers.AsNoTracking()
            where t.TogetherId == together && t.Id != transfer.Id && t.AcceptedOn == null && t.EndedOn == null
            join o in access.ReadableAmong(actor) on t.PersonId equals o.PersonId
            orderby o.BornOn, o.PersonId
            select new
            {
                t.Id,
                t.PersonId,
                o.DisplayName,
            }
        ).ToListAsync(ct);
        return [.. rows.Select(r => new MovesToo(r.Id, r.PersonId, r.DisplayName))];
    }

    /// <summary>The teams a child could move to.</summary>
    public async Task<IReadOnlyList<(Guid Id, string Name)>> Teams(CancellationToken ct = default) =>
        [
            .. (
                await db.Teams.AsNoTracking().Where(t => t.ClosedOn == null && t.Kind != TeamKind.Service).OrderBy(t => t.Name).Select(t => new { t.Id, t.Name }).ToListAsync(ct)
            ).Select(t => (t.Id, t.Name)),
        ];

    /// <summary>The workers of a team.</summary>
    public async Task<IReadOnlyList<(Guid Id, string Name)>> Workers(Guid team, CancellationToken ct = default)
    {
        var today = clock.Today;
        return
        [
            .. (
                await db
                    .Workers.AsNoTracking()
                    .Where(w => w.TeamId == team && (w.LeftOn == null || w.LeftOn > today))
                    .OrderBy(w => w.Name)
                    .Select(w => new { w.Id, w.Name })
                    .ToListAsync(ct)
            ).Select(w => (w.Id, w.Name)),
        ];
    }

    /// <summary>The transfer, and with it those of the brothers and sisters who move together and stand where it stands.</summary>
    private async Task<IReadOnlyList<Transfer>> With(Transfer transfer, bool others, TransferAct what, Permission permission, string words, Actor actor, CancellationToken ct)
    {
        if (!others || transfer.TogetherId is null)
        {
            return [transfer];
        }
        var all = new List<Transfer> { transfer };
        foreach (var other in await MoveWith(transfer, actor, ct))
        {
            var t = await db.Transfers.FirstAsync(x => x.Id == other.Id, ct);
            if (TransferMachine.Machine.Of(t) == TransferMachine.Machine.Of(transfer))
            {
                await access.Demand(actor, t.PersonId, permission, $"{words} for several children", ct);
                TransferMachine.Machine.Demand(t, what);
                all.Add(t);
            }
        }
        return all;
    }

    private async Task<Transfer> Load(Guid id, Permission permission, string what, int? version, Actor actor, CancellationToken ct)
    {
        var transfer = await db.Transfers.FirstOrDefaultAsync(t => t.Id == id, ct) ?? throw new AccessRefusedException(Sight.Nothing, what);
        await access.Demand(actor, transfer.PersonId, permission, what, ct);
        Editing.SameVersion(transfer, version);
        return transfer;
    }
}
