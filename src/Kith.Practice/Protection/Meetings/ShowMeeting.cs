using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Children;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Protection.Meetings;

/// <summary>A meeting as a page shows it.</summary>
public sealed record MeetingView(
    Meeting Meeting,
    string? Chair,
    IReadOnlyList<ProtectionCase> Cases,
    IReadOnlyDictionary<Guid, string> Names,
    bool Held,
    bool CalledOff,
    DateOnly? HeldOn,
    DateOnly Today
)
{
    /// <summary>What was answered to the authority's own questions: the same for all children.</summary>
    public IReadOnlyList<Questions.Answered> Own { get; init; } = [];

    /// <summary>What was agreed there for those children, each with whose it is.</summary>
    public IReadOnlyList<(ActionItem Action, string Whose)> Agreed { get; init; } = [];

    /// <summary>The child's name.</summary>
    public string Name(Guid child) => Names.GetValueOrDefault(child, "A child");

    /// <summary>Reports that were asked for and have not come.</summary>
    public IReadOnlyList<Participant> ReportsMissing => [.. Meeting.Participants.Where(p => p is { ReportAsked: true, ReportReceivedOn: null })];
}

/// <summary>Shows one meeting with those of its children whom the reader may read: a restricted brother is not given away by his sister's conference.</summary>
[UseCase]
public sealed class ShowMeeting(KithDb db, RecordAccess access, Clock clock)
{
    /// <summary>Null when the meeting is not about this child. The caller has already been allowed to read this child's record.</summary>
    public async Task<MeetingView?> Show(Guid meetingId, Guid personId, Actor actor, CancellationToken ct = default)
    {
        var meeting = await db.Meetings.AsNoTracking().Include(m => m.Participants.OrderBy(p => p.Id)).FirstOrDefaultAsync(m => m.Id == meetingId, ct);
        if (meeting is null)
        {
            return null;
        }
        var about = await Children(db, meetingId).Distinct().ToListAsync(ct);
        if (!about.Contains(personId))
        {
            return null;
        }
        var names = await Names(about, actor, ct);
        var cases = await ProtectionCase.Load(db, [.. names.Keys], clock, tracked: false, ct);
        var ordered = cases.OrderByDescending(c => c.PersonId == personId).ThenBy(c => names[c.PersonId]).ToList();
        var dates = ordered.SelectMany(c => Dates(c, meetingId)).ToList();
        var chair = meeting.ChairWorkerId is { } w ? await db.Workers.Where(x => x.Id == w).Select(x => x.Name).FirstOrDefaultAsync(ct) : null;
        var heldOn = dates.Max(d => d.Held);
        return new MeetingView(meeting, chair, ordered, names, heldOn is not null, dates.Count > 0 && dates.All(d => d.CalledOff is not null), heldOn, clock.Today)
        {
            Agreed = heldOn is { } on ? await Agreed(meetingId, ordered, on, ct) : [],
            Own = meeting.Kind is MeetingKind.CoreGroup or MeetingKind.NeedReview && ordered.Count > 0 ? await Own(ordered[0], meetingId, ct) : [],
        };
    }

    /// <summary>An action that was agreed at a meeting belongs to the child's plan, and carries the day of the meeting.</summary>
    private async Task<IReadOnlyList<(ActionItem, string)>> Agreed(Guid meetingId, List<ProtectionCase> cases, DateOnly heldOn, CancellationToken ct)
    {
        ActionSource[] sources = [ActionSource.ProtectionPlan, ActionSource.NeedPlan, ActionSource.Conference, ActionSource.StrategyDiscussion];
        List<Guid> ids = [meetingId, .. cases.SelectMany(c => c.Plans).Select(p => p.Id), .. cases.SelectMany(c => c.NeedPlans).Select(p => p.Id)];
        var children = cases.Select(c => c.PersonId).ToList();
        var rows = await (
            from a in db.ActionItems.AsNoTracking()
            where sources.Contains(a.Source) && ids.Contains(a.SourceId) && a.SetOn == heldOn && children.Contains(a.PersonId!.Value)
            join w in db.Workers on a.OwnerWorkerId equals w.Id into ws
            from w in ws.DefaultIfEmpty()
            orderby a.DueOn, a.Id
            select new { Action = a, Worker = w.Name }
        ).ToListAsync(ct);
        return [.. rows.Select(r => (r.Action, r.Action.Whose(r.Worker)))];
    }

    private async Task<IReadOnlyList<Questions.Answered>> Own(ProtectionCase c, Guid meetingId, CancellationToken ct)
    {
        var subject = c.CoreGroups.Find(g => g.TogetherId == meetingId)?.Id ?? c.NeedReviews.Find(r => r.TogetherId == meetingId)?.Id;
        return subject is { } id ? await Questions.AskQuestions.Answers(db, c.PersonId, id, ct) : [];
    }

    /// <summary>Names of those children whom the reader may read.</summary>
    internal async Task<Dictionary<Guid, string>> Names(IReadOnlyCollection<Guid> children, Actor actor, CancellationToken ct) =>
        await access.ReadableAmong(actor).Where(o => children.Contains(o.PersonId)).ToDictionaryAsync(o => o.PersonId, o => o.DisplayName, ct);

    /// <summary>Whether the meeting is about the child.</summary>
    internal static Task<bool> Concerns(KithDb db, Guid meetingId, Guid personId, CancellationToken ct) => Children(db, meetingId).AnyAsync(p => p == personId, ct);

    /// <summary>Whom a meeting is about.</summary>
    internal static IQueryable<Guid> Children(KithDb db, Guid meetingId) =>
        db
            .StrategyDiscussions.Where(d => d.TogetherId == meetingId)
            .Select(d => d.PersonId)
            .Union(db.InitialConferences.Where(d => d.TogetherId == meetingId).Select(d => d.PersonId))
            .Union(db.ReviewConferences.Where(d => d.TogetherId == meetingId).Select(d => d.PersonId))
            .Union(db.CoreGroups.Where(d => d.TogetherId == meetingId).Select(d => d.PersonId))
            .Union(db.CinReviews.Where(d => d.TogetherId == meetingId).Select(d => d.PersonId));

    private static IEnumerable<(DateOnly? Held, DateOnly? CalledOff)> Dates(ProtectionCase c, Guid meetingId) =>
        c
            .Discussions.Where(d => d.TogetherId == meetingId)
            .Select(d => (d.HeldOn, d.CalledOffOn))
            .Concat(c.Conferences.Where(d => d.TogetherId == meetingId).Select(d => (d.HeldOn, d.CalledOffOn)))
            .Concat(c.Reviews.Where(d => d.TogetherId == meetingId).Select(d => (d.HeldOn, d.CalledOffOn)))
            .Concat(c.CoreGroups.Where(d => d.TogetherId == meetingId).Select(d => (d.HeldOn, d.CalledOffOn)))
            .Concat(c.NeedReviews.Where(d => d.TogetherId == meetingId).Select(d => (d.HeldOn, (DateOnly?)null)));
}
