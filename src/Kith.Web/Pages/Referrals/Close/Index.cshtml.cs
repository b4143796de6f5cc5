using Kith.Practice.Approvals;
using Kith.Practice.Referrals;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Referrals.Close;

/// <summary>Ends the work with a child, and in the same form with brothers and sisters; or takes an ending back.</summary>
public sealed class IndexModel(ShowReferral show, CloseWork close) : DraftedFormPage<CloseFamilyInput>
{
    /// <summary>Days for which a closure may be taken back without a word: worries that return later are new ones.</summary>
    public const int Lately = 28;

    public ClosureView Work { get; private set; } = null!;
    public DateOnly Today => Service<Practice.Clock>().Today;

    /// <summary>The children of the form: this one first.</summary>
    public IReadOnlyList<ClosureView> Offered { get; private set; } = [];

    /// <summary>Brothers and sisters with whom the work goes on and cannot be ended here, each with the reason.</summary>
    public IReadOnlyList<ClosureView> NotYet { get; private set; } = [];

    [BindProperty]
    public string? Why { get; set; }

    public ClosureView Of(Guid episode) => Offered.First(o => o.Episode.Id == episode);

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await Load(id) is { } refused)
        {
            return refused;
        }
        if (!await TakeUpDraft(DraftName(id), Head.Id))
        {
            // What was sent back is written on, not written again.
            var back = Work.SentBack is { } sent ? Proposal.Read<CloseInput>(sent) : null;
            Input = new CloseFamilyInput { On = Today, Summary = back?.Summary };
            Fill();
            if (Input.Children.Count == 0)
            {
                // Nothing can be ended now: the page says why.
                return Page();
            }
            (Input.Children[0].Reason, Input.Children[0].Own, Input.Children[0].LooseSeen) = (back?.Reason, back?.Own, back?.LooseSeen == true);
        }
        // The form is filled from what is recorded now.
        Fill(anew: true);
        return Page();
    }

    public Task<IActionResult> OnPost(Guid id)
    {
        var done = new ClosureDone(0, 0);
        var changed = false;
        return Try(
            async () =>
            {
                done = await close.Handle(Input, Actor, ActKey, HttpContext.RequestAborted);
                await Discard(DraftName(id));
            },
            () =>
                done switch
                {
                    { Asked: 0, Closed: 1 } => "The work is closed.",
                    { Asked: 0 } => $"The work with {done.Closed} children is closed.",
                    { Closed: 0, Asked: 1 } => "A manager is asked. You see what they decide on your day.",
                    { Closed: 0 } => $"A manager is asked, for each of the {done.Asked} children. You see what they decide on your day.",
                    _ => $"The work with {Children(done.Closed)} is closed; for {Children(done.Asked)} a manager is asked.",
                },
            () => $"/referrals/{id}",
            () => Again(id, changed),
            conflict: () =>
            {
                changed = true;
                return Task.FromResult<Forms.SecondEditor?>(null);
            }
        );

        static string Children(int count) => count == 1 ? "one child" : $"{count} children";
    }

    public Task<IActionResult> OnPostReopen(Guid id) =>
        Try(
            () => close.Reopen(id, Why, EditedVersion, Actor, ActKey, HttpContext.RequestAborted),
            "The work goes on.",
            () => $"/referrals/{id}",
            () => Again(id, true),
            prefix: ""
        );

    private static string DraftName(Guid id) => $"close-work/{id}";

    /// <summary>Every child that is offered has their part of the form, in the order of the page; nobody else has one.</summary>
    /// <param name="anew">The form is filled from the versions that are recorded now.</param>
    private void Fill(bool anew = false)
    {
        Input.Children =
        [
            .. Offered.Select(o =>
            {
                var child = Input.Children.Find(c => c.EpisodeId == o.Episode.Id) ?? new CloseChildInput { EpisodeId = o.Episode.Id };
                child.PersonId = o.Episode.PersonId;
                child.Included |= o.Episode.Id == Work.Episode.Id;
                child.Version = anew ? o.Episode.Version : child.Version ?? o.Episode.Version;
                return child;
            }),
        ];
    }

    private async Task<IActionResult> Again(Guid id, bool anew)
    {
        if (await Load(id) is { } refused)
        {
            return refused;
        }
        await TakeUpDraft(DraftName(id), Head.Id);
        var order = Input.Children.Select(c => c.EpisodeId).ToList();
        Fill(anew);
        if (!order.SequenceEqual(Input.Children.Select(c => c.EpisodeId)))
        {
            // Somebody left or joined the form meanwhile: what was sent stands under other numbers now.
            foreach (var key in ModelState.Keys.Where(k => k.StartsWith("Input.Children[", StringComparison.Ordinal)).ToList())
            {
                var said = ModelState[key]!.Errors.Select(e => e.ErrorMessage).ToList();
                ModelState.Remove(key);
                said.ForEach(s => ModelState.AddModelError("", s));
            }
        }
        return Page();
    }

    private async Task<IActionResult?> Load(Guid id)
    {
        if (await show.PersonOf(id, HttpContext.RequestAborted) is not { } person)
        {
            return NotFound();
        }
        if (await Open(person, "Close the work") is { } refused)
        {
            return refused;
        }
        if (await close.Show(id, Actor, HttpContext.RequestAborted) is not { } work)
        {
            return NotFound();
        }
        Work = work;
        Offered = work.MayClose ? [work, .. work.Others.Where(o => o.MayClose)] : [];
        NotYet = [.. work.Others.Where(o => !o.MayClose)];
        return null;
    }
}
