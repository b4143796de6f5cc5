using Kith.Practice.Assessments;
using Kith.Practice.Contacts;
using Kith.Practice.EarlyHelp;
using Kith.Practice.LookedAfter;
using Kith.Practice.Plans;
using Kith.Practice.Protection;
using Kith.Practice.Referrals;
using Kith.Practice.Synthetic.Families;
using Kith.Practice.Synthetic.Words;
using Kith.Practice.Synthetic.Workplace;
using Kith.Practice.Workforce;
using Kith.Standards.Calendar;

namespace Kith.Practice.Synthetic.Courses;

/// <summary>From the dates of an involvement to the records of each child in it: contact to closure, plans, care, workers.</summary>
internal sealed class CaseRecords(StorySetting setting, FamilySpec spec, FamilyMaker family, Storyteller teller, SeededRandom random, SyntheticIds ids, Rows rows)
{
    private static readonly WorkingDayCalendar Calendar = WorkingDayCalendar.England;
    private readonly Dictionary<Guid, int> plansBefore = [];
    private readonly Council council = setting.Council;

    /// <summary>Writes an involvement and returns who held it when.</summary>
    public List<Held> Write(Course course, List<ChildFacts> children, bool latest)
    {
        var held = Hold(course, latest);
        var frontDoor = council.TeamFor(TeamKind.FrontDoor, 0);
        var decider = council.Someone(frontDoor, course.Referred, random);
        var known = rows.Episodes.Count > 0;
        var extra = random.Days([(0, 0), (0.6, 0), (0.85, 1), (1, 3)]);
        foreach (var child in children)
        {
            Tell(child, course.Referred, "Progressed to referral", course);
        }
        for (var i = 0; i < extra; i++)
        {
            // Contacts before the referral that were not one themselves.
            var on = course.Referred.AddDays(-random.Between(6, 170));
            foreach (var child in on >= setting.Start ? children.Where(c => c.Born <= on) : [])
            {
                Tell(child, on, teller.Write("contactoutcome", teller.On(child, on, course, ["nfa"])), course);
            }
        }
        foreach (var child in children)
        {
            var id = child.Person.Id;
            // What waits for a decision says nothing of one.
            var waits = course.Path == CoursePath.Referred;
            string[] tags = [known ? "police" : "first", course.Path == CoursePath.Nfa ? "nfa" : "cin", .. waits ? ["waits"] : Array.Empty<string>()];
            var t = teller.On(child, course.Referred, course, known ? tags.AsSpan(1) : tags);
            var decided = course.Decided is { } d && d > setting.AsAt ? setting.AsAt : course.Decided;
            var episode = new Episode
            {
                Id = ids.Next(),
                PersonId = id,
                ReferredOn = course.Referred,
                SourceCode = course.Source,
                PrimaryNeed = course.Path is CoursePath.Nfa or CoursePath.Referred ? null : course.Need,
                NoFurtherAction = course.Path == CoursePath.Nfa,
                DecidedOn = decided,
                ClosedOn = course.Closed,
                ClosureReason = course.ClosureReason,
                Summary = teller.Write("referral", t),
                TeamId = held.Count > 0 ? held[^1].TeamId : frontDoor,
                WorkerId = held.Count > 0 ? held[0].WorkerId : decider?.Id,
            };
            rows.Episodes.Add(episode);
            foreach (var h in held)
            {
                Allocate(child, episode, h.WorkerId, h.TeamId, AllocationRole.Lead, h.From, h.To, h.Reason);
            }
            Assess(child, course, episode, held);
            Protect(child, course, episode, held);
            Need(child, course, episode, held);
            Care(child, course, episode);
        }
        Beside(course, children, held, latest);
        EarlyHelp(course, children);
        return held;

        void Tell(ChildFacts child, DateOnly on, string outcome, Course about)
        {
            var t = teller.On(child, on, about, [outcome == "Progressed to referral" ? "cin" : "nfa"]);
            rows.Contacts.Add(
                new Contact
                {
                    Id = ids.Next(),
                    PersonId = child.Person.Id,
                    ReceivedOn = on,
                    SourceCode = about.Source,
                    Summary = teller.Write("contact", t),
                    Outcome = outcome,
                    TeamId = frontDoor,
                    WorkerId = decider?.Id,
                }
            );
        }
    }

    /// <summary>A family known by contacts and early help only.</summary>
    public void ContactsOnly()
    {
        var team = council.TeamFor(TeamKind.FrontDoor, 0);
        var count = random.Between(1, 3);
        var days = setting.AsAt.DayNumber - setting.Start.DayNumber;
        for (var i = 0; i < count; i++)
        {
            var on = setting.AsAt.AddDays(-random.Between(0, days));
            var source = CodesThen.Source(Rates.Of("source").Draw(random), on);
            var course = new Course
            {
                Path = CoursePath.Nfa,
                Open = false,
                Referred = on,
                Source = source,
                Worry = random.Pick("dv", "neglect", "mh", "acute", "behaviour", "emotional"),
            };
            foreach (var child in family.Children.Where(c => c.Born <= on))
            {
                var t = teller.On(child, on, course, ["nfa", "first"]);
                rows.Contacts.Add(
                    new Contact
                    {
                        Id = ids.Next(),
                        PersonId = child.Person.Id,
                        ReceivedOn = on,
                        SourceCode = source,
                        Summary = teller.Write("contact", t),
                        Outcome = teller.Write("contactoutcome", t),
                        TeamId = team,
                        WorkerId = council.Someone(team, on, random)?.Id,
                    }
                );
            }
            if (i == 0)
            {
                EarlyHelp(family.Children.Where(c => c.Born <= on), on.AddDays(random.Between(3, 20)), course);
            }
        }
    }

    private void EarlyHelp(Course course, List<ChildFacts> children)
    {
        if (course is { ClosureReason: "RC9", Closed: { } closed })
        {
            EarlyHelp(children, closed.AddDays(random.Between(2, 15)), course);
        }
        else if (random.Chance(0.16))
        {
            EarlyHelp(children.Where(c => c.Born < course.Referred.AddDays(-150)), course.Referred.AddDays(-random.Between(100, 400)), course);
        }
    }

    private void EarlyHelp(IEnumerable<ChildFacts> children, DateOnly from, Course course)
    {
        if (from > setting.AsAt || from < setting.Start)
        {
            return;
        }
        var end = from.AddDays(random.Between(60, 260));
        var worker = $"{Names.Adult("british", "F", random)} {Names.Family("british", random)}";
        var organisation = random.Pick("Family hub", "School", "Early help team", "Health visiting", "Home-Start");
        foreach (var child in children)
        {
            var t = teller.On(child, from, course);
            rows.EarlyHelp.Add(
                new EarlyHelpEpisode
                {
                    Id = ids.Next(),
                    PersonId = child.Person.Id,
                    StartedOn = from,
                    EndedOn = end <= setting.AsAt ? end : null,
                    Reason = teller.Write("earlyhelp.reason", t),
                    EndReason = end <= setting.AsAt ? teller.Write("earlyhelp.end", t) : null,
                    Organisation = organisation,
                    WorkerName = worker,
                }
            );
        }
    }

    /// <summary>The chain of workers: assessment team, then the team that sees it through, then children in care.</summary>
    private List<Held> Hold(Course course, bool latest)
    {
        var held = new List<Held>();
        if (course.Path is CoursePath.Nfa or CoursePath.Referred)
        {
            return held;
        }
        var end = course.Closed;
        var from = course.Decided ?? course.Referred;
        var assessing = council.TeamFor(TeamKind.Assessment, family.District);
        var post =
            spec.Demo is { } demo && latest && DemoPeople.All.FirstOrDefault(p => p.UserName == demo) is { } person
                ? council.Posts.First(p => p.Reserved && p.Now?.Name == person.Name)
                : null;
        var today = latest && course.Open ? spec.Holder : null;
        if (course.Path is CoursePath.NotInNeed or CoursePath.Assessing)
        {
            var assessor = today?.Plan.Kind == TeamKind.Assessment ? today : null;
            held.AddRange(council.Hold(assessor?.TeamId ?? assessing, from, end, random, "Allocated for assessment", assessor));
            return Loosen(held, course);
        }
        var authorised = course.Assessments[0].Authorised ?? setting.AsAt;
        var transfer = Min(authorised.AddDays(random.Between(1, 12)), course.PlanFrom is { } plan ? plan.AddDays(random.Between(1, 8)) : DateOnly.MaxValue);
        transfer = Min(transfer, course.CareFrom is { } removed ? removed.AddDays(1) : DateOnly.MaxValue);
        var last = end ?? setting.AsAt;
        if (transfer >= last)
        {
            held.AddRange(council.Hold(post?.TeamId ?? assessing, from, end, random, "Allocated for assessment", post));
            return Loosen(held, course);
        }
        if (transfer > from)
        {
            held.AddRange(council.Hold(assessing, from, transfer, random, "Allocated for assessment"));
        }
        else
        {
            transfer = from;
        }
        var kind = course.Path switch
        {
            CoursePath.Disability => TeamKind.DisabledChildren,
            CoursePath.InNeed when course.PlanFrom is null && course.Enquiries.Count == 0 && random.Chance(0.16) => TeamKind.FamilyHelp,
            _ => TeamKind.Safeguarding,
        };
        post ??= today?.Plan.Kind == kind && course.CareFrom is null ? today : null;
        var team = post?.TeamId ?? council.TeamFor(kind, family.District);
        var toCare = course.CareFrom is { } care && post is null ? care.AddDays(random.Between(90, 200)) : DateOnly.MaxValue;
        if (toCare < last)
        {
            if (toCare > transfer)
            {
                held.AddRange(council.Hold(team, transfer, toCare, random, "Transferred after assessment"));
            }
            var carer = today?.Plan.Kind == TeamKind.ChildrenInCare ? today : null;
            held.AddRange(
                council.Hold(
                    carer?.TeamId ?? council.TeamFor(TeamKind.ChildrenInCare, family.District),
                    Max(toCare, transfer),
                    end,
                    random,
                    "Transferred to the children in care team",
                    carer
                )
            );
        }
        else
        {
            held.AddRange(council.Hold(team, transfer, end, random, "Transferred after assessment", post));
        }
        return Loosen(held, course);
    }

    /// <summary>A few children wait for a worker today: theirs left and no one has taken over yet.</summary>
    private List<Held> Loosen(List<Held> held, Course course)
    {
        if (course.Open && spec.Demo is null && random.Chance(0.025) && held.Count > 0 && held[^1] is { To: null } last)
        {
            var left = setting.AsAt.AddDays(-random.Between(1, 30));
            if (left > last.From)
            {
                held[^1] = last with { To = left };
            }
        }
        return held;
    }

    private void Allocate(ChildFacts child, Episode episode, Guid? worker, Guid team, AllocationRole role, DateOnly from, DateOnly? to, string reason)
    {
        if (to <= from || from > setting.AsAt)
        {
            return;
        }
        rows.Allocations.Add(
            new Allocation
            {
                Id = ids.Next(),
                PersonId = child.Person.Id,
                WorkerId = worker,
                TeamId = team,
                Role = role,
                From = from,
                To = to > setting.AsAt ? null : to,
                ChangeReason = reason.Length > 0 ? reason : teller.Write("change.left", teller.On(child, from, null)),
                EpisodeId = episode.Id,
            }
        );
    }

    private void Assess(ChildFacts child, Course course, Episode episode, List<Held> held)
    {
        foreach (var a in course.Assessments)
        {
            var done = a.Authorised is { } on && on <= setting.AsAt;
            var first = a == course.Assessments[0];
            var by = At(held, a.Authorised ?? setting.AsAt) ?? At(held, a.Start);
            var record = new Assessment
            {
                Id = ids.Next(),
                PersonId = child.Person.Id,
                EpisodeId = episode.Id,
                StartedOn = a.Start,
                InternalReviewOn = Calendar.AddWorkingDays(a.Start, 10) is var review && review <= (done ? a.Authorised : setting.AsAt) ? review : null,
                AuthorisedOn = done ? a.Authorised : null,
                ChildSeen =
                    done ? random.Chance(0.96)
                    : a.Start <= setting.AsAt.AddDays(-8) ? true
                    : null,
                TeamId = by?.TeamId,
                WorkerId = by?.WorkerId,
            };
            if (child.UnbornOn(a.Authorised ?? setting.AsAt))
            {
                record.ChildSeen = null;
            }
            rows.Assessments.Add(record);
            if (!done)
            {
                continue;
            }
            var conclusion = course.Path switch
            {
                CoursePath.NotInNeed => "notinneed",
                CoursePath.Disability => "dct",
                CoursePath.Care when course.PlanFrom is null => "lac",
                CoursePath.Protection or CoursePath.Care when first => "cp",
                _ => "cin",
            };
            record.Outcome = conclusion switch
            {
                "notinneed" => course.ClosureReason == "RC9" ? "Early help" : "No further action",
                "cp" => "Strategy discussion",
                "lac" => "Child to be looked after",
                _ => "Child in need plan",
            };
            record.Analysis = teller.Write("assess", teller.On(child, a.Authorised!.Value, course, [conclusion], by?.WorkerName));
            foreach (var code in Factors(child, course))
            {
                var factor = new AssessmentFactor
                {
                    Id = ids.Next(),
                    AssessmentId = record.Id,
                    Code = code,
                };
                record.Factors.Add(factor);
                rows.Factors.Add(factor);
            }
        }
    }

    /// <summary>DfE factors that go with the worry. «No factors» stands alone, and only where the child is not in need.</summary>
    private IEnumerable<string> Factors(ChildFacts child, Course course)
    {
        if (course.Path == CoursePath.NotInNeed && random.Chance(course.ClosureReason == "RC8" ? 0.6 : 0.15))
        {
            return ["21"];
        }
        var found = new SortedSet<string>(StringComparer.Ordinal)
        {
            course.Worry switch
            {
                "dv" => "3B",
                "neglect" => "16A",
                "mh" => "4B",
                "substance" => random.Pick("1B", "2B"),
                "emotional" => "17A",
                "physical" => random.Pick("18C", "18C", "18B"),
                "sexual" => random.Pick("19C", "19B"),
                "disability" => random.Pick("5A", "6A"),
                "parentdisability" => random.Pick("6B", "5B"),
                "behaviour" => "14A",
                "absent" => "20",
                _ => "20",
            },
        };
        var age = child.AgeOn(course.Referred);
        void Maybe(string code, double share)
        {
            if (random.Chance(share))
            {
                found.Add(code);
            }
        }
        Maybe("3B", 0.3);
        Maybe("4B", 0.28);
        Maybe("17A", 0.18);
        Maybe("16A", 0.16);
        Maybe("2B", 0.13);
        Maybe("1B", 0.12);
        Maybe("3A", 0.1);
        Maybe("4A", age > 9 ? 0.22 : 0.02);
        Maybe("15A", age > 11 ? 0.1 : 0);
        Maybe(
            "10A",
            child.Exploited ? 0.7
                : age > 11 ? 0.04
                : 0
        );
        Maybe("11A", child.Exploited ? 0.4 : 0);
        Maybe("13A", child.Exploited ? 0.35 : 0);
        Maybe("12A", child.Exploited ? 0.12 : 0);
        Maybe("7A", age > 7 ? 0.05 : 0);
        Maybe("5A", child.Disabled ? 0.45 : 0.02);
        Maybe("6A", child.Disabled ? 0.3 : 0.01);
        Maybe("9A", spec.Alone ? 1 : 0);
        return found;
    }

    private void Protect(ChildFacts child, Course course, Episode episode, List<Held> held)
    {
        var id = child.Person.Id;
        foreach (var e in course.Enquiries)
        {
            var by = At(held, e.Start) ?? held.FirstOrDefault();
            var enquiry = new Section47Enquiry
            {
                Id = ids.Next(),
                PersonId = id,
                EpisodeId = episode.Id,
                StartedOn = e.Start,
                EndedOn = e.End,
                ConferenceTargetOn = e.NotRequired ? null : Calendar.AddWorkingDays(e.Start, 15),
                ConferenceOn = e.Conference,
                ConferenceNotRequired =
                    e.NotRequired ? true
                    : e.Conference is null ? null
                    : false,
                Outcome =
                    e.NotRequired ? random.Pick("Concerns not substantiated", "Concerns substantiated; no continuing risk of significant harm")
                    : e.Conference is null ? null
                    : "Concerns substantiated; continuing risk of significant harm",
                TeamId = by?.TeamId,
                WorkerId = by?.WorkerId,
            };
            rows.Enquiries.Add(enquiry);
            if (e.Conference is { } held_)
            {
                ProtectionPlan? plan = null;
                if (e.LedToPlan)
                {
                    plansBefore.TryGetValue(id, out var before);
                    plan = new ProtectionPlan
                    {
                        Id = ids.Next(),
                        PersonId = id,
                        EpisodeId = episode.Id,
                        StartedOn = held_,
                        EndedOn = course.PlanTo,
                        InitialCategory = course.Category,
                        LatestCategory = course.LatestCategory,
                        PreviousPlans = before,
                    };
                    plansBefore[id] = before + 1;
                    rows.ProtectionPlans.Add(plan);
                    foreach (var r in course.Reviews)
                    {
                        var t = teller.On(child, r.Held, course, [], At(held, r.Held)?.WorkerName);
                        rows.Reviews.Add(
                            new ReviewConference
                            {
                                Id = ids.Next(),
                                PersonId = id,
                                PlanId = plan.Id,
                                DueOn = r.Due,
                                HeldOn = r.Held,
                                ContinuePlan = r.Continues,
                                Quorate = random.Chance(0.97),
                                Participation = teller.Write("conference", t),
                            }
                        );
                    }
                }
                rows.Conferences.Add(
                    new InitialConference
                    {
                        Id = ids.Next(),
                        PersonId = id,
                        EpisodeId = episode.Id,
                        EnquiryId = enquiry.Id,
                        PlanId = plan?.Id,
                        TargetOn = enquiry.ConferenceTargetOn,
                        HeldOn = held_,
                        LedToPlan = e.LedToPlan,
                        TeamId = by?.TeamId,
                        WorkerId = by?.WorkerId,
                    }
                );
            }
        }
    }

    private void Need(ChildFacts child, Course course, Episode episode, List<Held> held)
    {
        foreach (var (from, to) in course.NeedPlans)
        {
            var by = At(held, from) ?? held.FirstOrDefault();
            var plan = new CinPlan
            {
                Id = ids.Next(),
                PersonId = child.Person.Id,
                EpisodeId = episode.Id,
                StartedOn = from,
                EndedOn = to,
                TeamId = by?.TeamId,
                WorkerId = by?.WorkerId,
            };
            rows.CinPlans.Add(plan);
            var last = to ?? setting.AsAt;
            var day = from;
            var due = from.AddDays(42);
            while (due <= last)
            {
                var on = Calendar.OnOrBefore(due.AddDays(random.Chance(0.84) ? -random.Between(0, 9) : random.Between(2, 30)));
                if (on > last)
                {
                    break;
                }
                var closing = to is { } end && end.DayNumber - on.DayNumber < 50;
                var t = teller.On(
                    child,
                    on,
                    course,
                    [closing ? "closing" : random.Pick("better", "better", "drift", "cin")],
                    At(held, on)?.WorkerName,
                    council.ManagerOf(plan.TeamId ?? council.RootId, on)?.Name
                );
                rows.CinReviews.Add(
                    new CinReview
                    {
                        Id = ids.Next(),
                        PersonId = child.Person.Id,
                        PlanId = plan.Id,
                        DueOn = due,
                        HeldOn = on,
                        Outcome = teller.Write("cinreview", t),
                    }
                );
                day = on;
                due = day.AddDays(84);
            }
        }
    }

    private void Care(ChildFacts child, Course course, Episode episode)
    {
        if (course.CareFrom is not { } from)
        {
            return;
        }
        var id = child.Person.Id;
        var to = course.CareTo;
        var last = to ?? setting.AsAt;
        rows.CareEpisodes.Add(
            new CareEpisode
            {
                Id = ids.Next(),
                PersonId = id,
                EpisodeId = episode.Id,
                StartedOn = from,
                StartReason = "S",
                CeasedOn = to,
                CeasedReason = to is null
                    ? null
                    : course.ClosureReason switch
                    {
                        "RC1" => "E11",
                        "RC4" => "E45",
                        "RC3" => "E41",
                        _ => "E4A",
                    },
            }
        );

        // Accommodated, then an interim order, then a care order, for most.
        var orders = new List<(string Code, DateOnly From)>();
        var start = spec.Alone || random.Chance(0.55) ? "V2" : "C1";
        orders.Add((start, from));
        if (start == "V2" && !spec.Alone && random.Chance(0.55))
        {
            orders.Add(("C1", from.AddDays(random.Between(30, 130))));
        }
        if (orders[^1].Code == "C1")
        {
            orders.Add(("C2", orders[^1].From.AddDays(random.Between(180, 330))));
        }
        orders.RemoveAll(o => o.From >= last && o.From > from);
        for (var i = 0; i < orders.Count; i++)
        {
            rows.LegalStatuses.Add(
                new LegalStatus
                {
                    Id = ids.Next(),
                    PersonId = id,
                    Code = orders[i].Code,
                    From = orders[i].From,
                    To = i + 1 < orders.Count ? orders[i + 1].From : to,
                }
            );
        }

        // Moves: most children have one or two homes, some more.
        var days = last.DayNumber - from.DayNumber;
        var moves = Math.Min(days / 60, random.Days([(0, 0), (0.35, 0), (0.65, 1), (0.85, 2), (1, 5)]));
        var begin = from;
        var carers = new List<string>();
        for (var i = 0; i <= moves; i++)
        {
            var until = i == moves ? to : begin.AddDays(Math.Max(20, (last.DayNumber - begin.DayNumber) * random.Between(20, 60) / 100));
            var lastOne = i == moves;
            var older = child.AgeOn(begin) >= 15;
            var kind =
                older && random.Chance(0.3) ? random.Pick("H5", "K2", "K2")
                : lastOne && days > 500 ? random.Pick("U4", "U4", "U1", "U5")
                : random.Pick("U6", "U6", "U1", "U3", "P1");
            var carer = Names.Adult("british", random.Chance(0.8) ? "F" : "M", random);
            carers.Add(carer);
            var (line, town, code, _) = Places.Address(random, null, setting.Area);
            rows.Placements.Add(
                new Placement
                {
                    Id = ids.Next(),
                    PersonId = id,
                    StartedOn = begin,
                    EndedOn = until,
                    Kind = kind,
                    Provider =
                        kind[0] == 'U' ? random.Pick("Own provision", "Own provision", "Private provider")
                        : kind == "P1" ? "Parents or others with parental responsibility"
                        : "Private provider",
                    Postcode = code,
                    ChangeReason = i == 0 ? null : random.Pick("PLAN", "CARPL", "CREQB", "CHILD"),
                }
            );
            if (kind != "P1")
            {
                family.Address(child.Person, line, town, code, begin, until, "Placement");
            }
            begin = until ?? setting.AsAt;
        }
        child.Placements = [.. carers];
        child.Telling["foster"] = carers[^1];
        if (to is null)
        {
            child.Telling["carer"] = carers[^1];
        }
        // The family home is where the child lived until then.
        foreach (var home in rows.Addresses.Where(a => a.PersonId == id && a.Kind == "Home" && (a.To is null || a.To > from)).ToList())
        {
            if (home.From >= from)
            {
                rows.Addresses.Remove(home);
            }
            else
            {
                home.To = from;
            }
        }
        if (to is { } back && course.ClosureReason is "RC7" or "RC3" && rows.Addresses.LastOrDefault(a => a.PersonId == id && a.Kind == "Home") is { } was)
        {
            family.Address(child.Person, was.Line1!, was.Town!, was.Postcode!, to!.Value, null);
        }
    }

    /// <summary>Those who work beside the lead worker, and work before proceedings.</summary>
    private void Beside(Course course, List<ChildFacts> children, List<Held> held, bool latest)
    {
        var episodes = rows.Episodes.TakeLast(children.Count).ToDictionary(e => e.PersonId);
        if (course.PlanFrom is { } plan)
        {
            var team = council.TeamFor(TeamKind.Conference, 0);
            var wanted = latest && spec.Demo is not null ? council.Posts.FirstOrDefault(p => p.Reserved && p.Plan.Kind == TeamKind.Conference) : null;
            Everyone(council.Hold(team, plan, course.PlanTo, random, "Chair of the conference", wanted), AllocationRole.ConferenceChair, "Chair changed");
        }
        var working = course.Phases.Where(p => p.Kind is PhaseKind.Need or PhaseKind.Protection).Select(p => (Phase?)p).FirstOrDefault();
        if (working is { } phase && (spec.Demo is not null && latest || random.Chance(0.22)))
        {
            var team = spec.Demo is not null ? held.LastOrDefault()?.TeamId : council.TeamFor(random.Chance(0.4) ? TeamKind.FamilyHelp : TeamKind.Safeguarding, family.District);
            var worker = team is { } t
                ? (spec.Demo == "priya.nair" ? council.Posts.First(p => p.Reserved && p.Kind.Title == "Family practitioner").Now : null)
                    ?? council.Someone(t, Max(phase.From, setting.Start), random, "Family practitioner")
                : null;
            var from = Max(phase.From.AddDays(random.Between(5, 30)), worker?.StartedOn ?? phase.From);
            if (worker is not null && (phase.To is null || phase.To > from.AddDays(20)))
            {
                var to = Min(from.AddDays(random.Between(60, 200)), Min(phase.To ?? DateOnly.MaxValue, worker.LeftOn ?? DateOnly.MaxValue));
                Everyone(
                    [
                        new Held(
                            worker.Id,
                            worker.TeamId!.Value,
                            worker.Name,
                            from,
                            spec.Demo is not null && latest ? phase.To
                                : to > setting.AsAt ? null
                                : to,
                            "Direct work with the family"
                        ),
                    ],
                    AllocationRole.FamilyPractitioner,
                    ""
                );
            }
        }
        var teen = children.FirstOrDefault(c => c.AgeOn(course.Referred) >= 11);
        if (teen is not null && course.Path is CoursePath.InNeed or CoursePath.Protection && (teen.Exploited || course.Worry == "behaviour" || random.Chance(0.06)))
        {
            var team = council.TeamFor(teen.Exploited && random.Chance(0.5) && spec.Demo is null ? TeamKind.Exploitation : TeamKind.EdgeOfCare, 0);
            var from = course.Referred.AddDays(random.Between(30, 60));
            var wanted = latest && course.Open && (spec.Demo is not null || random.Chance(0.2)) ? council.Posts.FirstOrDefault(p => p.Reserved && p.TeamId == team) : null;
            var to = course.Open && (wanted is not null || random.Chance(0.5)) ? course.Closed : from.AddDays(random.Between(60, 130));
            if (from < (course.Closed ?? setting.AsAt))
            {
                to = course.Closed is { } closed && (to is null || to > closed) ? closed : to;
                foreach (var h in council.Hold(team, from, to > setting.AsAt ? null : to, random, "Intensive support to stay at home", wanted))
                {
                    Allocate(teen, episodes[teen.Person.Id], h.WorkerId, h.TeamId, AllocationRole.EdgeOfCare, h.From, h.To, h.Reason);
                }
            }
        }
        var before =
            course.PreProceedings
            ?? (
                course.Path == CoursePath.Protection && course.PlanFrom is { } p0 && p0.AddDays(200) < (course.PlanTo ?? setting.AsAt) && random.Chance(0.22)
                    ? Calendar.OnOrBefore(p0.AddDays(random.Between(120, 190)))
                    : null
            );
        if (before is { } decided && decided > course.Referred && decided <= setting.AsAt && children.All(c => !c.UnbornOn(decided)))
        {
            var letter = Calendar.AddWorkingDays(decided, random.Between(2, 8));
            var meeting = Calendar.AddWorkingDays(letter, random.Between(6, 14));
            var end = course.CareFrom ?? decided.AddDays(random.Between(80, 150));
            var offered = random.Chance(0.7);
            var reviews = Math.Max(0, (Min(setting.AsAt, end).DayNumber - decided.DayNumber) / 42);
            foreach (var child in children)
            {
                rows.PreProceedings.Add(
                    new PreProceedings
                    {
                        Id = ids.Next(),
                        PersonId = child.Person.Id,
                        EpisodeId = episodes.GetValueOrDefault(child.Person.Id)?.Id,
                        DecidedOn = decided,
                        MeetingOffered = true,
                        MeetingHeld = offered,
                        ReviewMeetings = reviews,
                        LetterSentOn = letter <= Min(setting.AsAt, end) ? letter : null,
                        FirstMeetingOn = meeting <= Min(setting.AsAt, end) ? meeting : null,
                        EndedOn = end <= setting.AsAt ? end : null,
                        Outcome =
                            end > setting.AsAt ? null
                            : course.CareFrom is not null ? "Application to court"
                            : "Ended: the family made the changes",
                    }
                );
            }
        }

        void Everyone(IEnumerable<Held> by, AllocationRole role, string changed)
        {
            foreach (var h in by)
            {
                foreach (var child in children)
                {
                    Allocate(child, episodes[child.Person.Id], h.WorkerId, h.TeamId, role, h.From, h.To, h.Reason.Length > 0 ? h.Reason : changed);
                }
            }
        }
    }

    private static Held? At(List<Held> held, DateOnly day) => held.FirstOrDefault(h => h.From <= day && (h.To is null || day < h.To));

    private static DateOnly Min(DateOnly a, DateOnly b) => a < b ? a : b;

    private static DateOnly Max(DateOnly a, DateOnly b) => a > b ? a : b;
}
