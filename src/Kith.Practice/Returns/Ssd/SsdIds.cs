using Kith.Practice.Children;

namespace Kith.Practice.Returns.Ssd;

/// <summary>
/// The ids that leave the authority in the nation's shapes. A child is known by the authority's own id (letters and
/// digits, never used again); everything else by its record's id, which it keeps for life: 32 letters and digits.
/// </summary>
public static class SsdIds
{
    public static string Of(Guid id) => id.ToString("N");

    public static string? Of(Guid? id) => id is { } known ? Of(known) : null;

    public static string Of(Person person) => person.LaChildId is { Length: > 0 } id ? id : Of(person.Id);
}
