using Kith.Practice.Access;
using Kith.Practice.Children;
using Kith.Practice.Import;
using Kith.Practice.Projections;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Kith.Practice.Workforce.Teams;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.MyDay;

/// <summary>Puts together what a person sees first, by the roles they hold.</summary>
[UseCase]
public sealed class ShowMyDay(
    KithDb db,
    RecordAccess access,
    ShowOwnWork own,
    ShowTeamWork team,
    ShowTeams teams,
    ShowAdministration administration,
    Returns.Census.ShowDataToFix toFix,
    Clock clock
)
{
    public const int MostNotices = 20;

    public async Task<MyDayView> Show(Actor actor, CancellationToken ct = default)
    {
        var today = clock.Today;
        var policies = await PolicyBook.Load(db, ct);
        var notices = await Notices(actor, ct);
        var drafts = await Drafts(actor, ct);
        return new MyDayView(
            today,
            notices,
            drafts,
            await own.Show(actor, policies, ct) is { } work ? work with { ToFix = await toFix.OfMine(actor, ct) } : null,
            await team.Show(actor, policies, ct) is { } led ? led with { DataToFix = await toFix.CountOfTeams([.. led.Teams.Select(t => t.Id)], actor, ct) } : null,
            await Service(actor, ct),
            actor.Roles.Contains(Role.DataOfficer) ? await Data(ct) : null,
            actor.May(Permission.Administer) ? await administration.Show(actor, ct) : null
        );
    }

    private async Task<List<NoticeLine>> Notices(Actor actor, CancellationToken ct)
    {
        var me = actor.AccountId;
        var readable = access.Readable(actor);
        // A notice may be about a record that its reader may not (or no longer) read: then it carries no name and no link.
        var rows = await db
            .Notices.AsNoTracking()
            .Where(n => n.AccountId == me && n.ReadAt == null)
            .OrderByDescending(n => n.At)
            .Take(MostNotices)
            .Select(n => new
            {
                n.Id,
                n.Text,
                n.At,
                Person = readable
                    .Where(p => p.Id == n.PersonId)
                    .Select(p => new
                    {
                        p.Id,
                        p.GivenName,
                        p.FamilyName,
                        p.KnownAs,
                        p.LaChildId,
                        Unborn = p.ExpectedDateOfBirth != null,
                        p.HasChildRecord,
                    })
                    .FirstOrDefault(),
            })
            .ToListAsync(ct);
        return
        [
            .. rows.Select(n => new NoticeLine(
                n.Id,
                n.Text,
                n.At,
                n.Person?.Id,
                n.Person is { } p ? PersonNames.Display(p.GivenName, p.FamilyName, p.KnownAs, p.LaChildId, p.Unborn) : null,
                n.Person is { HasChildRecord: true }
            )),
        ];
    }

    private async Task<List<DraftLine>> Drafts(Actor actor, CancellationToken ct)
    {
        var me = actor.AccountId;
        var readable = access.Readable(actor);
        var rows = await db
            .Drafts.AsNoTracking()
            .Where(d => d.AccountId == me)
            .OrderByDescending(d => d.SavedAt)
            .Take(MostNotices)
            .Select(d => new
            {
                d.Id,
                d.Form,
                d.SavedAt,
                Person = readable
                    .Where(p => p.Id == d.PersonId)
                    .Select(p => new
                    {
                        p.Id,
                        p.GivenName,
                        p.FamilyName,
                        p.KnownAs,
                        p.LaChildId,
                        Unborn = p.ExpectedDateOfBirth != null,
                        p.HasChildRecord,
                    })
                    .FirstOrDefault(),
            })
            .ToListAsync(ct);
        return
        [
            .. rows.Select(d => new DraftLine(
                d.Id,
                d.Form,
                d.SavedAt,
                d.Person?.Id,
                d.Person is { } p ? PersonNames.Display(p.GivenName, p.FamilyName, p.KnownAs, p.LaChildId, p.Unborn) : null,
                d.Person is { HasChildRecord: true }
            )),
        ];
    }

    private async Task<ServiceWork?> Service(Actor actor, CancellationToken ct)
    {
        if (!actor.Roles.Any(r => r is Role.HeadOfService or Role.Director or Role.PrincipalSocialWorker or Role.Auditor))
        {
            return null;
        }
        var tree = await teams.Show(actor, ct: ct);
        var within = tree.Where(t => t.Counts is not null).ToList();
        var shown = within.Select(t => t.Id).ToHashSet();
        var total = within.Where(t => t.ParentId is not { } p || !shown.Contains(p)).Aggregate(TeamCounts.None, (sum, t) => sum + t.Counts!);
        var without = actor.WholeAuthority ? await access.ReadableChildren(actor).CountAsync(o => o.TeamId == null && ChildWords.OpenStatuses.Contains(o.Status), ct) : 0;
        return new ServiceWork(within, total with { Open = total.Open + without }, without);
    }

    private async Task<DataWork> Data(CancellationToken ct)
    {
        var runs = await db
            .ImportRuns.AsNoTracking()
            .OrderByDescending(r => r.AskedAt)
            .Take(8)
            .Select(r => new RunLine(r.Id, r.Source, r.FileName, r.State, r.DryRun, r.AskedAt, r.Added, r.Changed, r.Ended, r.Refused, r.Failure))
            .ToListAsync(ct);
        var refused = await db.ImportRefusals.CountAsync(r => r.TakenAt == null && db.ImportRuns.Any(i => i.Id == r.RunId && !i.DryRun), ct);
        var running = await db.ImportRuns.CountAsync(r => r.State == ImportState.Running || r.State == ImportState.Waiting, ct);
        return new DataWork([.. runs.Select(r => r with { Source = Sources.Describe(r.Source) })], refused, running);
    }
}
