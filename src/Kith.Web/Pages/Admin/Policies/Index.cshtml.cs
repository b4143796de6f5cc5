using Kith.Practice.Settings;
using Kith.Standards.Clocks;

namespace Kith.Web.Pages.Admin.Policies;

/// <summary>What the authority decides for itself, and what the law fixes.</summary>
public sealed class IndexModel(ShowPolicies show, Kith.Practice.Clock clock) : KithPage
{
    public IReadOnlyList<IGrouping<string, PolicyView>> Groups { get; private set; } = [];
    public IReadOnlyList<ClockDefinition> Fixed { get; private set; } = [];

    public async Task OnGet()
    {
        Groups = [.. (await show.List(Actor, HttpContext.RequestAborted)).GroupBy(p => p.Policy.Group)];
        Fixed = ShowPolicies.Fixed(clock.Today);
    }

    /// <summary>The place of a group on the page.</summary>
    public static string Anchor(string group) => group.ToLowerInvariant().Replace(' ', '-');

    /// <summary>Where a length comes from, in words.</summary>
    public static string Origin(ClockStatus status) =>
        status switch
        {
            ClockStatus.Statute => "Law",
            ClockStatus.StatutoryGuidance => "Statutory guidance",
            ClockStatus.DfeMeasure => "How the DfE counts",
            _ => "Local",
        };
}
