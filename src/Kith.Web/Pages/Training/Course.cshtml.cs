using Kith.Practice.Training;
using Kith.Practice.Workforce;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Training;

/// <summary>Adds or changes a course.</summary>
public sealed class CourseModel(ShowSessions show, KeepCatalogue keep) : FormPage
{
    [BindProperty]
    public CourseInput Input { get; set; } = new();

    /// <summary>Null for a new one.</summary>
    public Course? Course { get; private set; }
    public IReadOnlyList<Competency> Competencies { get; private set; } = [];

    public async Task<IActionResult> OnGet(Guid? id)
    {
        if (await Load(id) is { } missing)
        {
            return missing;
        }
        if (Course is { } c)
        {
            Input = Recorded(c);
        }
        return Page();
    }

    public Task<IActionResult> OnPost(Guid? id) =>
        Try(
            () => keep.Course(id, Input, EditedVersion, Actor, ActKey, HttpContext.RequestAborted),
            "The course is saved.",
            () => "/training/courses",
            async () => await Load(id) ?? Page(),
            async () =>
                await Load(id) is null && Course is { } now ? SecondEditor.Between("this course", Recorded(now), Input, now.Version, "/training/courses", words: Describe) : null
        );

    private static CourseInput Recorded(Course c) =>
        new()
        {
            Title = c.Title,
            About = c.About,
            Teaches = [.. c.Teaches.Select(t => t.CompetencyId)],
            MandatoryFor = [.. StaffRoles.In(c.MandatoryFor)],
            WithinMonths = c.WithinMonths,
            RenewMonths = c.RenewMonths,
            Cost = c.Cost,
            Places = c.Places,
            Provider = c.Provider,
            Ended = c.EndedOn is not null,
        };

    private string? Describe(string field, string value) =>
        field switch
        {
            nameof(CourseInput.Teaches) => Competencies.FirstOrDefault(c => c.Id.ToString() == value)?.Name,
            nameof(CourseInput.MandatoryFor) => Enum.TryParse<StaffRole>(value, out var role) ? StaffRoles.Name(role) : null,
            _ => null,
        };

    private async Task<IActionResult?> Load(Guid? id)
    {
        var all = await show.Catalogue(Actor, HttpContext.RequestAborted);
        Course = id is null ? null : all.Courses.FirstOrDefault(c => c.Id == id);
        Competencies = [.. all.Competencies.Where(c => c.EndedOn is null)];
        return id is not null && Course is null ? NotFound() : null;
    }
}
