using System.Text.Json.Serialization;
using Kith.Practice.Trail;

namespace Kith.Practice.Improvement.Recommendations;

/// <summary>An event of a recommendation: on the child's chain, or on its own where it is for the system.</summary>
public abstract record RecommendationEvent(Guid? Person, Guid Recommendation) : TrailEvent
{
    public override string Chain => Person is { } person ? $"person:{person:N}" : $"recommendation:{Recommendation:N}";

    [JsonIgnore]
    public override Guid? PersonId => Person;
}

/// <summary>A record pointed to as evidence.</summary>
public sealed record PointedTo(string Kind, Guid Record);

/// <summary>Something was recommended.</summary>
public sealed record RecommendationRaised(
    Guid? Person,
    Guid Recommendation,
    RecommendationOrigin Origin,
    Guid? OriginId,
    string What,
    string Finding,
    string Aim,
    Guid Owner,
    DateOnly DueOn,
    string? Measure,
    double? MeasureBefore
) : RecommendationEvent(Person, Recommendation);

/// <summary>Its owner accepted it.</summary>
public sealed record RecommendationAccepted(Guid? Person, Guid Recommendation) : RecommendationEvent(Person, Recommendation);

/// <summary>Its owner gave it back, once, with a reason.</summary>
public sealed record RecommendationReturned(Guid? Person, Guid Recommendation, string Why) : RecommendationEvent(Person, Recommendation);

/// <summary>What its owner asked was answered: it may ask for something else now.</summary>
public sealed record RecommendationAnswered(Guid? Person, Guid Recommendation, IReadOnlyList<FieldChange> Changes, string Answer) : RecommendationEvent(Person, Recommendation);

/// <summary>Its owner or date changed.</summary>
public sealed record RecommendationChanged(Guid? Person, Guid Recommendation, IReadOnlyList<FieldChange> Changes, string Why) : RecommendationEvent(Person, Recommendation);

/// <summary>Its owner says that it is done, or that it can no longer be.</summary>
public sealed record RecommendationClaimed(Guid? Person, Guid Recommendation, DateOnly On, bool Overtaken, string Evidence, IReadOnlyList<PointedTo> SeenIn)
    : RecommendationEvent(Person, Recommendation);

/// <summary>Someone else did not see it, and sent it back.</summary>
public sealed record RecommendationSentBack(Guid? Person, Guid Recommendation, string Why) : RecommendationEvent(Person, Recommendation);

/// <summary>Someone else saw that it is as its owner says.</summary>
public sealed record RecommendationVerified(Guid? Person, Guid Recommendation, bool Overtaken, string Words, DateOnly? EffectDueOn) : RecommendationEvent(Person, Recommendation);

/// <summary>Its effect was looked for.</summary>
public sealed record RecommendationEffectChecked(
    Guid? Person,
    Guid Recommendation,
    bool Confirmed,
    string Words,
    IReadOnlyList<PointedTo> SeenIn,
    string? Measure,
    double? Measured
) : RecommendationEvent(Person, Recommendation);

/// <summary>It was opened again.</summary>
public sealed record RecommendationReopened(Guid? Person, Guid Recommendation, string Why, DateOnly DueOn) : RecommendationEvent(Person, Recommendation);

/// <summary>It stands together with another from now on.</summary>
public sealed record RecommendationJoined(Guid? Person, Guid Recommendation, Guid Into, string Why) : RecommendationEvent(Person, Recommendation);

/// <summary>It stands by itself again.</summary>
public sealed record RecommendationSeparated(Guid? Person, Guid Recommendation, Guid From, string Why) : RecommendationEvent(Person, Recommendation);
