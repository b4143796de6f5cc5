using System.Globalization;
using Kith.Practice.Children;
using Kith.Practice.Store;
using Kith.Practice.Trail;

namespace Kith.Practice.Import;

/// <summary>What an extract says about a person themself.</summary>
internal sealed class PersonFactsIn
{
    public string? LaChildId { get; set; }
    public bool HasChildRecord { get; set; } = true;
    public string? GivenName { get; set; }
    public string? FamilyName { get; set; }
    public DateOnly? DateOfBirth { get; set; }
    public DateOnly? ExpectedDateOfBirth { get; set; }
    public DateOnly? DateOfDeath { get; set; }
    public string? Sex { get; set; }
    public string? GenderIdentity { get; set; }
    public string? Ethnicity { get; set; }
    public string? NhsNumber { get; set; }
    public string? Upn { get; set; }
    public string? FormerUpn { get; set; }
    public string? UpnUnknown { get; set; }
    public string? Nationality { get; set; }
    public string? ImmigrationStatus { get; set; }

    /// <summary>The digest of these facts.</summary>
    public long Hash()
    {
        var text = new ContentText().Add(HasChildRecord ? LaChildId : null).Add(HasChildRecord ? "child" : "adult");
        foreach (var fact in PersonPrecedence.Facts)
        {
            text.Add(PersonPrecedence.Text(fact.From(this)));
        }
        return text.Take();
    }
}

/// <summary>
/// Which source a person's own facts belong to. Kith's own records are never overwritten; among extracts the dataset
/// stands above Annex A and Annex A above the census. A lower source only fills what the higher one does not carry at
/// all, so the order in which extracts are loaded does not make facts flip to and fro.
/// </summary>
internal static class PersonPrecedence
{
    internal sealed record Fact(string Name, Func<PersonFactsIn, object?> From, Func<Person, object?> Get, Action<Person, object?> Set, bool Erasable, params string[] CarriedBy);

    /// <summary>
    /// The facts, and which extracts carry them. An empty value of the source that owns the person erases a fact that
    /// is erasable; identifiers stay, because another extract may have brought them.
    /// </summary>
    public static readonly Fact[] Facts =
    [
        new(nameof(Person.GivenName), f => f.GivenName, p => p.GivenName, (p, v) => p.GivenName = (string?)v, true, Sources.Ssd),
        new(nameof(Person.FamilyName), f => f.FamilyName, p => p.FamilyName, (p, v) => p.FamilyName = (string?)v, true, Sources.Ssd),
        new(nameof(Person.DateOfBirth), f => f.DateOfBirth, p => p.DateOfBirth, (p, v) => p.DateOfBirth = (DateOnly?)v, true, Sources.Ssd, Sources.AnnexA, Sources.CinCensus),
        new(
            nameof(Person.ExpectedDateOfBirth),
            f => f.ExpectedDateOfBirth,
            p => p.ExpectedDateOfBirth,
            (p, v) => p.ExpectedDateOfBirth = (DateOnly?)v,
            true,
            Sources.Ssd,
            Sources.CinCensus
        ),
        new(nameof(Person.DateOfDeath), f => f.DateOfDeath, p => p.DateOfDeath, (p, v) => p.DateOfDeath = (DateOnly?)v, true, Sources.Ssd, Sources.CinCensus),
        new(nameof(Person.Sex), f => f.Sex, p => p.Sex == "U" ? null : p.Sex, (p, v) => p.Sex = (string?)v ?? "U", true, Sources.Ssd, Sources.AnnexA, Sources.CinCensus),
        new(nameof(Person.GenderIdentity), f => f.GenderIdentity, p => p.GenderIdentity, (p, v) => p.GenderIdentity = (string?)v, true, Sources.Ssd),
        new(nameof(Person.Ethnicity), f => f.Ethnicity, p => p.Ethnicity, (p, v) => p.Ethnicity = (string?)v, true, Sources.Ssd, Sources.AnnexA, Sources.CinCensus),
        new(nameof(Person.NhsNumber), f => f.NhsNumber, p => p.NhsNumber, (p, v) => p.NhsNumber = (string?)v, false),
        new(nameof(Person.Upn), f => f.Upn, p => p.Upn, (p, v) => p.Upn = (string?)v, false),
        new(nameof(Person.FormerUpn), f => f.FormerUpn, p => p.FormerUpn, (p, v) => p.FormerUpn = (string?)v, false),
        new(nameof(Person.UpnUnknown), f => f.UpnUnknown, p => p.UpnUnknown, (p, v) => p.UpnUnknown = (string?)v, false),
        new(nameof(Person.Nationality), f => f.Nationality, p => p.Nationality, (p, v) => p.Nationality = (string?)v, true, Sources.Ssd),
        new(nameof(Person.ImmigrationStatus), f => f.ImmigrationStatus, p => p.ImmigrationStatus, (p, v) => p.ImmigrationStatus = (string?)v, true, Sources.Ssd),
    ];

    /// <summary>Higher knows better.</summary>
    public static int Rank(string? source) =>
        source switch
        {
            null => int.MaxValue,
            Sources.Ssd => 3,
            Sources.AnnexA => 2,
            Sources.CinCensus => 1,
            _ => 0,
        };

    /// <summary>A person whom no one knew.</summary>
    public static Person New(Guid id, string source, string key, PersonFactsIn facts)
    {
        var person = new Person
        {
            Id = id,
            Source = source,
            SourceKey = key,
            SourceHash = facts.Hash(),
            HasChildRecord = facts.HasChildRecord,
            LaChildId = facts.HasChildRecord ? facts.LaChildId : null,
        };
        foreach (var fact in Facts)
        {
            if (fact.From(facts) is { } value)
            {
                fact.Set(person, value);
            }
        }
        person.SortName = PersonNames.Sort(person.GivenName, person.FamilyName, person.LaChildId);
        return person;
    }

    /// <summary>
    /// Applies what an extract says to a person already known; returns the fields changed. With
    /// <paramref name="stale"/> (a later return has spoken) only gaps are filled.
    /// </summary>
    public static List<FieldChange> Apply(Person person, string source, string key, PersonFactsIn facts, bool stale)
    {
        var changes = new List<FieldChange>();
        if (person.Source is null)
        {
            return changes;
        }
        var owns = person.Source == source && person.SourceKey == key && !stale;
        var takesOver = person.Source != source && Rank(source) > Rank(person.Source);
        if (owns && person.SourceHash == facts.Hash() && person.SourceEndedOn is null)
        {
            return changes;
        }
        foreach (var fact in Facts)
        {
            var (old, now) = (fact.Get(person), fact.From(facts));
            var wins =
                owns ? now is not null || fact.Erasable && fact.CarriedBy.Contains(source)
                : takesOver ? now is not null
                : now is not null && old is null && !fact.CarriedBy.Contains(person.Source);
            if (wins && !Equals(old, now))
            {
                fact.Set(person, now);
                changes.Add(new FieldChange($"Person.{fact.Name}", Text(old), Text(now)));
            }
        }
        if (facts.HasChildRecord && !person.HasChildRecord)
        {
            person.HasChildRecord = true;
            changes.Add(new FieldChange("Person.HasChildRecord", "False", "True"));
        }
        if (facts.HasChildRecord && person.LaChildId is null && facts.LaChildId is not null)
        {
            person.LaChildId = facts.LaChildId;
            changes.Add(new FieldChange("Person.LaChildId", null, facts.LaChildId));
        }
        if (owns || takesOver)
        {
            person.Source = source;
            person.SourceKey = key;
            person.SourceHash = facts.Hash();
            if (person.SourceEndedOn is not null)
            {
                changes.Add(new FieldChange("Person.SourceEndedOn", Text(person.SourceEndedOn), null));
                person.SourceEndedOn = null;
            }
        }
        person.SortName = PersonNames.Sort(person.GivenName, person.FamilyName, person.LaChildId);
        return changes;
    }

    public static string? Text(object? value) => value is DateOnly date ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : value?.ToString();
}
