using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Kith.Practice.Store;

/// <summary>
/// The one walk over everything that is kept, table by table, as the model has it: what leaves as open files, and what is held about
/// one person, are read here, so that a table added tomorrow is in both.
/// </summary>
internal static class OpenTables
{
    /// <summary>Tables that hold secrets or half-finished forms, and why they stay behind.</summary>
    public static readonly IReadOnlyDictionary<string, string> LeftBehind = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["account_claim"] = "Sign-in only",
        ["account_login"] = "Sign-in only",
        ["account_token"] = "Secrets of second factors",
        ["account_passkey"] = "Secrets of passkeys",
        ["data_protection_key"] = "The keys that lock cookies and documents",
        ["act_key"] = "Keys of forms that were sent, kept for a short while",
        ["draft"] = "Half-written forms, locked for the person who writes them",
        ["document_content"] = "The documents themselves stand in the folder documents, unlocked",
    };

    /// <summary>Columns that hold secrets.</summary>
    private static readonly HashSet<string> SecretColumns = ["password_hash", "security_stamp", "concurrency_stamp", "digest"];

    /// <summary>Every table once, by name.</summary>
    public static List<IEntityType> Of(IModel model) =>
        [
            .. model
                .GetEntityTypes()
                .Where(e => e.GetTableName() is not null && e.GetViewName() is null && !e.IsOwned())
                .DistinctBy(e => e.GetTableName())
                .OrderBy(e => e.GetTableName(), StringComparer.Ordinal),
        ];

    /// <summary>The name of the table in the database.</summary>
    public static StoreObjectIdentifier Table(IEntityType entity) => StoreObjectIdentifier.Table(entity.GetTableName()!, entity.GetSchema());

    /// <summary>The columns, the key first, without those that hold secrets.</summary>
    public static IEnumerable<(string Name, IProperty Property)> Columns(IEntityType entity, StoreObjectIdentifier table) =>
        entity
            .GetProperties()
            .Select(p => (Name: p.GetColumnName(table)!, Property: p))
            .Where(c => c.Name is not null && !SecretColumns.Contains(c.Name))
            .OrderBy(c => c.Property.IsPrimaryKey() ? 0 : 1);

    /// <summary>A name as both engines take it.</summary>
    public static string Quoted(string name) => $"\"{name}\"";

    /// <summary>How a column is told: dates as 2026-03-31, instants in UTC, ids in their usual form, bytes as base64.</summary>
    public static Func<DbDataReader, int, string> Reading(IProperty property)
    {
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        return type == typeof(Guid) ? (r, i) => (r.GetFieldType(i) == typeof(byte[]) ? new Guid(r.GetFieldValue<byte[]>(i), bigEndian: true) : r.GetGuid(i)).ToString()
            : type == typeof(DateOnly) ? (r, i) => r.GetFieldValue<DateOnly>(i).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : type == typeof(TimeOnly) ? (r, i) => r.GetFieldValue<TimeOnly>(i).ToString("HH:mm:ss", CultureInfo.InvariantCulture)
            : type == typeof(DateTime) ? (r, i) => r.GetDateTime(i).ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture)
            : type == typeof(bool) ? (r, i) => r.GetBoolean(i) ? "true" : "false"
            : type == typeof(decimal) ? (r, i) => r.GetDecimal(i).ToString(CultureInfo.InvariantCulture)
            : type == typeof(byte[]) ? (r, i) => Convert.ToBase64String(r.GetFieldValue<byte[]>(i))
            : (r, i) => r.GetValue(i) is Array many ? JsonSerializer.Serialize(many, many.GetType()) : Convert.ToString(r.GetValue(i), CultureInfo.InvariantCulture) ?? "";
    }
}
