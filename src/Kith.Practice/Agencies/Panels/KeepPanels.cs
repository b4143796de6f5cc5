using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Agencies;

/// <summary>A panel as a form holds it.</summary>
public sealed record PanelInput
{
    public PanelKind? Kind { get; set; }
    public string? Name { get; set; }
    public string? Purpose { get; set; }
    public Guid? ChairWorkerId { get; set; }
    public bool ManagerAgrees { get; set; }
    public DateOnly? Until { get; set; }

    public static PanelInput Of(Panel p) =>
        new()
        {
            Kind = p.Kind,
            Name = p.Name,
            Purpose = p.Purpose,
            ChairWorkerId = p.ChairWorkerId,
            ManagerAgrees = p.ManagerAgrees,
            Until = p.Until,
        };
}

/// <summary>Makes panels, and says who sits on them.</summary>
[UseCase]
public sealed class KeepPanels(KithDb db, RecordAccess access, Acts.Acts acts, Clock clock)
{
    public const int Longest = 2000;
    private readonly PanelSight sight = new(db, access, clock);

    /// <summary>Makes a panel, or changes one. Whoever makes one sits on it.</summary>
    /// <exception cref="AccessRefusedException">The actor keeps no panels, or does not sit on this one.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be.</exception>
    /// <exception cref="SecondEditorException">Someone else changed it since.</exception>
    public async Task<Guid> Write(Guid? id, PanelInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.KeepPanels, "keep a panel");
        if (id is { } mine)
        {
            await sight.Demand(mine, actor, "keep a panel", ct);
        }
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        var problems = new List<Problem>();
        if (input.Kind is not { } kind || !Enum.IsDefined(kind))
        {
            problems.Add(new(nameof(input.Kind), "Choose the kind of panel"));
        }
        PanelSight.Need(problems, nameof(input.Name), input.Name, "Name the panel", 120);
        PanelSight.Short(problems, Longest, (nameof(input.Purpose), input.Purpose));
        var today = clock.Today;
        var chair = input.ChairWorkerId is { } c ? await db.Workers.AsNoTracking().FirstOrDefaultAsync(w => w.Id == c && (w.LeftOn == null || w.LeftOn > today), ct) : null;
        if (chair is null)
        {
            problems.Add(new(nameof(input.ChairWorkerId), "Choose who chairs it"));
        }
        if (input.Until < today)
        {
            problems.Add(new(nameof(input.Until), "The last day must be today or later"));
        }
        Editing.Refuse(problems);
        Panel panel;
        if (id is { } known)
        {
            panel = await db.Panels.FirstOrDefaultAsync(p => p.Id == known, ct) ?? throw new NotAcceptedException("", "This panel is not there");
            Editing.SameVersion(panel, version);
        }
        else
        {
            panel = new Panel
            {
                Id = clock.NewId(),
                Name = "",
                From = today,
            };
            db.Panels.Add(panel);
            if (actor.WorkerId is { } me && me != chair!.Id)
            {
                db.PanelMembers.Add(
                    new PanelMember
                    {
                        Id = clock.NewId(),
                        PanelId = panel.Id,
                        WorkerId = me,
                        From = today,
                    }
                );
            }
        }
        var act = acts.Begin(actor, "Keep a panel", key: key);
        if (panel.ChairWorkerId != chair!.Id)
        {
            // What the panel owes is the chair's: it goes with the chair.
            foreach (
                var child in await db
                    .PanelChildren.Where(e => e.PanelId == panel.Id && e.WithdrawnOn == null && e.CirculatedOn == null)
                    .Select(e => e.PersonId)
                    .Distinct()
                    .ToListAsync(ct)
            )
            {
                act.Touch(child);
            }
        }
        (panel.Kind, panel.Name, panel.Purpose) = (input.Kind!.Value, input.Name!.Trim(), PersonRules.Clean(input.Purpose));
        (panel.ChairWorkerId, panel.TeamId, panel.ManagerAgrees, panel.Until) = (chair.Id, chair.TeamId, input.ManagerAgrees, input.Until);
        act.Happened(new PanelKept(panel.Id, panel.Name, panel.Kind, panel.ChairWorkerId, panel.ManagerAgrees, panel.Until));
        return await act.Save(panel.Id, ct);
    }

    /// <summary>Somebody sits on the panel from today: a worker, or somebody of an agency.</summary>
    /// <exception cref="AccessRefusedException">The actor does not keep this panel.</exception>
    /// <exception cref="NotAcceptedException">Nobody is chosen, or they sit on it already.</exception>
    public async Task Join(Guid panel, Guid? workerId, Guid? professionalId, string? part, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await sight.Demand(panel, actor, "say who sits on a panel", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var today = clock.Today;
        var name = professionalId is { } p
            ? await db.Professionals.Where(x => x.Id == p && (x.Until == null || x.Until >= today)).Select(x => x.Name).FirstOrDefaultAsync(ct)
            : await db.Workers.Where(w => w.Id == workerId && (w.LeftOn == null || w.LeftOn > today)).Select(w => w.Name).FirstOrDefaultAsync(ct);
        if (name is null || (workerId is not null && professionalId is not null))
        {
            throw new NotAcceptedException("WorkerId", "Choose one person: a worker, or somebody of an agency");
        }
        if (
            await db.PanelMembers.AnyAsync(
                m => m.PanelId == panel && (m.Until == null || m.Until >= today) && (professionalId == null ? m.WorkerId == workerId : m.ProfessionalId == professionalId),
                ct
            )
        )
        {
            throw new NotAcceptedException("WorkerId", $"{name} sits on the panel already");
        }
        if (part?.Trim().Length > 120)
        {
            throw new NotAcceptedException("Part", "This must be 120 characters or fewer");
        }
        var member = new PanelMember
        {
            Id = clock.NewId(),
            PanelId = panel,
            WorkerId = professionalId is null ? workerId : null,
            ProfessionalId = professionalId,
            Part = PersonRules.Clean(part),
            From = today,
        };
        db.PanelMembers.Add(member);
        var act = acts.Begin(actor, "Join a panel", key: key);
        act.Happened(new PanelMemberChanged(panel, member.Id, true, name));
        await act.Save(member.Id, ct);
    }

    /// <summary>Somebody leaves the panel: from now on they see no more of it than others.</summary>
    /// <exception cref="AccessRefusedException">The actor does not keep this panel.</exception>
    public async Task Leave(Guid panel, Guid member, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await sight.Demand(panel, actor, "say who sits on a panel", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var found =
            await db.PanelMembers.FirstOrDefaultAsync(m => m.Id == member && m.PanelId == panel && m.Until == null, ct)
            ?? throw new NotAcceptedException("", "They do not sit on this panel");
        found.Until = clock.Today.AddDays(-1);
        var name = found.WorkerId is { } w
            ? await db.Workers.Where(x => x.Id == w).Select(x => x.Name).FirstOrDefaultAsync(ct)
            : await db.Professionals.Where(x => x.Id == found.ProfessionalId).Select(x => x.Name).FirstOrDefaultAsync(ct);
        var act = acts.Begin(actor, "Leave a panel", key: key);
        act.Happened(new PanelMemberChanged(panel, member, false, name ?? ""));
        await act.Save(member, ct);
    }
}
