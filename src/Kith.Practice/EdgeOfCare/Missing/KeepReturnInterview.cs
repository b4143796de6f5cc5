using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Practice.Workforce;
using Kith.Standards.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.EdgeOfCare;

/// <summary>A step of a return interview as a form holds it; each step uses its own fields.</summary>
public sealed record ReturnInterviewInput
{
    public DateOnly? On { get; set; }
    public TimeOnly? At { get; set; }

    /// <summary>In the hour that came twice: true for the second of the two.</summary>
    public bool? Second { get; set; }

    /// <summary>Why none is offered, or why the child does not want it.</summary>
    public string? Reason { get; set; }

    /// <summary>The worker of the authority who listened.</summary>
    public Guid? HeldById { get; set; }

    /// <summary>Somebody of another organisation who listened.</summary>
    public string? HeldByName { get; set; }
    public string? HeldByOrganisation { get; set; }

    /// <summary>Ticked for somebody of another organisation: they do not care for the child, nor work with the family.</summary>
    public bool Independent { get; set; }
    public string? NotIndependentWhy { get; set; }
    public string? Why { get; set; }
    public string? WhatHappened { get; set; }
    public string? WhatWouldHelp { get; set; }
    public List<string> Themes { get; set; } = [];
    public string? PassedOn { get; set; }
}

/// <summary>A return interview was offered, or not, with the reason.</summary>
public sealed record ReturnInterviewOffered(Guid Person, Guid Episode, DateTime? At, string? NotOfferedWhy) : PersonEvent(Person);

/// <summary>A child did not want a return interview.</summary>
public sealed record ReturnInterviewRefused(Guid Person, Guid Episode, DateTime At, string Why) : PersonEvent(Person);

/// <summary>A return interview was held.</summary>
public sealed record ReturnInterviewHeld(Guid Person, Guid Episode, DateTime At, string By, bool Independent, string? NotIndependentWhy, string? Themes) : PersonEvent(Person);

/// <summary>Offers a child who is back somebody independent to talk to, and writes down what came of it.</summary>
[UseCase]
public sealed class KeepReturnInterview(KithDb db, RecordAccess access, Acts.Acts acts, Clock clock)
{
    public const int Longest = 4000;

    /// <summary>An interview was offered.</summary>
    /// <exception cref="AccessRefusedException">The actor may not record on this child.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be.</exception>
    /// <exception cref="SecondEditorException">Someone else changed it since.</exception>
    public Task Offer(Guid childId, Guid episode, ReturnInterviewInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default) =>
        Step(
            childId,
            episode,
            version,
            actor,
            key,
            "Offer a return interview",
            (c, act) =>
            {
                var at = When(input, c.Episode.FoundAt, "the offer", "The offer follows the return");
                Keep(c, c.Offer(at, clock.NewId));
                act.Happened(new ReturnInterviewOffered(childId, episode, at, null));
                return Task.CompletedTask;
            },
            ct
        );

    /// <summary>None is offered, and why.</summary>
    /// <exception cref="AccessRefusedException">The actor may not record on this child.</exception>
    /// <exception cref="NotAcceptedException">No reason is given, or it was offered already.</exception>
    /// <exception cref="SecondEditorException">Someone else changed it since.</exception>
    public Task DoNotOffer(Guid childId, Guid episode, ReturnInterviewInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default) =>
        Step(
            childId,
            episode,
            version,
            actor,
            key,
            "Say why no return interview is offered",
            (c, act) =>
            {
                Editing.Refuse(
                    Editing.Text(nameof(input.Reason), input.Reason, "Say why no interview is offered: the guidance expects one after every return", 1000) is { } missing
                        ? [missing]
                        : []
                );
                Keep(c, c.DoNotOffer(input.Reason!.Trim(), clock.NewId));
                act.Happened(new ReturnInterviewOffered(childId, episode, null, input.Reason.Trim()));
                return Task.CompletedTask;
            },
            ct
        );

    /// <summary>The child does not want it.</summary>
    /// <exception cref="AccessRefusedException">The actor may not record on this child.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be.</exception>
    /// <exception cref="SecondEditorException">Someone else changed it since.</exception>
    public Task Refuse(Guid childId, Guid episode, ReturnInterviewInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default) =>
        Step(
            childId,
            episode,
            version,
            actor,
            key,
            "Record that a child does not want a return interview",
            (c, act) =>
            {
                MissingMachine.Machine.Demand(c, MissingAct.Refuse);
                var problems = new List<Problem>();
                if (Editing.Text(nameof(input.Reason), input.Reason, "Say why, in the child’s words where there are any", 1000) is { } missing)
                {
                    problems.Add(missing);
                }
                var at = When(input, c.Interview?.OfferedAt, "the answer", "The answer follows the offer", problems);
                c.Refuse(at, input.Reason!.Trim());
                act.Happened(new ReturnInterviewRefused(childId, episode, at, input.Reason.Trim()));
                return Task.CompletedTask;
            },
            ct
        );

    /// <summary>Somebody listened. Whether they are independent is read from the record and not asked.</summary>
    /// <exception cref="AccessRefusedException">The actor may not record on this child.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be; somebody who is not independent needs a reason.</exception>
    /// <exception cref="SecondEditorException">Someone else changed it since.</exception>
    public Task Hold(Guid childId, Guid episode, ReturnInterviewInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default) =>
        Step(
            childId,
            episode,
            version,
            actor,
            key,
            "Record a return interview",
            async (c, act) =>
            {
                MissingMachine.Machine.Demand(c, MissingAct.Hold);
                var problems = new List<Problem>();
                var (name, because) = await Listener(childId, c.Episode, input, problems, ct);
                if (Editing.Text(nameof(input.Why), input.Why, "Say why the child went, in the child’s words where there are any", Longest) is { } missing)
                {
                    problems.Add(missing);
                }
                foreach (
                    var (field, text) in new[]
                    {
                        (nameof(input.WhatHappened), input.WhatHappened),
                        (nameof(input.WhatWouldHelp), input.WhatWouldHelp),
                        (nameof(input.PassedOn), input.PassedOn),
                        (nameof(input.NotIndependentWhy), input.NotIndependentWhy),
                    }
                )
                {
                    if (text?.Length > Longest)
                    {
                        problems.Add(new(field, $"This must be {Longest:N0} characters or fewer"));
                    }
                }
                if (because is not null && string.IsNullOrWhiteSpace(input.NotIndependentWhy))
                {
                    problems.Add(new(nameof(input.NotIndependentWhy), $"{name} {because}. Say why it was not somebody independent; it is then counted as not independent"));
                }
                var at = When(input, c.Interview?.OfferedAt, "the interview", "The interview follows the offer", problems);
                var i = c.Interview!;
                c.Hold(at);
                (i.HeldById, i.HeldByName, i.HeldByOrganisation) = (input.HeldById, name, input.HeldById is null ? PersonRules.Clean(input.HeldByOrganisation) : null);
                (i.Independent, i.NotIndependentWhy) = (because is null, because is null ? null : PersonRules.Clean(input.NotIndependentWhy));
                (i.Why, i.WhatHappened) = (input.Why!.Trim(), PersonRules.Clean(input.WhatHappened));
                (i.WhatWouldHelp, i.PassedOn) = (PersonRules.Clean(input.WhatWouldHelp), PersonRules.Clean(input.PassedOn));
                i.Themes = input.Themes.Count == 0 ? null : string.Join(',', MissingWords.Themes.Keys.Where(input.Themes.Contains));
                act.Happened(new ReturnInterviewHeld(childId, episode, at, name!, because is null, i.NotIndependentWhy, i.Themes));
            },
            ct
        );

    // Who listened, and why they are not independent (null: they are).
    private async Task<(string? Name, string? Because)> Listener(Guid childId, MissingEpisode episode, ReturnInterviewInput input, List<Problem> problems, CancellationToken ct)
    {
        if (input.HeldById is { } worker)
        {
            var found = await db.Workers.AsNoTracking().Where(w => w.Id == worker).Select(w => w.Name).FirstOrDefaultAsync(ct);
            if (found is null)
            {
                problems.Add(new(nameof(input.HeldById), "Choose who listened"));
                return (null, null);
            }
            var with = await db.Allocations.AsNoTracking().Where(a => a.PersonId == childId && a.WorkerId != null).ToListAsync(ct);
            var ids = with.Select(a => a.WorkerId!.Value).Distinct().ToList();
            var managers = await db.Workers.AsNoTracking().Where(w => ids.Contains(w.Id)).ToDictionaryAsync(w => w.Id, w => w.LineManagerId, ct);
            return (found, Independence.Why(worker, with, managers, LondonTime.DateOf(episode.MissingFrom), input.On ?? clock.Today));
        }
        if (Editing.Text(nameof(input.HeldByName), input.HeldByName, "Choose who listened, or write the name of somebody of another organisation", 200) is { } nobody)
        {
            problems.Add(nobody);
            return (null, null);
        }
        if (Editing.Text(nameof(input.HeldByOrganisation), input.HeldByOrganisation, "Write the organisation", 200) is { } nowhere)
        {
            problems.Add(nowhere);
        }
        return (input.HeldByName!.Trim(), input.Independent ? null : "is not said to be independent");
    }

    private DateTime When(ReturnInterviewInput input, DateTime? notBefore, string of, string follows, List<Problem>? problems = null)
    {
        problems ??= [];
        var at = MissingTimes.Instant(
            problems,
            nameof(input.On),
            input.On,
            nameof(input.At),
            input.At,
            input.Second,
            $"The date and time of {of}",
            "Enter the day",
            clock.UtcNow,
            // Forms know minutes: the minute of the step before is not before it.
            notBefore is { } b
                ? b.AddTicks(-(b.Ticks % TimeSpan.TicksPerMinute))
                : null,
            follows
        );
        Editing.Refuse(problems);
        return at!.Value;
    }

    private void Keep(MissingCase before, MissingCase after)
    {
        if (before.Interview is null)
        {
            db.ReturnInterviews.Add(after.Interview!);
        }
    }

    private async Task Step(Guid childId, Guid id, int? version, Actor actor, Guid? key, string name, Func<MissingCase, Act, Task> change, CancellationToken ct)
    {
        await access.Demand(actor, childId, Permission.RecordWork, "record a return interview", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var episode =
            await db.MissingEpisodes.FirstOrDefaultAsync(m => m.Id == id && m.PersonId == childId, ct)
            ?? throw new NotAcceptedException("", "This time missing is not on the record");
        var interview = await db.ReturnInterviews.FirstOrDefaultAsync(i => i.EpisodeId == id, ct);
        if (version is { } seen && seen != (interview?.Version ?? 0))
        {
            throw new SecondEditorException(interview?.Id ?? id, childId);
        }
        var act = acts.Begin(actor, name, key: key);
        await change(new MissingCase(episode, interview), act);
        await act.Save(id, ct);
    }
}
