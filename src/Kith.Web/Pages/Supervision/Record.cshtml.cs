using Kith.Practice.Actions;
using Kith.Practice.Oversight;
using Kith.Practice.Supervision;
using Kith.Web.Forms;
using Kith.Web.Pages.Protection;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Supervision;

/// <summary>Records a supervision: first who and what kind, then the agenda with room to write beside each child.</summary>
public sealed class RecordModel(RecordSupervision record, ShowSupervision show, SupervisionAgenda agenda) : DraftedFormPage<SupervisionForm>
{
    [BindProperty(SupportsGet = true, Name = "worker")]
    public List<Guid> Worker { get; set; } = [];

    [BindProperty(SupportsGet = true, Name = "kind")]
    public SupervisionKind Kind { get; set; }
    public IReadOnlyList<(Guid Id, string Name)> People { get; private set; } = [];

    /// <summary>Null until it is chosen who was there.</summary>
    public Agenda? Agenda { get; private set; }
    public IReadOnlyList<(Guid Id, string Name)> There => [.. People.Where(p => Worker.Contains(p.Id))];
    public IReadOnlyList<Choice> Owners { get; private set; } = [];
    public bool Personal => Kind == SupervisionKind.Personal;
    public DateOnly Today => Service<Practice.Clock>().Today;

    /// <summary>Kinds with several people, and reflective supervision, begin with choosing.</summary>
    public static IReadOnlyList<Choice> Kinds { get; } = [.. Enum.GetValues<SupervisionKind>().Select(k => new Choice(k.ToString(), SupervisionRules.Name(k), Hint(k)))];

    public AgendaChild Of(Guid child) => Agenda!.Children.First(c => c.Id == child);

    public EarlierAgreement Earlier(Guid action) => Agenda!.Earlier.First(a => a.Id == action);

    public async Task<IActionResult> OnGet()
    {
        if (await Load() is { } refused)
        {
            return refused;
        }
        if (Agenda is not null)
        {
            Fill(await TakeUpDraft(DraftName, null));
        }
        return Page();
    }

    public async Task<IActionResult> OnPost()
    {
        if (await Load() is { } refused)
        {
            return refused;
        }
        if (Agenda is null)
        {
            return Page();
        }
        await TakeUpDraft(DraftName, null);
        var id = Guid.Empty;
        // Who and what kind are those that the form was shown for.
        (Input.Kind, Input.Workers) = (Kind, Worker);
        return await Try(
            async () =>
            {
                id = await record.Handle(Input, Actor, ActKey, HttpContext.RequestAborted);
                await DraftDone();
            },
            Personal ? "Personal supervision is recorded. Only the two of you read it." : "Supervision is recorded. What was agreed is on the list of whoever does it.",
            () => $"/supervision/{id}",
            () =>
            {
                Fill(true);
                return Task.FromResult<IActionResult>(Page());
            }
        );
    }

    private async Task<IActionResult?> Load()
    {
        var ct = HttpContext.RequestAborted;
        Kind = Enum.IsDefined(Kind) ? Kind : SupervisionKind.Case;
        People = await show.People(Kind, Actor, ct);
        Worker = [.. Worker.Distinct()];
        if (Worker.Exists(w => People.All(p => p.Id != w)))
        {
            return NotFound();
        }
        var several = Kind is SupervisionKind.Group or SupervisionKind.Joint;
        if (Worker.Count < (several ? 2 : 1) || (Worker.Count > 1 && Kind is SupervisionKind.Case or SupervisionKind.Personal))
        {
            if (Worker.Count > 0)
            {
                ModelState.AddModelError("worker", several ? "Select at least two people" : "Select one person, or another kind");
            }
            return null;
        }
        Agenda = await agenda.Of(Worker, Kind, Actor, ct);
        Owners = [.. There.Select(p => new Choice($"{p.Id}", p.Name)), new Choice($"{Actor.WorkerId}", "I")];
        return null;
    }

    private void Fill(bool written)
    {
        var known = Agenda!;
        if (!written)
        {
            Input.On = Today;
            Input.LastId = known.LastId;
        }
        Input.Children = [.. known.Children.Select(c => Input.Children.FirstOrDefault(i => i.PersonId == c.Id) ?? new SupervisionChildInput { PersonId = c.Id })];
        Input.Checks =
        [
            .. known.Earlier.Select(a =>
                Input.Checks.FirstOrDefault(c => c.ActionId == a.Id)
                ?? new DirectionCheckInput
                {
                    ActionId = a.Id,
                    Outcome = a.State switch
                    {
                        ActionState.Done => DirectionOutcome.Done,
                        ActionState.NoLongerNeeded => DirectionOutcome.NotNeeded,
                        _ => null,
                    },
                }
            ),
        ];
        MeetingForms.Spares(Input.Agreements, a => a.IsEmpty, 3);
    }

    private string DraftName => $"{(Personal ? "personal-" : "")}supervision/{string.Join('+', Worker.Order().Select(w => w.ToString("N")))}/{Kind}";

    private static string Hint(SupervisionKind kind) =>
        kind switch
        {
            SupervisionKind.Case => "With one worker, about the children they work with",
            SupervisionKind.Personal => "With one worker, about themselves: only the two of you read it",
            SupervisionKind.Group => "Several workers and a question that concerns them all",
            SupervisionKind.Reflective => "Time to think in depth, with one or several",
            _ => "Two or more who work with the same children",
        };
}
