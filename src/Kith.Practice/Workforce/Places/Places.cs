using System.Globalization;
using Kith.Practice.Store;

namespace Kith.Practice.Workforce.Places;

/// <summary>A file of postcodes with their places that was loaded; the newest that was not taken back is used.</summary>
public sealed class PlaceSet : Record
{
    public required string FileName { get; set; }

    /// <summary>Who published it and when, as who loaded it said.</summary>
    public required string Origin { get; set; }

    /// <summary>The open licence that it is under: one of <see cref="OpenLicences"/>.</summary>
    public required string Licence { get; set; }
    public DateTime LoadedAt { get; set; }
    public Guid ByAccountId { get; set; }
    public required string ByName { get; set; }

    /// <summary>Postcodes that were read, and the sectors that they make.</summary>
    public int Postcodes { get; set; }
    public int Sectors { get; set; }
    public DateTime? WithdrawnAt { get; set; }
    public string? WithdrawnReason { get; set; }

    /// <summary>The licences under which a file may be loaded, each with what is said of it.</summary>
    public static IReadOnlyList<(string Code, string Words)> OpenLicences { get; } =
    [("OGL-3.0", "Open Government Licence 3.0"), ("CC-BY-4.0", "Creative Commons Attribution 4.0"), ("CC0-1.0", "Creative Commons Zero"), ("PDDL-1.0", "Public domain")];
}

/// <summary>The middle of a postcode sector («AM1 2»): the mean of its postcodes, in metres of the national grid. No house is kept.</summary>
public sealed class SectorPlace
{
    public Guid SetId { get; set; }
    public required string Sector { get; set; }
    public int Easting { get; set; }
    public int Northing { get; set; }

    /// <summary>The straight line to another place in miles.</summary>
    public double MilesTo(SectorPlace other) => Math.Sqrt(Math.Pow(Easting - other.Easting, 2) + Math.Pow(Northing - other.Northing, 2)) / MetresOfAMile;

    private const double MetresOfAMile = 1609.344;
}

/// <summary>Where the people of a team have their desks. Where they live is nobody's business.</summary>
public sealed class TeamBase : Record
{
    public Guid TeamId { get; set; }
    public required string Postcode { get; set; }
    public required string Sector { get; set; }
}

/// <summary>Distances in words, and how they are ordered.</summary>
public static class Miles
{
    /// <summary>Beyond it the way is something to think about.</summary>
    public const double Far = 15;

    /// <summary>«about 4 miles», «less than a mile».</summary>
    public static string Words(double miles) =>
        miles < 1 ? "less than a mile"
        : miles < 1.5 ? "about 1 mile"
        : string.Create(CultureInfo.InvariantCulture, $"about {Math.Round(miles, MidpointRounding.AwayFromZero):0} miles");

    /// <summary>Near, in between or not known, far: a mile more or less decides nothing.</summary>
    public static int Band(double? miles) =>
        miles switch
        {
            <= 5 => 0,
            > Far => 2,
            _ => 1,
        };
}
