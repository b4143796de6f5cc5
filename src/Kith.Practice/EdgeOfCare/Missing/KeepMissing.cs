using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Casework;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Standards.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.EdgeOfCare;

/// <summary>A time missing as a form holds it; each step uses its own fields. Times are those on the wall in the United Kingdom.</summary>
public sealed record MissingInput
{
    public bool Away { get; set; }
    public DateOnly? FromDay { get; set; }
    public TimeOnly? FromTime { get; set; }
    public DateOnly? ReportedDay { get; set; }
    public TimeOnly? ReportedTime { get; set; }
    public string? ReportedBy { get; set; }
    public string? PoliceReference { get; set; }
    public GoneFrom? GoneFrom { get; set; }
    public string? LastSeen { get; set; }
    public string? ThoughtToBe { get; set; }
    public DateOnly? FoundDay { get; set; }
    public TimeOnly? FoundTime { get; set; }
    public FoundHow? FoundHow { get; set; }
    public string? FoundWhere { get; set; }
    public string? FoundWith { get; set; }
    public HarmAway? Harm { get; set; }
    public string? HarmWhat { get; set; }

    /// <summary>
    /// Where the child was last seen in the hour that came twice: true for the second of the two, after the clocks went back. The
    /// report and the return have answers of their own: a child can go in the first and be back in the second.
    /// </summary>
    public bool? Second { get; set; }

    /// <inheritdoc cref="Second"/>
    public bool? ReportedSecond { get; set; }

    /// <inheritdoc cref="Second"/>
    public bool? FoundSecond { get; set; }

    /// <summary>Why a correction is made, or a return taken back.</summary>
    public string? Reason { get; set; }

    /// <summary>A record as a form shows it.</summary>
    public static MissingInput Of(MissingEpisode e)
    {
        var from = LondonTime.FromUtc(e.MissingFrom);
        DateTime? reported = e.ReportedAt is { } r ? LondonTime.FromUtc(r) : null;
        DateTime? found = e.FoundAt is { } f ? LondonTime.FromUtc(f) : null;
        return new MissingInput
        {
            Away = MissingWords.IsAway(e.Kind),
            FromDay = DateOnly.FromDateTime(from),
            FromTime = TimeOnly.FromDateTime(from),
            ReportedDay = reported is { } a ? DateOnly.FromDateTime(a) : null,
            ReportedTime = reported is { } b ? TimeOnly.FromDateTime(b) : null,
            ReportedBy = e.ReportedBy,
            PoliceReference = e.PoliceReference,
            GoneFrom = e.GoneFrom,
            LastSeen = e.LastSeen,
            ThoughtToBe = e.ThoughtToBe,
            FoundDay = found is { } c ? DateOnly.FromDateTime(c) : null,
            FoundTime = found is { } d ? TimeOnly.FromDateTime(d) : null,
            FoundHow = e.FoundHow,
            FoundWhere = e.FoundWhere,
            FoundWith = e.FoundWith,
            Harm = e.Harm,
            HarmWhat = e.HarmWhat,
            Second = WhichOfTwo(e.MissingFrom),
            ReportedSecond = WhichOfTwo(e.ReportedAt),
            FoundSecond = WhichOfTwo(e.FoundAt),
        };

        static bool? WhichOfTwo(DateTime? at) => at is { } utc && LondonTime.IsTwice(LondonTime.FromUtc(utc)) ? LondonTime.IsSecondOfTwo(utc) : null;
    }
}

/// <summary>A child was reported missing.</summary>
public sealed record ChildReportedMissing(Guid Person, Guid Episode, DateTime From, string Kind, GoneFrom? GoneFrom, string? PoliceReference) : PersonEvent(Person);

/// <summary>A missing child came back or was found.</summary>
public sealed record MissingChildReturned(Guid Person, Guid Episode, DateTime At, FoundHow How, HarmAway? Harm) : PersonEvent(Person);

/// <summary>A return was taken back: the child is missing still.</summary>
public sealed record MissingReturnTakenBack(Guid Person, Guid Episode, DateTime WasAt, string Reason) : PersonEvent(Person);

/// <summary>A time missing was corrected.</summary>
public sealed record MissingEpisodeCorrected(Guid Person, Guid Episode, IReadOnlyList<FieldChange> Changes, string Reason) : PersonEvent(Person);

/// <summary>Writes down that a child is missing, is back, and what was wrong in what was written.</summary>
[UseCase]
public sealed class KeepMissing(KithDb db, RecordAccess access, Acts.Acts acts, Amendments amendments, Clock clock)
{
    public const int Longest = 4000;
    public const int LongestLine = 300;

    /// <summary>Reports a child missing; with a time of return where the child is back already.</summary>
    /// <exception cref="AccessRefusedException">The actor may not record on this child.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be, or the child is missing already.</exception>
    public async Task<Guid> Report(Guid childId, MissingInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await access.Demand(actor, childId, Permission.RecordWork, "report a child missing", ct);
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        var problems = new List<Problem>();
        var from = From(problems, input);
        var reported = Reported(problems, input, from);
        var back = input.FoundDay is not null || input.FoundTime is not null;
        var found = back ? Found(problems, input, from) : null;
        Texts(problems, input);
        Editing.Refuse(problems);
        await DemandApart(childId, null, from!.Value, found, ct);
        var episode = new MissingEpisode
        {
            Id = clock.NewId(),
            PersonId = childId,
            MissingFrom = from.Value,
        };
        Write(episode, input);
        episode.ReportedAt = reported;
        db.MissingEpisodes.Add(episode);
        var act = acts.Begin(actor, "Report a child missing", key: key);
        act.Happened(new ChildReportedMissing(childId, episode.Id, episode.MissingFrom, episode.Kind!, episode.GoneFrom, episode.PoliceReference));
        if (found is { } at)
        {
            new MissingCase(episode, null).Return(at, input.FoundHow!.Value);
            WriteReturn(episode, input);
            act.Happened(new MissingChildReturned(childId, episode.Id, at, episode.FoundHow!.Value, episode.Harm));
        }
        return await act.Save(episode.Id, ct);
    }

    /// <summary>Records that the child is back.</summary>
    /// <exception cref="AccessRefusedException">The actor may not record on this child.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be.</exception>
    /// <exception cref="SecondEditorException">Someone else changed it since.</exception>
    public Task Return(Guid childId, Guid id, MissingInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default) =>
        Step(
            childId,
            id,
            version,
            actor,
            key,
            "Record the return of a missing child",
            null,
            async (c, act) =>
            {
                var problems = new List<Problem>();
                var at = Found(problems, input, c.Episode.MissingFrom);
                Texts(problems, input);
                Editing.Refuse(problems);
                await DemandApart(childId, id, c.Episode.MissingFrom, at, ct);
                c.Return(at!.Value, input.FoundHow!.Value);
                WriteReturn(c.Episode, input);
                act.Happened(new MissingChildReturned(childId, id, at.Value, c.Episode.FoundHow!.Value, c.Episode.Harm));
            },
            ct
        );

    /// <summary>Takes a return back that was none: the child is missing still.</summary>
    /// <exception cref="AccessRefusedException">The actor may not record on this child.</exception>
    /// <exception cref="NotAcceptedException">No reason is given, or an interview follows it already.</exception>
    /// <exception cref="SecondEditorException">Someone else changed it since.</exception>
    public Task TakeBackReturn(Guid childId, Guid id, MissingInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default) =>
        Step(
            childId,
            id,
            version,
            actor,
            key,
            "Take back the return of a missing child",
            input.Reason,
            async (c, act) =>
            {
                Editing.Refuse(Reason(input));
                if (c.Episode.FoundAt is { } was)
                {
                    await DemandApart(childId, id, c.Episode.MissingFrom, null, ct);
                    c.TakeBackReturn();
                    act.Happened(new MissingReturnTakenBack(childId, id, was, input.Reason!.Trim()));
                    amendments.Add(act, actor, SubjectKind.MissingEpisode, id, childId, [new("Found or back", DateWords.Moment(was, clock.Today), null)], input.Reason);
                }
                else
                {
                    MissingMachine.Machine.Demand(c, MissingAct.TakeBackReturn);
                }
            },
            ct
        );

    /// <summary>Corrects what is recorded, with a reason; what stood there before stays in sight.</summary>
    /// <exception cref="AccessRefusedException">The actor may not record on this child.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be.</exception>
    /// <exception cref="SecondEditorException">Someone else changed it since.</exception>
    public Task Correct(Guid childId, Guid id, MissingInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default) =>
        Step(
            childId,
            id,
            version,
            actor,
            key,
            "Correct a time missing",
            input.Reason,
            async (c, act) =>
            {
                MissingMachine.Machine.Demand(c, MissingAct.Correct);
                var e = c.Episode;
                var problems = Reason(input);
                var from = From(problems, input);
                var reported = Reported(problems, input, from);
                var found = e.IsOpen ? null : Found(problems, input, from);
                Texts(problems, input);
                if (found is { } back && c.Interview is { } i && new[] { i.OfferedAt, i.RefusedAt, i.HeldAt }.Any(t => t < back))
                {
                    problems.Add(new(nameof(input.FoundDay), "The return must be before the return interview was offered and held"));
                }
                Editing.Refuse(problems);
                await DemandApart(childId, id, from!.Value, found, ct);
                var before = MissingWords.Told(e, clock.Today);
                // Seconds that a form does not show are not a change.
                e.MissingFrom = Same(e.MissingFrom, from.Value);
                e.ReportedAt = reported is { } r && e.ReportedAt is { } was ? Same(was, r) : reported;
                Write(e, input);
                if (!e.IsOpen)
                {
                    e.FoundAt = Same(e.FoundAt!.Value, found!.Value);
                    e.FoundHow = input.FoundHow;
                    WriteReturn(e, input);
                }
                List<FieldChange> changes =
                [
                    .. before
                        .Zip(MissingWords.Told(e, clock.Today))
                        .Where(f => f.First.Text != f.Second.Text)
                        .Select(f => new FieldChange(f.First.Field, f.First.Text, f.Second.Text)),
                ];
                if (changes.Count > 0)
                {
                    act.Happened(new MissingEpisodeCorrected(childId, id, changes, input.Reason!.Trim()));
                    amendments.Add(act, actor, SubjectKind.MissingEpisode, id, childId, changes, input.Reason);
                }
            },
            ct
        );

    private async Task Step(Guid childId, Guid id, int? version, Actor actor, Guid? key, string name, string? reason, Func<MissingCase, Act, Task> change, CancellationToken ct)
    {
        await access.Demand(actor, childId, Permission.RecordWork, "record a time missing", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var episode =
            await db.MissingEpisodes.FirstOrDefaultAsync(m => m.Id == id && m.PersonId == childId, ct)
            ?? throw new NotAcceptedException("", "This time missing is not on the record");
        Editing.SameVersion(episode, version);
        var interview = await db.ReturnInterviews.FirstOrDefaultAsync(i => i.EpisodeId == id, ct);
        var act = acts.Begin(actor, name, string.IsNullOrWhiteSpace(reason) ? null : reason.Trim(), key);
        await change(new MissingCase(episode, interview), act);
        await act.Save(id, ct);
    }

    // Two times missing of one child never meet: whoever is missing already cannot go missing again.
    private async Task DemandApart(Guid childId, Guid? self, DateTime from, DateTime? found, CancellationToken ct)
    {
        var others = await db
            .MissingEpisodes.AsNoTracking()
            .Where(m => m.PersonId == childId && m.SourceEndedOn == null && (m.FoundAt == null || m.FoundAt > from))
            .Select(m => new
            {
                m.Id,
                m.MissingFrom,
                m.FoundAt,
            })
            .ToListAsync(ct);
        if (others.OrderBy(m => m.MissingFrom).FirstOrDefault(m => m.Id != self && (found is null || m.MissingFrom < found)) is not { } met)
        {
            return;
        }
        var today = clock.Today;
        throw new NotAcceptedException(
            nameof(MissingInput.FromDay),
            met.FoundAt is { } until
                ? $"This would run into another time missing, from {DateWords.Moment(met.MissingFrom, today)} to {DateWords.Moment(until, today)}. Correct that one, or change these times"
                : $"The child is recorded as missing since {DateWords.Moment(met.MissingFrom, today)}. Record the return from that time first; a child is missing once at a time"
        );
    }

    private DateTime? From(List<Problem> problems, MissingInput input) =>
        MissingTimes.Instant(
            problems,
            nameof(input.FromDay),
            input.FromDay,
            nameof(input.FromTime),
            input.FromTime,
            input.Second,
            "The date and time when the child was last seen",
            "Enter the day on which the child was last seen",
            clock.UtcNow
        );

    private DateTime? Reported(List<Problem> problems, MissingInput input, DateTime? from) =>
        input.ReportedDay is null && input.ReportedTime is null
            ? null
            : MissingTimes.Instant(
                problems,
                nameof(input.ReportedDay),
                input.ReportedDay,
                nameof(input.ReportedTime),
                input.ReportedTime,
                input.ReportedSecond,
                "The date and time of the report",
                "Enter the day of the report",
                clock.UtcNow,
                from,
                "The report cannot be before the child was last seen"
            );

    private DateTime? Found(List<Problem> problems, MissingInput input, DateTime? from)
    {
        if (input.FoundHow is not { } how || !Enum.IsDefined(how))
        {
            problems.Add(new(nameof(input.FoundHow), "Say how the child came back"));
        }
        if (input.Harm is not { } harm || !Enum.IsDefined(harm))
        {
            problems.Add(new(nameof(input.Harm), "Say what is known of harm while the child was away"));
        }
        else if (harm != HarmAway.NoneKnown && string.IsNullOrWhiteSpace(input.HarmWhat))
        {
            problems.Add(new(nameof(input.HarmWhat), "Say what harm, and what was done about it"));
        }
        return MissingTimes.Instant(
            problems,
            nameof(input.FoundDay),
            input.FoundDay,
            nameof(input.FoundTime),
            input.FoundTime,
            input.FoundSecond,
            "The date and time of the return",
            "Enter the day on which the child was found or came back",
            clock.UtcNow,
            from,
            "The return must be after the child was last seen"
        );
    }

    private static List<Problem> Reason(MissingInput input) => Editing.Text(nameof(input.Reason), input.Reason, "Say why this changes", 1000) is { } missing ? [missing] : [];

    private static void Texts(List<Problem> problems, MissingInput input)
    {
        if (input.GoneFrom is not { } from || !Enum.IsDefined(from))
        {
            if (input.FromDay is not null || input.GoneFrom is not null)
            {
                problems.Add(new(nameof(input.GoneFrom), "Say from where the child went"));
            }
        }
        foreach (
            var (name, text, most) in new[]
            {
                (nameof(input.ReportedBy), input.ReportedBy, LongestLine),
                (nameof(input.PoliceReference), input.PoliceReference, 60),
                (nameof(input.LastSeen), input.LastSeen, Longest),
                (nameof(input.ThoughtToBe), input.ThoughtToBe, Longest),
                (nameof(input.FoundWhere), input.FoundWhere, LongestLine),
                (nameof(input.FoundWith), input.FoundWith, LongestLine),
                (nameof(input.HarmWhat), input.HarmWhat, Longest),
            }
        )
        {
            if (text?.Length > most)
            {
                problems.Add(new(name, $"This must be {most:N0} characters or fewer"));
            }
        }
    }

    private static void Write(MissingEpisode e, MissingInput input)
    {
        e.Kind = input.Away ? MissingEpisode.IsAway : MissingEpisode.IsMissing;
        (e.ReportedBy, e.PoliceReference) = (PersonRules.Clean(input.ReportedBy), PersonRules.Clean(input.PoliceReference));
        (e.GoneFrom, e.LastSeen, e.ThoughtToBe) = (input.GoneFrom, PersonRules.Clean(input.LastSeen), PersonRules.Clean(input.ThoughtToBe));
    }

    private static void WriteReturn(MissingEpisode e, MissingInput input)
    {
        (e.FoundWhere, e.FoundWith) = (PersonRules.Clean(input.FoundWhere), PersonRules.Clean(input.FoundWith));
        (e.Harm, e.HarmWhat) = (input.Harm, PersonRules.Clean(input.HarmWhat));
    }

    private static DateTime Same(DateTime kept, DateTime typed) => kept.Ticks / TimeSpan.TicksPerMinute == typed.Ticks / TimeSpan.TicksPerMinute ? kept : typed;
}
