using Kith.Practice.Children.Details;
using Kith.Practice.Children.Show;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.People.Edit;

/// <summary>Other names and numbers.</summary>
public sealed class NamesModel(KeepDetails keep, ShowPerson show) : RecordFormPage
{
    [BindProperty]
    public OtherNameInput NewName { get; set; } = new();

    [BindProperty]
    public IdentifierInput NewNumber { get; set; } = new();

    [BindProperty]
    public string? Reason { get; set; }
    public PersonPage Person { get; private set; } = null!;

    public async Task<IActionResult> OnGet(Guid id) =>
        await Open(id, "Names and numbers", () => show.Show(id, Actor, HttpContext.RequestAborted), p => Person = p, p => p.Head) ?? Page();

    public Task<IActionResult> OnPostName(Guid id) => Keep(id, () => keep.AddName(id, NewName, Actor, ActKey, HttpContext.RequestAborted), "Name added.", nameof(NewName));

    public Task<IActionResult> OnPostRemoveName(Guid id, Guid line) =>
        Keep(id, () => keep.RemoveName(id, line, Reason, Actor, ActKey, HttpContext.RequestAborted), "Name taken off.", "");

    public Task<IActionResult> OnPostNumber(Guid id) =>
        Keep(id, () => keep.AddIdentifier(id, NewNumber, Actor, ActKey, HttpContext.RequestAborted), "Number added.", nameof(NewNumber));

    public Task<IActionResult> OnPostEndNumber(Guid id, Guid line) => Keep(id, () => keep.EndIdentifier(id, line, Actor, ActKey, HttpContext.RequestAborted), "Number ended.", "");

    private Task<IActionResult> Keep(Guid id, Func<Task> act, string done, string prefix) => Try(act, done, () => $"/people/{id}/edit/names", () => OnGet(id), prefix: prefix);
}
