using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Kith.Practice.Children;
using Kith.Practice.Protection.Meetings;
using Kith.Practice.Store;
using Kith.Standards.Calendar;
using Kith.Standards.CodeSets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Kith.Practice.SubjectAccess.Collecting;

/// <summary>Says rows of the database in words that their person understands: labels for columns, words for codes, names for ids.</summary>
internal sealed class RowWords
{
    /// <summary>Columns that say nothing to anybody: keys, order, and what is worked out.</summary>
    private static readonly HashSet<string> Silent =
    [
        nameof(Record.Id),
        nameof(Record.Version),
        nameof(SourcedRecord.SourceKey),
        nameof(SourcedRecord.SourceHash),
        nameof(SourcedRecord.SourceEndedOn),
        "SortName",
        "AddressKey",
        "KnownAddressKey",
        "KnownChangeId",
        "HouseholdKey",
        "Place",
        "Edition",
        "Sha256",
        "ContentType",
        "Size",
        "InvitationSequence",
        "ToolKey",
        "ToolVersion",
        "QuestionKey",
        "SectionKey",
        "HasChildRecord",
        "TimesMoved",
        "TimesReturned",
        "SubjectKind",
        "PlanKind",
        "ItemKind",
    ];

    /// <summary>Columns called by such a name that do say something in these tables.</summary>
    private static readonly HashSet<(string Table, string Property)> Spoken =
    [
        ("visit", "Place"),
        ("planned_visit", "Place"),
        ("voice_entry", "Place"),
        ("meeting", "Place"),
        ("stored_document", "Size"),
    ];

    /// <summary>Columns of JSON, told line by line.</summary>
    private static readonly HashSet<string> Json = ["Content", "Lines", "Answers", "Proposal", "Facts", "Found", "Sent", "Themes"];

    private static readonly Dictionary<string, string> Labels = new(StringComparer.Ordinal)
    {
        ["LaChildId"] = "Our number for you",
        ["NhsNumber"] = "NHS number",
        ["Upn"] = "Unique pupil number",
        ["FormerUpn"] = "Former unique pupil number",
        ["UpnUnknown"] = "Why there is no unique pupil number",
        ["On"] = "On",
        ["At"] = "At",
        ["Source"] = "Where it came from",
        ["KnownAs"] = "Likes to be called",
        ["LivesAs"] = "Lives as",
        ["OtherId"] = "Who",
        ["ByName"] = "By",
        ["WorkerId"] = "Worker",
        ["TeamId"] = "Team",
        ["What"] = "What",
        ["Words"] = "In words",
        ["Text"] = "In words",
        ["SourceCode"] = "Who told us",
        ["FromAgency"] = "Of which agency",
        ["FromName"] = "Who told us, by name",
        ["FromReach"] = "How to reach them",
        ["SharedText"] = "What happened, for all children",
        ["ScaleWorker"] = "From 0 to 10, the worker said",
        ["ScaleFamily"] = "From 0 to 10, the family said",
        ["ScaleChild"] = "From 0 to 10, the child said",
        ["WhoElse"] = "Who else was there",
        ["LateReason"] = "Why it was late",
        ["BornOn"] = "Born",
        ["Spoke"] = "Spoke to",
        ["To"] = "Until",
    };

    /// <summary>Labels that mean something else in one table.</summary>
    private static readonly Dictionary<(string Table, string Property), string> LabelsOf = new()
    {
        [("assessment", "Danger")] = "What we were worried about",
        [("assessment", "Safety")] = "What had to be seen for the worry to be over",
        [("network_tie", "Safety")] = "Whether it is safe to be in touch",
        [("relationship", "Kind")] = "You are to them",
        [("disability", "Code")] = "Disability",
        [("assessment_factor", "Code")] = "factor",
        [("visit", "Kind")] = "Kind of visit",
        [("contact", "Channel")] = "How it came to us",
    };

    private static readonly Dictionary<string, CodeSet> Codes = new(StringComparer.Ordinal)
    {
        ["Ethnicity"] = CodeSets.Ethnicity,
        ["UpnUnknown"] = CodeSets.UpnUnknown,
        ["SourceCode"] = CodeSets.ReferralSource,
        ["PrimaryNeed"] = CodeSets.PrimaryNeed,
        ["ClosureReason"] = CodeSets.ClosureReason,
        ["InitialCategory"] = CodeSets.CategoryOfAbuse,
        ["LatestCategory"] = CodeSets.CategoryOfAbuse,
        ["NoFurtherAction"] = CodeSets.ReferralNfa,
        ["ConferenceNotRequired"] = CodeSets.IcpcNotRequired,
    };

    private static readonly string[] Dates =
    [
        "On",
        "HeldOn",
        "StartedOn",
        "ReceivedOn",
        "ReferredOn",
        "HappenedOn",
        "RaisedOn",
        "RequestedOn",
        "OfferedOn",
        "AskedOn",
        "MadeOn",
        "SetOn",
        "HeardOn",
        "PutForwardOn",
        "CompletedOn",
        "ChosenOn",
        "From",
        "PlannedOn",
        "MissingFrom",
        "LookedOn",
        "DecidedOn",
        "At",
        "HeldAt",
        "RecordedAt",
        "AddedAt",
        "AskedAt",
        "WrittenAt",
    ];

    private readonly Dictionary<Guid, string> names;

    private RowWords(Dictionary<Guid, string> names) => this.names = names;

    /// <summary>Learns whose the ids in the rows are: colleagues, teams, agencies, professionals, and people that the rows name.</summary>
    public static async Task<RowWords> Of(KithDb db, IReadOnlyList<HeldRow> rows, CancellationToken ct)
    {
        var names = new Dictionary<Guid, string>();
        foreach (var w in await db.Workers.AsNoTracking().Select(w => new { w.Id, w.Name }).ToListAsync(ct))
        {
            names[w.Id] = w.Name;
        }
        foreach (var t in await db.Teams.AsNoTracking().Select(t => new { t.Id, t.Name }).ToListAsync(ct))
        {
            names[t.Id] = t.Name;
        }
        foreach (var u in await db.Users.AsNoTracking().Select(u => new { u.Id, u.DisplayName }).ToListAsync(ct))
        {
            names[u.Id] = u.DisplayName;
        }
        foreach (var a in await db.PartnerAgencies.AsNoTracking().Select(a => new { a.Id, a.Name }).ToListAsync(ct))
        {
            names[a.Id] = a.Name;
        }
        foreach (var p in await db.Professionals.AsNoTracking().Select(p => new { p.Id, p.Name }).ToListAsync(ct))
        {
            names[p.Id] = p.Name;
        }
        foreach (var p in await db.Panels.AsNoTracking().Select(p => new { p.Id, p.Name }).ToListAsync(ct))
        {
            names[p.Id] = p.Name;
        }
        var others = rows.Select(r => Guid.TryParse(r["OtherId"], out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty).Distinct().ToList();
        foreach (var some in others.Chunk(400))
        {
            foreach (var p in await db.People.AsNoTracking().Where(p => some.Contains(p.Id)).ToListAsync(ct))
            {
                names[p.Id] = p.DisplayName;
            }
        }
        return new RowWords(names);
    }

    /// <summary>What a row says, line by line; what says nothing is left out.</summary>
    public IEnumerable<HeldField> Fields(HeldRow row)
    {
        foreach (var (property, value) in row.Values.OrderBy(v => IsKey(v.Property) ? 1 : 0))
        {
            if (Silent.Contains(property.Name) && !Spoken.Contains((row.Table, property.Name)))
            {
                continue;
            }
            if (Json.Contains(property.Name) && Lines(value) is { Count: > 0 } lines)
            {
                yield return new HeldField(Label(row.Table, property.Name), string.Join('\n', lines));
            }
            else if (Value(row, property, value) is { Length: > 0 } text)
            {
                yield return new HeldField(Label(row.Table, property.Name), text);
            }
        }
    }

    /// <summary>The day that a row is about; null where it bears none.</summary>
    public static DateOnly? On(HeldRow row)
    {
        foreach (var name in Dates)
        {
            if (row.Values.FirstOrDefault(v => v.Property.Name == name) is { Property: not null } found && Day(found.Property, found.Value) is { } day)
            {
                return day;
            }
        }
        return null;
    }

    /// <summary>«family_plan_review» or «FamilyPlanReview» as «Family plan review».</summary>
    public static string Words(string name)
    {
        var words = new StringBuilder();
        foreach (var c in name.Replace('_', ' '))
        {
            words.Append(words.Length > 0 && char.IsUpper(c) && words[^1] != ' ' ? " " : "").Append(words.Length == 0 ? char.ToUpperInvariant(c) : char.ToLowerInvariant(c));
        }
        return words.ToString();
    }

    private static bool IsKey(IProperty property) => Type(property) == typeof(Guid);

    private static Type Type(IProperty property) => Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;

    internal static string Label(string table, string name) =>
        LabelsOf.GetValueOrDefault((table, name))
        ?? Labels.GetValueOrDefault(name)
        ?? Words(
            name.EndsWith("AccountId", StringComparison.Ordinal) ? name[..^9]
            : name.EndsWith("WorkerId", StringComparison.Ordinal) && name.Length > 8 ? name[..^8]
            : name.EndsWith("Id", StringComparison.Ordinal) ? name[..^2]
            : name
        );

    private string? Value(HeldRow row, IProperty property, string value)
    {
        var type = Type(property);
        if (type == typeof(Guid))
        {
            // An id is told where it is somebody's or a team's; the others join rows, and say nothing.
            return property.Name != nameof(PersonRecord.PersonId) && Guid.TryParse(value, out var id) ? names.GetValueOrDefault(id) : null;
        }
        if (type == typeof(bool))
        {
            return value == "true" ? "Yes" : "No";
        }
        if (type == typeof(DateOnly))
        {
            return Day(property, value) is { } day ? DateWords.Long(day) : value;
        }
        if (type == typeof(DateTime))
        {
            return Instant(value) is { } at ? LondonTime.FromUtc(at).ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture) : value;
        }
        if (type == typeof(TimeOnly))
        {
            return value.Length >= 5 ? value[..5] : value;
        }
        if (type == typeof(RelationshipKind) && Enum.TryParse<RelationshipKind>(value, out var kind))
        {
            return kind.Word(null);
        }
        if (type.IsEnum)
        {
            return type.GetField(value)?.GetCustomAttribute<DisplayAttribute>()?.GetName() ?? Words(value);
        }
        if (type == typeof(byte[]))
        {
            return null;
        }
        return property.Name switch
        {
            "Source" => Sources.Describe(value),
            "Sex" => ChildWords.Sex(value),
            "Code" when row.Table == "disability" => CodeSets.Disability.Describe(value),
            "Code" when row.Table == "assessment_factor" => CodeSets.AssessmentFactors.Describe(value),
            "Participation" => MeetingPapers.TookPart(value),
            "Section" when row.Table == "assessment_text" => Words(value),
            _ when Codes.TryGetValue(property.Name, out var set) => set.Contains(value) ? set.Describe(value) : value,
            _ => value.Trim(),
        };
    }

    private static DateOnly? Day(IProperty property, string value) =>
        Type(property) == typeof(DateOnly) ? (DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null)
        : Type(property) == typeof(DateTime) && Instant(value) is { } at ? LondonTime.DateOf(at)
        : null;

    private static DateTime? Instant(string value) =>
        DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var at) ? at : null;

    /// <summary>The texts in a piece of JSON, each with its name; none where it is no JSON.</summary>
    private static List<string> Lines(string json)
    {
        var lines = new List<string>();
        try
        {
            using var document = JsonDocument.Parse(json);
            Walk(document.RootElement, null, lines);
        }
        catch (JsonException)
        {
            return [];
        }
        return lines;
    }

    private static void Walk(JsonElement element, string? name, List<string> lines)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    Walk(property.Value, property.Name, lines);
                }
                break;
            case JsonValueKind.Array:
                foreach (var each in element.EnumerateArray())
                {
                    Walk(each, name, lines);
                }
                break;
            case JsonValueKind.String when element.GetString() is { } text && text.Trim().Length > 0 && !Guid.TryParse(text, out _):
                lines.Add(name is null ? text : $"{Words(name)}: {text}");
                break;
            case JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False when name is not null:
                lines.Add($"{Words(name)}: {(element.ValueKind == JsonValueKind.Number ? element.GetRawText() : element.GetBoolean() ? "yes" : "no")}");
                break;
        }
    }
}
