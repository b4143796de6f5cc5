using Kith.Practice.Acts;
using Kith.Practice.Questions;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Admin.Questions;

/// <summary>The next version of a form's questions, to be answered as a worker would and kept nowhere.</summary>
public sealed class TryModel(MakeQuestions make) : KithPage
{
    public QuestionSet Set { get; private set; } = null!;

    /// <summary>The answers, by the key of the question.</summary>
    [BindProperty]
    public Dictionary<string, string?> Own { get; set; } = [];

    /// <summary>What the record would show; null before anything was sent, or when the form would refuse.</summary>
    public IReadOnlyList<Answered>? Answers { get; private set; }

    public async Task<IActionResult> OnGet(QuestionForm form) => await Load(form) ?? Page();

    public async Task<IActionResult> OnPost(QuestionForm form)
    {
        if (await Load(form) is { } missing)
        {
            return missing;
        }
        try
        {
            Answers = await make.TryOut(form, Own, Actor, HttpContext.RequestAborted);
        }
        catch (NotAcceptedException problems)
        {
            Show(problems, "");
        }
        return Page();
    }

    private async Task<IActionResult?> Load(QuestionForm form)
    {
        if (!Enum.IsDefined(form) || (await make.Show(form, Actor, HttpContext.RequestAborted)).Next is not { } next)
        {
            return NotFound();
        }
        Set = next;
        return null;
    }
}
