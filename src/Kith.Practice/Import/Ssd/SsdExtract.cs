using Kith.Practice.Assessments;
using Kith.Practice.Children;
using Kith.Practice.Contacts;
using Kith.Practice.EarlyHelp;
using Kith.Practice.EdgeOfCare;
using Kith.Practice.LookedAfter;
using Kith.Practice.Plans;
using Kith.Practice.Protection;
using Kith.Practice.Referrals;
using Kith.Practice.Store;
using Kith.Practice.Visits;
using Kith.Practice.Workforce;

namespace Kith.Practice.Import;

/// <summary>
/// A Standard Safeguarding Dataset extract: a folder (or zip) of CSV files, one for each table. All files are read
/// once and their rows sorted by person on disk; then each person comes whole. A table that was not sent is unknown,
/// not empty: nothing of it ends.
/// </summary>
internal sealed class SsdExtract : Extract
{
    private readonly ImportLimits limits;
    private readonly Clock clock;
    private readonly Spool spool;
    private readonly string? unpacked;
    private readonly Dictionary<string, (string File, string Name)> files = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> read = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> rows = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Dictionary<long, string>> owners = new();
    private readonly HashSet<long> mothers = [];
    private readonly List<TeamIn> teams = [];
    private readonly List<WorkerIn> workers = [];
    private readonly HashSet<string> teamIds = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> workerIds = new(StringComparer.OrdinalIgnoreCase);
    private readonly ContentText text = new();
    private long total;

    private SsdExtract(Spool spool, string? unpacked, ImportLimits limits, Clock clock)
    {
        this.spool = spool;
        this.unpacked = unpacked;
        this.limits = limits;
        this.clock = clock;
    }

    public override string Source => Sources.Ssd;
    public override long Total => total;
    public override bool NamesEverybody => read.Contains("ssd_person");
    public override bool NamesAllTeams => read.Contains("ssd_department");
    public override bool NamesAllWorkers => read.Contains("ssd_professionals");
    public override IReadOnlyDictionary<string, int> Rows => rows;

    public override IReadOnlyCollection<Type> Kinds { get; } =
    [
        typeof(PersonIdentifier),
        typeof(PersonAddress),
        typeof(Disability),
        typeof(Contact),
        typeof(EarlyHelpEpisode),
        typeof(Episode),
        typeof(Assessment),
        typeof(Section47Enquiry),
        typeof(InitialConference),
        typeof(ProtectionPlan),
        typeof(ReviewConference),
        typeof(CinPlan),
        typeof(Visit),
        typeof(CareEpisode),
        typeof(Placement),
        typeof(LegalStatus),
        typeof(MissingEpisode),
        typeof(PreProceedings),
        typeof(Allocation),
        typeof(ExtractRow),
    ];

    /// <exception cref="ExtractFileException">It is no extract of the dataset.</exception>
    public static SsdExtract Open(string path, string name, string work, ImportLimits limits, Clock clock)
    {
        string? unpacked = null;
        Spool? spool = null;
        try
        {
            if (File.Exists(path))
            {
                if (Packed.IsTable(path) && !IsZip(path))
                {
                    throw new ExtractFileException($"{name} is one CSV file: give the folder that holds the files of all tables, or a zip of it.");
                }
                unpacked = Path.Combine(work, $"unpacked-{clock.NewId():N}");
                Packed.Unpack(path, name, unpacked, limits);
            }
            var folder = unpacked ?? path;
            var found = Directory.GetFiles(folder).Where(f => Packed.IsTable(f)).Order(StringComparer.Ordinal).ToList();
            spool = new Spool(work, clock.NewId(), found.Sum(f => new FileInfo(f).Length));
            var extract = new SsdExtract(spool, unpacked, limits, clock);
            extract.FindTables(found, name);
            extract.ReadAll();
            spool.Seal();
            return extract;
        }
        catch
        {
            spool?.Dispose();
            if (unpacked is not null && Directory.Exists(unpacked))
            {
                Directory.Delete(unpacked, recursive: true);
            }
            throw;
        }
    }

    public override IEnumerable<ExtractedPerson> People()
    {
        for (var part = 0; part < spool.Parts; part++)
        {
            foreach (var person in spool.Read(part))
            {
                var rows = person.ToList();
                long hash = 0;
                foreach (var row in rows)
                {
                    // Added up, so that the order in which the rows come does not matter.
                    text.Add(MappingVersion).Add(SsdTables.OfPeople[row.Table].Name);
                    foreach (var value in row.Values)
                    {
                        text.Add(value);
                    }
                    hash += text.Take();
                }
                yield return new ExtractedPerson(person.Key, rows, hash, rows.Count);
            }
        }
    }

    public override void Map(ExtractedPerson person, PersonDraft draft) =>
        new SsdMapping((List<SpooledRow>)person.Rows, files, draft, clock, mothers.Contains(ContentHash.Of(person.Key)), read).Map();

    public override IEnumerable<TeamIn> Teams() => teams;

    public override IEnumerable<WorkerIn> Workers() => workers;

    public override IEnumerable<RelationshipIn> Relationships()
    {
        if (!read.Contains("ssd_mother"))
        {
            yield break;
        }
        foreach (var (values, line, _) in Read(SsdTables.Mother, refuse: false))
        {
            var (mother, child) = (values[SsdTables.Mother.PlaceOf("moth_person_id")], values[SsdTables.Mother.PlaceOf("moth_childs_person_id")]);
            if (mother is not null && child is not null)
            {
                yield return new RelationshipIn(
                    $"ssd_mother/{PersonDraft.Safe(mother)}",
                    mother,
                    child,
                    RelationshipKind.Parent,
                    files["ssd_mother"].Name,
                    line,
                    SsdTables.Raw(values)
                );
            }
        }
    }

    public override IEnumerable<LooseRow> Loose()
    {
        foreach (var table in SsdTables.Loose.Where(t => read.Contains(t.Name)))
        {
            foreach (var (values, line, _) in Read(table, refuse: false))
            {
                yield return new LooseRow(table.Name, SsdTables.KeyOf(table, values), SsdTables.Content(table, values), files[table.Name].Name, line);
            }
        }
    }

    public override bool IsTrueThoughAbsent(string shortKey) => !read.Contains(TableOf(shortKey)) || CutShort(shortKey) is not null;

    public override string? CutShort(string shortKey) => TableOf(shortKey) is var table && IsPart(table) ? table : null;

    public override string PlaceOf(string table) => files[table].Name;

    public override IEnumerable<(Type Kind, string Fact)> Untold()
    {
        if (!IsWhole("ssd_assessment_factors"))
        {
            yield return (typeof(Assessment), nameof(Assessment.Factors));
        }
        if (!IsWhole("ssd_initial_cp_conference"))
        {
            yield return (typeof(Section47Enquiry), nameof(Section47Enquiry.ConferenceOn));
            yield return (typeof(Section47Enquiry), nameof(Section47Enquiry.ConferenceTargetOn));
        }
    }

    private bool IsPart(string table) => Parts.ContainsKey(table) || (limits.MostMissing < 1 && rows.TryGetValue(table, out var count) && count == 0);

    private bool IsWhole(string table) => read.Contains(table) && !IsPart(table);

    public override void Dispose()
    {
        spool.Dispose();
        if (unpacked is not null && Directory.Exists(unpacked))
        {
            Directory.Delete(unpacked, recursive: true);
        }
    }

    private static string TableOf(string shortKey) => shortKey[..Math.Max(0, shortKey.IndexOf('/'))];

    private static bool IsZip(string path)
    {
        using var stream = File.OpenRead(path);
        var start = new byte[2];
        return stream.ReadAtLeast(start, 2, throwOnEndOfStream: false) == 2 && start[0] == 'P' && start[1] == 'K';
    }

    private void FindTables(List<string> found, string name)
    {
        foreach (var file in found)
        {
            var plain = Path.GetFileName(file);
            if (SsdTables.Find(plain) is not { } table)
            {
                Notices.Add($"{plain} is no table of the dataset and was left alone.");
            }
            else if (SsdTables.LeftAlone.Contains(table.Name))
            {
                continue;
            }
            else if (!files.TryAdd(table.Name, (file, plain)))
            {
                throw new ExtractFileException($"{plain} and {files[table.Name].Name} both look like the table {table.Name}: keep one of them.");
            }
        }
        if (files.Count == 0)
        {
            throw new ExtractFileException($"{name} holds no table of the Standard Safeguarding Dataset: files are called ssd_person.csv, ssd_cin_episodes.csv and so on.");
        }
    }

    private void ReadAll()
    {
        foreach (var (values, line, raw) in Read(SsdTables.Department))
        {
            if (IsTooLong(SsdTables.Department, values, line, raw))
            {
                continue;
            }
            var (id, name, parent) = (Get("dept_team_id"), Get("dept_team_name"), Get("dept_team_parent_id"));
            Once(teamIds, id!, SsdTables.Department, line, raw, () => teams.Add(new TeamIn(id!, name ?? id!, parent)));
            string? Get(string column) => values[SsdTables.Department.PlaceOf(column)];
        }
        foreach (var (values, line, raw) in Read(SsdTables.Professionals))
        {
            if (IsTooLong(SsdTables.Professionals, values, line, raw))
            {
                continue;
            }
            string? Get(string column) => values[SsdTables.Professionals.PlaceOf(column)];
            var number = Get("prof_social_worker_registration_no");
            Once(
                workerIds,
                Get("prof_professional_id")!,
                SsdTables.Professionals,
                line,
                raw,
                () =>
                    workers.Add(
                        new WorkerIn(
                            Get("prof_professional_id")!,
                            Get("prof_professional_name") ?? $"Worker {Get("prof_professional_id")}",
                            Get("prof_professional_job_title"),
                            number is { Length: <= 20 } ? number.ToUpperInvariant() : null,
                            Get("prof_professional_department"),
                            ExtractValues.Number(Get("prof_full_time_equivalency")),
                            ExtractValues.YesNo(Get("prof_agency_worker_flag"))
                        )
                    )
            );
        }
        foreach (var (values, line, raw) in Read(SsdTables.Mother))
        {
            if (values[SsdTables.Mother.PlaceOf("moth_person_id")] is { } mother && values[SsdTables.Mother.PlaceOf("moth_childs_person_id")] is not null)
            {
                mothers.Add(ContentHash.Of(mother));
            }
            else
            {
                Refusals.Add(new RowRefusal(files["ssd_mother"].Name, line, null, "The row lacks the id of the mother or of the child", raw));
            }
        }
        for (byte i = 0; i < SsdTables.OfPeople.Length; i++)
        {
            ReadPeople(SsdTables.OfPeople[i], i);
        }
        foreach (var table in SsdTables.Loose)
        {
            foreach (var _ in Read(table))
            {
                // Counted and checked here; the rows are read again when their turn comes.
            }
        }
        if (files.ContainsKey("ssd_person") && !read.Contains("ssd_person"))
        {
            throw new ExtractFileException($"{files["ssd_person"].Name} has no column pers_person_id: without it nobody can be told apart. Nothing was changed.");
        }
        if (total == 0)
        {
            throw new ExtractFileException("The files of the extract hold no rows. Nothing was changed.");
        }
        if (read.Contains("ssd_person") && people == 0)
        {
            throw new ExtractFileException($"{files["ssd_person"].Name} holds no people. Nothing was changed.");
        }
    }

    private bool IsTooLong(SsdTableUse table, string?[] values, long line, string raw)
    {
        if (values[table.PlaceOf(table.Key[0])] is not { Length: > AuthorityRecords.LongestKey })
        {
            return false;
        }
        Refusals.Add(new RowRefusal(files[table.Name].Name, line, null, $"The {table.Key[0]} is longer than any id may be", raw));
        return true;
    }

    private long people;

    private void ReadPeople(SsdTableUse table, byte index)
    {
        var person = table.Person is null ? -1 : table.PlaceOf(table.Person);
        var key = table.PlaceOf(table.Key[0]);
        var via = table.Via is { } v ? table.PlaceOf(v.Column) : -1;
        var keep = SsdTables.OfPeople.Any(t => t.Via?.Table == table.Name && files.ContainsKey(t.Name));
        var owned = table.Name == "ssd_cla_episodes" ? table.PlaceOf("clae_cla_id") : key;
        foreach (var (values, line, raw) in Read(table))
        {
            var owner = person >= 0 ? values[person] : null;
            if (owner is null && via >= 0 && values[via] is { } through)
            {
                if (owners.GetValueOrDefault(table.Via!.Value.Table)?.GetValueOrDefault(ContentHash.Of(through)) is not { } found)
                {
                    Refusals.Add(
                        new RowRefusal(files[table.Name].Name, line, null, $"The row belongs to «{FactValues.Short(through)}», which is not in {table.Via.Value.Table}", raw)
                    );
                    continue;
                }
                owner = found;
            }
            if (owner is null)
            {
                Refusals.Add(new RowRefusal(files[table.Name].Name, line, null, "The row does not say whose it is: the person's id is empty", raw));
                continue;
            }
            if (owner.Length > 48)
            {
                Refusals.Add(new RowRefusal(files[table.Name].Name, line, null, "The person's id is longer than 48 characters", raw));
                continue;
            }
            if (keep && values[owned] is { } id)
            {
                if (!owners.TryGetValue(table.Name, out var map))
                {
                    owners[table.Name] = map = [];
                }
                map[ContentHash.Of(id)] = owner;
            }
            if (table.Name == "ssd_person")
            {
                people++;
            }
            if (!spool.Add(new SpooledRow(owner, index, line, values)))
            {
                Refusals.Add(new RowRefusal(files[table.Name].Name, line, null, Spool.TooMany, raw));
            }
        }
    }

    /// <summary>Takes the first row of an id; a later one is refused with its line.</summary>
    private void Once(HashSet<string> seen, string id, SsdTableUse table, long line, string raw, Action take)
    {
        if (seen.Add(id))
        {
            take();
            return;
        }
        Refusals.Add(new RowRefusal(files[table.Name].Name, line, null, $"The id «{FactValues.Short(id)}» stands in an earlier row already; that row was taken", raw));
    }

    /// <summary>The rows of a table in the catalogue's order of columns.</summary>
    private IEnumerable<(string?[] Values, long Line, string Raw)> Read(SsdTableUse table, bool refuse = true)
    {
        if (!files.TryGetValue(table.Name, out var file))
        {
            yield break;
        }
        using var stream = new FileStream(file.File, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        CsvRows csv;
        if (stream.Length == 0)
        {
            if (refuse)
            {
                Refusals.Add(new RowRefusal(file.Name, 1, null, "The file is empty: it has no header row", null));
            }
            yield break;
        }
        csv = CsvRows.Open(stream, file.Name, limits);
        using var _ = csv;
        var places = csv.Header.Select(h => table.PlaceOf(h)).ToArray();
        var missing = table.Columns.Where((c, i) => !places.Contains(i) && c != SsdTableUse.Upn).ToList();
        if (refuse)
        {
            Check(table, file.Name, csv, places, missing);
        }
        if (missing.Any(m => table.Needed.Contains(m) && !(m == table.Person && table.Via is not null)))
        {
            yield break;
        }
        read.Add(table.Name);
        if (refuse)
        {
            rows[table.Name] = 0;
        }
        foreach (var row in csv.Rows())
        {
            if (refuse)
            {
                total++;
                rows[table.Name]++;
            }
            if (row.Row is null)
            {
                if (refuse)
                {
                    Refusals.Add(new RowRefusal(file.Name, row.Line, null, row.Problem!, row.Raw));
                }
                continue;
            }
            var values = new string?[table.Columns.Count];
            for (var i = 0; i < places.Length; i++)
            {
                if (places[i] >= 0)
                {
                    // The specification's own filler for items that nobody extracts yet.
                    values[places[i]] = row.Row.Values[i] is "PLACEHOLDER_DATA" ? null : row.Row.Values[i];
                }
            }
            if (table.Needed.Contains(table.Key[0]) && values[table.PlaceOf(table.Key[0])] is null)
            {
                if (refuse)
                {
                    Refusals.Add(new RowRefusal(file.Name, row.Line, null, $"The row has no {table.Key[0]}", row.Raw));
                }
                continue;
            }
            yield return (values, row.Line, row.Raw);
        }
    }

    private void Check(SsdTableUse table, string name, CsvRows csv, int[] places, List<string> missing)
    {
        if (csv.Notice is not null)
        {
            Notices.Add($"{name}: {csv.Notice}");
        }
        var needed = missing.Where(m => table.Needed.Contains(m) && !(m == table.Person && table.Via is not null)).ToList();
        if (needed.Count > 0)
        {
            Refusals.Add(new RowRefusal(name, 1, null, $"The file was not read: it has no column {string.Join(", ", needed)}", string.Join(',', csv.Header)));
        }
        else if (missing.Count > 0)
        {
            Notices.Add($"{name} has no column {string.Join(", ", missing)}; what they would say stays unknown.");
        }
        var more = csv.Header.Where((h, i) => places[i] < 0 && h.Length > 0).ToList();
        if (more.Count > 0)
        {
            Notices.Add($"{name} has columns that the dataset does not: {FactValues.Short(string.Join(", ", more))}; they were left alone.");
        }
        var twice = places.Where(p => p >= 0).GroupBy(p => p).FirstOrDefault(g => g.Count() > 1);
        if (twice is not null)
        {
            throw new ExtractFileException($"{name} has the column {table.Columns[twice.Key]} twice: it cannot be told which is meant.");
        }
    }
}
