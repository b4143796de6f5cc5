using System.Globalization;
using Kith.Practice.Drafts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Primitives;

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
        var href = Request.Path + Request.QueryString;
        if (!HttpMethods.IsGet(Request.Method))
        {
            int? seen = int.TryParse(Request.Form[DraftFields.Version], NumberStyles.None, CultureInfo.InvariantCulture, out var v) ? v : null;
            Draft = new DraftForm(form, personId, href, seen, null, false);
            return false;
        }
        var kept = await Service<KeepDraft>().Load(form, Actor, HttpContext.RequestAborted);
        Draft = new DraftForm(form, personId, href, kept?.Version, kept?.SavedAt, kept is not null);
        if (kept is null)
        {
            return false;
        }
        Input = new TInput();
        var fields = new FormCollection(kept.Fields.ToDictionary(f => f.Key, f => new StringValues(f.Value)));
        await TryUpdateModelAsync(Input, nameof(Input), new FormValueProvider(BindingSource.Form, fields, CultureInfo.InvariantCulture));
        // What is half written is not wrong yet.
        foreach (var entry in ModelState.Values)
        {
            entry.Errors.Clear();
            entry.ValidationState = ModelValidationState.Valid;
        }
        if (kept.ActKey is { } key)
        {
            ModelState.SetModelValue("act", key, key.ToString());
        }
        // The draft was begun from this version: what others recorded since is shown beside it when it is saved.
        if (kept.Fields.GetValueOrDefault("version") is [{ Length: > 0 } version])
        {
            ModelState.SetModelValue("version", version, version);
        }
        return true;
    }

    /// <summary>The form is finished: its draft goes.</summary>
    protected Task DraftDone() => Service<KeepDraft>().Discard(Draft.Form, Actor, HttpContext.RequestAborted);
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
