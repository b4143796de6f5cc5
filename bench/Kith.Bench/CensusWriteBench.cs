using System.Data.Common;
using System.Diagnostics;
using System.Text;
using System.Xml;
using Kith.Practice.Access;
using Kith.Practice.Assessments;
using Kith.Practice.Children;
using Kith.Practice.Import;
using Kith.Practice.Plans;
using Kith.Practice.Protection;
using Kith.Practice.Referrals;
using Kith.Practice.Returns.Census;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Bench;

/// <summary>
/// P2: the return written from the records, beside plain SELECTs of the same rows and an XmlWriter that writes the same
/// bytes. The rows are once those of an imported return, and once the same as if people had recorded them in Kith.
/// </summary>
internal static class CensusWriteBench
{
    private const int Rounds = 5;
    private static readonly DateOnly AsAt = new(2026, 3, 31);

    /// <summary>What a return is made of, as whoever writes plain SQL would ask for it.</summary>
    private static readonly (Type Table, string[] Columns)[] Rows =
    [
        (
            typeof(Person),
            ["Id", "Source", "LaChildId", "DateOfBirth", "ExpectedDateOfBirth", "DateOfDeath", "Sex", "Ethnicity", "Upn", "FormerUpn", "UpnUnknown", "HasChildRecord"]
        ),
        (typeof(Disability), ["Id", "PersonId", "Source", "SourceKey", "Code"]),
        (
            typeof(Episode),
            [
                "Id",
                "PersonId",
                "Source",
                "SourceKey",
                "ReferredOn",
                "SourceCode",
                "PrimaryNeed",
                "NoFurtherAction",
                "DecidedOn",
                "ClosedOn",
                "ClosureReason",
                "TransferInConferenceOn",
            ]
        ),
        (typeof(Assessment), ["Id", "PersonId", "Source", "SourceKey", "EpisodeId", "StartedOn", "InternalReviewOn", "AuthorisedOn"]),
        (typeof(AssessmentFactor), ["Id", "AssessmentId", "Code"]),
        (typeof(Section47Enquiry), ["Id", "PersonId", "Source", "SourceKey", "EpisodeId", "StartedOn", "EndedOn", "ConferenceTargetOn", "ConferenceOn", "ConferenceNotRequired"]),
        (
            typeof(ProtectionPlan),
            ["Id", "PersonId", "Source", "SourceKey", "EpisodeId", "StartedOn", "EndedOn", "InitialCategory", "LatestCategory", "PreviousPlans", "OtherAuthority"]
        ),
        (typeof(ReviewConference), ["Id", "PersonId", "Source", "SourceKey", "PlanId", "HeldOn"]),
        (typeof(CinPlan), ["Id", "PersonId", "Source", "SourceKey", "EpisodeId", "StartedOn", "EndedOn"]),
    ];

    public static async IAsyncEnumerable<Figure> Run(int most)
    {
        await using var cluster = await PrivateCluster.Start();
        foreach (var engine in BenchAuthority.Engines(cluster))
        {
            foreach (var imported in (bool[])[false, true])
            {
                var kind = imported ? "imported" : "recorded in Kith";
                var (times, peaks) = (new List<(double, double)>(), new List<(double, double)>());
                // Once for nothing, so that the smallest size does not pay for compiling.
                foreach (var children in new[] { 200, most / 9, most / 3, most })
                {
                    await using var authority = await BenchAuthority.On(engine, cluster, $"census_{(imported ? "i" : "r")}_{children}");
                    await Fill(authority, children, imported);
                    var (ours, select, xml, peak, bytes) = await Measure(authority, imported);
                    if (children == 200)
                    {
                        continue;
                    }
                    times.Add((children, ours));
                    peaks.Add((children, peak));
                    Console.WriteLine(
                        $"    {children:N0} children {kind}, {engine}: {bytes / 1048576.0:0.0} MiB in {ours * 1000:0} ms; SELECTs {select * 1000:0} ms, XmlWriter {xml * 1000:0} ms; memory at most {peak:0} MiB more"
                    );
                    yield return new Figure("P2", $"{children:N0} children {kind}, {engine}, beside SELECTs and XmlWriter", ours * 1000, (select + xml) * 1000, "ms", 3);
                }
                yield return new Figure("P2", $"growth of time, {kind}, {engine}", Benchmark.Exponent(times), 1.1, "exponent", 1);
                yield return new Figure("P2", $"growth of memory, {kind}, {engine}", Math.Max(0, Benchmark.Exponent(peaks)), 0.3, "exponent", 1);
            }
        }
    }

    private static async Task Fill(BenchAuthority authority, int children, bool imported)
    {
        var file = Path.Combine(authority.Folder, "return.xml");
        CouncilReturn.Write(file, children);
        var officer = Actor.System("Data officer");
        await authority.Do(async s =>
        {
            var id = await s.GetRequiredService<AskForImport>().Handle(new ImportInput(Sources.CinCensus, "return.xml", null, false), officer);
            return await s.GetRequiredService<RunImport>().Handle(id, file, officer);
        });
        if (!imported)
        {
            await authority.Do(async s =>
            {
                var db = s.GetRequiredService<KithDb>();
                await db.ExtractRows.ExecuteDeleteAsync();
                await db.People.ExecuteUpdateAsync(u => u.SetProperty(r => r.Source, (string?)null).SetProperty(r => r.SourceKey, (string?)null));
                await Recorded(db.Disabilities);
                await Recorded(db.Episodes);
                await Recorded(db.Assessments);
                await Recorded(db.Section47Enquiries);
                await Recorded(db.ProtectionPlans);
                await Recorded(db.ReviewConferences);
                await Recorded(db.CinPlans);
            });
        }
        await authority.Settle();

        static Task Recorded<T>(DbSet<T> set)
            where T : SourcedRecord => set.ExecuteUpdateAsync(u => u.SetProperty(r => r.Source, (string?)null).SetProperty(r => r.SourceKey, (string?)null));
    }

    private static async Task<(double Ours, double Select, double Xml, double Peak, long Bytes)> Measure(BenchAuthority authority, bool imported)
    {
        var path = Path.Combine(authority.Folder, "written.xml");
        var beside = Path.Combine(authority.Folder, "beside.xml");
        await Write(authority, path);
        var nodes = Nodes(path);
        var (ours, select, xml, peak) = (double.MaxValue, double.MaxValue, double.MaxValue, 0.0);
        for (var round = 0; round < Rounds; round++)
        {
            // In turn, so that whatever else the machine does falls on all alike; the best of each counts.
            ours = Math.Min(ours, await Took(() => Write(authority, path)));
            select = Math.Min(select, await Took(() => authority.Do(s => Select(s.GetRequiredService<KithDb>(), imported))));
            xml = Math.Min(xml, await Took(() => Task.Run(() => Replay(nodes, beside))));
        }
        if (new FileInfo(path).Length != new FileInfo(beside).Length)
        {
            throw new InvalidOperationException("The reference did not write the same bytes");
        }
        nodes = [];
        // What is held, and not what lies about until the collector comes round: that hangs on how much memory there is.
        var before = GC.GetTotalMemory(forceFullCollection: true) / 1048576.0;
        await Write(authority, path, _ => peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true) / 1048576.0 - before));
        return (ours, select, xml, peak, new FileInfo(path).Length);
    }

    private static async Task<double> Took(Func<Task> what)
    {
        var began = Stopwatch.GetTimestamp();
        await what();
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static Task Write(BenchAuthority authority, string path, Action<int>? progress = null) =>
        authority.Do(async s =>
        {
            await using var into = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
            await s.GetRequiredService<WriteCensus>().Handle(AsAt, into, progress: progress);
        });

    /// <summary>Every value of every row, read once and thrown away.</summary>
    private static async Task Select(KithDb db, bool imported)
    {
        await db.Database.OpenConnectionAsync();
        var connection = db.Database.GetDbConnection();
        foreach (var (table, columns) in imported ? [.. Rows, (typeof(ExtractRow), ["PersonId", "Content"])] : Rows)
        {
            var entity = db.Model.FindEntityType(table)!;
            var properties = columns.Select(c => entity.FindProperty(c) ?? throw new InvalidOperationException($"{table.Name} has no {c}")).ToList();
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT {string.Join(", ", properties.Select(p => p.GetColumnName()))} FROM {entity.GetTableName()}";
            await using var reader = await command.ExecuteReaderAsync();
            var read = properties.Select(p => Reading(Nullable.GetUnderlyingType(p.ClrType) ?? p.ClrType)).ToArray();
            while (await reader.ReadAsync())
            {
                for (var i = 0; i < read.Length; i++)
                {
                    if (!reader.IsDBNull(i))
                    {
                        read[i](reader, i);
                    }
                }
            }
        }
    }

    private static Action<DbDataReader, int> Reading(Type type) =>
        type == typeof(Guid) ? (r, i) => r.GetFieldValue<Guid>(i)
        : type == typeof(DateOnly) ? (r, i) => r.GetFieldValue<DateOnly>(i)
        : type == typeof(bool) ? (r, i) => r.GetBoolean(i)
        : type == typeof(int) ? (r, i) => r.GetInt32(i)
        : (r, i) => r.GetString(i);

    private static List<(string? Name, string? Text)> Nodes(string path)
    {
        var nodes = new List<(string?, string?)>();
        using var xml = XmlReader.Create(path, new XmlReaderSettings { IgnoreWhitespace = true });
        while (xml.Read())
        {
            switch (xml.NodeType)
            {
                case XmlNodeType.Element:
                    nodes.Add((xml.Name, null));
                    if (xml.IsEmptyElement)
                    {
                        nodes.Add((null, null));
                    }
                    break;
                case XmlNodeType.Text:
                    nodes.Add((null, xml.Value));
                    break;
                case XmlNodeType.EndElement:
                    nodes.Add((null, null));
                    break;
            }
        }
        return nodes;
    }

    private static void Replay(List<(string? Name, string? Text)> nodes, string path)
    {
        using var into = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
        using var xml = XmlWriter.Create(
            into,
            new XmlWriterSettings
            {
                Encoding = new UTF8Encoding(false),
                Indent = true,
                NewLineChars = "\n",
            }
        );
        foreach (var (name, text) in nodes)
        {
            if (name is not null)
            {
                xml.WriteStartElement(name);
            }
            else if (text is not null)
            {
                xml.WriteString(text);
            }
            else
            {
                xml.WriteEndElement();
            }
        }
    }
}
