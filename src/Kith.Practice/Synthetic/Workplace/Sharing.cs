using Kith.Practice.Synthetic.Courses;
using Kith.Practice.Synthetic.Families;
using Kith.Practice.Workforce;

namespace Kith.Practice.Synthetic.Workplace;

/// <summary>
/// Shares the open work out as a manager would: to the team with most room, and there to the worker with most room.
/// Chance alone gives one worker forty children and a colleague none, which no team would leave so.
/// </summary>
internal static class Sharing
{
    /// <summary>The families, those with open work with the district they live in and the post that holds it today.</summary>
    public static List<FamilySpec> Out(List<FamilySpec> specs, Council council)
    {
        var load = council.Posts.ToDictionary(p => p, _ => 0.0);
        return [.. specs.Select(s => s is { Open: true, Demo: null } ? Give(s) : s)];

        FamilySpec Give(FamilySpec spec)
        {
            TeamKind? kind = spec.Path switch
            {
                CoursePath.Assessing => TeamKind.Assessment,
                CoursePath.InNeed or CoursePath.Protection => TeamKind.Safeguarding,
                CoursePath.Disability => TeamKind.DisabledChildren,
                CoursePath.Care => TeamKind.ChildrenInCare,
                _ => null,
            };
            var holders = kind is null ? [] : council.Posts.Where(p => p.Plan.Kind == kind && p is { Kind.HoldsCases: true, Reserved: false, Now: not null }).ToList();
            if (holders.Count == 0)
            {
                return spec;
            }
            var team = holders.GroupBy(p => p.TeamId).MinBy(g => g.Sum(p => load[p]) / g.Sum(p => Council.Room(p, council.AsAt)))!;
            var post = team.MinBy(p => (load[p] + spec.Children) / Council.Room(p, council.AsAt))!;
            load[post] += spec.Children * (spec.Path == CoursePath.Protection ? 1.6 : 1);
            return spec with { District = post.Plan.District < 0 ? null : post.Plan.District, Holder = post };
        }
    }
}
