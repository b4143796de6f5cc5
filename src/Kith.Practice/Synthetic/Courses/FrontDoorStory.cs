using Kith.Practice.Access;
using Kith.Practice.Approvals;
using Kith.Practice.Assessments;
using Kith.Practice.Casework;
using Kith.Practice.Contacts;
using Kith.Practice.Referrals;
using Kith.Practice.Synthetic.Families;
using Kith.Standards.Calendar;
using Kith.Standards.CodeSets;

namespace Kith.Practice.Synthetic.Courses;

/// <summary>
/// Goes once more through a family's contacts, referrals and assessments and lets them happen by the records' own
/// methods: told together, decided, answered, written in sections, sent, authorised. It draws from a stream of its own,
/// so that nothing of the story told before changes.
/// </summary>
internal sealed class FrontDoorStory(Rows rows, StorySetting setting, Guid frontDoor, SeededRandom random, SyntheticIds ids, bool fresh)
{
    /// <summary>Assessments older than this keep their analysis alone, as in most councils' earlier systems.</summary>
    private const int SectionsForDays = 550;
    private static readonly Actor Council = Actor.System("Synthetic council");
    private static readonly WorkingDayCalendar Calendar = WorkingDayCalendar.England;

    /// <summary>Completes the family.</summary>
    public void Complete()
    {
        foreach (var told in rows.Contacts.Where(c => c.TogetherId is null).GroupBy(c => (c.ReceivedOn, Referred(c))).ToList())
        {
            Tell([.. told], told.Key.Item2);
        }
        foreach (var referred in rows.Episodes.GroupBy(e => e.ReferredOn).ToList())
        {
            Refer([.. referred]);
        }
        foreach (var together in rows.Assessments.GroupBy(a => a.StartedOn).ToList())
        {
            Assess([.. together]);
        }
    }

    private static bool Referred(Contact contact) => contact.Outcome == "Progressed to referral";

    private void Tell(List<Contact> contacts, bool referred)
    {
        var together = ids.Next();
        var first = contacts[0];
        var code = first.SourceCode;
        var hour = random.Between(8, 17);
        var minute = random.Between(0, 59);
        var channel = Channel(code, random);
        var agency = Agency(code);
        var knows =
            random.Chance(0.7) ? true
            : random.Chance(0.6) ? (bool?)false
            : null;
        // What came in today or yesterday may still wait.
        var waits = !referred && first.ReceivedOn >= setting.AsAt.AddDays(-1);
        var taken = random.Chance(0.5);
        foreach (var contact in contacts)
        {
            var why = contact.Outcome;
            contact.TogetherId = together;
            contact.ReceivedAt = LondonTime.ToUtc(contact.ReceivedOn.ToDateTime(new TimeOnly(hour, minute)));
            contact.Channel = channel;
            contact.FromAgency = agency;
            contact.FamilyKnows = knows;
            contact.TeamId = frontDoor;
            if (waits)
            {
                contact.Outcome = null;
                contact.WorkerId = taken ? contact.WorkerId : null;
                continue;
            }
            var due = Calendar.AddWorkingDays(contact.ReceivedOn, 1);
            var on =
                referred ? contact.ReceivedOn
                : due <= setting.AsAt ? due
                : setting.AsAt;
            var episode = referred ? rows.Episodes.Find(e => e.PersonId == contact.PersonId && e.ReferredOn == contact.ReceivedOn) : null;
            contact.Decide(
                referred ? ContactDecision.Referral : Decision(why),
                referred ? "The child may be in need or at risk." : why ?? "Advice given.",
                null,
                null,
                episode?.Id,
                on,
                Council
            );
            contact.DecidedByAccountId = null;
            // The council's own words for what came of it stay.
            contact.Outcome = why ?? contact.Outcome;
            if (episode is not null)
            {
                episode.ContactId = contact.Id;
                episode.FromAgency = agency;
            }
        }
    }

    private void Refer(List<Episode> episodes)
    {
        var together = ids.Next();
        var late = random.Pick("The family could not be found.", "The other agency was still to answer.", "Several referrals came at once.");
        foreach (var episode in episodes)
        {
            episode.TogetherId = together;
            episode.TakenByTeamId = frontDoor;
            if (episode.DecidedOn is not { } decided)
            {
                continue;
            }
            var (need, ended) = (episode.PrimaryNeed, episode.NoFurtherAction);
            var urgent = rows.Enquiries.Exists(e => e.EpisodeId == episode.Id && e.StartedOn <= decided.AddDays(3));
            episode.Decide(
                ended ? ReferralDecision.NoFurtherAction
                    : urgent ? ReferralDecision.StrategyDiscussion
                    : ReferralDecision.Assess,
                need,
                ended ? "Advice is enough; the family has it."
                    : urgent ? "The child may be at risk of significant harm."
                    : "We need to understand the child's needs.",
                decided > Calendar.AddWorkingDays(episode.ReferredOn, 1) ? late : null,
                decided,
                Council
            );
            (episode.DecidedByAccountId, episode.NoFurtherAction) = (null, ended);
            var answered = Calendar.AddWorkingDays(decided, random.Chance(0.85) ? 1 : 3);
            if (episode.SourceCode is "9" or "10")
            {
                episode.TellReferrer(null, null, "They gave no name");
            }
            // Of what was decided this week, some referrers are still to be told.
            else if (answered < setting.AsAt && !(fresh && episode.ClosedOn is null))
            {
                episode.TellReferrer(answered, "By letter: what was decided, and why", null);
            }
            if (episode.ClosedOn is not null)
            {
                episode.ClosureSummary = episode.ClosureReason is "RC8" or "RC9"
                    ? "The assessment found what the family needs."
                    : "The plan's goals were met; the family knows whom to call.";
            }
        }
    }

    private void Assess(List<Assessment> assessments)
    {
        var group = ids.Next();
        var edition = AssessmentEditions.InForce(assessments[0].StartedOn);
        var family = false;
        foreach (var a in assessments)
        {
            var end = a.AuthorisedOn ?? setting.AsAt;
            a.TogetherId = group;
            a.Edition = edition.Id;
            a.ReviewPoint = 10;
            var referred = rows.Episodes.Find(e => e.Id == a.EpisodeId);
            var seen = rows
                .VisitChildren.Where(v => v.PersonId == a.PersonId && v.Seen == true)
                .Select(v => rows.Visits.Find(x => x.Id == v.VisitId)!.On)
                .Where(on => on >= a.StartedOn && on <= end)
                .Order()
                .Cast<DateOnly?>()
                .FirstOrDefault();
            if (a.ChildSeen == true)
            {
                a.SeenOn = seen ?? (a.StartedOn.AddDays(4) <= end ? a.StartedOn.AddDays(4) : end);
            }
            else if (a.ChildSeen == false)
            {
                a.NotSeenReason = "The family was away until the end.";
            }
            if (a.AuthorisedOn is { } on)
            {
                a.Conclusion = Conclusion(a.Outcome);
                a.ConclusionReason = "It follows from the analysis, and the family was asked.";
                a.Danger = Danger(a, referred);
                a.Safety = "The child is safe and cared for, and it stays so for three months.";
                a.ScaleWorker =
                    a.Conclusion is AssessmentOutcome.NoFurtherAction ? 8
                    : a.Conclusion is AssessmentOutcome.StrategyDiscussion ? 2
                    : random.Between(4, 6);
                a.ScaleFamily = Math.Min(10, a.ScaleWorker.Value + random.Between(0, 2));
                a.LateReason =
                    referred is not null && on > Calendar.AddWorkingDays(referred.ReferredOn, 45)
                        ? random.Pick("The family was away.", "A parent was in hospital.", "The worker changed.")
                        : null;
                a.SentAt = LondonTime.StartOfDayUtc(on).AddHours(10);
            }
            if (end < setting.AsAt.AddDays(-SectionsForDays))
            {
                continue;
            }
            Sections(a, referred, end, !family);
            family = true;
            if (a.AuthorisedOn is null && referred is { IsOpen: true } && Calendar.WorkingDaysBetween(referred.ReferredOn, setting.AsAt) is >= 33 and < 45 && random.Chance(0.6))
            {
                Send(a);
            }
        }
    }

    /// <summary>Some of those that come near their day wait for a manager.</summary>
    private void Send(Assessment a)
    {
        if (a.ChildSeen != true || a.WorkerId is null)
        {
            return;
        }
        a.Danger = Danger(a, rows.Episodes.Find(e => e.Id == a.EpisodeId));
        a.Safety = "The child is safe and cared for, and it stays so for three months.";
        a.ScaleWorker = 5;
        a.Analysis ??= "The parents understand the worry and have begun to change things; it is not yet certain to last.";
        a.Conclusion = AssessmentOutcome.ChildInNeedPlan;
        a.ConclusionReason = "The family wants help, and needs it for some months.";
        if (a.Factors.Count == 0)
        {
            var factor = new AssessmentFactor
            {
                Id = ids.Next(),
                AssessmentId = a.Id,
                Code = "17A",
            };
            a.Factors.Add(factor);
            rows.Factors.Add(factor);
        }
        var parts = rows.AssessmentTexts.Where(t => t.TogetherId == a.TogetherId && (t.AssessmentId is null || t.AssessmentId == a.Id)).ToDictionary(t => t.Section, t => t.Text);
        parts["analysis"] = a.Analysis;
        // Through the machine, and not around it: what is not complete is not sent.
        if (AssessmentMachine.Machine.Why(new AssessmentCase(a, parts), AssessmentAct.Send) is not null)
        {
            return;
        }
        var at = LondonTime.StartOfDayUtc(setting.AsAt.AddDays(-1)).AddHours(16);
        a.Send(at, Council);
        a.SentByAccountId = null;
        rows.Approvals.Add(
            new Approval
            {
                Id = ids.Next(),
                PersonId = a.PersonId,
                SubjectKind = SubjectKind.Assessment,
                SubjectId = a.Id,
                What = $"Authorise the assessment begun on {DateWords.Long(a.StartedOn)}",
                TeamId = a.TeamId,
                AskedByWorkerId = a.WorkerId,
                AuthorWorkerId = a.WorkerId,
                AskedAt = at,
                TogetherId = a.TogetherId,
                DecideBy = rows.Episodes.Find(e => e.Id == a.EpisodeId) is { } e ? Calendar.AddWorkingDays(e.ReferredOn, 45) : null,
            }
        );
    }

    private void Sections(Assessment a, Episode? referred, DateOnly end, bool familyToo)
    {
        var visits = rows
            .VisitChildren.Where(v => v.PersonId == a.PersonId)
            .Select(v => (Child: v, Visit: rows.Visits.Find(x => x.Id == v.VisitId)!))
            .Where(v => v.Visit.On <= end)
            .OrderByDescending(v => v.Visit.On)
            .Take(3)
            .ToList();
        if (familyToo)
        {
            Write("what-happened", referred?.Summary, null);
            Write(
                "parenting",
                visits.Select(v => v.Visit.SharedText).FirstOrDefault(t => t is not null) is { } home
                    ? $"At home we saw: {home}"
                    : "Both parents were asked. They say what they find hard and what they want to change.",
                null
            );
            Write("family", Around(rows, a.PersonId), null);
        }
        if (rows.Voices.Where(v => v.PersonId == a.PersonId && v.On <= end).OrderByDescending(v => v.On).FirstOrDefault() is { } voice)
        {
            Write("voice", $"{voice.Words} ({DateWords.Long(voice.On)})", a.Id);
        }
        Write("a-day", visits.Select(v => v.Child.Text).FirstOrDefault(t => !string.IsNullOrWhiteSpace(t)), a.Id);

        void Write(string section, string? text, Guid? owner)
        {
            if (!string.IsNullOrWhiteSpace(text))
            {
                rows.AssessmentTexts.Add(
                    new AssessmentText
                    {
                        Id = ids.Next(),
                        TogetherId = a.TogetherId!.Value,
                        AssessmentId = owner,
                        Section = section,
                        Text = text,
                    }
                );
            }
        }
    }

    /// <summary>Who is around the child, from the relationships recorded.</summary>
    internal static string? Around(Rows rows, Guid child)
    {
        var people = rows
            .Relationships.Where(r => r.OtherId == child && r.To is null)
            .Select(r => (r.Kind, Person: rows.People.Find(p => p.Id == r.PersonId)))
            .Where(r => r.Person is not null)
            .Select(r => $"{r.Person!.DisplayName} ({Children.RelationshipKinds.Word(r.Kind, r.Person.Sex)})")
            .Take(8)
            .ToList();
        return people.Count == 0 ? null : $"Around the child are {string.Join(", ", people)}. Each was asked what they can do.";
    }

    private static string Danger(Assessment a, Episode? referred) =>
        referred?.PrimaryNeed switch
        {
            "N1" => "That the child is hurt or neglected again when things get hard at home.",
            "N2" => "That the child's needs are not met because the family is worn out.",
            "N3" => "That a parent's illness leaves the child without care.",
            "N4" or "N5" => "That rows at home frighten the child and keep going.",
            "N6" => "That the child is drawn into trouble and comes to harm.",
            _ => a.Outcome == "No further action" ? "Nothing that the family does not manage itself." : "That the child goes without what they need.",
        };

    private static AssessmentOutcome Conclusion(string? outcome) =>
        outcome switch
        {
            "No further action" => AssessmentOutcome.NoFurtherAction,
            "Early help" => AssessmentOutcome.EarlyHelp,
            "Strategy discussion" => AssessmentOutcome.StrategyDiscussion,
            "Child to be looked after" => AssessmentOutcome.LookedAfter,
            _ => AssessmentOutcome.ChildInNeedPlan,
        };

    private static ContactDecision Decision(string? outcome) =>
        outcome is null ? ContactDecision.NoFurtherAction
        : outcome.Contains("early help", StringComparison.OrdinalIgnoreCase) ? ContactDecision.EarlyHelp
        : outcome.Contains("signpost", StringComparison.OrdinalIgnoreCase) || outcome.Contains("referred to", StringComparison.OrdinalIgnoreCase) ? ContactDecision.Signpost
        : ContactDecision.NoFurtherAction;

    /// <summary>How such a source usually tells us.</summary>
    internal static ContactChannel Channel(string? source, SeededRandom random) =>
        source switch
        {
            "6" => ContactChannel.PoliceNotification,
            "1A" or "1B" or "1C" or "1D" or "9" => ContactChannel.Telephone,
            "5A" or "5B" or "5D" => ContactChannel.WithinCouncil,
            _ => random.Pick(ContactChannel.OnlineForm, ContactChannel.OnlineForm, ContactChannel.Email, ContactChannel.Telephone),
        };

    /// <summary>The agency that such a source is from; null for people who speak for themselves.</summary>
    internal static string? Agency(string? source) =>
        source switch
        {
            null or "9" or "10" => null,
            "6" => "Police",
            "2A" => "School",
            "2B" => "Education services",
            "3A" => "GP surgery",
            "3B" => "Health visiting",
            "3C" => "School nursing",
            "3E" => "Hospital, emergency department",
            _ when source.StartsWith('1') => null,
            _ => CodeSets.ReferralSource.Describe(source).Split(',', '(')[0].Trim(),
        };
}
