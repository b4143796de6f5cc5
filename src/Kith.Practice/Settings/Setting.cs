using Kith.Practice.Store;

namespace Kith.Practice.Settings;

/// <summary>
/// One value of the authority's own policy, from a date. Earlier values stay: a record is judged by the policy in
/// force when it was made.
/// </summary>
public sealed class Setting : Record
{
    public required string Key { get; set; }
    public required string Value { get; set; }
    public DateOnly From { get; set; }
    public required string Reason { get; set; }

    /// <summary>Who decided it, a person or a board; null where it was set before this was asked.</summary>
    public string? ApprovedBy { get; set; }

    /// <summary>Who wrote it down.</summary>
    public Guid? ByAccountId { get; set; }
}
