using Kith.Practice.Children.Details;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.People.Edit;

/// <summary>Changes who a person is said to be.</summary>
public sealed class IndexModel(ChangePersonDetails change, OpenChildRecord open) : RecordFormPage
{
    [BindProperty]
    public ChangePersonInput Input { get; set; } = new();
    public int Version { get; private set; }

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await Open(id, "Details") is { } refused)
        {
            return refused;
        }
        var form = await change.Show(id, HttpContext.RequestAborted);
        Input = form!.Details;
        Version = form.Version;
        return Page();
    }

    public Task<IActionResult> OnPost(Guid id) =>
        Try(
            () => change.Handle(id, Input, EditedVersion, Actor, ActKey, HttpContext.RequestAborted),
            "Details saved.",
            () => $"/people/{id}",
            async () => await Open(id, "Details") ?? Page(),
            async () =>
                await change.Show(id, HttpContext.RequestAborted) is { } now
                    ? SecondEditor.Between($"the details of {now.Name}", now.Details, Input, now.Version, $"/people/{id}", words: PersonChoices.Describe)
                    : null
        );

    public Task<IActionResult> OnPostOpenChildRecord(Guid id)
    {
        ModelState.Clear();
        return Try(() => open.Handle(id, Actor, ActKey, HttpContext.RequestAborted), "A record as a child is open.", () => $"/children/{id}", () => OnGet(id));
    }
}
