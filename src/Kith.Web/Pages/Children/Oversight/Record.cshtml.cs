using Kith.Practice.Actions;
using Kith.Practice.Oversight;
using Kith.Web.Forms;
using Kith.Web.Pages.Protection;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Children.Oversight;

/// <summary>A manager records oversight, of one child or of brothers and sisters at once.</summary>
public sealed class RecordModel(RecordOversight record, ShowOversight show, ActionOwners owners) : DraftedFormPage<OversightForm>
{
    public IReadOnlyList<OversightBeside> Beside { get; private set; } = [];
    public IReadOnlyList<Choice> Owners { get; private set; } = [];

    /// <summary>What the rules of quality find in what is written so far, by child; empty until it was asked for.</summary>
    public IReadOnlyDictionary<Guid, IReadOnlyList<OversightSignal>> Signals { get; private set; } = new Dictionary<Guid, IReadOnlyList<OversightSignal>>();
    public DateOnly Today => Service<Practice.Clock>().Today;

    public OversightBeside Of(Guid child) => Beside.First(b => b.Id == child);

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await Load(id) is { } refused)
        {
            return refused;
        }
        Fill(id, await TakeUpDraft(DraftName(id), id));
        return Page();
    }

    /// <summary>Looks at what is written, and saves nothing.</summary>
    public async Task<IActionResult> OnPostLook(Guid id)
    {
        if (await Load(id) is { } refused)
        {
            return refused;
        }
        Fill(id, true);
        await TakeUpDraft(DraftName(id), id);
        Look();
        ModelState.Clear();
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid id)
    {
        if (await Load(id) is { } refused)
        {
            return refused;
        }
        await TakeUpDraft(DraftName(id), id);
        return await Try(
            async () =>
            {
                await record.Handle(Input, Actor, ActKey, HttpContext.RequestAborted);
                await DraftDone();
            },
            "Oversight is recorded. The worker sees it, and the directions are on their list.",
            () => $"/children/{id}/oversight",
            () =>
            {
                Fill(id, true);
                Look();
                return Task.FromResult<IActionResult>(Page());
            }
        );
    }

    private void Look()
    {
        var written = Input.Children.Where(c => c.Included && Beside.Any(b => b.Id == c.PersonId)).ToList();
        Signals = written.ToDictionary(
            c => c.PersonId,
            c => OversightSignals.Of(Of(c.PersonId).Name, c.Text, Of(c.PersonId).Before, [.. written.Where(o => o != c).Select(o => (Of(o.PersonId).Name, o.Text))])
        );
    }

    private async Task<IActionResult?> Load(Guid id)
    {
        if (await Open(id, "Management oversight") is { } refused)
        {
            return refused;
        }
        var ct = HttpContext.RequestAborted;
        Beside = await show.Beside(id, Actor, ct);
        if (Beside.All(b => b.Id != id))
        {
            return NotFound();
        }
        Owners = await MeetingForms.Owners(owners, Beside.Select(b => b.Id), Actor, ct);
        return null;
    }

    /// <summary>One part for each child of the family, with the directions of the last time to be looked at.</summary>
    private void Fill(Guid id, bool written)
    {
        if (!written)
        {
            Input.On = Today;
        }
        // A child whom the manager may not read has no part here, whatever was sent.
        Input.Children = [.. Beside.Select(b => Input.Children.FirstOrDefault(c => c.PersonId == b.Id) ?? new OversightChildInput { PersonId = b.Id, LastId = b.Last?.Id })];
        for (var i = 0; i < Beside.Count; i++)
        {
            var (child, known) = (Input.Children[i], Beside[i]);
            child.Included |= child.PersonId == id;
            child.Checks =
            [
                .. known.Directions.Select(d =>
                    child.Checks.FirstOrDefault(c => c.ActionId == d.Id)
                    ?? new DirectionCheckInput
                    {
                        ActionId = d.Id,
                        Outcome = d.State switch
                        {
                            ActionState.Done => DirectionOutcome.Done,
                            ActionState.NoLongerNeeded => DirectionOutcome.NotNeeded,
                            _ => null,
                        },
                    }
                ),
            ];
            MeetingForms.Spares(child.Directions, d => d.IsEmpty, 2);
        }
    }

    private static string DraftName(Guid id) => $"oversight/{id}";
}
