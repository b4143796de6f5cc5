using Kith.Practice.Access;
using Kith.Practice.Access.Restricted;
using Kith.Practice.Acts;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.People.Restrict;

/// <summary>Restricts a record, changes who may read it, lifts the restriction.</summary>
public sealed class IndexModel(RestrictRecord restrict, PersonNameOf names) : KithPage
{
    [BindProperty]
    public RestrictForm Input { get; set; } = new();

    [BindProperty]
    public string? Why { get; set; }

    public Guid Id { get; private set; }
    public string Name { get; private set; } = "";
    public RestrictionView? Restriction { get; private set; }
    public int? Version { get; private set; }

    /// <summary>True when someone else saved first: what they saved is shown beside what this person wrote.</summary>
    public bool ChangedByAnother { get; private set; }
    public IReadOnlyList<Choice> Guardians { get; private set; } = [];
    public IReadOnlyList<Choice> Readers { get; private set; } = [];

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await Guard(id, "Who may read this record") is { } refused)
        {
            return refused;
        }
        await Fill(id);
        if (Restriction is { } r)
        {
            Input = new RestrictForm
            {
                Reason = r.Reason,
                GuardianAccountId = r.GuardianAccountId,
                ReaderAccountIds = [.. r.Readers.Select(x => x.AccountId)],
                ExistenceShown = r.ExistenceShown,
            };
        }
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid id)
    {
        if (await Guard(id, "Who may read this record") is { } refused)
        {
            return refused;
        }
        try
        {
            var wanted = new RestrictionInput(Input.Reason, Input.GuardianAccountId, Input.ReaderAccountIds, Input.ExistenceShown);
            await Once(() => restrict.Handle(id, wanted, EditedVersion, Actor, ActKey, HttpContext.RequestAborted));
            Done("Saved. Only the people named may read this record.");
            return LocalRedirect($"/people/{id}");
        }
        catch (NotAcceptedException problems)
        {
            Show(problems);
        }
        catch (SecondEditorException)
        {
            ModelState.AddModelError("", "Someone else changed this in the meantime. What they saved is the one that counts now. Both are below: save yours again if it is right");
            ModelState.Remove("version");
            ChangedByAnother = true;
        }
        await Fill(id);
        return Page();
    }

    public async Task<IActionResult> OnPostLift(Guid id)
    {
        if (await Guard(id, "Who may read this record") is { } refused)
        {
            return refused;
        }
        try
        {
            await Once(() => restrict.Lift(id, Why, EditedVersion, Actor, ActKey, HttpContext.RequestAborted));
            Done("The restriction is lifted.");
            return LocalRedirect($"/people/{id}");
        }
        catch (NotAcceptedException problems)
        {
            Show(problems, "");
        }
        catch (SecondEditorException second)
        {
            ModelState.Remove("version");
            await TellOfFirst(second);
        }
        Why ??= "";
        await Fill(id);
        return Page();
    }

    private async Task Fill(Guid id)
    {
        Id = id;
        Name = await names.Show(id, Actor, HttpContext.RequestAborted);
        Restriction = await restrict.Show(id, Actor, HttpContext.RequestAborted);
        Version = Restriction?.Version;
        var people = await restrict.Candidates(id, Actor, HttpContext.RequestAborted);
        Guardians = Choice.From(people.Where(c => c.CanGuard), c => c.AccountId, c => c.Team is null ? c.Name : $"{c.Name}, {c.Team}");
        Readers = Choice.From(people, c => c.AccountId, c => c.Team is null ? c.Name : $"{c.Name}, {c.Team}");
    }

    /// <summary>The form.</summary>
    public sealed class RestrictForm
    {
        public string? Reason { get; set; }
        public Guid? GuardianAccountId { get; set; }
        public List<Guid> ReaderAccountIds { get; set; } = [];
        public bool ExistenceShown { get; set; } = true;
    }
}
