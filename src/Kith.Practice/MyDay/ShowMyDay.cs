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
    ShowDiary diary,
    ShowOwnWork own,
    ShowTeamWork team,
    ShowTeams teams,
    ShowAdministration administration,
    Returns.Census.ShowDataToFix toFix,
    Oversight.ShowClimbed climbed,
    Supervision.ShowSupervision supervision,
    Training.ShowTrainingDue learning,
    Audits.Programme.ShowProgramme audits,
    Improvement.Recommendations.ShowRecommendationsDue recommended,
    SubjectAccess.ShowRequests requests,
    Clock clock
)
{
    public const int MostNotices = 20;

    /// <summary>Days ahead from which supervision that is due is shown.</summary>
    public const int SupervisionAhead = 7;

    /// <param name="by">How «do next» is put together.</param>
    public async Task<MyDayView> Show(Actor actor, NextBy by = NextBy.Consequence, CancellationToken ct = default)
    {
        var today = clock.Today;
        var policies = await PolicyBook.Load(db, ct);
        var (notices, drafts) = await Told(actor, ct);
        var mine = await own.Show(actor, policies, ct);
        var hand = await diary.Show(actor, mine, ct);
        var led = await team.Show(actor, policies, ct);
        var (fixes, ofTeams) = mine is null && led is null ? ([], 0) : await toFix.OfDay(actor, led is null ? [] : [.. led.Teams.Select(t => t.Id)], ct);
        return new MyDayView(
            today,
            notices,
            drafts,
            hand,
            hand is null && mine is null ? null : NextWork.Of(mine?.DoNext ?? [], hand?.Actions ?? [], hand?.ActionsInAll ?? 0, by, today),
            mine is { } work ? work with { ToFix = fixes } : null,
            led is null ? null : led with { DataToFix = ofTeams },
            await Service(actor, ct),
            actor.Roles.Contains(Role.DataOfficer) ? await Data(ct) : null,
            actor.May(Permission.Administer) ? await administration.Show(actor, ct) : null
        )
        {
            Climbed = await climbed.Show(actor, policies, ct),
            Learning = await learning.Of(actor, policies, ct),
            Audits = actor.WorkerId is { } me && actor.May(Permission.DoAudits) ? await audits.Own(me, actor, ct) : [],
            Requests = await requests.Of(actor, ct),
            // The day of a manager asks enough already: what waits is listed on the page of recommendations, one act away.
            RecommendedElsewhere = Improvement.Recommendations.ShowRecommendationsDue.HasFullDay(actor),
            Recommended = Improvement.Recommendations.ShowRecommendationsDue.HasFullDay(actor) ? [] : await recommended.Of(actor, policies, ct),
            Supervision = [.. (led?.Supervision ?? await supervision.DueFor(actor, policies, ct)).Where(d => d.DueOn <= today.AddDays(SupervisionAhead))],
        };
    }

    /// <summary>
    /// Notices and drafts, newest first. Either may be about a record that its reader may not (or no longer) read: then
    /// it carries no name and no link. Who may be read is asked of those few people, not worked out for everybody.
    /// </summary>
    private async Task<(List<NoticeLine> Notices, List<DraftLine> Drafts)> Told(Actor actor, CancellationToken ct)
    {
        var me = actor.AccountId;
        var notices = db
            .Notices.AsNoTracking()
            .Where(n => n.AccountId == me && n.ReadAt == null)
            .OrderByDescending(n => n.At)
            .Take(MostNotices)
            .Select(n => new
            {
                IsDraft = false,
                n.Id,
                n.Text,
                n.At,
                n.PersonId,
                n.Href,
            });
        var drafts = db
            .Drafts.AsNoTracking()
            .Where(d => d.AccountId == me)
            .OrderByDescending(d => d.SavedAt)
            .Take(MostNotices)
            .Select(d => new
            {
                IsDraft = true,
                d.Id,
                Text = d.Form,
                At = d.SavedAt,
                d.PersonId,
                d.Href,
            });
        var rows = await notices.Concat(drafts).ToListAsync(ct);
        var about = rows.Select(r => r.PersonId).OfType<Guid>().Distinct().ToList();
        var people =
            about.Count == 0
                ? []
                : await access
                    .Readable(actor)
                    .Where(p => about.Contains(p.Id))
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
                    .ToDictionaryAsync(p => p.Id, ct);
        var told = rows.OrderByDescending(r => r.At)
            .Select(r =>
            {
                var p = r.PersonId is { } id ? people.GetValueOrDefault(id) : null;
                return (
                    Row: r,
                    Name: p is null ? null : PersonNames.Display(p.GivenName, p.FamilyName, p.KnownAs, p.LaChildId, p.Unborn),
                    p?.Id,
                    IsChild: p is { HasChildRecord: true }
                );
            })
            .ToList();
        return (
            [.. told.Where(t => !t.Row.IsDraft).Select(t => new NoticeLine(t.Row.Id, t.Row.Text, t.Row.At, t.Id, t.Name, t.IsChild) { Href = t.Row.Href })],
            [.. told.Where(t => t.Row.IsDraft).Select(t => new DraftLine(t.Row.Id, t.Row.Text, t.Row.At, t.Id, t.Name, t.IsChild, t.Row.Href))]
        );
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
