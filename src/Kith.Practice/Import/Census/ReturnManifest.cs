using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kith.Practice.Import;

/// <summary>
/// What one year's return said about a child: the keys of its records in the order of the file and, where records cannot
/// say all of it, the child as it came; and which authority's return it was.
/// </summary>
internal sealed record ReturnManifest(
    string? Serial,
    List<string> Keys,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? AsItCame = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Lea = null
)
{
    // Kept in a column of its own and never in a page: a child's XML would be half as long again with its brackets escaped.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The name of the table that holds the lists of a year.</summary>
    public static string Table(int year) => string.Create(CultureInfo.InvariantCulture, $"cin-census-{year}");

    public static ReturnManifest Of(string content) => JsonSerializer.Deserialize<ReturnManifest>(content) ?? new ReturnManifest(null, []);

    public override string ToString() => JsonSerializer.Serialize(this, Plain);
}
