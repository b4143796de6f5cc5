using System.Security.Cryptography;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Kith.Standards.CodeSets;
using Kith.Standards.Identifiers;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Agencies;

/// <summary>One child as the partner writes them.</summary>
public sealed record ReferredChildInput
{
    public string? GivenName { get; set; }
    public string? FamilyName { get; set; }
    public DateOnly? DateOfBirth { get; set; }
    public string? Age { get; set; }
    public string? Sex { get; set; }
    public string? Address { get; set; }
    public string? Postcode { get; set; }
    public string? School { get; set; }
    public string? Carers { get; set; }

    /// <summary>True for a block that nobody has written in.</summary>
    public bool IsEmpty => DateOfBirth is null && new[] { GivenName, FamilyName, Age, Sex, Address, Postcode, School, Carers }.All(string.IsNullOrWhiteSpace);
}

/// <summary>A referral as the partner writes it.</summary>
public sealed record PartnerReferralInput
{
    public List<ReferredChildInput> Children { get; set; } = [];
    public string? SpokeTo { get; set; }
    public string? Worries { get; set; }
    public string? GoingWell { get; set; }
    public string? Tried { get; set; }
    public string? Wanted { get; set; }
    public string? ChildSays { get; set; }
    public string? Safety { get; set; }
    public SharingConsent? Consent { get; set; }
    public string? ConsentReason { get; set; }
    public LawfulBasis? Basis { get; set; }

    /// <summary>What was kept, as the form holds it.</summary>
    public static PartnerReferralInput Of(PartnerReferral r) =>
        new()
        {
            Children =
            [
                .. r
                    .Children.OrderBy(c => c.Number)
                    .Select(c => new ReferredChildInput
                    {
                        GivenName = c.GivenName,
                        FamilyName = c.FamilyName,
                        DateOfBirth = c.DateOfBirth,
                        Age = c.Age,
                        Sex = c.Sex,
                        Address = c.Address,
                        Postcode = c.Postcode,
                        School = c.School,
                        Carers = c.Carers,
                    }),
            ],
            SpokeTo = r.SpokeTo,
            Worries = r.Worries,
            GoingWell = r.GoingWell,
            Tried = r.Tried,
            Wanted = r.Wanted,
            ChildSays = r.ChildSays,
            Safety = r.Safety,
            Consent = r.Consent,
            ConsentReason = r.ConsentReason,
            Basis = r.Basis,
        };
}

/// <summary>Writes a partner's referral: begins, keeps, sends, throws away. Nobody but its writer, and only until it is sent.</summary>
[UseCase]
public sealed class WritePartnerReferral(KithDb db, Acts.Acts acts, Clock clock)
{
    /// <summary>The longest that one answer of the form may be.</summary>
    public const int Longest = 8000;

    /// <summary>Referrals that one person may have begun and not sent.</summary>
    public const int MostOpen = 20;

    private const string Alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    /// <summary>One of the partner's own referrals; null when there is none of that id that is theirs.</summary>
    /// <exception cref="AccessRefusedException">The actor is no partner.</exception>
    public async Task<(PartnerReferral Referral, Partner By)?> Show(Guid referralId, Actor actor, CancellationToken ct = default)
    {
        var me = await Partner.Of(db, actor, clock.Today, "open a referral", ct);
        var referral = await db
            .PartnerReferrals.AsNoTracking()
            .Include(r => r.Children.OrderBy(c => c.Number))
            .FirstOrDefaultAsync(r => r.Id == referralId && r.ProfessionalId == me.Id && r.ThrownAwayAt == null, ct);
        return referral is null ? null : (referral, me);
    }

    /// <summary>Begins one. Where it is urgent, the number to ring is shown next, and that it was shown is kept.</summary>
    /// <returns>The id of the referral.</returns>
    /// <exception cref="AccessRefusedException">The actor is no partner.</exception>
    /// <exception cref="NotAcceptedException">It is not said whether it is urgent, or too many are begun.</exception>
    public async Task<Guid> Begin(bool? urgent, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var me = await Partner.Of(db, actor, clock.Today, "begin a referral", ct);
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        if (urgent is not { } now)
        {
            throw new NotAcceptedException("Urgent", "Say whether a child may be hurt before the next working day");
        }
        if (await db.PartnerReferrals.CountAsync(r => r.ProfessionalId == me.Id && r.SentAt == null && r.ThrownAwayAt == null, ct) >= MostOpen)
        {
            throw new NotAcceptedException("", $"You have begun {MostOpen} referrals. Send or throw away one of them first");
        }
        var referral = new PartnerReferral
        {
            Id = clock.NewId(),
            ProfessionalId = me.Id,
            AgencyId = me.AgencyId,
            Urgent = now,
            BegunAt = clock.UtcNow,
            SavedAt = clock.UtcNow,
        };
        db.PartnerReferrals.Add(referral);
        var act = acts.Begin(actor, "Begin a referral", key: key);
        act.Happened(new PartnerReferralBegun(referral.Id, me.Id, now));
        return await act.Save(referral.Id, ct);
    }

    /// <summary>
    /// The number to ring now, written down as shown before it is: nobody can say later that the page did not say so.
    /// </summary>
    /// <exception cref="AccessRefusedException">There is no referral of that id that is the partner's.</exception>
    public async Task<string> ShowNumber(Guid referralId, Actor actor, CancellationToken ct = default)
    {
        var (referral, me) = await Own(referralId, actor, "see the number to ring", ct);
        var number = (await PolicyBook.Load(db, ct)).Value(Policies.UrgentNumber, clock.Today);
        referral.UrgentShownAt ??= clock.UtcNow;
        (referral.Urgent, referral.UrgentNumber) = (true, number);
        var act = acts.Begin(actor, "See the number to ring");
        act.Happened(new UrgentNumberShown(referralId, me.Id, number));
        await act.Save(referralId, ct);
        return number;
    }

    /// <summary>Keeps what is written so far. Nothing is wrong yet, however little it is.</summary>
    /// <exception cref="AccessRefusedException">There is no referral of that id that is the partner's.</exception>
    /// <exception cref="NotAcceptedException">It was sent already, or is too long.</exception>
    /// <exception cref="SecondEditorException">It was kept from another window since.</exception>
    public async Task Keep(Guid referralId, PartnerReferralInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var (referral, me) = await Own(referralId, actor, "keep a referral", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        DemandDraft(referral);
        Editing.SameVersion(referral, version);
        Editing.Refuse(TooLong(input));
        Write(referral, input);
        var act = acts.Begin(actor, "Keep a referral", key: key);
        act.Happened(new PartnerReferralSaved(referralId, me.Id, referral.Children.Count));
        await act.Save(referralId, ct);
    }

    /// <summary>Sends it to the front door. From then on it does not change.</summary>
    /// <returns>Its reference.</returns>
    /// <exception cref="AccessRefusedException">There is no referral of that id that is the partner's.</exception>
    /// <exception cref="NotAcceptedException">Something is missing.</exception>
    /// <exception cref="SecondEditorException">It was kept from another window since.</exception>
    public async Task<string> Send(Guid referralId, PartnerReferralInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var (referral, me) = await Own(referralId, actor, "send a referral", ct);
        if (await acts.AlreadyDone(key, ct) is not null && referral.Reference is { } before)
        {
            return before;
        }
        DemandDraft(referral);
        Editing.SameVersion(referral, version);
        Editing.Refuse(Missing(referral, input));
        Write(referral, input);
        referral.SentAt = clock.UtcNow;
        referral.Reference = RandomNumberGenerator.GetString(Alphabet, 8).Insert(4, "-");
        var act = acts.Begin(actor, "Send a referral", key: key);
        act.Happened(new PartnerReferralSent(referralId, me.Id, referral.Reference, referral.Children.Count, referral.Urgent, referral.Consent!.Value, referral.Basis!.Value));
        await act.Save(referralId, ct);
        return referral.Reference;
    }

    /// <summary>Throws away what was not sent.</summary>
    /// <exception cref="AccessRefusedException">There is no referral of that id that is the partner's.</exception>
    /// <exception cref="NotAcceptedException">It was sent already.</exception>
    public async Task ThrowAway(Guid referralId, Actor actor, Guid? key, CancellationToken ct = default)
    {
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var (referral, me) = await Own(referralId, actor, "throw away a referral", ct);
        DemandDraft(referral);
        referral.ThrownAwayAt = clock.UtcNow;
        var act = acts.Begin(actor, "Throw away a referral", key: key);
        act.Happened(new PartnerReferralThrownAway(referralId, me.Id));
        await act.Save(referralId, ct);
    }

    private async Task<(PartnerReferral, Partner)> Own(Guid referralId, Actor actor, string what, CancellationToken ct)
    {
        var me = await Partner.Of(db, actor, clock.Today, what, ct);
        var referral =
            await db
                .PartnerReferrals.Include(r => r.Children.OrderBy(c => c.Number))
                .FirstOrDefaultAsync(r => r.Id == referralId && r.ProfessionalId == me.Id && r.ThrownAwayAt == null, ct)
            ?? throw new AccessRefusedException(Sight.Nothing, what);
        return (referral, me);
    }

    private static void DemandDraft(PartnerReferral referral)
    {
        if (!referral.IsDraft)
        {
            throw new NotAcceptedException("", "This was sent and does not change any more. Ring us where something in it is wrong, and give the reference");
        }
    }

    private void Write(PartnerReferral r, PartnerReferralInput input)
    {
        r.SpokeTo = PersonRules.Clean(input.SpokeTo);
        r.Worries = PersonRules.Clean(input.Worries);
        r.GoingWell = PersonRules.Clean(input.GoingWell);
        r.Tried = PersonRules.Clean(input.Tried);
        r.Wanted = PersonRules.Clean(input.Wanted);
        r.ChildSays = PersonRules.Clean(input.ChildSays);
        r.Safety = PersonRules.Clean(input.Safety);
        r.Consent = input.Consent;
        r.ConsentReason = PersonRules.Clean(input.ConsentReason);
        r.Basis = input.Basis;
        r.SavedAt = clock.UtcNow;
        var children = input.Children.Where(c => !c.IsEmpty).ToList();
        while (r.Children.Count > children.Count)
        {
            db.ReferredChildren.Remove(r.Children[^1]);
            r.Children.RemoveAt(r.Children.Count - 1);
        }
        for (var i = 0; i < children.Count; i++)
        {
            if (i == r.Children.Count)
            {
                var added = new ReferredChild { Id = clock.NewId(), ReferralId = r.Id };
                db.ReferredChildren.Add(added);
                if (!r.Children.Contains(added))
                {
                    r.Children.Add(added);
                }
            }
            var (to, from) = (r.Children[i], children[i]);
            to.Number = i + 1;
            to.GivenName = PersonRules.Clean(from.GivenName);
            to.FamilyName = PersonRules.Clean(from.FamilyName);
            to.DateOfBirth = from.DateOfBirth;
            to.Age = PersonRules.Clean(from.Age);
            to.Sex = PersonRules.Clean(from.Sex);
            to.Address = PersonRules.Clean(from.Address);
            to.Postcode = PersonRules.Clean(from.Postcode);
            to.School = PersonRules.Clean(from.School);
            to.Carers = PersonRules.Clean(from.Carers);
        }
    }

    private static List<Problem> TooLong(PartnerReferralInput input)
    {
        var problems = new List<Problem>();
        foreach (
            var (field, text, longest) in new[]
            {
                (nameof(input.Worries), input.Worries, Longest),
                (nameof(input.GoingWell), input.GoingWell, Longest),
                (nameof(input.Tried), input.Tried, Longest),
                (nameof(input.Wanted), input.Wanted, Longest),
                (nameof(input.ChildSays), input.ChildSays, Longest),
                (nameof(input.Safety), input.Safety, 1000),
                (nameof(input.ConsentReason), input.ConsentReason, 1000),
                (nameof(input.SpokeTo), input.SpokeTo, 200),
            }
        )
        {
            if (text?.Trim().Length > longest)
            {
                problems.Add(new(field, $"This must be {longest:N0} characters or fewer"));
            }
        }
        if (input.Children.Count(c => !c.IsEmpty) > PartnerReferral.MostChildren)
        {
            problems.Add(new("", $"One referral is about {PartnerReferral.MostChildren} children at most"));
        }
        for (var i = 0; i < input.Children.Count; i++)
        {
            var c = input.Children[i];
            foreach (
                var (field, text, longest) in new[]
                {
                    (nameof(c.GivenName), c.GivenName, 100),
                    (nameof(c.FamilyName), c.FamilyName, 100),
                    (nameof(c.Age), c.Age, 60),
                    (nameof(c.Sex), c.Sex, 1),
                    (nameof(c.Address), c.Address, 300),
                    (nameof(c.Postcode), c.Postcode, 10),
                    (nameof(c.School), c.School, 200),
                    (nameof(c.Carers), c.Carers, 1000),
                }
            )
            {
                if (text?.Trim().Length > longest)
                {
                    problems.Add(new($"Children[{i}].{field}", $"This must be {longest:N0} characters or fewer"));
                }
            }
        }
        return problems;
    }

    private List<Problem> Missing(PartnerReferral referral, PartnerReferralInput input)
    {
        var problems = TooLong(input);
        if (input.Children.All(c => c.IsEmpty))
        {
            problems.Add(new("Children[0].GivenName", "Write which child it is about"));
        }
        for (var i = 0; i < input.Children.Count; i++)
        {
            var c = input.Children[i];
            if (c.IsEmpty)
            {
                continue;
            }
            if (string.IsNullOrWhiteSpace(c.GivenName) && string.IsNullOrWhiteSpace(c.FamilyName))
            {
                problems.Add(new($"Children[{i}].GivenName", "Write the child’s name, as far as you know it"));
            }
            if (c.DateOfBirth is null && string.IsNullOrWhiteSpace(c.Age))
            {
                problems.Add(new($"Children[{i}].Age", "Write the date of birth, or about how old the child is"));
            }
            if (c.DateOfBirth > clock.Today || c.DateOfBirth < clock.Today.AddYears(-26))
            {
                problems.Add(
                    new(
                        $"Children[{i}].DateOfBirth",
                        "The date of birth must be in the past, and of a child or young person. For a child not yet born, write when they are due below"
                    )
                );
            }
            if (!string.IsNullOrWhiteSpace(c.Postcode) && !Postcode.TryParse(c.Postcode, out _, out var wrong))
            {
                problems.Add(new($"Children[{i}].Postcode", wrong));
            }
            if (!string.IsNullOrWhiteSpace(c.Sex) && !CodeSets.Sex.Contains(c.Sex))
            {
                problems.Add(new($"Children[{i}].Sex", "Choose from the list"));
            }
        }
        if (Editing.Text(nameof(input.Worries), input.Worries, "Write what you are worried about", Longest) is { } worries && string.IsNullOrWhiteSpace(input.Worries))
        {
            problems.Add(worries);
        }
        if (input.Consent is not { } consent || !Enum.IsDefined(consent))
        {
            problems.Add(new(nameof(input.Consent), "Say whether the family knows and agrees"));
        }
        else if (consent != SharingConsent.Agreed && string.IsNullOrWhiteSpace(input.ConsentReason))
        {
            problems.Add(
                new(
                    nameof(input.ConsentReason),
                    consent == SharingConsent.NotTold ? "Say why the family was not told: for example, it would put a child at risk" : "Write what the family said"
                )
            );
        }
        if (input.Basis is not { } basis || !Enum.IsDefined(basis))
        {
            problems.Add(new(nameof(input.Basis), "Choose the ground on which you share this"));
        }
        else if (basis == LawfulBasis.Consent && input.Consent is not (null or SharingConsent.Agreed))
        {
            problems.Add(new(nameof(input.Basis), "The family does not agree, so it cannot be the ground. Choose another one: a referral does not need consent"));
        }
        if (referral.Urgent && referral.UrgentShownAt is null)
        {
            problems.Add(new("", "This is urgent: look at the number to ring first"));
        }
        if (referral.Urgent && string.IsNullOrWhiteSpace(input.SpokeTo))
        {
            problems.Add(new(nameof(input.SpokeTo), "Write whom you spoke to on the telephone, or that nobody answered"));
        }
        return problems;
    }
}
