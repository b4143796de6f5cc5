using Kith.Practice.Store;

namespace Kith.Practice.Workforce.Figures;

/// <summary>
/// How many full-time posts of a kind a team is funded for, from a day. A later line of the same team and title takes its
/// place; nothing of the past is changed.
/// </summary>
public sealed class FundedPosts : Record
{
    public Guid TeamId { get; set; }
    public required string Title { get; set; }

    /// <summary>True where the post needs a registered social worker: those the workforce census counts.</summary>
    public bool SocialWork { get; set; }
    public decimal FullTimeEquivalent { get; set; }
    public DateOnly From { get; set; }
    public Guid? ByAccountId { get; set; }
}

/// <summary>
/// Days on which somebody was off sick. The dates and nothing else: why is between them and whoever needs to know, and has
/// no place in a system of children's records.
/// </summary>
public sealed class SicknessAbsence : Record
{
    public Guid WorkerId { get; set; }
    public DateOnly From { get; set; }

    /// <summary>The last day off; null while they are.</summary>
    public DateOnly? To { get; set; }
    public Guid? ByAccountId { get; set; }
}
