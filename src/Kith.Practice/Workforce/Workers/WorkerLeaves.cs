using Kith.Practice.Access;
using Kith.Practice.Access.Accounts;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Kith.Practice.Training;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Workforce.Workers;

/// <summary>When someone leaves, and who manages their people from then on.</summary>
public sealed record LeaveInput
{
    public DateOnly? LeftOn { get; set; }
    public Guid? ManagerInstead { get; set; }
}

/// <summary>Someone left.</summary>
public sealed record WorkerLeft(Guid Worker, DateOnly On) : WorkerEvent(Worker);

/// <summary>Someone who had left is back, or had not left after all.</summary>
public sealed record WorkerReturned(Guid Worker) : WorkerEvent(Worker);

/// <summary>
/// Writes down that someone leaves. Refused while children are allocated to them, so that no child is left without a
/// worker; the people they managed get another manager, their places on training go to whoever waits, and their account ends
/// with them.
/// </summary>
[UseCase]
public sealed class WorkerLeaves(KithDb db, Acts.Acts acts, KeepSessions sessions, Clock clock)
{
    /// <summary>So often it is tried when somebody books one of the leaver's sessions at the same instant.</summary>
    private const int Tries = 3;

    /// <exception cref="AccessRefusedException">The actor may not administer, or there is no such worker.</exception>
    /// <exception cref="NotAcceptedException">Children are allocated to them, or something is missing.</exception>
    /// <exception cref="SecondEditorException">Someone changed the worker in the meantime.</exception>
    public async Task Handle(Guid id, LeaveInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await Once(id, input, version, actor, key, ct);
                return;
            }
            catch (SecondEditorException) when (attempt < Tries)
            {
                // A place was booked in between; if it was the worker who changed, the next try says so again.
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task Once(Guid id, LeaveInput input, int? version, Actor actor, Guid? key, CancellationToken ct)
    {
        RecordAccess.Demand(actor, Permission.Administer, "write down that someone leaves");
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var today = clock.Today;
        var worker = await WorkerRules.Get(db, id, ct);
        Editing.RefuseImported(worker, "This person");
        Editing.SameVersion(worker, version);
        if (worker.LeftOn is not null)
        {
            throw new NotAcceptedException("", "It is written down already when this person leaves");
        }
        var manages = await db.Workers.Where(w => w.LineManagerId == id && (w.LeftOn == null || w.LeftOn > today)).ToListAsync(ct);
        var problems = new List<Problem>();
        if (await db.Allocations.AnyAsync(a => a.WorkerId == id && a.To == null, ct))
        {
            problems.Add(new("", $"Children are still allocated to {worker.Name}. Their manager gives each child another worker first"));
        }
        if (input.LeftOn is not { } on)
        {
            problems.Add(new(nameof(input.LeftOn), "Enter the day on which they leave"));
        }
        else if (on < (worker.StartedOn ?? DateOnly.MinValue) || on < today.AddYears(-1) || on > today.AddYears(1))
        {
            problems.Add(new(nameof(input.LeftOn), "The day must be within a year of today, and not before they started"));
        }
        if (manages.Count > 0 && input.ManagerInstead is null)
        {
            problems.Add(new(nameof(input.ManagerInstead), "Select who manages their people from then on"));
        }
        else if (input.ManagerInstead is { } instead && (instead == id || !await db.Workers.AnyAsync(w => w.Id == instead && (w.LeftOn == null || w.LeftOn > today), ct)))
        {
            problems.Add(new(nameof(input.ManagerInstead), "Select someone else who works here now"));
        }
        Editing.Refuse(problems);

        var last = input.LeftOn!.Value;
        worker.LeftOn = last;
        var act = acts.Begin(actor, "Write down that someone leaves", key: key);
        act.Happened(new WorkerLeft(id, last));
        foreach (var managed in manages)
        {
            // Someone whom the new manager is, is managed by whoever managed the leaver.
            managed.LineManagerId = managed.Id == input.ManagerInstead ? worker.LineManagerId : input.ManagerInstead;
            act.Happened(new WorkerChanged(managed.Id, act.ChangesOf(managed)));
        }
        await HandOn(act, worker, input.ManagerInstead ?? worker.LineManagerId, ct);
        await GivePlacesUp(act, worker, ct);
        if (await db.Users.FirstOrDefaultAsync(u => u.WorkerId == id, ct) is { } account && (account.ValidUntil is null || account.ValidUntil > last))
        {
            account.ValidUntil = last;
            account.ConcurrencyStamp = clock.NewId().ToString("N");
            act.Happened(new AccountChanged(account.Id, [new("ValidUntil", null, last.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))]));
            if (last < today)
            {
                await db.EndSessions(account.Id, null, ct);
            }
        }
        await act.Save(id, ct);
    }

    /// <summary>
    /// What they undertook for children whom someone else holds goes to the child's worker, and otherwise to the manager:
    /// nothing that was promised to a child stays on the list of someone who is not here.
    /// </summary>
    private async Task HandOn(Act act, Worker leaver, Guid? manager, CancellationToken ct)
    {
        var actions = await db.ActionItems.Where(a => a.OwnerWorkerId == leaver.Id && a.BetweenWorkerId == null && a.DoneOn == null && a.EndedOn == null).ToListAsync(ct);
        var visits = await db.PlannedVisits.Include(v => v.Children).Where(v => v.WorkerId == leaver.Id && v.VisitId == null && v.CancelledOn == null).ToListAsync(ct);
        var children = actions.Select(a => a.PersonId).Concat(visits.SelectMany(v => v.Children.Select(c => (Guid?)c.PersonId))).OfType<Guid>().Distinct().ToList();
        var holders = await db
            .ChildOverviews.AsNoTracking()
            .Where(o => children.Contains(o.PersonId) && o.WorkerId != null && o.WorkerId != leaver.Id)
            .ToDictionaryAsync(o => o.PersonId, o => o.WorkerId, ct);
        foreach (var action in actions)
        {
            if ((action.PersonId is { } child ? holders.GetValueOrDefault(child) : null) is var next && (next ?? manager) is { } owner)
            {
                action.OwnerWorkerId = owner;
                act.Happened(new Actions.ActionChanged(action.PersonId, action.TeamId, action.Id, act.ChangesOf(action)));
            }
        }
        foreach (var visit in visits)
        {
            if (visit.Children.Select(c => holders.GetValueOrDefault(c.PersonId)).OfType<Guid>().FirstOrDefault() is var next && next != Guid.Empty)
            {
                visit.WorkerId = next;
                var changes = act.ChangesOf(visit);
                foreach (var child in visit.Children)
                {
                    act.Happened(new Visits.PlannedVisitChanged(child.PersonId, visit.Id, changes));
                }
            }
        }
    }

    /// <summary>
    /// A place on training that somebody who has left would take is given up, and goes to whoever waits for it. What they
    /// attend before their last day stays theirs.
    /// </summary>
    private async Task GivePlacesUp(Act act, Worker leaver, CancellationToken ct)
    {
        var today = clock.Today;
        var from = leaver.LeftOn > today ? leaver.LeftOn.Value : today;
        var mine = await db
            .Bookings.AsNoTracking()
            .Where(b => b.WorkerId == leaver.Id && b.On >= from && b.GivenUpOn == null && b.Came == null)
            .Select(b => b.SessionId)
            .ToListAsync(ct);
        var open = await db.TrainingSessions.Where(s => mine.Contains(s.Id) && s.CalledOffOn == null).OrderBy(s => s.On).ThenBy(s => s.Id).ToListAsync(ct);
        var courses = open.Select(s => s.CourseId).ToList();
        var titles = await db.Courses.AsNoTracking().Where(c => courses.Contains(c.Id)).Select(c => new { c.Id, c.Title }).ToDictionaryAsync(c => c.Id, c => c.Title, ct);
        var there = (await db.Bookings.Where(b => mine.Contains(b.SessionId) && b.GivenUpOn == null).ToListAsync(ct)).ToLookup(b => b.SessionId);
        foreach (var session in open)
        {
            var bookings = there[session.Id].ToList();
            var place = bookings.Find(b => b.WorkerId == leaver.Id)!;
            place.GivenUpOn = today;
            act.Happened(new PlaceGivenUp(session.Id, leaver.Id, place.HasPlace));
            if (place.HasPlace)
            {
                await sessions.MoveUp(act, session, titles[session.CourseId], bookings, ct);
            }
        }
    }

    /// <summary>Takes it back. Places on training that went to others stay with them. The account, if it has ended, is opened again by itself.</summary>
    public async Task Undo(Guid id, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.Administer, "take back that someone leaves");
        var worker = await WorkerRules.Get(db, id, ct);
        Editing.RefuseImported(worker, "This person");
        Editing.SameVersion(worker, version);
        if (worker.LeftOn is null)
        {
            return;
        }
        worker.LeftOn = null;
        var act = acts.Begin(actor, "Take back that someone leaves", key: key);
        act.Happened(new WorkerReturned(id));
        await act.Save(id, ct);
    }
}
