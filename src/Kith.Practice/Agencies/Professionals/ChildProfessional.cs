using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Protection.Meetings;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Agencies;

/// <summary>Someone of another agency who knows or helps a child: the professional network.</summary>
public sealed class ChildProfessional : PersonRecord
{
    public Guid ProfessionalId { get; set; }

    /// <summary>What they are to this child: «class teacher», «school nurse».</summary>
    public string? Part { get; set; }
    public DateOnly From { get; set; }
    public DateOnly? To { get; set; }

    /// <summary>Whether they may be asked to meetings about the child; a family can say no to some.</summary>
    public bool MayBeInvited { get; set; }

    /// <summary>Why it ended.</summary>
    public string? EndedReason { get; set; }
}

/// <summary>Someone joined the professionals around a child.</summary>
public sealed record ProfessionalJoined(Guid Person, Guid Link, Guid Professional, string? Part, DateOnly From, bool MayBeInvited) : PersonEvent(Person);

/// <summary>Whether a professional may be asked to meetings about a child changed.</summary>
public sealed record ProfessionalInvitingChanged(Guid Person, Guid Link, bool MayBeInvited, string Reason) : PersonEvent(Person);

/// <summary>Someone left the professionals around a child.</summary>
public sealed record ProfessionalLeft(Guid Person, Guid Link, DateOnly To, string Reason) : PersonEvent(Person);

/// <summary>Who joins the professionals around a child.</summary>
public sealed record ChildProfessionalInput
{
    public Guid? ProfessionalId { get; set; }
    public string? Part { get; set; }
    public DateOnly? From { get; set; }
    public bool MayBeInvited { get; set; } = true;
}

/// <summary>One of the professionals around a child.</summary>
public sealed record AroundLine(
    Guid Link,
    int Version,
    Guid ProfessionalId,
    string Name,
    string? Part,
    string Agency,
    Agency Kind,
    string? Phone,
    string? Email,
    string? Urgent,
    DateOnly From,
    DateOnly? To,
    bool MayBeInvited,
    string? EndedReason,
    bool StillThere
);

/// <summary>Keeps the professionals around a child, from the directory.</summary>
[UseCase]
public sealed class KeepProfessionals(KithDb db, RecordAccess access, Acts.Acts acts, Clock clock)
{
    /// <summary>Those around a child now, then those who were. The caller has already been allowed to read the record.</summary>
    public async Task<IReadOnlyList<AroundLine>> List(Guid childId, CancellationToken ct = default)
    {
        var today = clock.Today;
        var lines = await Lines(db, db.ChildProfessionals.AsNoTracking().Where(c => c.PersonId == childId), today).ToListAsync(ct);
        return [.. lines.OrderBy(l => l.To is not null).ThenBy(l => l.Agency, StringComparer.Ordinal).ThenBy(l => l.Name, StringComparer.Ordinal)];
    }

    /// <summary>Those of some children who may be asked to a meeting, each once. The caller has already been allowed to read the children.</summary>
    public async Task<IReadOnlyList<AroundLine>> Invitable(IReadOnlyCollection<Guid> children, CancellationToken ct = default)
    {
        var today = clock.Today;
        var lines = await Lines(db, db.ChildProfessionals.AsNoTracking().Where(c => children.Contains(c.PersonId) && c.To == null && c.MayBeInvited), today).ToListAsync(ct);
        return [.. lines.Where(l => l.StillThere).DistinctBy(l => l.ProfessionalId).OrderBy(l => l.Kind).ThenBy(l => l.Name, StringComparer.Ordinal)];
    }

    /// <exception cref="AccessRefusedException">The actor may not record on this child.</exception>
    /// <exception cref="NotAcceptedException">Nobody is chosen, or they are around the child already.</exception>
    public async Task Add(Guid childId, ChildProfessionalInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await access.Demand(actor, childId, Permission.RecordWork, "keep the professionals around a child", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var problems = new List<Problem>();
        var today = clock.Today;
        var chosen = input.ProfessionalId is { } id ? await db.Professionals.AsNoTracking().FirstOrDefaultAsync(p => p.Id == id, ct) : null;
        if (chosen is null || !chosen.IsActive(today))
        {
            problems.Add(new(nameof(input.ProfessionalId), "Choose someone from the directory"));
        }
        else if (await db.ChildProfessionals.AnyAsync(c => c.PersonId == childId && c.ProfessionalId == chosen.Id && c.To == null, ct))
        {
            problems.Add(new(nameof(input.ProfessionalId), $"{chosen.Name} is on the list already"));
        }
        if (input.Part?.Length > 200)
        {
            problems.Add(new(nameof(input.Part), "This must be 200 characters or fewer"));
        }
        if (input.From > today)
        {
            problems.Add(new(nameof(input.From), "The date must be today or in the past"));
        }
        Editing.Refuse(problems);
        var link = new ChildProfessional
        {
            Id = clock.NewId(),
            PersonId = childId,
            ProfessionalId = chosen!.Id,
            Part = PersonRules.Clean(input.Part) ?? chosen.JobTitle,
            From = input.From ?? today,
            MayBeInvited = input.MayBeInvited,
        };
        db.ChildProfessionals.Add(link);
        var act = acts.Begin(actor, "Add a professional around a child", key: key);
        act.Happened(new ProfessionalJoined(childId, link.Id, link.ProfessionalId, link.Part, link.From, link.MayBeInvited));
        await act.Save(link.Id, ct);
    }

    /// <summary>Says whether they may be asked to meetings, with a reason.</summary>
    /// <exception cref="AccessRefusedException">The actor may not record on this child.</exception>
    /// <exception cref="NotAcceptedException">No reason is given, or they are not on the list.</exception>
    public Task Inviting(Guid childId, Guid linkId, bool may, string? reason, int? version, Actor actor, Guid? key, CancellationToken ct = default) =>
        Keep(
            childId,
            linkId,
            reason,
            "Say why this changes",
            version,
            actor,
            key,
            (link, why, act) =>
            {
                if (link.MayBeInvited != may)
                {
                    link.MayBeInvited = may;
                    act.Happened(new ProfessionalInvitingChanged(childId, linkId, may, why));
                }
            },
            ct
        );

    /// <summary>Ends it: they left, or are not needed any more.</summary>
    /// <exception cref="AccessRefusedException">The actor may not record on this child.</exception>
    /// <exception cref="NotAcceptedException">No reason is given, or they are not on the list.</exception>
    public Task End(Guid childId, Guid linkId, string? reason, int? version, Actor actor, Guid? key, CancellationToken ct = default) =>
        Keep(
            childId,
            linkId,
            reason,
            "Say why it ends",
            version,
            actor,
            key,
            (link, why, act) =>
            {
                (link.To, link.EndedReason) = (clock.Today, why);
                act.Happened(new ProfessionalLeft(childId, linkId, link.To.Value, why));
            },
            ct
        );

    private async Task Keep(
        Guid childId,
        Guid linkId,
        string? reason,
        string missing,
        int? version,
        Actor actor,
        Guid? key,
        Action<ChildProfessional, string, Act> change,
        CancellationToken ct
    )
    {
        await access.Demand(actor, childId, Permission.RecordWork, "keep the professionals around a child", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var link =
            await db.ChildProfessionals.FirstOrDefaultAsync(c => c.Id == linkId && c.PersonId == childId && c.To == null, ct)
            ?? throw new NotAcceptedException("", "This person is no longer on the list");
        Editing.SameVersion(link, version);
        if (Editing.Text("Reason", reason, missing, 300) is { } wrong)
        {
            throw new NotAcceptedException([wrong]);
        }
        var act = acts.Begin(actor, "Keep the professionals around a child", reason!.Trim(), key);
        change(link, reason.Trim(), act);
        await act.Save(linkId, ct);
    }

    private static IQueryable<AroundLine> Lines(KithDb db, IQueryable<ChildProfessional> links, DateOnly today) =>
        from c in links
        join p in db.Professionals on c.ProfessionalId equals p.Id
        join a in db.PartnerAgencies on p.AgencyId equals a.Id
        select new AroundLine(
            c.Id,
            c.Version,
            p.Id,
            p.Name,
            c.Part,
            a.Name,
            a.Kind,
            p.Phone ?? a.Phone,
            p.Email,
            a.UrgentContact,
            c.From,
            c.To,
            c.MayBeInvited,
            c.EndedReason,
            (p.Until == null || p.Until >= today) && (a.Until == null || a.Until >= today)
        );
}
