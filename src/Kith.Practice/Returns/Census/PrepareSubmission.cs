using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Lists;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Standards.CinCensus;
using Kith.Standards.CinCensus.Rules;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Returns.Census;

/// <summary>Which year's return to freeze, and what the preparer says of it.</summary>
public sealed record PrepareInput(int? EndYear, string? Statement);

/// <summary>An event of a year's return.</summary>
public abstract record ReturnEvent(int EndYear) : TrailEvent
{
    public override string Chain => string.Create(CultureInfo.InvariantCulture, $"return:cin-census-{EndYear}");
}

/// <summary>A copy of a return was frozen: its serial number, the hash of the file, how many children and faults.</summary>
public sealed record SubmissionPrepared(int EndYear, Guid Submission, int Serial, string Sha256, int Children, int Errors, int Queries) : ReturnEvent(EndYear);

/// <summary>Someone other than the preparer signed the copy off.</summary>
public sealed record SubmissionSignedOff(int EndYear, Guid Submission, int Serial, string Sha256) : ReturnEvent(EndYear);

/// <summary>The copy is not to be sent, and why.</summary>
public sealed record SubmissionSetAside(int EndYear, Guid Submission, int Serial, string Reason) : ReturnEvent(EndYear);

/// <summary>The file of a frozen copy was taken out.</summary>
public sealed record SubmissionTakenOut(int EndYear, Guid Submission, int Serial, string What) : ReturnEvent(EndYear);

/// <summary>A query of the return as a whole was answered with a note.</summary>
public sealed record ReturnNoteWritten(int EndYear, string Rule, string Text) : ReturnEvent(EndYear);

/// <summary>
/// Freezes a copy of a year's return: writes it from the records as they are, checks it by all rules, and keeps the file
/// with its hash and its notes. The serial number goes up with each copy.
/// </summary>
[UseCase]
public sealed class PrepareSubmission(KithDb db, WriteCensus write, Acts.Acts acts, Clock clock)
{
    /// <returns>The id of the frozen copy.</returns>
    /// <exception cref="AccessRefusedException">The actor does not prepare returns.</exception>
    /// <exception cref="NotAcceptedException">No such year, or the authority's code is not set.</exception>
    public async Task<Guid> Handle(PrepareInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.PrepareReturns, "prepare a return");
        if (await acts.AlreadyDone(key, ct) is { Result: { } earlier })
        {
            return earlier;
        }
        var today = clock.Today;
        if (CollectionYear.Find(input.EndYear) is not { } year || year.FirstDay > today)
        {
            throw new NotAcceptedException(nameof(input.EndYear), "Choose the collection year of the return");
        }
        if (input.Statement is { Length: > 1000 })
        {
            throw new NotAcceptedException(nameof(input.Statement), "The statement must be 1,000 characters or fewer");
        }
        var policies = await PolicyBook.Load(db, ct);
        if (policies.Value(Policies.LocalAuthorityCode, today).Length == 0)
        {
            throw new NotAcceptedException("", "The local authority code is not set. An administrator sets it under Admin, Policies; it stands in the header of the return");
        }
        var serial = (await db.CensusSubmissions.Where(s => s.EndYear == year.EndYear).MaxAsync(s => (int?)s.Serial, ct) ?? 0) + 1;
        var asAt = today < year.ReferenceDate ? today : year.ReferenceDate;
        using var xml = new MemoryStream();
        var written = await write.Handle(asAt, xml, serial.ToString("000", CultureInfo.InvariantCulture), ct: ct);
        xml.Position = 0;
        var report = CensusValidation.Run(xml);
        xml.Position = 0;
        var (errors, queries) = Matters(xml, report);
        var notes = await Notes(year, report, ct);
        var act = acts.Begin(actor, "Prepare a return", key: key);
        var file = new CensusFile
        {
            Id = clock.NewId(),
            Xml = Packed(xml.ToArray()),
            Notes = Packed(notes.Csv),
        };
        var submission = new CensusSubmission
        {
            Id = clock.NewId(),
            EndYear = year.EndYear,
            Serial = serial,
            AsAt = asAt,
            State = SubmissionState.Prepared,
            Children = written.Children,
            Errors = errors,
            Queries = queries,
            Explained = notes.Count,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(xml.ToArray())),
            Bytes = xml.Length,
            FileId = file.Id,
            PreparedById = actor.AccountId,
            PreparedByName = actor.Name,
            PreparedAt = act.At,
            Statement = string.IsNullOrWhiteSpace(input.Statement) ? null : input.Statement.Trim(),
        };
        // A copy that still waits is overtaken: nobody signs off what is no longer the latest.
        foreach (var before in await db.CensusSubmissions.Where(s => s.EndYear == year.EndYear && s.State == SubmissionState.Prepared).ToListAsync(ct))
        {
            before.State = SubmissionState.SetAside;
            before.DecisionReason = $"Replaced by copy {submission.SerialText}";
            act.Happened(new SubmissionSetAside(year.EndYear, before.Id, before.Serial, before.DecisionReason));
        }
        db.CensusFiles.Add(file);
        db.CensusSubmissions.Add(submission);
        act.Happened(new SubmissionPrepared(year.EndYear, submission.Id, serial, submission.Sha256, submission.Children, submission.Errors, submission.Queries));
        return await act.Save(submission.Id, ct);
    }

    /// <summary>
    /// The notes that go with a return: what was explained on children's records, what was said of the return as a whole,
    /// and for queries that DfE accepts with a fixed wording, that wording (guide 1.9).
    /// </summary>
    private async Task<(byte[] Csv, int Count)> Notes(CollectionYear year, CensusReport report, CancellationToken ct)
    {
        var explained = await (
            from x in db.CensusExplanations.AsNoTracking()
            join p in db.People on x.PersonId equals p.Id
            where x.EndYear == year.EndYear && x.EndedOn == null
            orderby x.Rule, p.LaChildId
            select new
            {
                x.Rule,
                p.LaChildId,
                x.Field,
                x.Reason,
                x.ByName,
                x.At,
            }
        ).ToListAsync(ct);
        var whole = await db.CensusNotes.AsNoTracking().Where(n => n.EndYear == year.EndYear).OrderBy(n => n.Rule).ToListAsync(ct);
        var text = new StringBuilder("\uFEFF");
        Line(text, "Level", "Rule", "LAchildID", "Element", "Note", "By", "On");
        foreach (var rule in report.Issues.Select(i => i.Rule).Where(r => r.IsAutomaticallyAccepted).DistinctBy(r => r.Code).OrderBy(r => r.Order))
        {
            Line(
                text,
                "Return",
                rule.Code,
                null,
                null,
                $"{rule.Code}: All records have been checked and can confirm that the data has been amended (where required)",
                "Fixed wording; add the sentence that DfE's guide gives for this rule",
                null
            );
        }
        foreach (var note in whole)
        {
            Line(text, "Return", note.Rule, null, null, note.Text, note.ByName, Day(note.At));
        }
        // An explanation goes with what it explains: of what was put right after the year had ended nothing is said.
        var found = report.Issues.Select(i => (i.Rule.Code, i.Child)).ToHashSet();
        explained.RemoveAll(x => !found.Contains((x.Rule, x.LaChildId)));
        foreach (var x in explained)
        {
            Line(text, "Child", x.Rule, x.LaChildId, x.Field, x.Reason, x.ByName, Day(x.At));
        }
        return (Encoding.UTF8.GetBytes(text.ToString()), explained.Count + whole.Count);

        static string Day(DateTime at) => Standards.Calendar.LondonTime.DateOf(at).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        static void Line(StringBuilder text, params string?[] cells) => text.AppendJoin(',', cells.Select(ExportChildren.Cell)).Append("\r\n");
    }

    /// <summary>
    /// How many matters are in a return, counted as everywhere in Kith: one for each rule and field that is to be put
    /// right, whatever other fields it does not agree with. The rules name more places than that.
    /// </summary>
    private static (int Errors, int Queries) Matters(Stream xml, CensusReport report)
    {
        var validator = new CensusValidator(report.Rules, report.At);
        var whole = report.Issues.Where(i => i.Position < 0 || i.Rule is UniqueRule).Select(i => (i.Rule, i.Position, i.Severity)).Distinct().ToList();
        var (errors, queries) = (whole.Count(i => i.Severity == RuleSeverity.Error), whole.Count(i => i.Severity == RuleSeverity.Query));
        using var reader = CinCensusReader.Open(xml);
        while (reader.ReadChild() is { } child)
        {
            foreach (var matter in validator.Check(child).GroupBy(f => (f.Rule, f.Places[0].Record, f.Places[0].Column)))
            {
                _ = matter.Min(f => f.Severity) == RuleSeverity.Error ? errors++ : queries++;
            }
        }
        return (errors, queries);
    }

    internal static byte[] Packed(byte[] content)
    {
        using var into = new MemoryStream();
        using (var brotli = new BrotliStream(into, CompressionLevel.Optimal, leaveOpen: true))
        {
            brotli.Write(content);
        }
        return into.ToArray();
    }

    internal static byte[] Unpacked(byte[] content)
    {
        using var from = new BrotliStream(new MemoryStream(content), CompressionMode.Decompress);
        using var into = new MemoryStream();
        from.CopyTo(into);
        return into.ToArray();
    }
}
