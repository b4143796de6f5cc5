using Kith.Practice.Access;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Standards.CinCensus;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Returns.Census;

/// <summary>A frozen copy with what it changed against the copy before.</summary>
/// <param name="Names">Child id → the child's record and name, for those whom the reader may read.</param>
public sealed record SubmissionView(
    CensusSubmission Submission,
    CollectionYear Year,
    CensusSubmission? Before,
    ReturnComparison? Difference,
    IReadOnlyDictionary<string, (Guid Id, string Name)> Names,
    bool HashIsRight
);

/// <summary>The frozen copies of returns: lists, differences, and the files themselves for those entitled.</summary>
[UseCase]
public sealed class ShowSubmissions(KithDb db, RecordAccess access, ReadLedger ledger, Acts.Acts acts)
{
    /// <summary>Children named in a difference before the rest is only counted.</summary>
    public const int MostNamed = 200;

    /// <summary>All frozen copies, latest first.</summary>
    public Task<List<CensusSubmission>> List(Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.ReadReturns, "see the returns");
        return db.CensusSubmissions.AsNoTracking().OrderByDescending(s => s.EndYear).ThenByDescending(s => s.Serial).Take(200).ToListAsync(ct);
    }

    /// <summary>One copy, and what differs from the one before of the same year; null when there is none.</summary>
    public async Task<SubmissionView?> Show(Guid id, Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.ReadReturns, "see the returns");
        if (await db.CensusSubmissions.AsNoTracking().FirstOrDefaultAsync(s => s.Id == id, ct) is not { } submission)
        {
            return null;
        }
        var before = await db
            .CensusSubmissions.AsNoTracking()
            .Where(s => s.EndYear == submission.EndYear && s.Serial < submission.Serial)
            .OrderByDescending(s => s.Serial)
            .FirstOrDefaultAsync(ct);
        var xml = await Xml(submission.FileId, ct);
        var right = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(xml)) == submission.Sha256;
        ReturnComparison? difference = null;
        var names = new Dictionary<string, (Guid, string)>(StringComparer.Ordinal);
        if (before is not null)
        {
            difference = ReturnComparison.Between(new MemoryStream(await Xml(before.FileId, ct)), new MemoryStream(xml));
            var ids = difference.Changed.Select(c => c.Child).Concat(difference.Added).Concat(difference.Removed).Take(3 * MostNamed).ToList();
            var readable = await access
                .ReadableChildren(actor)
                .Where(o => o.LaChildId != null && ids.Contains(o.LaChildId))
                .Select(o => new
                {
                    o.LaChildId,
                    o.PersonId,
                    o.DisplayName,
                })
                .ToListAsync(ct);
            foreach (var child in readable)
            {
                names[child.LaChildId!] = (child.PersonId, child.DisplayName);
            }
            await ledger.WriteAll(actor, "Compare two returns", names.Values.Select(n => new RecordRead(n.Item1, "Difference of two returns")));
        }
        return new SubmissionView(submission, CollectionYear.Find(submission.EndYear)!, before, difference, names, right);
    }

    /// <summary>
    /// The file of a copy, or its notes, taken out. Before it leaves, the record of every child in it says so, and the
    /// trail of the return says who took it.
    /// </summary>
    public async Task<(byte[] Content, string Name)?> TakeOut(Guid id, bool notes, Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Permission.PrepareReturns))
        {
            RecordAccess.Demand(actor, Permission.ApproveReturns, "take out the file of a return");
        }
        // A file of all children is for those whose role reaches all of them.
        if (!actor.WholeAuthority && !actor.IsSystem)
        {
            throw new AccessRefusedException(Sight.Read, "take out the file of a return");
        }
        if (await db.CensusSubmissions.AsNoTracking().FirstOrDefaultAsync(s => s.Id == id, ct) is not { } submission)
        {
            return null;
        }
        var xml = await Xml(submission.FileId, ct);
        var what = notes ? "notes" : "file";
        using (var reader = CinCensusReader.Open(new MemoryStream(xml)))
        {
            foreach (var batch in reader.Children().Select(c => c.LAchildID).OfType<string>().Chunk(1000))
            {
                var people = await db.People.AsNoTracking().Where(p => p.LaChildId != null && batch.Contains(p.LaChildId)).Select(p => p.Id).ToListAsync(ct);
                await ledger.WriteAll(actor, "Take out a return", people.Select(p => new RecordTakenOut(p, "CIN census return")));
            }
        }
        var act = acts.Begin(actor, "Take out a return");
        act.Happened(new SubmissionTakenOut(submission.EndYear, submission.Id, submission.Serial, what));
        await act.Save(submission.Id, ct);
        var name = $"cin-census-{submission.EndYear}-{submission.SerialText}";
        return notes
            ? (PrepareSubmission.Unpacked((await db.CensusFiles.AsNoTracking().FirstAsync(f => f.Id == submission.FileId, ct)).Notes), $"{name}-notes.csv")
            : (xml, $"{name}.xml");
    }

    private async Task<byte[]> Xml(Guid file, CancellationToken ct) =>
        PrepareSubmission.Unpacked(await db.CensusFiles.AsNoTracking().Where(f => f.Id == file).Select(f => f.Xml).FirstAsync(ct));
}
