namespace Kith.Practice.Synthetic.Words;

/// <summary>What is true of the child and the work when a text is written; phrases say which they need.</summary>
internal static class Tag
{
    private static readonly string[] All =
    [
        "unborn",
        "baby",
        "toddler",
        "primary",
        "teen",
        "nonverbal",
        "disabled",
        "autism",
        "wheelchair",
        "school",
        "sibs",
        "cp",
        "cin",
        "lac",
        "assessment",
        "dct",
        "dv",
        "neglect",
        "mh",
        "substance",
        "emotional",
        "physical",
        "sexual",
        "exploitation",
        "acute",
        "behaviour",
        "absent",
        "disability",
        "unseen",
        "alone",
        "overdue",
        "drift",
        "better",
        "worse",
        "first",
        "closing",
        "police",
        "schoolsource",
        "health",
        "familysource",
        "anonymous",
        "other",
        "nfa",
        "waits",
        "notinneed",
        "moved",
        "stepdown",
        "interpreter",
        "twins",
        "outstanding",
        "good",
        "requires",
        "inadequate",
        "talking",
        "drawing",
        "play",
        "objects",
        "signing",
        "observation",
        "advocate",
        "letter",
        "uasc",
        "parentdisability",
    ];

    private static readonly Dictionary<string, ulong> Bits =
        All.Length <= 64 ? All.Select((t, i) => (t, 1UL << i)).ToDictionary(t => t.t, t => t.Item2) : throw new InvalidOperationException("There is room for 64 tags.");

    /// <summary>The bit of a tag.</summary>
    /// <exception cref="InvalidOperationException">No such tag: a phrase or the code is misspelt.</exception>
    public static ulong Of(string tag) => Bits.TryGetValue(tag, out var bit) ? bit : throw new InvalidOperationException($"There is no tag «{tag}».");
}

/// <summary>The gaps that phrases have, filled from the child's own facts. A phrase whose gap cannot be filled is not used.</summary>
internal static class Slot
{
    public static readonly string[] All =
    [
        "child",
        "he",
        "him",
        "his",
        "himself",
        "was",
        "carer",
        "carername",
        "mum",
        "dad",
        "sib",
        "sibs",
        "gran",
        "relative",
        "friend",
        "pet",
        "hobby",
        "food",
        "school",
        "year",
        "teacher",
        "town",
        "worker",
        "manager",
        "age",
        "aid",
        "foster",
        "date",
        "next",
        "toy",
        "health",
        "chair",
        "partner",
        "week",
        "since",
        "visitcount",
        "petname",
    ];

    private static readonly Dictionary<string, int> Places = All.Select((s, i) => (s, i)).ToDictionary(s => s.s, s => s.i);

    public static int Of(string slot) => Places.TryGetValue(slot, out var at) ? at : throw new InvalidOperationException($"There is no gap «{slot}».");
}
