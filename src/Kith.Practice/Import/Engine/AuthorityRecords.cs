using Kith.Matching;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Practice.Workforce;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Import;

/// <summary>
/// Loads what concerns no one person: teams, workers, and rows kept as they came. A team or worker that Kith knows by
/// itself (by registration number or name) is linked to and never overwritten, so that a worker with an account finds
/// the children whom the extract gives them.
/// </summary>
internal sealed class AuthorityRecords(KithDb db, DatabaseEngine engine, Clock clock, ImportSession session, ImportWriter writer)
{
    private const int MostChangesTold = 200;

    /// <summary>What a record's key in its source may hold.</summary>
    public const int LongestKey = 200;
    private readonly string source = session.Source;
    private readonly List<FieldChange> changes = [];
    private int added,
        changed,
        ended;

    public async Task Load(CancellationToken ct)
    {
        await using (var turn = await engine.BeginWrite(db, ct))
        {
            await LoadTeams(ct);
            await LoadWorkers(ct);
            if (!session.DryRun && added + changed + ended > 0)
            {
                await db.SaveChangesAsync(ct);
                await Tell(ct);
                await turn.Commit(ct);
            }
        }
        db.ChangeTracker.Clear();
        await LoadLoose(ct);
    }

    private async Task LoadTeams(CancellationToken ct)
    {
        var incoming = session.Extract.Teams().ToList();
        if (incoming.Count == 0)
        {
            return;
        }
        var count = session.Count("Teams");
        var all = await db.Teams.ToListAsync(ct);
        var byKey = all.Where(t => t.Source == source).ToDictionary(t => t.SourceKey!, StringComparer.OrdinalIgnoreCase);
        var byName = all.Where(t => t.Source != source)
            .GroupBy(t => TextFolding.Fold(t.Name))
            .ToDictionary(g => g.Key, g => g.OrderByDescending(t => PersonPrecedence.Rank(t.Source)).First());
        var text = new ContentText();
        foreach (var team in incoming)
        {
            var hash = text.Add(team.Name).Add(team.ParentKey).Take();
            if (!byKey.Remove(team.Key, out var record))
            {
                if (byName.TryGetValue(TextFolding.Fold(team.Name), out record) && PersonPrecedence.Rank(record.Source) > PersonPrecedence.Rank(source))
                {
                    session.Workforce.AddTeam(team.Key, record.Id);
                    count.Unchanged++;
                    continue;
                }
                if (record is null)
                {
                    record = new Team
                    {
                        Id = clock.NewId(),
                        Name = team.Name,
                        Kind = KindOf(team.Name),
                        Source = source,
                        SourceKey = team.Key,
                        SourceHash = hash,
                    };
                    db.Teams.Add(record);
                    added++;
                    count.Added++;
                    session.Workforce.AddTeam(team.Key, record.Id);
                    continue;
                }
                byName.Remove(TextFolding.Fold(team.Name));
                (record.Source, record.SourceKey, record.SourceHash) = (source, team.Key, null);
            }
            session.Workforce.AddTeam(team.Key, record.Id);
            if (record.SourceHash == hash && record.SourceEndedOn is null)
            {
                count.Unchanged++;
                continue;
            }
            Note($"Team.Name {record.SourceKey}", record.Name, team.Name);
            record.Name = team.Name;
            record.SourceHash = hash;
            record.SourceEndedOn = null;
            changed++;
            count.Changed++;
        }
        // Names are a second way to find a team: involvements of some systems carry the name instead of the id.
        foreach (var team in all.Concat(db.Teams.Local))
        {
            session.Workforce.AddTeam(team.Name, team.Id);
        }
        foreach (var team in incoming.Where(t => t.ParentKey is not null))
        {
            if (
                session.Workforce.Team(team.Key) is { } id
                && db.Teams.Local.FindEntry(id)?.Entity is { } record
                && record.Source == source
                && session.Workforce.Team(team.ParentKey) is { } parent
                && parent != id
                && !Leads(parent, id)
            )
            {
                record.ParentId = parent;
            }
        }
        if (session.Extract.NamesAllTeams)
        {
            foreach (var gone in byKey.Values.Where(t => t.SourceEndedOn is null))
            {
                if (session.Extract.CutShort("ssd_department/") is { } table)
                {
                    session.Spare(table);
                    continue;
                }
                gone.SourceEndedOn = clock.Today;
                ended++;
                count.Ended++;
            }
        }

        bool Leads(Guid from, Guid to)
        {
            Guid? at = from;
            for (var steps = 0; at is not null && steps < 100; steps++)
            {
                if (at == to)
                {
                    return true;
                }
                at = db.Teams.Local.FindEntry(at.Value)?.Entity.ParentId;
            }
            return at is not null;
        }
    }

    private async Task LoadWorkers(CancellationToken ct)
    {
        var incoming = session.Extract.Workers().ToList();
        if (incoming.Count == 0)
        {
            return;
        }
        var count = session.Count("Workers");
        var all = await db.Workers.ToListAsync(ct);
        var byKey = all.Where(w => w.Source == source).ToDictionary(w => w.SourceKey!, StringComparer.OrdinalIgnoreCase);
        var others = all.Where(w => w.Source != source).ToList();
        var byNumber = others
            .Where(w => w.RegistrationNumber is not null)
            .GroupBy(w => w.RegistrationNumber!, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(g => g.Key, g => g.First(), StringComparer.OrdinalIgnoreCase);
        // A name finds a worker only when nobody else has it, on either side.
        var names = incoming.GroupBy(w => TextFolding.Fold(w.Name)).Where(g => g.Count() == 1).Select(g => g.Key).ToHashSet();
        var byName = others.GroupBy(w => TextFolding.Fold(w.Name)).Where(g => g.Count() == 1 && g.Key.Length > 0 && names.Contains(g.Key)).ToDictionary(g => g.Key, g => g.First());
        var text = new ContentText();
        foreach (var worker in incoming)
        {
            var team = session.Workforce.Team(worker.TeamName);
            var hash = text.Add(worker.Name)
                .Add(worker.JobTitle)
                .Add(worker.RegistrationNumber)
                .Add(team?.ToString())
                .Add(worker.FullTimeEquivalent?.ToString(System.Globalization.CultureInfo.InvariantCulture))
                .Add(worker.Agency?.ToString())
                .Take();
            if (!byKey.Remove(worker.Key, out var record))
            {
                if (worker.RegistrationNumber is null || !byNumber.Remove(worker.RegistrationNumber, out record))
                {
                    byName.TryGetValue(TextFolding.Fold(worker.Name), out record);
                }
                if (record is not null && PersonPrecedence.Rank(record.Source) > PersonPrecedence.Rank(source))
                {
                    session.Workforce.AddWorker(worker.Key, record.Id, record.Name);
                    count.Unchanged++;
                    continue;
                }
                if (record is null)
                {
                    record = new Worker
                    {
                        Id = clock.NewId(),
                        Name = worker.Name,
                        Source = source,
                        SourceKey = worker.Key,
                        SourceHash = hash,
                    };
                    Fill(record, worker, team);
                    db.Workers.Add(record);
                    added++;
                    count.Added++;
                    session.Workforce.AddWorker(worker.Key, record.Id, record.Name);
                    continue;
                }
                (record.Source, record.SourceKey, record.SourceHash) = (source, worker.Key, null);
            }
            session.Workforce.AddWorker(worker.Key, record.Id, worker.Name);
            if (record.SourceHash == hash && record.SourceEndedOn is null)
            {
                count.Unchanged++;
                continue;
            }
            Note($"Worker.Name {record.SourceKey}", record.Name, worker.Name);
            Note($"Worker.JobTitle {record.SourceKey}", record.JobTitle, worker.JobTitle ?? record.JobTitle);
            if (record.SourceEndedOn is not null)
            {
                record.SourceEndedOn = null;
                record.LeftOn = null;
            }
            record.Name = worker.Name;
            Fill(record, worker, team);
            record.SourceHash = hash;
            changed++;
            count.Changed++;
        }
        if (session.Extract.NamesAllWorkers)
        {
            foreach (var gone in byKey.Values.Where(w => w.SourceEndedOn is null))
            {
                if (session.Extract.CutShort("ssd_professionals/") is { } table)
                {
                    session.Spare(table);
                    continue;
                }
                gone.SourceEndedOn = clock.Today;
                gone.LeftOn ??= clock.Today;
                ended++;
                count.Ended++;
            }
        }

        static void Fill(Worker record, WorkerIn worker, Guid? team)
        {
            record.JobTitle = worker.JobTitle ?? record.JobTitle;
            record.RegistrationNumber = worker.RegistrationNumber ?? record.RegistrationNumber;
            record.TeamId = team ?? record.TeamId;
            record.FullTimeEquivalent = worker.FullTimeEquivalent is > 0 and <= 2 ? worker.FullTimeEquivalent.Value : record.FullTimeEquivalent;
            record.Contract = worker.Agency == true ? ContractKind.Agency : record.Contract;
        }
    }

    private async Task LoadLoose(CancellationToken ct)
    {
        var seen = new HashSet<long>();
        var any = false;
        foreach (var chunk in session.Extract.Loose().Chunk(session.Limits.PeopleInBatch))
        {
            any = true;
            (added, changed, ended) = (0, 0, 0);
            var refused = new List<RowRefusal>();
            var keys = chunk.Select(Key).ToList();
            var known = await db.ExtractRows.Where(r => r.Source == source && keys.Contains(r.SourceKey!)).ToDictionaryAsync(r => r.SourceKey!, StringComparer.Ordinal, ct);
            var fresh = new List<ExtractRow>();
            var count = session.Count("Other rows");
            foreach (var row in chunk)
            {
                var key = Key(row);
                session.Progress++;
                if (key.Length > LongestKey)
                {
                    refused.Add(new RowRefusal(row.Place, row.Line, null, "The row's id is longer than any id may be", row.Content));
                    continue;
                }
                if (!seen.Add(ContentHash.Of(key)))
                {
                    refused.Add(
                        new RowRefusal(row.Place, row.Line, null, $"The same id «{FactValues.Short(row.Key)}» stands in an earlier row already; that row was taken", row.Content)
                    );
                    continue;
                }
                session.Took(key);
                var hash = ContentHash.Of(row.Content);
                if (!known.TryGetValue(key, out var record))
                {
                    fresh.Add(
                        new ExtractRow
                        {
                            Id = clock.NewId(),
                            Table = row.Table,
                            Content = row.Content,
                            Source = source,
                            SourceKey = key,
                            SourceHash = hash,
                        }
                    );
                    count.Added++;
                    added++;
                }
                else if (record.SourceHash != hash || record.SourceEndedOn is not null)
                {
                    (record.Content, record.SourceHash, record.SourceEndedOn) = (row.Content, hash, null);
                    count.Changed++;
                    changed++;
                }
                else
                {
                    count.Unchanged++;
                }
            }
            await Save(fresh, ct);
            if (refused.Count > 0)
            {
                await writer.Keep(refused, ct);
            }
        }
        if (any)
        {
            await EndLoose(seen, ct);
        }

        static string Key(LooseRow row) => $"%/{row.Table}/{row.Key}";
    }

    private async Task EndLoose(HashSet<long> seen, CancellationToken ct)
    {
        var last = Guid.Empty;
        while (true)
        {
            var from = last;
            var page = await db
                .ExtractRows.Where(r => r.Source == source && r.PersonId == null && r.SourceEndedOn == null && r.Id > from)
                .OrderBy(r => r.Id)
                .Take(500)
                .ToListAsync(ct);
            if (page.Count == 0)
            {
                return;
            }
            last = page[^1].Id;
            (added, changed, ended) = (0, 0, 0);
            foreach (var row in page.Where(r => r.SourceKey!.StartsWith('%') && !seen.Contains(ContentHash.Of(r.SourceKey!))))
            {
                if (session.Extract.CutShort(row.SourceKey![2..]) is { } table)
                {
                    session.Spare(table);
                    continue;
                }
                if (session.Extract.IsTrueThoughAbsent(row.SourceKey[2..]))
                {
                    continue;
                }
                row.SourceEndedOn = clock.Today;
                session.Count("Other rows").Ended++;
                ended++;
            }
            await Save([], ct);
        }
    }

    private async Task Save(List<ExtractRow> fresh, CancellationToken ct)
    {
        if (!session.DryRun && added + changed + ended > 0)
        {
            await using var turn = await engine.BeginWrite(db, ct);
            await engine.BulkInsert(db, fresh, ct);
            await db.SaveChangesAsync(ct);
            await Tell(ct);
            await turn.Commit(ct);
        }
        db.ChangeTracker.Clear();
    }

    private async Task Tell(CancellationToken ct)
    {
        await TrailWriter.Append(db, clock, session.Process, [new AuthorityImported(source, session.Run.Id, added, changed, ended, [.. changes.Take(MostChangesTold)])], ct);
        changes.Clear();
    }

    private void Note(string field, string? old, string? now)
    {
        if (old != now)
        {
            changes.Add(new FieldChange(field, old, now));
        }
    }

    /// <summary>What a team does, as far as its name tells; an administrator corrects it where it does not.</summary>
    internal static TeamKind KindOf(string name)
    {
        var words = $" {TextFolding.Fold(name)} ";
        return Any("disab", "send ", "cwd") ? TeamKind.DisabledChildren
            : Any("mash", "front door", "first response", "contact and referral", "duty") ? TeamKind.FrontDoor
            : Any("edge of care", "edge of care") ? TeamKind.EdgeOfCare
            : Any("exploitation", "missing", "contextual") ? TeamKind.Exploitation
            : Any("conference", "reviewing", " iro ") ? TeamKind.Conference
            : Any("early help", "family help", "family support") ? TeamKind.FamilyHelp
            : Any("looked after", "in care", "leaving care", "care leaver", "permanence", "fostering", "adoption") ? TeamKind.ChildrenInCare
            : Any("assessment") ? TeamKind.Assessment
            : Any("safeguard", "child protection", "children in need", "care planning", "family safeguarding") ? TeamKind.Safeguarding
            : Any("quality", "audit") ? TeamKind.Quality
            : Any(" service ", "services") ? TeamKind.Service
            : TeamKind.Other;

        bool Any(params string[] parts) => parts.Any(p => words.Contains(p, StringComparison.Ordinal));
    }
}
