namespace Kith.Practice.Acts;

/// <summary>
/// The key that each form carries. Saved with what the form did, so that a double click, the back button or a
/// replayed request finds the first result instead of doing it again.
/// </summary>
public sealed class ActKey
{
    public Guid Key { get; set; }
    public Guid AccountId { get; set; }
    public DateTime At { get; set; }

    /// <summary>What the first submission made (an id), for the redirect of the second.</summary>
    public Guid? Result { get; set; }
}

/// <summary>A half-written form, kept for its writer alone until it is finished or thrown away.</summary>
public sealed class Draft
{
    public Guid Id { get; set; }
    public Guid AccountId { get; set; }

    /// <summary>Which form, on which record: «edit-person/6f…».</summary>
    public required string Form { get; set; }
    public Guid? PersonId { get; set; }
    public required string Content { get; set; }
    public DateTime SavedAt { get; set; }

    /// <summary>Goes up with every save, so that two devices at one form notice each other.</summary>
    public int Version { get; set; }

    /// <summary>Where the form is, to go on there.</summary>
    public string? Href { get; set; }

    /// <summary>The form's key: the same form finished on two devices makes one record.</summary>
    public Guid? ActKey { get; set; }
}
