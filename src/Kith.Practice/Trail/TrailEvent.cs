namespace Kith.Practice.Trail;

/// <summary>
/// A typed thing that happened, part of an act. Its name in the trail is its class name; every event stands in
/// docs/events.md.
/// </summary>
public abstract record TrailEvent
{
    /// <summary>The chain it is strung along: «person:…», «team:…», «account:…».</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public abstract string Chain { get; }

    /// <summary>The person whose record it is about, if one.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public virtual Guid? PersonId => null;
}

/// <summary>An event on a person's record.</summary>
public abstract record PersonEvent(Guid Person) : TrailEvent
{
    public override string Chain => $"person:{Person:N}";
    public override Guid? PersonId => Person;
}

/// <summary>One field of a record before and after.</summary>
public sealed record FieldChange(string Field, string? Old, string? New);
