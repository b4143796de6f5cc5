namespace Kith.Web.Telemetry;

/// <summary>
/// What of a log line may leave the machine or stand on a page: the sentence as it is written in the source, without
/// the values that were put into it, and the kind of an error, without its words. Values and words may quote a record.
/// </summary>
internal static class SafeLog
{
    private const string Sentence = "{OriginalFormat}";

    /// <summary>Values that are chosen in the source and never by people or records.</summary>
    private static readonly HashSet<string> Chosen = ["Problem", "Kind", "Seq", "Counted"];

    /// <summary>The sentence. Other libraries put whole messages together beforehand: of theirs, only what they call it.</summary>
    public static string Words(string category, EventId id, IEnumerable<KeyValuePair<string, object?>>? values)
    {
        if (!category.StartsWith("Kith.", StringComparison.Ordinal))
        {
            return string.IsNullOrEmpty(id.Name) ? "(not repeated here: see the journal)" : id.Name;
        }
        var all = values?.ToList() ?? [];
        var sentence = all.LastOrDefault(v => v.Key == Sentence).Value as string ?? "(no words)";
        foreach (var (name, value) in all.Where(v => Chosen.Contains(v.Key)))
        {
            sentence = sentence.Replace($"{{{name}}}", Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        }
        return sentence;
    }

    /// <summary>What kind of error it was at the bottom of it; null without one.</summary>
    public static string? Kind(Exception? error) => error?.GetBaseException().GetType().Name;
}
