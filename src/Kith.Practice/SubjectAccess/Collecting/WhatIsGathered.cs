using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Kith.Practice.SubjectAccess.Collecting;

/// <summary>What becomes of a table when somebody asks to read what is held about them.</summary>
/// <param name="Gathered">As what its rows are told; null where they are left out.</param>
/// <param name="LeftOut">Why they are; null where they are gathered, or where nobody has decided.</param>
/// <param name="NamesPeople">True where the reason is given for a table that names people.</param>
/// <param name="People">The columns of the table that name a person.</param>
public sealed record TableDecision(string Table, string? Gathered, string? LeftOut, bool NamesPeople, IReadOnlyList<string> People);

/// <summary>Says of every table of the model whether it is gathered, and why it is not.</summary>
public static class WhatIsGathered
{
    /// <summary>Every table, by name. One with neither answer was added and not decided on.</summary>
    public static IReadOnlyList<TableDecision> Of(IModel model)
    {
        var gathered = GatherRecord
            .Rules(model)
            .Where(r => HeldTables.Held.ContainsKey(r.Table))
            .ToDictionary(r => r.Table, r => $"{r.Rule.Section}: {r.Rule.Title}", StringComparer.Ordinal);
        return
        [
            .. OpenTables
                .Of(model)
                .Select(e => new TableDecision(
                    e.GetTableName()!,
                    gathered.GetValueOrDefault(e.GetTableName()!),
                    HeldTables.LeftOut.GetValueOrDefault(e.GetTableName()!),
                    HeldTables.NamesPeople.Contains(e.GetTableName()!) || OpenTables.LeftBehind.ContainsKey(e.GetTableName()!),
                    [.. e.GetProperties().Where(IsPerson).Select(p => p.Name)]
                )),
        ];
    }

    /// <summary>Tables that have a rule and are not in the model any more.</summary>
    public static IReadOnlyList<string> Gone(IModel model)
    {
        var there = OpenTables.Of(model).Select(e => e.GetTableName()!).ToHashSet(StringComparer.Ordinal);
        return [.. HeldTables.Held.Keys.Concat(HeldTables.LeftOut.Keys).Where(t => !there.Contains(t))];
    }

    private static bool IsPerson(IProperty property) =>
        property.Name is "PersonId" or "SurvivorId" or "MergedId" && property.DeclaringType.ClrType.Name is not "MapMerge"
        || property.GetContainingForeignKeys().Any(f => f.PrincipalEntityType.ClrType == typeof(Children.Person));
}
