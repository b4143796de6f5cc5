using System.ComponentModel.DataAnnotations;

namespace Kith.Practice.EdgeOfCare.Mapping;

/// <summary>
/// How far the source can be relied on: the «3» of the 3×5×2 grading of police intelligence in England and Wales (College of Policing,
/// Authorised Professional Practice, Intelligence management, «Intelligence report»; it took the place of 5×5×5 in 2016).
/// </summary>
public enum SourceGrade
{
    [Display(Name = "1: reliable")]
    Reliable = 1,

    [Display(Name = "2: untested")]
    Untested = 2,

    [Display(Name = "3: not reliable")]
    NotReliable = 3,
}

/// <summary>How the source comes to know it: the «5».</summary>
public enum InformationGrade
{
    [Display(Name = "A: the source knows it directly")]
    A,

    [Display(Name = "B: the source heard it, and something else bears it out")]
    B,

    [Display(Name = "C: the source heard it")]
    C,

    [Display(Name = "D: it is not known how the source knows")]
    D,

    [Display(Name = "E: suspected to be false")]
    E,
}

/// <summary>What may be done with it: the «2».</summary>
public enum HandlingCode
{
    [Display(Name = "P: may be shared where that is lawful")]
    P,

    [Display(Name = "C: may be shared under conditions only")]
    C,
}

/// <summary>How much of what is on a map to look at.</summary>
public enum MapReliability
{
    [Display(Name = "Everything")]
    All,

    [Display(Name = "Fair or firm")]
    Fair,

    [Display(Name = "Firm only")]
    Firm,
}

/// <summary>What the grades come to. The sum is ours, made for ordering; the police grade each by itself and add nothing up.</summary>
public static class MapGrades
{
    /// <summary>A source that is not reliable, and suspected to be false.</summary>
    public const int MostDoubt = 6;

    /// <summary>0 (1A) to 6 (3E): a point for each step down in either grade.</summary>
    public static int Doubt(SourceGrade source, InformationGrade information) => (int)source - 1 + (int)information;

    /// <summary>The most doubt of a link that is shown.</summary>
    public static int Most(MapReliability reliability) =>
        reliability switch
        {
            MapReliability.Firm => 1,
            MapReliability.Fair => 3,
            _ => MostDoubt,
        };

    /// <summary>«firm», «fair» or «doubtful».</summary>
    public static string Words(int doubt) =>
        doubt <= Most(MapReliability.Firm) ? "firm"
        : doubt <= Most(MapReliability.Fair) ? "fair"
        : "doubtful";

    /// <summary>«1A P».</summary>
    public static string Code(SourceGrade source, InformationGrade information, HandlingCode handling) => $"{(int)source}{information} {handling}";
}
