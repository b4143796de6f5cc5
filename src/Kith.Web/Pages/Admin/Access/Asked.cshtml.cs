using Kith.Practice.Access.WideRoles;
using Kith.Practice.Acts;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Admin.Access;

/// <summary>Roles that reach every child and wait for a second person, who agrees or does not.</summary>
public sealed class AskedModel(ListRoleRequests list, DecideRole decide) : KithPage
{
    public IReadOnlyList<RoleRequestLine> Requests { get; private set; } = [];

    /// <summary>The request that was answered, when something is missing.</summary>
    public Guid? Id { get; private set; }
    public string? Comments { get; private set; }

    /// <summary>The field of the words about one request: several stand on the page.</summary>
    public static string Field(Guid id) => $"comments-{id:N}";

    public async Task OnGet() => Requests = await list.List(Actor, HttpContext.RequestAborted);

    public async Task<IActionResult> OnPostDecide(Guid id, int? version, bool? agree)
    {
        ModelState.Clear();
        var comments = Request.Form[Field(id)].ToString();
        try
        {
            await decide.Handle(id, new RoleDecisionInput(agree, comments), version, Actor, ActKey, HttpContext.RequestAborted);
            Done(agree == true ? "You agreed. The role is held, and its person is told." : "You did not agree. The one who asked is told.");
            return RedirectToPage();
        }
        catch (NotAcceptedException problems)
        {
            Show(new NotAcceptedException([.. problems.Problems.Select(p => p.Field == nameof(RoleDecisionInput.Comments) ? p with { Field = Field(id) } : p)]), "");
            (Id, Comments) = (id, comments);
        }
        catch (SecondEditorException)
        {
            Show(new NotAcceptedException("", "Somebody else decided at the same moment"), "");
        }
        Requests = await list.List(Actor, HttpContext.RequestAborted);
        return Page();
    }
}
