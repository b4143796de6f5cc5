using Kith.Practice.Plans;
using Kith.Standards.CodeSets;

namespace Kith.Web.Pages.Plans;

/// <summary>Words of plans that many pages use.</summary>
public static class PlanWords
{
    /// <summary>Progress in words.</summary>
    public static string InWords(Progress progress) =>
        progress switch
        {
            Progress.Worse => "Worse than before",
            Progress.Same => "No change",
            Progress.Better => "Getting better",
            _ => "Met",
        };

    /// <summary>A shape for progress, beside its word.</summary>
    public static string Sign(Progress progress) =>
        progress switch
        {
            Progress.Worse => "↘",
            Progress.Same => "→",
            Progress.Better => "↗",
            _ => "✓",
        };

    /// <summary>A category of abuse in words.</summary>
    public static string Category(string? code) => code is null ? "not recorded" : CodeSets.CategoryOfAbuse.Describe(code).ToLowerInvariant();

    /// <summary>The end of a child in need plan in words.</summary>
    public static string InWords(NeedPlanEnd end) => NeedPlanEnds.InWords(end);
}
