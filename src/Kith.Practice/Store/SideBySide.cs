using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace Kith.Practice.Store;

/// <summary>One step of a migration that nodes of the release before could not live with.</summary>
/// <param name="Migration">The migration's name, without the moment before it.</param>
/// <param name="What">The step, for example «drop column person.name».</param>
/// <param name="Why">What would go wrong on a node of the release before.</param>
public sealed record Objection(string Migration, string What, string Why)
{
    public override string ToString() => $"{Migration}: {What} ({Why})";
}

/// <summary>
/// Whether the nodes of the release before can go on serving while and after a database is brought further
/// (docs/decisions/0050-releases.md): a migration only adds, and what is taken away goes one release later.
/// </summary>
public static class SideBySide
{
    /// <summary>The steps of some migrations of this program's engine that the release before could not live with, in their order.</summary>
    /// <param name="migrations">Their ids, in the order in which they are applied.</param>
    public static IReadOnlyList<Objection> Objections(KithDb db, IEnumerable<string> migrations)
    {
        var assembly = db.GetService<IMigrationsAssembly>();
        return Objections(
            migrations.Select(id => (id[(id.IndexOf('_', StringComparison.Ordinal) + 1)..], assembly.CreateMigration(assembly.Migrations[id], db.Database.ProviderName!)))
        );
    }

    /// <summary>The same of migrations that are at hand.</summary>
    public static IReadOnlyList<Objection> Objections(IEnumerable<(string Name, Migration Migration)> migrations)
    {
        var added = new Added();
        return [.. migrations.SelectMany(m => m.Migration.UpOperations.Select(o => added.Judge(m.Name, o)).OfType<Objection>()).ToList()];
    }

    /// <summary>What came with the migrations looked at so far: the release before knows nothing of it, so anything may be done to it.</summary>
    private sealed class Added
    {
        private readonly HashSet<string> tables = [];

        /// <summary>Columns, and whether what the release before writes leaves them empty.</summary>
        private readonly Dictionary<(string Table, string Column), bool> columns = [];

        public Objection? Judge(string migration, MigrationOperation operation)
        {
            switch (operation)
            {
                case CreateTableOperation table:
                    tables.Add(table.Name);
                    return null;
                case AddColumnOperation column:
                    var stays = column.DefaultValue is null && column.DefaultValueSql is null && column.ComputedColumnSql is null;
                    columns[(column.Table, column.Name)] = stays;
                    return !column.IsNullable && stays
                        ? Known(column.Table, $"add column {column.Table}.{column.Name} without a default", "it writes rows without it, which are refused")
                        : null;
                case CreateIndexOperation { IsUnique: true } index when !index.Columns.Any(c => columns.GetValueOrDefault((index.Table, c))):
                    return Known(index.Table, $"unique index {index.Name} on {index.Table}", "it writes what the index refuses");
                case CreateIndexOperation or EnsureSchemaOperation or CreateSequenceOperation:
                    return null;
                case AddForeignKeyOperation key when key.Columns.All(c => columns.ContainsKey((key.Table, c))):
                    return null;
                case AddForeignKeyOperation key:
                    return Known(key.Table, $"foreign key {key.Name} on {key.Table}", "it writes and deletes without regard to it");
                case AddUniqueConstraintOperation unique:
                    return Known(unique.Table, $"unique {unique.Name} on {unique.Table}", "it writes what this refuses");
                case AddCheckConstraintOperation check:
                    return Known(check.Table, $"check {check.Name} on {check.Table}", "it writes what this refuses");
                case AddPrimaryKeyOperation primary:
                    return Known(primary.Table, $"primary key on {primary.Table}", "it writes what this refuses");
                case AlterColumnOperation column:
                    return columns.ContainsKey((column.Table, column.Name))
                        ? null
                        : Known(column.Table, $"alter column {column.Table}.{column.Name}", "it reads and writes what it was");
                case DropIndexOperation index:
                    return Known(index.Table ?? "", $"drop index {index.Name}", "its lists are read from end to end, or what must be once may be twice");
                case DropColumnOperation column:
                    return columns.ContainsKey((column.Table, column.Name)) ? null : Known(column.Table, $"drop column {column.Table}.{column.Name}", "it asks for it");
                case DropTableOperation table:
                    return Known(table.Name, $"drop table {table.Name}", "it asks for it");
                case RenameTableOperation table:
                    return Known(table.Name, $"rename table {table.Name}", "it asks for the old name");
                case RenameColumnOperation column:
                    return Known(column.Table, $"rename column {column.Table}.{column.Name}", "it asks for the old name");
                case ITableMigrationOperation of:
                    return Known(of.Table, $"{Words(operation)} on {of.Table}", "it may write or delete what this refuses");
                case SqlOperation sql:
                    return new Objection(migration, $"sql: {FirstLine(sql.Sql)}", "what it does to that release cannot be seen from here");
                default:
                    // Rows that are put in, changed or taken away, extensions, and whatever EF Core learns next.
                    return new Objection(migration, Words(operation), "what it does to that release cannot be seen from here");
            }

            Objection? Known(string table, string what, string why) => tables.Contains(table) ? null : new Objection(migration, what, why);
        }

        private static string Words(MigrationOperation operation) => operation.GetType().Name.Replace("Operation", "", StringComparison.Ordinal);

        private static string FirstLine(string sql) => sql.Trim().Split('\n')[0].Trim();
    }
}
