using Kith.Practice.Children;
using Kith.Practice.Children.Details;
using Kith.Practice.Children.Relationships;
using Kith.Standards.CodeSets;

namespace Kith.Web.Forms;

/// <summary>What may be chosen about a person.</summary>
public static class PersonChoices
{
    public static IReadOnlyList<Choice> Sexes { get; } = [new("F", "Female"), new("M", "Male"), new("U", "Not known")];
    public static IReadOnlyList<Choice> LivesAs { get; } =
    [new(nameof(LivedGender.Woman), "As a woman or girl"), new(nameof(LivedGender.Man), "As a man or boy"), new(nameof(LivedGender.Another), "Another, in their own words")];

    /// <summary>DfE ethnicity codes in words.</summary>
    public static IReadOnlyList<Choice> Ethnicities { get; } = Choice.From(CodeSets.Ethnicity.Entries, e => e.Code, e => CodeSets.Ethnicity.Describe(e.Code));

    /// <summary>DfE disability codes in words; no disability last and by itself.</summary>
    public static IReadOnlyList<Choice> Disabilities { get; } =
    [.. CodeSets.Disability.Entries.Where(e => e.Code != "NONE").Select(e => new Choice(e.Code, CodeSets.Disability.Describe(e.Code))), new Choice("NONE", "No disability")];

    /// <summary>DfE reasons why there is no UPN.</summary>
    public static IReadOnlyList<Choice> UpnUnknown { get; } = Choice.From(CodeSets.UpnUnknown.Entries, e => e.Code, e => CodeSets.UpnUnknown.Describe(e.Code));
    public static IReadOnlyList<Choice> NameKinds { get; } =
    [
        new(nameof(NameKind.KnownAs), "Known as"),
        new(nameof(NameKind.Former), "Former name"),
        new(nameof(NameKind.Birth), "Name at birth"),
        new(nameof(NameKind.Alias), "Also used"),
    ];
    public static IReadOnlyList<Choice> IdentifierKinds { get; } = Plain(KeepDetails.IdentifierKinds);
    public static IReadOnlyList<Choice> ContactKinds { get; } = Plain(KeepDetails.ContactKinds);
    public static IReadOnlyList<Choice> ServiceKinds { get; } = Plain(KeepDetails.ServiceKinds);

    /// <summary>A list whose words are its values.</summary>
    public static IReadOnlyList<Choice> Plain(IEnumerable<string> words) => Choice.From(words, w => w, w => w);

    /// <summary>A code of a person's details in words; null where the value speaks for itself.</summary>
    public static string? Describe(string field, string value) =>
        (field, value) switch
        {
            (_, "") => null,
            ("Sex", _) => ChildWords.Sex(value),
            ("LivesAs", _) => LivesAs.FirstOrDefault(l => l.Value == value)?.Text,
            ("Ethnicity", _) => CodeSets.Ethnicity.Describe(value),
            ("UpnUnknown", _) => CodeSets.UpnUnknown.Describe(value),
            ("Disabilities", _) => string.Join(", ", ChildWords.Disabilities(value.Split(','))),
            _ => null,
        };
}

/// <summary>The kinds of relationship as choices.</summary>
public static class RelationshipChoices
{
    public static IReadOnlyList<Choice> All { get; } = [.. Enum.GetValues<RelationshipKind>().Select(k => new Choice(k.ToString(), Capital(k.Word(null))))];

    /// <summary>What can be said of couples, adoptions and twins, whatever the kind.</summary>
    public static IReadOnlyList<Choice> Forms { get; } = [.. Enum.GetValues<RelationshipForm>().Select(f => new Choice(f.ToString(), RelationshipForms.Word(f)))];

    public const string FormHint =
        "An adoption is recorded with each adoptive parent. The parents by birth stay on the record as they are; end their parental responsibility where the order ended it.";

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
