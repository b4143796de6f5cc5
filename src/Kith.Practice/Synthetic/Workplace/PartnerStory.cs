using Kith.Practice.Actions;
using Kith.Practice.Agencies;
using Kith.Practice.Protection.Meetings;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Kith.Standards.Calendar;

namespace Kith.Practice.Synthetic.Workplace;

/// <summary>An open child as agencies know them.</summary>
internal sealed record KnownToAgencies(Guid PersonId, string GivenName, string FamilyName, DateOnly? BornOn, DateOnly Since, bool Demo);

/// <summary>
/// The agencies around the council and the people who work there; who of them knows which child; and what passes between
/// them and the council today. Nisha Rao, of a school, has a referral begun, one sent and one answered.
/// </summary>
internal sealed class PartnerStory(DateOnly today, SeededRandom random, SyntheticIds ids)
{
    private static readonly WorkingDayCalendar Calendar = WorkingDayCalendar.England;

    private static readonly (string Name, Agency Kind, string Domain, string? Urgent, string[] Posts)[] Around =
    [
        ("Ashgrove Primary School", Agency.Education, "ashgrove.amberdale.example", null, ["Class teacher", "Head teacher", "Family support worker"]),
        ("Brook Lane Primary School", Agency.Education, "brooklane.amberdale.example", null, ["Designated safeguarding lead", "Class teacher"]),
        ("St Anne’s Primary School", Agency.Education, "stannes.amberdale.example", null, ["Designated safeguarding lead", "Special needs coordinator"]),
        ("Hillside Academy", Agency.Education, "hillside.amberdale.example", null, ["Designated safeguarding lead", "Head of year", "Attendance officer"]),
        ("Kingsholt High School", Agency.Education, "kingsholt.amberdale.example", null, ["Designated safeguarding lead", "Head of year"]),
        ("Orchard Special School", Agency.Education, "orchard.amberdale.example", null, ["Designated safeguarding lead", "Class teacher"]),
        (
            "Amberdale Children’s Health",
            Agency.Health,
            "childhealth.amberdale.example",
            "01632 960 210, 8 am to 8 pm",
            ["Health visitor", "School nurse", "School nurse", "Health visitor", "Named nurse", "Named doctor"]
        ),
        ("Amberdale General Hospital", Agency.Health, "hospital.amberdale.example", "01632 960 220, day and night", ["Safeguarding midwife", "Paediatrician", "Liaison nurse"]),
        ("Young Minds Together (mental health)", Agency.Health, "youngminds.amberdale.example", "01632 960 230, day and night", ["Mental health nurse", "Clinical psychologist"]),
        (
            "Amberdale Constabulary, child protection",
            Agency.Police,
            "police.amberdale.example",
            "101, or 999; sergeant on duty 01632 960 240",
            ["Detective sergeant", "Detective constable", "Missing persons coordinator"]
        ),
        ("Amberdale Homes", Agency.Housing, "homes.amberdale.example", null, ["Housing officer", "Anti-social behaviour officer"]),
        ("Probation, Amberdale", Agency.Probation, "probation.amberdale.example", null, ["Probation officer"]),
        ("Safe Harbour (domestic abuse)", Agency.Voluntary, "safeharbour.example", "01632 960 250, day and night", ["Independent domestic violence adviser", "Children’s worker"]),
        ("The Bridge Youth Project", Agency.Voluntary, "thebridge.example", null, ["Youth worker", "Young carers’ worker"]),
    ];

    public List<PartnerAgency> Agencies { get; } = [];
    public List<AgencyTeam> Teams { get; } = [];
    public List<Professional> Professionals { get; } = [];
    public List<ChildProfessional> Links { get; } = [];
    public List<PartnerReferral> Referrals { get; } = [];
    public List<ReferredChild> Referred { get; } = [];

    /// <summary>Who signs in in the demonstration.</summary>
    public Professional Nisha { get; private set; } = null!;

    /// <summary>The number to ring at once.</summary>
    public Setting Number() =>
        new()
        {
            Id = ids.Next(),
            Key = Policies.UrgentNumber,
            Value = "01632 960 100, day and night",
            From = today.AddYears(-1),
            Reason = "Partners asked for one number",
        };

    /// <summary>Tells the directory.</summary>
    public void Meet(Guid? nishaAccount)
    {
        var since = today.AddYears(-3);
        foreach (var (name, kind, domain, urgent, posts) in Around)
        {
            var agency = new PartnerAgency
            {
                Id = ids.Next(),
                Name = name,
                Kind = kind,
                Domains = domain,
                Phone = $"01632 960 {300 + Agencies.Count}",
                UrgentContact = urgent,
                From = since,
            };
            Agencies.Add(agency);
            var team =
                kind == Agency.Police || posts.Length > 4
                    ? new AgencyTeam
                    {
                        Id = ids.Next(),
                        AgencyId = agency.Id,
                        Name = kind == Agency.Police ? "Missing and exploited" : "North",
                        Phone = agency.Phone,
                    }
                    : null;
            if (team is not null)
            {
                Teams.Add(team);
            }
            if (Agencies.Count == 1)
            {
                Nisha = Add(agency, "Nisha Rao", "Designated safeguarding lead", null, since);
                Nisha.AccountId = nishaAccount;
            }
            foreach (var post in posts)
            {
                Add(
                    agency,
                    $"{Names.Adult("british", random.Chance(0.7) ? "F" : "M", random)} {Names.Family("british", random)}",
                    post,
                    random.Chance(0.4) ? team?.Id : null,
                    since
                );
            }
        }
        // One in the directory left in the summer; the directory says so, and no code goes there.
        Professionals[^1].Until = today.AddDays(-120);
    }

    /// <summary>Says who knows which child: somebody of a school or of health for most, others for some.</summary>
    public void Know(IReadOnlyList<KnownToAgencies> children)
    {
        var schools = Working(Agency.Education).Where(p => p != Nisha).ToList();
        var health = Working(Agency.Health);
        var others = Working(Agency.Voluntary, Agency.Housing, Agency.Police);
        foreach (var child in children)
        {
            var school = child.BornOn is { } born && born <= today.AddYears(-4);
            if (school && random.Chance(0.8))
            {
                Join(child, random.Pick(schools));
            }
            if (random.Chance(school ? 0.4 : 0.85))
            {
                Join(child, random.Pick(health));
            }
            if (random.Chance(0.12))
            {
                Join(child, random.Pick(others));
            }
        }
    }

    /// <summary>Somebody joins the professionals around a child.</summary>
    public void Join(KnownToAgencies child, Professional who) =>
        Links.Add(
            new ChildProfessional
            {
                Id = ids.Next(),
                PersonId = child.PersonId,
                ProfessionalId = who.Id,
                Part = who.JobTitle,
                From = child.Since,
                MayBeInvited = true,
            }
        );

    /// <summary>What stands on Nisha's page and at the front door today.</summary>
    /// <param name="known">Children of the council whom the referrals are about, so that whoever takes them in finds somebody.</param>
    public void Refer(IReadOnlyList<KnownToAgencies> known, DateTime morning)
    {
        var draft = Referral(Nisha, morning.AddHours(-20), null);
        draft.Worries = "He has been late four days of the last ten, and falls asleep after lunch. On Monday he said that he looks after the baby at night.";
        Child(draft, "Tyler", "Marsden", new DateOnly(today.Year - 8, 4, 12), "Ashgrove Primary School, year 3");
        if (known.Count > 0)
        {
            var sent = Referral(Nisha, morning.AddHours(-1), "T4RM-9QKW");
            sent.Worries =
                "She came to school in the same clothes all week and was hungry each morning. Today she told her teacher that there was nobody at home on Tuesday night, and that she put her brother to bed. She was calm and asked us not to tell.";
            sent.ChildSays = "«I can do it. Mum is tired.»";
            sent.GoingWell = "She comes every day and loves reading. Her aunt collects her on Fridays and is kind.";
            sent.Wanted = "That somebody sees how it is at home in the evenings, and helps her mother.";
            (sent.Consent, sent.ConsentReason, sent.Basis) = (
                SharingConsent.NotTold,
                "She is afraid of what happens at home if her mother hears of it before you do.",
                LawfulBasis.PublicTask
            );
            Child(sent, known[0].GivenName, known[0].FamilyName, known[0].BornOn, "Ashgrove Primary School");
        }
        if (known.Count > 1 && Working(Agency.Health) is [var nurse, ..])
        {
            var urgent = Referral(nurse, morning.AddHours(-2), "H7XC-2MPD");
            (urgent.Urgent, urgent.UrgentShownAt, urgent.UrgentNumber, urgent.SpokeTo) = (
                true,
                morning.AddHours(-2).AddMinutes(-20),
                "01632 960 100, day and night",
                "The duty social worker, at ten past eight"
            );
            urgent.Worries =
                "At the clinic this morning she had a bruise below the ear in the shape of fingers. Her mother said that she fell; the baby cannot crawl yet. I have asked them to wait here.";
            (urgent.Consent, urgent.ConsentReason, urgent.Basis) = (SharingConsent.Refused, "She said that it is nobody’s business.", LawfulBasis.PublicTask);
            Child(urgent, known[1].GivenName, known[1].FamilyName, known[1].BornOn, null);
        }
    }

    /// <summary>A referral of some weeks ago that was taken in as that contact, and answered.</summary>
    public void Answered(Guid together, KnownToAgencies child, DateOnly received, DateOnly told, ToldOutcome outcome)
    {
        var at = LondonTime.StartOfDayUtc(received).AddHours(11);
        var referral = Referral(Nisha, at, "B3ND-6VFT");
        referral.Worries = "There was shouting at the gate again, and the younger one hid behind me.";
        (referral.Consent, referral.Basis) = (SharingConsent.Agreed, LawfulBasis.PublicTask);
        (referral.TakenInAt, referral.ContactTogetherId) = (at.AddHours(1), together);
        (referral.Outcome, referral.Answer, referral.AnsweredOn) = (outcome, "Please go on seeing them at the gate, and ring us if it happens again.", told);
        Child(referral, child.GivenName, child.FamilyName, child.BornOn, "Ashgrove Primary School");
        Referred[^1].PersonId = child.PersonId;
    }

    /// <summary>Two actions of Nisha's for a child: one to do, one done.</summary>
    public IReadOnlyList<ActionItem> Actions(Guid child, Guid source) =>
        [
            Action(child, source, "Tell the core group how she arrives on Mondays, and whether she has eaten", Calendar.AddWorkingDays(today, 4), null),
            Action(
                child,
                source,
                "Find a quiet place and one adult she can go to at any time of the day",
                today.AddDays(-6),
                "Mrs Bell and the library: she goes there on her own now."
            ),
        ];

    private ActionItem Action(Guid child, Guid source, string what, DateOnly due, string? done) =>
        new()
        {
            Id = ids.Next(),
            PersonId = child,
            Source = ActionSource.CoreGroup,
            SourceId = source,
            What = what,
            OwnerName = Nisha.Name,
            OwnerAgency = Agencies[0].Name,
            OwnerProfessionalId = Nisha.Id,
            SetOn = today.AddDays(-20),
            DueOn = due,
            EvidenceNeeded = true,
            DoneOn = done is null ? null : today.AddDays(-7),
            DoneByAccountId = done is null ? null : Nisha.AccountId,
            Evidence = done,
        };

    private PartnerReferral Referral(Professional by, DateTime at, string? reference)
    {
        var referral = new PartnerReferral
        {
            Id = ids.Next(),
            ProfessionalId = by.Id,
            AgencyId = by.AgencyId,
            BegunAt = at.AddMinutes(-40),
            SavedAt = at,
            SentAt = reference is null ? null : at,
            Reference = reference,
        };
        Referrals.Add(referral);
        return referral;
    }

    private void Child(PartnerReferral of, string given, string family, DateOnly? born, string? school) =>
        Referred.Add(
            new ReferredChild
            {
                Id = ids.Next(),
                ReferralId = of.Id,
                Number = 1,
                GivenName = given,
                FamilyName = family,
                DateOfBirth = born,
                Age = born is null ? "a baby" : null,
                School = school,
            }
        );

    private List<Professional> Working(params Agency[] kinds) => [.. Professionals.Where(p => p.IsActive(today) && kinds.Contains(Agencies.First(a => a.Id == p.AgencyId).Kind))];

    private Professional Add(PartnerAgency agency, string name, string post, Guid? team, DateOnly since)
    {
        var email = $"{new string([.. name.ToLowerInvariant().Replace(' ', '.').Where(c => char.IsAsciiLetter(c) || c == '.')])}@{agency.Domains}";
        var professional = new Professional
        {
            Id = ids.Next(),
            AgencyId = agency.Id,
            TeamId = team,
            Name = name,
            JobTitle = post,
            Email = Professionals.Exists(p => p.Email == email) ? null : email,
            From = since,
        };
        Professionals.Add(professional);
        return professional;
    }
}
