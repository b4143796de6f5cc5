using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Inspection.Rooms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Inspections.Room;

/// <summary>One request of inspectors: whose it is, by when, and the answer.</summary>
public sealed class RequestModel(ShowRoom show, AnswerRequests requests) : FormPage
{
    [BindProperty]
    public RoomRequestInput Input { get; set; } = new();

    [BindProperty]
    public RoomAnswerInput Answer { get; set; } = new();

    [BindProperty]
    public string? Why { get; set; }
    public RequestLine Line { get; private set; } = null!;
    public IReadOnlyList<OwnerChoice> Owners { get; private set; } = [];
    public IReadOnlyList<RoomPaper> Papers { get; private set; } = [];
    public bool MayKeep => Actor.May(Permission.KeepImprovement);

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await Load(id) is { } missing)
        {
            return missing;
        }
        (Input.OwnerWorkerId, Input.DueOn) = (Line.OwnerWorkerId, Line.DueOn);
        return Page();
    }

    public Task<IActionResult> OnPostAnswer(Guid id) =>
        Do(id, () => requests.Answer(id, Answer, EditedVersion, Actor, ActKey, HttpContext.RequestAborted), "It is answered. The action is done.", nameof(Answer));

    public Task<IActionResult> OnPostPassOn(Guid id) =>
        Do(id, () => requests.PassOn(id, Input, EditedVersion, Actor, ActKey, HttpContext.RequestAborted), "It is passed on.", nameof(Input));

    public Task<IActionResult> OnPostWithdraw(Guid id) =>
        Do(id, () => requests.Withdraw(id, Why, EditedVersion, Actor, ActKey, HttpContext.RequestAborted), "The request is closed.", "");

    private Task<IActionResult> Do(Guid id, Func<Task> act, string done, string prefix) =>
        Try(act, done, () => $"/inspections/requests/{id}", async () => await Load(id) ?? Page(), prefix: prefix);

    private async Task<IActionResult?> Load(Guid id)
    {
        if (await show.Request(id, Actor, HttpContext.RequestAborted) is not { } line)
        {
            return NotFound();
        }
        Line = line;
        if (line.MayAnswer)
        {
            Owners = await requests.Owners(Actor, HttpContext.RequestAborted);
            Papers = await show.Papers(line.Request.InspectionId, Actor, HttpContext.RequestAborted);
        }
        return null;
    }
}
