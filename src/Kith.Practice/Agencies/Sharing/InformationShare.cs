using System.ComponentModel.DataAnnotations;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Agencies;

/// <summary>Which way information went.</summary>
public enum SharedWay
{
    [Display(Name = "We told them")]
    Given,

    [Display(Name = "They told us")]
    Received,

    [Display(Name = "We were asked, and did not share")]
    Withheld,
}

/// <summary>
/// One line of the log of what was shared about a child with whom, why, and on what ground (*Information sharing: advice
/// for practitioners*: necessary, proportionate, relevant, adequate, accurate, timely and secure; and written down).
/// </summary>
public sealed class InformationShare : PersonRecord
{
    public DateOnly On { get; set; }
    public SharedWay Way { get; set; }

    /// <summary>The agency of the directory, where it is one; otherwise it stands in <see cref="Whom"/>.</summary>
    public Guid? AgencyId { get; set; }
    public required string Whom { get; set; }
    public required string What { get; set; }

    /// <summary>What it was for; where it was withheld, why.</summary>
    public required string Why { get; set; }
    public LawfulBasis Basis { get; set; }
    public SharingConsent Consent { get; set; }

    /// <summary>What the family said, or why they were not told.</summary>
    public string? ConsentReason { get; set; }

    /// <summary>The partner's referral that it came with.</summary>
    public Guid? PartnerReferralId { get; set; }
    public Guid? ByAccountId { get; set; }
    public DateTime RecordedAt { get; set; }
}

/// <summary>It was written down that information about a child was shared, or withheld, and on what ground.</summary>
public sealed record InformationShared(Guid Person, Guid Share, SharedWay Way, string Whom, LawfulBasis Basis, SharingConsent Consent, DateOnly On) : PersonEvent(Person);

/// <summary>What is written down of a sharing.</summary>
public sealed record ShareInput
{
    public SharedWay? Way { get; set; }
    public DateOnly? On { get; set; }
    public string? Whom { get; set; }
    public string? What { get; set; }
    public string? Why { get; set; }
    public LawfulBasis? Basis { get; set; }
    public SharingConsent? Consent { get; set; }
    public string? ConsentReason { get; set; }
}

/// <summary>A line of the log as a page shows it.</summary>
public sealed record ShareLine(Guid Id, InformationShare Share, string? Agency, string? By);

/// <summary>Keeps the log of information shared about a child. A line stands as it was written.</summary>
[UseCase]
public sealed class LogSharing(KithDb db, RecordAccess access, Acts.Acts acts, Clock clock)
{
    /// <summary>The longest that one answer may be.</summary>
    public const int Longest = 2000;

    /// <summary>The log of a child, latest first. The caller has already been allowed to read the record.</summary>
    public async Task<IReadOnlyList<ShareLine>> List(Guid childId, CancellationToken ct = default) =>
        await db
            .InformationShares.AsNoTracking()
            .Where(s => s.PersonId == childId)
            .OrderByDescending(s => s.On)
            .ThenByDescending(s => s.Id)
            .Take(200)
            .Select(s => new ShareLine(
                s.Id,
                s,
                db.PartnerAgencies.Where(a => a.Id == s.AgencyId).Select(a => a.Name).FirstOrDefault(),
                db.Users.Where(u => u.Id == s.ByAccountId).Select(u => u.DisplayName).FirstOrDefault()
            ))
            .ToListAsync(ct);

    /// <exception cref="AccessRefusedException">The actor may not record on this child.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or does not go together.</exception>
    public async Task Handle(Guid childId, ShareInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await access.Demand(actor, childId, Permission.RecordWork, "log what was shared", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var problems = new List<Problem>();
        if (input.Way is not { } way || !Enum.IsDefined(way))
        {
            problems.Add(new(nameof(input.Way), "Choose which way it went"));
            way = default;
        }
        if (input.On is null || input.On > clock.Today)
        {
            problems.Add(new(nameof(input.On), "Enter the day, today or in the past"));
        }
        foreach (
            var (field, value, missing, longest) in new[]
            {
                (nameof(input.Whom), input.Whom, "Write with whom: the agency and who there", 200),
                (nameof(input.What), input.What, "Write what, as little as says it", Longest),
                (nameof(input.Why), input.Why, way == SharedWay.Withheld ? "Write why it was not shared" : "Write what it was for", Longest),
            }
        )
        {
            if (Editing.Text(field, value, missing, longest) is { } wrong)
            {
                problems.Add(wrong);
            }
        }
        if (input.Basis is not { } basis || !Enum.IsDefined(basis))
        {
            problems.Add(new(nameof(input.Basis), "Choose the ground"));
            basis = default;
        }
        if (input.Consent is not { } consent || !Enum.IsDefined(consent))
        {
            problems.Add(new(nameof(input.Consent), "Say whether the family knows and agrees"));
            consent = default;
        }
        else if (consent != SharingConsent.Agreed && string.IsNullOrWhiteSpace(input.ConsentReason))
        {
            problems.Add(new(nameof(input.ConsentReason), consent == SharingConsent.NotTold ? "Say why the family was not told" : "Write what the family said"));
        }
        if (input is { Basis: LawfulBasis.Consent, Consent: not (null or SharingConsent.Agreed) } && way != SharedWay.Withheld)
        {
            problems.Add(new(nameof(input.Basis), "The family does not agree, so consent cannot be the ground"));
        }
        if (input.ConsentReason?.Length > Longest)
        {
            problems.Add(new(nameof(input.ConsentReason), $"This must be {Longest:N0} characters or fewer"));
        }
        Editing.Refuse(problems);
        var whom = input.Whom!.Trim();
        var lower = whom.ToLowerInvariant();
        var share = new InformationShare
        {
            Id = clock.NewId(),
            PersonId = childId,
            On = input.On!.Value,
            Way = way,
            AgencyId = await db.PartnerAgencies.Where(a => a.Name.ToLower() == lower).OrderBy(a => a.Id).Select(a => (Guid?)a.Id).FirstOrDefaultAsync(ct),
            Whom = whom,
            What = input.What!.Trim(),
            Why = input.Why!.Trim(),
            Basis = basis,
            Consent = consent,
            ConsentReason = PersonRules.Clean(input.ConsentReason),
            ByAccountId = actor.AccountId,
            RecordedAt = clock.UtcNow,
        };
        db.InformationShares.Add(share);
        var act = acts.Begin(actor, "Log what was shared", key: key);
        act.Happened(Event(share));
        await act.Save(share.Id, ct);
    }

    /// <summary>What came with a partner's referral, on each child's log; inside the act that took it in.</summary>
    internal static void FromReferral(KithDb db, Clock clock, Act act, PartnerReferral referral, string agency, IEnumerable<Guid> children, Actor actor)
    {
        foreach (var child in children)
        {
            var share = new InformationShare
            {
                Id = clock.NewId(),
                PersonId = child,
                On = Kith.Standards.Calendar.LondonTime.DateOf(referral.SentAt!.Value),
                Way = SharedWay.Received,
                AgencyId = referral.AgencyId,
                Whom = agency,
                What = $"Referral {referral.Reference}",
                Why = "They were worried about the child and told us.",
                Basis = referral.Basis!.Value,
                Consent = referral.Consent!.Value,
                ConsentReason = referral.ConsentReason,
                PartnerReferralId = referral.Id,
                ByAccountId = actor.AccountId,
                RecordedAt = act.At,
            };
            db.InformationShares.Add(share);
            act.Happened(Event(share));
        }
    }

    /// <summary>A line that another use case writes, inside its own act.</summary>
    internal static void Add(KithDb db, Act act, InformationShare share)
    {
        db.InformationShares.Add(share);
        act.Happened(Event(share));
    }

    private static InformationShared Event(InformationShare s) => new(s.PersonId, s.Id, s.Way, s.Whom, s.Basis, s.Consent, s.On);
}
