using Kith.Practice.Children;
using Kith.Practice.Store;
using Kith.Practice.SubjectAccess.Redacting;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.SubjectAccess.Collecting;

/// <summary>
/// How somebody may be named in the record of another: by name, and by what they are to each other. It finds too much rather than
/// too little («mum» may be another child's mother): everything it finds is read before anything is given.
/// </summary>
internal sealed class Named
{
    private static readonly Dictionary<(RelationshipKind Kind, string Sex), string[]> Kin = new()
    {
        [(RelationshipKind.Parent, "F")] = ["mother", "mother’s", "mum", "mums", "mummy", "mam", "mom", "birth mother"],
        [(RelationshipKind.Parent, "M")] = ["father", "dad", "dads", "daddy", "birth father"],
        [(RelationshipKind.StepParent, "F")] = ["stepmother", "step-mother", "stepmum", "step-mum"],
        [(RelationshipKind.StepParent, "M")] = ["stepfather", "step-father", "stepdad", "step-dad"],
        [(RelationshipKind.Grandparent, "F")] = ["grandmother", "grandma", "gran", "granny", "nan", "nana", "nanna", "nanny"],
        [(RelationshipKind.Grandparent, "M")] = ["grandfather", "grandad", "granddad", "grandpa"],
        [(RelationshipKind.AuntOrUncle, "F")] = ["aunt", "auntie", "aunty"],
        [(RelationshipKind.AuntOrUncle, "M")] = ["uncle"],
        [(RelationshipKind.Sibling, "F")] = ["sister", "sisters"],
        [(RelationshipKind.Sibling, "M")] = ["brother", "brothers"],
    };

    private static readonly Dictionary<RelationshipKind, string[]> Either = new()
    {
        [RelationshipKind.Parent] = ["parent", "parents", "parental"],
        [RelationshipKind.StepParent] = ["step-parent", "stepparent"],
        [RelationshipKind.Grandparent] = ["grandparent", "grandparents"],
        [RelationshipKind.Sibling] = ["sibling", "siblings"],
        [RelationshipKind.Carer] = ["carer", "carers"],
        [RelationshipKind.Partner] = ["partner"],
        [RelationshipKind.FormerPartner] = ["ex-partner", "former partner"],
        [RelationshipKind.Cousin] = ["cousin", "cousins"],
    };

    private readonly KnownOthers words = new();

    /// <summary>True where the text names the person.</summary>
    public bool In(string text) => words.Named(text);

    /// <summary>Learns how <paramref name="personId"/> may be named in the record of <paramref name="otherId"/>.</summary>
    public static async Task<Named> Of(KithDb db, Guid personId, Guid otherId, CancellationToken ct)
    {
        var named = new Named();
        var person = await db.People.AsNoTracking().Include(p => p.OtherNames).FirstAsync(p => p.Id == personId, ct);
        var family = await db.People.AsNoTracking().Where(p => p.Id == otherId).Select(p => p.FamilyName).FirstOrDefaultAsync(ct);
        named.words.AddName(person.GivenName, "", given: true);
        named.words.AddName(person.KnownAs, "", given: true);
        named.Family(person.FamilyName, family);
        foreach (var name in person.OtherNames)
        {
            named.words.AddName(name.GivenName, "", given: true);
            named.Family(name.FamilyName, family);
        }
        foreach (var kind in await db.Relationships.AsNoTracking().Where(r => r.PersonId == personId && r.OtherId == otherId).Select(r => r.Kind).ToListAsync(ct))
        {
            var alike = kind is RelationshipKind.HalfSibling or RelationshipKind.StepSibling ? RelationshipKind.Sibling : kind;
            var sexes = person.Sex is "F" or "M" ? new[] { person.Sex } : ["F", "M"];
            foreach (var word in sexes.SelectMany(s => Kin.GetValueOrDefault((alike, s)) ?? []).Concat(Either.GetValueOrDefault(alike) ?? []).Append(kind.Word(person.Sex)))
            {
                named.words.Add(word, "");
            }
        }
        return named;
    }

    /// <summary>A family name that the other bears too says nothing by itself; with a title before it, it does.</summary>
    private void Family(string? name, string? others)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return;
        }
        foreach (var title in new[] { "Mr", "Mrs", "Ms", "Miss", "Mx", "Dr" })
        {
            words.Add($"{title} {name}", "");
        }
        if (!string.Equals(name.Trim(), others?.Trim(), StringComparison.OrdinalIgnoreCase))
        {
            words.AddName(name, "", given: false);
        }
    }
}
