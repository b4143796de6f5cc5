using System.Text.Json;

namespace Kith.Practice.SubjectAccess;

/// <summary>A line of something that is held: what it says it is, and what stands there.</summary>
/// <param name="Label">From the name of the column, never what somebody wrote.</param>
/// <param name="Text">What stands there, in words.</param>
public sealed record HeldField(string Label, string Text)
{
    /// <summary>The fields as they are kept.</summary>
    public static string Write(IReadOnlyList<HeldField> fields) => JsonSerializer.Serialize(fields);

    /// <summary>The fields that were kept; none where they cannot be read.</summary>
    public static IReadOnlyList<HeldField> Read(string content)
    {
        try
        {
            return JsonSerializer.Deserialize<List<HeldField>>(content)?.FindAll(f => f is { Label: not null, Text: not null }) ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
