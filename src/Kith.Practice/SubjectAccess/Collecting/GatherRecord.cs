using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Kith.Practice.SubjectAccess.Redacting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Kith.Practice.SubjectAccess.Collecting;

/// <summary>A row that is held, as the walk found it.</summary>
internal sealed record HeldRow(string Table, HeldRule Rule, Guid Id, IReadOnlyList<(IProperty Property, string Value)> Values)
{
    public string? this[string property] => Values.FirstOrDefault(v => v.Property.Name == property).Value;
}

/// <summary>Something that is held about the person, ready to be kept as an item.</summary>
internal sealed record HeldItem(string Table, Guid Id, string Section, string Title, DateOnly? On, IReadOnlyList<HeldField> Fields, Guid? DocumentId, bool Shared)
{
    /// <summary>Somebody else, in whose record it stands.</summary>
    public Guid? Of { get; init; }
}

/// <summary>
/// Gathers everything that is held about a person, by walking the model table by table (<see cref="HeldTables"/>), and keeps it as it
/// stood at this moment. Gathered again, what is new or has changed since is to be read; what was read and did not change stays read.
/// </summary>
[UseCase]
public sealed class GatherRecord(KithDb db, DatabaseEngine engine, SubjectRoom room, Acts.Acts acts, Clock clock)
{
    /// <summary>Ids in one question to the database.</summary>
    private const int Together = 400;

    /// <returns>How many things are new, and how many changed.</returns>
    /// <exception cref="AccessRefusedException">The actor does not answer requests, or may not read this record.</exception>
    /// <exception cref="NotAcceptedException">It was agreed or given, or waits for proof of identity.</exception>
    public async Task<(int New, int Changed)> Handle(Guid requestId, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var request = await room.Open(requestId, actor, "gather a record", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return (0, 0);
        }
        Editing.SameVersion(request, version);
        request.DemandChangeable();
        var elsewhere = request.Elsewhere;
        var held = await About(request, ct);
        var kept = await db.SubjectItems.Where(i => i.RequestId == requestId).ToListAsync(ct);
        var others = await KnownOthers.Of(db, request.PersonId, ct);
        var known = kept.ToDictionary(i => (i.Source, i.SourceId));
        var act = acts.Begin(actor, "Gather what is held about a person", key: key);
        var (fresh, changed) = (0, 0);
        request.Gathered++;
        request.GatheredAt = act.At;
        foreach (var item in held)
        {
            var content = HeldField.Write(item.Fields);
            var pointed = others.In(item.Fields);
            var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
            if (!known.TryGetValue((item.Table, item.Id), out var earlier))
            {
                fresh++;
                db.SubjectItems.Add(
                    new SubjectItem
                    {
                        Id = clock.NewId(),
                        RequestId = requestId,
                        Source = item.Table,
                        SourceId = item.Id,
                        Section = item.Section,
                        Title = item.Title,
                        On = item.On,
                        Content = content,
                        ContentDigest = digest,
                        GatheredIn = request.Gathered,
                        DocumentId = item.DocumentId,
                        Shared = item.Shared,
                        OfPersonId = item.Of,
                        PointedOut = pointed.Count(p => !p.AtWork),
                        PointedAt = Pointed.Write(pointed),
                    }
                );
            }
            else if (earlier.ContentDigest != digest)
            {
                changed++;
                (earlier.Content, earlier.ContentDigest, earlier.On, earlier.GatheredIn) = (content, digest, item.On, request.Gathered);
                (earlier.PointedOut, earlier.PointedAt) = (pointed.Count(p => !p.AtWork), Pointed.Write(pointed));
                // What was taken out of the words before says nothing about these.
                (earlier.Choice, earlier.Reason, earlier.Strikes, earlier.ReadAt, earlier.ReadBy, earlier.ReadByAccountId) = (null, null, null, null, null, null);
            }
        }
        act.Happened(new SubjectRecordGathered(request.PersonId, requestId, held.Count, fresh, changed));
        foreach (var other in elsewhere)
        {
            act.Happened(new SubjectLookedInRecord(other, requestId, held.Count(i => i.Of == other)));
        }
        await act.Save(requestId, ct);
        return (fresh, changed);
    }

    /// <summary>Everything that is held about the person of a request, within what is asked for, in the order of the pack.</summary>
    internal async Task<List<HeldItem>> About(SubjectRequest request, CancellationToken ct)
    {
        var rows = await Rows(request.PersonId, ct);
        var words = await RowWords.Of(db, rows, ct);
        var own = rows.Select(r => (r.Table, r.Id)).ToHashSet();
        var elsewhere = new List<HeldItem>();
        foreach (var other in request.Elsewhere)
        {
            elsewhere.AddRange((await Elsewhere(request.PersonId, other, ct)).Where(i => own.Add((i.Table, i.Id))));
        }
        var sections = request.Sections?.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. Items(rows, words)
                .Where(i => sections is null || sections.Contains(i.Section))
                .Concat(elsewhere)
                // What bears no date cannot be outside the dates that are asked for.
                .Where(i => i.On is not { } on || ((request.From is not { } from || on >= from) && (request.To is not { } to || on <= to)))
                .OrderBy(i => Place(i.Section))
                .ThenBy(i => i.On ?? DateOnly.MinValue)
                .ThenBy(i => i.Table, StringComparer.Ordinal)
                .ThenBy(i => i.Id),
        ];
    }

    /// <summary>
    /// What stands about the person in the record of somebody else: the lines that name them, by name or by what they are to each
    /// other, and rows that are joined to them. The other lines of the same rows are about the other, and are not gathered.
    /// </summary>
    private async Task<List<HeldItem>> Elsewhere(Guid personId, Guid otherId, CancellationToken ct)
    {
        var named = await Named.Of(db, personId, otherId, ct);
        // Their tie is told from the person's own side already.
        var rows = (await Rows(otherId, ct)).FindAll(r => r.Table != "relationship");
        var words = await RowWords.Of(db, rows, ct);
        var whose = new HeldField("In the record of", await db.People.AsNoTracking().Where(p => p.Id == otherId).Select(p => p.DisplayName).FirstAsync(ct));
        var person = personId.ToString();
        return
        [
            .. Items(
                    rows,
                    words,
                    (row, fields) => row.Values.Any(v => string.Equals(v.Value, person, StringComparison.OrdinalIgnoreCase)) ? fields : fields.Where(f => named.In(f.Text)),
                    plain: true
                )
                .Select(i => i with { Section = HeldTables.Others, Fields = [whose, .. i.Fields], Of = otherId }),
        ];
    }

    internal static int Place(string section) => HeldTables.Sections.TakeWhile(s => s != section).Count();

    /// <param name="only">Which lines of a row are told; all of them where it is null.</param>
    /// <param name="plain">True where a title must not speak to whose record it is.</param>
    private static IEnumerable<HeldItem> Items(List<HeldRow> rows, RowWords words, Func<HeldRow, IEnumerable<HeldField>, IEnumerable<HeldField>>? only = null, bool plain = false)
    {
        string Title(HeldRow row) => plain ? RowWords.Words(row.Table) : row.Rule.Title;
        IEnumerable<HeldField> Lines(HeldRow row) => only is null ? words.Fields(row) : only(row, words.Fields(row));

        var byId = rows.ToLookup(r => (r.Table, r.Id));
        var parts = new Dictionary<HeldRow, List<HeldRow>>();
        foreach (var row in rows)
        {
            if (Hosts(row, rows, byId) is { Count: > 0 } hosts)
            {
                foreach (var host in hosts)
                {
                    (parts.TryGetValue(host, out var own) ? own : parts[host] = []).Add(row);
                }
            }
        }
        var told = parts.Values.SelectMany(p => p).ToHashSet();
        foreach (var row in rows.Where(r => !told.Contains(r)))
        {
            var fields = Lines(row).ToList();
            foreach (var part in parts.GetValueOrDefault(row) ?? [])
            {
                fields.AddRange(Lines(part).Select(f => f with { Label = $"{Title(part)}: {char.ToLowerInvariant(f.Label[0])}{f.Label[1..]}" }));
            }
            if (fields.Count > 0)
            {
                yield return new HeldItem(
                    row.Table,
                    row.Id,
                    row.Rule.Section,
                    Title(row),
                    RowWords.On(row),
                    fields,
                    row.Table == "stored_document" ? row.Id : null,
                    row.Rule.Shared || (parts.GetValueOrDefault(row) ?? []).Exists(p => p.Rule.Shared)
                );
            }
        }
    }

    /// <summary>The rows that this one is told with.</summary>
    private static List<HeldRow> Hosts(HeldRow row, List<HeldRow> rows, ILookup<(string, Guid), HeldRow> byId)
    {
        if (row.Rule.Beside is { } beside)
        {
            return Guid.TryParse(row[beside.By], out var host) ? [.. byId[(beside.Table, host)]] : [];
        }
        return row.Rule is { Into: true, Of: { } of } && row[row.Rule.Column] is { } value ? rows.FindAll(r => of.Any(o => o.Table == r.Table && r[o.Property] == value)) : [];
    }

    /// <summary>The rows of every table that is gathered; those that belong to others after them.</summary>
    private async Task<List<HeldRow>> Rows(Guid personId, CancellationToken ct)
    {
        var rows = new List<HeldRow>();
        var left = Rules(db.Model).ToList();
        var done = new HashSet<string>(StringComparer.Ordinal);
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            while (left.FindAll(l => l.Rule.Of is not { } of || of.All(o => done.Contains(o.Table) || left.TrueForAll(x => x.Table != o.Table))) is { Count: > 0 } next)
            {
                foreach (var (table, entity, rule) in next)
                {
                    var ids = rule.Of is { } of
                        ? rows.Where(r => of.Any(o => o.Table == r.Table))
                            .SelectMany(r => of.Where(o => o.Table == r.Table).Select(o => r[o.Property]))
                            .Select(v => Guid.TryParse(v, out var id) ? id : Guid.Empty)
                            .Where(id => id != Guid.Empty)
                            .Distinct()
                            .ToList()
                        : [personId];
                    foreach (var some in ids.Chunk(Together))
                    {
                        await Read(entity, rule, some, rows, ct);
                    }
                    done.Add(table);
                }
                left.RemoveAll(l => done.Contains(l.Table));
            }
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
        return rows;
    }

    /// <summary>Every table that is gathered: those with a rule, and those with a person in them on which nobody has decided yet.</summary>
    internal static IEnumerable<(string Table, IEntityType Entity, HeldRule Rule)> Rules(IModel model) =>
        from entity in OpenTables.Of(model)
        let table = entity.GetTableName()!
        where !HeldTables.LeftOut.ContainsKey(table)
        let rule = HeldTables.Held.GetValueOrDefault(table) ?? (entity.FindProperty("PersonId") is null ? null : new HeldRule(HeldTables.Rest, RowWords.Words(table)))
        where rule is not null && entity.FindProperty(rule.Column) is not null && entity.FindProperty(nameof(Record.Id)) is not null
        select (table, entity, rule);

    private async Task Read(IEntityType entity, HeldRule rule, Guid[] ids, List<HeldRow> into, CancellationToken ct)
    {
        var table = OpenTables.Table(entity);
        var columns = OpenTables.Columns(entity, table).ToList();
        var reading = columns.Select(c => OpenTables.Reading(c.Property)).ToArray();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText =
            $"SELECT {string.Join(", ", columns.Select(c => OpenTables.Quoted(c.Name)))} FROM {OpenTables.Quoted(table.Name)} WHERE {OpenTables.Quoted(entity.FindProperty(rule.Column)!.GetColumnName(table)!)} IN ({string.Join(", ", ids.Select((_, i) => $"@p{i}"))})";
        for (var i = 0; i < ids.Length; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"@p{i.ToString(CultureInfo.InvariantCulture)}";
            parameter.Value = engine.Name == "PostgreSQL" ? ids[i] : ids[i].ToByteArray(bigEndian: true);
            command.Parameters.Add(parameter);
        }
        var own = rule.Own is { } whose ? into.Where(r => r.Table == whose.Table).Select(r => r.Id).ToHashSet() : [];
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var values = new List<(IProperty, string)>(columns.Count);
            for (var i = 0; i < columns.Count; i++)
            {
                if (!await reader.IsDBNullAsync(i, ct))
                {
                    values.Add((columns[i].Property, reading[i](reader, i)));
                }
            }
            var row = new HeldRow(table.Name, rule, Guid.Empty, values);
            // What two people agreed in personal supervision is theirs, also where a child is named in it.
            if (row[nameof(Actions.ActionItem.BetweenWorkerId)] is not null)
            {
                continue;
            }
            if (rule.Own is { } of && row[of.By] is { } theirs && !own.Contains(Guid.Parse(theirs)))
            {
                continue;
            }
            into.Add(row with { Id = Guid.Parse(row[nameof(Record.Id)]!) });
        }
    }
}
