using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Kith.Standards.DfeFeed;

/// <summary>What is wrong with a payload, and where: «[3].social_care_episodes[0].closure_reason».</summary>
public sealed record FeedFault(string Path, string Problem);

/// <summary>
/// The contract of the Department for Education's children's social care API (openapi.json v1.0.1, DFE-Digital/
/// children-in-social-care-schemas aa2640db, MIT, May 2026): what a call may hold. A property that the contract does not
/// name is refused at every level.
/// </summary>
public sealed class FeedSchema
{
    /// <summary>Most children in one call.</summary>
    public const int MostChildren = 100;

    private static readonly Lazy<FeedSchema> Loaded = new(Load);
    private readonly Node child = new("object");

    private FeedSchema() { }

    /// <summary>The contract as published.</summary>
    public static FeedSchema Latest => Loaded.Value;

    /// <summary>Whether a call holds to the contract: an array of at most a hundred children.</summary>
    public IReadOnlyList<FeedFault> Check(JsonElement call)
    {
        if (call.ValueKind != JsonValueKind.Array)
        {
            return [new FeedFault("", "A call is an array of children")];
        }
        var faults = new List<FeedFault>();
        if (call.GetArrayLength() > MostChildren)
        {
            faults.Add(new FeedFault("", $"A call holds at most {MostChildren} children"));
        }
        var n = 0;
        foreach (var one in call.EnumerateArray())
        {
            Check(one, child, string.Create(CultureInfo.InvariantCulture, $"[{n++}]"), faults);
        }
        return faults;
    }

    /// <summary>Whether one child holds to the contract.</summary>
    public IReadOnlyList<FeedFault> CheckChild(JsonElement one)
    {
        var faults = new List<FeedFault>();
        Check(one, child, "", faults);
        return faults;
    }

    private static void Check(JsonElement value, Node node, string path, List<FeedFault> faults)
    {
        switch (node.Type)
        {
            case "object" when value.ValueKind == JsonValueKind.Object:
                foreach (var property in value.EnumerateObject())
                {
                    var at = path.Length == 0 ? property.Name : $"{path}.{property.Name}";
                    if (node.Properties.TryGetValue(property.Name, out var known))
                    {
                        Check(property.Value, known, at, faults);
                    }
                    else
                    {
                        faults.Add(new FeedFault(at, "The contract has no such property"));
                    }
                }
                foreach (var (name, known) in node.Properties)
                {
                    if (known.Required && !value.TryGetProperty(name, out _))
                    {
                        faults.Add(new FeedFault(path.Length == 0 ? name : $"{path}.{name}", "It is missing"));
                    }
                }
                break;
            case "array" when value.ValueKind == JsonValueKind.Array:
                if (value.GetArrayLength() > (node.MaxItems ?? int.MaxValue))
                {
                    faults.Add(new FeedFault(path, $"There are more than {node.MaxItems}"));
                }
                var n = 0;
                foreach (var item in value.EnumerateArray())
                {
                    Check(item, node.Item!, string.Create(CultureInfo.InvariantCulture, $"{path}[{n++}]"), faults);
                }
                break;
            case "string" when value.ValueKind == JsonValueKind.String:
                Text(value.GetString()!, node, path, faults);
                break;
            case "boolean" when value.ValueKind is JsonValueKind.True or JsonValueKind.False:
                break;
            case "integer" when value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _):
                break;
            default:
                faults.Add(new FeedFault(path, $"It is {value.ValueKind} and not {node.Type}"));
                break;
        }
    }

    private static void Text(string text, Node node, string path, List<FeedFault> faults)
    {
        if (text.Length > (node.MaxLength ?? int.MaxValue))
        {
            faults.Add(new FeedFault(path, $"It is longer than {node.MaxLength} characters"));
        }
        if (text.Length < (node.MinLength ?? 0))
        {
            faults.Add(new FeedFault(path, $"It is shorter than {node.MinLength} characters"));
        }
        if (node.Pattern is { } pattern && !pattern.IsMatch(text))
        {
            faults.Add(new FeedFault(path, "It has characters that the contract does not allow"));
        }
        if (node.IsDate && !DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            faults.Add(new FeedFault(path, "It is no date such as 2026-03-31"));
        }
    }

    private static FeedSchema Load()
    {
        var schema = new FeedSchema();
        foreach (var row in Tsv.Read("DfeFeed/csc-api-fields.tsv"))
        {
            var node = schema.child;
            foreach (var part in row["path"].Split('.'))
            {
                var name = part.TrimEnd('[', ']');
                if (!node.Properties.TryGetValue(name, out var next))
                {
                    node.Properties[name] = next = new Node("object");
                }
                node = part.EndsWith("[]", StringComparison.Ordinal) ? next.Item ??= new Node("object") : next;
            }
            node.Type = row["type"];
            node.IsDate = row["format"] == "date";
            node.MaxLength = Number(row["max_length"]);
            node.MinLength = Number(row["min_length"]);
            node.MaxItems = Number(row["max_items"]);
            node.Required = row["required"] == "yes";
            node.Pattern = row["pattern"] is { Length: > 0 } pattern ? new Regex(pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)) : null;
        }
        return schema;
    }

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private sealed class Node(string type)
    {
        public string Type { get; set; } = type;
        public bool IsDate { get; set; }
        public int? MaxLength { get; set; }
        public int? MinLength { get; set; }
        public int? MaxItems { get; set; }
        public bool Required { get; set; }
        public Regex? Pattern { get; set; }
        public Dictionary<string, Node> Properties { get; } = new(StringComparer.Ordinal);
        public Node? Item { get; set; }
    }
}
