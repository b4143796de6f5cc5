namespace Kith.Web.Pages.MyDay;

/// <summary>What a half-written form is called.</summary>
public static class DraftWords
{
    /// <summary>«edit-person/6f…» gives «Edit person».</summary>
    public static string Of(string form)
    {
        var words = form.Split('/')[0].Replace('-', ' ').Trim();
        return words.Length == 0 ? "A form" : char.ToUpperInvariant(words[0]) + words[1..];
    }
}
