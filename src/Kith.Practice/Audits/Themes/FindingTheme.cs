using System.Text.Json.Serialization;
using Kith.Practice.Store;
using Kith.Practice.Trail;

namespace Kith.Practice.Audits.Themes;

/// <summary>A theme that somebody chose for an audit or a recommendation. One of the two is set.</summary>
public sealed class FindingTheme : Record
{
    public Guid? AuditId { get; set; }
    public Guid? RecommendationId { get; set; }

    /// <summary>The key of the theme.</summary>
    public required string Theme { get; set; }

    /// <summary>The word because of which it was offered; null where a person thought of it.</summary>
    public string? Because { get; set; }
    public DateOnly ChosenOn { get; set; }
    public Guid ByAccountId { get; set; }
    public required string ByName { get; set; }
}

/// <summary>Somebody chose what an audit or a recommendation is about.</summary>
/// <param name="Person">The child; null for a recommendation for the way the service works.</param>
public sealed record ThemesChosen(Guid? Person, Guid? Audit, Guid? Recommendation, IReadOnlyList<string> Chosen, IReadOnlyList<string> TakenAway) : TrailEvent
{
    public override string Chain => Person is { } person ? $"person:{person:N}" : $"recommendation:{Recommendation:N}";

    [JsonIgnore]
    public override Guid? PersonId => Person;
}
