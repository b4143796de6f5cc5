using Kith.Practice.Children;
using Kith.Practice.Synthetic.Words;

namespace Kith.Practice.Synthetic.Families;

/// <summary>What the story knows of one child beside the record: the details that texts mention.</summary>
internal sealed class ChildFacts
{
    public required Person Person { get; init; }

    /// <summary>Born, or expected.</summary>
    public required DateOnly Born { get; init; }
    public required Telling Telling { get; init; }
    public bool Disabled { get; set; }
    public bool NonVerbal { get; set; }
    public bool Autism { get; set; }
    public bool Wheelchair { get; set; }
    public bool Exploited { get; set; }
    public string? Nursery { get; set; }
    public string? Primary { get; set; }
    public string? Secondary { get; set; }
    public bool Special { get; set; }
    public string[] Placements { get; set; } = [];
    public Guid? FatherId { get; set; }

    public bool UnbornOn(DateOnly day) => Person.DateOfBirth is null || day < Born;

    public int AgeOn(DateOnly day)
    {
        var age = day.Year - Born.Year;
        return Born.AddYears(age) > day ? age - 1 : age;
    }

    public DateOnly Eighteen => Born.AddYears(18);
}
