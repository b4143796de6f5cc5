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
        // What is old was answered later, nearly always; some of it never was.
        if (answer is null && visit.On < setting.AsAt.AddDays(-60) && random.Chance(0.96))
        {
            answer = teller.Write("answer", about);
            answered = visit.On.AddDays(random.Between(30, 58));
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
        if (never)
        {
            return;
        }
        rows.Voices.Add(
            new VoiceEntry
            {
                Id = ids.Next(),
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
}
