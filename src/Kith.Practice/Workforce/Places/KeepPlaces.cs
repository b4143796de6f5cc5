using System.Globalization;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Documents;
using Kith.Practice.Import;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Standards.Identifiers;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Workforce.Places;

/// <summary>A file of places was loaded.</summary>
public sealed record PlacesLoaded(string FileName, string Origin, string Licence, int Postcodes, int Sectors) : TrailEvent
{
    public override string Chain => "places";
}

/// <summary>A loaded file of places is not used any more.</summary>
public sealed record PlacesWithdrawn(string FileName) : TrailEvent
{
    public override string Chain => "places";
}

/// <summary>Where a team has its desks was set, or taken away.</summary>
public sealed record TeamBaseSet(Guid Team, string? Before, string? Now) : TrailEvent
{
    public override string Chain => $"team:{Team:N}";
}

/// <summary>A team and the postcode of its desks.</summary>
/// <param name="Known">Whether its place is in the file that is used.</param>
public sealed record BaseLine(Guid TeamId, string Team, string? Postcode, bool Known);

/// <summary>What was loaded, the latest first; and the bases of open teams.</summary>
/// <param name="State">The bases as they were read, for whoever saves them.</param>
public sealed record PlacesPage(IReadOnlyList<PlaceSet> Sets, IReadOnlyList<BaseLine> Bases, string State);

/// <summary>
/// Keeps what distances are worked out from: the middles of postcode sectors, from a file in the shape of the ONS Postcode
/// Directory whose source and open licence are stated, and the postcode at which each team has its desks.
/// </summary>
[UseCase]
public sealed class KeepPlaces(KithDb db, Acts.Acts acts, Clock clock)
{
    /// <summary>Faults that are told at once; more are counted.</summary>
    public const int MostFaults = 20;

    /// <summary>Postcodes of a file: all of Great Britain with those that ended is below it.</summary>
    public const int MostRows = 3_000_000;

    private static readonly string[] PostcodeColumns = ["pcds", "pcd8", "pcd7", "pcd2", "pcd", "postcode"];
    private static readonly string[] EastingColumns = ["oseast1m", "east1m", "easting", "eastings"];
    private static readonly string[] NorthingColumns = ["osnrth1m", "north1m", "northing", "northings"];

    /// <summary>The files and the bases.</summary>
    /// <exception cref="AccessRefusedException">The actor does not administer.</exception>
    public async Task<PlacesPage> Show(Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.Administer, "keep places");
        var sets = (await db.PlaceSets.AsNoTracking().ToListAsync(ct)).OrderByDescending(s => s.LoadedAt).ThenByDescending(s => s.Id).ToList();
        var used = sets.FirstOrDefault(s => s.WithdrawnAt is null)?.Id ?? Guid.Empty;
        var rows = await (
            from t in db.Teams.AsNoTracking()
            where t.ClosedOn == null && t.SourceEndedOn == null
            join b in db.TeamBases on t.Id equals b.TeamId into bases
            from b in bases.DefaultIfEmpty()
            orderby t.Name, t.Id
            select new
            {
                t.Id,
                t.Name,
                Postcode = (string?)b.Postcode,
                Known = db.SectorPlaces.Any(p => p.SetId == used && p.Sector == b.Sector),
            }
        ).ToListAsync(ct);
        return new(sets, [.. rows.Select(r => new BaseLine(r.Id, r.Name, r.Postcode, r.Known))], State(rows.Select(r => (r.Id, (string?)r.Postcode))));
    }

    /// <summary>Loads a file, and answers with the set.</summary>
    /// <exception cref="AccessRefusedException">The actor does not administer.</exception>
    /// <exception cref="NotAcceptedException">What is wrong with the file, line by line; or its source or licence is not stated.</exception>
    public async Task<Guid> Load(Stream file, string name, string? origin, string? licence, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.Administer, "load places");
        if (await acts.AlreadyDone(key, ct) is { } done)
        {
            return done.Result ?? Guid.Empty;
        }
        var problems = new List<Problem>();
        if (Editing.Text("Origin", origin, "Say who published the file and when", 200) is { } missing)
        {
            problems.Add(missing);
        }
        if (PlaceSet.OpenLicences.All(l => l.Code != licence))
        {
            problems.Add(new("Licence", "Choose the licence. A file that is under none of these may not be loaded"));
        }
        Editing.Refuse(problems);
        var id = clock.NewId();
        name = FileNames.Safe(name, "places.csv");
        var (sectors, postcodes) = Read(file, name, id);
        var set = new PlaceSet
        {
            Id = id,
            FileName = name,
            Origin = origin!.Trim(),
            Licence = licence!,
            LoadedAt = clock.UtcNow,
            ByAccountId = actor.AccountId,
            ByName = actor.Name,
            Postcodes = postcodes,
            Sectors = sectors.Count,
        };
        db.PlaceSets.Add(set);
        db.SectorPlaces.AddRange(sectors);
        var act = acts.Begin(actor, "Load places of postcodes", null, key);
        act.Happened(new PlacesLoaded(set.FileName, set.Origin, set.Licence, set.Postcodes, set.Sectors));
        await act.Save(id, ct);
        db.ChangeTracker.Clear();
        return id;
    }

    /// <summary>Takes a file back: its places are not used any more.</summary>
    /// <exception cref="NotAcceptedException">No reason is given, or it was taken back already.</exception>
    public async Task Withdraw(Guid id, int? version, string? reason, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.Administer, "take back places");
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var set = await db.PlaceSets.FirstOrDefaultAsync(s => s.Id == id, ct) ?? throw new AccessRefusedException(Sight.Nothing, "take back places");
        Editing.SameVersion(set, version);
        if (set.WithdrawnAt is not null)
        {
            throw new NotAcceptedException("Reason", "This file was taken back already");
        }
        if (Editing.Text("Reason", reason, "Say why the places are not to be used", 500) is { } missing)
        {
            throw new NotAcceptedException([missing]);
        }
        (set.WithdrawnAt, set.WithdrawnReason) = (clock.UtcNow, reason!.Trim());
        var act = acts.Begin(actor, "Take back places of postcodes", set.WithdrawnReason, key);
        act.Happened(new PlacesWithdrawn(set.FileName));
        await act.Save(id, ct);
    }

    /// <summary>Sets where teams have their desks; an empty postcode takes it away. A team that is not named stays as it is.</summary>
    /// <param name="seen">The state that the form was made from.</param>
    /// <exception cref="NotAcceptedException">A postcode is none, or somebody else set bases in the meantime.</exception>
    public async Task SetBases(IReadOnlyList<(Guid Team, string? Postcode)> bases, string? seen, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.Administer, "set where teams are based");
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var teams = (await db.Teams.AsNoTracking().Where(t => t.ClosedOn == null && t.SourceEndedOn == null).Select(t => t.Id).ToListAsync(ct)).ToHashSet();
        var kept = await db.TeamBases.Where(b => teams.Contains(b.TeamId)).ToDictionaryAsync(b => b.TeamId, ct);
        if (seen != State(teams.Select(t => (t, kept.GetValueOrDefault(t)?.Postcode))))
        {
            throw new NotAcceptedException("", "Somebody set where teams are based in the meantime. Look at it as it stands now");
        }
        var problems = new List<Problem>();
        var events = new List<TeamBaseSet>();
        for (var i = 0; i < bases.Count; i++)
        {
            var (team, text) = bases[i];
            if (!teams.Contains(team))
            {
                continue;
            }
            var before = kept.GetValueOrDefault(team);
            if (string.IsNullOrWhiteSpace(text))
            {
                if (before is not null)
                {
                    db.TeamBases.Remove(before);
                    events.Add(new(team, before.Postcode, null));
                }
            }
            else if (!Postcode.TryParse(text, out var postcode, out var problem))
            {
                problems.Add(new($"Bases[{i}].Postcode", problem));
            }
            else if (before?.Postcode != postcode.Value)
            {
                events.Add(new(team, before?.Postcode, postcode.Value));
                if (before is null)
                {
                    db.TeamBases.Add(
                        new TeamBase
                        {
                            Id = clock.NewId(),
                            TeamId = team,
                            Postcode = postcode.Value,
                            Sector = postcode.Sector,
                        }
                    );
                }
                else
                {
                    (before.Postcode, before.Sector) = (postcode.Value, postcode.Sector);
                }
            }
        }
        Editing.Refuse(problems);
        if (events.Count == 0)
        {
            return;
        }
        var act = acts.Begin(actor, "Set where teams are based", null, key);
        foreach (var e in events)
        {
            act.Happened(e);
        }
        await act.Save(Guid.Empty, ct);
    }

    private static string State(IEnumerable<(Guid Team, string? Postcode)> bases) =>
        string.Join(';', bases.Where(b => b.Postcode is not null).OrderBy(b => b.Team).Select(b => $"{b.Team:N}={b.Postcode}"));

    /// <summary>The middles of the sectors of a file, and how many postcodes made them.</summary>
    /// <exception cref="NotAcceptedException">The file cannot be read, or lines of it are wrong.</exception>
    internal static (List<SectorPlace> Sectors, int Postcodes) Read(Stream file, string name, Guid set)
    {
        CsvRows rows;
        try
        {
            rows = CsvRows.Open(file, name, new ImportLimits());
        }
        catch (ExtractFileException broken)
        {
            throw new NotAcceptedException("File", broken.Message);
        }
        using (rows)
        {
            var header = rows.Header.Select(h => h.ToLowerInvariant()).ToList();
            int Column(string[] names) => names.Select(n => header.IndexOf(n)).FirstOrDefault(i => i >= 0, -1);
            var (code, east, north, ended) = (Column(PostcodeColumns), Column(EastingColumns), Column(NorthingColumns), header.IndexOf("doterm"));
            if (code < 0 || east < 0 || north < 0)
            {
                throw new NotAcceptedException("File", "The file needs columns of the ONS Postcode Directory: pcds (the postcode), oseast1m or east1m, and osnrth1m or north1m");
            }
            var sums = new Dictionary<string, (long East, long North, int Count)>(StringComparer.Ordinal);
            var faults = new List<string>();
            var (more, read) = (0, 0);
            foreach (var row in rows.Rows())
            {
                var fault = row.Row is null ? row.Problem : Line(row.Row.Values);
                if (fault is not null && faults.Count < MostFaults)
                {
                    faults.Add(string.Create(CultureInfo.InvariantCulture, $"Line {row.Line:N0}: {fault}"));
                }
                else if (fault is not null)
                {
                    more++;
                }
                if (read > MostRows)
                {
                    throw new NotAcceptedException("File", string.Create(CultureInfo.InvariantCulture, $"The file has more than {MostRows:N0} postcodes"));
                }
            }
            if (more > 0)
            {
                faults.Add(string.Create(CultureInfo.InvariantCulture, $"{more:N0} more lines are wrong as well"));
            }
            if (faults.Count == 0 && sums.Count == 0)
            {
                faults.Add("The file has no postcode in use that has a place");
            }
            if (faults.Count > 0)
            {
                throw new NotAcceptedException([.. faults.Select(f => new Problem("File", f))]);
            }
            return (
                [
                    .. sums.OrderBy(s => s.Key, StringComparer.Ordinal)
                        .Select(s => new SectorPlace
                        {
                            SetId = set,
                            Sector = s.Key,
                            Easting = (int)(s.Value.East / s.Value.Count),
                            Northing = (int)(s.Value.North / s.Value.Count),
                        }),
                ],
                read
            );

            string? Line(IReadOnlyList<string?> values)
            {
                string Cell(int at) => at >= 0 && at < values.Count ? values[at]?.Trim() ?? "" : "";
                // Postcodes that ended, and those that have no place on the grid, are in the directory too.
                if (Cell(ended).Length > 0 || (Cell(east).Length == 0 && Cell(north).Length == 0))
                {
                    return null;
                }
                if (!Postcode.TryParse(Cell(code), out var postcode, out _))
                {
                    return $"«{(Cell(code).Length > 12 ? Cell(code)[..12] : Cell(code))}» is not a postcode";
                }
                if (
                    !int.TryParse(Cell(east), NumberStyles.None, CultureInfo.InvariantCulture, out var e)
                    || !int.TryParse(Cell(north), NumberStyles.None, CultureInfo.InvariantCulture, out var n)
                    || e is 0 or > 700_000
                    || n > 1_300_000
                )
                {
                    return "its easting and northing are not metres of the national grid";
                }
                var sum = sums.GetValueOrDefault(postcode.Sector);
                sums[postcode.Sector] = (sum.East + e, sum.North + n, sum.Count + 1);
                read++;
                return null;
            }
        }
    }
}
