using Kith.Practice.Access;
using Kith.Practice.Documents;
using Kith.Practice.Voice;
using Kith.Web.Pages.Children.Documents;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Children.Voice;

/// <summary>One thing that a child said: what came of it, where it counted, and the drawings that belong to it.</summary>
[RequestSizeLimit(KeepDocuments.MostBytes + 1_000_000)]
[RequestFormLimits(MultipartBodyLengthLimit = KeepDocuments.MostBytes + 1_000_000)]
public sealed class ShowModel(ShowVoice show, AnswerVoice answers, KeepDocuments documents) : RecordFormPage
{
    public VoicePage Voice { get; private set; } = null!;
    public bool MayRecord => Actor.May(Permission.RecordWork) && Voice.Head.MergedIntoId is null;

    [BindProperty]
    public VoiceAnswerInput Answer { get; set; } = new();

    [BindProperty]
    public string? DrawingTitle { get; set; }

    /// <summary>The same file is on the record already: it can be added beside that one all the same.</summary>
    public SameDocumentException? Same { get; private set; }

    public async Task<IActionResult> OnGet(Guid id, Guid voiceId)
    {
        if (await Load(id, voiceId) is { } refused)
        {
            return refused;
        }
        Answer.On ??= Voice.Today;
        return Page();
    }

    public async Task<IActionResult> OnPostAnswer(Guid id, Guid voiceId) =>
        await Load(id, voiceId)
        ?? await Try(
            () => answers.Answer(id, voiceId, Answer, EditedVersion, Actor, ActKey, HttpContext.RequestAborted),
            "Answered.",
            () => $"/children/{id}/voice/{voiceId}",
            () => Again(id, voiceId),
            prefix: nameof(Answer)
        );

    public async Task<IActionResult> OnPostDrawing(Guid id, Guid voiceId, IFormFile? file, Guid? beside)
    {
        if (await Load(id, voiceId) is { } refused)
        {
            return refused;
        }
        if (!MayRecord)
        {
            return Forbid();
        }
        var (bytes, name) = await SentBytes.Read(file, HttpContext.RequestAborted);
        if (bytes is null && beside is { } known && await documents.Open(id, known, HttpContext.RequestAborted) is var (there, same))
        {
            (bytes, name) = (same, there.FileName);
        }
        if (bytes is null)
        {
            ModelState.AddModelError("File", SentBytes.Wanting(file));
        }
        var input = new DocumentInput
        {
            Kind = DocumentKind.Drawing,
            Title = DrawingTitle,
            On = Voice.Entry.On,
            VoiceEntryId = voiceId,
            Beside = beside,
        };
        return await Try(
            async () =>
            {
                try
                {
                    await documents.Upload(id, input, name, bytes!, Actor, ActKey, HttpContext.RequestAborted);
                }
                catch (SameDocumentException same)
                {
                    Same = same;
                    throw;
                }
            },
            "Added.",
            () => $"/children/{id}/voice/{voiceId}",
            () => Again(id, voiceId),
            prefix: ""
        );
    }

    private async Task<IActionResult> Again(Guid id, Guid voiceId) => await Load(id, voiceId) ?? Page();

    private async Task<IActionResult?> Load(Guid id, Guid voiceId) =>
        await Open(id, "What the child said", () => show.Show(id, voiceId, HttpContext.RequestAborted), v => Voice = v, v => v.Head);
}
