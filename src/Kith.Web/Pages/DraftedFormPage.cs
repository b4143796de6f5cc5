using Kith.Practice.Casework;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages;

/// <summary>What a form says of its draft, in hidden fields and in words: shown by the partial <c>_Draft</c>.</summary>
/// <param name="Form">Which form, on which record: «record-visit/6f…».</param>
/// <param name="SavedAt">When it was last kept; null when it was not.</param>
/// <param name="TakenUp">True when the page shows what was kept, perhaps from another device.</param>
public sealed record DraftForm(string Form, Guid? PersonId, string Href, int? Version, DateTime? SavedAt, bool TakenUp);

/// <summary>
/// A form whose text is long: it saves itself as it is written, is there again on any device, and is kept by a button
/// where there is no JavaScript. The form carries <c>data-kith-draft</c> and the partial <c>_Draft</c>.
/// </summary>
/// <typeparam name="TInput">The form's record; its draft is read back through the same binding as the form itself.</typeparam>
public abstract class DraftedFormPage<TInput> : RecordFormPage
    where TInput : class, new()
{
    [BindProperty]
    public TInput Input { get; set; } = new();

    public DraftForm Draft { get; private set; } = null!;

    /// <summary>Says which draft this form keeps. When the page is asked for, takes up what was kept: true when there was something.</summary>
    /// <param name="form">«record-visit», and the id of the record where a form has one.</param>
    protected async Task<bool> TakeUpDraft(string form, Guid? personId)
    {
        var fresh = new TInput();
        Draft = await TakeUp(form, personId, nameof(Input), fresh);
        if (Draft.TakenUp)
        {
            Input = fresh;
        }
        return Draft.TakenUp;
    }

    /// <summary>What to look at before finishing, shown by the partial <c>_Gaps</c>; the form is then sent once more as it is.</summary>
    public IReadOnlyList<Gap> Gaps { get; private set; } = [];

    /// <summary>«The gaps have been seen»: sent by the button below them.</summary>
    [BindProperty]
    public bool Anyway { get; set; }

    /// <summary>True when there is something to look at first. Said once: what still stands so the second time was left so by choice.</summary>
    protected bool LookFirst(IReadOnlyList<Gap> gaps)
    {
        Gaps = ModelState.IsValid && !Anyway ? gaps : [];
        return Gaps.Count > 0;
    }

    /// <summary>The form is finished: its draft goes.</summary>
    protected Task DraftDone() => Discard(Draft.Form);
}

/// <summary>The names of the hidden fields that say which draft a form keeps.</summary>
public static class DraftFields
{
    public const string Form = "draft.form";
    public const string Person = "draft.person";
    public const string Href = "draft.href";
    public const string Version = "draft.version";
    public const string Over = "draft.over";
}
