using Kith.Practice.Access;
using Kith.Practice.Approvals;
using Kith.Practice.Casework;
using Kith.Practice.Children;
using Kith.Practice.Store;
using Kith.Practice.SubjectAccess.Collecting;
using Kith.Practice.SubjectAccess.Redacting;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.SubjectAccess;

/// <summary>A request as the list shows it.</summary>
public sealed record RequestLine(
    Guid Id,
    string Reference,
    Guid PersonId,
    string Person,
    SubjectAsker Asker,
    DateOnly ReceivedOn,
    SubjectState State,
    DateOnly? DueOn,
    DateOnly? EndedOn,
    bool? InTime,
    int ToRead,
    string By
);

/// <summary>The list, and how the year went.</summary>
/// <param name="Answered">Packs given in the last twelve months.</param>
/// <param name="InTime">Of these, how many by their day.</param>
public sealed record RequestsPage(IReadOnlyList<RequestLine> Open, IReadOnlyList<RequestLine> Ended, int Late, int Answered, int InTime, DateOnly Today);

/// <summary>Lists requests: open ones by their day, and how many were answered in time.</summary>
[UseCase]
public sealed class ShowRequests(KithDb db, RecordAccess access, Clock clock)
{
    /// <summary>Of each list.</summary>
    public const int Most = 200;

    /// <exception cref="AccessRefusedException">The actor does not answer requests.</exception>
    public async Task<RequestsPage> List(Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.AnswerSubjectAccess, "list requests");
        var today = clock.Today;
        var open = await Lines(
            actor,
            db.SubjectRequests.Where(r => r.GivenAt == null && r.EndedOn == null).OrderBy(r => r.DueOn == null).ThenBy(r => r.DueOn).ThenBy(r => r.Id),
            ct
        );
        var since = today.AddYears(-1);
        var ended = await Lines(
            actor,
            db.SubjectRequests.Where(r => (r.GivenOn != null && r.GivenOn > since) || (r.EndedOn != null && r.EndedOn > since))
                .OrderByDescending(r => r.GivenOn ?? r.EndedOn)
                .ThenBy(r => r.Id),
            ct
        );
        var answered = ended.Where(l => l.State == SubjectState.Given).ToList();
        return new RequestsPage(open, ended, open.Count(l => l.DueOn < today), answered.Count, answered.Count(l => l.InTime == true), today);
    }

    /// <summary>What is open, for the day of whoever answers; empty for everybody else, without asking.</summary>
    public async Task<IReadOnlyList<RequestLine>> Of(Actor actor, CancellationToken ct = default) =>
        !actor.May(Permission.AnswerSubjectAccess)
            ? []
            : await Lines(
                actor,
                db.SubjectRequests.Where(r => r.GivenAt == null && r.EndedOn == null).OrderBy(r => r.DueOn == null).ThenBy(r => r.DueOn).ThenBy(r => r.Id).Take(10),
                ct
            );

    private async Task<IReadOnlyList<RequestLine>> Lines(Actor actor, IQueryable<SubjectRequest> requests, CancellationToken ct)
    {
        var readable = access.Readable(actor);
        var rows = await requests
            .AsNoTracking()
            .Where(r => readable.Any(p => p.Id == r.PersonId))
            .Take(Most)
            .Select(r => new
            {
                Request = r,
                Person = db
                    .People.Where(p => p.Id == r.PersonId)
                    .Select(p => new
                    {
                        p.GivenName,
                        p.FamilyName,
                        p.KnownAs,
                        p.LaChildId,
                        Unborn = p.ExpectedDateOfBirth != null,
                    })
                    .FirstOrDefault(),
                ToRead = r.GivenAt != null ? 0 : db.SubjectItems.Count(i => i.RequestId == r.Id && i.Choice == null),
            })
            .ToListAsync(ct);
        return
        [
            .. rows.Select(r => new RequestLine(
                r.Request.Id,
                r.Request.Reference,
                r.Request.PersonId,
                r.Person is { } p ? PersonNames.Display(p.GivenName, p.FamilyName, p.KnownAs, p.LaChildId, p.Unborn) : "Somebody",
                r.Request.Asker,
                r.Request.ReceivedOn,
                r.Request.State,
                r.Request.DueOn,
                r.Request.GivenOn ?? r.Request.EndedOn,
                r.Request.GivenOn is { } given && r.Request.DueOn is { } due ? given <= due : null,
                r.ToRead,
                r.Request.ByName
            )),
        ];
    }
}

/// <summary>How far one section is.</summary>
public sealed record SectionLine(string Section, int Items, int ToRead, int HeldBack, int PointedOut);

/// <summary>A line of what happened to a request.</summary>
public sealed record RequestLogLine(DateTime At, string Who, string What);

/// <summary>A request with everything that its page shows.</summary>
public sealed record RequestPage(
    SubjectRequest Request,
    IReadOnlyList<SectionLine> Sections,
    IReadOnlyList<WordsLine> Words,
    IReadOnlyList<SubjectPack> Packs,
    Approval? Approval,
    IReadOnlyList<RequestLogLine> Log,
    bool MayAgree,
    DateOnly Today
)
{
    public int Items => Sections.Sum(s => s.Items);
    public int ToRead => Sections.Sum(s => s.ToRead);
}

/// <summary>Shows one request: how it stands, its time, what was gathered, and its log.</summary>
[UseCase]
public sealed class ShowRequest(KithDb db, SubjectRoom room, ShowItems items, Clock clock)
{
    /// <summary>Lines of the log.</summary>
    public const int MostLog = 100;

    /// <summary>Whose record a request is about, and in whose else is looked, so that the page can be guarded; null when there is none.</summary>
    public async Task<(Guid Person, IReadOnlyList<Guid> Elsewhere)?> RecordsOf(Guid requestId, CancellationToken ct = default) =>
        await db.SubjectRequests.AsNoTracking().FirstOrDefaultAsync(r => r.Id == requestId, ct) is { } request ? (request.PersonId, request.Elsewhere) : null;

    /// <exception cref="AccessRefusedException">The request is not the actor's to answer.</exception>
    public async Task<RequestPage> Show(Guid requestId, Actor actor, CancellationToken ct = default)
    {
        var request = await room.Open(requestId, actor, "read a request", ct);
        var sections = await db
            .SubjectItems.AsNoTracking()
            .Where(i => i.RequestId == requestId)
            .GroupBy(i => i.Section)
            .Select(g => new SectionLine(g.Key, g.Count(), g.Count(i => i.Choice == null), g.Count(i => i.Choice == SubjectChoice.HoldBack), g.Count(i => i.PointedOut > 0)))
            .ToListAsync(ct);
        var approval = await db
            .Approvals.AsNoTracking()
            .Where(a => a.PersonId == request.PersonId && a.SubjectKind == SubjectKind.SubjectAccess && a.SubjectId == requestId)
            .OrderByDescending(a => a.AskedAt)
            .FirstOrDefaultAsync(ct);
        var (person, about) = (request.PersonId, requestId.ToString());
        var log = await db
            .TrailEntries.AsNoTracking()
            .Where(e => e.PersonId == person && (e.Event.StartsWith("Subject") || e.Event.StartsWith("Approval")) && e.Payload.Contains(about))
            .OrderByDescending(e => e.At)
            .ThenByDescending(e => e.Id)
            .Take(MostLog)
            .Select(e => new
            {
                e.At,
                e.ActorName,
                e.Event,
                e.Payload,
            })
            .ToListAsync(ct);
        return new RequestPage(
            request,
            [.. sections.OrderBy(s => GatherRecord.Place(s.Section))],
            await items.Words(requestId, ct),
            request.GivenAt is null ? [] : await db.SubjectPacks.AsNoTracking().Where(p => p.RequestId == requestId).OrderBy(p => p.Place).ToListAsync(ct),
            approval,
            [.. log.Select(l => new RequestLogLine(l.At, l.ActorName, Children.AccessLog.TrailWords.Sentence(l.Event, l.Payload)))],
            approval is { IsOpen: true } && approval.WhyNot(actor) is null,
            clock.Today
        );
    }
}
