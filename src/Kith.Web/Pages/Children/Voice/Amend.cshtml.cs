using Kith.Practice.Voice;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Children.Voice;

/// <summary>Puts a finished entry right, with a reason that everyone can see.</summary>
public sealed class AmendModel(ShowVoice show, AnswerVoice answers) : RecordFormPage
{
    public VoicePage Voice { get; private set; } = null!;

    [BindProperty]
    public AmendVoiceInput Input { get; set; } = new();

    public async Task<IActionResult> OnGet(Guid id, Guid voiceId)
    {
        if (await Load(id, voiceId) is { } refused)
        {
            return refused;
        }
        Input = AmendVoiceInput.Of(Voice.Entry);
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid id, Guid voiceId) =>
        await Load(id, voiceId)
        ?? await Try(
            () => answers.Amend(id, voiceId, Input, EditedVersion, Actor, ActKey, HttpContext.RequestAborted),
            "Corrected. What stood there before is kept below.",
            () => $"/children/{id}/voice/{voiceId}",
            () => Task.FromResult<IActionResult>(Page()),
            () => Task.FromResult<SecondEditor?>(SecondEditor.Between("this", AmendVoiceInput.Of(Voice.Entry), Input, Voice.Entry.Version, $"/children/{id}/voice/{voiceId}"))
        );

    private async Task<IActionResult?> Load(Guid id, Guid voiceId)
    {
        if (await Open(id, "Correct what the child said", () => show.Show(id, voiceId, HttpContext.RequestAborted), v => Voice = v, v => v.Head) is { } refused)
        {
            return refused;
        }
        return Voice.Entry.IsFromExtract ? NotFound() : null;
    }
}
