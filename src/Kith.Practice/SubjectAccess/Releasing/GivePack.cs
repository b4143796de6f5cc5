using System.Security.Cryptography;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Documents;
using Kith.Practice.Store;
using Kith.Practice.SubjectAccess.Collecting;
using Kith.Practice.SubjectAccess.Redacting;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.SubjectAccess.Releasing;

/// <summary>What is confirmed before a pack is given: of whom, to whom, and where it goes. Each is typed anew, not only ticked.</summary>
public sealed record GivingInput
{
    public string? PersonName { get; set; }
    public string? RecipientName { get; set; }

    /// <summary>The postcode, or the e-mail address.</summary>
    public string? RecipientPlace { get; set; }
    public string? How { get; set; }
    public string? TalkTo { get; set; }
}

/// <summary>A pack as it would be, to be looked at before it is given.</summary>
public sealed record PackView(SubjectRequest Request, Paper Paper, int Given, int HeldBack);

/// <summary>Makes the pack once, of what was agreed and nothing else, and puts it away: from then on every copy is the same to the byte.</summary>
[UseCase]
public sealed class GivePack(KithDb db, SubjectRoom room, Acts.Acts acts, KeepDocuments documents, IDocumentStore store, DocumentCipher cipher, ReadLedger ledger, Clock clock)
{
    /// <summary>How the pack would read now. Nothing is kept of it.</summary>
    /// <exception cref="AccessRefusedException">The request is not the actor's to answer.</exception>
    public async Task<PackView> Look(Guid requestId, Actor actor, string council, CancellationToken ct = default)
    {
        var request = await room.Open(requestId, actor, "look at a pack", ct);
        var made = await Make(request, council, ct);
        return new PackView(request, made.Paper, made.Given.Count, made.HeldBack);
    }

    /// <param name="print">Prints a paper as PDF; gives null where that is not set up: then the pack is a Word document.</param>
    /// <exception cref="AccessRefusedException">The request is not the actor's to answer.</exception>
    /// <exception cref="NotAcceptedException">It was not agreed, something changed since, or whom it is about and to whom it goes is not confirmed.</exception>
    public async Task Handle(
        Guid requestId,
        GivingInput input,
        Letterhead head,
        Func<Paper, Letterhead, CancellationToken, Task<byte[]?>> print,
        int? version,
        Actor actor,
        Guid? key,
        CancellationToken ct = default
    )
    {
        var request = await room.Open(requestId, actor, "give a pack", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        Editing.SameVersion(request, version);
        if (request.State != SubjectState.Agreed)
        {
            throw new NotAcceptedException("", request.State == SubjectState.Given ? "It was given already. Take the same files out again" : "A second person has to agree first");
        }
        var person = await db.People.AsNoTracking().FirstAsync(p => p.Id == request.PersonId, ct);
        var problems = new List<Problem>();
        if (!Same(input.PersonName, person.DisplayName))
        {
            problems.Add(new(nameof(input.PersonName), "Type the name of the person it is about, as it stands at the top of the page"));
        }
        if (!Same(input.RecipientName, request.RecipientName))
        {
            problems.Add(new(nameof(input.RecipientName), "Type the name of whom it goes to, as it stands in the request"));
        }
        if (Squeezed(input.RecipientPlace) is not { Length: >= 4 } place || !Squeezed(request.RecipientAddress).EndsWith(place, StringComparison.Ordinal))
        {
            problems.Add(new(nameof(input.RecipientPlace), "Type the end of where it goes, as it stands in the request: the postcode, or the e-mail address"));
        }
        foreach (
            var (field, value, missing, longest) in new[]
            {
                (nameof(input.How), input.How, "Write how it is given: by hand, by post, by secure e-mail", 500),
                (nameof(input.TalkTo), input.TalkTo, "Write whom the reader can talk to, and how to reach them", 300),
            }
        )
        {
            if (Editing.Text(field, value, missing, longest) is { } wrong)
            {
                problems.Add(wrong);
            }
        }
        Editing.Refuse(problems);
        if (await room.Digest(requestId, ct) != request.AgreedDigest)
        {
            throw new NotAcceptedException("", "Something changed since it was agreed. Open it again and have it agreed anew");
        }
        request.TalkTo = input.TalkTo!.Trim();
        request.GivenHow = input.How!.Trim();
        var made = await Make(request, head.Council, ct);
        var pdf = await print(made.Paper, head, ct);
        var act = acts.Begin(actor, "Give a pack", key: key);
        var digests = new List<string>();
        var name = $"What we hold {request.Reference}";
        await Put(WordWriter.Write(made.Paper, head), $"{name}.docx", WordWriter.Type.ContentType);
        if (pdf is not null)
        {
            await Put(pdf, $"{name}.pdf", "application/pdf");
        }
        foreach (var (item, file) in made.Files)
        {
            var found =
                await documents.Open(item.OfPersonId ?? request.PersonId, item.DocumentId!.Value, ct)
                ?? throw new NotAcceptedException("", "A file that was to be given cannot be opened any more. Open the request again and decide on it anew");
            await Put(found.Bytes, file, found.Document.ContentType);
        }
        (request.GivenAt, request.GivenOn, request.GivenBy) = (act.At, clock.Today, actor.Name);
        act.Happened(new SubjectPackGiven(request.PersonId, requestId, digests, made.Given.Count, made.HeldBack));
        await act.Save(requestId, ct);

        async Task Put(byte[] bytes, string fileName, string type)
        {
            var pack = new SubjectPack
            {
                Id = clock.NewId(),
                RequestId = requestId,
                Place = digests.Count + 1,
                FileName = fileName,
                ContentType = type,
                Size = bytes.Length,
                Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)),
                MadeAt = act.At,
            };
            db.SubjectPacks.Add(pack);
            digests.Add(pack.Sha256);
            await store.Put(pack.Id, cipher.Close(pack.Id, bytes), ct);
        }
    }

    /// <summary>A file that was given, byte for byte; that it was taken out is in the trail first. Null where there is none.</summary>
    /// <exception cref="AccessRefusedException">The request is not the actor's to answer.</exception>
    /// <exception cref="InvalidDataException">The bytes are not the ones that were given.</exception>
    public async Task<(SubjectPack Pack, byte[] Bytes)?> TakeOut(Guid requestId, Guid packId, Actor actor, CancellationToken ct = default)
    {
        var request = await room.Open(requestId, actor, "take out what was given", ct);
        var pack = await db.SubjectPacks.AsNoTracking().FirstOrDefaultAsync(p => p.Id == packId && p.RequestId == requestId, ct);
        if (pack is null || await store.Get(packId, ct) is not { } closed)
        {
            return null;
        }
        byte[] bytes;
        try
        {
            bytes = cipher.Open(packId, closed);
        }
        catch (CryptographicException error)
        {
            throw new InvalidDataException("What was given cannot be opened: its bytes or its key were changed", error);
        }
        if (Convert.ToHexStringLower(SHA256.HashData(bytes)) != pack.Sha256)
        {
            throw new InvalidDataException("This is not what was given");
        }
        await ledger.Write(actor, "Take out what was given", new SubjectPackOpened(request.PersonId, requestId, packId));
        return (pack, bytes);
    }

    private sealed record Made(Paper Paper, List<(SubjectItem Item, IReadOnlyList<HeldField> Fields)> Given, List<(SubjectItem Item, string File)> Files, int HeldBack);

    /// <summary>The paper, of what is given: words that are taken out are gone before anything is written.</summary>
    private async Task<Made> Make(SubjectRequest request, string council, CancellationToken ct)
    {
        var everywhere = await room.Everywhere(request.Id, ct);
        var items = await db.SubjectItems.AsNoTracking().Where(i => i.RequestId == request.Id && i.Choice != null).ToListAsync(ct);
        var given = items
            .Where(i => i.Choice == SubjectChoice.Give)
            .OrderBy(i => GatherRecord.Place(i.Section))
            .ThenBy(i => i.On ?? DateOnly.MinValue)
            .ThenBy(i => i.Id)
            .Select(i => (Item: i, Fields: Redaction.Apply(i.Fields, i.Taken, everywhere)))
            .ToList();
        var held = items.FindAll(i => i.Choice == SubjectChoice.HoldBack);
        // The name of a file may name somebody: the pack numbers them.
        var files = given.Where(g => g.Item.DocumentId is not null).Select((g, i) => (g.Item, File: $"File {i + 1}.{Ending(g.Item)}")).ToList();
        var person = await db.People.AsNoTracking().FirstAsync(p => p.Id == request.PersonId, ct);
        var paper = SubjectPaper.Of(
            request,
            person.DisplayName,
            council,
            given,
            [.. held.Where(h => h.Reason is { } r && DisclosureReasons.IsTold(r)).GroupBy(h => h.Reason!.Value).OrderBy(g => g.Key).Select(g => (g.Key, g.Count()))],
            [.. files.Select(f => f.Item.On is { } on ? $"{f.File}, {Kith.Standards.Calendar.DateWords.Long(on)}" : f.File)],
            held.Count > 0 || everywhere.Count > 0 || given.Exists(g => g.Item.Strikes is not null),
            clock.Today
        );
        return new Made(paper, given, files, held.Count);
    }

    private static string Ending(SubjectItem item)
    {
        var name = item.Fields.FirstOrDefault(f => f.Label == "File name")?.Text ?? "";
        var ending = name.Split('.')[^1].ToLowerInvariant();
        return ending.Length is > 0 and <= 5 && ending.All(char.IsAsciiLetterOrDigit) ? ending : "bin";
    }

    private static bool Same(string? typed, string meant) => Squeezed(typed) is { Length: > 0 } words && words == Squeezed(meant);

    private static string Squeezed(string? text) => new([.. (text ?? "").Where(c => !char.IsWhiteSpace(c)).Select(char.ToLowerInvariant)]);
}
