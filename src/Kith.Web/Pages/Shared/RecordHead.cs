using Kith.Practice.Access;
using Kith.Practice.Children.Show;
using Kith.Standards.Calendar;

namespace Kith.Web.Pages.Shared;

/// <summary>The top of every page about one person: who, where things stand, what can be done, and the pages of the record.</summary>
/// <param name="Tab">story, chronology, family, visits, plans, assessments, people; for adults story, family, people.</param>
public sealed record RecordHead(PersonHead Person, string Tab, DateOnly Today, Actor Actor, string? HowToBe = null)
{
    public bool MayRecord => Actor.May(Permission.RecordWork);

    /// <summary>True when the facts came with an extract and change there.</summary>
    public bool ReadOnly => Person.Source is not null;
}

/// <summary>Where records are, and how a statement says where it comes from.</summary>
public static class RecordLinks
{
    /// <summary>The page of the record behind a statement.</summary>
    public static string To(Guid person, RecordRef record) =>
        record.Kind switch
        {
            "visit" => $"/children/{person}/visits/{record.Id}",
            "voice" => $"/children/{person}/voice/{record.Id}",
            "missing" => $"/children/{person}/missing/{record.Id}",
            _ => $"/children/{person}/records/{record.Kind}/{record.Id}",
        };

    /// <summary>The page of a person.</summary>
    public static string To(PersonHead person) => person.IsChild ? $"/children/{person.Id}" : $"/people/{person.Id}";

    /// <summary>«12 Nov 2026 · Priya N. · CIN census return».</summary>
    public static string Source(DateOnly? on, string? by, string? source) =>
        string.Join(
            " · ",
            new[] { on is { } d ? DateWords.Medium(d) : null, by, source is null ? null : Practice.Store.Sources.Describe(source) }.Where(s => !string.IsNullOrEmpty(s))
        );
}
