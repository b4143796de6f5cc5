using System.Security.Cryptography;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Casework;
using Kith.Practice.Children.Details;
using Kith.Practice.Improvement.Plan;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Standards.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Documents;

/// <summary>A document was put on a person's record; its digest tells later whether it was changed.</summary>
public sealed record DocumentAdded(Guid Person, Guid Document, DocumentKind Kind, string Title, string ContentType, long Size, string Sha256, string? Recipient)
    : PersonEvent(Person);

/// <summary>A document was found to stand on the wrong record: nobody opens it from now on.</summary>
public sealed record DocumentWithdrawn(Guid Person, Guid Document, string Reason) : PersonEvent(Person);

/// <summary>What a form says of a document.</summary>
public sealed record DocumentInput
{
    public DocumentKind? Kind { get; set; }
    public string? Title { get; set; }
    public DateOnly? On { get; set; }

    /// <summary>The entry of the child's voice that it belongs to.</summary>
    public Guid? VoiceEntryId { get; set; }

    /// <summary>The document of the same bytes that the sender was told of, and adds this one beside all the same.</summary>
    public Guid? Beside { get; set; }
}

/// <summary>
/// The same file, to the byte, is on the record already. Nothing was added; sent once more with the document that it
/// names, it is.
/// </summary>
/// <param name="document">The document that is there.</param>
/// <param name="openable">False for one that was withdrawn, which nobody opens.</param>
public sealed class SameDocumentException(Guid document, bool openable, Problem problem) : NotAcceptedException([problem])
{
    public Guid Document { get; } = document;
    public bool Openable { get; } = openable;
}

/// <summary>A document as the list shows it.</summary>
public sealed record DocumentLine(
    Guid Id,
    DocumentKind Kind,
    string Title,
    string FileName,
    string Type,
    long Size,
    DateOnly? On,
    DateTime AddedAt,
    string? AddedBy,
    string? Recipient,
    DateOnly? WithdrawnOn,
    string? WithdrawnReason
);

/// <summary>Puts documents on a record, lists them, opens them, and takes out what was put on the wrong one.</summary>
[UseCase]
public sealed class KeepDocuments(KithDb db, RecordAccess access, Acts.Acts acts, IDocumentStore store, DocumentCipher cipher, IMalwareScan scan, Clock clock)
{
    /// <summary>Largest file.</summary>
    public const int MostBytes = 20 * 1024 * 1024;
    public const int Most = 500;

    /// <summary>All documents of a person, newest first. The caller has already been allowed to read the record.</summary>
    public async Task<IReadOnlyList<DocumentLine>> List(Guid personId, CancellationToken ct = default) =>
        [
            .. (
                await db
                    .StoredDocuments.AsNoTracking()
                    .Where(d => d.PersonId == personId)
                    .OrderByDescending(d => d.AddedAt)
                    .Take(Most)
                    .Select(d => new { Document = d, By = db.Users.Where(u => u.Id == d.AddedByAccountId).Select(u => u.DisplayName).FirstOrDefault() })
                    .ToListAsync(ct)
            ).Select(r => new DocumentLine(
                r.Document.Id,
                r.Document.Kind,
                r.Document.Title,
                r.Document.FileName,
                r.Document.FileName.Split('.')[^1].ToUpperInvariant(),
                r.Document.Size,
                r.Document.On,
                r.Document.AddedAt,
                r.By,
                r.Document.Recipient,
                r.Document.WithdrawnOn,
                r.Document.WithdrawnReason
            )),
        ];

    /// <summary>Puts an uploaded file on the record.</summary>
    /// <returns>The id of the document.</returns>
    /// <exception cref="AccessRefusedException">The actor may not write on this record.</exception>
    /// <exception cref="NotAcceptedException">The file is not one that may be kept, or something is missing.</exception>
    /// <exception cref="SameDocumentException">The same file is on this record already, and <see cref="DocumentInput.Beside"/> does not name it.</exception>
    public async Task<Guid> Upload(Guid personId, DocumentInput input, string? fileName, byte[] bytes, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await access.Demand(actor, personId, Permission.RecordWork, "add a document", ct);
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        var problems = new List<Problem>();
        if (bytes.Length > MostBytes)
        {
            problems.Add(new("File", $"The file must be {MostBytes >> 20} MB or smaller"));
        }
        var (type, refusal) = bytes.Length > MostBytes ? (null, null) : FileSniffer.Sniff(bytes);
        if (refusal is not null)
        {
            problems.Add(new("File", refusal));
        }
        if (input.On > clock.Today)
        {
            problems.Add(new(nameof(input.On), "The date of the document must be today or in the past"));
        }
        if (input.Title?.Trim().Length > 200)
        {
            problems.Add(new(nameof(input.Title), "The title must be 200 characters or fewer"));
        }
        if (input.VoiceEntryId is { } voice && !await db.VoiceEntries.AnyAsync(v => v.Id == voice && v.PersonId == personId, ct))
        {
            problems.Add(new("", "What the child said is not on this record"));
        }
        Editing.Refuse(problems);
        if (await scan.Scan(bytes, ct) is { } harm)
        {
            throw new NotAcceptedException("File", harm);
        }
        await RefuseSame(personId, bytes, input.Beside, ct);
        var act = acts.Begin(actor, "Add a document", key: key);
        var title = PersonRules.Clean(input.Title) ?? FileNames.Title(fileName, "Document", 200);
        var document = await Add(act, actor, personId, input.Kind ?? DocumentKind.Other, title, type!, bytes, input.On, ct: ct);
        document.VoiceEntryId = input.VoiceEntryId;
        return await act.Save(document.Id, ct);
    }

    // Of this record alone, which the sender may read: that another child has the same file is told to nobody.
    private async Task RefuseSame(Guid personId, byte[] bytes, Guid? beside, CancellationToken ct)
    {
        var digest = Digest(bytes);
        var same = await db
            .StoredDocuments.AsNoTracking()
            .Where(d => d.PersonId == personId && d.Sha256 == digest)
            .Select(d => new
            {
                d.Id,
                d.Title,
                d.AddedAt,
                By = db.Users.Where(u => u.Id == d.AddedByAccountId).Select(u => u.DisplayName).FirstOrDefault(),
                d.WithdrawnOn,
                d.WithdrawnReason,
            })
            .ToListAsync(ct);
        if (same.Count == 0 || same.Exists(d => d.Id == beside))
        {
            return;
        }
        // One that can be opened before one that was withdrawn, then the latest.
        var there = same.OrderBy(d => d.WithdrawnOn is not null).ThenByDescending(d => d.AddedAt).First();
        var added = $"«{there.Title}», added {DateWords.Moment(there.AddedAt, clock.Today)}{(there.By is { } by ? $" by {by}" : "")}";
        throw new SameDocumentException(
            there.Id,
            there.WithdrawnOn is null,
            there.WithdrawnOn is { } on
                ? new Problem("File", $"This file was on this record before, and was withdrawn {DateWords.Medium(on)}: {there.WithdrawnReason}. It was {added}")
                : new Problem("File", $"This file is on this record already: {added}")
                {
                    See = new SeenAt("Open the one that is there", $"/children/{personId}/documents?handler=File&document={there.Id}"),
                }
        );
    }

    private static string Digest(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Adds a file that was sent with another form, inside the act of its use case: looked at by its bytes like any other.</summary>
    /// <param name="field">The field of the form that holds the file.</param>
    /// <exception cref="AccessRefusedException">The actor may not write on this record.</exception>
    /// <exception cref="NotAcceptedException">The file is not one that may be kept.</exception>
    public async Task<StoredDocument> AddSent(Act act, Actor actor, Guid personId, string title, SentFile file, string field, CancellationToken ct = default)
    {
        await access.Demand(actor, personId, Permission.RecordWork, "add a document", ct);
        if (file.Bytes.Length is 0 or > MostBytes)
        {
            throw new NotAcceptedException(field, $"The file must have something in it and be {MostBytes >> 20} MB or smaller");
        }
        var (type, refusal) = FileSniffer.Sniff(file.Bytes);
        if (type is null)
        {
            throw new NotAcceptedException(field, refusal ?? "This kind of file is not kept");
        }
        if (await scan.Scan(file.Bytes, ct) is { } harm)
        {
            throw new NotAcceptedException(field, harm);
        }
        return await Add(act, actor, personId, DocumentKind.Other, title.Length > 200 ? title[..200] : title, type, file.Bytes, clock.Today, ct: ct);
    }

    /// <summary>Adds a file that Kith made itself, inside the act of another use case.</summary>
    public async Task<StoredDocument> Add(
        Act act,
        Actor actor,
        Guid personId,
        DocumentKind kind,
        string title,
        FileType type,
        byte[] bytes,
        DateOnly? on,
        string? template = null,
        string? recipient = null,
        CancellationToken ct = default
    )
    {
        var document = new StoredDocument
        {
            Id = clock.NewId(),
            PersonId = personId,
            Kind = kind,
            Title = title,
            FileName = SafeName(title, type.Extension),
            ContentType = type.ContentType,
            Size = bytes.Length,
            Sha256 = Digest(bytes),
            On = on,
            AddedAt = act.At,
            AddedByAccountId = actor.AccountId,
            Template = template,
            Recipient = recipient,
        };
        db.StoredDocuments.Add(document);
        await store.Put(document.Id, cipher.Close(document.Id, bytes), ct);
        act.Happened(new DocumentAdded(personId, document.Id, kind, title, document.ContentType, document.Size, document.Sha256, recipient));
        return document;
    }

    /// <summary>The file; null when the person has no such document or it was withdrawn. The caller has been allowed to read the record, and writes the opening to the trail.</summary>
    /// <exception cref="InvalidDataException">The bytes are not the ones that were put in.</exception>
    public async Task<(StoredDocument Document, byte[] Bytes)?> Open(Guid personId, Guid documentId, CancellationToken ct = default)
    {
        var document = await db.StoredDocuments.AsNoTracking().FirstOrDefaultAsync(d => d.Id == documentId && d.PersonId == personId && d.WithdrawnOn == null, ct);
        if (document is null || await store.Get(documentId, ct) is not { } closed)
        {
            return null;
        }
        byte[] bytes;
        try
        {
            bytes = cipher.Open(documentId, closed);
        }
        catch (CryptographicException error)
        {
            throw new InvalidDataException("A document cannot be opened: its bytes or its key were changed", error);
        }
        return Digest(bytes) == document.Sha256 ? (document, bytes) : throw new InvalidDataException("A document is not the one that was put in");
    }

    /// <summary>Says that a document stands on the wrong record. It is kept, and nobody opens it.</summary>
    /// <exception cref="AccessRefusedException">The actor may not write on this record.</exception>
    /// <exception cref="NotAcceptedException">No reason is given, or it was withdrawn already.</exception>
    public async Task Withdraw(Guid personId, Guid documentId, string? reason, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await access.Demand(actor, personId, Permission.RecordWork, "withdraw a document", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var document =
            await db.StoredDocuments.FirstOrDefaultAsync(d => d.Id == documentId && d.PersonId == personId, ct)
            ?? throw new NotAcceptedException("", "This document is not on this record");
        if (document.WithdrawnOn is not null)
        {
            throw new NotAcceptedException("", "This document was withdrawn already");
        }
        document.WithdrawnReason = PersonRules.Clean(reason) ?? throw new NotAcceptedException("Reason", "Say why the document is withdrawn");
        document.WithdrawnOn = clock.Today;
        var act = acts.Begin(actor, "Withdraw a document", document.WithdrawnReason, key);
        act.Happened(new DocumentWithdrawn(personId, documentId, document.WithdrawnReason));
        await act.Save(documentId, ct);
    }

    /// <summary>«Letter to Mum.docx»: letters, digits, spaces and dashes only, whatever the title holds.</summary>
    internal static string SafeName(string title, string extension)
    {
        var safe = string.Join(' ', string.Concat(title.Select(c => char.IsLetterOrDigit(c) || c is '-' or '_' ? c : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return $"{(safe.Length == 0 ? "document" : safe[..Math.Min(80, safe.Length)].Trim())}.{extension}";
    }
}
