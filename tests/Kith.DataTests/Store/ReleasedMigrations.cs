using Kith.Practice.Store;

namespace Kith.DataTests.Store;

/// <summary>With which migration each release ended, and what was agreed since although the rule says otherwise.</summary>
internal static class ReleasedMigrations
{
    /// <summary>The name of the last migration of each release, on both engines.</summary>
    public static readonly IReadOnlyDictionary<string, string> Last = new Dictionary<string, string> { ["0.1.0"] = "SubjectAccess" };

    /// <summary>
    /// Steps that nodes of the release before can live with although they look otherwise: the migration, the step as
    /// <see cref="Objection.What"/> has it, and why. Raw SQL stands here always.
    /// </summary>
    private static readonly (string Migration, string What, string Why)[] Steps = [];

    public static bool Agreed(Objection objection) => Steps.Any(s => s.Migration == objection.Migration && s.What == objection.What);

    /// <summary>Steps that were agreed and that no migration has any more.</summary>
    public static IEnumerable<string> Unused(IReadOnlyCollection<Objection> objections) =>
        Steps.Where(s => !objections.Any(o => o.Migration == s.Migration && o.What == s.What)).Select(s => $"{s.Migration}: {s.What}");
}
