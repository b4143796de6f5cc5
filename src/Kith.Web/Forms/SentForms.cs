using Kith.Practice.Access;
using Kith.Practice.Acts;

namespace Kith.Web.Forms;

/// <summary>Tells the acts of a request which form was sent, so that the same words under a new key are known again.</summary>
public static class SentForms
{
    /// <summary>The hidden field of a form that is sent although the same was saved before.</summary>
    public const string Again = "sent-before";

    /// <summary>What differs each time a page is shown, or says how it is sent and not what.</summary>
    private static readonly HashSet<string> NotWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "act",
        "version",
        Again,
        "__RequestVerificationToken",
        nameof(Pages.DraftedFormPage<object>.Anyway),
    };

    /// <summary>
    /// Notes the form of a POST that carries a key and something typed. A form of choices alone is a step that is rightly taken
    /// again: begin a referral, issue a code, share out. A form with files is left out too: what is in a file is not known here,
    /// and a corrected file often has the name of the first one.
    /// </summary>
    public static void Note(SentForm sent, HttpRequest request, Actor actor, Guid? key)
    {
        if (key is not { } formKey || !HttpMethods.IsPost(request.Method) || !request.HasFormContentType || request.Form.Files.Count > 0)
        {
            return;
        }
        var words = Words(request.Form).ToList();
        if (words.Exists(IsTyped))
        {
            sent.Note(formKey, actor.AccountId, request.Path + request.QueryString, words, request.Form.ContainsKey(Again));
        }
    }

    /// <summary>
    /// Words, a name, a number or a date, as far as the form itself tells them from what is chosen: values of choices have no
    /// spaces. The day that a picture of the record is as at (a list, a return) does not count; it is taken again when facts are put right.
    /// </summary>
    private static bool IsTyped(KeyValuePair<string, string> field) =>
        field.Value.Contains(' ', StringComparison.Ordinal)
        || (field.Value.Length > 0 && field.Key.EndsWith(".Year", StringComparison.Ordinal) && !field.Key.EndsWith("AsAt.Year", StringComparison.Ordinal))
        || (field.Value.Length is >= 5 and < 20 && field.Value.All(char.IsAsciiDigit));

    private static IEnumerable<KeyValuePair<string, string>> Words(IFormCollection form) =>
        from field in form
        where !NotWords.Contains(field.Key) && !field.Key.EndsWith(".Version", StringComparison.OrdinalIgnoreCase) && !field.Key.StartsWith("draft.", StringComparison.Ordinal)
        from value in field.Value
        select KeyValuePair.Create(field.Key, (value ?? "").ReplaceLineEndings("\n").Trim());
}
