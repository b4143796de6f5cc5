using Kith.Practice;
using Kith.Practice.Agencies;
using Kith.Practice.Improvement.Plan;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Panels.Child;

/// <summary>One child as put forward to a panel: why, papers, who was told, what came of it before, the decision and its actions.</summary>
public sealed class IndexModel(ShowPanelChild show, PreparePanel prepare, HoldPanel hold, PutForward forward, Clock clock) : FormPage
{
    private string? tried;

    [BindProperty]
    public PanelDecisionInput Input { get; set; } = new();

    [BindProperty]
    public PanelActionInput Action { get; set; } = new();

    [BindProperty]
    public PanelGivenInput Given { get; set; } = new();

    [BindProperty]
    public string? Place { get; set; }

    [BindProperty]
    public Guid? DocumentId { get; set; }

    [BindProperty]
    public string? Title { get; set; }

    [BindProperty]
    public IFormFile? Paper { get; set; }

    [BindProperty]
    public string? Withdraw { get; set; }
    public PanelChildPage View { get; private set; } = null!;
    public DraftForm Draft { get; private set; } = null!;

    public bool Tried(string part) => tried == part;

    /// <summary>Where a paper leads: a place of the record, or the file.</summary>
    public string Href(PanelPaper paper) =>
        paper.DocumentId is { } document ? $"/children/{paper.PersonId}/documents?handler=File&document={document}" : $"/children/{paper.PersonId}/{paper.Place}";

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await Load(id) is { } missing)
        {
            return missing;
        }
        await Fill(id);
        return Page();
    }

    public Task<IActionResult> OnPost(Guid id) =>
        Do(
            id,
            "Decide",
            async () =>
            {
                await hold.Decide(id, Input, EditedVersion, Actor, ActKey, HttpContext.RequestAborted);
                await Discard(DraftName(id));
            },
            "The decision is written down.",
            "Input",
            async () =>
                await show.Show(id, Actor, HttpContext.RequestAborted) is { } now
                    ? SecondEditor.Between("the decision", Recorded(now.Entry), Input, now.Entry.Version, $"/panels/children/{id}")
                    : null
        );

    public Task<IActionResult> OnPostAgree(Guid id) =>
        Do(id, "Agree", () => hold.Agree(id, Action, Actor, ActKey, HttpContext.RequestAborted), "The action is on the list.", "Action");

    public Task<IActionResult> OnPostGive(Guid id) =>
        Do(id, "Give", () => prepare.Give(id, Given, Actor, ActKey, HttpContext.RequestAborted), "They are told, and it stands in the log of what was shared.", "Given");

    public Task<IActionResult> OnPostTakeBack(Guid id, Guid given) =>
        Do(id, "TakeBack", () => prepare.TakeBack(id, given, Actor, ActKey, HttpContext.RequestAborted), "They no longer see the child here.", "");

    public Task<IActionResult> OnPostPaper(Guid id) =>
        Do(
            id,
            "Paper",
            async () =>
            {
                SentFile? file = null;
                if (Paper is { Length: > 0 } sent)
                {
                    using var memory = new MemoryStream();
                    await sent.CopyToAsync(memory, HttpContext.RequestAborted);
                    file = new SentFile(sent.FileName, memory.ToArray());
                }
                await prepare.AddPaper(id, Place, DocumentId, Title, file, Actor, ActKey, HttpContext.RequestAborted);
            },
            "Added.",
            ""
        );

    public Task<IActionResult> OnPostRemovePaper(Guid id, Guid paper) =>
        Do(id, "Paper", () => prepare.RemovePaper(id, paper, Actor, ActKey, HttpContext.RequestAborted), "Taken away. It stays on the record.", "");

    public Task<IActionResult> OnPostUnlist(Guid id) =>
        Do(id, "Unlist", () => prepare.List(id, null, null, Actor, ActKey, HttpContext.RequestAborted), "Off the list: waits for another meeting.", "");

    public Task<IActionResult> OnPostWithdraw(Guid id) =>
        Do(id, "Withdraw", () => forward.TakeBack(id, Withdraw, EditedVersion, Actor, ActKey, HttpContext.RequestAborted), "Taken back.", "");

    private static string DraftName(Guid id) => $"panel-decision/{id}";

    private static PanelDecisionInput Recorded(PanelChild e) =>
        new()
        {
            Decision = e.Decision,
            Reasons = e.Reasons,
            Dissent = e.Dissent,
        };

    private async Task Fill(Guid id)
    {
        var kept = Recorded(View.Entry);
        Draft = await TakeUp(DraftName(id), View.Entry.PersonId, nameof(Input), kept);
        Input = kept;
        Action.DueOn ??= clock.Today.AddDays(14);
    }

    private Task<IActionResult> Do(Guid id, string part, Func<Task> act, string done, string prefix, Func<Task<SecondEditor?>>? conflict = null)
    {
        foreach (
            var key in ModelState.Keys.Where(k => prefix.Length == 0 ? k.Contains('.', StringComparison.Ordinal) : !k.StartsWith(prefix + ".", StringComparison.Ordinal)).ToList()
        )
        {
            ModelState.Remove(key);
        }
        return Try(
            act,
            done,
            () => $"/panels/children/{id}",
            async () =>
            {
                tried = part;
                if (await Load(id) is { } missing)
                {
                    return missing;
                }
                if (part == "Decide")
                {
                    Draft = await TakeUp(DraftName(id), View.Entry.PersonId, nameof(Input), Input);
                }
                else
                {
                    await Fill(id);
                }
                return Page();
            },
            conflict,
            prefix
        );
    }

    private async Task<IActionResult?> Load(Guid id)
    {
        if (await show.Show(id, Actor, HttpContext.RequestAborted) is not { } found)
        {
            return NotFound();
        }
        View = found;
        return null;
    }
}
