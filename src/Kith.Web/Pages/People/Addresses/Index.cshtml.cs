using Kith.Practice.Access;
using Kith.Practice.Children.Addresses;
using Kith.Practice.Children.Show;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.People.Addresses;

/// <summary>Where someone lived and lives; a move, for one or for the household.</summary>
public sealed class IndexModel(ShowPerson show, MovePeople move, ChangeAddress change) : RecordFormPage
{
    [BindProperty]
    public MoveInput Input { get; set; } = new();

    [BindProperty]
    public DateOnly? EndsOn { get; set; }
    public PersonPage Person { get; private set; } = null!;
    public bool MayRecord => Actor.May(Permission.RecordWork);

    /// <summary>The present home, if any.</summary>
    public AddressLine? Present => Person.Addresses.Where(a => a.To is null && a.Kind == "Home").OrderByDescending(a => a.From).ThenByDescending(a => a.Id).FirstOrDefault();

    public async Task<IActionResult> OnGet(Guid id) => await Open(id, "Addresses", () => show.Show(id, Actor, HttpContext.RequestAborted), p => Person = p, p => p.Head) ?? Page();

    public Task<IActionResult> OnPostMove(Guid id) =>
        Try(() => move.Handle(id, Input, Actor, ActKey, HttpContext.RequestAborted), "Move recorded.", () => $"/people/{id}/addresses", () => OnGet(id));

    public Task<IActionResult> OnPostEnd(Guid id, Guid address) =>
        Try(
            () => change.End(id, address, EndsOn, EditedVersion, Actor, ActKey, HttpContext.RequestAborted),
            "Address ended.",
            () => $"/people/{id}/addresses",
            () => OnGet(id),
            prefix: ""
        );

    public Task<IActionResult> OnPostConfidential(Guid id, Guid address, bool confidential) =>
        Try(
            () => change.SetConfidential(id, address, confidential, EditedVersion, Actor, ActKey, HttpContext.RequestAborted),
            confidential ? "The address is confidential now." : "The address is no longer confidential.",
            () => $"/people/{id}/addresses",
            () => OnGet(id),
            prefix: ""
        );
}
