using System.Globalization;
using Kith.Practice.Access;
using Kith.Practice.Children;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Practice.Workforce;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Returns.Ssd;

/// <summary>Workers and teams by the ids that they have in the dataset.</summary>
internal sealed class SsdStaff(IReadOnlyList<Team> teams, IReadOnlyList<Worker> workers)
{
    private readonly HashSet<Guid> teamIds = [.. teams.Select(t => t.Id)];
    private readonly HashSet<Guid> workerIds = [.. workers.Select(w => w.Id)];
    private readonly ILookup<string, Worker> byName = workers.ToLookup(w => w.Name, StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Guid> teamKeys = teams
        .Where(t => t.SourceKey is not null)
        .DistinctBy(t => t.SourceKey)
        .ToDictionary(t => t.SourceKey!, t => t.Id, StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Guid> workerKeys = workers
        .Where(w => w.SourceKey is not null)
        .DistinctBy(w => w.SourceKey)
        .ToDictionary(w => w.SourceKey!, w => w.Id, StringComparer.OrdinalIgnoreCase);

    public string? Team(Guid? id) => id is { } team && teamIds.Contains(team) ? SsdIds.Of(team) : null;

    public string? Worker(Guid? id) => id is { } worker && workerIds.Contains(worker) ? SsdIds.Of(worker) : null;

    public string? TeamKeyed(string? key) => key is not null && teamKeys.TryGetValue(key, out var id) ? SsdIds.Of(id) : null;

    public string? WorkerKeyed(string? key) => key is not null && workerKeys.TryGetValue(key, out var id) ? SsdIds.Of(id) : null;

    /// <summary>The one worker of a name; null for nobody and for two.</summary>
    public string? WorkerNamed(string? name) => name is not null && byName[name].Take(2).ToList() is [{ } worker] ? SsdIds.Of(worker.Id) : null;
}

/// <summary>The dataset was taken out: how many people and rows.</summary>
public sealed record SsdTakenOut(int People, int Rows) : TrailEvent
{
    public override string Chain => "return:ssd";
}

/// <summary>What was written.</summary>
public sealed record WrittenSsd(IReadOnlyList<(string Table, int Rows)> Tables, int People, IReadOnlyList<SsdFault> Faults, int FaultCount);

/// <summary>
/// Writes the Standard Safeguarding Dataset from the records: a CSV file for each table that they can fill. Nothing that
/// a worker wrote in words goes with it. Each person's record says that it was taken out.
/// </summary>
[UseCase]
public sealed class WriteSsd(KithDb db, ReadLedger ledger, Acts.Acts acts)
{
    /// <param name="path">The folder; files of the dataset's names in it are replaced.</param>
    /// <exception cref="AccessRefusedException">The actor takes no files of all children out.</exception>
    public async Task<WrittenSsd> Handle(string path, Actor actor, Action<int>? progress = null, CancellationToken ct = default)
    {
        AnnexA.TakeOutAnnexA.DemandWhole(actor);
        using var folder = new SsdFolder(path);
        foreach (var table in SsdWriter.Tables)
        {
            folder.Begin(table);
        }
        var teams = await db.Teams.AsNoTracking().Where(t => t.SourceEndedOn == null).OrderBy(t => t.Id).ToListAsync(ct);
        var workers = await db.Workers.AsNoTracking().Where(w => w.SourceEndedOn == null).OrderBy(w => w.Id).ToListAsync(ct);
        Teams(folder, teams);
        await Workers(folder, workers, teams, ct);
        var writer = new SsdWriter(folder, new SsdStaff(teams, workers));
        var people = 0;
        var taken = new List<Guid>();
        await foreach (var person in new SsdRecordsReader(db).People(ct))
        {
            writer.Write(person);
            taken.Add(person.Person.Id);
            if (++people % 500 == 0)
            {
                progress?.Invoke(people);
            }
        }
        await Mothers(folder, ct);
        foreach (var batch in taken.Chunk(5000))
        {
            await ledger.WriteAll(actor, "Take out the Standard Safeguarding Dataset", batch.Select(p => new RecordTakenOut(p, "Standard Safeguarding Dataset")));
        }
        var act = acts.Begin(actor, "Take out the Standard Safeguarding Dataset");
        act.Happened(new SsdTakenOut(people, folder.Rows.Sum(r => r.Rows)));
        await act.Save(Guid.Empty, ct);
        return new WrittenSsd(folder.Rows, people, folder.Faults, folder.FaultCount);
    }

    private static void Teams(SsdFolder folder, List<Team> teams)
    {
        var names = teams.ToDictionary(t => t.Id, t => t.Name);
        foreach (var t in teams)
        {
            var parent = t.ParentId is { } id && names.ContainsKey(id) ? id : (Guid?)null;
            folder.Write(
                "ssd_department",
                ("dept_team_id", SsdIds.Of(t.Id)),
                ("dept_team_name", t.Name),
                ("dept_team_parent_id", SsdIds.Of(parent)),
                ("dept_team_parent_name", parent is { } p ? names[p] : null)
            );
        }
    }

    private async Task Workers(SsdFolder folder, List<Worker> workers, List<Team> teams, CancellationToken ct)
    {
        var names = teams.ToDictionary(t => t.Id, t => t.Name);
        var caseloads = (
            await db
                .Allocations.Where(a => a.To == null && a.Role == AllocationRole.Lead && a.WorkerId != null && a.SourceEndedOn == null)
                .GroupBy(a => a.WorkerId!.Value)
                .Select(g => new { Worker = g.Key, Count = g.Count() })
                .ToListAsync(ct)
        ).ToDictionary(c => c.Worker, c => c.Count);
        foreach (var w in workers)
        {
            folder.Write(
                "ssd_professionals",
                ("prof_professional_id", SsdIds.Of(w.Id)),
                ("prof_professional_name", w.Name),
                ("prof_social_worker_registration_no", w.RegistrationNumber),
                ("prof_professional_job_title", w.JobTitle),
                ("prof_professional_caseload", caseloads.GetValueOrDefault(w.Id).ToString(CultureInfo.InvariantCulture)),
                ("prof_professional_department", w.TeamId is { } team ? names.GetValueOrDefault(team) : null),
                ("prof_full_time_equivalency", w.FullTimeEquivalent.ToString("0.##", CultureInfo.InvariantCulture)),
                ("prof_agency_worker_flag", w.Contract == ContractKind.Agency ? "Y" : "N")
            );
        }
    }

    /// <summary>Mothers and their children: both are written by now.</summary>
    private async Task Mothers(SsdFolder folder, CancellationToken ct)
    {
        var pairs = (
            from r in db.Relationships.AsNoTracking()
            join m in db.People on r.PersonId equals m.Id
            join c in db.People on r.OtherId equals c.Id
            where
                r.Kind == RelationshipKind.Parent
                && r.SourceEndedOn == null
                && m.Sex != "M"
                && m.MergedIntoId == null
                && m.SourceEndedOn == null
                && c.HasChildRecord
                && c.MergedIntoId == null
                && c.SourceEndedOn == null
            orderby r.Id
            select new
            {
                r.Id,
                Mother = m.Id,
                MotherChildId = m.LaChildId,
                Child = c.Id,
                ChildId = c.LaChildId,
                c.DateOfBirth,
            }
        ).AsAsyncEnumerable();
        await foreach (var pair in pairs.WithCancellation(ct))
        {
            folder.Write(
                "ssd_mother",
                ("moth_table_id", SsdIds.Of(pair.Id)),
                ("moth_person_id", pair.MotherChildId ?? SsdIds.Of(pair.Mother)),
                ("moth_childs_person_id", pair.ChildId ?? SsdIds.Of(pair.Child)),
                ("moth_childs_dob", pair.DateOfBirth?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
            );
        }
    }
}
