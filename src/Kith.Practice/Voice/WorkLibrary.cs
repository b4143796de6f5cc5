namespace Kith.Practice.Voice;

/// <summary>What a piece of direct work is for.</summary>
public enum WorkPurpose
{
    GettingToKnow,
    Feelings,
    Safety,
    Family,
    Wishes,
    DailyLife,
    Change,
}

/// <summary>For whom a tool works well, besides any child.</summary>
public enum WorkNeed
{
    FewWords,
    NoWords,
    Autism,
    Siblings,
    Moving,
    Online,
}

/// <summary>A part of a printed sheet.</summary>
public abstract record SheetPart;

/// <summary>A line read out to the child.</summary>
public sealed record SheetSay(string Text) : SheetPart;

/// <summary>Boxes beside each other, to draw or write in. Tall ones leave room for a drawing.</summary>
public sealed record SheetBoxes(IReadOnlyList<SheetBox> Boxes, bool Tall = true) : SheetPart;

/// <summary>One box: what it is for, and the symbol that says so without words.</summary>
public sealed record SheetBox(string Title, string Symbol, string? Hint = null);

/// <summary>Faces from very sad to very happy, to point at.</summary>
public sealed record SheetFaces : SheetPart;

/// <summary>A line from 0 to 10, with what both ends mean.</summary>
public sealed record SheetScale(string Low, string High) : SheetPart;

/// <summary>A table to fill in.</summary>
public sealed record SheetGrid(IReadOnlyList<string> Columns, IReadOnlyList<string> Rows) : SheetPart;

/// <summary>A drawing that is made for the project: «houses», «circles», «body», «thermometer», «box», «hand».</summary>
public sealed record SheetDrawing(string Name, string Described) : SheetPart;

/// <summary>A tool of the library: when to use it, how, and its sheet.</summary>
/// <param name="Key">Stable name, in addresses and entries.</param>
/// <param name="HowTo">For the worker, in steps.</param>
/// <param name="Sheet">What is printed for the child.</param>
public sealed record WorkTool(
    string Key,
    string Title,
    string About,
    int FromAge,
    int ToAge,
    WorkPurpose Purpose,
    IReadOnlyList<WorkNeed> Needs,
    IReadOnlyList<string> HowTo,
    IReadOnlyList<SheetPart> Sheet
)
{
    /// <summary>«4 to 11».</summary>
    public string Ages => ToAge >= 18 ? $"{FromAge} and over" : $"{FromAge} to {ToAge}";
}

/// <summary>
/// Tools for being with a child and hearing them. Made for this project from what is common practice; each works on a
/// kitchen table with a pencil. A tool is a way into a conversation: what the child says goes into an entry in their words.
/// </summary>
public static partial class WorkLibrary
{
    /// <summary>The tool with this key; null when there is none.</summary>
    public static WorkTool? Find(string? key) => Tools.FirstOrDefault(t => t.Key == key);

    /// <summary>Tools that fit: by age in years, need and purpose; null asks for any.</summary>
    public static IReadOnlyList<WorkTool> For(int? age, WorkNeed? need, WorkPurpose? purpose) =>
        [.. Tools.Where(t => (age is not { } a || (a >= t.FromAge && a <= t.ToAge)) && (need is not { } n || t.Needs.Contains(n)) && (purpose is null || t.Purpose == purpose))];

    /// <summary>A purpose in words.</summary>
    public static string Of(WorkPurpose purpose) =>
        purpose switch
        {
            WorkPurpose.GettingToKnow => "Getting to know each other",
            WorkPurpose.Feelings => "Feelings",
            WorkPurpose.Safety => "Being safe",
            WorkPurpose.Family => "Family and people",
            WorkPurpose.Wishes => "Wishes and hopes",
            WorkPurpose.DailyLife => "Every day",
            _ => "Changes and moves",
        };

    /// <summary>A need in words.</summary>
    public static string Of(WorkNeed need) =>
        need switch
        {
            WorkNeed.FewWords => "A child of few words",
            WorkNeed.NoWords => "A child who does not use words",
            WorkNeed.Autism => "An autistic child",
            WorkNeed.Siblings => "Brothers and sisters",
            WorkNeed.Moving => "A child who moves",
            _ => "Life online",
        };
}
