using System.Security.Cryptography;
using System.Text;
using Kith.Practice.Access;
using Kith.Practice.Store;
using Kith.Practice.SubjectAccess.Redacting;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.SubjectAccess;

/// <summary>The one door to a request: it is there for those who answer requests and may read the person's record, and for nobody else.</summary>
[UseCase]
public sealed class SubjectRoom(KithDb db, RecordAccess access)
{
    /// <summary>The request, to be changed.</summary>
    /// <exception cref="AccessRefusedException">There is none, or not for this actor.</exception>
    internal async Task<SubjectRequest> Open(Guid requestId, Actor actor, string what, CancellationToken ct)
    {
        RecordAccess.Demand(actor, Permission.AnswerSubjectAccess, what);
        var request = await db.SubjectRequests.FirstOrDefaultAsync(r => r.Id == requestId, ct) ?? throw new AccessRefusedException(Sight.Nothing, what);
        // What was gathered from records of others is in it: whoever may not read one of those may not read this.
        await access.Demand(actor, [request.PersonId, .. request.Elsewhere], Permission.AnswerSubjectAccess, what, ct);
        return request;
    }

    /// <summary>Words that are taken out wherever they stand.</summary>
    internal async Task<List<(string Words, DisclosureReason Reason)>> Everywhere(Guid requestId, CancellationToken ct) =>
        [
            .. (await db.SubjectWords.AsNoTracking().Where(w => w.RequestId == requestId).OrderBy(w => w.Id).Select(w => new { w.Words, w.Reason }).ToListAsync(ct)).Select(w =>
                (w.Words, w.Reason)
            ),
        ];

    /// <summary>
    /// What is given and what is not, as a digest over every item, its words, what is decided and what is taken out. What a second
    /// person agreed to is known by it.
    /// </summary>
    internal async Task<string> Digest(Guid requestId, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var items = db
            .SubjectItems.AsNoTracking()
            .Where(i => i.RequestId == requestId)
            .OrderBy(i => i.Id)
            .Select(i => new
            {
                i.Id,
                i.ContentDigest,
                i.Choice,
                i.Reason,
                i.Strikes,
            })
            .AsAsyncEnumerable();
        await foreach (var i in items.WithCancellation(ct))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{i.Id:N}|{i.ContentDigest}|{i.Choice}|{i.Reason}|{i.Strikes}\n"));
        }
        foreach (var (words, reason) in await Everywhere(requestId, ct))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{words}|{reason}\n"));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

/// <summary>Whether somebody's request to read what is held about a person is open: then nothing of it may be disposed of.</summary>
[UseCase]
public sealed class OpenRequests(KithDb db)
{
    /// <summary>Those of some people about whom a request is open, or in whose record is looked for what stands about somebody else. For whoever disposes of records; it asks nobody's permission and tells nothing else.</summary>
    public async Task<IReadOnlySet<Guid>> Among(IReadOnlyCollection<Guid> people, CancellationToken ct = default)
    {
        var open = db.SubjectRequests.AsNoTracking().Where(r => r.GivenAt == null && r.EndedOn == null);
        var asked = await open.Where(r => people.Contains(r.PersonId)).Select(r => r.PersonId).ToListAsync(ct);
        // Requests are open by the dozen, and few of them look in the records of others.
        var elsewhere = await open.Where(r => r.AlsoIn != null).ToListAsync(ct);
        return asked.Concat(elsewhere.SelectMany(r => r.Elsewhere).Where(people.Contains)).ToHashSet();
    }
}

/// <summary>Holds the record of somebody about whom a request is open: what they asked to read does not go.</summary>
public sealed class HeldByRequest(OpenRequests open) : Retention.IHoldsDisposal
{
    public async Task<IReadOnlyList<(Guid Person, string Why)>> Held(IReadOnlyCollection<Guid> people, CancellationToken ct = default) =>
        [.. (await open.Among(people, ct)).Select(p => (p, "Something else in this record is not finished"))];
}
