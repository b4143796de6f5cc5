using Kith.Practice.Workforce.Teams;
using Kith.Practice.Workforce.Workers;
using Kith.Web.Forms;
using Kith.Web.Pages.Admin.Teams;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Admin.People;

/// <summary>A page with the form of a worker.</summary>
public abstract class StaffFormPage : FormPage
{
    [BindProperty]
    public WorkerInput Input { get; set; } = new();

    public IReadOnlyList<Choice> Teams { get; private set; } = [];
    public IReadOnlyList<Choice> Colleagues { get; private set; } = [];

    /// <summary>True when the worker holds children, so that a change of team must say what happens to them.</summary>
    public virtual bool AsksAboutChildren => false;

    protected async Task FillChoices(Guid? worker)
    {
        Teams = TeamChoices.Of(await Service<ShowTeamForm>().Choices(Actor, ct: HttpContext.RequestAborted));
        Colleagues = TeamChoices.Of(await Service<ShowWorkerForm>().Colleagues(Actor, worker, HttpContext.RequestAborted));
    }
}
