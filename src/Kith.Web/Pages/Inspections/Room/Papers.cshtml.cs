using Kith.Practice.Children;
using Kith.Practice.Children.Lists;
using Kith.Practice.Improvement.Plan;
using Kith.Practice.Inspection.Rooms;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Inspections.Room;

/// <summary>Lists and papers of the room: put in, given to inspectors, taken back.</summary>
[RequestSizeLimit(PlanFiles.MostBytes + 1_000_000)]
[RequestFormLimits(MultipartBodyLengthLimit = PlanFiles.MostBytes + 1_000_000)]
public sealed class PapersModel(ShowRoom show, GivePapers papers) : RoomPage
{
    [BindProperty]
    public RoomPaperInput Input { get; set; } = new();

    [BindProperty(Name = "File")]
    public IFormFile? Sent { get; set; }

    [BindProperty]
    public Guid? SourceId { get; set; }

    [BindProperty]
    public string? ListTitle { get; set; }

    [BindProperty]
    public string? Status { get; set; }

    [BindProperty]
    public Guid? TeamId { get; set; }

    [BindProperty]
    public bool Unallocated { get; set; }

    [BindProperty]
    public bool Disabled { get; set; }
    public IReadOnlyList<RoomPaper> Papers { get; private set; } = [];
    public IReadOnlyList<PaperOffer> Offers { get; private set; } = [];
    public IReadOnlyList<(Guid Id, string Name)> Teams { get; private set; } = [];

    public IReadOnlyList<Choice> Statuses { get; } =
        Choice.From(ChildWords.OpenStatuses.Select(s => (Value: s.ToString(), Text: ChildWords.Status(s))).Prepend(("open", "Every open child")), s => s.Item1, s => s.Item2);

    /// <summary>Gives a paper of the room out as a file, never shown inside the page.</summary>
    public async Task<IActionResult> OnGetPaper(Guid id, Guid paper)
    {
        if (await papers.Open(id, paper, Actor, HttpContext.RequestAborted) is not { Bytes: { } bytes } opened)
        {
            return NotFound();
        }
        Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        return File(bytes, opened.ContentType!, opened.FileName);
    }

    public async Task<IActionResult> OnPostFile(Guid id)
    {
        SentFile? file = null;
        if (Sent is { Length: > 0 and <= PlanFiles.MostBytes } sent)
        {
            using var memory = new MemoryStream((int)sent.Length);
            await sent.CopyToAsync(memory, HttpContext.RequestAborted);
            file = new SentFile(sent.FileName, memory.ToArray());
        }
        else if (Sent is { Length: > PlanFiles.MostBytes })
        {
            ModelState.AddModelError("File", $"The file must be {PlanFiles.MostBytes >> 20} MB or smaller");
        }
        return await Do(id, () => papers.AddFile(id, Input, file, Actor, ActKey, HttpContext.RequestAborted), "It is in the room. Inspectors see it once it is given.", "Input");
    }

    public Task<IActionResult> OnPostOwn(Guid id) =>
        Do(id, () => papers.AddOwn(id, SourceId, Actor, ActKey, HttpContext.RequestAborted), "It is in the room. Inspectors see it once it is given.", "");

    public Task<IActionResult> OnPostList(Guid id)
    {
        var filter = new ChildrenFilter
        {
            Status = Status ?? "open",
            TeamId = TeamId,
            Unallocated = Unallocated,
            Disabled = Disabled,
        };
        return Do(id, () => papers.AddList(id, ListTitle, filter, Actor, ActKey, HttpContext.RequestAborted), "The list is in the room. Inspectors see it once it is given.", "");
    }

    public Task<IActionResult> OnPostGive(Guid id, Guid paper) =>
        Do(id, () => papers.Give(id, paper, true, Actor, ActKey, HttpContext.RequestAborted), "Inspectors see it from now on.", "");

    public Task<IActionResult> OnPostTakeBack(Guid id, Guid paper) =>
        Do(id, () => papers.Give(id, paper, false, Actor, ActKey, HttpContext.RequestAborted), "Inspectors do not see it any more.", "");

    /// <summary>Where a paper is read.</summary>
    public string Address(RoomPaper paper) =>
        paper switch
        {
            { Origin: PaperOrigin.SelfEvaluation, SourceId: { } source } => $"/self-evaluation/{source}",
            { Origin: PaperOrigin.BoardReport, SourceId: { } source } => $"/improvement/reports/{source}",
            _ => $"{Here(paper.InspectionId)}?handler=Paper&paper={paper.Id}",
        };

    /// <summary>A kind of paper in words.</summary>
    public static string Name(PaperOrigin origin) =>
        origin switch
        {
            PaperOrigin.File => "File",
            PaperOrigin.AnnexA => "Annex A, pinned",
            PaperOrigin.SelfEvaluation => "Self-evaluation, published",
            _ => "Board report",
        };

    protected override string Here(Guid id) => $"/inspections/{id}/room/papers";

    protected override async Task Fill(Guid id)
    {
        Papers = await show.Papers(id, Actor, HttpContext.RequestAborted);
        if (Head.MayKeep)
        {
            Offers = await papers.Offers(id, Actor, HttpContext.RequestAborted);
            Teams = await papers.Teams(Actor, HttpContext.RequestAborted);
        }
    }
}
