using Kith.Practice.Access;
using Kith.Practice.Agencies;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Children.Professionals;

/// <summary>Who of other agencies knows or helps a child, from the directory.</summary>
public sealed class IndexModel(KeepProfessionals keep, ShowDirectory directory) : RecordFormPage
{
    [BindProperty]
    public ChildProfessionalInput Input { get; set; } = new();

    [BindProperty(Name = "q")]
    public string? Q { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public IReadOnlyList<AroundLine> Lines { get; private set; } = [];
    public IReadOnlyList<ProfessionalLine>? Found { get; private set; }

    /// <summary>The line that was tried, and what was wrong with it.</summary>
    public Guid? Changing { get; private set; }
    public string? Problem { get; private set; }
    public bool MayRecord => Actor.May(Permission.RecordWork) && Head.MergedIntoId is null;
    public DateOnly Today => Service<Practice.Clock>().Today;

    public IReadOnlyList<Choice> Choices => [.. (Found ?? []).Select(p => new Choice(p.Id.ToString(), $"{p.Name}{(p.JobTitle is null ? "" : $", {p.JobTitle}")}", p.Agency))];

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await Open(id, "Professionals") is { } refused)
        {
            return refused;
        }
        if (!Head.IsChild)
        {
            return NotFound();
        }
        Lines = await keep.List(id, HttpContext.RequestAborted);
        if (MayRecord && !string.IsNullOrWhiteSpace(Q))
        {
            Found = (await directory.Find(Q, false, Actor, HttpContext.RequestAborted)).People.Take(20).ToList();
        }
        return Page();
    }

    /// <summary>A search of the directory: whom somebody looks for beside a child stands in no address.</summary>
    public Task<IActionResult> OnPostFind(Guid id)
    {
        ModelState.Clear();
        return OnGet(id);
    }

    public Task<IActionResult> OnPost(Guid id) =>
        Try(() => keep.Add(id, Input, Actor, ActKey, HttpContext.RequestAborted), "Added.", () => $"/children/{id}/professionals", () => OnGet(id));

    public Task<IActionResult> OnPostInviting(Guid id, Guid link, bool may) =>
        Change(id, link, () => keep.Inviting(id, link, may, Reason, EditedVersion, Actor, ActKey, HttpContext.RequestAborted));

    public Task<IActionResult> OnPostEnd(Guid id, Guid link) => Change(id, link, () => keep.End(id, link, Reason, EditedVersion, Actor, ActKey, HttpContext.RequestAborted));

    private Task<IActionResult> Change(Guid id, Guid link, Func<Task> act)
    {
        ModelState.Clear();
        return Try(
            act,
            "Changed.",
            () => $"/children/{id}/professionals",
            () =>
            {
                Changing = link;
                // The field of this line, not of every line.
                Problem = ModelState.TryGetValue(nameof(Reason), out var wrong) && wrong.Errors.Count > 0 ? wrong.Errors[0].ErrorMessage : null;
                return OnGet(id);
            },
            prefix: ""
        );
    }
}
