using Kith.Practice.Agencies;
using Kith.Web.Documents;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Panels.Meeting;

/// <summary>One meeting of a panel: the list, who is asked and came, and sharing what was decided. Its minutes as a file.</summary>
public sealed class IndexModel(ShowPanels show, ArrangePanel arrange, PreparePanel prepare, HoldPanel hold, PanelPapers papers, PaperFiles files) : FormPage
{
    private string? tried;

    [BindProperty]
    public PanelMeetingInput Input { get; set; } = new();

    [BindProperty]
    public Guid? Entry { get; set; }

    [BindProperty]
    public int? Position { get; set; }

    [BindProperty]
    public List<Guid> Came { get; set; } = [];

    [BindProperty]
    public string? Minutes { get; set; }

    [BindProperty]
    public string? CalledOffWhy { get; set; }
    public PanelMeetingPage View { get; private set; } = null!;
    public DraftForm Draft { get; private set; } = null!;

    /// <summary>What is written of who came and what was said, as a draft keeps it.</summary>
    private sealed class HeldDraft
    {
        public List<Guid> Came { get; set; } = [];
        public string? Minutes { get; set; }
    }

    public bool Tried(string part) => tried == part;

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await Load(id) is { } missing)
        {
            return missing;
        }
        Input = PanelMeetingInput.Of(View.Meeting);
        await TakeUp(id);
        return Page();
    }

    public Task<IActionResult> OnGetWord(Guid id) => Give(id, PaperKind.Word);

    public Task<IActionResult> OnGetPdf(Guid id) => Give(id, PaperKind.Pdf);

    private async Task<IActionResult> Give(Guid id, PaperKind kind)
    {
        if (await Load(id) is { } missing)
        {
            return missing;
        }
        var paper = await papers.Minutes(View, Actor, HttpContext.RequestAborted);
        return await files.Give(
            Actor,
            View.Children.Select(c => c.Entry.PersonId),
            paper,
            $"{paper.Title.Replace(":", "", StringComparison.Ordinal)} {View.Meeting.On:yyyy-MM-dd}",
            kind,
            HttpContext.RequestAborted
        );
    }

    public Task<IActionResult> OnPost(Guid id) =>
        Do(
            id,
            "Change",
            () => arrange.Change(id, Input, EditedVersion, Actor, ActKey, HttpContext.RequestAborted),
            "Changed.",
            "Input",
            async () =>
                await show.Meeting(id, Actor, HttpContext.RequestAborted) is { } now
                    ? SecondEditor.Between("the meeting", PanelMeetingInput.Of(now.Meeting), Input, now.Meeting.Version, $"/panels/meetings/{id}")
                    : null
        );

    public Task<IActionResult> OnPostInvite(Guid id) => Do(id, "Invite", () => arrange.Invite(id, Actor, ActKey, HttpContext.RequestAborted), "They are asked.");

    public Task<IActionResult> OnPostCallOff(Guid id) =>
        Do(id, "CallOff", () => arrange.CallOff(id, CalledOffWhy, Actor, ActKey, HttpContext.RequestAborted), "The meeting is called off.");

    public Task<IActionResult> OnPostList(Guid id) => Do(id, "List", () => prepare.List(Entry ?? Guid.Empty, id, null, Actor, ActKey, HttpContext.RequestAborted), "On the list.");

    public Task<IActionResult> OnPostMove(Guid id) => Do(id, "Move", () => prepare.List(Entry ?? Guid.Empty, id, Position, Actor, ActKey, HttpContext.RequestAborted), "Moved.");

    public Task<IActionResult> OnPostHeld(Guid id) =>
        Do(
            id,
            "Held",
            async () =>
            {
                await hold.Held(id, Came, Minutes, EditedVersion, Actor, ActKey, HttpContext.RequestAborted);
                await Discard(DraftName(id));
            },
            "Recorded. Share the decisions as soon as they are written."
        );

    public Task<IActionResult> OnPostCirculate(Guid id) =>
        Do(id, "Circulate", () => hold.Circulate(id, Actor, ActKey, HttpContext.RequestAborted), "Shared. Each agency reads what concerns it.");

    private static string DraftName(Guid id) => $"panel-held/{id}";

    private async Task TakeUp(Guid id)
    {
        var kept = new HeldDraft { Came = Came, Minutes = Minutes };
        Draft = await TakeUp(DraftName(id), null, "", kept);
        if (Draft.TakenUp)
        {
            (Came, Minutes) = (kept.Came, kept.Minutes);
        }
    }

    private Task<IActionResult> Do(Guid id, string part, Func<Task> act, string done, string prefix = "", Func<Task<SecondEditor?>>? conflict = null)
    {
        foreach (var key in ModelState.Keys.Where(k => k.StartsWith("Input.", StringComparison.Ordinal) != (prefix == "Input")).ToList())
        {
            ModelState.Remove(key);
        }
        return Try(
            act,
            done,
            () => $"/panels/meetings/{id}",
            async () =>
            {
                tried = part;
                if (await Load(id) is { } missing)
                {
                    return missing;
                }
                if (part != "Change")
                {
                    Input = PanelMeetingInput.Of(View.Meeting);
                }
                await TakeUp(id);
                return Page();
            },
            conflict,
            prefix
        );
    }

    private async Task<IActionResult?> Load(Guid id)
    {
        if (await show.Meeting(id, Actor, HttpContext.RequestAborted) is not { } found)
        {
            return NotFound();
        }
        View = found;
        return null;
    }
}
