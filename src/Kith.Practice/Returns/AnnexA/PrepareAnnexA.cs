using System.Globalization;
using System.Security.Cryptography;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Returns.AnnexA;

/// <summary>A workbook of Annex A was prepared and checked: its day, hash, children and findings.</summary>
public sealed record AnnexAPrepared(DateOnly AsAt, Guid Copy, string Sha256, int Children, int Wrong, int AskedAbout) : AnnexAEvent(AsAt);

/// <summary>The file of a prepared copy was taken out. The record of each child on it says so too.</summary>
public sealed record AnnexACopyTakenOut(DateOnly AsAt, Guid Copy, string Sha256) : AnnexAEvent(AsAt);

/// <summary>A prepared copy was thrown away with its report.</summary>
public sealed record AnnexAThrownAway(DateOnly AsAt, Guid Copy) : AnnexAEvent(AsAt);

/// <summary>Which day.</summary>
public sealed record PrepareAnnexAInput(DateOnly? AsAt);

/// <summary>Prepares the workbook of Annex A in one act: writes it, checks it, and keeps both to be read and taken out.</summary>
[UseCase]
public sealed class PrepareAnnexA(KithDb db, DatabaseEngine engine, WriteAnnexA write, Acts.Acts acts, Clock clock)
{
    private const int LongestWords = 500;

    /// <returns>The id of the copy.</returns>
    /// <exception cref="AccessRefusedException">The actor neither prepares nor signs returns.</exception>
    /// <exception cref="NotAcceptedException">The day is missing or cannot be.</exception>
    public async Task<Guid> Handle(PrepareAnnexAInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        Demand(actor, "prepare the lists of Annex A");
        if (await acts.AlreadyDone(key, ct) is { Result: { } earlier })
        {
            return earlier;
        }
        if (input.AsAt is not { } asAt)
        {
            throw new NotAcceptedException(nameof(input.AsAt), "Enter the day as at which the lists are made: the day on which the inspection was notified");
        }
        var id = clock.NewId();
        var findings = new List<AnnexACopyFinding>();
        var listed = new MemoryStream();
        using var into = new MemoryStream();
        var written = await write.Handle(
            asAt,
            into,
            f =>
                findings.Add(
                    new AnnexACopyFinding
                    {
                        CopyId = id,
                        Code = f.Check.Code,
                        Matter = f.Check.Matter,
                        List = f.List,
                        Column = f.Column,
                        PersonId = f.PersonId,
                        ChildId = f.ChildId,
                        Said = Cut(f.Said, 200),
                        Words = Cut(f.Words, LongestWords)!,
                    }
                ),
            person => listed.Write(person.ToByteArray(bigEndian: true)),
            ct: ct
        );
        // What is wrong first, and each kind together: so it is worked through.
        findings = [.. findings.OrderBy(f => f.Matter).ThenBy(f => f.List).ThenBy(f => f.Code, StringComparer.Ordinal)];
        for (var i = 0; i < findings.Count; i++)
        {
            findings[i].Nth = i;
        }
        var content = into.ToArray();
        var act = acts.Begin(actor, "Prepare Annex A", key: key);
        var file = new AnnexAFile
        {
            Id = clock.NewId(),
            Content = content,
            Listed = listed.ToArray(),
        };
        var copy = new AnnexACopy
        {
            Id = id,
            AsAt = asAt,
            Edition = written.Edition,
            Children = written.Children,
            Rows = string.Join(' ', written.Rows.Select(r => r.ToString(CultureInfo.InvariantCulture))),
            Wrong = written.Wrong,
            AskedAbout = written.AskedAbout,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(content)),
            Bytes = content.Length,
            FileId = file.Id,
            PreparedById = actor.AccountId,
            PreparedByName = actor.Name,
            PreparedAt = act.At,
        };
        // The findings first: a copy that is there has its whole report.
        await using (var turn = await engine.BeginWrite(db, ct))
        {
            await engine.BulkInsert(db, findings, ct);
            await turn.Commit(ct);
        }
        db.AnnexAFiles.Add(file);
        db.AnnexACopies.Add(copy);
        act.Happened(new AnnexAPrepared(asAt, id, copy.Sha256, copy.Children, copy.Wrong, copy.AskedAbout));
        return await act.Save(id, ct);
    }

    /// <summary>Throws a copy away with its file and report.</summary>
    public async Task ThrowAway(Guid id, Actor actor, Guid? key, CancellationToken ct = default)
    {
        Demand(actor, "throw away the lists of Annex A");
        if (await acts.AlreadyDone(key, ct) is not null || await db.AnnexACopies.FirstOrDefaultAsync(c => c.Id == id, ct) is not { } copy)
        {
            return;
        }
        if (copy.PreparedById != actor.AccountId && !actor.WholeAuthority)
        {
            throw new NotAcceptedException("", $"{copy.PreparedByName} prepared this copy. They, or the data officer, may throw it away");
        }
        var act = acts.Begin(actor, "Throw away Annex A", key: key);
        db.AnnexACopies.Remove(copy);
        act.Happened(new AnnexAThrownAway(copy.AsAt, id));
        await act.Save(id, ct);
        await using var turn = await engine.BeginWrite(db, ct);
        await db.AnnexACopyFindings.Where(f => f.CopyId == id).ExecuteDeleteAsync(ct);
        await db.AnnexAFiles.Where(f => f.Id == copy.FileId).ExecuteDeleteAsync(ct);
        await turn.Commit(ct);
    }

    /// <summary>Those who prepare returns, and those who sign them off, may have the lists made.</summary>
    internal static void Demand(Actor actor, string what)
    {
        if (!actor.May(Permission.PrepareReturns))
        {
            RecordAccess.Demand(actor, Permission.ApproveReturns, what);
        }
    }

    private static string? Cut(string? text, int most) => text is { } t && t.Length > most ? t[..(most - 1)] + "…" : text;
}
