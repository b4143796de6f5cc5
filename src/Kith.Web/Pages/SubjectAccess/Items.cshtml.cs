using Kith.Practice.SubjectAccess;
using Kith.Practice.SubjectAccess.Redacting;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.SubjectAccess;

/// <summary>What was gathered, to be read page by page: what may be given as it stands is ticked here, one by one.</summary>
public sealed class ItemsModel(ShowItems show, GiveItems give, ChooseWords choose) : SubjectPage
{
    [BindProperty(SupportsGet = true, Name = "show")]
    public ItemsShown Shown { get; set; }

    [BindProperty(SupportsGet = true, Name = "section")]
    public string? Section { get; set; }

    /// <summary>The page of the list.</summary>
    public int Nth { get; private set; } = 1;

    [BindProperty]
    public List<string> Ticked { get; set; } = [];

    [BindProperty]
    public string? Words { get; set; }

    [BindProperty]
    public DisclosureReason? Reason { get; set; }

    public ItemsPage Held { get; private set; } = null!;

    public async Task<IActionResult> OnGet(Guid request, [FromQuery(Name = "page")] int number = 1)
    {
        Nth = number;
        return await Load(request) ?? Page();
    }

    public Task<IActionResult> OnPostGive(Guid request, [FromQuery(Name = "page")] int number = 1)
    {
        Nth = number;
        var given = 0;
        return Do(
            request,
            async () => given = await give.Handle(request, Ticked, Actor, ActKey, HttpContext.RequestAborted),
            () => given == 1 ? "1 is given as it stands." : $"{given} are given as they stand."
        );
    }

    public Task<IActionResult> OnPostWords(Guid request, [FromQuery(Name = "page")] int number = 1)
    {
        Nth = number;
        return Do(
            request,
            () => choose.Add(request, Words, Reason, Actor, ActKey, HttpContext.RequestAborted),
            () => "They are taken out everywhere, also in what is gathered later."
        );
    }

    public Task<IActionResult> OnPostLeave(Guid request, Guid words, [FromQuery(Name = "page")] int number = 1)
    {
        Nth = number;
        return Do(request, () => choose.Remove(request, words, Actor, ActKey, HttpContext.RequestAborted), () => "They stay in, where nobody ticked them.");
    }

    /// <summary>The address of this list.</summary>
    public string Here(Guid request, int? page = null) =>
        $"/subject-access/{request}/items?show={Shown}{(Section is null ? "" : $"&section={Uri.EscapeDataString(Section)}")}&page={page ?? Nth}";

    private Task<IActionResult> Do(Guid request, Func<Task> act, Func<string> done) => Try(act, done, () => Here(request), async () => await Load(request) ?? Page(), prefix: "");

    private async Task<IActionResult?> Load(Guid request)
    {
        if (await Enter(request) is { } refused)
        {
            return refused;
        }
        var ct = HttpContext.RequestAborted;
        Held = await show.List(request, Shown, Section, Nth, Actor, ct);
        return null;
    }
}
