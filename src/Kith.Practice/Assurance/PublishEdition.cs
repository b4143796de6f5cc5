using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Kith.Standards.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Assurance;

/// <summary>From when everybody may read an edition, as a form holds it: a day and an hour in London. Neither: at once.</summary>
public sealed record PublishInput
{
    public DateOnly? Day { get; set; }
    public TimeOnly? Hour { get; set; }
}

/// <summary>
/// Publishes an edition by name: at once or from an hour on, until which nobody else sees it. Whoever wrote it last does not
/// publish it, and figures that would give a small number away together with editions that were published since they were counted
/// are counted again first. Before its hour it can be held back; afterwards only taken back, with a reason that stands in its place.
/// </summary>
[UseCase]
public sealed class PublishEdition(KithDb db, Acts.Acts acts, Clock clock)
{
    /// <exception cref="AccessRefusedException">The actor does not publish, or there is no such edition.</exception>
    /// <exception cref="NotAcceptedException">They wrote it themselves, a part is empty, the hour has passed, or its figures give a small number away.</exception>
    /// <exception cref="SecondEditorException">Someone wrote in it in the meantime.</exception>
    public async Task Handle(Guid id, PublishInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.PublishAssurance, "publish an edition");
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var now = clock.UtcNow;
        var edition = await Get(id, version, ct);
        if (edition.StateAt(now) != EditionState.Draft)
        {
            throw new NotAcceptedException("", "This edition is agreed already");
        }
        var problems = new List<Problem>();
        if (edition.WrittenById == actor.AccountId)
        {
            problems.Add(new("", "You wrote in this edition last, so somebody else publishes it"));
        }
        if (edition.Opening.Length == 0 || edition.WasDone.Length == 0)
        {
            problems.Add(new("", "Write how things are and what was done before it is published: figures alone tell nobody what they mean"));
        }
        var pinned = edition.Pinned;
        var held = PublishedNumbers.Against([.. pinned.Select(f => f.Number)], edition.AsAt, await WriteEdition.Told(db, ct));
        if (pinned.Zip(held).Any(f => f.First.Number.Held is HeldBack.No or HeldBack.Unknown && f.First.Number.Held != f.Second.Held))
        {
            problems.Add(new("", "Count the figures again before it is published: other editions were published since, and a small number could be worked out from them together"));
        }
        if (input.Day is null && input.Hour is not null)
        {
            problems.Add(new(nameof(input.Day), "Enter the day from which everybody may read it"));
        }
        var from = input.Day is { } day ? LondonTime.ToUtc(day.ToDateTime(input.Hour ?? new TimeOnly(0, 0))) : now;
        if (from < now || from > now.AddDays(90))
        {
            problems.Add(new(nameof(input.Day), "The hour must be still to come, within three months"));
        }
        Editing.Refuse(problems);
        // The same figures are not given; the reason may have become another.
        if (pinned.Zip(held).Any(f => f.First.Number != f.Second))
        {
            edition.Figures = AssuranceEdition.Pin([.. pinned.Zip(held, (f, n) => f with { Number = n })]);
        }
        (edition.OpenFrom, edition.PublishedById, edition.PublishedBy) = (from, actor.AccountId, actor.Name);
        var act = acts.Begin(actor, "Publish an edition of the assurance page", key: key);
        act.Happened(new EditionPublished(id, from));
        await act.Save(id, ct);
    }

    /// <summary>Before its hour: it is a draft again.</summary>
    /// <exception cref="NotAcceptedException">Its hour has come, or it was not agreed.</exception>
    public async Task HoldBack(Guid id, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.PublishAssurance, "hold an edition back");
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var edition = await Get(id, version, ct);
        if (edition.StateAt(clock.UtcNow) != EditionState.Embargoed)
        {
            throw new NotAcceptedException("", "Only an edition whose hour is still to come can be held back");
        }
        (edition.OpenFrom, edition.PublishedById, edition.PublishedBy) = (null, null, null);
        var act = acts.Begin(actor, "Hold an edition back", key: key);
        act.Happened(new EditionHeldBack(id));
        await act.Save(id, ct);
    }

    /// <summary>Takes a published edition back. That there was one, and why it was taken back, stays to be read; another of the quarter may be made.</summary>
    /// <exception cref="NotAcceptedException">It is not published, or there is no reason.</exception>
    public async Task Withdraw(Guid id, string? reason, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.PublishAssurance, "take an edition back");
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var edition = await Get(id, version, ct);
        if (edition.StateAt(clock.UtcNow) != EditionState.Published)
        {
            throw new NotAcceptedException("", "Only a published edition can be taken back");
        }
        if (Editing.Text("Reason", reason, "Say why it is taken back: everybody reads it in its place", 500) is { } missing)
        {
            throw new NotAcceptedException([missing]);
        }
        (edition.WithdrawnAt, edition.WithdrawnWhy) = (clock.UtcNow, reason!.Trim());
        var act = acts.Begin(actor, "Take an edition back", edition.WithdrawnWhy, key);
        act.Happened(new EditionWithdrawn(id, edition.WithdrawnWhy));
        await act.Save(id, ct);
    }

    private async Task<AssuranceEdition> Get(Guid id, int? version, CancellationToken ct)
    {
        var edition = await db.AssuranceEditions.FirstOrDefaultAsync(e => e.Id == id, ct) ?? throw new AccessRefusedException(Sight.Nothing, "publish an edition");
        Editing.SameVersion(edition, version);
        return edition;
    }
}
