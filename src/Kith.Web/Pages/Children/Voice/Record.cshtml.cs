using Kith.Practice;
using Kith.Practice.Visits;
using Kith.Practice.Voice;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Children.Voice;

/// <summary>Writes down what children said outside a visit: brothers and sisters on one page, an entry for each.</summary>
public sealed class RecordModel(RecordVoice record, VisitFamily families, Clock clock) : DraftedFormPage<VoiceInput>
{
    public IReadOnlyList<VisitFamilyChild> Family { get; private set; } = [];

    public async Task<IActionResult> OnGet(Guid id, string? tool)
    {
        if (await Begin(id) is { } refused)
        {
            return refused;
        }
        if (!await TakeUpDraft(DraftName(id), id))
        {
            var self = Family.FirstOrDefault(f => f.Id == id);
            Input = new VoiceInput
            {
                On = clock.Today,
                Tool = WorkLibrary.Find(tool)?.Key,
                Method =
                    self?.LastMethod is { } last && VisitWords.Methods.Contains(last) ? last
                    : self?.Years < 2 ? "Observation"
                    : "Talking",
                Children = [new HeardChildInput { PersonId = id, Included = true }],
            };
        }
        return Shown();
    }

    public async Task<IActionResult> OnPost(Guid id)
    {
        if (await Begin(id) is { } refused)
        {
            return refused;
        }
        await TakeUpDraft(DraftName(id), id);
        var made = Guid.Empty;
        return await Try(
            async () =>
            {
                made = await record.Handle(Input, Actor, ActKey, HttpContext.RequestAborted);
                await DraftDone();
            },
            "Written down. Now tell the child what comes of it.",
            () => $"/children/{Input.Children.First(c => c.Included).PersonId}/voice/{made}",
            () => Task.FromResult(Shown())
        );
    }

    private static string DraftName(Guid id) => $"record-voice/{id}";

    private async Task<IActionResult?> Begin(Guid id)
    {
        if (await Open(id, "Write down what a child said") is { } refused)
        {
            return refused;
        }
        Family = [.. (await families.Of(id, Actor, HttpContext.RequestAborted)).Where(f => !f.Unborn)];
        return Head.IsChild && Family.Any(f => f.Id == id) ? null : NotFound();
    }

    private IActionResult Shown()
    {
        Input.Children.RemoveAll(c => Family.All(f => f.Id != c.PersonId));
        Input.Children.AddRange(Family.Where(f => Input.Children.All(c => c.PersonId != f.Id)).Select(f => new HeardChildInput { PersonId = f.Id }));
        return Page();
    }
}
