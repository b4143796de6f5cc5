using Kith.Practice.Supervision;

namespace Kith.Web.Pages.Supervision;

/// <summary>A worker's supervision: when the next is due, what is on its agenda, and what was held.</summary>
public sealed class WorkerModel(ShowSupervision show, SupervisionAgenda agenda) : KithPage
{
    public WorkerSupervision Worker { get; private set; } = null!;

    /// <summary>Null for those who see how regular it is and do not supervise: what is on the agenda is for the two.</summary>
    public Agenda? Agenda { get; private set; }

    public async Task OnGet(Guid id)
    {
        Worker = await show.OfWorker(id, Actor, HttpContext.RequestAborted);
        if (Worker.MaySupervise || Worker.Due.Self)
        {
            Agenda = await agenda.Of([id], SupervisionKind.Case, Actor, HttpContext.RequestAborted);
        }
    }
}
