using Kith.Practice.Children;
using Kith.Practice.Network;
using Kith.Practice.Projections;
using Kith.Practice.Settings;
using Kith.Practice.Synthetic.Courses;
using Kith.Practice.Synthetic.Words;
using Kith.Practice.Synthetic.Workplace;
using Kith.Practice.Trail;

namespace Kith.Practice.Synthetic.Families;

/// <summary>What all families of one authority share.</summary>
internal sealed record StorySetting(
    SyntheticOptions Options,
    Council Council,
    DateOnly AsAt,
    DateOnly Start,
    string Area,
    string LaCode,
    long FirstPersonNumber,
    IReadOnlyDictionary<string, Guid> Accounts,
    ProcessOf Process,
    ProjectionBasis Basis
);

/// <summary>Tells one family from beginning to end: its people, its involvements and everything recorded, with projections and trail.</summary>
internal sealed class FamilyStory
{
    private readonly StorySetting setting;
    private readonly FamilySpec spec;
    private readonly SeededRandom random;
    private readonly SyntheticIds ids;
    private readonly Rows rows = new();
    private readonly CourseMaker maker;

    private FamilyStory(StorySetting setting, FamilySpec spec)
    {
        this.setting = setting;
        this.spec = spec;
        random = new SeededRandom(setting.Options.Seed, spec.Index + 1000L);
        ids = new SyntheticIds(Milliseconds(setting.AsAt) + spec.Index, random);
        maker = new CourseMaker(setting.AsAt, random);
    }

    /// <summary>The instant that ids of a story as at a day are reckoned from: a week before, so that later ids sort after them.</summary>
    public static long Milliseconds(DateOnly asAt) => new DateTimeOffset(asAt.AddDays(-7).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).ToUnixTimeMilliseconds();

    /// <summary>The rows of a family.</summary>
    public static Rows Tell(StorySetting setting, FamilySpec spec) => new FamilyStory(setting, spec).Tell();

    private Rows Tell()
    {
        var courses = spec.ContactsOnly ? [] : Chain();
        var last = courses.Count > 0 ? courses[^1] : null;
        var births = Births(last);
        var family = new FamilyMaker(spec, random, ids, rows, setting.AsAt, setting.Area, setting.LaCode, setting.FirstPersonNumber);
        family.Make(births, courses.Count > 0 ? courses[0].Referred : setting.Start.AddDays(random.Between(100, Math.Max(101, setting.AsAt.DayNumber - setting.Start.DayNumber))));
        var own = new SeededRandom(setting.Options.Seed, spec.Index + 13_000_000L);
        new FamilyForms(family, own, new SyntheticIds(Milliseconds(setting.AsAt) + spec.Index, own), rows, setting.AsAt).Write();
        Lives(family, last);
        var teller = new Storyteller(family, random);
        var records = new CaseRecords(setting, spec, family, teller, random, ids, rows);
        var protection = new ProtectionRecords(setting, family, teller, random, ids, rows);
        var work = new WorkRecords(setting, family, teller, random, ids, rows);
        foreach (var course in courses)
        {
            // A child conceived after the referral is not part of it; one who was grown up by then neither.
            var included = family
                .Children.Where(c =>
                    c.Born <= course.Referred.AddDays(215) && (course.CareFrom is not { } care || c.Born <= care) && c.Eighteen > (course.Closed ?? course.Referred)
                )
                .ToList();
            if (course.Path == CoursePath.Nfa)
            {
                included = [.. included.Where(c => c.Born <= course.Referred)];
            }
            if (included.Count == 0)
            {
                continue;
            }
            var held = records.Write(course, included, course == last);
            protection.Write(course, included, held);
            work.Write(course, included, held, course == last);
        }
        if (spec.ContactsOnly)
        {
            records.ContactsOnly();
        }
        if (last is { Open: true })
        {
            WhyAndHow(family, teller, last);
        }
        if (spec.Restricted && setting.Accounts.Count > 0 && last is { Open: true })
        {
            Restrict(family, teller);
        }
        var apart = new SeededRandom(setting.Options.Seed, spec.Index + 7_000_000L);
        var later = new SyntheticIds(Milliseconds(setting.AsAt) + spec.Index, apart);
        new FrontDoorStory(rows, setting, setting.Council.TeamFor(Workforce.TeamKind.FrontDoor, 0), apart, later, spec.Fresh).Complete();
        new FrontDoorToday(rows, setting, spec, family, teller, apart, later).Wait(last);
        var decided = new SeededRandom(setting.Options.Seed, spec.Index + 9_000_000L);
        new DecisionStory(rows, setting, decided, new SyntheticIds(Milliseconds(setting.AsAt) + spec.Index, decided)).Decide();
        var lasting = new SeededRandom(setting.Options.Seed, spec.Index + 14_000_000L);
        new LastingRecords(rows, family, setting.AsAt, lasting, new SyntheticIds(Milliseconds(setting.AsAt) + spec.Index, lasting)).Write();
        var away = new SeededRandom(setting.Options.Seed, spec.Index + 15_000_000L);
        new MissingRecords(setting, rows, family, away, new SyntheticIds(Milliseconds(setting.AsAt) + spec.Index, away)).Write();
        var judged = new SeededRandom(setting.Options.Seed, spec.Index + 17_000_000L);
        new RiskRecords(setting, rows, family, judged, new SyntheticIds(Milliseconds(setting.AsAt) + spec.Index, judged)).Write();
        var kept = new SeededRandom(setting.Options.Seed, spec.Index + 16_000_000L);
        new SupportRecords(setting, rows, family, kept, new SyntheticIds(Milliseconds(setting.AsAt) + spec.Index, kept)).Write();
        PlantedFaults.Plant(rows, spec, last, setting.Options.Seed, setting.AsAt);
        Finish();
        return rows;
    }

    /// <summary>The involvements, oldest first: the latest, and before it those it is a re-referral of.</summary>
    private List<Course> Chain()
    {
        var courses = new List<Course>();
        Course latest;
        if (spec.Open)
        {
            var room = setting.Options.Years * 365;
            var days = spec.Path switch
            {
                CoursePath.Protection => maker.Within("plan_open", room),
                CoursePath.Care => spec.Demo is null ? maker.Within("long_open", room) : random.Between(70, 240),
                CoursePath.Disability => maker.Within("long_open", room),
                CoursePath.InNeed => maker.Within("need_open", room),
                _ when spec.Fresh => random.Between(3, 7),
                _ => random.Chance(0.94) ? random.Between(2, 62) : random.Between(64, 88),
            };
            latest = maker.Running(spec.Path, days);
        }
        else
        {
            latest = maker.Ended(spec.Path, ClosedReferral(), setting.AsAt.AddDays(-1));
        }
        courses.Add(latest);
        var referred = latest.Referred;
        while (courses.Count < 6)
        {
            var draw = random.Unit();
            int gap;
            if (draw < 0.225)
            {
                // A re-referral within twelve months; most of them come soon.
                gap = random.Days([(0, 25), (0.3, 80), (0.6, 165), (0.85, 280), (1, 364)]);
            }
            else if (draw < 0.50)
            {
                gap = random.Days([(0, 370), (0.4, 600), (0.8, 1300), (1, 2600)]);
            }
            else
            {
                break;
            }
            var before = referred.AddDays(-gap);
            if (before < setting.Start)
            {
                break;
            }
            var repeat = latest.Path is CoursePath.Protection or CoursePath.Care && random.Chance(0.44);
            var path = repeat ? CoursePath.Protection : Enum.Parse<CoursePath>(Rates.Of("closed_path").Draw(random));
            if (path == CoursePath.Care)
            {
                path = CoursePath.InNeed;
            }
            var course = maker.Ended(path, before, referred.AddDays(-random.Between(2, 12)));
            courses.Add(course);
            referred = before;
        }
        courses.Reverse();
        return courses;
    }

    /// <summary>A referral date of work that has ended: the nearer to today, the rarer, since most such work still goes on.</summary>
    private DateOnly ClosedReferral()
    {
        var days = setting.AsAt.DayNumber - setting.Start.DayNumber;
        while (true)
        {
            var back = random.Between(4, days);
            var ended = back switch
            {
                < 45 => 0.22,
                < 90 => 0.45,
                < 180 => 0.62,
                < 365 => 0.76,
                < 730 => 0.88,
                _ => 1.0,
            };
            if (random.Chance(ended))
            {
                return setting.AsAt.AddDays(-back);
            }
        }
    }

    /// <summary>Dates of birth, oldest first, that fit the latest involvement.</summary>
    private List<DateOnly> Births(Course? last)
    {
        var on = last?.Referred ?? setting.AsAt;
        var end =
            last is null ? setting.AsAt
            : last.Open ? setting.AsAt
            : last.Closed ?? last.Referred;
        var earliest = end.AddYears(-18).AddDays(20);
        var latest =
            last is null ? setting.AsAt.AddDays(-30)
            : last.CareFrom is { } care ? Days.Earlier(care, on.AddDays(200))
            : last.Path == CoursePath.Nfa ? on.AddDays(-5)
            : Days.Earlier(on.AddDays(200), setting.AsAt);
        if (latest <= earliest)
        {
            latest = earliest.AddDays(200);
        }
        if (spec.Namesake is { } named)
        {
            return [Clamp(setting.AsAt.AddYears(-named.Age).AddDays(-random.Between(5, 360)))];
        }
        if (spec.Exploited || spec.Teen)
        {
            var teen = end.AddYears(-random.Between(13, 17)).AddDays(-random.Below(330));
            return
            [
                teen < earliest ? earliest.AddDays(random.Below(60))
                : teen > latest ? latest
                : teen,
            ];
        }
        var births = new List<DateOnly>();
        if (spec.Unborn && last is { Open: true } && setting.AsAt.AddDays(random.Between(8, 190)) is var expected && expected <= on.AddDays(210))
        {
            births.Add(expected);
        }
        // Ages are published as at a day, not at the referral: long work is drawn from its middle.
        var counted = last is { Open: true } ? on.AddDays((setting.AsAt.DayNumber - on.DayNumber) / 2) : on;
        var first = int.Parse(Rates.Of("age").Draw(random), System.Globalization.CultureInfo.InvariantCulture) switch
        {
            0 => counted.AddDays(-random.Between(-90, 364)),
            1 => counted.AddDays(-random.Between(366, 5 * 365)),
            5 => counted.AddDays(-random.Between(5 * 365, 10 * 365)),
            10 => counted.AddDays(-random.Between(10 * 365, 16 * 365)),
            _ => counted.AddDays(-random.Between(16 * 365, 18 * 365 - 30)),
        };
        first = Clamp(first);
        if (births.Count < spec.Children)
        {
            births.Add(births.Count == 1 && births[0].DayNumber - first.DayNumber < 330 ? Clamp(births[0].AddDays(-random.Between(380, 2400))) : first);
        }
        if (spec.Twins && births.Count < spec.Children)
        {
            births.Add(births[^1]);
        }
        while (births.Count < spec.Children)
        {
            var placed = false;
            for (var i = 0; i < 12 && !placed; i++)
            {
                var from = random.Pick(births);
                var gap = random.Between(350, 1500);
                var born = from.AddDays(random.Chance(0.5) ? gap : -gap);
                if (born >= earliest && born <= latest && births.All(b => Math.Abs(b.DayNumber - born.DayNumber) >= 300))
                {
                    births.Add(born);
                    placed = true;
                }
            }
            if (!placed)
            {
                // No room left between the others: twins, as in life.
                births.Add(births.Where(b => b <= setting.AsAt && births.Count(o => o == b) < 2).DefaultIfEmpty(births[^1]).First());
            }
        }
        births.Sort();
        return births;

        DateOnly Clamp(DateOnly day) =>
            day < earliest ? earliest.AddDays(random.Below(Math.Min(400, latest.DayNumber - earliest.DayNumber + 1)))
            : day > latest ? latest
            : day;
    }

    /// <summary>Disabilities, schools, surgeries and placements of the children.</summary>
    private void Lives(FamilyMaker family, Course? last)
    {
        var surgery = Places.Service("gp", family.District, random);
        var primary = Places.Service("primary", family.District, random);
        var secondary = Places.Service("secondary", family.District, random);
        foreach (var child in family.Children)
        {
            var person = child.Person;
            var dct = last?.Path == CoursePath.Disability;
            child.Disabled = person.DateOfBirth is not null && !spec.Alone && (dct || random.Chance(0.028));
            var codes = new List<string>();
            while (child.Disabled && codes.Count == 0)
            {
                codes.AddRange(
                    Rates.Of("disability") is var weights
                        ? new[] { "AUT", "LD", "COMM", "BEH", "MOB", "PC", "CON", "INC", "HAND", "HEAR", "VIS", "DDA" }.Where(c =>
                            random.Chance(weights.WeightOf(c) / (dct ? 100 : 150))
                        )
                        : []
                );
            }
            child.Autism = codes.Contains("AUT");
            child.Wheelchair = codes.Contains("MOB");
            child.NonVerbal = codes.Contains("COMM") && codes.Contains("LD") && random.Chance(0.75);
            child.Special = child.NonVerbal || dct && random.Chance(0.5);
            foreach (
                var code in codes.Count > 0 ? codes
                : person.DateOfBirth is null ? []
                : ["NONE"]
            )
            {
                rows.Disabilities.Add(
                    new Disability
                    {
                        Id = ids.Next(),
                        PersonId = person.Id,
                        Code = code,
                    }
                );
            }
            child.Nursery = Places.Service("nursery", family.District, random);
            child.Primary = child.Special ? Places.Service("special", family.District, random) : primary;
            child.Secondary =
                child.Special ? child.Primary
                : random.Chance(0.85) ? secondary
                : Places.Service("secondary", random.Below(Places.Districts), random);
            if (person.DateOfBirth is not { } born)
            {
                continue;
            }
            Register(person, "GP", surgery, born, null);
            var started = new DateOnly(born.Month >= 9 ? born.Year + 5 : born.Year + 4, 9, 3);
            var moves = started.AddYears(7);
            var leaves = started.AddYears(12);
            if (started <= setting.AsAt)
            {
                Register(
                    person,
                    "School",
                    child.Primary!,
                    started,
                    moves <= setting.AsAt && child.Secondary != child.Primary ? moves
                        : leaves <= setting.AsAt ? leaves
                        : null
                );
            }
            else if (child.AgeOn(setting.AsAt) >= 2 && random.Chance(0.7))
            {
                Register(person, "Nursery", child.Nursery!, born.AddYears(2), null);
            }
            else
            {
                Register(person, "Health visitor", $"{surgery} health visitors", born, null);
            }
            if (moves <= setting.AsAt && child.Secondary != child.Primary)
            {
                Register(person, "School", child.Secondary!, moves, leaves <= setting.AsAt ? leaves : null);
            }
        }

        void Register(Person person, string kind, string name, DateOnly from, DateOnly? to) =>
            rows.Services.Add(
                new ServiceRegistration
                {
                    Id = ids.Next(),
                    PersonId = person.Id,
                    Kind = kind,
                    Name = name,
                    From = from,
                    To = to,
                }
            );
    }

    private void WhyAndHow(FamilyMaker family, Storyteller teller, Course last)
    {
        foreach (var child in family.Children)
        {
            var on = Days.Earlier(setting.AsAt, (last.Assessments.Count > 0 ? last.Assessments[0].Authorised : null) ?? last.Referred.AddDays(10));
            if (last.Path != CoursePath.Referred && random.Chance(0.93) && child.Born <= last.Referred.AddDays(215))
            {
                var t = teller.On(child, on, last, [child.Exploited ? "exploitation" : last.Worry]);
                child.Person.WhyInvolved = Clean(teller.Write("why", t));
                child.Person.WhyInvolvedOn = child.Person.WhyInvolved is null ? null : on;
            }
            var now = teller.On(child, setting.AsAt, last);
            if (child.Disabled || random.Chance(0.3))
            {
                child.Person.HowToBeWithMe = Clean(teller.Write("howto", now));
            }
        }

        static string? Clean(string text) => text.Length == 0 ? null : text;
    }

    private void Restrict(FamilyMaker family, Storyteller teller)
    {
        var guardian = setting.Accounts["owen.griffiths"];
        string[] readers = ["owen.griffiths", "amanda.clarke", "sarah.whitfield", .. spec.Demo is { } demo ? new[] { demo } : []];
        var t = teller.On(family.Children[0], setting.AsAt, null);
        var reason = teller.Write("restricted", t);
        foreach (var child in family.Children)
        {
            var restriction = new Access.Restriction
            {
                Id = ids.Next(),
                PersonId = child.Person.Id,
                Reason = reason,
                GuardianAccountId = guardian,
                From = setting.Process.At.AddDays(-random.Between(20, 200)),
                ExistenceShown = random.Chance(0.5),
            };
            rows.Restrictions.Add(restriction);
            rows.Readers.AddRange(
                readers.Select(r => new Access.RestrictionReader
                {
                    Id = ids.Next(),
                    RestrictionId = restriction.Id,
                    PersonId = child.Person.Id,
                    AccountId = setting.Accounts[r],
                })
            );
        }
    }

    /// <summary>Projections from the rows in memory, and one trail entry for each person.</summary>
    private void Finish()
    {
        var otherNames = rows.OtherNames.ToLookup(r => r.PersonId);
        var addresses = rows.Addresses.ToLookup(r => r.PersonId);
        var disabilities = rows.Disabilities.ToLookup(r => r.PersonId);
        var allocations = rows.Allocations.ToLookup(r => r.PersonId);
        var visits = rows.Visits.ToDictionary(v => v.Id);
        var seen = rows.VisitChildren.ToLookup(v => v.PersonId);
        var restricted = rows.Restrictions.Select(r => r.PersonId).ToHashSet();
        foreach (var person in rows.People)
        {
            var id = person.Id;
            var records = new ChildRecords
            {
                Person = person,
                OtherNames = [.. otherNames[id]],
                Addresses = [.. addresses[id]],
                Disabilities = [.. disabilities[id]],
                Restricted = restricted.Contains(id),
                Allocations = [.. allocations[id]],
                Episodes = Of(rows.Episodes),
                Assessments = Of(rows.Assessments),
                Enquiries = Of(rows.Enquiries),
                Conferences = Of(rows.Conferences),
                ProtectionPlans = Of(rows.ProtectionPlans),
                Reviews = Of(rows.Reviews),
                CinPlans = Of(rows.CinPlans),
                CinReviews = Of(rows.CinReviews),
                CareEpisodes = Of(rows.CareEpisodes),
                PreProceedings = Of(rows.PreProceedings),
                Discussions = Of(rows.Discussions),
                CoreGroups = Of(rows.CoreGroups),
                WaitingContacts = [.. Of(rows.Contacts).Where(c => c.IsWaiting)],
                UnansweredContacts = [.. Of(rows.Contacts).Where(c => c.OwesPartner)],
                PreProceedingsReviews = Of(rows.PreProceedingsReviews),
                Visits = [.. seen[id].Select(c => visits[c.VisitId] is var v ? new SeenVisit(v.Id, v.On, v.Kind, v.WorkerId, c.Seen, c.SeenAlone, v.Missed is null) : default)],
                Heard = [.. rows.Voices.Where(v => v.PersonId == id).Select(v => new Voice.Heard(v.Id, v.On, v.Method, v.Alone, v.AnsweredOn))],
                Oversights = [.. rows.Oversight.Where(v => v.PersonId == id).Select(v => (v.Id, v.On))],
                Risks = Of(rows.Risks),
                ContingencyPlan = ContingencyFacts.Standing(rows.Contingency.Where(c => c.PersonId == id)),
                ContingencyTimes = [.. rows.Contingency.Where(c => c.PersonId == id).Select(c => (c.MadeOn, c.EndedOn))],
                ContingencySteps = StandingSteps(),
                Ties = [.. rows.Ties.Where(t => t.PersonId == id)],
                FamilyPlans =
                [
                    .. rows
                        .FamilyMeetings.Where(m => m.PersonId == id && m is { ReviewOn: not null, HeldOn: not null })
                        .OrderBy(m => m.Id)
                        .Select(m => new FamilyPlanAhead(
                            m.Id,
                            rows.FamilyPlanReviews.Where(r => r.MeetingId == m.Id).Select(r => (DateOnly?)r.On).Max() ?? m.HeldOn!.Value,
                            m.ReviewOn!.Value
                        )),
                ],
                Missing =
                [
                    .. rows
                        .Missing.Where(m => m.PersonId == id && (m.IsOpen || rows.ReturnInterviews.All(i => i.EpisodeId != m.Id || !i.IsSettled)))
                        .OrderBy(m => m.Id)
                        .Select(m => new MissingAhead(m.Id, m.MissingFrom, m.FoundAt, EdgeOfCare.MissingWords.IsAway(m.Kind), false)),
                ],
                Nrm =
                [
                    .. rows
                        .NrmReferrals.Where(n => n.PersonId == id && EdgeOfCare.NrmMachine.StateOf(n) is EdgeOfCare.NrmState.Referred or EdgeOfCare.NrmState.ReasonableGrounds)
                        .OrderBy(n => n.Id)
                        .Select(n => new NrmAhead(n.Id, n.ReferredOn, n.ReasonableOn)),
                ],
                Support =
                [
                    .. rows
                        .Supports.Where(s => s.PersonId == id && s.WithdrawnOn is null && s.Accepted != false)
                        .Select(s => new SupportAhead(
                            s.Id,
                            s.TeamId,
                            s.WorkerId,
                            s.ReferredOn,
                            s.DecidedOn,
                            s.StartedOn,
                            s.EndedOn,
                            rows.SupportOutcomes.Count(o => o.SupportId == s.Id)
                        ))
                        .Where(s => s.Looks < EdgeOfCare.EdgeSupport.Looks.Count)
                        .OrderBy(s => s.SupportId),
                ],
                AdvocateOffers = [.. rows.Advocacies.Where(a => a.PersonId == id).Select(a => a.OfferedOn)],
                Named = StandingSteps()
                    .Select(s => s.OtherId)
                    .OfType<Guid>()
                    .Distinct()
                    .ToDictionary(
                        o => o,
                        o =>
                            ContingencyFacts.Of(
                                o,
                                rows.People.First(p => p.Id == o).DateOfDeath,
                                rows.Addresses.Where(a => a.PersonId == o),
                                rows.Circumstances.Where(c => c.PersonId == o)
                            )
                    ),
            };
            var computed = Projections.Projections.Of(records, setting.Basis);
            if (computed.Overview is not null)
            {
                rows.Overviews.Add(computed.Overview);
            }
            rows.Due.AddRange(computed.Due);
            if (computed.Oversight is { } oversight)
            {
                rows.OversightDays.Add(oversight);
            }
            if (computed.Facts is { } facts)
            {
                rows.Facts.Add(facts);
            }
            if (computed.Census.Standing is { } standing)
            {
                rows.CensusStandings.Add(standing);
                rows.CensusIssues.AddRange(computed.Census.SeenOn(rows.Planted.FirstOrDefault(f => f.PersonId == id)?.Since ?? setting.AsAt));
            }
            rows.SearchKeys.AddRange(computed.SearchKeys.Order().Select(k => (k, id)));

            var made = new SyntheticRecordMade(id, setting.Options.Seed);
            var entry = TrailWriter.Entry(ids.Next(), made.Chain, 1, TrailHashing.Start, setting.Process, made);
            rows.Trail.Add(entry);
            rows.Tips.Add(
                new TrailTip
                {
                    Chain = made.Chain,
                    Length = 1,
                    Hash = entry.Hash,
                }
            );

            List<ContingencyStep> StandingSteps() =>
                ContingencyFacts.Standing(rows.Contingency.Where(c => c.PersonId == id)) is { } standing ? rows.ContingencySteps.Where(s => s.PlanId == standing.Id).ToList() : [];

            List<T> Of<T>(List<T> all)
                where T : Store.PersonRecord => person.HasChildRecord ? all.Where(r => r.PersonId == id).ToList() : [];
        }
    }
}

/// <summary>A synthetic person was made: nobody's life.</summary>
public sealed record SyntheticRecordMade(Guid Person, long Seed) : PersonEvent(Person);
