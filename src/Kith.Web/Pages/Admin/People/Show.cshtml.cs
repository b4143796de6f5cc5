using Kith.Practice.Workforce;
using Kith.Practice.Workforce.Workers;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Admin.People;

/// <summary>Someone on the staff: their facts, and leaving.</summary>
public sealed class ShowModel(ShowWorkerForm show, ChangeWorker change, WorkerLeaves leaves) : StaffFormPage
{
    [BindProperty]
    public LeaveInput Leaving { get; set; } = new();

    public WorkerForm Worker { get; private set; } = null!;

    /// <summary>True when leaving was tried and something was wrong, so that its part stands open.</summary>
    public bool TriedToLeave { get; private set; }
    public override bool AsksAboutChildren => Worker.HoldsChildren;

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await Fill(id) is { } missing)
        {
            return missing;
        }
        Input = Worker.Facts;
        return Page();
    }

    public Task<IActionResult> OnPost(Guid id)
    {
        Forget(nameof(Leaving));
        return Try(
            () => change.Handle(id, Input, EditedVersion, Actor, ActKey, HttpContext.RequestAborted),
            "The changes are saved.",
            () => $"/admin/people/{id}",
            async () => await Fill(id) ?? Page(),
            async () =>
            {
                if (await Fill(id) is not null)
                {
                    return null;
                }
                // Not a fact of the worker: the same on both sides.
                var stored = Worker.Facts with
                {
                    ChildrenGoWith = Input.ChildrenGoWith,
                };
                return SecondEditor.Between($"the facts of {Worker.Facts.Name}", stored, Input, Worker.Version, $"/admin/people/{id}", words: Describe);
            }
        );
    }

    public Task<IActionResult> OnPostLeave(Guid id)
    {
        Forget(nameof(Input));
        TriedToLeave = true;
        return Try(
            () => leaves.Handle(id, Leaving, EditedVersion, Actor, ActKey, HttpContext.RequestAborted),
            "It is written down when they leave. Their account ends with that day.",
            () => $"/admin/people/{id}",
            () => Again(id),
            prefix: nameof(Leaving)
        );
    }

    public Task<IActionResult> OnPostReturn(Guid id)
    {
        ModelState.Clear();
        return Try(
            () => leaves.Undo(id, EditedVersion, Actor, ActKey, HttpContext.RequestAborted),
            "They are on the staff. If their account has ended, open it again.",
            () => $"/admin/people/{id}",
            () => Again(id),
            prefix: ""
        );
    }

    private async Task<IActionResult> Again(Guid id)
    {
        if (await Fill(id) is { } missing)
        {
            return missing;
        }
        Input = Worker.Facts;
        return Page();
    }

    private async Task<IActionResult?> Fill(Guid id)
    {
        if (await show.Show(id, Actor, HttpContext.RequestAborted) is not { } worker)
        {
            return NotFound();
        }
        Worker = worker;
        await FillChoices(id);
        return null;
    }

    /// <summary>What the other form of the page did not send is not wrong.</summary>
    private void Forget(string prefix)
    {
        foreach (var key in ModelState.Keys.Where(k => k.StartsWith(prefix, StringComparison.Ordinal)).ToList())
        {
            ModelState.Remove(key);
        }
    }

    private string? Describe(string field, string value) =>
        (field, value) switch
        {
            (_, "") => null,
            (nameof(WorkerInput.TeamId), _) => Teams.FirstOrDefault(t => t.Value == value)?.Text,
            (nameof(WorkerInput.LineManagerId), _) => Colleagues.FirstOrDefault(t => t.Value == value)?.Text,
            (nameof(WorkerInput.Contract), _) => Enum.TryParse<ContractKind>(value, out var kind) ? WorkforceWords.Contract(kind) : null,
            _ => null,
        };
}
