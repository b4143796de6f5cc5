using System.Text;

namespace Kith.Practice.Synthetic.Words;

/// <summary>What a text is written about: tags, filled gaps, and the chance that chooses.</summary>
internal sealed class Telling(SeededRandom random)
{
    public SeededRandom Random { get; } = random;
    public ulong Tags { get; set; }
    public string?[] Slots { get; } = new string?[Slot.All.Length];
    public ulong Filled { get; private set; }

    public string? this[string slot]
    {
        get => Slots[Slot.Of(slot)];
        set
        {
            var at = Slot.Of(slot);
            Slots[at] = value;
            Filled = string.IsNullOrEmpty(value) ? Filled & ~(1UL << at) : Filled | (1UL << at);
        }
    }

    public Telling With(string tag, bool on = true)
    {
        Tags = on ? Tags | Tag.Of(tag) : Tags & ~Tag.Of(tag);
        return this;
    }
}

/// <summary>
/// A grammar of phrases (phrases-*.tsv: rule, when, text). «{child}» is a gap («{Child}» with a capital), «{&gt;rule}»
/// another rule, «[one|two]» a choice. «when» lists tags that must hold: «teen», «primary|teen», «!nonverbal».
/// A choice leaves out what has a gap that nothing fills. A rule may find nothing to say, but not between “ and ”: nobody's words are empty.
/// </summary>
internal sealed class Grammar
{
    private static readonly Lazy<Grammar> Loaded = new(() =>
        new Grammar(["phrases-front-door.tsv", "phrases-visits.tsv", "phrases-voice.tsv", "phrases-oversight.tsv", "phrases-lives.tsv", "phrases-plans.tsv"])
    );

    private readonly Dictionary<string, Option[]> rules = [];

    private Grammar(IEnumerable<string> files)
    {
        var lists = new Dictionary<string, List<Option>>();
        foreach (var row in files.SelectMany(Rates.Read))
        {
            if (row.Length < 3)
            {
                throw new InvalidOperationException($"A phrase lacks its columns: {string.Join(' ', row)}");
            }
            if (!lists.TryGetValue(row[0], out var options))
            {
                lists[row[0]] = options = [];
            }
            options.Add(Option.Parse(row[1], row[2]));
        }
        foreach (var (rule, options) in lists)
        {
            rules[rule] = [.. options];
        }
        foreach (var option in lists.Values.SelectMany(o => o))
        {
            option.Within = this;
        }
        foreach (var refers in lists.Values.SelectMany(o => o).SelectMany(o => o.Rules()).Distinct())
        {
            if (!rules.ContainsKey(refers))
            {
                throw new InvalidOperationException($"A phrase refers to the rule «{refers}», which is not there.");
            }
        }
    }

    public static Grammar English => Loaded.Value;

    /// <summary>A text by a rule; empty when no phrase of the rule fits.</summary>
    public string Write(string rule, Telling about)
    {
        var text = new StringBuilder(320);
        Expand(text, rule, about);
        Tidy(text);
        return text.ToString();
    }

    private void Expand(StringBuilder text, string rule, Telling about)
    {
        var options = rules[rule];
        Option? chosen = null;
        var fitting = 0;
        Span<short> fit = stackalloc short[Math.Min(options.Length, 256)];
        for (var i = 0; i < fit.Length; i++)
        {
            if (options[i].Fits(about))
            {
                fit[fitting++] = (short)i;
            }
        }
        if (fitting > 0)
        {
            chosen = options[fit[about.Random.Below(fitting)]];
        }
        if (chosen is not null)
        {
            Say(text, chosen.Parts, about);
        }
    }

    private void Say(StringBuilder text, Part[] parts, Telling about)
    {
        foreach (var part in parts)
        {
            switch (part.Kind)
            {
                case PartKind.Literal:
                    text.Append(part.Text);
                    break;
                case PartKind.Slot:
                    var value = about.Slots[part.Slot] ?? "";
                    if (part.Capital && value.Length > 0)
                    {
                        text.Append(char.ToUpperInvariant(value[0])).Append(value, 1, value.Length - 1);
                    }
                    else
                    {
                        text.Append(value);
                    }
                    break;
                case PartKind.Rule:
                    Expand(text, part.Text, about);
                    break;
                case PartKind.Choice:
                    Say(text, (part.Needs & ~about.Filled) == 0 ? about.Random.Pick(part.Choices) : Possible(part.Choices, about), about);
                    break;
            }
        }
    }

    /// <summary>One of the alternatives whose gaps can all be filled; an option with none of these is not chosen.</summary>
    private static Part[] Possible(Part[][] choices, Telling about) => about.Random.Pick(choices.Where(c => Filled(c, about)).ToArray());

    private static bool Filled(Part[] parts, Telling about)
    {
        foreach (var part in parts)
        {
            var fits = part.Kind switch
            {
                PartKind.Slot => (part.Needs & ~about.Filled) == 0,
                PartKind.Choice => (part.Needs & ~about.Filled) == 0 || part.Choices.Any(c => Filled(c, about)),
                _ => true,
            };
            if (!fits)
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>A rule that found nothing to say leaves two spaces or one at the end.</summary>
    private static void Tidy(StringBuilder text)
    {
        var to = 0;
        var gap = true;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == ' ' && gap)
            {
                continue;
            }
            gap = c == ' ';
            text[to++] = c;
        }
        text.Length = to > 0 && text[to - 1] == ' ' ? to - 1 : to;
    }

    private enum PartKind
    {
        Literal,
        Slot,
        Rule,
        Choice,
    }

    /// <param name="Needs">The gaps anywhere within.</param>
    private sealed record Part(PartKind Kind, string Text, int Slot, bool Capital, Part[][] Choices, ulong Needs);

    private sealed class Option
    {
        private (ulong Mask, bool Not)[] conditions = [];
        private ulong needs;

        /// <summary>Rules between quotation marks, which must have something to say.</summary>
        private string[] spoken = [];

        public Grammar Within { private get; set; } = null!;
        public Part[] Parts { get; private init; } = [];

        public bool Fits(Telling about)
        {
            if ((needs & ~about.Filled) != 0 && !Filled(Parts, about))
            {
                return false;
            }
            foreach (var (mask, not) in conditions)
            {
                if ((about.Tags & mask) != 0 == not)
                {
                    return false;
                }
            }
            foreach (var rule in spoken)
            {
                if (!Within.rules[rule].Any(o => o.Fits(about)))
                {
                    return false;
                }
            }
            return true;
        }

        public IEnumerable<string> Rules() => All(Parts).Where(p => p.Kind == PartKind.Rule).Select(p => p.Text);

        private static IEnumerable<Part> All(Part[] parts) => parts.SelectMany(p => p.Choices.SelectMany(All).Prepend(p));

        private static IEnumerable<string> Spoken(Part[] parts)
        {
            var inside = false;
            foreach (var part in All(parts))
            {
                if (part.Kind == PartKind.Literal && part.Text.LastIndexOfAny(['“', '”']) is >= 0 and var at)
                {
                    inside = part.Text[at] == '“';
                }
                else if (part.Kind == PartKind.Rule && inside)
                {
                    yield return part.Text;
                }
            }
        }

        public static Option Parse(string when, string text)
        {
            var at = 0;
            var parts = Read(text, ref at, inChoice: false);
            var option = new Option { Parts = parts };
            option.conditions =
            [
                .. when.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => (w.TrimStart('!').Split('|').Aggregate(0UL, (mask, tag) => mask | Tag.Of(tag)), w[0] == '!')),
            ];
            option.needs = parts.Aggregate(0UL, (mask, p) => mask | p.Needs);
            option.spoken = [.. Spoken(parts)];
            return option;
        }

        private static Part[] Read(string text, ref int at, bool inChoice)
        {
            var parts = new List<Part>();
            var literal = new StringBuilder();
            while (at < text.Length)
            {
                var c = text[at];
                if (inChoice && (c == '|' || c == ']'))
                {
                    break;
                }
                at++;
                switch (c)
                {
                    case '{':
                        Flush();
                        var end = text.IndexOf('}', at);
                        var name = text[at..end];
                        at = end + 1;
                        parts.Add(
                            name[0] == '>' ? new Part(PartKind.Rule, name[1..], 0, false, [], 0) : Gap(Slot.Of(char.ToLowerInvariant(name[0]) + name[1..]), char.IsUpper(name[0]))
                        );
                        break;
                    case '[':
                        Flush();
                        var choices = new List<Part[]>();
                        do
                        {
                            choices.Add(Read(text, ref at, inChoice: true));
                        } while (at < text.Length && text[at++] == '|');
                        parts.Add(new Part(PartKind.Choice, "", 0, false, [.. choices], choices.SelectMany(c => c).Aggregate(0UL, (mask, p) => mask | p.Needs)));
                        break;
                    default:
                        literal.Append(c);
                        break;
                }
            }
            Flush();
            return [.. parts];

            static Part Gap(int slot, bool capital) => new(PartKind.Slot, "", slot, capital, [], 1UL << slot);

            void Flush()
            {
                if (literal.Length > 0)
                {
                    parts.Add(new Part(PartKind.Literal, literal.ToString(), 0, false, [], 0));
                    literal.Clear();
                }
            }
        }
    }
}
