using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Kith.Practice.Children.Chronology;
using Kith.Practice.Trail;
using Kith.Standards.Calendar;
using Kith.Standards.CodeSets;

namespace Kith.Practice.Children.AccessLog;

/// <summary>What an entry of the trail was about.</summary>
public enum TrailKind
{
    Read,
    TakenOut,
    Refused,
    Access,
    Changed,
}

/// <summary>
/// Entries of the trail in sentences that a colleague, a parent or an auditor understands. Every event has words: a
/// few have their own, the others are read from their name and fields. Addresses and the names of other people are
/// never repeated: the reader of this log may not be entitled to them.
/// </summary>
public static partial class TrailWords
{
    private static readonly Dictionary<string, Func<Fields, string>> Own = new()
    {
        ["RecordRead"] = e => $"Looked at the record: {Lower(e["What"])}",
        ["RecordTakenOut"] = e => $"Took out of Kith: {Lower(e["What"])}",
        ["RecordRefused"] = e => $"Tried to open the record and was refused: {Lower(e["What"])}",
        ["PeopleSearched"] = e => $"Searched for people; {e["Found"]} found",
        ["PersonAdded"] = e => e["ChildId"] is { } id ? $"Added to Kith with the child id {id}" : "Added to Kith",
        ["ChildRecordOpened"] = e => $"Record as a child opened with the id {e["ChildId"]}",
        ["PersonDetailsChanged"] = _ => "Details changed",
        ["CommunicationChanged"] = _ => "How to be with the person changed",
        ["WhyInvolvedWritten"] = e => e["Old"] is null ? "Why we are involved was written" : "Why we are involved was written anew",
        ["OtherNameAdded"] = e => $"Other name added: {e["Text"]}",
        ["OtherNameRemoved"] = e => $"Other name taken off: {e["Text"]}",
        ["IdentifierAdded"] = e => $"Number added: {Lower(e["Kind"])} {e["Value"]}",
        ["IdentifierEnded"] = e => $"Number no longer used: {Lower(e["Kind"])}",
        ["ContactMethodAdded"] = e => $"Way to reach the person added: {Lower(e["Kind"])}",
        ["ContactMethodEnded"] = e => $"Way to reach the person ended: {Lower(e["Kind"])}",
        ["ServiceRegistered"] = e => $"Service added: {Lower(e["Kind"])} {e["Name"]}",
        ["ServiceEnded"] = e => $"Service ended: {Lower(e["Kind"])} {e["Name"]}",
        ["RelationshipAdded"] = e => $"Relationship added: {Kind(e["OtherIs"])}{(e["ParentalResponsibility"] == "true" ? ", with parental responsibility" : "")}",
        ["RelationshipChanged"] = _ => "Relationship changed",
        ["RelationshipEnded"] = e => $"Relationship ended on {Day(e["To"])}",
        ["PersonMoved"] = e => $"Move recorded, on {Day(e["On"])}{(e["Confidential"] == "true" ? ", to a confidential address" : "")}",
        ["AddressEnded"] = e => $"Address ended on {Day(e["To"])}",
        ["AddressConfidentialityChanged"] = e => e["Confidential"] == "true" ? "Address made confidential" : "Address no longer confidential",
        ["WarningNoteRaised"] = e => $"Warning raised: {e["Text"]} (review {Day(e["ReviewOn"])})",
        ["WarningNoteReviewed"] = e => $"Warning reviewed: {e["Text"]} (next review {Day(e["ReviewOn"])})",
        ["WarningNoteEnded"] = e => $"Warning ended: {e["Reason"]}",
        ["SignificanceChosen"] = e =>
            $"In the chronology, marked as {(e["Matters"] == "true" ? "significant" : "not significant")}: {Lower(ChronologyKinds.Title(e["Kind"] ?? "", null))}",
        ["ChildAllocated"] = e => $"Allocated to {e["WorkerName"]} as {Lower(Words(e["Role"]))} from {Day(e["From"])}",
        ["AllocationEnded"] = e => $"Allocation ended on {Day(e["To"])}: {Lower(Words(e["Role"]))}",
        ["ChildTeamChanged"] = e => $"The work moved to the team {e["ToName"]}; worker and plans stayed",
        ["CensusIssueExplained"] = e => $"A fault in the census explained: rule {e["Rule"]}, {Lower(Returns.Census.CensusWords.Field(e["Field"]))}",
        ["RecordCorrected"] = e => $"Corrected: {Lower(Returns.Census.CensusWords.Field(e["Field"]))} ({e["Reason"]})",
        ["CensusExplanationWithdrawn"] = e => $"The explanation of a fault in the census was taken back: rule {e["Rule"]}",
        ["PersonImported"] = e => $"Facts came in with an extract ({Store.Sources.Describe(e["Source"] ?? "")}): {e["Added"]} added, {e["Changed"]} changed, {e["Ended"]} ended",
        ["RoomChildChosen"] = e => $"Chosen for an inspection: {e["Why"]}",
        ["RoomChildPrepared"] = _ => "Prepared to be read in an inspection",
        ["RecordGivenToReader"] = e => e["Restricted"] == "true" ? "Given to inspectors by name, to read" : "Given to inspectors to read",
        ["RecordTakenBackFromReader"] = _ => "Taken back from inspectors",
        ["RoomLookedAt"] = e => $"Looked at: {Lower(e["What"])}",
        ["RoomPaperRead"] = e => $"Opened: {e["Title"]}",
        ["SubjectRequestReceived"] = e => $"Request to read the record: written down, received on {Day(e["ReceivedOn"])}",
        ["SubjectIdentityLookedAt"] = e => $"Request to read the record: proof of identity was shown on {Day(e["ShownOn"])}",
        ["SubjectClarityAsked"] = e =>
            e["AnsweredOn"] is null
                ? $"Request to read the record: asked what is wanted, on {Day(e["AskedOn"])}"
                : $"Request to read the record: what is wanted was said on {Day(e["AnsweredOn"])}",
        ["SubjectTimeExtended"] = e => $"Request to read the record: it takes longer, as was told on {Day(e["ToldOn"])}",
        ["SubjectRecordGathered"] = e => $"Request to read the record: {e["Items"]} things gathered, {e["New"]} of them new and {e["Changed"]} changed",
        ["SubjectElsewhereChosen"] = _ => "Request to read the record: chosen in whose other records to look",
        ["SubjectLookedInRecord"] = e => $"Request to read a record: looked for what stands here about somebody else, {e["Items"]} things",
        ["SubjectItemDecided"] = e =>
            e["Choice"] == "HoldBack" ? $"Request to read the record: one thing held back ({Lower(Words(e["Reason"]))})"
            : e["Places"] is "0" or null ? "Request to read the record: one thing to be given"
            : $"Request to read the record: one thing to be given, {e["Places"]} places taken out",
        ["SubjectItemsGiven"] = _ => "Request to read the record: things were read and are to be given as they stand",
        ["SubjectWordsChosen"] = e =>
            e["TakenOut"] == "true"
                ? $"Request to read the record: words are taken out everywhere ({Lower(Words(e["Reason"]))})"
                : "Request to read the record: words are left in again",
        ["SubjectPackAgreed"] = _ => "Request to read the record: a second person agreed to what is given",
        ["SubjectPackReopened"] = _ => "Request to read the record: opened again to be changed",
        ["SubjectPackGiven"] = e => $"Request to read the record: the answer was given, {e["Items"]} things, {e["HeldBack"]} held back",
        ["SubjectPackOpened"] = _ => "Request to read the record: a file that was given was taken out again",
        ["SubjectRequestEnded"] = e => $"Request to read the record: ended, {Lower(Words(e["End"]))}",
        ["PeopleMerged"] = _ => "Another record about the same person was merged into this one",
        ["MergeUndone"] = _ => "A merge with another record was undone",
        ["PeopleKeptApart"] = _ => "Found to be a different person from another record",
    };

    /// <summary>The sentence of an entry.</summary>
    public static string Sentence(string eventName, string payload)
    {
        var fields = Fields.Of(payload);
        if (Own.TryGetValue(eventName, out var words))
        {
            return words(fields);
        }
        var text = Words(eventName);
        return fields["Reason"] is { Length: > 0 } reason ? $"{text}: {reason}" : text;
    }

    /// <summary>What sort of thing happened.</summary>
    public static TrailKind KindOf(string eventName) =>
        eventName switch
        {
            nameof(RecordRead) or nameof(PeopleSearched) => TrailKind.Read,
            nameof(RecordTakenOut) => TrailKind.TakenOut,
            nameof(RecordRefused) => TrailKind.Refused,
            _ when eventName.Contains("Restrict", StringComparison.Ordinal)
                    || eventName.Contains("Glass", StringComparison.Ordinal)
                    || eventName.Contains("Reader", StringComparison.Ordinal) => TrailKind.Access,
            _ => TrailKind.Changed,
        };

    /// <summary>The kind as people say it.</summary>
    public static string Describe(TrailKind kind) =>
        kind switch
        {
            TrailKind.Read => "Looked at",
            TrailKind.TakenOut => "Taken out",
            TrailKind.Refused => "Refused",
            TrailKind.Access => "Access",
            _ => "Changed",
        };

    /// <summary>The fields that an entry changed, old and new, in words. Empty for entries that are no change of fields.</summary>
    public static IReadOnlyList<FieldChange> Changes(string payload)
    {
        var fields = Fields.Of(payload);
        return [.. fields.Changes.Select(c => new FieldChange(Name(c.Field), Value(c.Field, c.Old), Value(c.Field, c.New)))];
    }

    /// <summary>What an entry says besides the fields it changed, in words: the day, the outcome, the reason. Ids of records are left out, and what its sentence says already.</summary>
    public static IReadOnlyList<(string Name, string Value)> Facts(string eventName, string payload)
    {
        var sentence = Sentence(eventName, payload);
        return
        [
            .. Fields
                .Of(payload)
                .Values.Where(v => v.Key is not nameof(TrailEvent.Chain) && !Guid.TryParse(v.Value, out _))
                .Select(v => (Name(v.Key), Text: Value(v.Key, v.Value) is { } text && Coded().IsMatch(text) ? Words(text) : Value(v.Key, v.Value)))
                .Where(v => v.Text is not null && !sentence.Contains(v.Text, StringComparison.OrdinalIgnoreCase))
                .Select(v => (v.Item1, v.Text!)),
        ];
    }

    /// <summary>«PhysicalAbuse»: two words or more that a program ran together.</summary>
    [GeneratedRegex("^[A-Z][a-z]+([A-Z][a-z]+)+$")]
    private static partial Regex Coded();

    private static string Name(string field) =>
        field switch
        {
            "GivenName" => "First name",
            "KnownAs" => "Likes to be called",
            "NhsNumber" => "NHS number",
            "Upn" => "UPN",
            "FormerUpn" => "Former UPN",
            "UpnUnknown" => "Why there is no UPN",
            "DateOfBirthCertainty" => "Date of birth is",
            "HowToBeWithMe" => "How to be with the person",
            _ => Words(field),
        };

    private static string? Value(string field, string? value) =>
        value switch
        {
            null or "" => null,
            "true" or "True" => "yes",
            "false" or "False" => "no",
            _ when field == "Sex" => ChildWords.Sex(value),
            _ when field == "Ethnicity" => CodeSets.Ethnicity.Describe(value),
            _ when field == "Disabilities" => string.Join(", ", ChildWords.Disabilities(value.Split(", "))),
            // The words of another record may be long: the log shows enough to know it again.
            { Length: > 200 } => value[..200].TrimEnd() + " …",
            _ when DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => DateWords.Long(day),
            _ => value,
        };

    private static string Kind(string? kind) => Enum.TryParse<RelationshipKind>(kind, out var k) ? k.Word(null) : "related";

    private static string Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? DateWords.Long(day) : "a day not known";

    private static string Lower(string? words) =>
        string.IsNullOrEmpty(words) || (words.Length > 1 && char.IsUpper(words[1])) ? words ?? "" : char.ToLowerInvariant(words[0]) + words[1..];

    private static string Words(string? name)
    {
        var words = new System.Text.StringBuilder();
        foreach (var c in name ?? "")
        {
            words.Append(words.Length > 0 && char.IsUpper(c) ? " " : "").Append(words.Length > 0 ? char.ToLowerInvariant(c) : c);
        }
        return words.ToString();
    }

    /// <summary>The fields of an event as text; an entry that cannot be read has none.</summary>
    private sealed class Fields
    {
        private readonly Dictionary<string, string?> values = new(StringComparer.OrdinalIgnoreCase);

        public List<FieldChange> Changes { get; } = [];

        public IEnumerable<KeyValuePair<string, string?>> Values => values;

        public string? this[string name] => values.GetValueOrDefault(name);

        public static Fields Of(string payload)
        {
            var fields = new Fields();
            try
            {
                using var json = JsonDocument.Parse(payload);
                if (json.RootElement.ValueKind != JsonValueKind.Object)
                {
                    return fields;
                }
                foreach (var property in json.RootElement.EnumerateObject())
                {
                    if (property.Value.ValueKind == JsonValueKind.Array)
                    {
                        fields.Changes.AddRange(property.Value.EnumerateArray().Where(e => e.ValueKind == JsonValueKind.Object).Select(Change).OfType<FieldChange>());
                    }
                    else
                    {
                        fields.values[property.Name] = Text(property.Value);
                    }
                }
            }
            catch (JsonException)
            {
                // The trail is shown as far as it can be read; `kith verify` says what is wrong with it.
            }
            return fields;
        }

        private static FieldChange? Change(JsonElement e)
        {
            string? field = null,
                old = null,
                now = null;
            foreach (var p in e.EnumerateObject())
            {
                switch (p.Name.ToLowerInvariant())
                {
                    case "field":
                        field = Text(p.Value);
                        break;
                    case "old":
                        old = Text(p.Value);
                        break;
                    case "new":
                        now = Text(p.Value);
                        break;
                }
            }
            return field is null ? null : new FieldChange(field, old, now);
        }

        private static string? Text(JsonElement value) =>
            value.ValueKind switch
            {
                JsonValueKind.Null or JsonValueKind.Undefined => null,
                JsonValueKind.String => value.GetString(),
                _ => value.GetRawText(),
            };
    }
}
