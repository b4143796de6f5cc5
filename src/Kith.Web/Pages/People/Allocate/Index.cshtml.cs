using Kith.Practice.Workforce;
using Kith.Practice.Workforce.Allocate;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.People.Allocate;

/// <summary>Gives a child a worker: who knows them first, then who has room.</summary>
public sealed class IndexModel(ShowAllocation show, AllocateChild allocate) : RecordFormPage
{
    /// <summary>The most candidates shown as answers; everybody else is in the list below them.</summary>
    public const int Suggested = 6;

    public AllocationView Allocation { get; private set; } = null!;

    [BindProperty]
    public FormInput Input { get; set; } = new();

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
        Input = new FormInput
        {
            From = Allocation.Today,
            Seen = Allocation.State,
            Also = [.. Allocation.Family.Where(f => f.Likewise).Select(f => f.Id)],
            WorkerId = Allocation.Lead is null ? Allocation.Candidates.FirstOrDefault(c => c.Knows is not null && c.OwnTeam)?.Id : null,
            Handover = new() { TellByWorkerId = Allocation.Earlier is { Gone: false } earlier ? earlier.Id : null },
        };
        return Page();
    }

    public Task<IActionResult> OnPost(Guid id) =>
        Try(
            () =>
                allocate.Handle(
                    id,
                    new AllocationInput(Input.Role, Input.SomeoneElse ?? Input.WorkerId, Input.From, Input.Reason, Input.Note, Input.Seen, Input.Also) { Handover = Handover() },
                    Actor,
                    ActKey,
                    HttpContext.RequestAborted
                ),
            Input.Also.Count == 0 ? "Allocated." : $"{Input.Also.Count + 1} children allocated.",
            () => $"/children/{id}",
            async () => await Load(id) ?? Page()
        );

    /// <summary>Who can tell the child: the one who goes, where they are still here; the one who comes; the manager.</summary>
    public IReadOnlyList<Choice> Tellers =>
        [
            .. Allocation.Earlier is { Gone: false } earlier ? [new Choice($"{earlier.Id}", earlier.Name)] : Array.Empty<Choice>(),
            new Choice(NextWorker, "The new worker"),
            .. Actor.WorkerId is { } me && me != Allocation.Earlier?.Id ? [new Choice($"{me}", "I")] : Array.Empty<Choice>(),
        ];

    /// <summary>Stands for whoever is chosen above on the same form.</summary>
    private static readonly string NextWorker = Guid.Empty.ToString();

    private HandoverInput Handover() =>
        Input.Handover with
        {
            TellByWorkerId = Input.Handover.TellByWorkerId == Guid.Empty ? Input.SomeoneElse ?? Input.WorkerId : Input.Handover.TellByWorkerId,
        };

    private async Task<IActionResult?> Load(Guid id)
    {
        if (await Open(id, "Allocate") is { } refused)
        {
            return refused;
        }
        Allocation = await show.Show(id, Actor, HttpContext.RequestAborted);
        return null;
    }
}
