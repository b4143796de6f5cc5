using Kith.Practice.Oversight;

namespace Kith.Practice.Supervision;

/// <summary>One child's part as written.</summary>
public sealed record SupervisionChildInput
{
    public Guid PersonId { get; set; }
    public string? Discussion { get; set; }
    public string? Decision { get; set; }

    /// <summary>A child about whom something is written was spoken about; there is nothing to tick.</summary>
    public bool Included => !string.IsNullOrWhiteSpace(Discussion) || !string.IsNullOrWhiteSpace(Decision);
}

/// <summary>Something agreed, as written. An empty line is none.</summary>
public sealed record AgreementInput
{
    public string? What { get; set; }

    /// <summary>The child it is for; null for the worker's own.</summary>
    public Guid? PersonId { get; set; }
    public Guid? OwnerWorkerId { get; set; }
    public DateOnly? DueOn { get; set; }

    /// <summary>True for a line that nobody has written on.</summary>
    public bool IsEmpty => string.IsNullOrWhiteSpace(What) && DueOn is null;
}

/// <summary>A supervision as written.</summary>
public sealed record SupervisionForm
{
    public SupervisionKind Kind { get; set; }
    public DateOnly? On { get; set; }
    public int? Minutes { get; set; }

    /// <summary>Who is supervised; one for case and personal supervision.</summary>
    public List<Guid> Workers { get; set; } = [];
    public string? Topic { get; set; }
    public string? Discussion { get; set; }
    public string? Learning { get; set; }
    public string? Workload { get; set; }
    public string? Wellbeing { get; set; }
    public string? Development { get; set; }
    public List<SupervisionChildInput> Children { get; set; } = [];
    public List<DirectionCheckInput> Checks { get; set; } = [];
    public List<AgreementInput> Agreements { get; set; } = [];

    /// <summary>The worker's last of this kind when the form was shown, so that one recorded meanwhile is noticed.</summary>
    public Guid? LastId { get; set; }
}
