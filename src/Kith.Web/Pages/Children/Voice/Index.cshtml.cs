using Kith.Practice.Access;
using Kith.Practice.Children;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Kith.Practice.Voice;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Children.Voice;

/// <summary>What a child said and showed, latest first, what came of it, and how often the child was heard.</summary>
public sealed class IndexModel(ShowVoice show, KithDb db) : KithPage
{
    private IntervalPolicy intervals = IntervalPolicy.Defaults;
    public VoiceList Voice { get; private set; } = null!;
    public bool Unanswered { get; private set; }
    public bool MayRecord => Actor.May(Permission.RecordWork) && Voice.Head.MergedIntoId is null;
    public int? Years => ChildWords.Years(Voice.Head.BornOn, Voice.Today);

    /// <summary>By when what was said on a day should be answered.</summary>
    public DateOnly AnswerBy(DateOnly said) => intervals.Due("voice_answer", said);

    public async Task<IActionResult> OnGet(Guid id, bool unanswered, [FromQuery(Name = "page")] int? at)
    {
        if (await Guard(id, "What the child says") is { } refused)
        {
            return refused;
        }
        if (await show.List(id, unanswered, at ?? 1, HttpContext.RequestAborted) is not { } voice)
        {
            return NotFound();
        }
        (Voice, Unanswered) = (voice, unanswered);
        intervals = await IntervalPolicy.Load(db, HttpContext.RequestAborted);
        return Page();
    }
}
