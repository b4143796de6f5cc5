namespace Kith.Standards.CinCensus.Rules;

/// <summary>
/// Children of a return who carry one identifier. Whatever reads a return by its identifiers sees one child with the
/// records of all, and the nth episode of each as one episode; so do the rules here, as in the open validator.
/// </summary>
internal static class SharedIdentifier
{
    /// <summary>More records than this under one identifier are a fault of the file, not of a child, and are judged one by one.</summary>
    public const int Most = 12;

    /// <summary>
    /// The children as rules are to see them: one for each record of who the child is, with every episode of all, each
    /// with the groups of all episodes that stand at the same place.
    /// </summary>
    public static IEnumerable<CensusChild> Together(IReadOnlyList<CensusChild> children)
    {
        var groups = new List<CensusEpisode>();
        for (var at = 0; at < children.Max(c => c.Episodes.Count); at++)
        {
            var same = children.Where(c => c.Episodes.Count > at).Select(c => c.Episodes[at]).ToList();
            groups.AddRange(same.Select(e => With(e, same)));
        }

        foreach (var child in children)
        {
            var seen = new CensusChild(child.Identifiers, child.Characteristics.With(children.SelectMany(c => c.Characteristics.Disabilities)))
            {
                Position = child.Position,
                Line = child.Line,
            };
            seen.Episodes.AddRange(groups);
            yield return seen;
        }
    }

    private static CensusEpisode With(CensusEpisode episode, List<CensusEpisode> same)
    {
        var seen = episode.WithoutGroups();
        foreach (var each in same)
        {
            seen.Assessments.AddRange(each.Assessments);
            seen.PlanDates.AddRange(each.PlanDates);
            seen.Section47s.AddRange(each.Section47s);
            seen.ProtectionPlans.AddRange(each.ProtectionPlans);
            seen.PreProceedings.AddRange(each.PreProceedings);
        }

        return seen;
    }
}
