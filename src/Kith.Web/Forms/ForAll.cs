using System.Text.RegularExpressions;
using Microsoft.Extensions.Primitives;

namespace Kith.Web.Forms;

/// <summary>
/// What is the same for all the children of a form is written once, in fields named <c>Input.ForAll.…</c>, and goes into
/// each child's own field where nothing stands yet. With a script that happens while it is written; without one, when
/// the form is sent. Either way it is then each child's own, and can be changed for each.
/// </summary>
public static partial class ForAll
{
    /// <summary>How the names of the fields for all begin.</summary>
    public const string Prefix = "Input.ForAll.";

    /// <summary>Fills the children's empty fields of the form that was sent.</summary>
    public static async Task Spread(HttpRequest request, CancellationToken ct = default)
    {
        if (request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) != true)
        {
            return;
        }
        var form = await request.ReadFormAsync(ct);
        if (form.Keys.Any(k => k.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            request.Form = new FormCollection(Spread(form.ToDictionary(f => f.Key, f => f.Value)), form.Files);
        }
    }

    /// <summary>The same for fields by name: those for all are gone afterwards.</summary>
    public static Dictionary<string, StringValues> Spread(IReadOnlyDictionary<string, StringValues> form)
    {
        var filled = form.Where(f => !f.Key.StartsWith(Prefix, StringComparison.Ordinal)).ToDictionary(f => f.Key, f => f.Value);
        var all = form.Where(f => f.Key.StartsWith(Prefix, StringComparison.Ordinal) && !string.IsNullOrWhiteSpace(f.Value)).ToList();
        var children = form.Keys.Select(k => Child().Match(k)).Where(m => m.Success).Select(m => m.Groups[1].Value).ToList();
        // Only those whom it is about: a child who was not seen was not seen alone either.
        var asks = children.Exists(c => form.ContainsKey(c + "Included"));
        foreach (var child in children.Where(c => !asks || form.ContainsKey(c + "Included")).Where(c => form.GetValueOrDefault(c + "Part") is { Count: 0 } or ["Seen"]))
        {
            foreach (var (key, value) in all)
            {
                var own = child + key[Prefix.Length..];
                if (string.IsNullOrWhiteSpace(filled.GetValueOrDefault(own)))
                {
                    filled[own] = value;
                }
            }
        }
        return filled;
    }

    [GeneratedRegex(@"^(Input\.Children\[\d+\]\.)PersonId$", RegexOptions.CultureInvariant)]
    private static partial Regex Child();
}
