using System.Globalization;
using System.Text;
using Kith.Practice.Access;
using Kith.Practice.Documents;
using Kith.Practice.Keys;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Kith.Practice.Returns.Everything;

/// <summary>The whole authority was taken out as open files: how many tables, rows and documents.</summary>
public sealed record AuthorityTakenOut(int Tables, long Rows, int Documents) : TrailEvent
{
    public override string Chain => "return:everything";
}

/// <summary>What was written.</summary>
/// <param name="Locked">Documents that could not be opened: the key that locks them was not there.</param>
/// <param name="Fields">Locked fields (decision 0048) that could not be opened for the same reason, and stand as they are.</param>
public sealed record ExportedAuthority(IReadOnlyList<(string Table, long Rows)> Tables, int Documents, int Locked, int Fields);

/// <summary>
/// Writes everything that an authority keeps as open files, so that it can leave on any day: each table as CSV, a data
/// dictionary, every document as it came in, and the trail with its hashes. Only secrets stay behind: passwords, second
/// factors, passkeys, and the keys that lock cookies and documents.
/// </summary>
[UseCase]
public sealed class ExportAuthority(KithDb db, DatabaseEngine engine, IServiceProvider services, ReadLedger ledger, Acts.Acts acts, Clock clock)
{
    /// <summary>Locked fields that could not be opened.</summary>
    private int fields;

    /// <param name="path">The folder; it must not be there, or be empty.</param>
    /// <exception cref="AccessRefusedException">Anybody but the person at the machine.</exception>
    public async Task<ExportedAuthority> Handle(string path, Actor actor, Action<string>? progress = null, CancellationToken ct = default)
    {
        if (!actor.IsSystem)
        {
            throw new AccessRefusedException(Sight.Read, "take the whole authority out");
        }
        var tables = Path.Combine(path, "tables");
        Directory.CreateDirectory(tables);
        var written = new List<(string Table, long Rows)>();
        var entities = OpenTables.Of(db.Model);
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            // One moment for all tables: while it lasts, others go on working.
            await Run(engine.Name == "PostgreSQL" ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" : "BEGIN DEFERRED", ct);
            try
            {
                foreach (var entity in entities.Where(e => !OpenTables.LeftBehind.ContainsKey(e.GetTableName()!)))
                {
                    progress?.Invoke(entity.GetTableName()!);
                    written.Add((entity.GetTableName()!, await Table(entity, tables, ct)));
                }
            }
            finally
            {
                await Run("ROLLBACK", CancellationToken.None);
            }
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
        Dictionary(entities, Path.Combine(path, "data-dictionary.csv"));
        var (documents, locked) = await Documents(Path.Combine(path, "documents"), progress, ct);
        await Readme(path, written, documents, locked, ct);
        await Told(actor, ct);
        var act = acts.Begin(actor, "Take the whole authority out");
        act.Happened(new AuthorityTakenOut(written.Count, written.Sum(t => t.Rows), documents));
        await act.Save(Guid.Empty, ct);
        return new ExportedAuthority(written, documents, locked, fields);
    }

    private async Task Run(string sql, CancellationToken ct)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(ct);
    }

    private async Task<long> Table(IEntityType entity, string folder, CancellationToken ct)
    {
        var table = OpenTables.Table(entity);
        var columns = OpenTables.Columns(entity, table).ToList();
        var key = entity.FindPrimaryKey()?.Properties.Select(p => p.GetColumnName(table)).OfType<string>() ?? [];
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText =
            $"SELECT {string.Join(", ", columns.Select(c => OpenTables.Quoted(c.Name)))} FROM {OpenTables.Quoted(table.Name)} ORDER BY {string.Join(", ", key.Select(OpenTables.Quoted).DefaultIfEmpty("1"))}";
        await using var reader = await command.ExecuteReaderAsync(ct);
        await using var into = new StreamWriter(Path.Combine(folder, table.Name + ".csv"), append: false, new UTF8Encoding(false), 1 << 16);
        await into.WriteAsync(string.Join(',', columns.Select(c => c.Name)) + "\r\n");
        var read = columns.Select(c => OpenTables.Reading(c.Property)).ToArray();
        var line = new StringBuilder(1024);
        long rows = 0;
        while (await reader.ReadAsync(ct))
        {
            line.Clear();
            for (var i = 0; i < read.Length; i++)
            {
                if (i > 0)
                {
                    line.Append(',');
                }
                if (!reader.IsDBNull(i))
                {
                    var value = read[i](reader, i);
                    Cell(line, FieldCipher.IsLocked(value) ? Unlocked(entity, columns[i].Property, Guid.Parse(read[0](reader, 0)), value) : value);
                }
            }
            into.Write(line.Append("\r\n"));
            rows++;
        }
        return rows;
    }

    /// <summary>What a locked field says; as it stands where its key is not here.</summary>
    private string Unlocked(IEntityType entity, IProperty property, Guid id, string kept)
    {
        try
        {
            return ((FieldCipher)services.GetService(typeof(FieldCipher))!).Open($"{entity.ClrType.Name}.{property.Name}", id, kept);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            fields++;
            return kept;
        }
    }

    /// <summary>An empty text is written as "", nothing at all as nothing: whoever loads the file again can tell them apart.</summary>
    private static void Cell(StringBuilder line, string value) =>
        _ =
            value.Length == 0 || value.AsSpan().IndexOfAny(",\"\r\n") >= 0 || value[0] == ' ' || value[^1] == ' '
                ? line.Append('"').Append(value.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"')
                : line.Append(value);

    private static void Dictionary(List<IEntityType> entities, string file)
    {
        using var into = new StreamWriter(file, append: false, new UTF8Encoding(false));
        var line = new StringBuilder();
        Line("table", "column", "type", "may_be_empty", "key", "refers_to", "most_characters", "note");
        foreach (var entity in entities)
        {
            var table = OpenTables.Table(entity);
            if (OpenTables.LeftBehind.TryGetValue(table.Name, out var why))
            {
                Line(table.Name, "", "", "", "", "", "", $"Not exported: {why}");
                continue;
            }
            foreach (var (name, property) in OpenTables.Columns(entity, table))
            {
                var to = property.GetContainingForeignKeys().FirstOrDefault();
                var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
                Line(
                    table.Name,
                    name,
                    Words(type),
                    property.IsNullable ? "yes" : "no",
                    property.IsPrimaryKey() ? "yes" : "",
                    to is null ? "" : $"{to.PrincipalEntityType.GetTableName()}.{to.PrincipalKey.Properties[0].GetColumnName()}",
                    property.GetMaxLength()?.ToString(CultureInfo.InvariantCulture) ?? "",
                    type.IsEnum ? $"One of: {string.Join(", ", Enum.GetNames(type))}" : ""
                );
            }
        }

        void Line(params ReadOnlySpan<string> cells)
        {
            line.Clear();
            for (var i = 0; i < cells.Length; i++)
            {
                if (i > 0)
                {
                    line.Append(',');
                }
                if (cells[i].Length > 0)
                {
                    Cell(line, cells[i]);
                }
            }
            into.Write(line.Append("\r\n"));
        }
    }

    private static string Words(Type type) =>
        type == typeof(Guid) ? "id"
        : type == typeof(DateOnly) ? "date"
        : type == typeof(TimeOnly) ? "time"
        : type == typeof(DateTime) ? "instant (UTC)"
        : type == typeof(bool) ? "true or false"
        : type == typeof(int) || type == typeof(long) ? "whole number"
        : type == typeof(decimal) || type == typeof(double) ? "number"
        : type == typeof(byte[]) ? "bytes (base64)"
        : type.IsEnum ? "word"
        : "text";

    /// <summary>Every document, unlocked, under its id and name.</summary>
    private async Task<(int Written, int Locked)> Documents(string folder, Action<string>? progress, CancellationToken ct)
    {
        var ids = await db.StoredDocuments.AsNoTracking().OrderBy(d => d.Id).Select(d => new { d.Id, d.FileName }).ToListAsync(ct);
        // Letters of inspections and the files of the evidence library are put away the same way.
        ids.AddRange(
            await db
                .Inspections.AsNoTracking()
                .Where(i => i.LetterId != null && i.LetterName != null)
                .OrderBy(i => i.LetterId)
                .Select(i => new { Id = i.LetterId!.Value, FileName = i.LetterName! })
                .ToListAsync(ct)
        );
        ids.AddRange(
            await db
                .ImprovementEvidence.AsNoTracking()
                .Where(e => e.Sha256 != null && e.FileName != null)
                .OrderBy(e => e.Id)
                .Select(e => new { e.Id, FileName = e.FileName! })
                .ToListAsync(ct)
        );
        // What was given to somebody who asked to read what is held about a person.
        ids.AddRange(await db.SubjectPacks.AsNoTracking().OrderBy(p => p.Id).Select(p => new { p.Id, p.FileName }).ToListAsync(ct));
        if (ids.Count == 0)
        {
            return (0, 0);
        }
        progress?.Invoke("documents");
        // Asked for only now: without documents nothing has to be unlocked, and no key has to be there.
        var cipher = services.GetService(typeof(DocumentCipher)) as DocumentCipher;
        var store = (IDocumentStore)services.GetService(typeof(IDocumentStore))!;
        Directory.CreateDirectory(folder);
        var (written, locked) = (0, 0);
        foreach (var document in ids)
        {
            if (await store.Get(document.Id, ct) is not { } bytes)
            {
                continue;
            }
            byte[] plain;
            try
            {
                plain = cipher!.Open(document.Id, bytes);
            }
            catch (System.Security.Cryptography.CryptographicException)
            {
                locked++;
                continue;
            }
            await File.WriteAllBytesAsync(Path.Combine(folder, $"{document.Id:N}-{Path.GetFileName(document.FileName)}"), plain, ct);
            db.ChangeTracker.Clear();
            written++;
        }
        return (written, locked);
    }

    private async Task Readme(string path, List<(string Table, long Rows)> tables, int documents, int locked, CancellationToken ct)
    {
        var head = await db.TrailHeads.AsNoTracking().OrderByDescending(h => h.Seq).Select(h => new { h.Seq, h.Hash }).FirstOrDefaultAsync(ct);
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"""
            The records of this authority, taken out of Kith on {clock.UtcNow:yyyy-MM-dd HH:mm} UTC.

            tables/             one CSV file for each table: UTF-8, a heading, commas, quotes where needed. Nothing between
                                two commas is «nothing»; "" is an empty text. Dates are 2026-03-31, instants are UTC.
                                Cells stand exactly as they were kept: load the files as text, for a cell may begin like a formula.
            data-dictionary.csv what each column is, what it refers to, and which tables stayed behind, and why
            documents/          every document as it came in, under its id (tables/stored_document.csv) and name; letters of
                                inspections (letter_id in tables/inspection.csv) and evidence of the improvement plan
                                (tables/improvement_evidence.csv) and what was given to those who asked to read what is
                                held about them (tables/subject_pack.csv) too
            tables/trail_entry.csv   who did what, when, on whose record. Each entry carries the hash of the one before in its
                                chain (SHA-256 over the entry as canonical JSON); tables/trail_head.csv seals all chains.

            {tables.Count} tables, {tables.Sum(t => t.Rows)} rows, {documents} documents.

            """
        );
        if (fields > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"{fields} fields could not be unlocked and begin with «{FieldCipher.Prefix}»: the authority's key was not there.\n");
        }
        if (locked > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"{locked} documents could not be unlocked: the authority's key was not there. Take the authority out again with it.\n");
        }
        if (head is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"Latest head of the trail: {head.Seq}, {head.Hash}\n");
        }
        text.Append("\nRows by table:\n");
        foreach (var (table, rows) in tables)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {table, -40}{rows, 12}\n");
        }
        await File.WriteAllTextAsync(Path.Combine(path, "README.txt"), text.ToString(), ct);
    }

    /// <summary>Every child's record says that it was taken out.</summary>
    private async Task Told(Actor actor, CancellationToken ct)
    {
        var after = Guid.Empty;
        while (true)
        {
            var from = after;
            var ids = await db.People.Where(p => p.Id > from && p.HasChildRecord).OrderBy(p => p.Id).Select(p => p.Id).Take(5000).ToListAsync(ct);
            if (ids.Count == 0)
            {
                return;
            }
            after = ids[^1];
            await ledger.WriteAll(actor, "Take the whole authority out", ids.Select(p => new RecordTakenOut(p, "The whole authority as files")));
        }
    }
}
