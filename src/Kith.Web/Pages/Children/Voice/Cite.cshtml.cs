using Kith.Practice.Casework;
using Kith.Practice.Voice;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Children.Voice;

/// <summary>Says which of the child's words a plan, a decision or an assessment rests on, or why it goes another way.</summary>
public sealed class CiteModel(CiteVoice cite) : RecordFormPage
{
    public CitePage Cited { get; private set; } = null!;

    [BindProperty]
    public List<CiteInput> Lines { get; set; } = [];

    public async Task<IActionResult> OnGet(Guid id, string kind, Guid subjectId)
    {
        if (await Load(id, kind, subjectId) is { } refused)
        {
            return refused;
        }
        Lines =
        [
            .. Cited.Entries.Select(e => new CiteInput
            {
                VoiceEntryId = e.Entry.Id,
                How =
                    e.Cited is null ? CiteHow.Not
                    : e.Cited.NotFollowed is null ? CiteHow.RestsOn
                    : CiteHow.NotFollowed,
                Why = e.Cited?.NotFollowed,
            }),
        ];
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid id, string kind, Guid subjectId)
    {
        if (await Load(id, kind, subjectId) is { } refused)
        {
            return refused;
        }
        // What is not among the offered ones was not on the form.
        Lines.RemoveAll(l => Cited.Entries.All(e => e.Entry.Id != l.VoiceEntryId));
        return await Try(
            () => cite.Cite(id, Enum.Parse<SubjectKind>(kind), subjectId, Lines, Actor, ActKey, HttpContext.RequestAborted),
            "Saved.",
            () => Cited.Href,
            () => Task.FromResult<IActionResult>(Page()),
            prefix: ""
        );
    }

    private async Task<IActionResult?> Load(Guid id, string kind, Guid subjectId)
    {
        if (await Open(id, "What a record rests on") is { } refused)
        {
            return refused;
        }
        if (!Enum.TryParse<SubjectKind>(kind, out var subject) || await cite.Show(id, subject, subjectId, HttpContext.RequestAborted) is not { } page)
        {
            return NotFound();
        }
        Cited = page;
        return null;
    }
}
