using Kith.Practice.Actions;
using Kith.Practice.Agencies;
using Kith.Practice.Approvals;
using Kith.Practice.Casework;
using Kith.Practice.Projections;
using Kith.Practice.Projections.Due;
using Kith.Practice.Protection.Meetings;
using Kith.Practice.Settings;
using Kith.Practice.Workforce;
using Kith.Standards.Calendar;

namespace Kith.Practice.Synthetic.Workplace;

/// <summary>An open child as a panel is told of them.</summary>
internal sealed record PutForwardToday(Guid PersonId, string GivenName, DateOnly? BornOn, Guid? WorkerId, Guid? TeamId, DateOnly Since);

/// <summary>
/// Four panels with what they decided, what they have to share and whom they hear next; disagreements between agencies at every
/// stage; and the log of what was shared. All of it is of children whose records are not restricted.
/// </summary>
internal sealed class PanelStory(DateOnly today, SeededRandom random, SyntheticIds ids, Council council, PartnerStory partners, IntervalPolicy intervals)
{
    private static readonly WorkingDayCalendar Calendar = WorkingDayCalendar.England;

    private static readonly Dictionary<PanelKind, string[]> Whys = new()
    {
        [PanelKind.Exploitation] =
        [
            "{0} was missing three times this month, and came back with a phone that nobody can explain. Two older young people were seen waiting at the school gate.",
            "{0} told the youth worker of a debt that «has to be worked off». The screening was at significant risk last week.",
        ],
        [PanelKind.Marac] = ["Police were at the home twice in six weeks. {0} was in the next room each time. The plan says that the father stays away, and he was there."],
        [PanelKind.EdgeOfCare] = ["The grandmother who carries most of the care goes into hospital. Without a firm plan {0} may come into care within weeks."],
        [PanelKind.LegalGateway] =
        [
            "Six months of the plan have changed little at home. Attendance is at 61 per cent, and the house is as cold as it was in the spring.",
            "The family has had the letter before proceedings. The assessment of the aunt came back, and the network meeting made a plan of its own.",
        ],
    };

    private static readonly string[] Askeds =
    [
        "One shared plan, and somebody who leads it outside the council too.",
        "That all agencies check what they hold and bring it.",
        "A decision on whether intensive support begins at once.",
        "Legal advice on whether the threshold is met, and what has to be shown.",
    ];

    private static readonly Dictionary<PanelKind, (string Decision, string Reasons)> Decisions = new()
    {
        [PanelKind.Exploitation] = (
            "The level stays at significant. One plan, led by the youth project; police visit the address; school tells us of every absence the same morning.",
            "The worry is the same as last time, but the child talks to the youth worker now. Nobody thought that moving the child would make things safer."
        ),
        [PanelKind.EdgeOfCare] = (
            "Intensive support begins within the week, evenings included.",
            "The grandmother can come home in three weeks if there is help each evening. The child wants to stay with her cousins, and they want it too."
        ),
        [PanelKind.LegalGateway] = (
            "The threshold for proceedings is not met today. The plan goes on with weekly visits, and comes back in eight weeks.",
            "What has changed was weighed against what has not. The network’s own plan is three weeks old and has to have its time."
        ),
        [PanelKind.Marac] = (
            "Safety plan with all agencies: new locks, a marker on the address, a named officer, and the school collects the children at the gate.",
            "The risk is highest at the weekends. The mother was asked what would help first, and this is what she said."
        ),
    };

    private static readonly string[] ActionsToDo =
    [
        "Check the address and the car, and tell the lead worker what is found",
        "Tell the lead worker of every absence on the same morning",
        "Offer a place in the Friday group, and go along the first time",
        "Look at what the health visitor and the surgery hold, and bring it",
        "Ask the landlord for new locks",
    ];

    private static readonly (string What, string Why, SharedWay Way)[] Shares =
    [
        ("That a social worker visits, and whom to ring", "So that school knows whom to ask", SharedWay.Given),
        ("Attendance this term, and how the child arrives in the morning", "For the assessment", SharedWay.Received),
        ("What the health visitor saw at the last two visits", "For the child protection enquiry", SharedWay.Received),
        ("The plan, without what the parents said of each other", "So that everybody works to one plan", SharedWay.Given),
        ("The address of the mother", "They asked where she lives now. She does not want it known, and nobody is safer for it", SharedWay.Withheld),
        ("Calls to the address in the last year", "For the strategy discussion", SharedWay.Received),
    ];

    public List<Panel> Panels { get; } = [];
    public List<PanelMember> Members { get; } = [];
    public List<PanelMeeting> Meetings { get; } = [];
    public List<PanelSeat> Seats { get; } = [];
    public List<PanelChild> Entries { get; } = [];
    public List<PanelGiven> Given { get; } = [];
    public List<PanelPaper> Papers { get; } = [];
    public List<ActionItem> Actions { get; } = [];
    public List<Approval> Approvals { get; } = [];
    public List<Disagreement> Disagreements { get; } = [];
    public List<DisagreementStep> Steps { get; } = [];
    public List<InformationShare> Log { get; } = [];
    public List<DueItem> Due { get; } = [];

    /// <summary>The panels, their meetings, and whom they look at.</summary>
    /// <param name="children">A score or more, those of the demonstration first.</param>
    public void Meet(IReadOnlyList<PutForwardToday> children, DateTime now)
    {
        var police = Of(Agency.Police);
        var health = Of(Agency.Health);
        var voluntary = Of(Agency.Voluntary);
        var housing = Of(Agency.Housing);
        // Those old enough to come to harm by others outside the home, and the rest.
        var older = new Queue<PutForwardToday>(children.Where(c => c.BornOn <= today.AddYears(-11)));
        var younger = new Queue<PutForwardToday>(children.Where(c => !(c.BornOn <= today.AddYears(-11))));
        foreach (
            var (kind, name, purpose, chair, staff, outside, agrees) in new (PanelKind, string, string, string, string[], Professional[], bool)[]
            {
                (
                    PanelKind.Exploitation,
                    "Exploitation panel",
                    "Children who come to harm outside the home, or may.",
                    "Grace Adeyemi",
                    ["Callum Reid", "Sarah Whitfield", "Imran Qureshi", "Owen Griffiths"],
                    [partners.Nisha, .. police.Take(2), .. health.Take(1), .. voluntary.Skip(2).Take(1)],
                    true
                ),
                (
                    PanelKind.Marac,
                    "MARAC",
                    "Homes where domestic abuse is at its most dangerous.",
                    "Owen Griffiths",
                    ["Sarah Whitfield", "Grace Adeyemi"],
                    [.. police.Take(1), .. voluntary.Take(1), .. housing.Take(1), .. health.Skip(1).Take(1)],
                    false
                ),
                (
                    PanelKind.EdgeOfCare,
                    "Edge of care panel",
                    "Children who may have to leave their family within weeks.",
                    "Owen Griffiths",
                    ["Callum Reid", "Imran Qureshi", "Sarah Whitfield"],
                    [.. health.Skip(2).Take(1)],
                    true
                ),
                (
                    PanelKind.LegalGateway,
                    "Legal gateway",
                    "Whether to go to court, and what has to be done first.",
                    "Owen Griffiths",
                    ["Imran Qureshi", "Sarah Whitfield", "Grace Adeyemi"],
                    [],
                    true
                ),
            }
        )
        {
            var lead = Worker(chair);
            if (lead is null)
            {
                continue;
            }
            var panel = new Panel
            {
                Id = ids.Next(),
                Kind = kind,
                Name = name,
                Purpose = purpose,
                ChairWorkerId = lead.Id,
                TeamId = lead.TeamId,
                ManagerAgrees = agrees,
                From = today.AddYears(-1),
            };
            Panels.Add(panel);
            foreach (var w in staff.Select(Worker).OfType<Worker>().Where(w => w.Id != lead.Id))
            {
                Members.Add(Member(panel, w.Id, null));
            }
            foreach (var p in outside.Distinct())
            {
                Members.Add(Member(panel, null, p.Id));
            }
            var (before, last, next) = (
                Meeting(panel, lead, Calendar.AddWorkingDays(today, -30), outside, held: true),
                Meeting(panel, lead, Calendar.AddWorkingDays(today, -3), outside, held: true),
                Meeting(panel, lead, Calendar.AddWorkingDays(today, 6), outside, held: false)
            );
            var (own, rest) = kind == PanelKind.Exploitation ? (older, younger) : (younger, older);
            var returns = Take(own, rest);
            if (returns is null)
            {
                continue;
            }
            var first = Entry(panel, returns, before, 1, decided: true, shared: true);
            var again = Entry(panel, returns, next, 1, decided: false, shared: false);
            Agreed(first, returns, outside, done: 1);
            Tell(first, outside);
            Tell(again, outside);
            Put(again, "summary", "risk");
            for (var i = 0; i < 2 && Take(own, rest) is { } child; i++)
            {
                var entry = Entry(panel, child, last, i + 1, decided: true, shared: false);
                Agreed(entry, child, outside, done: 0);
                Tell(entry, outside);
            }
            for (var i = 0; i < 2 && Take(own, rest) is { } child; i++)
            {
                Put(Entry(panel, child, next, i + 2, decided: false, shared: false), "chronology", "protection");
            }
            if (Take(own, rest) is { } waiting)
            {
                Entry(panel, waiting, null, 0, decided: false, shared: false, days: 24);
            }
            if (agrees && Take(own, rest) is { TeamId: not null } asked)
            {
                Ask(Entry(panel, asked, null, 0, decided: false, shared: false, days: 1), panel, asked, now);
            }
        }
        foreach (var e in Entries.Where(e => e is { WithdrawnOn: null, CirculatedOn: null, WaitsForManager: false }))
        {
            var panel = Panels.First(p => p.Id == e.PanelId);
            var (clock, from) = e.HeardOn is { } heard ? (PanelClocks.Shared, heard) : (PanelClocks.Heard, e.AgreedOn ?? e.PutForwardOn);
            Add(e.PersonId, clock, e.Id, from, intervals.Due(clock, from), panel.ChairWorkerId, panel.TeamId);
        }
    }

    /// <summary>Where agencies do not agree: one at each stage, one after its time, and two that were settled.</summary>
    public void Disagree(IReadOnlyList<PutForwardToday> children, PutForwardToday? nishas, DateTime now)
    {
        var schools = Of(Agency.Education).Where(p => p != partners.Nisha).ToList();
        Professional?[] others =
        [
            schools.FirstOrDefault(),
            Of(Agency.Health).FirstOrDefault(),
            Of(Agency.Police).FirstOrDefault(),
            schools.FirstOrDefault(),
            schools.LastOrDefault(),
            Of(Agency.Health).LastOrDefault(),
        ];
        var told = new (int Stage, int Days, bool Settled, bool ByUs, string About, string[] Said)[]
        {
            (
                1,
                1,
                false,
                false,
                "We asked for a conference. The answer was a plan with visits every four weeks. She comes to school hungry every day, and has for a year.",
                ["We saw her at home on Thursday and there was food. Let us look together at what the school sees in the mornings."]
            ),
            (
                2,
                3,
                false,
                true,
                "The health visitor closed the case after two missed visits. The baby was not seen for eleven weeks.",
                ["Visits were offered and not taken up. We have no more to offer.", "A missed visit is what worries us. We ask that managers speak."]
            ),
            (
                2,
                9,
                false,
                false,
                "Police hold that the young person is a suspect and not exploited. The referral to the National Referral Mechanism was not passed on.",
                ["The screening is at significant risk. We see a child who is used by others."]
            ),
            (
                3,
                6,
                false,
                true,
                "The school wants to exclude for good, before the needs were looked at. Without a place by day the placement with grandmother will not hold.",
                ["We cannot keep others safe.", "Both heads have met. We ask for two weeks more and a helper in the mornings."]
            ),
            (1, 40, true, false, "Nobody told us that the plan had ended.", ["That was our mistake. Minutes are sent on the same day from now on."]),
            (2, 60, true, true, "Reports come after the conference and not before.", ["We have one person for forty conferences.", "A short form was agreed, of one page."]),
        };
        var at = 0;
        foreach (var (stage, days, settled, byUs, about, said) in told)
        {
            var child = at == 0 && nishas is not null ? nishas : children.ElementAtOrDefault(at + 20) ?? children.ElementAtOrDefault(at);
            var who = at == 0 && nishas is not null ? partners.Nisha : others[at];
            at++;
            if (child is null || who is null)
            {
                continue;
            }
            var from = Calendar.AddWorkingDays(today, -days);
            var raised = Calendar.AddWorkingDays(from, -4 * (stage - 1));
            var agency = partners.Agencies.First(a => a.Id == who.AgencyId).Name;
            var worker = council.Workers.FirstOrDefault(w => w.Id == child.WorkerId)?.Name;
            var d = new Disagreement
            {
                Id = ids.Next(),
                PersonId = child.PersonId,
                ProfessionalId = who.Id,
                AgencyId = who.AgencyId,
                RaisedByUs = byUs,
                RaisedOn = raised,
                About = about,
                Stage = stage,
                StageFrom = from,
                Owner =
                    stage == 1 ? worker
                    : stage == 2 ? "The team manager"
                    : "Owen Griffiths",
                SettledOn = settled ? Calendar.AddWorkingDays(from, 3) : null,
                Outcome = settled ? said[^1] : null,
            };
            Disagreements.Add(d);
            var (us, they) = ($"{worker ?? "The duty worker"}, the council", $"{who.Name}, {agency}");
            Step(d, 1, raised, 0, byUs ? us : they, about, false);
            foreach (var (words, i) in said.Select((w, i) => (w, i)))
            {
                var day = i < stage - 1 ? Calendar.AddWorkingDays(raised, 2 + 4 * i) : from;
                Step(d, Math.Min(stage, i + 1), day, i + 1, (i % 2 == 0) == byUs ? they : us, words, i > 0 && stage == 3);
            }
            if (!settled)
            {
                Add(d.PersonId, DisagreementStages.Clock(stage), d.Id, from, DisagreementStages.Due(intervals, stage, from), child.WorkerId, child.TeamId);
            }
        }

        void Step(Disagreement d, int stage, DateOnly on, int hour, string by, string words, bool late) =>
            Steps.Add(
                new DisagreementStep
                {
                    Id = ids.Next(),
                    DisagreementId = d.Id,
                    Stage = stage,
                    At = LondonTime.StartOfDayUtc(on).AddHours(10 + hour),
                    By = by,
                    Words = words,
                    Late = late,
                }
            );
    }

    /// <summary>What was shared about children in the last months, and on what ground.</summary>
    public void Share(IReadOnlyList<PutForwardToday> children)
    {
        foreach (var child in children)
        {
            for (var i = random.Between(1, 3); i > 0; i--)
            {
                var (what, why, way) = random.Pick(Shares);
                var agency = random.Pick(partners.Agencies);
                var on = today.AddDays(-random.Between(1, 150));
                if (on < child.Since)
                {
                    continue;
                }
                var agreed = random.Chance(0.7);
                Log.Add(
                    new InformationShare
                    {
                        Id = ids.Next(),
                        PersonId = child.PersonId,
                        On = on,
                        Way = way,
                        AgencyId = agency.Id,
                        Whom = agency.Name,
                        What = what,
                        Why = why,
                        Basis = LawfulBasis.PublicTask,
                        Consent = agreed ? SharingConsent.Agreed : SharingConsent.Refused,
                        ConsentReason = agreed ? null : "«I do not want everybody to know.» It was shared because the child could come to harm without it",
                        RecordedAt = LondonTime.StartOfDayUtc(on).AddHours(15),
                    }
                );
            }
        }
    }

    private List<Professional> Of(Agency kind) =>
        [.. partners.Professionals.Where(p => p.IsActive(today) && p.Email is not null && partners.Agencies.First(a => a.Id == p.AgencyId).Kind == kind)];

    private Worker? Worker(string name) => council.Workers.FirstOrDefault(w => w.Name == name && w.LeftOn is null);

    private static PutForwardToday? Take(Queue<PutForwardToday> own, Queue<PutForwardToday> rest) => own.TryDequeue(out var child) || rest.TryDequeue(out child) ? child : null;

    private PanelMember Member(Panel panel, Guid? worker, Guid? professional) =>
        new()
        {
            Id = ids.Next(),
            PanelId = panel.Id,
            WorkerId = worker,
            ProfessionalId = professional,
            From = panel.From,
        };

    private PanelMeeting Meeting(Panel panel, Worker chair, DateOnly on, Professional[] outside, bool held)
    {
        var meeting = new PanelMeeting
        {
            Id = ids.Next(),
            PanelId = panel.Id,
            On = on,
            StartsAt = "10:00",
            Place = "Town hall, room 4",
            Agenda = "What was agreed last time. Places and groups that come up again. Children on the list.",
            InvitedOn = Calendar.AddWorkingDays(on, -10) is var asked && asked < today ? asked : today,
            HeldOn = held ? on : null,
            Minutes = held ? "The bus station came up again; transport police patrol it until the end of term." : null,
        };
        Meetings.Add(meeting);
        var staff = Members.Where(m => m.PanelId == panel.Id && m.WorkerId is not null).Select(m => council.Workers.First(w => w.Id == m.WorkerId)).Append(chair);
        foreach (var (w, i) in staff.Select((w, i) => (w, i)))
        {
            Seats.Add(Seat(w.Name, w == chair ? "Chair" : w.JobTitle, w.Email, i));
            Seats[^1].WorkerId = w.Id;
        }
        foreach (var (p, i) in outside.Distinct().Select((p, i) => (p, i)))
        {
            Seats.Add(Seat(p.Name, p.JobTitle, p.Email, i));
            (Seats[^1].ProfessionalId, Seats[^1].AgencyId) = (p.Id, p.AgencyId);
        }
        return meeting;

        PanelSeat Seat(string name, string? part, string? address, int i) =>
            new()
            {
                Id = ids.Next(),
                MeetingId = meeting.Id,
                Name = name,
                Part = part,
                Address = address,
                InvitedOn = meeting.InvitedOn,
                Reply =
                    held ? (i % 4 == 3 ? Reply.Apologies : Reply.Coming)
                    : i % 2 == 1 ? Reply.Coming
                    : null,
                Attended = held ? i % 4 != 3 : null,
            };
    }

    private PanelChild Entry(Panel panel, PutForwardToday child, PanelMeeting? meeting, int position, bool decided, bool shared, int days = 0)
    {
        var on =
            meeting is null ? Calendar.AddWorkingDays(today, -days)
            : Calendar.AddWorkingDays(meeting.On, -12) is var d && d < today ? d
            : Calendar.AddWorkingDays(today, -1);
        var (decision, reasons) = Decisions[panel.Kind];
        var worker = council.Workers.FirstOrDefault(w => w.Id == child.WorkerId);
        var entry = new PanelChild
        {
            Id = ids.Next(),
            PersonId = child.PersonId,
            PanelId = panel.Id,
            MeetingId = meeting?.Id,
            Position = position,
            PutForwardOn = on,
            ByWorkerId = worker?.Id,
            ByName = worker?.Name ?? "The duty worker",
            Why = string.Format(System.Globalization.CultureInfo.InvariantCulture, random.Pick(Whys[panel.Kind]), child.GivenName),
            Asked = random.Pick(Askeds),
            FamilySays = random.Chance(0.7) ? "Mum knows and says that she is glad of it if it helps. «As long as I can stay at my school.»" : null,
            AgreementNeeded = panel.ManagerAgrees,
            AgreedOn = panel.ManagerAgrees ? on : null,
            AgreedByName = panel.ManagerAgrees ? "The team manager" : null,
        };
        if (decided)
        {
            (entry.HeardOn, entry.Decision, entry.Reasons) = (meeting!.On, decision, reasons);
            entry.Dissent = random.Chance(0.3) ? "Health would have gone further, and says why in its own minutes." : null;
            entry.CirculatedOn = shared ? Calendar.AddWorkingDays(meeting.On, 2) : null;
        }
        Entries.Add(entry);
        return entry;
    }

    private void Agreed(PanelChild entry, PutForwardToday child, Professional[] outside, int done)
    {
        var partner = outside.FirstOrDefault();
        var worker = council.Workers.FirstOrDefault(w => w.Id == child.WorkerId);
        foreach (
            var (who, i) in new[] { (Partner: partner, Worker: (Worker?)null), (Partner: (Professional?)null, Worker: worker) }
                .Where(x => x.Partner is not null || x.Worker is not null)
                .Select((x, i) => (x, i))
        )
        {
            var due = i == 0 ? Calendar.AddWorkingDays(today, entry.CirculatedOn is null ? 4 : -2) : Calendar.AddWorkingDays(entry.HeardOn!.Value, 15);
            var finished = i >= 1 && done > 0;
            var action = new ActionItem
            {
                Id = ids.Next(),
                PersonId = child.PersonId,
                Source = ActionSource.Panel,
                SourceId = entry.Id,
                What = random.Pick(ActionsToDo),
                OwnerWorkerId = who.Worker?.Id,
                OwnerProfessionalId = who.Partner?.Id,
                OwnerName = who.Partner?.Name,
                OwnerAgency = who.Partner is { } p ? partners.Agencies.First(a => a.Id == p.AgencyId).Name : null,
                EvidenceNeeded = who.Partner is not null,
                SetOn = entry.HeardOn!.Value,
                DueOn = due,
                DoneOn = finished ? due.AddDays(-1) : null,
                Evidence = finished ? "Done, and written on the record." : null,
            };
            Actions.Add(action);
            if (who.Worker is null && !finished)
            {
                Add(child.PersonId, PanelClocks.Action, action.Id, action.SetOn, due, child.WorkerId, child.TeamId);
            }
        }
    }

    private void Tell(PanelChild entry, Professional[] outside)
    {
        foreach (var agency in outside.Select(p => p.AgencyId).Distinct().Take(2))
        {
            var words = "Please look at what you hold from the last six months, and who knows the child best.";
            Given.Add(
                new PanelGiven
                {
                    Id = ids.Next(),
                    PersonId = entry.PersonId,
                    EntryId = entry.Id,
                    AgencyId = agency,
                    Words = words,
                    GivenOn = entry.PutForwardOn,
                    ByName = entry.ByName,
                }
            );
            Log.Add(
                new InformationShare
                {
                    Id = ids.Next(),
                    PersonId = entry.PersonId,
                    On = entry.PutForwardOn,
                    Way = SharedWay.Given,
                    AgencyId = agency,
                    Whom = partners.Agencies.First(a => a.Id == agency).Name,
                    What = words,
                    Why = $"Put forward to the panel «{Panels.First(p => p.Id == entry.PanelId).Name}»",
                    Basis = LawfulBasis.PublicTask,
                    Consent = SharingConsent.Agreed,
                    RecordedAt = LondonTime.StartOfDayUtc(entry.PutForwardOn).AddHours(16),
                }
            );
        }
    }

    private void Put(PanelChild entry, params string[] places)
    {
        foreach (var place in places)
        {
            Papers.Add(
                new PanelPaper
                {
                    Id = ids.Next(),
                    PersonId = entry.PersonId,
                    EntryId = entry.Id,
                    Title = PanelWords.Places[place],
                    Place = place,
                    ByName = entry.ByName,
                    AddedOn = entry.PutForwardOn,
                }
            );
        }
    }

    private void Ask(PanelChild entry, Panel panel, PutForwardToday child, DateTime now)
    {
        (entry.AgreedOn, entry.AgreedByName) = (null, null);
        Approvals.Add(
            new Approval
            {
                Id = ids.Next(),
                PersonId = child.PersonId,
                SubjectKind = SubjectKind.PanelEntry,
                SubjectId = entry.Id,
                What = $"Agree to put the child forward to the panel «{panel.Name}»",
                TeamId = child.TeamId,
                AskedByWorkerId = child.WorkerId,
                AuthorWorkerId = child.WorkerId,
                AskedAt = now.AddHours(-20),
            }
        );
    }

    private void Add(Guid person, string clock, Guid startedBy, DateOnly from, DateOnly due, Guid? worker, Guid? team) =>
        Due.Add(
            new DueItem
            {
                PersonId = person,
                Clock = clock,
                StartedById = startedBy,
                StartedOn = from,
                DueOn = due,
                WorkerId = worker,
                TeamId = team,
            }
        );
}
