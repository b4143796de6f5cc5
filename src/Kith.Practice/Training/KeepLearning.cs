using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Kith.Standards.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Training;

/// <summary>What whoever went says of it.</summary>
public sealed record EvaluationInput
{
    /// <summary>At once: from 1, not useful, to 5, very.</summary>
    public int? Useful { get; set; }
    public string? Learnt { get; set; }

    /// <summary>After three months.</summary>
    public PracticeChange? Change { get; set; }
    public string? Changed { get; set; }
}

/// <summary>A need as a form holds it.</summary>
public sealed record NeedInput
{
    public string? What { get; set; }
    public Guid? CompetencyId { get; set; }
    public NeedSource? Source { get; set; }
    public string? SourceWords { get; set; }

    /// <summary>Of a team; with neither worker nor team it is everybody's.</summary>
    public Guid? TeamId { get; set; }
}

/// <summary>Writes down how training was and what changed in the work.</summary>
[UseCase]
public sealed class EvaluateTraining(KithDb db, Acts.Acts acts, Clock clock)
{
    /// <exception cref="AccessRefusedException">The booking is not the actor's own.</exception>
    /// <exception cref="NotAcceptedException">It is not asked now, or something is missing.</exception>
    public async Task Handle(Guid bookingId, EvaluationInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var booking = actor.WorkerId is { } me ? await db.Bookings.FirstOrDefaultAsync(b => b.Id == bookingId && b.WorkerId == me, ct) : null;
        if (booking is null)
        {
            throw new AccessRefusedException(Sight.Nothing, "say how training was");
        }
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var today = clock.Today;
        var act = acts.Begin(actor, "Say how training was", key: key);
        if (TrainingRules.AskAtOnce(booking, today))
        {
            var problems = new List<Problem>();
            if (input.Useful is not (>= 1 and <= 5))
            {
                problems.Add(new(nameof(input.Useful), "Select how useful it was"));
            }
            if (input.Learnt?.Trim().Length > 1000)
            {
                problems.Add(new(nameof(input.Learnt), "This must be 1000 characters or fewer"));
            }
            Editing.Refuse(problems);
            (booking.Useful, booking.Learnt, booking.EvaluatedOn) = (input.Useful, PersonRules.Clean(input.Learnt), today);
            act.Happened(new TrainingEvaluated(booking.SessionId, booking.WorkerId, false));
        }
        else if (TrainingRules.AskWhatChanged(booking, today))
        {
            var problems = new List<Problem>();
            if (input.Change is not { } change || !Enum.IsDefined(change))
            {
                problems.Add(new(nameof(input.Change), "Select whether something changed in your work"));
            }
            else if (change != PracticeChange.Nothing && Editing.Text(nameof(input.Changed), input.Changed, "Say in a sentence what changed", 1000) is { } what)
            {
                problems.Add(what);
            }
            else if (input.Changed?.Trim().Length > 1000)
            {
                problems.Add(new(nameof(input.Changed), "This must be 1000 characters or fewer"));
            }
            Editing.Refuse(problems);
            (booking.Change, booking.Changed, booking.LookedBackOn) = (input.Change, PersonRules.Clean(input.Changed), today);
            act.Happened(new TrainingEvaluated(booking.SessionId, booking.WorkerId, true));
        }
        else
        {
            throw new NotAcceptedException("", "Nothing is asked about this training now. Thank you");
        }
        await act.Save(bookingId, ct);
    }
}

/// <summary>Writes down needs for learning, courses done elsewhere, and the steps of the assessed and supported year.</summary>
[UseCase]
public sealed class KeepLearning(KithDb db, Acts.Acts acts, Clock clock)
{
    /// <summary>A need of one worker, or (for whoever leads on learning) of a team or of everybody.</summary>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be.</exception>
    public async Task<Guid> Raise(Guid? workerId, NeedInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var today = clock.Today;
        if (workerId is { } id)
        {
            await TrainingAccess.Demand(db, id, actor, "write down what someone needs to learn", today, ct);
        }
        else
        {
            RecordAccess.Demand(actor, Permission.KeepTraining, "write down what is to be learnt");
        }
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        var problems = new List<Problem>();
        if (Editing.Text(nameof(input.What), input.What, "Say what is to be learnt", 300) is { } what)
        {
            problems.Add(what);
        }
        if (input.Source is not { } source || !Enum.IsDefined(source))
        {
            problems.Add(new(nameof(input.Source), "Select where the need was seen"));
        }
        if (input.SourceWords?.Trim().Length > 300)
        {
            problems.Add(new(nameof(input.SourceWords), "This must be 300 characters or fewer"));
        }
        if (input.CompetencyId is { } competency && !await db.Competencies.AnyAsync(c => c.Id == competency && c.EndedOn == null, ct))
        {
            problems.Add(new(nameof(input.CompetencyId), "Select a competency from the list"));
        }
        if (workerId is null && input.TeamId is { } team && !await db.Teams.AnyAsync(t => t.Id == team && t.ClosedOn == null, ct))
        {
            problems.Add(new(nameof(input.TeamId), "Select an open team"));
        }
        Editing.Refuse(problems);
        var need = new TrainingNeed
        {
            Id = clock.NewId(),
            WorkerId = workerId,
            TeamId = workerId is null ? input.TeamId : null,
            CompetencyId = input.CompetencyId,
            What = input.What!.Trim(),
            Source = input.Source!.Value,
            SourceWords = PersonRules.Clean(input.SourceWords),
            RaisedOn = today,
            ByAccountId = actor.AccountId,
        };
        db.TrainingNeeds.Add(need);
        var act = acts.Begin(actor, "Write down what is to be learnt", key: key);
        act.Happened(new TrainingNeedRaised(need.Id, need.WorkerId, need.TeamId, need.Source));
        return await act.Save(need.Id, ct);
    }

    /// <summary>A need was met, or is none any more.</summary>
    /// <exception cref="NotAcceptedException">It was met already, or nothing says how.</exception>
    public async Task Met(Guid needId, string? outcome, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var today = clock.Today;
        var need = await db.TrainingNeeds.FirstOrDefaultAsync(n => n.Id == needId, ct) ?? throw new AccessRefusedException(Sight.Nothing, "answer a need");
        if (need.WorkerId is { } worker)
        {
            await TrainingAccess.Demand(db, worker, actor, "answer a need", today, ct);
        }
        else
        {
            RecordAccess.Demand(actor, Permission.KeepTraining, "answer a need");
        }
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        if (need.MetOn is not null)
        {
            throw new NotAcceptedException("", "This need is answered already");
        }
        if (Editing.Text("Outcome", outcome, "Say how it was met, or why it is not needed any more", 500) is { } missing)
        {
            throw new NotAcceptedException([missing]);
        }
        (need.MetOn, need.Outcome) = (today, outcome!.Trim());
        var act = acts.Begin(actor, "Answer a need for learning", key: key);
        act.Happened(new TrainingNeedMet(need.Id, need.WorkerId, today));
        await act.Save(need.Id, ct);
    }

    /// <summary>A course was done elsewhere: at another authority, or before there were records here.</summary>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be, or a later day is recorded.</exception>
    public async Task DoneElsewhere(Guid workerId, Guid? courseId, DateOnly? on, string? evidence, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var today = clock.Today;
        var worker = await TrainingAccess.Demand(db, workerId, actor, "write down training done elsewhere", today, ct);
        if (worker.Id == actor.WorkerId && !TrainingAccess.Leads(actor))
        {
            throw new AccessRefusedException(Sight.Read, "write down one’s own training");
        }
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var problems = new List<Problem>();
        var course = await db.Courses.AsNoTracking().FirstOrDefaultAsync(c => c.Id == courseId, ct);
        if (course is null)
        {
            problems.Add(new("CourseId", "Select the course"));
        }
        if (on is not { } day || day > today || day < today.AddYears(-10))
        {
            problems.Add(new("DoneOn", "Enter the day on which it was done, within the last ten years"));
        }
        if (Editing.Text("Evidence", evidence, "Say what shows it, for example a certificate you have seen", 300) is { } shows)
        {
            problems.Add(shows);
        }
        var last = course is null ? null : await db.CoursesDone.FirstOrDefaultAsync(d => d.WorkerId == workerId && d.CourseId == course.Id, ct);
        if (on <= last?.On)
        {
            problems.Add(new("DoneOn", $"It is recorded as done on {DateWords.Long(last.On)}"));
        }
        Editing.Refuse(problems);
        if (last is null)
        {
            last = new CourseDone
            {
                Id = clock.NewId(),
                WorkerId = workerId,
                CourseId = course!.Id,
                On = on!.Value,
                Evidence = evidence!.Trim(),
            };
            db.CoursesDone.Add(last);
        }
        else
        {
            last.Again(on!.Value, null, evidence!.Trim());
        }
        var act = acts.Begin(actor, "Write down training done elsewhere", key: key);
        act.Happened(new CourseDoneElsewhere(workerId, course!.Id, last.On));
        await act.Save(last.Id, ct);
    }

    /// <summary>A step of the assessed and supported year was taken: written down by whoever manages the worker or leads on learning.</summary>
    /// <exception cref="NotAcceptedException">The worker is not in that year, the step is taken already, or the day cannot be.</exception>
    public async Task TakeStep(Guid workerId, AsyeStep? step, DateOnly? on, string? note, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var today = clock.Today;
        var worker = await TrainingAccess.Demand(db, workerId, actor, "write down a step of the first year", today, ct);
        if (worker.Id == actor.WorkerId)
        {
            throw new AccessRefusedException(Sight.Read, "assess oneself");
        }
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var problems = new List<Problem>();
        if (!worker.NewlyQualified || worker.StartedOn is not { } started)
        {
            throw new NotAcceptedException("", "This person is not recorded as newly qualified, or has no first day");
        }
        if (step is not { } taken || !Enum.IsDefined(taken))
        {
            problems.Add(new("Step", "Select the step"));
        }
        else if (await db.AsyeSteps.AnyAsync(s => s.WorkerId == workerId && s.Step == taken, ct))
        {
            problems.Add(new("Step", "This step is written down already"));
        }
        if (on is not { } day || day > today || day < started)
        {
            problems.Add(new("On", "Enter the day, from their first day to today"));
        }
        if (note?.Trim().Length > 500)
        {
            problems.Add(new("Note", "This must be 500 characters or fewer"));
        }
        Editing.Refuse(problems);
        var record = new AsyeStepTaken
        {
            Id = clock.NewId(),
            WorkerId = workerId,
            Step = step!.Value,
            On = on!.Value,
            Note = PersonRules.Clean(note),
            ByAccountId = actor.AccountId,
        };
        db.AsyeSteps.Add(record);
        var act = acts.Begin(actor, "Write down a step of the first year", key: key);
        act.Happened(new AsyeStepRecorded(workerId, record.Step, record.On));
        await act.Save(record.Id, ct);
    }
}
