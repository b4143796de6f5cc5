using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Casework;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Retention;

/// <summary>A disposal in the list. Of a record that is still there and that the actor may not read, only that there is one.</summary>
/// <param name="Name">Null once the record is gone.</param>
/// <param name="Again">True when a restored backup brought the record back, so that its disposal is due again.</param>
public sealed record DisposalLine(Disposal Disposal, string? Name, bool Readable, bool Again);

/// <summary>One disposal, or its certificate.</summary>
/// <param name="Approval">The request that a second person decides on; null where there is none any more.</param>
/// <param name="ApprovalVersion">Its version, for the form.</param>
/// <param name="WhyNotDecide">Why the actor may not decide; null where they may.</param>
/// <param name="Again">True when a restored backup brought the record back, so that its disposal is due again.</param>
public sealed record DisposalPage(Disposal Disposal, string? Name, Guid? Approval, int? ApprovalVersion, string? WhyNotDecide, bool Open, bool Again);

/// <summary>Shows disposals under way and the certificates of those that were carried out.</summary>
[UseCase]
public sealed class ShowDisposals(KithDb db, RecordAccess access)
{
    public const int Most = 200;

    /// <summary>Those under way first, then the latest.</summary>
    /// <exception cref="AccessRefusedException">The actor does not keep retention.</exception>
    public async Task<IReadOnlyList<DisposalLine>> List(Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.KeepRetention, "see disposals");
        var open = await db.Disposals.AsNoTracking().Where(d => d.State == DisposalState.Proposed || d.State == DisposalState.Agreed).OrderBy(d => d.Id).Take(Most).ToListAsync(ct);
        var latest = await db.Disposals.AsNoTracking().OrderByDescending(d => d.Id).Take(Most).ToListAsync(ct);
        var all = open.OrderBy(d => d.State == DisposalState.Agreed).Concat(latest.Where(d => d.State is not (DisposalState.Proposed or DisposalState.Agreed))).ToList();
        var ids = all.Select(d => d.PersonId).Distinct().ToList();
        var names = await access.Readable(actor).Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.DisplayName, ct);
        var there = await db.People.Where(p => ids.Contains(p.Id)).Select(p => p.Id).ToListAsync(ct);
        var again = await BroughtBack([.. open.Where(d => d.State == DisposalState.Agreed).Select(d => d.PersonId)], ct);
        return
        [
            .. all.Select(d => new DisposalLine(
                d,
                names.GetValueOrDefault(d.PersonId),
                names.ContainsKey(d.PersonId) || !there.Contains(d.PersonId),
                d.State == DisposalState.Agreed && again.Contains(d.PersonId)
            )),
        ];
    }

    /// <summary>Null where there is none. Of a record that is still there, only for those who may read it.</summary>
    /// <exception cref="AccessRefusedException">The actor does not keep retention, or may not read the record.</exception>
    public async Task<DisposalPage?> Show(Guid id, Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.KeepRetention, "see a disposal");
        if (await db.Disposals.AsNoTracking().FirstOrDefaultAsync(d => d.Id == id, ct) is not { } disposal)
        {
            return null;
        }
        var person = await db.People.AsNoTracking().FirstOrDefaultAsync(p => p.Id == disposal.PersonId, ct);
        if (person is not null)
        {
            await access.Demand(actor, person.Id, Permission.KeepRetention, "see a disposal", ct);
        }
        var approval =
            disposal.State == DisposalState.Proposed
                ? await db
                    .Approvals.AsNoTracking()
                    .Where(a => a.SubjectKind == SubjectKind.Disposal && a.SubjectId == id && a.PersonId == disposal.PersonId)
                    .OrderByDescending(a => a.AskedAt)
                    .FirstOrDefaultAsync(ct)
                : null;
        return new DisposalPage(
            disposal,
            person?.DisplayName,
            approval?.Id,
            approval?.Version,
            approval is null ? null
                : !actor.May(Permission.AgreeDisposal) ? "The head of service or the director decides"
                : approval.WhyNot(actor),
            disposal.State is DisposalState.Proposed or DisposalState.Agreed,
            disposal.State == DisposalState.Agreed && (await BroughtBack([disposal.PersonId], ct)).Count > 0
        );
    }

    /// <summary>Whose disposal was taken up again by a restored backup: the trail of the record says so.</summary>
    private async Task<HashSet<Guid>> BroughtBack(List<Guid> people, CancellationToken ct) =>
        people.Count == 0
            ? []
            :
            [
                .. await db
                    .TrailEntries.AsNoTracking()
                    .Where(e => e.PersonId != null && people.Contains(e.PersonId.Value) && e.Event == nameof(DisposalTakenUpAgain))
                    .Select(e => e.PersonId!.Value)
                    .Distinct()
                    .ToListAsync(ct),
            ];

    /// <summary>Whose record a disposal is about, so that the page can be guarded; null where there is none any more.</summary>
    public Task<Guid?> PersonOf(Guid id, CancellationToken ct = default) =>
        db.Disposals.Where(d => d.Id == id && db.People.Any(p => p.Id == d.PersonId)).Select(d => (Guid?)d.PersonId).FirstOrDefaultAsync(ct);
}

/// <summary>What somebody knows who asks whether a record was held.</summary>
public sealed record AskedInput
{
    public string? GivenName { get; set; }
    public string? FamilyName { get; set; }
    public DateOnly? DateOfBirth { get; set; }

    /// <summary>NHS number, pupil number or the authority's own id of the child.</summary>
    public string? Number { get; set; }
}

/// <summary>Answers «did you hold a record of this person?» from certificates, for whoever knows name and date of birth.</summary>
[UseCase]
public sealed class AskWhetherHeld(KithDb db, DisposalMarks marks, Acts.Acts acts)
{
    /// <summary>The certificates that match; empty where none does. That it was asked is in the trail, without the name.</summary>
    /// <exception cref="AccessRefusedException">The actor does not keep retention.</exception>
    /// <exception cref="NotAcceptedException">Neither a name with a date of birth nor a number is given.</exception>
    public async Task<IReadOnlyList<Disposal>> Find(AskedInput input, Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.KeepRetention, "ask whether a record was held");
        var named = !string.IsNullOrWhiteSpace(input.GivenName) && !string.IsNullOrWhiteSpace(input.FamilyName) && input.DateOfBirth is not null;
        if (!named && string.IsNullOrWhiteSpace(input.Number))
        {
            throw new NotAcceptedException(nameof(input.GivenName), "Enter first name, family name and date of birth, or a number");
        }
        var asked = await marks.Asked(input.GivenName, input.FamilyName, input.DateOfBirth, input.Number, ct);
        var found = await db
            .Disposals.AsNoTracking()
            .Where(d => db.DisposalDigests.Any(m => m.DisposalId == d.Id && asked.Contains(m.Mark)) && (d.State == DisposalState.Done || d.State == DisposalState.RecordsGone))
            .OrderByDescending(d => d.DoneAt)
            .ToListAsync(ct);
        var act = acts.Begin(actor, "Ask whether a record was held");
        act.Happened(new AskedWhetherHeld(found.Count));
        await act.Save(Guid.Empty, ct);
        return found;
    }
}
