using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Kith.Practice.Store;

/// <summary>How one table's rows are written in bulk: its columns and how to read each from a record, from the model itself.</summary>
public sealed class BulkTable
{
    private readonly (string Column, Func<object, object?> Read, RelationalTypeMapping Mapping)[] columns;

    private BulkTable(string name, (string, Func<object, object?>, RelationalTypeMapping)[] columns)
    {
        Name = name;
        this.columns = columns;
    }

    public string Name { get; }

    public IEnumerable<string> Columns => columns.Select(c => c.Column);

    public int Width => columns.Length;

    // Readers are compiled once for each model and type: bulk writing asks for its table with every batch.
    private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<IModel, System.Collections.Concurrent.ConcurrentDictionary<Type, BulkTable>> Made = [];

    /// <summary>The table of a record type in this context's model.</summary>
    public static BulkTable Of<T>(KithDb db) => Made.GetOrCreateValue(db.Model).GetOrAdd(typeof(T), _ => Make<T>(db));

    private static BulkTable Make<T>(KithDb db)
    {
        var entity = db.Model.FindEntityType(typeof(T)) ?? throw new ArgumentException($"{typeof(T).Name} is not kept");
        var table = StoreObjectIdentifier.Table(entity.GetTableName()!, entity.GetSchema());
        var columns = entity
            .GetProperties()
            .Where(p => p.PropertyInfo is not null && p.GetColumnName(table) is not null)
            .Select(p => (p.GetColumnName(table)!, Getter(p), p.GetRelationalTypeMapping()))
            .ToArray();
        return new BulkTable(entity.GetTableName()!, columns);
    }

    /// <summary>The value of a column as the database driver wants it; null for a database null.</summary>
    public object? Value(int column, object row)
    {
        var (_, read, mapping) = columns[column];
        var value = read(row);
        return value is null ? null
            : mapping.Converter is null ? value
            : mapping.Converter.ConvertToProvider(value);
    }

    /// <summary>The value of a column as a parameter of a statement.</summary>
    public DbParameter Parameter(DbCommand command, string name, int column, object row) =>
        columns[column].Mapping.CreateParameter(command, name, columns[column].Read(row), nullable: true);

    private static Func<object, object?> Getter(IProperty property)
    {
        var row = System.Linq.Expressions.Expression.Parameter(typeof(object));
        var read = System.Linq.Expressions.Expression.Property(System.Linq.Expressions.Expression.Convert(row, property.DeclaringType.ClrType), property.PropertyInfo!);
        return System.Linq.Expressions.Expression.Lambda<Func<object, object?>>(System.Linq.Expressions.Expression.Convert(read, typeof(object)), row).Compile();
    }
}
