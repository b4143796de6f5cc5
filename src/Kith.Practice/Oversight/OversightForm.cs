namespace Kith.Practice.Oversight;

/// <summary>A direction as written: what is to be done, by whom, by when. An empty line is none.</summary>
public sealed record DirectionInput
{
    public string? What { get; set; }
    public Guid? OwnerWorkerId { get; set; }
    public string? OwnerName { get; set; }
    public DateOnly? DueOn { get; set; }

    /// <summary>True for a line that nobody has written on.</summary>
    public bool IsEmpty => string.IsNullOrWhiteSpace(What) && string.IsNullOrWhiteSpace(OwnerName) && DueOn is null;
}

/// <summary>What had become of an earlier direction.</summary>
public sealed record DirectionCheckInput
{
    public Guid ActionId { get; set; }
    public DirectionOutcome? Outcome { get; set; }
    public string? Why { get; set; }
}

/// <summary>One child's part of an oversight as written: every child has words of their own.</summary>
public sealed record OversightChildInput
{
    public Guid PersonId { get; set; }
    public bool Included { get; set; }

    /// <summary>The oversight that was the last one when the form was shown, so that one recorded meanwhile is noticed.</summary>
    public Guid? LastId { get; set; }
    public string? ChildExperience { get; set; }
    public string? Progress { get; set; }
    public string? Risk { get; set; }
    public bool ContingencyChecked { get; set; }
    public string? ContingencyNote { get; set; }
    public string? Decision { get; set; }
    public string? Rationale { get; set; }
    public List<DirectionCheckInput> Checks { get; set; } = [];
    public List<DirectionInput> Directions { get; set; } = [];

    /// <summary>What the rules of quality look at.</summary>
    public OversightText Text =>
        new(
            ChildExperience,
            Progress,
            Risk,
            ContingencyChecked,
            ContingencyNote,
            Decision,
            Rationale,
            Directions.Count(d => !d.IsEmpty),
            Directions.Count(d => d is { IsEmpty: false, DueOn: null })
        );
}

/// <summary>An oversight as written, for one child or for brothers and sisters at once.</summary>
public sealed record OversightForm
{
    public DateOnly? On { get; set; }
    public List<OversightChildInput> Children { get; set; } = [];
}
