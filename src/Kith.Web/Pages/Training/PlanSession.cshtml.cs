using Kith.Practice.Training;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Training;

/// <summary>Plans a session, or changes one that has not been held.</summary>
public sealed class PlanSessionModel(ShowSessions show, KeepSessions keep) : FormPage
{
    [BindProperty]
    public SessionInput Input { get; set; } = new();

    /// <summary>Null for a new one.</summary>
    public SessionView? Session { get; private set; }
    public IReadOnlyList<Course> Courses { get; private set; } = [];

    public async Task OnGet(Guid? id, Guid? course)
    {
        await Load(id);
        Input = Session is { Line: var s } ? Recorded(s) : new SessionInput { CourseId = course };
    }

    public Task<IActionResult> OnPost(Guid? id)
    {
        var made = id ?? Guid.Empty;
        return Try(
            async () =>
            {
                if (id is { } there)
                {
                    await keep.Change(there, Input, EditedVersion, Actor, ActKey, HttpContext.RequestAborted);
                }
                else
                {
                    made = await keep.Plan(Input, Actor, ActKey, HttpContext.RequestAborted);
                }
            },
            "The session is saved.",
            () => $"/training/sessions/{made}",
            async () =>
            {
                await Load(id);
                return Page();
            },
            async () =>
            {
                await Load(id);
                return Session is { Line.CalledOff: false } now
                    ? SecondEditor.Between("this session", Recorded(now.Line), Input with { CourseId = now.Line.CourseId }, now.Version, $"/training/sessions/{id}")
                    : null;
            }
        );
    }

    private static SessionInput Recorded(SessionLine s) =>
        new()
        {
            CourseId = s.CourseId,
            On = s.On,
            At = s.At,
            Place = s.Place,
            Trainer = s.Trainer,
            Places = s.Places,
            Cost = s.Cost,
        };

    private async Task Load(Guid? id)
    {
        if (id is { } there)
        {
            Session = await show.One(there, Actor, HttpContext.RequestAborted);
        }
        else
        {
            Courses = [.. (await show.Catalogue(Actor, HttpContext.RequestAborted)).Courses.Where(c => c.EndedOn is null)];
        }
    }
}
