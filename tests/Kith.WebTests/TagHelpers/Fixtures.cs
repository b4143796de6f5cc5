using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Html;

namespace Kith.WebTests.TagHelpers;

/// <summary>The examples that ship with the design system, each with the HTML it must give.</summary>
internal static class Fixtures
{
    private static readonly JsonSerializerOptions Reading = new(JsonSerializerDefaults.Web)
    {
        // An option we do not know must be noticed, not ignored.
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new TextConverter(), new HtmlConverter(), new AttributesConverter(), new TruthConverter(), new MaybeTruthConverter(), new NumberConverter() },
    };

    public static string Folder([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../src/Kith.Web/node_modules/govuk-frontend/dist/govuk/components"));

    public static IEnumerable<(string Name, JsonObject Options, string Html)> Of(string component)
    {
        var path = Path.Combine(Folder(), component, "fixtures.json");
        var file = JsonNode.Parse(File.ReadAllText(path))!;
        foreach (var fixture in file["fixtures"]!.AsArray())
        {
            yield return ((string)fixture!["name"]!, Tidy(fixture["options"]!.AsObject()), (string)fixture["html"]!);
        }
    }

    public static T Read<T>(JsonObject options) => options.Deserialize<T>(Reading)!;

    /// <summary>Templates skip list entries that are null, false, empty or an empty object; here they become null.</summary>
    private static JsonObject Tidy(JsonObject source)
    {
        var copy = source.DeepClone().AsObject();
        Walk(copy);
        return copy;

        static void Walk(JsonNode? node)
        {
            if (node is JsonObject o)
            {
                foreach (var (name, child) in o.ToList())
                {
                    if (name is "attributes" or "values")
                    {
                        continue;
                    }

                    // An object option set to false is an option left out.
                    if (child is JsonValue v && v.GetValueKind() == JsonValueKind.False && name is "fieldset" or "hint" or "errorMessage")
                    {
                        o.Remove(name);
                        continue;
                    }

                    Walk(child);
                }
            }
            else if (node is JsonArray a)
            {
                for (var i = 0; i < a.Count; i++)
                {
                    if (a[i] is JsonValue or JsonObject { Count: 0 })
                    {
                        a[i] = null;
                    }
                    else
                    {
                        Walk(a[i]);
                    }
                }
            }
        }
    }

    private static string? Scalar(ref Utf8JsonReader reader) =>
        reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString(),
            JsonTokenType.Number => reader.GetDecimal().ToString(System.Globalization.CultureInfo.InvariantCulture),
            JsonTokenType.True => "true",
            JsonTokenType.False or JsonTokenType.Null => null,
            _ => throw new JsonException($"A text was expected, not {reader.TokenType}."),
        };

    private sealed class TextConverter : JsonConverter<string>
    {
        public override bool HandleNull => true;

        public override string? Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => Scalar(ref reader);

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => throw new NotSupportedException();
    }

    private sealed class HtmlConverter : JsonConverter<IHtmlContent>
    {
        public override IHtmlContent? Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => Scalar(ref reader) is { } text ? new HtmlString(text) : null;

        public override void Write(Utf8JsonWriter writer, IHtmlContent value, JsonSerializerOptions options) => throw new NotSupportedException();
    }

    private sealed class TruthConverter : JsonConverter<bool>
    {
        public override bool HandleNull => true;

        public override bool Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => Scalar(ref reader) is { Length: > 0 } and not "0";

        public override void Write(Utf8JsonWriter writer, bool value, JsonSerializerOptions options) => throw new NotSupportedException();
    }

    private sealed class MaybeTruthConverter : JsonConverter<bool?>
    {
        public override bool HandleNull => true;

        public override bool? Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            reader.TokenType switch
            {
                JsonTokenType.Null => null,
                JsonTokenType.False => false,
                _ => Scalar(ref reader) is { Length: > 0 } text ? text != "false" : null,
            };

        public override void Write(Utf8JsonWriter writer, bool? value, JsonSerializerOptions options) => throw new NotSupportedException();
    }

    private sealed class NumberConverter : JsonConverter<int?>
    {
        public override int? Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => int.TryParse(Scalar(ref reader), out var number) ? number : null;

        public override void Write(Utf8JsonWriter writer, int? value, JsonSerializerOptions options) => throw new NotSupportedException();
    }

    /// <summary>Attributes may be plain values or <c>{ value, optional }</c>, where an optional true is a bare name and an optional nothing is left out.</summary>
    private sealed class AttributesConverter : JsonConverter<IReadOnlyDictionary<string, string?>>
    {
        public override IReadOnlyDictionary<string, string?>? Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
        {
            var result = new Dictionary<string, string?>();
            foreach (var (name, node) in JsonNode.Parse(ref reader)!.AsObject())
            {
                var value = node;
                if (node is JsonObject o)
                {
                    value = o["value"];
                    if ((bool?)o["optional"] == true)
                    {
                        if (value is null || value.GetValueKind() == JsonValueKind.False)
                        {
                            continue;
                        }

                        value = value.GetValueKind() == JsonValueKind.True ? null : value;
                    }
                }

                result[name] =
                    value is null ? null
                    : value.GetValueKind() == JsonValueKind.String ? (string?)value
                    : value.ToJsonString();
            }

            return result;
        }

        public override void Write(Utf8JsonWriter writer, IReadOnlyDictionary<string, string?> value, JsonSerializerOptions options) => throw new NotSupportedException();
    }
}
