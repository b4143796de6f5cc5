using Kith.Practice.Children.Details;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.People.Edit;

/// <summary>How to be with someone.</summary>
public sealed class CommunicationModel(ChangeCommunication change) : RecordFormPage
{
    [BindProperty]
    public CommunicationInput Input { get; set; } = new();
    public int Version { get; private set; }

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await Open(id, "How to be with them") is { } refused)
        {
            return refused;
        }
        var form = (await change.Show(id, HttpContext.RequestAborted))!.Value;
        Input = form.Input;
        Version = form.Version;
        return Page();
    }

    public Task<IActionResult> OnPost(Guid id)
    {
        Input.Disabilities = [.. Input.Disabilities.OfType<string>().SelectMany(c => c.Split(',', StringSplitOptions.RemoveEmptyEntries)).Order(StringComparer.Ordinal)];
        return Try(
            () => change.Handle(id, Input, EditedVersion, Actor, ActKey, HttpContext.RequestAborted),
            "Saved.",
            () => $"/people/{id}",
            async () => await Open(id, "How to be with them") ?? Page(),
            async () =>
                await change.Show(id, HttpContext.RequestAborted) is { } now
                    ? SecondEditor.Between($"how to be with {now.Name}", now.Input, Input, now.Version, $"/people/{id}", words: PersonChoices.Describe)
                    : null
        );
    }
}
