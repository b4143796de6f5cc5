using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Inspection.Rooms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Inspections.Room;

/// <summary>The log of what inspectors ask for.</summary>
public sealed class RequestsModel(ShowRoom show, AnswerRequests requests, LetInspectorsIn inspectors) : RoomPage
{
    [BindProperty]
    public RoomRequestInput Input { get; set; } = new();
    public IReadOnlyList<RequestLine> Lines { get; private set; } = [];
    public IReadOnlyList<OwnerChoice> Owners { get; private set; } = [];
    public IReadOnlyList<InspectorLine> Inspectors { get; private set; } = [];

    public Task<IActionResult> OnPostAsk(Guid id) =>
        Do(id, () => requests.Ask(id, Input, Actor, ActKey, HttpContext.RequestAborted), "It stands on the list of whoever answers it.", "Input");

    protected override string Here(Guid id) => $"/inspections/{id}/room/requests";

    protected override async Task Fill(Guid id)
    {
        Lines = await show.Requests(id, Actor, HttpContext.RequestAborted);
        if (Head.MayKeep)
        {
            Owners = await requests.Owners(Actor, HttpContext.RequestAborted);
            Inspectors = Actor.May(Permission.KeepInspectors) ? (await inspectors.Show(id, Actor, HttpContext.RequestAborted))?.Lines ?? [] : [];
        }
    }
}
