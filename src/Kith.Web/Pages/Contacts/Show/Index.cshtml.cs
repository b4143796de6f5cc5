using Kith.Practice.Acts;
using Kith.Practice.Contacts;
using Kith.Practice.Trail;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Contacts.Show;

/// <summary>One contact: what we were told, what agencies know, and the decision beside it.</summary>
public sealed class IndexModel(ShowContact show, TakeContact take, GatherInformation gather, DecideContact decide) : KithPage
{
    public ContactPage Contact { get; private set; } = null!;

    /// <summary>The draft of the decision.</summary>
    public DraftForm Draft { get; private set; } = null!;

    private static string DraftName(Guid id) => $"decide-contact/{id}";

    [BindProperty]
    public ContactDecisionInput Decision { get; set; } = new();

    [BindProperty]
    public AskInput Ask { get; set; } = new();

    [BindProperty]
    public AnswerInput Answer { get; set; } = new();

    [BindProperty]
    public PassInput Pass { get; set; } = new();

    [BindProperty]
    public ReconsiderInput Again { get; set; } = new();

    /// <summary>To whom it is passed on.</summary>
    public sealed record PassInput
    {
        public Guid? WorkerId { get; set; }
        public string? Note { get; set; }
    }

    /// <summary>Why the decision is taken back.</summary>
    public sealed record ReconsiderInput
    {
        public string? Reason { get; set; }
    }

    /// <summary>The answer that is being shown again with what was wrong.</summary>
    public Guid? Answering { get; private set; }

    public IReadOnlyList<Choice> Colleagues => [new Choice("", "Nobody: back into the team's queue"), .. Contact.Colleagues.Select(c => new Choice(c.Id.ToString(), c.Name))];

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await Load(id) is { } refused)
        {
            return await show.TogetherOf(id, Actor, HttpContext.RequestAborted) is { } together ? Redirect($"/contacts/{together}") : refused;
        }
        Draft = await TakeUp(DraftName(id), null, nameof(Decision), Decision);
        if (Decision.Children.Count == 0)
        {
            Decision.Children = [.. Contact.Undecided.Select(c => c.Child.Id)];
        }
        return Page();
    }

    public Task<IActionResult> OnPostTake(Guid id) => Try(id, () => take.Take(id, Actor, ActKey, HttpContext.RequestAborted), "You are on it.", "");

    public Task<IActionResult> OnPostPass(Guid id) =>
        Try(id, () => take.PassOn(id, Pass.WorkerId, null, Pass.Note, Actor, ActKey, HttpContext.RequestAborted), "Passed on.", nameof(Pass), () => "/contacts");

    public Task<IActionResult> OnPostAsk(Guid id) => Try(id, () => gather.Ask(id, Ask, Actor, ActKey, HttpContext.RequestAborted), "Recorded that you asked.", nameof(Ask));

    public Task<IActionResult> OnPostAnswer(Guid id, Guid request)
    {
        Answering = request;
        return Try(id, () => gather.Receive(id, request, Answer, Actor, ActKey, HttpContext.RequestAborted), "Answer recorded.", nameof(Answer));
    }

    public async Task<IActionResult> OnPostDecide(Guid id)
    {
        var made = id;
        return await Try(
            id,
            async () =>
            {
                made = await decide.Handle(id, Decision, Actor, ActKey, HttpContext.RequestAborted);
                await Discard(DraftName(id));
            },
            Decision.Decision == ContactDecision.Referral ? "Referral made. A manager decides on it." : "Decision recorded.",
            nameof(Decision),
            () => "/contacts"
        );
    }

    public Task<IActionResult> OnPostReconsider(Guid id) =>
        Try(id, () => decide.Reconsider(id, Again.Reason, Actor, ActKey, HttpContext.RequestAborted), "The decision was taken back. Decide again.", nameof(Again));

    private async Task<IActionResult> Try(Guid id, Func<Task> act, string done, string prefix, Func<string>? next = null)
    {
        if (ModelState.IsValid)
        {
            try
            {
                await act();
                Done(done);
                return Redirect(next?.Invoke() ?? $"/contacts/{id}");
            }
            catch (NotAcceptedException problems)
            {
                Show(problems, prefix);
            }
            catch (SecondEditorException second)
            {
                await TellOfFirst(second);
            }
        }
        Draft = await TakeUp(DraftName(id), null, nameof(Decision), Decision);
        return await Load(id) ?? Page();
    }

    private async Task<IActionResult?> Load(Guid id)
    {
        if (await show.Show(id, Actor, HttpContext.RequestAborted) is not { } contact)
        {
            return NotFound();
        }
        // Reading a contact is reading the record of each child that it is about.
        foreach (var child in contact.Children)
        {
            await Service<ReadLedger>().Write(Actor, "Read a record", new RecordRead(child.Child.Id, "Contact"));
        }
        Contact = contact;
        return null;
    }
}
