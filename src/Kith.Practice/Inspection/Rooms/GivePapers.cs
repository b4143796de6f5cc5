using System.Globalization;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children;
using Kith.Practice.Children.Details;
using Kith.Practice.Children.Lists;
using Kith.Practice.Documents;
using Kith.Practice.Improvement.Plan;
using Kith.Practice.Inspection.SelfEvaluations;
using Kith.Practice.Returns.AnnexA;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Standards.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Inspection.Rooms;

/// <summary>A paper as a form holds it.</summary>
public sealed record RoomPaperInput
{
    public string? Title { get; set; }
    public DateOnly? AsAt { get; set; }
}

/// <summary>Something of Kith's own that can be put into the room as it stands.</summary>
public sealed record PaperOffer(PaperOrigin Origin, Guid SourceId, string Title, DateOnly AsAt);

/// <summary>What opens when a paper is read: bytes of a file, or a document to read on the page.</summary>
public sealed record OpenedPaper(RoomPaper Paper, byte[]? Bytes, string? ContentType, string? FileName, Paper? Document);

/// <summary>
/// Lists and documents of the room: put in, pinned as they were, given to inspectors and taken back. Nothing is seen by
/// inspectors before somebody gives it.
/// </summary>
[UseCase]
public sealed class GivePapers(KithDb db, DatabaseEngine engine, PlanFiles files, RecordAccess access, ListChildren list, ReadLedger ledger, Acts.Acts acts, Clock clock)
{
    internal const string ReadAnnexA = "Read Annex A in the room";
    private const int MostOffers = 12;
    private const int MostInList = 2000;

    /// <summary>Puts a file into the room.</summary>
    /// <exception cref="AccessRefusedException">The actor does not keep inspections.</exception>
    /// <exception cref="NotAcceptedException">Something is missing, or the file is not kept.</exception>
    public async Task<Guid> AddFile(Guid inspectionId, RoomPaperInput input, SentFile? file, Actor actor, Guid? key, CancellationToken ct = default)
    {
        KeepRoom.Demand(actor);
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        await KeepRoom.Room(db, inspectionId, ct);
        var problems = new List<Problem>();
        if (Editing.Text(nameof(input.Title), input.Title, "Say what it is", 200) is { } missing)
        {
            problems.Add(missing);
        }
        if (input.AsAt is not { } asAt || asAt > clock.Today)
        {
            problems.Add(new(nameof(input.AsAt), "Enter the day as at which it speaks, today or before"));
        }
        if (file is null)
        {
            problems.Add(new("File", "Choose the file"));
        }
        Editing.Refuse(problems);
        var id = clock.NewId();
        var kept = await files.Put(id, file!, input.Title!.Trim(), "File", ct);
        var paper = Make(id, inspectionId, input.Title.Trim(), PaperOrigin.File, null, input.AsAt!.Value, actor);
        (paper.FileName, paper.ContentType, paper.Size, paper.Sha256) = (kept.Name, kept.ContentType, kept.Size, kept.Sha256);
        return await Add(paper, actor, key, ct);
    }

    /// <summary>Puts something of Kith's own into the room: the lists of Annex A as prepared, a self-evaluation, a board report.</summary>
    /// <inheritdoc cref="AddFile"/>
    public async Task<Guid> AddOwn(Guid inspectionId, Guid? sourceId, Actor actor, Guid? key, CancellationToken ct = default)
    {
        KeepRoom.Demand(actor);
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        await KeepRoom.Room(db, inspectionId, ct);
        if ((await Offers(inspectionId, ct)).FirstOrDefault(o => o.SourceId == sourceId) is not { } offer)
        {
            throw new NotAcceptedException("SourceId", "Select something from the list");
        }
        if (offer.Origin == PaperOrigin.AnnexA)
        {
            // It leaves the council when it is given: who puts it in is who may take it out.
            TakeOutAnnexA.Demand(actor);
        }
        return await Add(Make(clock.NewId(), inspectionId, offer.Title, offer.Origin, offer.SourceId, offer.AsAt, actor), actor, key, ct);
    }

    /// <summary>
    /// Makes a list of a few children (of a team, a plan, without a worker) as it is today, and puts it into the room as a
    /// workbook that does not change any more. Only children within the actor's reach stand on it, and each record says so.
    /// </summary>
    /// <inheritdoc cref="AddFile"/>
    public async Task<Guid> AddList(Guid inspectionId, string? title, ChildrenFilter filter, Actor actor, Guid? key, CancellationToken ct = default)
    {
        KeepRoom.Demand(actor);
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        await KeepRoom.Room(db, inspectionId, ct);
        if (Editing.Text("ListTitle", title, "Say which children these are", 200) is { } missing)
        {
            throw new NotAcceptedException([missing]);
        }
        var children = (await list.All(filter, actor, ct)).Where(c => !c.Restricted).ToList();
        if (children.Count is 0 or > MostInList)
        {
            throw new NotAcceptedException(
                "ListTitle",
                children.Count == 0 ? "There is nobody on this list today" : $"This list has more than {MostInList:N0} children. Narrow it down"
            );
        }
        var id = clock.NewId();
        var kept = await files.Put(id, new SentFile("list.xlsx", Workbook(title!.Trim(), children)), title.Trim(), "ListTitle", ct);
        await ledger.WriteAll(actor, "Put a list into the room of an inspection", children.Select(c => new RecordTakenOut(c.Id, $"List for an inspection: {title.Trim()}")));
        var paper = Make(id, inspectionId, title.Trim(), PaperOrigin.File, null, clock.Today, actor);
        (paper.FileName, paper.ContentType, paper.Size, paper.Sha256) = (kept.Name, kept.ContentType, kept.Size, kept.Sha256);
        return await Add(paper, actor, key, ct);
    }

    /// <summary>Gives a paper to the inspectors of the room, or takes it back.</summary>
    /// <inheritdoc cref="AddFile"/>
    public async Task Give(Guid inspectionId, Guid paperId, bool given, Actor actor, Guid? key, CancellationToken ct = default)
    {
        KeepRoom.Demand(actor);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var paper =
            await db.RoomPapers.FirstOrDefaultAsync(p => p.Id == paperId && p.InspectionId == inspectionId, ct)
            ?? throw new NotAcceptedException("", "This paper is not there any more");
        if (paper.IsGiven == given)
        {
            return;
        }
        if (given && paper.Origin == PaperOrigin.AnnexA)
        {
            TakeOutAnnexA.Demand(actor);
        }
        var act = acts.Begin(actor, given ? "Give inspectors a paper" : "Take a paper back from inspectors", key: key);
        if (given)
        {
            (paper.GivenAt, paper.TakenBackAt) = (act.At, null);
            act.Happened(new RoomPaperGiven(inspectionId, paperId));
        }
        else
        {
            paper.TakenBackAt = act.At;
            act.Happened(new RoomPaperTakenBack(inspectionId, paperId));
        }
        await act.Save(paperId, ct);
    }

    /// <summary>What could be put into the room: the latest of each kind that is not there yet.</summary>
    public async Task<IReadOnlyList<PaperOffer>> Offers(Guid inspectionId, Actor actor, CancellationToken ct = default)
    {
        KeepRoom.Demand(actor);
        return await Offers(inspectionId, ct);
    }

    /// <summary>The teams of whose children a list can be made.</summary>
    public async Task<IReadOnlyList<(Guid Id, string Name)>> Teams(Actor actor, CancellationToken ct = default)
    {
        KeepRoom.Demand(actor);
        var within = access.ReadableChildren(actor);
        var teams = await db
            .Teams.AsNoTracking()
            .Where(t => within.Any(o => o.TeamId == t.Id))
            .OrderBy(t => t.Name)
            .ThenBy(t => t.Id)
            .Select(t => new { t.Id, t.Name })
            .ToListAsync(ct);
        return [.. teams.Select(t => (t.Id, t.Name))];
    }

    /// <summary>
    /// Opens a paper for somebody who reads inspections. What is to be read on the page has no bytes. That it was opened is in
    /// the trail first, and for Annex A on the record of every child on it.
    /// </summary>
    /// <exception cref="AccessRefusedException">The actor does not read inspections.</exception>
    public async Task<OpenedPaper?> Open(Guid inspectionId, Guid paperId, Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.ReadImprovement, "open a paper of the room");
        return await db.RoomPapers.AsNoTracking().FirstOrDefaultAsync(p => p.Id == paperId && p.InspectionId == inspectionId, ct) is { } paper
            ? await Opened(paper, actor, ct)
            : null;
    }

    /// <summary>Opens a paper for whoever it may be opened to: that has been asked.</summary>
    internal async Task<OpenedPaper?> Opened(RoomPaper paper, Actor actor, CancellationToken ct)
    {
        byte[]? bytes = null;
        string? type = null;
        string? name = null;
        Paper? document = null;
        switch (paper.Origin)
        {
            case PaperOrigin.File:
                (bytes, type, name) = (await files.Get(paper.Id, paper.Sha256 ?? "", ct), paper.ContentType, paper.FileName);
                break;
            case PaperOrigin.AnnexA:
                var copy = await (
                    from c in db.AnnexACopies.AsNoTracking()
                    where c.Id == paper.SourceId
                    join f in db.AnnexAFiles on c.FileId equals f.Id
                    select new
                    {
                        c.AsAt,
                        f.Content,
                        f.Listed,
                    }
                ).FirstOrDefaultAsync(ct);
                if (copy is null || (actor.May(Permission.ReadImprovement) && !TakeOutAnnexA.MayTakeOut(actor)))
                {
                    return null;
                }
                await ledger.WriteAll(actor, ReadAnnexA, copy.Listed.Chunk(16).Select(p => new RecordTakenOut(new Guid(p, bigEndian: true), TakeOutAnnexA.What)));
                (bytes, type, name) = (copy.Content, FileSniffer.Excel.ContentType, $"annex-a-{copy.AsAt:yyyy-MM-dd}.xlsx");
                break;
            case PaperOrigin.SelfEvaluation:
                document = paper.SourceId is { } version && await ShowSelfEvaluation.Published(db, version, ct) is { } evaluation ? EvaluationPaper.Of(evaluation) : null;
                break;
            default:
                document = await db.BoardReports.AsNoTracking().FirstOrDefaultAsync(r => r.Id == paper.SourceId, ct) is { } report
                    ? BoardPaper.Of(BoardReports.View(report))
                    : null;
                break;
        }
        if (bytes is null && document is null)
        {
            return null;
        }
        await ledger.Write(actor, "Open a paper of the room", new RoomPaperRead(paper.InspectionId, paper.Id, paper.Title));
        return new(paper, bytes, type, name, document);
    }

    private async Task<List<PaperOffer>> Offers(Guid inspectionId, CancellationToken ct)
    {
        var there = await db.RoomPapers.AsNoTracking().Where(p => p.InspectionId == inspectionId && p.SourceId != null).Select(p => p.SourceId!.Value).ToListAsync(ct);
        var annex = await db
            .AnnexACopies.AsNoTracking()
            .OrderByDescending(c => c.PreparedAt)
            .ThenBy(c => c.Id)
            .Take(MostOffers)
            .Select(c => new
            {
                c.Id,
                c.AsAt,
                c.Children,
            })
            .ToListAsync(ct);
        var evaluations = await db
            .SelfEvaluations.AsNoTracking()
            .Where(e => e.PublishedAt != null)
            .OrderByDescending(e => e.Number)
            .Take(MostOffers)
            .Select(e => new
            {
                e.Id,
                e.Title,
                e.AsAt,
            })
            .ToListAsync(ct);
        var reports = await db
            .BoardReports.AsNoTracking()
            .OrderByDescending(r => r.Month)
            .Take(MostOffers)
            .Select(r => new
            {
                r.Id,
                r.Month,
                r.AsAt,
            })
            .ToListAsync(ct);
        return
        [
            .. annex
                .Select(c => new PaperOffer(
                    PaperOrigin.AnnexA,
                    c.Id,
                    $"Annex A as at {DateWords.Long(c.AsAt)}, {c.Children.ToString("N0", CultureInfo.InvariantCulture)} children",
                    c.AsAt
                ))
                .Concat(evaluations.Select(e => new PaperOffer(PaperOrigin.SelfEvaluation, e.Id, e.Title, e.AsAt)))
                .Concat(reports.Select(r => new PaperOffer(PaperOrigin.BoardReport, r.Id, $"Report to the improvement board, {BoardPaper.Month(r.Month)}", r.AsAt)))
                .Where(o => !there.Contains(o.SourceId)),
        ];
    }

    private RoomPaper Make(Guid id, Guid inspectionId, string title, PaperOrigin origin, Guid? source, DateOnly asAt, Actor actor) =>
        new()
        {
            Id = id,
            InspectionId = inspectionId,
            Title = title,
            Origin = origin,
            SourceId = source,
            AsAt = asAt,
            AddedAt = clock.UtcNow,
            AddedBy = actor.Name,
        };

    private async Task<Guid> Add(RoomPaper paper, Actor actor, Guid? key, CancellationToken ct)
    {
        db.RoomPapers.Add(paper);
        var act = acts.Begin(actor, "Put a paper into the room of an inspection", key: key);
        act.Happened(new RoomPaperAdded(paper.InspectionId, paper.Id, paper.Title, paper.Origin, paper.Sha256));
        return await act.Save(paper.Id, ct);
    }

    private byte[] Workbook(string title, IReadOnlyList<ChildLine> children)
    {
        using var book = new Workbook(Path.Combine(engine.Folder, "workbooks"), title, $"As at {DateWords.Long(clock.Today)}");
        var sheet = book.Add("Children", ["Child id", "Name", "Age", "Status", "Category", "Disabled", "Team", "Worker", "Worker since", "Last seen", "Late items"]);
        foreach (var c in children)
        {
            sheet.Write([
                c.LaChildId,
                c.Name,
                c.Age,
                ChildWords.Status(c.Status),
                c.Category,
                c.Disabled ? "Yes" : "No",
                c.TeamName,
                c.WorkerName,
                c.WorkerSince,
                c.LastSeenOn,
                c.Late,
            ]);
        }
        using var into = new MemoryStream();
        book.Save(into);
        return into.ToArray();
    }
}
