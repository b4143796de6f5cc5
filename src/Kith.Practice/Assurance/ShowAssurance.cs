using Kith.Practice.Access;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Assurance;

/// <summary>An edition in the archive.</summary>
public sealed record EditionLine(Guid Id, string Title, DateOnly AsAt, DateTime OpenFrom, bool Withdrawn);

/// <summary>What a reader sees: an edition, the one before it to compare with, and the archive.</summary>
/// <param name="Shown">Null where none is published.</param>
/// <param name="Before">The last published edition of an earlier quarter; its pinned figures are those of then.</param>
/// <param name="Public">Whether people without an account may read this.</param>
public sealed record AssurancePage(AssuranceEdition? Shown, AssuranceEdition? Before, IReadOnlyList<EditionLine> Archive, bool Public);

/// <summary>
/// The assurance page as everybody reads it: the public where the authority has opened it, and always the lead member, the
/// chief executive and those who keep it. Nothing is worked out here: what was pinned is shown.
/// </summary>
[UseCase]
public sealed class ShowAssurance(KithDb db, Clock clock)
{
    /// <summary>Editions of the archive: ten years.</summary>
    public const int Most = 40;

    /// <summary>Whether people without an account may read it today.</summary>
    public async Task<bool> IsPublic(CancellationToken ct = default) => (await PolicyBook.Load(db, ct)).IsYes(Policies.AssurancePublic, clock.Today);

    /// <param name="id">The edition; null for the latest.</param>
    /// <param name="reader">Null for somebody without an account.</param>
    /// <returns>Null where this reader may see nothing, or there is no such published edition: both look the same.</returns>
    public async Task<AssurancePage?> Show(Guid? id, Actor? reader, CancellationToken ct = default)
    {
        var open = await IsPublic(ct);
        if (!open && !(reader is not null && (reader.May(Permission.ReadAssurance) || reader.May(Permission.KeepAssurance))))
        {
            return null;
        }
        var now = clock.UtcNow;
        var published = await db
            .AssuranceEditions.AsNoTracking()
            .Where(e => e.OpenFrom != null && e.OpenFrom <= now)
            .OrderByDescending(e => e.AsAt)
            .ThenByDescending(e => e.OpenFrom)
            .ThenBy(e => e.Id)
            .Take(Most)
            .ToListAsync(ct);
        var shown = id is null ? published.Find(e => e.WithdrawnAt is null) : published.Find(e => e.Id == id);
        if (id is not null && shown is null)
        {
            return null;
        }
        return new(
            shown,
            shown is null ? null : published.Find(e => e.WithdrawnAt is null && e.AsAt < shown.AsAt),
            [.. published.Select(e => new EditionLine(e.Id, e.Title, e.AsAt, e.OpenFrom!.Value, e.WithdrawnAt is not null))],
            open
        );
    }
}

/// <summary>An edition as those who keep assurance see it.</summary>
/// <param name="Small">Sentences with small numbers in them, to be looked at.</param>
/// <param name="MayPublish">The actor publishes editions, and did not write this one last.</param>
public sealed record KeptEdition(AssuranceEdition Edition, EditionState State, AssuranceEdition? Before, IReadOnlyList<string> Small, bool Publishes, bool MayPublish);

/// <summary>All editions, for those who keep assurance.</summary>
public sealed record KeptEditions(IReadOnlyList<(AssuranceEdition Edition, EditionState State)> Editions, IReadOnlyList<DateOnly> Free, bool Public);

/// <summary>Shows drafts and embargoed editions to those who keep assurance, and to nobody else.</summary>
[UseCase]
public sealed class ShowEditions(KithDb db, Clock clock)
{
    /// <summary>The list, and the quarters that have no edition yet.</summary>
    /// <exception cref="AccessRefusedException">The actor does not keep assurance.</exception>
    public async Task<KeptEditions> List(Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.KeepAssurance, "see the editions");
        var all = await db.AssuranceEditions.AsNoTracking().OrderByDescending(e => e.AsAt).ThenByDescending(e => e.Id).Take(ShowAssurance.Most).ToListAsync(ct);
        var taken = all.Where(e => e.WithdrawnAt is null).Select(e => e.AsAt).ToHashSet();
        return new(
            [.. all.Select(e => (e, e.StateAt(clock.UtcNow)))],
            [.. WriteEdition.Days(clock.Today).Where(d => !taken.Contains(d))],
            (await PolicyBook.Load(db, ct)).IsYes(Policies.AssurancePublic, clock.Today)
        );
    }

    /// <summary>One edition, with the one before.</summary>
    /// <exception cref="AccessRefusedException">The actor does not keep assurance, or there is no such edition.</exception>
    public async Task<KeptEdition> Show(Guid id, Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.KeepAssurance, "see an edition");
        var edition = await db.AssuranceEditions.AsNoTracking().FirstOrDefaultAsync(e => e.Id == id, ct) ?? throw new AccessRefusedException(Sight.Nothing, "see an edition");
        var now = clock.UtcNow;
        var before = await db
            .AssuranceEditions.AsNoTracking()
            .Where(e => e.AsAt < edition.AsAt && e.OpenFrom != null && e.OpenFrom <= now && e.WithdrawnAt == null)
            .OrderByDescending(e => e.AsAt)
            .ThenBy(e => e.Id)
            .FirstOrDefaultAsync(ct);
        var publishes = actor.May(Permission.PublishAssurance);
        return new(
            edition,
            edition.StateAt(now),
            before,
            [.. new[] { edition.Opening, edition.InspectorsSaid, edition.WasDone }.SelectMany(WriteEdition.SmallNumbers)],
            publishes,
            publishes && edition.WrittenById != actor.AccountId
        );
    }
}
