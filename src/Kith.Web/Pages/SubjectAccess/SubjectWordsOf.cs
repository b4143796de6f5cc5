using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Kith.Practice.SubjectAccess;
using Kith.Practice.SubjectAccess.Redacting;
using Kith.Web.Forms;

namespace Kith.Web.Pages.SubjectAccess;

/// <summary>A stretch of words as the officer reads them: plain, pointed out, or taken out.</summary>
public sealed record Run(string Text, string? Why, bool AtWork, bool Taken);

/// <summary>Words of these pages.</summary>
public static class SubjectWordsOf
{
    /// <summary>The name of a value as people read it.</summary>
    public static string Name(Enum value) => value.GetType().GetField(value.ToString())?.GetCustomAttribute<DisplayAttribute>()?.GetName() ?? FieldName.Words(value.ToString());

    /// <summary>A part of a line of an item in stretches: what is pointed out and what is taken out stands apart.</summary>
    public static IReadOnlyList<Run> Runs(string text, int from, int length, IEnumerable<Pointed> pointed, IEnumerable<(int Start, int Length)> taken)
    {
        var to = from + length;
        var points = pointed.ToList();
        var outs = taken.ToList();
        var cuts = points
            .SelectMany(p => new[] { p.Start, p.Start + p.Length })
            .Concat(outs.SelectMany(t => new[] { t.Start, t.Start + t.Length }))
            .Where(c => c > from && c < to)
            .Append(from)
            .Append(to)
            .Distinct()
            .Order()
            .ToList();
        return
        [
            .. cuts.Zip(cuts.Skip(1))
                .Select(c =>
                {
                    var (start, end) = c;
                    var point = points.Find(p => p.Start <= start && p.Start + p.Length >= end);
                    return new Run(text[start..end], point?.Why, point?.AtWork ?? false, outs.Exists(t => t.Start <= start && t.Start + t.Length >= end));
                }),
        ];
    }

    /// <summary>Every place of a line that is taken out: ticked there, or words that are taken out everywhere.</summary>
    public static IEnumerable<(int Start, int Length)> Out(int field, string text, IEnumerable<Strike> strikes, IEnumerable<string> everywhere) =>
        strikes.Where(s => s.Field == field).Select(s => (s.Start, s.Length)).Concat(everywhere.SelectMany(w => Redaction.Find(text, w)));
}
