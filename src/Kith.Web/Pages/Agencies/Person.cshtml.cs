using Kith.Practice.Access;
using Kith.Practice.Agencies;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Agencies;

/// <summary>Someone who works for an agency; and, for an administrator, whether they may sign in.</summary>
public sealed class PersonModel(ShowDirectory show, KeepDirectory keep) : FormPage
{
    [BindProperty]
    public ProfessionalInput Input { get; set; } = new();

    [BindProperty]
    public string? Why { get; set; }

    public ProfessionalPage? View { get; private set; }
    public IReadOnlyList<Choice> Teams { get; private set; } = [];
    public bool MayKeep => Actor.May(Permission.KeepAgencies);

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await Load(id) is { } missing)
        {
            return missing;
        }
        Input = ProfessionalInput.Of(View!.Professional);
        return Page();
    }

    public Task<IActionResult> OnPost(Guid id) =>
        Try(
            () => keep.ChangePerson(id, Input, EditedVersion, Actor, ActKey, HttpContext.RequestAborted),
            "Changed.",
            () => $"/agencies/people/{id}",
            async () => await Load(id) ?? Page(),
            async () =>
                await show.Person(id, Actor, HttpContext.RequestAborted) is { } now
                    ? SecondEditor.Between(now.Professional.Name, ProfessionalInput.Of(now.Professional), Input, now.Professional.Version, $"/agencies/people/{id}", words: Words)
                    : null
        );

    public Task<IActionResult> OnPostLetIn(Guid id)
    {
        ModelState.Clear();
        return Try(
            () => keep.LetIn(id, Actor, ActKey, HttpContext.RequestAborted),
            "They can sign in now, at /partner on this service’s address.",
            () => $"/agencies/people/{id}",
            () => Again(id),
            prefix: ""
        );
    }

    public Task<IActionResult> OnPostShutOut(Guid id)
    {
        ModelState.Clear();
        return Try(
            () => keep.ShutOut(id, Why, Actor, ActKey, HttpContext.RequestAborted),
            "They sign in no more. Where they were signed in, they are not now.",
            () => $"/agencies/people/{id}",
            () => Again(id),
            prefix: ""
        );
    }

    private string? Words(string field, string value) => field == nameof(ProfessionalInput.TeamId) ? Teams.FirstOrDefault(t => t.Value == value)?.Text : null;

    private async Task<IActionResult> Again(Guid id)
    {
        if (await Load(id) is { } missing)
        {
            return missing;
        }
        Input = ProfessionalInput.Of(View!.Professional);
        return Page();
    }

    private async Task<IActionResult?> Load(Guid id)
    {
        if (await show.Person(id, Actor, HttpContext.RequestAborted) is not { } found)
        {
            return NotFound();
        }
        View = found;
        Teams = Choice.From(found.Teams, t => t.Id, t => t.Name);
        return null;
    }
}
