using Kith.Practice.Visits;
using Kith.Practice.Voice;

namespace Kith.Web.Forms;

/// <summary>The choices of the forms about what children say.</summary>
public static class VoiceChoices
{
    public static IReadOnlyList<Choice> Occasions { get; } =
    [.. new[] { VoiceOccasion.DirectWork, VoiceOccasion.Meeting, VoiceOccasion.Advocate, VoiceOccasion.Other }.Select(o => new Choice(o.ToString(), VoiceWords.Of(o)))];
    public static IReadOnlyList<Choice> Methods { get; } = [.. VisitWords.Methods.Select(m => new Choice(m, m))];
    public static IReadOnlyList<Choice> Feelings { get; } = [.. Enum.GetValues<Feeling>().Reverse().Select(f => new Choice(f.ToString(), VoiceWords.Of(f)))];
    public static IReadOnlyList<Choice> Outcomes { get; } = [.. Enum.GetValues<VoiceOutcome>().Select(o => new Choice(o.ToString(), VoiceWords.Of(o)))];
    public static IReadOnlyList<Choice> Telling { get; } = [.. VoiceWords.Telling.Select(t => new Choice(t, t))];
    public static IReadOnlyList<Choice> Tools { get; } = [.. WorkLibrary.Tools.Select(t => new Choice(t.Key, $"{t.Title} ({t.Ages})"))];
    public static IReadOnlyList<Choice> Cited { get; } = [new("Not", "Has nothing to do with it"), new("RestsOn", "It rests on this"), new("NotFollowed", "It goes another way")];
}
