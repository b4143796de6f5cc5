using System.Text.Json;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Store;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Drafts;

/// <summary>A half-written form as its writer left it.</summary>
/// <param name="Version">Goes up with every save: a device that saves an older one is told.</param>
/// <param name="Fields">What the form held, field by field, as it would be sent.</param>
/// <param name="ActKey">The form's key, so that the same form finished on two devices makes one record.</param>
public sealed record KeptDraft(Guid Id, int Version, DateTime SavedAt, Guid? ActKey, IReadOnlyDictionary<string, string[]> Fields);

/// <summary>What a form sends to be kept.</summary>
public sealed record DraftInput
{
    /// <summary>Which form, on which record: «record-visit/6f…».</summary>
    public string? Form { get; init; }
    public Guid? PersonId { get; init; }

    /// <summary>Where the form is, to go on there: an address of this service.</summary>
    public string? Href { get; init; }

    /// <summary>The version that this device saw; null when it saw none.</summary>
    public int? Version { get; init; }
    public Guid? ActKey { get; init; }

    /// <summary>True: keep this one although another device has kept a newer one.</summary>
    public bool Over { get; init; }
    public IReadOnlyDictionary<string, string[]> Fields { get; init; } = new Dictionary<string, string[]>();
}

/// <summary>What became of a draft that was to be kept.</summary>
public enum DraftFate
{
    Kept,

    /// <summary>Another device kept a newer one; nothing was changed.</summary>
    NewerElsewhere,

    /// <summary>The form has been finished; there is nothing to keep.</summary>
    Finished,
}

/// <summary>Keeps half-written forms for their writers alone, until they are finished or thrown away.</summary>
[UseCase]
public sealed class KeepDraft(KithDb db, DatabaseEngine engine, RecordAccess access, IDataProtectionProvider protection, Clock clock)
{
    /// <summary>The most that one draft may hold.</summary>
    public const int MostCharacters = 300_000;

    /// <summary>What is half written is as private as what is finished: the database file alone gives nothing away.</summary>
    private readonly IDataProtector cipher = protection.CreateProtector("Kith.Drafts.v1");

    /// <exception cref="AccessRefusedException">The draft is about a record that the actor may not read.</exception>
    /// <exception cref="NotAcceptedException">It is too long or says nothing of its form.</exception>
    public async Task<(DraftFate Fate, KeptDraft? Draft)> Save(DraftInput input, Actor actor, CancellationToken ct = default)
    {
        if (string.IsNullOrWhiteSpace(input.Form) || input.Form.Length > 200)
        {
            throw new NotAcceptedException("", "This form cannot be kept");
        }
        if (input.PersonId is { } person && await access.SightOf(actor, person, ct) != Sight.Read)
        {
            throw new AccessRefusedException(Sight.Nothing, "keep a draft");
        }
        var content = JsonSerializer.Serialize(input.Fields);
        if (content.Length > MostCharacters)
        {
            throw new NotAcceptedException("", "This is too long to be kept as a draft");
        }
        await using var turn = await engine.BeginWrite(db, ct);
        if (input.ActKey is { } key && await db.ActKeys.AnyAsync(k => k.Key == key, ct))
        {
            return (DraftFate.Finished, null);
        }
        var draft = await db.Drafts.FirstOrDefaultAsync(d => d.AccountId == actor.AccountId && d.Form == input.Form, ct);
        if (draft is not null && draft.Version != input.Version && !input.Over)
        {
            return (DraftFate.NewerElsewhere, Read(draft));
        }
        if (draft is null)
        {
            draft = new Draft
            {
                Id = clock.NewId(),
                AccountId = actor.AccountId,
                Form = input.Form,
                Content = "",
            };
            db.Drafts.Add(draft);
        }
        draft.PersonId = input.PersonId;
        draft.Href = input.Href;
        draft.ActKey = input.ActKey;
        draft.Content = cipher.Protect(content);
        draft.SavedAt = clock.UtcNow;
        draft.Version++;
        await db.SaveChangesAsync(ct);
        await turn.Commit(ct);
        return (DraftFate.Kept, Read(draft));
    }

    /// <summary>The draft of a form, on whichever device it was kept; null when there is none.</summary>
    public async Task<KeptDraft?> Load(string form, Actor actor, CancellationToken ct = default)
    {
        var draft = await db.Drafts.AsNoTracking().FirstOrDefaultAsync(d => d.AccountId == actor.AccountId && d.Form == form, ct);
        // What was finished (on another device, or just before the connection went) is no draft any more.
        return draft is null || (draft.ActKey is { } key && await db.ActKeys.AnyAsync(k => k.Key == key, ct)) ? null : Read(draft);
    }

    /// <summary>Throws a draft away, for its writer alone.</summary>
    public Task Discard(string form, Actor actor, CancellationToken ct = default) => db.Drafts.Where(d => d.AccountId == actor.AccountId && d.Form == form).ExecuteDeleteAsync(ct);

    /// <summary>
    /// Adds, to be saved with the act, a draft that was written elsewhere and must not be lost: also where its writer may not
    /// read the record any more, for then it is all that there is.
    /// </summary>
    internal void Arrived(Guid account, string form, Guid person, string href, Guid key, IReadOnlyDictionary<string, string[]> fields) =>
        db.Drafts.Add(
            new Draft
            {
                Id = clock.NewId(),
                AccountId = account,
                Form = form,
                PersonId = person,
                Href = href,
                ActKey = key,
                Content = cipher.Protect(JsonSerializer.Serialize(fields)),
                SavedAt = clock.UtcNow,
                Version = 1,
            }
        );

    private KeptDraft Read(Draft draft)
    {
        // Drafts kept before they were encrypted are plain JSON.
        var content = draft.Content.StartsWith('{') ? draft.Content : cipher.Unprotect(draft.Content);
        return new(draft.Id, draft.Version, draft.SavedAt, draft.ActKey, JsonSerializer.Deserialize<Dictionary<string, string[]>>(content) ?? []);
    }
}
