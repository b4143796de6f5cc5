using Kith.Practice.Access;
using Kith.Practice.Approvals;
using Kith.Practice.Assessments;
using Kith.Practice.Casework;
using Kith.Practice.Contacts;
using Kith.Practice.Store;
using Kith.Practice.Synthetic.Families;
using Kith.Practice.Synthetic.Words;
using Kith.Practice.Workforce;
using Kith.Standards.Calendar;

namespace Kith.Practice.Synthetic.Courses;

/// <summary>
/// What waits on the last day of the story: contacts that nobody has decided on, and assessments on the desks of the
/// demonstration's worker and manager, one in each state. All of it by the records' own methods and machines.
/// </summary>
internal sealed class FrontDoorToday(Rows rows, StorySetting setting, FamilySpec spec, FamilyMaker family, Storyteller teller, SeededRandom random, SyntheticIds ids)
{
    private static readonly Actor Council = Actor.System("Synthetic council");
    private static readonly WorkingDayCalendar Calendar = WorkingDayCalendar.England;

    /// <summary>Working days that the contacts in the queue have waited: most are of today, one in four is late.</summary>
    private static readonly int[] Waited = [0, 1, 2, 0, 1, 0, 3, 0];
    private readonly DateOnly today = Calendar.OnOrBefore(setting.AsAt);

    /// <summary>Adds what waits for this family.</summary>
    public void Wait(Course? last)
    {
        if (spec.Waiting is { } place)
        {
            Tell(place, last);
        }
        if (last is not { Open: true, Path: CoursePath.InNeed } || spec.Demo is not { } user || !setting.Accounts.TryGetValue(user, out var account))
        {
            return;
        }
        // A teenager's comes back with comments, the largest family's waits for the manager, the others are being written.
        var to =
            spec.Exploited ? AssessmentState.Returned
            : spec.Children >= 3 ? AssessmentState.Sent
            : AssessmentState.Writing;
        Assess(last, to, account);
    }

    private void Tell(int place, Course? last)
    {
        var on = Waited[place % Waited.Length] is > 0 and var days ? Calendar.SubtractWorkingDays(today, days) : today;
        var about = family.Children.Where(c => !c.UnbornOn(on) && c.Eighteen > setting.AsAt).ToList();
        if (about.Count == 0)
        {
            return;
        }
        var source = CodesThen.Source(Rates.Of("source").Draw(random), on);
        var course =
            last
            ?? new Course
            {
                Path = CoursePath.Nfa,
                Open = false,
                Referred = on,
                Source = source,
                Worry = random.Pick("dv", "neglect", "mh", "acute", "behaviour", "emotional"),
            };
        var summary = teller.Write("contact", teller.On(about[0], on, course, [last is { Open: true } ? "cin" : "nfa", "waits"]));
        var frontDoor = setting.Council.TeamFor(TeamKind.FrontDoor, 0);
        var worker = place % 3 == 0 ? null : setting.Council.Someone(frontDoor, setting.AsAt, random);
        var agency = FrontDoorStory.Agency(course.Source);
        var received = LondonTime.ToUtc(on.ToDateTime(new TimeOnly(on == setting.AsAt ? random.Between(6, 8) : random.Between(8, 16), random.Between(0, 59))));
        var channel = FrontDoorStory.Channel(course.Source, random);
        var name = agency is null ? null : $"{(course.Source == "6" ? "PC" : random.Pick("Mrs", "Mr", "Ms", "Miss"))} {Names.Family("british", random)}";
        bool? knows =
            random.Chance(0.6) ? true
            : random.Chance(0.5) ? false
            : null;
        var together = ids.Next();
        foreach (var child in about)
        {
            var contact = new Contact
            {
                Id = ids.Next(),
                PersonId = child.Person.Id,
                TogetherId = together,
                ReceivedOn = on,
                ReceivedAt = received,
                SourceCode = course.Source,
                Summary = summary,
                Channel = channel,
                FromName = name,
                FromAgency = agency,
                FamilyKnows = knows,
                TeamId = frontDoor,
            };
            if (worker is not null)
            {
                contact.Take(worker.Id, received.AddMinutes(random.Between(10, 90)));
            }
            rows.Contacts.Add(contact);
        }
    }

    private void Assess(Course course, AssessmentState to, Guid account)
    {
        var ago = to switch
        {
            AssessmentState.Sent => 34,
            AssessmentState.Returned => 29,
            _ => 12,
        };
        var together = ids.Next();
        var shared = false;
        foreach (var child in family.Children)
        {
            var person = child.Person.Id;
            var episode = rows.Episodes.Find(e => e.PersonId == person && e.ReferredOn == course.Referred);
            if (episode is not { IsOpen: true, WorkerId: not null } || child.UnbornOn(course.Referred))
            {
                continue;
            }
            var before = rows.Assessments.Where(a => a.EpisodeId == episode.Id).ToList();
            // One assessment at a time: the next begins after the last was authorised.
            if (before.Exists(a => a.AuthorisedOn is null))
            {
                continue;
            }
            var start = Calendar.SubtractWorkingDays(today, ago);
            if (before.Count > 0 && before.Max(a => a.AuthorisedOn!.Value) is var free && free >= start)
            {
                start = Calendar.OnOrAfter(free.AddDays(1));
            }
            if (start > setting.AsAt)
            {
                continue;
            }
            var allocated = rows.Allocations.FindLast(a => a.PersonId == person && a.To is null && a.Role == AllocationRole.Lead);
            var a = new Assessment
            {
                Id = ids.Next(),
                PersonId = person,
                EpisodeId = episode.Id,
                TogetherId = together,
                Edition = AssessmentEditions.InForce(start).Id,
                StartedOn = start,
                ReviewPoint = 10,
                TeamId = allocated?.TeamId ?? episode.TeamId,
                WorkerId = allocated?.WorkerId ?? episode.WorkerId,
            };
            rows.Assessments.Add(a);
            if (!shared)
            {
                Family(a, course, start);
                shared = true;
            }
            Own(a, child, course, start);
            if (to is not AssessmentState.Writing)
            {
                Send(a, child, course, account, to == AssessmentState.Returned);
            }
        }
    }

    private void Family(Assessment a, Course course, DateOnly start)
    {
        var names = string.Join(" and ", family.Children.Where(c => c.Person.GivenName is not null).Select(c => c.Person.KnownAs ?? c.Person.GivenName));
        Write(
            a,
            null,
            "what-happened",
            $"We have worked with the family of {names} since {DateWords.Long(course.Referred)}. The plan has run for some months, and the review asked us to look again at what has changed and what has not."
        );
        Write(
            a,
            null,
            "parenting",
            rows.Visits.Where(v => v.On <= setting.AsAt && v.SharedText is not null).OrderByDescending(v => v.On).FirstOrDefault() is { } visit
                ? $"What we saw at home on {DateWords.Long(visit.On)}: {visit.SharedText} The parents were asked what they find hard, and what they want to be different."
                : "The parents were asked what they find hard, and what they want to be different. They come to meetings and say when they disagree."
        );
        Write(a, null, "family", FrontDoorStory.Around(rows, a.PersonId) ?? "The family names nobody outside the home who could help. We asked twice.");
        Write(a, null, "strengths", $"Since {DateWords.Long(start)} the parents have kept every appointment, and school says that mornings go better.");
    }

    private void Own(Assessment a, ChildFacts child, Course course, DateOnly start)
    {
        var name = child.Person.KnownAs ?? child.Person.GivenName ?? "The child";
        var voice = rows.Voices.Where(v => v.PersonId == a.PersonId).OrderByDescending(v => v.On).FirstOrDefault();
        Write(a, a.Id, "voice", voice is null ? $"{name} plays while we talk, and comes back to a parent when a door bangs." : $"{voice.Words} ({DateWords.Long(voice.On)})");
        var visit = rows
            .VisitChildren.Where(v => v.PersonId == a.PersonId && !string.IsNullOrWhiteSpace(v.Text))
            .OrderByDescending(v => rows.Visits.Find(x => x.Id == v.VisitId)!.On)
            .FirstOrDefault();
        Write(a, a.Id, "a-day", visit?.Text ?? $"{name} gets up before the others and makes breakfast. After school there is television until bed.");
        var seen = rows
            .VisitChildren.Where(v => v.PersonId == a.PersonId && v.Seen == true)
            .Select(v => rows.Visits.Find(x => x.Id == v.VisitId)!.On)
            .Where(on => on >= start && on <= setting.AsAt)
            .Order()
            .Cast<DateOnly?>()
            .FirstOrDefault();
        (a.ChildSeen, a.SeenOn) = (true, seen ?? (start.AddDays(3) <= setting.AsAt ? start.AddDays(3) : start));
    }

    private void Send(Assessment a, ChildFacts child, Course course, Guid account, bool returned)
    {
        a.Analysis = teller.Write("assess", teller.On(child, setting.AsAt, course, ["cin"]));
        a.Danger = "That the child goes without what they need when things get hard at home.";
        a.Safety = "For three months mornings and evenings go as the plan says, and the child says so too.";
        (a.ScaleWorker, a.ScaleFamily) = (5, 6);
        a.Conclusion = AssessmentOutcome.ChildInNeedPlan;
        a.ConclusionReason = "What has changed is new and depends on help; the family wants it to go on.";
        foreach (
            var code in rows
                .Assessments.Where(o => o.EpisodeId == a.EpisodeId && o.Id != a.Id)
                .SelectMany(o => o.Factors)
                .Select(f => f.Code)
                .Where(c => c != "21")
                .Distinct()
                .DefaultIfEmpty("17A")
                .ToList()
        )
        {
            var factor = new AssessmentFactor
            {
                Id = ids.Next(),
                AssessmentId = a.Id,
                Code = code,
            };
            a.Factors.Add(factor);
            rows.Factors.Add(factor);
        }
        var parts = rows.AssessmentTexts.Where(t => t.TogetherId == a.TogetherId && (t.AssessmentId is null || t.AssessmentId == a.Id)).ToDictionary(t => t.Section, t => t.Text);
        parts["analysis"] = a.Analysis ?? "";
        var standing = new AssessmentCase(a, parts);
        if (AssessmentMachine.Machine.Why(standing, AssessmentAct.Send) is not null)
        {
            return;
        }
        var worker = setting.Council.Workers.Find(w => w.Id == a.WorkerId);
        var author = new Actor
        {
            AccountId = account,
            Name = worker?.Name ?? "",
            WorkerId = a.WorkerId,
            Roles = [Role.SocialWorker],
        };
        var manager = a.TeamId is { } team ? setting.Council.ManagerOf(team, setting.AsAt) : null;
        var name = child.Person.KnownAs ?? child.Person.GivenName ?? "the child";
        var whole = a.Analysis ?? "";
        if (!returned && manager is not null && a.StartedOn < Calendar.SubtractWorkingDays(today, 8))
        {
            // Sent a week ago and returned: what waits for the manager now is the second version, to be read beside the first.
            (a.Analysis, a.ScaleWorker) = (FirstHalf(whole), 7);
            Ask(a, parts, author, manager, 6, 1);
            Return(
                a,
                manager,
                4,
                $"Please say why 7 on the scale, when {name} was alone on two evenings, and finish the analysis: what would have to be different, and who in the family helps with it?"
            );
            (a.Analysis, a.ScaleWorker) = (whole, 5);
            Ask(a, parts, author, manager, 1, 2);
            return;
        }
        Ask(a, parts, author, manager, returned ? 3 : 1, 1);
        if (returned && manager is not null)
        {
            Return(a, manager, 1, $"Please say what {name} thinks of the plan for evenings, and which facts make you choose 5 on the scale. The analysis itself is clear.");
        }
    }

    /// <summary>Sends it to the manager, so many working days ago, and keeps it as it was.</summary>
    private void Ask(Assessment a, Dictionary<string, string> parts, Actor author, Workforce.Worker? manager, int ago, int number)
    {
        var at = LondonTime.StartOfDayUtc(Calendar.SubtractWorkingDays(today, ago)).AddHours(15).AddMinutes(random.Below(60));
        a.Send(at, author);
        parts["analysis"] = a.Analysis ?? "";
        Keep(new AssessmentCase(a, parts), at, author.Name, number);
        // What came back is asked again, as the approval desk does: one request, with its count of returns.
        if (rows.Approvals.Find(x => x.SubjectId == a.Id && x.State == ApprovalState.Returned) is { } returned)
        {
            returned.AskAgain(author, manager?.Id, null, at);
            return;
        }
        rows.Approvals.Add(
            new Approval
            {
                Id = ids.Next(),
                PersonId = a.PersonId,
                SubjectKind = SubjectKind.Assessment,
                SubjectId = a.Id,
                What = $"Authorise the assessment begun on {DateWords.Long(a.StartedOn)}",
                TeamId = a.TeamId,
                AskedByAccountId = author.AccountId,
                AskedByWorkerId = a.WorkerId,
                AuthorWorkerId = a.WorkerId,
                AskedOfWorkerId = manager?.Id,
                AskedAt = at,
                TogetherId = a.TogetherId,
                DecideBy = Calendar.AddWorkingDays(a.StartedOn, Projections.Due.FrontDoorClocks.AssessmentMaximum),
            }
        );
    }

    /// <summary>The manager returns what was asked last, with comments.</summary>
    private void Return(Assessment a, Workforce.Worker manager, int ago, string comments)
    {
        var at = LondonTime.StartOfDayUtc(Calendar.SubtractWorkingDays(today, ago)).AddHours(11);
        var decider = new Actor
        {
            AccountId = setting.Accounts.GetValueOrDefault(Account(manager.Name)),
            Name = manager.Name,
            WorkerId = manager.Id,
            Roles = [Role.TeamManager],
        };
        rows.Approvals.FindLast(x => x.SubjectId == a.Id)!.Decide(decider, ApprovalOutcome.Return, comments, at);
        a.Return(at);
    }

    /// <summary>The first sentences: half of a text, and at least one.</summary>
    private static string FirstHalf(string text)
    {
        var end = text.IndexOf(". ", text.Length / 2, StringComparison.Ordinal);
        return end < 0 ? text : text[..(end + 1)];
    }

    private void Keep(AssessmentCase standing, DateTime at, string by, int number) =>
        rows.AssessmentVersions.Add(
            new AssessmentVersion
            {
                Id = ids.Next(),
                PersonId = standing.Assessment.PersonId,
                AssessmentId = standing.Assessment.Id,
                Number = number,
                At = at,
                ByName = by,
                Why = "Sent for authorisation",
                Content = AssessmentContent.Write(AssessmentContent.Of(standing)),
            }
        );

    private void Write(Assessment a, Guid? owner, string section, string text) =>
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

    /// <summary>«sarah.whitfield».</summary>
    private static string Account(string name) => name.ToLowerInvariant().Replace(' ', '.');
}
