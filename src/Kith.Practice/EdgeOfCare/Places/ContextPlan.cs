using Kith.Practice.Store;

namespace Kith.Practice.EdgeOfCare;

/// <summary>What a contextual safety plan is about.</summary>
public enum ContextKind
{
    Place,
    Group,
}

/// <summary>
/// A plan that makes a place or a group safer, where children come to harm outside the home. It is about the place, and names no
/// child in its words; which children it concerns is kept on their own records (<see cref="ContextChild"/>).
/// </summary>
public sealed class ContextPlan : Record
{
    public ContextKind Kind { get; set; }
    public required string Title { get; set; }
    public required string Worry { get; set; }

    /// <summary>What is done to make it safer, by whom.</summary>
    public required string Plan { get; set; }
    public string? AgreedWith { get; set; }
    public Guid? TeamId { get; set; }
    public required string ByName { get; set; }
    public DateOnly StartedOn { get; set; }
    public DateOnly? ReviewOn { get; set; }

    /// <summary>What the latest look found.</summary>
    public string? ReviewNote { get; set; }
    public DateOnly? EndedOn { get; set; }
    public string? EndedWhy { get; set; }
}

/// <summary>That a plan for a place or group concerns a child, from when to when, and why.</summary>
public sealed class ContextChild : PersonRecord
{
    public Guid PlanId { get; set; }
    public DateOnly From { get; set; }
    public DateOnly? To { get; set; }
    public required string Why { get; set; }
}
