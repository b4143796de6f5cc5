using Kith.Practice.Casework;
using Kith.Practice.Network;
using Kith.Practice.Synthetic.Families;
using Kith.Practice.Synthetic.Words;
using Kith.Practice.Synthetic.Workplace;
using Kith.Practice.Visits;
using Kith.Practice.Voice;

namespace Kith.Practice.Synthetic.Courses;

/// <summary>
/// What children say and what becomes of it. Children are heard often, which is a strength; a few are never heard, some
/// answers wait, and one here and there waits long. It has a stream of chance of its own, so that the rest of a family's
/// story does not hang on it.
/// </summary>
internal sealed class VoiceRecords(StorySetting setting, Storyteller teller, FamilyMaker family, SyntheticIds ids, Rows rows)
{
    private readonly SeededRandom random = new(setting.Options.Seed, family.Index + 11_000_000L);
    private readonly SyntheticIds own = new(FamilyStory.Milliseconds(setting.AsAt) + family.Index, new SeededRandom(setting.Options.Seed, family.Index + 12_000_000L));
    private readonly Dictionary<Guid, bool> unheard = [];

    /// <summary>Writes one entry, unless nobody ever asks this child.</summary>
    /// <param name="answer">The answer that the child was given, if it was in time.</param>
    public void Add(ChildFacts child, Visit visit, Held by, string method, bool alone, string words, string? matters, string? answer, DateOnly answered, Telling about)
    {
        var id = child.Person.Id;
        if (!unheard.TryGetValue(id, out var never))
        {
            unheard[id] = never = random.Chance(0.04);
        }
        // What is old was answered later: what waits here and there waits for weeks.
        if (
            answer is null
            && visit.On < setting.AsAt.AddDays(-25)
            && random.Chance(
                visit.On < setting.AsAt.AddDays(-120) ? 1
                : visit.On < setting.AsAt.AddDays(-60) ? 0.985
                : 0.8
            )
        )
        {
            answer = teller.Write("answer", about);
            answered = visit.On.AddDays(random.Between(12, 25));
        }
        var occasion =
            method == "Advocate" ? VoiceOccasion.Advocate
            : method == "App or letter" ? VoiceOccasion.Other
            : random.Chance(0.16) ? VoiceOccasion.DirectWork
            : VoiceOccasion.Visit;
        var age = child.AgeOn(visit.On);
        var tool = Tool(method, age, occasion);
        var feeling =
            age >= 4 && random.Chance(0.4) ? random.Pick(Feeling.VeryBad, Feeling.Bad, Feeling.Mixed, Feeling.Mixed, Feeling.Good, Feeling.Good, Feeling.VeryGood) : (Feeling?)null;
        var told = Telling(child, method);
        var entry = ids.Next();
        if (never)
        {
            return;
        }
        rows.Voices.Add(
            new VoiceEntry
            {
                Id = entry,
                PersonId = id,
                On = visit.On,
                Occasion = occasion,
                Place = visit.Place,
                WorkerId = by.WorkerId,
                VisitId = occasion == VoiceOccasion.Visit ? visit.Id : null,
                Method = method,
                Tool = tool,
                Alone = alone,
                WhoElse = alone ? null : about["carer"],
                Aid = child.NonVerbal ? about["aid"] : null,
                Words = words,
                Shown = VoiceWords.Describes(method) ? Text("shown") : null,
                Wishes = age >= 5 && !child.NonVerbal && random.Chance(0.3) ? Text("wishes") : null,
                Feeling = feeling,
                WhatMatters = string.IsNullOrEmpty(matters) ? null : matters,
                Outcome =
                    answer is null ? null
                    : answer.StartsWith("Not possible", StringComparison.Ordinal) ? VoiceOutcome.NotPossible
                    : answer.StartsWith("Partly", StringComparison.Ordinal) ? VoiceOutcome.Partly
                    : VoiceOutcome.Done,
                Answer = answer,
                AnsweredOn = answer is null ? null : answered,
                ToldHow = answer is null ? null : told,
            }
        );

        string? Text(string rule) => teller.Write(rule, about) is { Length: > 0 } text ? text : null;
    }

    private string? Tool(string method, int age, VoiceOccasion occasion)
    {
        var fitting = WorkLibrary.For(age, null, null);
        return occasion != VoiceOccasion.DirectWork || fitting.Count == 0 ? null
            : method is "Observation" or "Objects of reference" ? "watching-together"
            : fitting[random.Below(fitting.Count)].Key;
    }

    private string Telling(ChildFacts child, string method) =>
        child.NonVerbal ? random.Pick("With pictures, signs or objects", "With pictures, signs or objects", "Through someone the child trusts")
        : method == "App or letter" ? "By letter or card"
        : method == "Advocate" ? "Through an advocate"
        : random.Pick("In person", "In person", "In person", "In person", "By phone or video", "By letter or card");

    /// <summary>What hangs on a child's voice in one involvement: the plan rests on it, an advocate, the family's own meeting, what the family says.</summary>
    public void Around(Course course, ChildFacts child, Held? by)
    {
        var last = course.Closed ?? setting.AsAt;
        var id = child.Person.Id;
        var from = course.PlanFrom ?? course.Referred;
        if (rows.ProtectionPlans.LastOrDefault(p => p.PersonId == id && p.StartedOn >= course.Referred && p.StartedOn <= last) is { } plan)
        {
            Cite(id, SubjectKind.ProtectionPlan, plan.Id, plan.StartedOn);
            if (plan.EndedOn is null && child.AgeOn(setting.AsAt) >= 5 && random.Chance(0.5))
            {
                Version(child, plan.Id, Later(plan.StartedOn, 10, 40, last), by);
            }
        }
        if (course.PlanFrom is not null && child.AgeOn(from) >= 5 && random.Chance(0.7))
        {
            Advocate(id, from, last);
        }
        if ((course.PlanFrom is not null && random.Chance(0.45)) || random.Chance(0.12))
        {
            Meeting(id, Later(from, 5, 50, last), last);
        }
        if (course.Open && random.Chance(0.12))
        {
            rows.FamilyFeedback.Add(
                new FamilyFeedback
                {
                    Id = own.Next(),
                    PersonId = id,
                    On = Later(last.AddDays(-60), 5, 50, last),
                    Whom = "Mum",
                    Listened = random.Pick(Feeling.Good, Feeling.Good, Feeling.VeryGood, Feeling.Mixed),
                    Helps = random.Pick(Feeling.Good, Feeling.Mixed, Feeling.VeryGood),
                    Good = random.Pick("She comes when she says she will.", "The same worker all year.", "Breakfast club.", "Being asked what we think first."),
                    Better = random.Pick(
                        "Ring before you come.",
                        "Fewer people telling me the same thing.",
                        "I want to see what is written.",
                        "Meetings after school, not before."
                    ),
                }
            );
        }
    }

    private void Cite(Guid child, SubjectKind kind, Guid subject, DateOnly on)
    {
        if (
            rows.Voices.Where(v => v.PersonId == child && v.On <= on && v.On >= on.AddDays(-120)).OrderByDescending(v => v.On).FirstOrDefault() is not { } entry
            || !random.Chance(0.7)
        )
        {
            return;
        }
        rows.Citations.Add(
            new VoiceCitation
            {
                Id = own.Next(),
                PersonId = child,
                SubjectKind = kind,
                SubjectId = subject,
                VoiceEntryId = entry.Id,
                NotFollowed = random.Chance(0.15) ? "It would not be safe yet. We said so, and will ask again at the review." : null,
                On = on,
                ByAccountId = setting.Process.Actor.AccountId,
            }
        );
    }

    private void Version(ChildFacts child, Guid plan, DateOnly on, Held? by)
    {
        ChildLine[] lines =
        [
            new(ChildVersionPart.Why, "plan", "This plan is for you. It says what will help."),
            new(ChildVersionPart.WillBe, "home", random.Pick("Home is calm when you go to bed.", "No one shouts at night.", "There is food in the house every day.")),
            new(ChildVersionPart.WillBe, "school", random.Pick("You get to school on time.", "You can tell your teacher if you are sad.")),
            new(ChildVersionPart.WhoHelps, "person", $"{by?.WorkerName?.Split(' ')[0] ?? "Your worker"} comes to see you."),
            new(ChildVersionPart.ICan, "talk", "You can say what you think. We want to know."),
            new(ChildVersionPart.Next, "calendar", "We will meet again and see how it goes."),
        ];
        var shared = random.Chance(0.75);
        rows.ChildVersions.Add(
            new ChildVersion
            {
                Id = own.Next(),
                PersonId = child.Person.Id,
                PlanKind = SubjectKind.ProtectionPlan,
                PlanId = plan,
                MadeOn = on,
                MadeById = by?.WorkerId,
                Lines = string.Join('\n', lines.Select(l => l.Write())),
                SharedOn = shared ? on : null,
                ChildSaid = shared && !child.NonVerbal ? random.Pick("It is okay.", "Can I keep it?", "That is not all of it.", "I want my cat in it.") : null,
            }
        );
    }

    private void Advocate(Guid child, DateOnly from, DateOnly last)
    {
        var offered = Later(from, 0, 10, last);
        var answered = Later(offered, 1, 9, last);
        var chance = random.Unit();
        var yes = chance < 0.42;
        rows.Advocacies.Add(
            new Advocacy
            {
                Id = own.Next(),
                PersonId = child,
                OfferedOn = offered,
                Purpose = "The child protection conference",
                AnsweredOn = chance < 0.85 ? answered : null,
                Accepted = chance < 0.85 ? yes : null,
                Advocate = yes ? "Amberdale Young Voices" : null,
                DeclinedReason = chance is >= 0.42 and < 0.85 ? random.Pick("I can say it myself.", "Not another person.", "Gran is coming with me.") : null,
                EndedOn = yes && random.Chance(0.3) ? Later(answered, 30, 120, last) : null,
                EndedReason = null,
            }
        );
        if (rows.Advocacies[^1] is { EndedOn: not null } ended)
        {
            ended.EndedReason = "The child felt able to speak without them.";
        }
    }

    private void Meeting(Guid child, DateOnly on, DateOnly last)
    {
        var chance = random.Unit();
        var meeting = new FamilyMeeting
        {
            Id = own.Next(),
            PersonId = child,
            Kind = random.Pick(FamilyMeetingKind.NetworkMeeting, FamilyMeetingKind.GroupDecision, FamilyMeetingKind.GroupDecision),
            On = on,
            NotOfferedReason = chance < 0.12 ? "It was not safe to bring the family together. We look at it again at the review." : null,
        };
        if (chance is >= 0.12 and < 0.9)
        {
            meeting.AnsweredOn = Later(on, 2, 14, last);
            meeting.Accepted = chance >= 0.3;
            meeting.DeclinedReason = chance < 0.3 ? random.Pick("We have tried that before.", "Not while he is around.", "We sort things out ourselves.") : null;
            meeting.Coordinator = chance >= 0.3 ? "the family meetings service" : null;
        }
        if (chance is >= 0.42 and < 0.9)
        {
            meeting.HeldOn = Later(meeting.AnsweredOn!.Value, 14, 40, last);
            meeting.WhoCame = random.Pick("Seven of the family and a neighbour", "Mum, Gran and two aunts", "Both sides of the family, eleven people");
            meeting.PrivateTime = random.Chance(0.85);
            meeting.FamilyPlan = random.Pick(
                "Gran has the children from Friday to Sunday. Auntie rings Mum every night at eight.",
                "If Mum is unwell she rings her sister, any time. Uncle does the school run on Mondays and Fridays.",
                "We take turns. There is a list on the fridge. Nobody drinks when the children are there."
            );
            meeting.Agreed = random.Chance(0.85);
            meeting.AgreedWhy = meeting.Agreed == true ? null : "Checks on one person are not finished. We said so, and meet again when they are.";
            meeting.ReviewOn = meeting.Agreed == true ? meeting.HeldOn.Value.AddDays(random.Between(40, 90)) : null;
            if (meeting.ReviewOn is { } review && review <= last)
            {
                (meeting.ReviewedOn, meeting.ReviewNote, meeting.ReviewOn) = (
                    review,
                    random.Pick("It holds. Gran wants a free Sunday now and then.", "Mostly. The school run has changed hands."),
                    null
                );
            }
        }
        rows.FamilyMeetings.Add(meeting);
    }

    private DateOnly Later(DateOnly from, int least, int most, DateOnly last) => from.AddDays(random.Between(least, most)) is var day && day < last ? day : last;
}
