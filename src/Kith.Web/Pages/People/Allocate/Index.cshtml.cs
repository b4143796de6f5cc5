using Kith.Practice.Workforce;
using Kith.Practice.Workforce.Allocate;
using Kith.Standards.Calendar;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.People.Allocate;

/// <summary>Gives a child a worker: who knows them first, then who has room.</summary>
public sealed class IndexModel(ShowAllocation show, AllocateChild allocate) : DraftedFormPage<IndexModel.FormInput>
{
    /// <summary>The most candidates shown as answers; everybody else is in the list below them.</summary>
    public const int Suggested = 6;

    public AllocationView Allocation { get; private set; } = null!;

    /// <summary>The worker whose whole caseload is being handed over: the page leads back to it.</summary>
    [BindProperty(SupportsGet = true, Name = "caseload")]
    public Guid? Caseload { get; set; }

    /// <summary>The form: a suggested worker, or anyone else.</summary>
    public sealed record FormInput
    {
        public AllocationRole Role { get; set; } = AllocationRole.Lead;
        public Guid? WorkerId { get; set; }
        public Guid? SomeoneElse { get; set; }
        public DateOnly? From { get; set; }
        public string? Reason { get; set; }
        public string? Note { get; set; }
        public string? Seen { get; set; }

        /// <summary>How the child hears of a change of worker.</summary>
        public HandoverInput Handover { get; set; } = new();

        /// <summary>Brothers and sisters who get the same worker.</summary>
        public List<Guid> Also { get; set; } = [];
    }

    public static IReadOnlyList<Choice> Reasons { get; } = Choice.From(WorkforceWords.ChangeReasons, r => r.Code, r => r.Words);

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await Load(id) is { } refused)
        {
            return refused;
        }
        if (await TakeUpDraft($"allocate/{id}", id))
        {
            return Page();
        }
        Input = new FormInput
        {
            Reason = Caseload is null ? null : "LEFTRL",
            From = Allocation.Today,
            Seen = Allocation.State,
            Also = [.. Allocation.Family.Where(f => f.Likewise).Select(f => f.Id)],
            WorkerId = Allocation.Lead is null ? Allocation.Candidates.FirstOrDefault(c => c.Knows is not null && c.OwnTeam)?.Id : null,
            Handover = new() { TellByWorkerId = Allocation.Earlier is { Gone: false } earlier ? earlier.Id : null },
        };
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid id)
    {
        var next = Input.SomeoneElse ?? Input.WorkerId;
        var overtaken = false;
        return await Try(
            async () =>
            {
                await allocate.Handle(
                    id,
                    new AllocationInput(Input.Role, next, Input.From, Input.Reason, Input.Note, Input.Seen, Input.Also) { Handover = Handing.Teller(Input.Handover, next) },
                    Actor,
                    ActKey,
                    HttpContext.RequestAborted
                );
                await Discard($"allocate/{id}");
            },
            Input.Also.Count == 0 ? "Allocated." : $"{Input.Also.Count + 1} children allocated.",
            () => Caseload is { } whole ? $"/workers/{whole}/handover" : $"/children/{id}",
            async () =>
            {
                if (await Load(id) is { } refused)
                {
                    return refused;
                }
                await TakeUpDraft($"allocate/{id}", id);
                if (overtaken)
                {
                    // From here on the form answers to what it shows now.
                    Input.Seen = Allocation.State;
                    ModelState.AddModelError(
                        "",
                        Allocation.Lead is { WorkerId: not null } lead
                            ? $"{lead.Worker} holds the case now, since {DateWords.Long(lead.From)}. Allocate again only where that is not to stand"
                            : "Nobody holds the case now. Allocate again where yours is still to stand"
                    );
                }
                return Page();
            },
            () =>
            {
                overtaken = true;
                return Task.FromResult<SecondEditor?>(null);
            }
        );
    }

    /// <summary>Who can tell the child.</summary>
    public IReadOnlyList<Choice> Tellers => Handing.Tellers(Allocation.Earlier is { Gone: false } earlier ? earlier.Id : null, Allocation.Earlier?.Name, Actor);

    private async Task<IActionResult?> Load(Guid id)
    {
        // What the page shows of the child comes with the allocations: the head would be a statement more.
        if (await Guard(id, "Allocate") is { } refused)
        {
            return refused;
        }
        Allocation = await show.Show(id, Actor, Request.Method == "POST" ? Input.Also : null, HttpContext.RequestAborted);
        return null;
    }
}
