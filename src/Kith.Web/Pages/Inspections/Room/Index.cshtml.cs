using Kith.Practice.Inspection.Rooms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Inspections.Room;

/// <summary>The room of an inspection at a glance: what waits for an answer, what comes next.</summary>
public sealed class IndexModel(ShowRoom show, KeepRoom keep) : RoomPage
{
    private const int MostNext = 6;

    [BindProperty]
    public Guid? Coordinator { get; set; }
    public IReadOnlyList<(Guid AccountId, string Name)> Coordinators { get; private set; } = [];
    public IReadOnlyList<RequestLine> Open { get; private set; } = [];
    public IReadOnlyList<RoomMeeting> Next { get; private set; } = [];

    public override async Task<IActionResult> OnGet(Guid id)
    {
        if (await Load(id) is { } refused)
        {
            return refused;
        }
        await FillCoordinators();
        Coordinator = Head.Room?.CoordinatorAccountId ?? Actor.AccountId;
        return Page();
    }

    public Task<IActionResult> OnPostOpen(Guid id) =>
        Try(
            () => keep.Open(id, Coordinator, Actor, ActKey, HttpContext.RequestAborted),
            "The room is open.",
            () => Here(id),
            async () =>
            {
                if (await Load(id) is { } refused)
                {
                    return refused;
                }
                await FillCoordinators();
                return Page();
            },
            prefix: ""
        );

    protected override string Here(Guid id) => $"/inspections/{id}/room";

    protected override async Task Fill(Guid id)
    {
        Open = [.. (await show.Requests(id, Actor, HttpContext.RequestAborted)).Where(r => r.Request.IsOpen)];
        Next = [.. (await show.Timetable(id, Actor, HttpContext.RequestAborted)).Where(m => m.On >= Head.Today).Take(MostNext)];
    }

    private async Task FillCoordinators() => Coordinators = Head.MayKeep ? await keep.Coordinators(Actor, HttpContext.RequestAborted) : [];
}
