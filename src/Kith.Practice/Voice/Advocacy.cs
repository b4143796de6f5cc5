using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Voice;

/// <summary>Where an offer of an advocate stands.</summary>
public enum AdvocacyState
{
    Offered,
    Accepted,
    Declined,
    Ended,
}

/// <summary>An independent advocate was offered to a child; what the child chose, and how it ended.</summary>
public sealed class Advocacy : PersonRecord
{
    public DateOnly OfferedOn { get; set; }

    /// <summary>What the advocate would help with.</summary>
    public string? Purpose { get; set; }
    public DateOnly? AnsweredOn { get; set; }
    public bool? Accepted { get; set; }

    /// <summary>What the child said, where they did not want one.</summary>
    public string? DeclinedReason { get; set; }
    public string? Advocate { get; set; }
    public DateOnly? EndedOn { get; set; }
    public string? EndedReason { get; set; }

    /// <summary>Where it stands, from its facts.</summary>
    public AdvocacyState State =>
        EndedOn is not null ? AdvocacyState.Ended
        : Accepted == true ? AdvocacyState.Accepted
        : Accepted == false ? AdvocacyState.Declined
        : AdvocacyState.Offered;
}

/// <summary>A step as written.</summary>
public sealed record AdvocacyInput
{
    public DateOnly? On { get; set; }
    public string? Purpose { get; set; }
    public bool? Accepted { get; set; }
    public string? Reason { get; set; }
    public string? Advocate { get; set; }
}

/// <summary>An advocate was offered to a child.</summary>
public sealed record AdvocacyOffered(Guid Person, Guid Advocacy, DateOnly On) : PersonEvent(Person);

/// <summary>A child chose whether to have an advocate.</summary>
public sealed record AdvocacyAnswered(Guid Person, Guid Advocacy, DateOnly On, bool Accepted) : PersonEvent(Person);

/// <summary>An advocate's work with a child ended.</summary>
public sealed record AdvocacyEnded(Guid Person, Guid Advocacy, DateOnly On, string Reason) : PersonEvent(Person);

/// <summary>How a child took part in one conference or review.</summary>
public sealed record TookPart(DateOnly On, string Meeting, string? How, bool? AdvocateOffered, string Href);

/// <summary>Keeps offers of advocates, and shows how the child took part in conferences.</summary>
[UseCase]
public sealed class KeepAdvocacy(KithDb db, RecordAccess access, Acts.Acts acts, Clock clock)
{
    /// <summary>All offers, latest first. The caller has already been allowed to read the record.</summary>
    public async Task<IReadOnlyList<Advocacy>> List(Guid childId, CancellationToken ct = default) =>
        [.. (await db.Advocacies.AsNoTracking().Where(a => a.PersonId == childId).ToListAsync(ct)).OrderByDescending(a => a.OfferedOn).ThenByDescending(a => a.Id)];

    /// <summary>The conferences and reviews held about the child, latest first: three queries. The caller has already been allowed to read the record.</summary>
    public async Task<IReadOnlyList<TookPart>> Part(Guid childId, CancellationToken ct = default)
    {
        var first = await db.InitialConferences.AsNoTracking().Where(c => c.PersonId == childId && c.HeldOn != null).ToListAsync(ct);
        var later = await db.ReviewConferences.AsNoTracking().Where(c => c.PersonId == childId && c.HeldOn != null).ToListAsync(ct);
        var need = await db.CinReviews.AsNoTracking().Where(c => c.PersonId == childId && c.HeldOn != null).ToListAsync(ct);
        return
        [
            .. first
                .Select(c => new TookPart(c.HeldOn!.Value, "Initial conference", c.Participation, c.AdvocateOffered, $"/children/{childId}/records/initial-conference/{c.Id}"))
                .Concat(
                    later.Select(c => new TookPart(
                        c.HeldOn!.Value,
                        "Review conference",
                        c.Participation,
                        c.AdvocateOffered,
                        $"/children/{childId}/records/review-conference/{c.Id}"
                    ))
                )
                .Concat(
                    need.Select(c => new TookPart(
                        c.HeldOn!.Value,
                        "Review of the child in need plan",
                        c.Participation,
                        c.AdvocateOffered,
                        $"/children/{childId}/records/cin-review/{c.Id}"
                    ))
                )
                .OrderByDescending(t => t.On),
        ];
    }

    /// <summary>An advocate was offered.</summary>
    /// <exception cref="AccessRefusedException">The actor may not record on this child.</exception>
    /// <exception cref="NotAcceptedException">Something is missing, or an offer is open.</exception>
    public async Task<Guid> Offer(Guid childId, AdvocacyInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await access.Demand(actor, childId, Permission.RecordWork, "offer an advocate", ct);
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        Editing.Refuse(Day(input.On, null));
        if ((await List(childId, ct)).Any(a => a.State is AdvocacyState.Offered or AdvocacyState.Accepted))
        {
            throw new NotAcceptedException("", "An offer is open, or an advocate works with the child. Answer or end that first");
        }
        var offer = new Advocacy
        {
            Id = clock.NewId(),
            PersonId = childId,
            OfferedOn = input.On!.Value,
            Purpose = Short(input.Purpose),
        };
        db.Advocacies.Add(offer);
        var act = acts.Begin(actor, "Offer an advocate", key: key);
        act.Happened(new AdvocacyOffered(childId, offer.Id, offer.OfferedOn));
        return await act.Save(offer.Id, ct);
    }

    /// <summary>The child chose.</summary>
    /// <exception cref="AccessRefusedException">The actor may not record on this child.</exception>
    /// <exception cref="NotAcceptedException">Something is missing, or it was answered.</exception>
    /// <exception cref="SecondEditorException">Someone else changed it since.</exception>
    public Task Answer(Guid childId, Guid id, AdvocacyInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default) =>
        Step(
            childId,
            id,
            version,
            actor,
            key,
            "Record whether a child wants an advocate",
            offer =>
            {
                var problems = Day(input.On, offer.OfferedOn);
                if (offer.State != AdvocacyState.Offered)
                {
                    problems.Add(new("", "This offer was answered already"));
                }
                if (input.Accepted is null)
                {
                    problems.Add(new(nameof(input.Accepted), "Say whether the child wants an advocate"));
                }
                if (input.Accepted == true && string.IsNullOrWhiteSpace(input.Advocate))
                {
                    problems.Add(new(nameof(input.Advocate), "Say who the advocate is, or from which service"));
                }
                Editing.Refuse(problems);
                (offer.AnsweredOn, offer.Accepted) = (input.On, input.Accepted);
                offer.Advocate = input.Accepted == true ? Short(input.Advocate) : null;
                offer.DeclinedReason = input.Accepted == true ? null : Short(input.Reason);
                return new AdvocacyAnswered(childId, id, input.On!.Value, input.Accepted!.Value);
            },
            ct
        );

    /// <summary>The advocate's work ended.</summary>
    /// <exception cref="AccessRefusedException">The actor may not record on this child.</exception>
    /// <exception cref="NotAcceptedException">Something is missing, or no advocate works with the child.</exception>
    /// <exception cref="SecondEditorException">Someone else changed it since.</exception>
    public Task End(Guid childId, Guid id, AdvocacyInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default) =>
        Step(
            childId,
            id,
            version,
            actor,
            key,
            "End an advocate's work",
            offer =>
            {
                var problems = Day(input.On, offer.AnsweredOn ?? offer.OfferedOn);
                if (offer.State != AdvocacyState.Accepted)
                {
                    problems.Add(new("", "No advocate works with the child under this offer"));
                }
                if (Editing.Text(nameof(input.Reason), input.Reason, "Say why it ends", 500) is { } missing)
                {
                    problems.Add(missing);
                }
                Editing.Refuse(problems);
                (offer.EndedOn, offer.EndedReason) = (input.On, Short(input.Reason));
                return new AdvocacyEnded(childId, id, input.On!.Value, offer.EndedReason!);
            },
            ct
        );

    private async Task Step(Guid childId, Guid id, int? version, Actor actor, Guid? key, string name, Func<Advocacy, TrailEvent> change, CancellationToken ct)
    {
        await access.Demand(actor, childId, Permission.RecordWork, name, ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var offer =
            await db.Advocacies.FirstOrDefaultAsync(a => a.Id == id && a.PersonId == childId, ct) ?? throw new NotAcceptedException("", "This offer is not on the child's record");
        Editing.SameVersion(offer, version);
        var happened = change(offer);
        var act = acts.Begin(actor, name, key: key);
        act.Happened(happened);
        await act.Save(id, ct);
    }

    private List<Problem> Day(DateOnly? on, DateOnly? after) =>
        on is null || on > clock.Today || on < after ? [new("On", "Enter the day: today or in the past, and not before the step before")] : [];

    private static string? Short(string? text) => PersonRules.Clean(text) is { } t ? t[..Math.Min(500, t.Length)] : null;
}
