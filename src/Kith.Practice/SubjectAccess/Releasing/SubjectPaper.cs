using Kith.Practice.Documents;
using Kith.Practice.SubjectAccess.Collecting;
using Kith.Practice.SubjectAccess.Redacting;
using Kith.Standards.Calendar;

namespace Kith.Practice.SubjectAccess.Releasing;

/// <summary>
/// The pack as its reader gets it, perhaps years later: a letter, how to read it, their life in dates, what is held about them, words
/// explained. It is made of what is given and of nothing else: what was taken out is not in what this class is handed.
/// </summary>
internal static class SubjectPaper
{
    /// <summary>Records of which the table of dates tells: steps in somebody's life, and not the notes between them.</summary>
    private static readonly HashSet<string> Steps =
    [
        "person_address",
        "contact",
        "episode",
        "early_help_episode",
        "assessment",
        "cin_plan",
        "section_47_enquiry",
        "initial_conference",
        "review_conference",
        "protection_plan",
        "care_episode",
        "placement",
        "pre_proceedings",
        "missing_episode",
        "edge_support",
        "family_meeting",
    ];

    /// <summary>Words that somebody who never worked here cannot know, told where they are met.</summary>
    private static readonly (string Word, string Means)[] Glossary =
    [
        ("assessment", "Finding out what is going well for a child and a family, what is worrying, and what would help."),
        ("care", "When a council looks after a child, away from home or by a court’s order."),
        ("child in need", "A child who needs help from the council to grow up well (Children Act 1989, section 17)."),
        ("child protection plan", "What everybody does to keep a child safe who was being hurt or neglected, or who might have been."),
        ("conference", "A meeting of the family and those who know it, where it is decided whether a child needs a child protection plan."),
        ("core group", "The people who carry a child protection plan out, with the family."),
        ("early help", "Help for a family before things get harder."),
        ("enquiry", "Finding out whether a child is being hurt or neglected (Children Act 1989, section 47)."),
        ("episode", "A time in which we worked with a family, from a referral to its end."),
        ("legal status", "By what law or order a child was looked after."),
        ("oversight", "A manager’s look at the work with a child."),
        ("placement", "Where a child lived while the council looked after them."),
        ("pre-proceedings", "The last try to make things safe before the council asks a court to decide."),
        ("referral", "Somebody asking us to help a child, or telling us that they are worried."),
        ("section 47", "See enquiry."),
        ("strategy discussion", "A talk between us, the police, health and others about whether an enquiry is needed."),
    ];

    /// <param name="name">The person whom it is about.</param>
    /// <param name="items">What is given, in its order, with its words as they are given.</param>
    /// <param name="heldBack">How many things are held back whole, by reason.</param>
    /// <param name="files">Names of the files that go with it.</param>
    /// <param name="any">Whether anything at all was taken out or held back.</param>
    public static Paper Of(
        SubjectRequest request,
        string name,
        string council,
        IReadOnlyList<(SubjectItem Item, IReadOnlyList<HeldField> Fields)> items,
        IReadOnlyList<(DisclosureReason Reason, int Count)> heldBack,
        IReadOnlyList<string> files,
        bool any,
        DateOnly today
    )
    {
        var self = request.Asker == SubjectAsker.Person;
        var parts = new List<PaperPart>
        {
            new PaperText($"{request.RecipientName}\n{request.RecipientAddress}"),
            new PaperText($"Dear {request.RecipientName},"),
            new PaperText(
                self
                    ? $"You asked us to see what we hold about you. We had your request on {DateWords.Long(request.ReceivedOn)}. Here is our answer."
                    : $"You asked us to see what we hold about {name}. We had your request on {DateWords.Long(request.ReceivedOn)}. Here is our answer. Where it says «you» it means {name}."
            ),
            new PaperText(
                "Reading this may be hard. It was written by people who worked with a family, most of it on busy days, and seldom with the thought that you would read it. Some of it may be wrong, or hurt, or say things that you did not know. You need not read it all at once, and you need not read it alone. Read it with somebody you trust."
            ),
            new PaperText(
                // Who that is is written down when it is given; until then the pack is only looked at.
                string.IsNullOrWhiteSpace(request.TalkTo)
                    ? $"If you want to talk about it, or do not understand something, ask us, and tell us this number: {request.Reference}."
                    : $"If you want to talk about it, or do not understand something: {request.TalkTo.TrimEnd('.')}. Tell us this number: {request.Reference}."
            ),
            new PaperHeading("How to read it"),
            new PaperList([
                "First comes a table of dates, as they were written down.",
                "Then comes what we hold, by what it is about, the oldest first.",
                "Each piece says what it is and when it was. Below it stands what was written, line by line.",
                .. (any ? ["Where it says «[taken out]» there were words that we may not give to you. Often we may say why, and then it stands there."] : Array.Empty<string>()),
                .. (files.Count > 0 ? ["Letters and files that came from others go with it as they are."] : Array.Empty<string>()),
                "Words of our work are explained at the end.",
            ]),
            new PaperHeading("What is not in it"),
            new PaperText(
                "The law gives you the right to read what is held about you. It also gives other people the right that what is held about them is not passed on. It lets us keep back a few more things, and not always say that we do."
            ),
            new PaperList([.. heldBack.Select(h => $"{(h.Count == 1 ? "1 piece was" : $"{h.Count:N0} pieces were")} held back whole: {DisclosureReasons.Words(h.Reason)}.")]),
            new PaperText(
                request.Elsewhere.Count == 0
                    ? "What stands about you in the records of other people, for example of a brother or sister, is not in it either. Ask us if you think that there is something."
                    : $"We looked in the records of {(request.Elsewhere.Count == 1 ? "one other person" : $"{request.Elsewhere.Count:N0} other people")} too, for what stands about you there. You find it under «{HeldTables.Others}». What is about them is theirs, and not in it. Ask us if you think that there is something in other records."
            ),
            new PaperHeading("If something is wrong, or you are not content"),
            new PaperText(
                "You can ask us to put right what is wrong, or to add what you say about it. You can complain to us: we tell you within 30 days that we have your complaint. You can also complain to the Information Commissioner (ico.org.uk, telephone 0303 123 1113) or go to a court."
            ),
            new PaperText(
                "You also have the right to know why we hold this, who was given it, and how long we keep it. We hold it because the law asks us to help and protect children and to write down what we do. Whom we told something stands below under «Other agencies», where it was written down."
            ),
            new PaperText($"{council}"),
            new PaperBreak(),
        };
        var steps = items.Where(i => i.Item.On is not null && Steps.Contains(i.Item.Source)).OrderBy(i => i.Item.On).ToList();
        if (steps.Count > 0)
        {
            parts.Add(new PaperHeading("Your life in dates, as it was written down"));
            parts.Add(new PaperTable("Dates", ["When", "What"], [.. steps.Select(s => (IReadOnlyList<string?>)[DateWords.Long(s.Item.On!.Value), s.Item.Title])]));
        }
        foreach (var section in items.GroupBy(i => i.Item.Section).OrderBy(g => GatherRecord.Place(g.Key)))
        {
            parts.Add(new PaperHeading(section.Key));
            foreach (var (item, fields) in section.OrderBy(i => i.Item.On ?? DateOnly.MinValue).ThenBy(i => i.Item.Id))
            {
                parts.Add(new PaperHeading(item.On is { } on ? $"{item.Title}, {DateWords.Long(on)}" : item.Title, 2));
                parts.Add(new PaperFacts([.. fields.Select(f => (f.Label, (string?)f.Text))]));
            }
        }
        if (files.Count > 0)
        {
            parts.Add(new PaperHeading("Files that go with this"));
            parts.Add(new PaperList(files));
        }
        var met = string.Join(' ', items.Select(i => $"{i.Item.Section} {i.Item.Title}")).ToLowerInvariant();
        parts.Add(new PaperHeading("Words explained"));
        parts.Add(
            new PaperList([
                .. Glossary
                    .Where(g => met.Contains(g.Word, StringComparison.Ordinal))
                    .Select(g => $"{char.ToUpperInvariant(g.Word[0])}{g.Word[1..]}: {char.ToLowerInvariant(g.Means[0])}{g.Means[1..]}"),
            ])
        );
        return new Paper(self ? "What we hold about you" : "What we hold", name, parts) { Dated = DateWords.Long(today), LargePrint = request.LargePrint };
    }
}
