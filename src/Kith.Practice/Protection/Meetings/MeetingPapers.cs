using Kith.Practice.Children;
using Kith.Practice.Documents;
using Kith.Practice.Plans;
using Kith.Standards.Calendar;
using Kith.Standards.CodeSets;

namespace Kith.Practice.Protection.Meetings;

/// <summary>What a meeting says on paper: its minutes with the decisions for each child, and the letters that ask people to it.</summary>
[UseCase]
public sealed class MeetingPapers(Clock clock)
{
    /// <summary>The minutes, with decisions and plans of those children whom the reader may read.</summary>
    public Paper Minutes(MeetingView view)
    {
        var m = view.Meeting;
        var parts = new List<PaperPart>
        {
            new PaperFacts([
                ("Held", view.HeldOn is { } on ? DateWords.Full(on) : null),
                ("Planned for", view.HeldOn is null && m.PlannedOn is { } planned ? $"{DateWords.Full(planned)}{(m.StartsAt is null ? "" : $", {m.StartsAt}")}" : null),
                ("Place", m.Place),
                ("Chair", view.Chair),
                ("Enough agencies", m.Quorate is { } quorate ? (quorate ? "Yes" : $"No. It went ahead because: {m.NotQuorateReason}") : null),
            ]),
        };
        if (m.Participants.Count > 0)
        {
            parts.Add(
                new PaperTable(
                    "Who took part",
                    ["Name", "Speaks for", "Attendance"],
                    [
                        .. m.Participants.Select(p =>
                            (IReadOnlyList<string?>)
                                [
                                    p.Part is null ? p.Name : $"{p.Name}, {p.Part}",
                                    Paper.Begin(Quoracy.InWords(p.Agency)),
                                    p.Attended == true ? "Took part"
                                    : p.Reply == Reply.Apologies ? "Sent apologies"
                                    : view.HeldOn is null ? ""
                                    : "Did not come",
                                ]
                        ),
                    ]
                )
            );
        }
        Text("What agencies told each other", m.InformationShared);
        Text("What was checked", m.AgencyChecks);
        Text("What was said", m.Minutes);
        foreach (var own in view.Own)
        {
            Text(own.Question, own.Value);
        }
        foreach (var c in view.Cases)
        {
            parts.Add(new PaperHeading(view.Name(c.PersonId)));
            Child(c, m, parts);
        }
        Agreed(view, parts);
        var against = m.Participants.Where(p => p.Agrees == false).ToList();
        if (against.Count > 0)
        {
            parts.Add(new PaperHeading("Who did not agree"));
            parts.Add(new PaperList([.. against.Select(p => $"{p.Name} ({Quoracy.InWords(p.Agency)}): {p.View ?? "said that they did not agree"}")]));
        }
        return new Paper(Title(m.Kind), string.Join(", ", view.Cases.Select(c => view.Name(c.PersonId))), parts) { Dated = view.HeldOn is { } day ? DateWords.Full(day) : null };

        void Text(string heading, string? text)
        {
            if (!string.IsNullOrWhiteSpace(text))
            {
                parts.Add(new PaperHeading(heading));
                parts.Add(new PaperText(text));
            }
        }
    }

    /// <summary>A letter to each person on the list, in plain words.</summary>
    public IReadOnlyList<Paper> Invitations(MeetingView view)
    {
        var m = view.Meeting;
        var about = string.Join(", ", view.Cases.Select(c => view.Name(c.PersonId)));
        return
        [
            .. m.Participants.Select(p =>
            {
                var family = p.Agency is Agency.Family;
                var parts = new List<PaperPart>
                {
                    new PaperText($"Dear {p.Name},"),
                    new PaperText(
                        family
                            ? $"We would like you to come to a meeting about {about}. It is called a {Title(m.Kind).ToLowerInvariant()}. People who know your family meet to talk about what is going well, what people are worried about, and what will help."
                            : $"You are asked to a {Title(m.Kind).ToLowerInvariant()} about {about}."
                    ),
                    new PaperFacts([
                        ("When", m.PlannedOn is { } on ? $"{DateWords.Full(on)}{(m.StartsAt is null ? "" : $", {m.StartsAt}")}" : "we will write again with the day"),
                        ("Where", m.Place ?? "we will write again with the place"),
                        ("Chair", view.Chair),
                        ("Report", p.ReportAsked ? (p.ReportDueOn is { } due ? $"please send it by {DateWords.Full(due)}" : "please send a report before the meeting") : null),
                    ]),
                };
                if (family)
                {
                    parts.Add(
                        new PaperText(
                            "You can bring someone to support you. The report will be gone through with you before the meeting. Tell us if you need an interpreter, help with travel, or someone to look after children."
                        )
                    );
                    parts.Add(
                        new PaperText(
                            "Children who are old enough are asked how they want to take part, and can have an advocate: someone who speaks for them and for nobody else."
                        )
                    );
                }
                else
                {
                    parts.Add(new PaperText("If you cannot come, please tell us and send your report, so that what you know about the child is heard."));
                }
                parts.Add(new PaperText($"Yours sincerely\n{view.Chair ?? "Children’s services"}"));
                return new Paper($"Invitation to a {Title(m.Kind).ToLowerInvariant()}", null, parts)
                {
                    AddressedTo = string.Join('\n', new[] { p.Name, p.Part, p.Address }.Where(x => !string.IsNullOrWhiteSpace(x))),
                    Dated = DateWords.Full(clock.Today),
                };
            }),
        ];
    }

    private static void Child(ProtectionCase c, Meeting m, List<PaperPart> parts)
    {
        if (c.Discussions.Find(d => d.TogetherId == m.Id) is { } discussion)
        {
            parts.Add(
                new PaperFacts([
                    ("What is feared", discussion.Concern),
                    ("Safety now", discussion.Safety),
                    (
                        "Decision",
                        discussion.Outcome switch
                        {
                            StrategyOutcome.Joint => "Section 47 enquiry with the police",
                            StrategyOutcome.SingleAgency => "Section 47 enquiry by children’s social care",
                            StrategyOutcome.NoEnquiry => "No section 47 enquiry",
                            _ => null,
                        }
                    ),
                    ("Why", discussion.Rationale),
                    ("Later than it should be, because", discussion.LateReason),
                ])
            );
        }
        if (c.Conferences.Find(d => d.TogetherId == m.Id) is { HeldOn: not null } conference)
        {
            var plan = c.Plans.Find(p => p.Id == conference.PlanId);
            parts.Add(
                new PaperFacts([
                    (
                        "Decision",
                        plan is null ? "No child protection plan" : $"Child protection plan: {CodeSets.CategoryOfAbuse.Describe(plan.InitialCategory ?? "").ToLowerInvariant()}"
                    ),
                    ("Why", conference.Rationale),
                    ("First core group", plan is null ? null : $"By {DateWords.Long(WorkingDayCalendar.England.AddWorkingDays(conference.HeldOn.Value, 10))}"),
                    ("Review conference", plan is null ? null : $"By {DateWords.Long(WorkingDayCalendar.AddMonths(conference.HeldOn.Value, 3))}"),
                    ("How the child took part", TookPart(conference.Participation)),
                    ("Later than the limit, because", conference.LateReason),
                ])
            );
            Said(conference.ChildView, parts);
            Goals(c, plan?.Id, parts);
        }
        if (c.Reviews.Find(d => d.TogetherId == m.Id) is { HeldOn: not null } review)
        {
            parts.Add(
                new PaperFacts([
                    ("Decision", review.ContinuePlan == false ? "The child protection plan ends" : "The child protection plan goes on"),
                    ("Why", review.Rationale),
                    ("Next review conference", review.ContinuePlan == false ? null : $"By {DateWords.Long(WorkingDayCalendar.AddMonths(review.HeldOn.Value, 6))}"),
                    ("How the child took part", TookPart(review.Participation)),
                    ("Later than the limit, because", review.LateReason),
                ])
            );
            Said(review.ChildView, parts);
            Progress(c, review.Id, parts);
        }
        if (c.CoreGroups.Find(d => d.TogetherId == m.Id) is { } group)
        {
            parts.Add(new PaperFacts([("About this child", group.Summary), ("The family says", group.FamilyView), ("Later than the limit, because", group.LateReason)]));
            Said(group.ChildView, parts);
            Progress(c, group.Id, parts);
        }
        if (c.NeedReviews.Find(d => d.TogetherId == m.Id) is { } need)
        {
            parts.Add(new PaperFacts([("What has changed", need.Outcome), ("How the child took part", TookPart(need.Participation)), ("The family says", need.FamilyView)]));
            Said(need.ChildView, parts);
            Progress(c, need.Id, parts);
        }
    }

    /// <summary>What was agreed, by whom and by when; the same for several children on one line.</summary>
    private static void Agreed(MeetingView view, List<PaperPart> parts)
    {
        var rows = view
            .Agreed.GroupBy(a => (a.Action.What, a.Whose, a.Action.DueOn))
            .Select(g => (g.Key, For: g.Select(a => a.Action.PersonId).Distinct().ToList()))
            .Select(g =>
                (IReadOnlyList<string?>)
                    [
                        g.Key.What,
                        .. view.Cases.Count < 2 ? (string[])[]
                        : g.For.Count == view.Cases.Count ? ["All"]
                        : [string.Join(", ", g.For.Select(p => PersonNames.First(view.Name(p!.Value))))],
                        g.Key.Whose,
                        g.Key.DueOn is { } due ? DateWords.Medium(due) : "No date",
                    ]
            )
            .ToList();
        if (rows.Count > 0)
        {
            parts.Add(new PaperHeading("What was agreed"));
            parts.Add(new PaperTable("Who does what, by when", view.Cases.Count < 2 ? ["What", "Who", "By when"] : ["What", "For whom", "Who", "By when"], rows));
        }
    }

    /// <summary>How the child took part, in words; codes of an extract stand as they came.</summary>
    public static string? TookPart(string? participation) => Voice.Participation.All.FirstOrDefault(p => p.Value == participation).Text ?? participation;

    private static void Said(string? words, List<PaperPart> parts)
    {
        if (!string.IsNullOrWhiteSpace(words))
        {
            parts.Add(new PaperQuote(words));
        }
    }

    private static void Goals(ProtectionCase c, Guid? plan, List<PaperPart> parts)
    {
        var goals = plan is { } id ? c.GoalsOf(id).ToList() : [];
        if (goals.Count > 0)
        {
            parts.Add(new PaperTable("Outline plan", ["Worry", "Goal"], [.. goals.Select(g => (IReadOnlyList<string?>)[g.Worry, g.Goal])]));
        }
    }

    private static void Progress(ProtectionCase c, Guid review, List<PaperPart> parts)
    {
        var judged = c.Progress.Where(p => p.ReviewId == review).ToList();
        if (judged.Count > 0)
        {
            parts.Add(
                new PaperTable(
                    "How each goal stands",
                    ["Goal", "Progress", "0 to 10", "What shows it"],
                    [
                        .. judged.Select(p =>
                            (IReadOnlyList<string?>)
                                [
                                    c.Goals.Find(g => g.Id == p.GoalId)?.Goal,
                                    p.Progress switch
                                    {
                                        Plans.Progress.Worse => "Worse than before",
                                        Plans.Progress.Same => "No change",
                                        Plans.Progress.Better => "Getting better",
                                        _ => "Met",
                                    },
                                    p.Scale?.ToString(System.Globalization.CultureInfo.InvariantCulture),
                                    p.Note,
                                ]
                        ),
                    ]
                )
            );
        }
    }

    private static string Title(MeetingKind kind) =>
        kind switch
        {
            MeetingKind.StrategyDiscussion => "Strategy discussion",
            MeetingKind.InitialConference => "Initial child protection conference",
            MeetingKind.TransferInConference => "Transfer-in child protection conference",
            MeetingKind.ReviewConference => "Child protection review conference",
            MeetingKind.CoreGroup => "Core group",
            _ => "Review of the child in need plan",
        };
}
