using System.Globalization;
using Kith.Practice.Children;
using Kith.Practice.Oversight;
using Kith.Practice.Projections;

namespace Kith.Practice.Measures;

/// <summary>How children are put together.</summary>
public enum MeasureBy
{
    Team,
    Worker,
    Plan,
    Age,
    Disability,
    Ethnicity,
    Locality,
}

/// <summary>Which children are asked about: those that meet everything that is set. On the day that counts, not today.</summary>
/// <param name="Teams">Children of these teams; null for all.</param>
/// <param name="WorkerId">Children whose work this worker leads; null for all.</param>
/// <param name="Keys">The group a child must be in, for each way of putting together that is asked.</param>
public sealed record MeasureCohort(IReadOnlySet<Guid>? Teams = null, Guid? WorkerId = null, IReadOnlyDictionary<MeasureBy, string>? Keys = null)
{
    /// <summary>Everybody.</summary>
    public static MeasureCohort All { get; } = new();

    /// <summary>Nothing is set.</summary>
    public bool IsAll => Teams is null && WorkerId is null && Keys is null or { Count: 0 };

    /// <summary>True when only teams are set, or nothing: what is not about a child can be asked too.</summary>
    public bool IsOfTeams => WorkerId is null && Keys is null or { Count: 0 };

    /// <summary>Whether a child is among them on a day.</summary>
    public bool Holds(ChildHistory child, DateOnly day)
    {
        if (IsAll)
        {
            return true;
        }
        if (Teams is not null && !(child.TeamOn(day) is { } team && Teams.Contains(team)))
        {
            return false;
        }
        if (WorkerId is not null && child.WorkerOn(day) != WorkerId)
        {
            return false;
        }
        if (Keys is not null)
        {
            foreach (var (by, key) in Keys)
            {
                if (KeyOf(by, child, day) != key)
                {
                    return false;
                }
            }
        }
        return true;
    }

    /// <summary>The group of a child on a day. Every child is in exactly one, so that parts add up to the whole.</summary>
    public static string KeyOf(MeasureBy by, ChildHistory child, DateOnly day) =>
        by switch
        {
            MeasureBy.Team => child.TeamOn(day)?.ToString() ?? None,
            MeasureBy.Worker => child.WorkerOn(day)?.ToString() ?? None,
            MeasureBy.Plan => child.On(day).Status.ToString(),
            MeasureBy.Age => Age(child, day),
            MeasureBy.Disability => child.Disabled ? "yes" : "no",
            MeasureBy.Ethnicity => FairnessGroups.Ethnic(child.Ethnicity.Length == 0 ? null : child.Ethnicity),
            _ => child.Locality.Length == 0 ? None : child.Locality,
        };

    /// <summary>Whether something about no one child, of a team or of none, is among what is asked about.</summary>
    public bool HoldsService(Guid? team) =>
        WorkerId is null && (Teams is null || (team is { } t && Teams.Contains(t))) && (Keys is null || Keys.All(k => ServiceKey(k.Key, team) == k.Value));

    /// <summary>The group of something about no one child: its team, and otherwise a group of its own, so that parts add up.</summary>
    public static string ServiceKey(MeasureBy by, Guid? team) => by == MeasureBy.Team ? team?.ToString() ?? None : Service;

    /// <summary>The key of what is about the way the service works and about no one child.</summary>
    public const string Service = "service";

    /// <summary>The key of those who are in no team, with no worker, at no known place.</summary>
    public const string None = "none";

    private static readonly IReadOnlyDictionary<Guid, string> NoNames = new Dictionary<Guid, string>();

    /// <summary>What a group is called.</summary>
    /// <param name="names">Of teams, or of workers.</param>
    public static string Name(MeasureBy by, string key, IReadOnlyDictionary<Guid, string> names) =>
        key == Service
            ? "The way the service works, no one child"
            : by switch
            {
                MeasureBy.Team => Guid.TryParse(key, out var team) ? names.GetValueOrDefault(team) ?? "Another team" : "No team",
                MeasureBy.Worker => Guid.TryParse(key, out var worker) ? names.GetValueOrDefault(worker) ?? "Another worker" : "No worker",
                MeasureBy.Plan => Enum.TryParse<ChildStatus>(key, out var status) ? ChildWords.Status(status) : key,
                MeasureBy.Age => key switch
                {
                    "0" => "Under 5, and not yet born",
                    "5" => "5 to 9",
                    "10" => "10 to 15",
                    "16" => "16 and over",
                    _ => "Age not known",
                },
                MeasureBy.Disability => key == "yes" ? "Disabled children" : "Children without a recorded disability",
                MeasureBy.Ethnicity => FairnessGroups.Name(FairnessBy.Ethnicity, key, NoNames),
                _ => key == None ? "Place not known" : key,
            };

    /// <summary>The order in which groups are shown, before their names decide.</summary>
    public static int Order(MeasureBy by, string key) =>
        key == Service ? 1001
        : key == None ? 1000
        : by == MeasureBy.Age ? (int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var years) ? years : 999)
        : by == MeasureBy.Plan ? (Enum.TryParse<ChildStatus>(key, out var status) ? -(int)status : 999)
        : by == MeasureBy.Disability ? (key == "yes" ? 0 : 1)
        : by == MeasureBy.Ethnicity ? FairnessGroups.Order(FairnessBy.Ethnicity, key)
        : 0;

    private static string Age(ChildHistory child, DateOnly day) =>
        child.BornOn == ChildHistory.Never ? "unknown"
        : child.BornOn > day ? "0"
        : ChildWords.Years(child.BornOn, day) switch
        {
            null => "unknown",
            < 5 => "0",
            < 10 => "5",
            < 16 => "10",
            _ => "16",
        };
}
