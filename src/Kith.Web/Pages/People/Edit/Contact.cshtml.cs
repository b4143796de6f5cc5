using Kith.Practice.Children.Details;
using Kith.Practice.Children.Show;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.People.Edit;

/// <summary>Ways to reach someone, and their school, surgery and other services.</summary>
public sealed class ContactModel(KeepDetails keep, ShowPerson show) : RecordFormPage
{
    [BindProperty]
    public ContactMethodInput NewContact { get; set; } = new();

    [BindProperty]
    public ServiceInput NewService { get; set; } = new();
    public PersonPage Person { get; private set; } = null!;

    public async Task<IActionResult> OnGet(Guid id) =>
        await Open(id, "Contact and services", () => show.Show(id, Actor, HttpContext.RequestAborted), p => Person = p, p => p.Head) ?? Page();

    public Task<IActionResult> OnPostContact(Guid id) => Keep(id, () => keep.AddContact(id, NewContact, Actor, ActKey, HttpContext.RequestAborted), "Added.", nameof(NewContact));

    public Task<IActionResult> OnPostEndContact(Guid id, Guid line) => Keep(id, () => keep.EndContact(id, line, Actor, ActKey, HttpContext.RequestAborted), "Ended.", "");

    public Task<IActionResult> OnPostService(Guid id) => Keep(id, () => keep.AddService(id, NewService, Actor, ActKey, HttpContext.RequestAborted), "Added.", nameof(NewService));

    public Task<IActionResult> OnPostEndService(Guid id, Guid line) => Keep(id, () => keep.EndService(id, line, Actor, ActKey, HttpContext.RequestAborted), "Ended.", "");

    private Task<IActionResult> Keep(Guid id, Func<Task> act, string done, string prefix) => Try(act, done, () => $"/people/{id}/edit/contact", () => OnGet(id), prefix: prefix);
}
