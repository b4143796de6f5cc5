using System.Text;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Contacts;
using Kith.Practice.Search;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Practice.Workforce;
using Kith.Standards.Calendar;
using Kith.Standards.Clocks;
using Kith.Standards.Identifiers;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Agencies;

/// <summary>A partner's referral as a line of the front door.</summary>
public sealed record PartnerReferralLine(Guid Id, string Reference, string Children, string From, bool Urgent, DateTime SentAt, DateOnly DueOn, ClockState State, string Words);

/// <summary>One child of a partner's referral, and whom the search says it may be.</summary>
public sealed record ReferredChildView(ReferredChild Child, IReadOnlyList<FoundPerson> Alike);

/// <summary>A partner's referral as the front door reads it.</summary>
public sealed record PartnerReferralPage(
    PartnerReferral Referral,
    string Name,
    string? JobTitle,
    string Agency,
    string Reach,
    IReadOnlyList<ReferredChildView> Children,
    DateOnly DueOn,
    bool MayAnswer,
    ToldOutcome Suggested,
    DateOnly? AnswerDueOn,
    string? AnsweredBy,
    DateOnly Today
);

/// <summary>Which person each child of a referral is.</summary>
public sealed record TakeInInput
{
    /// <summary>One for each child, in order: the id of a person, or «new».</summary>
    public List<string?> Who { get; set; } = [];
}

/// <summary>
/// Takes a partner's referral into the front door: somebody on duty says for each child whether they are known, because a
/// name and a date of birth from outside never decide by themselves whose record something is written on. Then it is a
/// contact like any other.
/// </summary>
[UseCase]
public sealed class TakeInReferral(KithDb db, RecordAccess access, Acts.Acts acts, FindPeople find, AddPerson add, RecordContact record, ReadLedger ledger, Clock clock)
{
    /// <summary>What the answer for a child says where nobody of the search is this child.</summary>
    public const string New = "new";

    /// <summary>Those that wait for somebody on duty, urgent first, then oldest.</summary>
    internal static async Task<IReadOnlyList<PartnerReferralLine>> Waiting(KithDb db, IntervalPolicy intervals, DateOnly today, CancellationToken ct)
    {
        var rows = await db
            .PartnerReferrals.AsNoTracking()
            .Where(r => r.SentAt != null && r.TakenInAt == null)
            .OrderBy(r => r.SentAt)
            .ThenBy(r => r.Id)
            .Take(ShowDuty.Most)
            .Select(r => new
            {
                Referral = r,
                Children = db.ReferredChildren.Where(c => c.ReferralId == r.Id).OrderBy(c => c.Number).Select(c => new { c.GivenName, c.FamilyName }).ToList(),
                Who = db.Professionals.Where(p => p.Id == r.ProfessionalId).Select(p => p.Name).FirstOrDefault(),
                Agency = db.PartnerAgencies.Where(a => a.Id == r.AgencyId).Select(a => a.Name).FirstOrDefault(),
            })
            .AsSingleQuery()
            .ToListAsync(ct);
        return
        [
            .. rows.OrderByDescending(r => r.Referral.Urgent)
                .Select(r =>
                {
                    var due = intervals.Due("contact_decision", LondonTime.DateOf(r.Referral.SentAt!.Value));
                    return new PartnerReferralLine(
                        r.Referral.Id,
                        r.Referral.Reference!,
                        Listed([.. r.Children.Select(c => $"{c.GivenName} {c.FamilyName}".Trim())]),
                        $"{r.Who}, {r.Agency}",
                        r.Referral.Urgent,
                        r.Referral.SentAt.Value,
                        due,
                        DueWork.State(due, today),
                        DueWork.Words(due, today)
                    );
                }),
        ];
    }

    /// <summary>One referral that was sent, with whom the search finds for each child; null when there is none. That it was opened stands in the trail.</summary>
    /// <exception cref="AccessRefusedException">The actor may not record work.</exception>
    public async Task<PartnerReferralPage?> Show(Guid referralId, Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.RecordWork, "open a partner's referral");
        var row = await db
            .PartnerReferrals.AsNoTracking()
            .Include(r => r.Children.OrderBy(c => c.Number))
            .Where(r => r.Id == referralId && r.SentAt != null)
            .Select(r => new
            {
                Referral = r,
                Who = db
                    .Professionals.Where(p => p.Id == r.ProfessionalId)
                    .Select(p => new
                    {
                        p.Name,
                        p.JobTitle,
                        p.Phone,
                        p.Email,
                    })
                    .FirstOrDefault(),
                Agency = db.PartnerAgencies.Where(a => a.Id == r.AgencyId).Select(a => new { a.Name, a.Phone }).FirstOrDefault(),
                AnsweredBy = db.Users.Where(u => u.Id == r.AnsweredByAccountId).Select(u => u.DisplayName).FirstOrDefault(),
            })
            .AsSingleQuery()
            .FirstOrDefaultAsync(ct);
        if (row is null || !await MaySee(row.Referral, actor, ct))
        {
            return null;
        }
        await ledger.Write(actor, "Open a partner's referral", new PartnerReferralRead(referralId));
        var children = new List<ReferredChildView>();
        foreach (var child in row.Referral.Children.OrderBy(c => c.Number))
        {
            children.Add(new ReferredChildView(child, row.Referral.IsWaiting ? (await find.Handle(SearchFor(child), actor, ct)).People.Take(5).ToList() : []));
        }
        var intervals = await IntervalPolicy.Load(db, ct);
        var owed = await Owed(row.Referral, ct);
        return new PartnerReferralPage(
            row.Referral,
            row.Who?.Name ?? "",
            row.Who?.JobTitle,
            row.Agency?.Name ?? "",
            string.Join(", ", new[] { row.Who?.Phone ?? row.Agency?.Phone, row.Who?.Email }.Where(t => !string.IsNullOrEmpty(t))),
            children,
            intervals.Due("contact_decision", LondonTime.DateOf(row.Referral.SentAt!.Value)),
            owed is not null && row.Referral.AnsweredOn is null,
            owed?.Outcome ?? ToldOutcome.NothingFurther,
            owed is { } o ? intervals.Due("referrer_feedback", o.On) : null,
            row.AnsweredBy,
            clock.Today
        );
    }

    /// <summary>Says which children it is about, and makes the contact.</summary>
    /// <returns>The contact.</returns>
    /// <exception cref="AccessRefusedException">The actor may not record work, or there is no such referral.</exception>
    /// <exception cref="NotAcceptedException">It is not said of every child, or two are the same person.</exception>
    public async Task<Guid> Handle(Guid referralId, TakeInInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.RecordWork, "take in a partner's referral");
        var referral =
            await db
                .PartnerReferrals.AsNoTracking()
                .Include(r => r.Children.OrderBy(c => c.Number))
                .AsSingleQuery()
                .FirstOrDefaultAsync(r => r.Id == referralId && r.SentAt != null, ct)
            ?? throw new AccessRefusedException(Sight.Nothing, "take in a partner's referral");
        if (!await MaySee(referral, actor, ct))
        {
            throw new AccessRefusedException(Sight.Nothing, "take in a partner's referral");
        }
        if (referral.ContactTogetherId is { } before)
        {
            return before;
        }
        var children = referral.Children.OrderBy(c => c.Number).ToList();
        var problems = new List<Problem>();
        var chosen = new Guid?[children.Count];
        for (var i = 0; i < children.Count; i++)
        {
            var said = i < input.Who.Count ? input.Who[i] : null;
            if (said != New && !Guid.TryParse(said, out _))
            {
                problems.Add(new($"Who[{i}]", $"Say whether {children[i].Name} is one of these, or not known to us"));
            }
            chosen[i] = Guid.TryParse(said, out var id) ? id : null;
        }
        if (chosen.OfType<Guid>().GroupBy(c => c).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            problems.Add(new($"Who[{Array.LastIndexOf(chosen, twice.Key)}]", "Two children cannot be the same person"));
        }
        Editing.Refuse(problems);
        // Each step is known by a key of its own: cut off half-way, or sent twice, it goes on and makes nothing twice.
        for (var i = 0; i < children.Count; i++)
        {
            chosen[i] ??= await add.Handle(Unknown(children[i], [.. chosen.Take(i).OfType<Guid>()]), actor, children[i].Id, ct);
            db.ChangeTracker.Clear();
        }
        var who = await db.Professionals.AsNoTracking().SingleAsync(p => p.Id == referral.ProfessionalId, ct);
        var agency = await db.PartnerAgencies.AsNoTracking().SingleAsync(a => a.Id == referral.AgencyId, ct);
        var sent = LondonTime.FromUtc(referral.SentAt!.Value);
        var together = await record.Handle(
            new ContactInput
            {
                Children = [.. chosen.OfType<Guid>()],
                Channel = ContactChannel.OnlineForm,
                SourceCode = agency.SourceCode ?? PartnerWords.SourceOf(agency.Kind),
                FromName = Cut(who.JobTitle is null ? who.Name : $"{who.Name}, {who.JobTitle}"),
                FromAgency = Cut(agency.Name),
                FromReach = Cut(string.Join(", ", new[] { who.Phone ?? agency.Phone, who.Email }.Where(t => !string.IsNullOrEmpty(t)))),
                ReceivedOn = DateOnly.FromDateTime(sent),
                ReceivedAt = TimeOnly.FromDateTime(sent),
                Summary = Summary(referral),
                FamilyKnows = referral.Consent != SharingConsent.NotTold,
            },
            actor,
            referralId,
            ct
        );
        db.ChangeTracker.Clear();
        var kept = await db.PartnerReferrals.Include(r => r.Children).AsSingleQuery().SingleAsync(r => r.Id == referralId, ct);
        if (kept.ContactTogetherId is null)
        {
            (kept.ContactTogetherId, kept.TakenInAt, kept.TakenInByAccountId) = (together, clock.UtcNow, actor.AccountId);
            foreach (var child in kept.Children)
            {
                child.PersonId = chosen[children.FindIndex(c => c.Id == child.Id)];
            }
            foreach (var contact in await db.Contacts.Where(c => c.TogetherId == together).ToListAsync(ct))
            {
                contact.PartnerReferralId = referralId;
            }
            var act = acts.Begin(actor, "Take in a partner's referral", key: key);
            act.Happened(new PartnerReferralTakenIn(referralId, together));
            LogSharing.FromReferral(db, clock, act, kept, agency.Name, chosen.OfType<Guid>(), actor);
            foreach (var person in chosen.OfType<Guid>())
            {
                act.Touch(person);
            }
            try
            {
                await act.Save(referralId, ct);
            }
            catch (SecondEditorException)
            {
                // Two on duty at once: both said the same of the children, or the first one's word stands.
                db.ChangeTracker.Clear();
                if (!await db.PartnerReferrals.AnyAsync(r => r.Id == referralId && r.ContactTogetherId == together, ct))
                {
                    throw;
                }
            }
        }
        return together;
    }

    /// <summary>A referral that nobody took in is the front door's; afterwards it is read by whoever reads one of its children.</summary>
    private async Task<bool> MaySee(PartnerReferral referral, Actor actor, CancellationToken ct) =>
        referral.ContactTogetherId is { } together ? await ContactGroup.Visible(db, access, actor, together).AnyAsync(ct) : await DutyTeam.Serves(db, actor, ct);

    /// <summary>Since when the partner is owed an answer, and which one goes with what was decided; null while nothing was.</summary>
    private async Task<(DateOnly On, ToldOutcome Outcome)?> Owed(PartnerReferral referral, CancellationToken ct)
    {
        if (referral.ContactTogetherId is not { } together)
        {
            return null;
        }
        var decided = await (
            from c in db.Contacts.AsNoTracking()
            where c.TogetherId == together && c.DecidedOn != null
            join e in db.Episodes.AsNoTracking() on c.EpisodeId equals e.Id into es
            from e in es.DefaultIfEmpty()
            orderby c.Id
            select new
            {
                c.Decision,
                On = e.DecidedOn ?? c.DecidedOn,
                Referral = e.Decision,
            }
        ).ToListAsync(ct);
        return decided.Count == 0 ? null : (decided.Max(d => d.On)!.Value, decided.Select(d => PartnerWords.OutcomeOf(d.Decision, d.Referral)).Min());
    }

    private static string SearchFor(ReferredChild c) =>
        string.Join(
            ' ',
            new[] { c.GivenName, c.FamilyName, c.DateOfBirth?.ToString("dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture) }.Where(t => !string.IsNullOrWhiteSpace(t))
        );

    private static AddPersonInput Unknown(ReferredChild c, List<Guid> siblings)
    {
        var unborn = c.DateOfBirth is null && c.Age is { } age && age.Contains("due", StringComparison.OrdinalIgnoreCase);
        return new()
        {
            GivenName = c.GivenName,
            FamilyName = c.FamilyName,
            DateOfBirth = c.DateOfBirth,
            Sex = string.IsNullOrEmpty(c.Sex) ? "U" : c.Sex,
            IsChild = true,
            NoneIsThisPerson = true,
            Searched = SearchFor(c),
            Line1 = Postcode.TryParse(c.Postcode ?? "", out _, out _) ? c.Address : null,
            Postcode = Postcode.TryParse(c.Postcode ?? "", out _, out _) ? c.Postcode : null,
        };
    }

    /// <summary>The whole referral in words, because a contact is written once and read on its own.</summary>
    internal static string Summary(PartnerReferral r)
    {
        var text = new StringBuilder();
        text.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"Referral {r.Reference} from the partners' pages.");
        if (r.Urgent)
        {
            text.AppendLine(
                System.Globalization.CultureInfo.InvariantCulture,
                $"Marked as urgent. The page said to telephone at once ({r.UrgentNumber}), shown {(r.UrgentShownAt is { } at ? LondonTime.FromUtc(at).ToString("d MMMM yyyy HH:mm", System.Globalization.CultureInfo.InvariantCulture) : "not at all")}. Spoke to: {r.SpokeTo}"
            );
        }
        Part("What the referrer is worried about", r.Worries);
        Part("What is going well", r.GoingWell);
        Part("What has been tried", r.Tried);
        Part("What the child says", r.ChildSays);
        Part("What the referrer hopes will happen", r.Wanted);
        Part("Staying safe when reaching the family", r.Safety);
        Part("Does the family know and agree?", $"{(r.Consent is { } c ? PartnerWords.Of(c) : "")}. {r.ConsentReason}");
        Part("Shared on the ground that", r.Basis is { } b ? PartnerWords.Of(b) : "");
        foreach (var child in r.Children.OrderBy(x => x.Number))
        {
            Part(
                $"About {child.Name}",
                string.Join("; ", new[] { child.Age, child.Address, child.Postcode, child.School, child.Carers }.Where(t => !string.IsNullOrWhiteSpace(t)))
            );
        }
        var all = text.ToString().Trim();
        return all.Length <= RecordContact.Longest ? all : all[..(RecordContact.Longest - 60)] + "… The whole is in the referral as it was sent.";

        void Part(string title, string? said)
        {
            if (!string.IsNullOrWhiteSpace(said))
            {
                text.AppendLine().AppendLine(title).AppendLine(said.Trim());
            }
        }
    }

    private static string Listed(IReadOnlyList<string> names) => names.Count < 2 ? string.Concat(names) : string.Join(", ", names.SkipLast(1)) + " and " + names[^1];

    private static string? Cut(string? text) => text is { Length: > 200 } ? text[..200] : text;
}
