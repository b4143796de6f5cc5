using Kith.Matching;
using Kith.Practice.Children;

namespace Kith.Practice.Projections;

/// <summary>A person's record in the words of Kith.Matching.</summary>
public static class PersonFactsOf
{
    /// <summary>The facts of a person with their other names and addresses.</summary>
    public static PersonFacts Person(Person p, IEnumerable<PersonName> names, IEnumerable<PersonAddress> addresses)
    {
        // A confidential address is never a way to find someone.
        var homes = addresses.Where(a => !a.Confidential).OrderByDescending(a => a.To is null).ThenByDescending(a => a.From).ThenBy(a => a.Id).ToList();
        var now = homes.FirstOrDefault();
        var others = names.Select(n => new OtherName(n.GivenName, n.FamilyName));
        if (!string.IsNullOrWhiteSpace(p.KnownAs))
        {
            others = others.Prepend(new OtherName(p.KnownAs, p.FamilyName));
        }
        return new PersonFacts
        {
            Given = p.GivenName,
            Middle = p.MiddleNames,
            Family = p.FamilyName,
            OtherNames = [.. others],
            DateOfBirth = p.DateOfBirth ?? p.ExpectedDateOfBirth,
            DateOfBirthKind =
                p.DateOfBirth is null && p.ExpectedDateOfBirth is not null ? DateOfBirthKind.Expected
                : p.DateOfBirthCertainty == DateCertainty.Estimated ? DateOfBirthKind.Estimated
                : DateOfBirthKind.Actual,
            Sex = p.Sex,
            NhsNumber = p.NhsNumber,
            Upn = p.Upn,
            LocalId = p.LaChildId,
            AddressLines = now is null ? [] : [.. new[] { now.Line1, now.Line2, now.Town }.Where(l => !string.IsNullOrWhiteSpace(l)).Select(l => l!)],
            Postcode = now?.Postcode,
            PreviousPostcodes = [.. homes.Skip(1).Select(a => a.Postcode).Where(c => !string.IsNullOrWhiteSpace(c)).Select(c => c!).Distinct()],
        };
    }
}
