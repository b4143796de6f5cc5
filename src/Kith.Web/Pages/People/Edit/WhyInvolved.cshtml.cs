using Kith.Practice.Children.Details;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.People.Edit;

/// <summary>Why we are involved, in three sentences.</summary>
public sealed class WhyInvolvedModel(WriteWhyInvolved write) : RecordFormPage
{
    /// <summary>The one field of the form.</summary>
    public sealed record Words
    {
        public string? Text { get; set; }
    }

    [BindProperty]
    public Words Input { get; set; } = new();
    public int Version { get; private set; }

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await Open(id, "Why we are involved") is { } refused)
        {
            return refused;
        }
        var now = (await write.Show(id, HttpContext.RequestAborted))!.Value;
        Input = new Words { Text = now.Text };
        Version = now.Version;
        return Page();
    }

    public Task<IActionResult> OnPost(Guid id) =>
        Try(
            () => write.Handle(id, Input.Text, EditedVersion, Actor, ActKey, HttpContext.RequestAborted),
            "Why we are involved is saved, with today's date.",
            () => $"/people/{id}",
            async () => await Open(id, "Why we are involved") ?? Page(),
            async () =>
                await write.Show(id, HttpContext.RequestAborted) is { } now
                    ? SecondEditor.Between($"why we are involved with {now.Name}", new Words { Text = now.Text }, Input, now.Version, $"/people/{id}")
                    : null
        );
}
