using System.Text.RegularExpressions;
using Kith.Practice.Acts;
using Kith.Practice.Store;

namespace Kith.Practice.Documents.Letters;

/// <summary>A letter that the authority has worded: words with places for names, such as {{child}}.</summary>
public sealed partial class LetterTemplate : Record
{
    /// <summary>Stable name; the same key as a suggested letter takes its place.</summary>
    public required string Key { get; set; }
    public required string Name { get; set; }
    public required string Body { get; set; }

    /// <summary>From this day on it is not offered any more.</summary>
    public DateOnly? RetiredOn { get; set; }
    public DateTime ChangedAt { get; set; }

    /// <summary>The places that may stand in a letter, with what is put there.</summary>
    public static IReadOnlyDictionary<string, string> Places { get; } =
        new Dictionary<string, string>
        {
            ["child"] = "the child's name",
            ["child first name"] = "the child's first name",
            ["date of birth"] = "the child's date of birth",
            ["recipient"] = "to whom the letter goes",
            ["today"] = "the date of the letter",
            ["worker"] = "the child's worker",
            ["worker phone"] = "the worker's telephone number",
            ["worker email"] = "the worker's email address",
            ["team"] = "the team",
            ["council"] = "the council's name",
            ["sender"] = "who writes the letter",
        };

    /// <summary>The text with its places filled. A place for which nothing is known is left as «[worker phone]», to be seen and mended.</summary>
    public static string Fill(string body, IReadOnlyDictionary<string, string?> values) =>
        Place()
            .Replace(
                body,
                m =>
                {
                    var name = m.Groups[1].Value.Trim().ToLowerInvariant();
                    return values.GetValueOrDefault(name) is { Length: > 0 } value ? value : $"[{name}]";
                }
            );

    /// <summary>What is wrong with a template's words.</summary>
    public static IReadOnlyList<Problem> Check(string? name, string? body)
    {
        var problems = new List<Problem>();
        if (string.IsNullOrWhiteSpace(name) || name.Length > 100)
        {
            problems.Add(new("Name", "Enter a name of up to 100 characters"));
        }
        if (string.IsNullOrWhiteSpace(body) || body.Length > 20_000)
        {
            problems.Add(new("Body", "Enter the words of the letter, up to 20,000 characters"));
        }
        else
        {
            foreach (var unknown in Place().Matches(body).Select(m => m.Groups[1].Value.Trim()).Where(p => !Places.ContainsKey(p.ToLowerInvariant())).Distinct())
            {
                problems.Add(new("Body", $"Nothing is known for {{{{{unknown}}}}}. Use one of the places listed beside the letter"));
            }
        }
        return problems;
    }

    [GeneratedRegex(@"\{\{([^{}]{1,60})\}\}", RegexOptions.CultureInvariant)]
    private static partial Regex Place();
}

/// <summary>Letters to begin with, until the authority words its own.</summary>
public static class SuggestedLetters
{
    public static IReadOnlyList<(string Key, string Name, string Body)> All { get; } =
    [
        (
            "appointment",
            "Appointment for a visit",
            """
            Dear {{recipient}}

            I would like to visit you and {{child first name}} on [day] at [time]. I would also like to spend some time with {{child first name}} on their own, if they are happy to.

            If this day does not suit you, please ring me so that we can find another one.

            My telephone number is {{worker phone}}.

            Yours sincerely

            {{sender}}
            {{team}}
            """
        ),
        (
            "conference-invitation",
            "Invitation to a child protection conference",
            """
            Dear {{recipient}}

            You are invited to a meeting about {{child}}. It is called a child protection conference. It will be on [day] at [time], at [place].

            At the meeting we talk about what is going well for {{child first name}}, what we are worried about, and what should happen next. The people there know your family or have a duty to help.

            You can bring someone to support you. {{child first name}} can come too, or can tell us what they want to say in another way. Please tell me if you need an interpreter or help with getting there.

            You will get the report at least [number] days before the meeting. I will go through it with you first.

            Please ring me if you have any questions: {{worker phone}}.

            Yours sincerely

            {{sender}}
            {{team}}
            """
        ),
        (
            "assessment-shared",
            "Sending the assessment to the family",
            """
            Dear {{recipient}}

            Here is the assessment about {{child}}. Thank you for your help with it.

            Please read it and tell me if something is wrong or missing. I will write down what you say, even where we do not agree.

            If you are unhappy with the way we have worked with you, you can complain. I can send you the leaflet.

            Yours sincerely

            {{sender}}
            {{team}}
            """
        ),
        (
            "closing",
            "Ending our work with the family",
            """
            Dear {{recipient}}

            We are ending our work with {{child}} and your family on [day]. This is because [reason].

            You have done a lot. What helped was [what helped].

            If things get harder again, please ask for help early. You can ring us on [number], or talk to [name] at school.

            Yours sincerely

            {{sender}}
            {{team}}
            """
        ),
        (
            "plain",
            "Letter without a template",
            """
            Dear {{recipient}}



            Yours sincerely

            {{sender}}
            {{team}}
            """
        ),
    ];
}
