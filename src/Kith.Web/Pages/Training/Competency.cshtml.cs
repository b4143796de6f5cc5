using Kith.Practice.Training;
using Kith.Practice.Workforce;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Training;

/// <summary>Adds or changes a competency.</summary>
public sealed class CompetencyModel(ShowSessions show, KeepCatalogue keep) : FormPage
{
    [BindProperty]
    public CompetencyInput Input { get; set; } = new();

    /// <summary>Null for a new one.</summary>
    public Competency? Competency { get; private set; }

    public async Task<IActionResult> OnGet(Guid? id)
    {
        if (await Load(id) is { } missing)
        {
            return missing;
        }
        if (Competency is { } c)
        {
            Input = Recorded(c);
        }
        return Page();
    }

    public Task<IActionResult> OnPost(Guid? id) =>
        Try(
            () => keep.Competency(id, Input, EditedVersion, Actor, ActKey, HttpContext.RequestAborted),
            "The competency is saved.",
            () => "/training/courses",
            async () => await Load(id) ?? Page(),
            async () =>
                await Load(id) is null && Competency is { } now
                    ? SecondEditor.Between("this competency", Recorded(now), Input, now.Version, "/training/courses", words: Describe)
                    : null
        );

    private static CompetencyInput Recorded(Competency c) =>
        new()
        {
            Name = c.Name,
            Description = c.Description,
            Roles = [.. StaffRoles.In(c.Roles)],
            Ended = c.EndedOn is not null,
        };

    private static string? Describe(string field, string value) =>
        field == nameof(CompetencyInput.Roles) && Enum.TryParse<StaffRole>(value, out var role) ? StaffRoles.Name(role) : null;

    private async Task<IActionResult?> Load(Guid? id)
    {
        Competency = id is { } wanted ? await show.Competency(wanted, Actor, HttpContext.RequestAborted) : null;
        return id is not null && Competency is null ? NotFound() : null;
    }
}
