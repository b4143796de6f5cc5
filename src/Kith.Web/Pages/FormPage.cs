using Kith.Practice.Acts;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages;

/// <summary>A page with forms: what happens when a use case says no, or someone else saved first.</summary>
public abstract class FormPage : KithPage
{
    /// <summary>Both versions, when someone else saved first.</summary>
    public SecondEditor? Conflict { get; protected set; }

    /// <summary>
    /// Runs a use case. Done: says so and goes on to <paramref name="next"/>. Otherwise <paramref name="again"/> shows
    /// the form with what was wrong; <paramref name="conflict"/> finds the two versions when someone else saved first.
    /// </summary>
    protected Task<IActionResult> Try(
        Func<Task> act,
        string done,
        Func<string> next,
        Func<Task<IActionResult>> again,
        Func<Task<SecondEditor?>>? conflict = null,
        string prefix = "Input"
    ) => Try(act, () => done, next, again, conflict, prefix);

    /// <summary>The same, where what was done is known only afterwards.</summary>
    protected async Task<IActionResult> Try(
        Func<Task> act,
        Func<string> done,
        Func<string> next,
        Func<Task<IActionResult>> again,
        Func<Task<SecondEditor?>>? conflict = null,
        string prefix = "Input"
    )
    {
        if (ModelState.IsValid)
        {
            try
            {
                if (!SecondEditor.EveryChoiceMade(Request.Form))
                {
                    ModelState.AddModelError("", "Choose what is to stand on every line");
                    throw new SecondEditorException();
                }
                await Once(act);
                Done(done());
                return Redirect(next());
            }
            catch (NotAcceptedException problems)
            {
                Show(problems, prefix);
            }
            catch (SecondEditorException second)
            {
                // The form goes on from the version that is recorded now.
                ModelState.Remove("version");
                Conflict = conflict is null ? null : await conflict();
                await TellOfFirst(second, choosing: Conflict is not null);
            }
        }
        return await again();
    }
}
