using Kith.Matching.Comparison;

namespace Kith.Matching;

/// <summary>How alike two addresses are, from worst to best. Postcode, house and street are one field: they depend on one another.</summary>
public enum AddressLevel
{
    /// <summary>One or both are not recorded.</summary>
    Missing,

    /// <summary>Different places.</summary>
    Different,

    /// <summary>The same outward postcode.</summary>
    SameDistrict,

    /// <summary>One character of the postcode differs.</summary>
    OneCharacter,

    /// <summary>An earlier postcode of one is the other's.</summary>
    Earlier,

    /// <summary>The same postcode, another or no house number.</summary>
    SamePostcode,

    /// <summary>The same house.</summary>
    SameHouse,
}

/// <summary>How two dates of birth compare for matching: <see cref="DateLevel"/>, and what estimates and generations add.</summary>
public enum BirthLevel
{
    /// <summary>One or both are not recorded.</summary>
    Missing,

    /// <summary>More than ten years apart, both actual: another generation.</summary>
    OtherGeneration,

    /// <summary>Nothing connects them.</summary>
    Different,

    /// <summary>The same year only.</summary>
    SameYear,

    /// <summary>Two of day, month and year agree.</summary>
    OnePartDifferent,

    /// <summary>One is a guess or an expected date, and they lie close.</summary>
    NearGuess,

    /// <summary>One digit differs.</summary>
    OneDigit,

    /// <summary>Day and month are the other way round.</summary>
    Swapped,

    /// <summary>The same date.</summary>
    Equal,
}

/// <summary>The comparison of two people field by field, before any weight. Symmetric.</summary>
public readonly record struct PairLevels
{
    /// <summary>Given names, the best of given, middle and other names where the given names themselves differ.</summary>
    public NameLevel Given { get; init; }

    /// <summary>Middle names.</summary>
    public NameLevel Middle { get; init; }

    /// <summary>Family names, the best of present and other names.</summary>
    public NameLevel Family { get; init; }

    /// <summary>Dates of birth.</summary>
    public BirthLevel Birth { get; init; }

    /// <summary>Same sex, or null when either is unknown.</summary>
    public bool? SameSex { get; init; }

    /// <summary>NHS numbers.</summary>
    public IdentifierLevel Nhs { get; init; }

    /// <summary>Unique pupil numbers.</summary>
    public IdentifierLevel Upn { get; init; }

    /// <summary>Local identifiers, the same or not. Only equality tells anything: one person recorded twice has two.</summary>
    public IdentifierLevel LocalId { get; init; }

    /// <summary>Addresses.</summary>
    public AddressLevel Address { get; init; }

    /// <summary>Both have a valid NHS number and they differ.</summary>
    public bool NhsConflict { get; init; }

    /// <summary>
    /// The given names look alike but both are names in their own right (Amina, Amira), or share a part and go on differently
    /// (Mohammed Ali, Mohammed Hassan), as twins often have.
    /// </summary>
    public bool GivenBothEstablished { get; init; }

    /// <summary>Given and family name are the other way round in one of the two.</summary>
    public bool NamesSwapped { get; init; }

    /// <summary>A middle or other name made the names agree.</summary>
    public bool ByOtherName { get; init; }

    /// <summary>
    /// Born on one day with one family name, but called differently: twins. Names that differ by a typing slip or are
    /// forms of one name do not count as different, unless the two are a boy and a girl or have numbers or middle names of their own.
    /// </summary>
    public bool LooksLikeTwins =>
        Birth == BirthLevel.Equal
        && Family >= NameLevel.Close
        && !NamesSwapped
        && (Given == NameLevel.Different || GivenBothEstablished || (Given is > NameLevel.Different and < NameLevel.Equal && (SameSex == false || NumbersDiffer || MiddleDiffers)));

    private bool MiddleDiffers => Middle == NameLevel.Different && Given >= NameLevel.Nickname && Nhs != IdentifierLevel.Equal && Upn != IdentifierLevel.Equal;

    private bool NumbersDiffer =>
        (Nhs == IdentifierLevel.Different && Upn != IdentifierLevel.Equal) || (Upn == IdentifierLevel.Different && Nhs is IdentifierLevel.Missing or IdentifierLevel.Different);

    /// <summary>Compares two people.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    /// <param name="inUse">Given names that many people of the file have: two of them that look alike are two names.</param>
    public static PairLevels Compare(PreparedPerson left, PreparedPerson right, IReadOnlySet<string>? inUse = null) => BesideNames(left, right).WithNames(left, right, inUse);

    /// <summary>Compares everything but the names.</summary>
    internal static PairLevels BesideNames(PreparedPerson left, PreparedPerson right)
    {
        var (one, other) = (left.Traits, right.Traits);
        var nhs = CompareNumbers(one.Nhs, other.Nhs, left.Nhs, right.Nhs);
        return new PairLevels
        {
            Birth = CompareBirth(one, other),
            SameSex = one.Sex != 0 && other.Sex != 0 ? one.Sex == other.Sex : null,
            Nhs = Slip(nhs, one.NhsIsValid && other.NhsIsValid),
            Upn = Slip(CompareNumbers(one.Upn, other.Upn, left.Upn, right.Upn), one.UpnIsValid && other.UpnIsValid),
            LocalId = CompareLocal(left, right),
            Address = CompareAddress(left, right),
            NhsConflict = nhs is IdentifierLevel.Different or IdentifierLevel.OneDigit && one.NhsIsValid && other.NhsIsValid,
        };
    }

    /// <summary>Compares the names as well.</summary>
    internal PairLevels WithNames(PreparedPerson left, PreparedPerson right, IReadOnlySet<string>? inUse)
    {
        var given = NameComparison.Compare(left.Given, right.Given);
        var family = NameComparison.Compare(left.Family, right.Family);
        var middle = NameComparison.Compare(left.Middle, right.Middle);
        var established = given is NameLevel.OneEdit or NameLevel.SoundsAlike or NameLevel.Close && BothEstablished(left.Given, right.Given, inUse);
        if (given is > NameLevel.Different and < NameLevel.Equal && NameComparison.RestDiffers(left.Given, right.Given))
        {
            (given, established) = (NameLevel.Close, true);
        }

        var swapped = false;
        var byOther = false;
        if (given == NameLevel.Different && family == NameLevel.Different)
        {
            var crossGiven = NameComparison.Compare(left.Given, right.Family);
            var crossFamily = NameComparison.Compare(left.Family, right.Given);
            if (crossGiven >= NameLevel.Close && crossFamily >= NameLevel.Close && Max(crossGiven, crossFamily) >= NameLevel.OneEdit)
            {
                (given, family, swapped) = (Lower(crossGiven), Lower(crossFamily), true);
            }
        }
        else if (given <= NameLevel.Different && family <= NameLevel.Different && given != family)
        {
            // The one name that a record has is the other name of the other record.
            var cross = Max(
                left.Given.IsEmpty || right.Family.IsEmpty ? NameComparison.Compare(left.Family, right.Given) : NameLevel.Missing,
                left.Family.IsEmpty || right.Given.IsEmpty ? NameComparison.Compare(left.Given, right.Family) : NameLevel.Missing
            );
            if (cross >= NameLevel.OneEdit)
            {
                (given, family, swapped) = given == NameLevel.Different ? (NameLevel.Missing, Lower(cross), true) : (Lower(cross), NameLevel.Missing, true);
            }
        }
        else if (given == NameLevel.Different && family > NameLevel.Different && !left.Given.IsPlaceholder && NameComparison.TwoEdits(left.Given, right.Given))
        {
            // Two slips in one name make what nobody is called; two names in use are two names.
            (given, established) = (NameLevel.Close, BothEstablished(left.Given, right.Given, inUse));
        }

        if (given == NameLevel.Different)
        {
            // Middle names that agree with each other cannot speak for the given names as well.
            var crossed = middle >= NameLevel.OneEdit ? NameLevel.Missing : Max(NameComparison.Compare(left.Given, right.Middle), NameComparison.Compare(left.Middle, right.Given));
            var other = Max(Max(crossed, AcrossGiven(left, right)), AcrossGiven(right, left));
            if (other >= NameLevel.OneEdit)
            {
                (given, byOther, established) = (NameLevel.Nickname, true, false);
                // A middle name that is used as the given name leaves nothing to compare in its own place.
                middle = crossed == other ? NameLevel.Missing : middle;
            }
        }

        if (family is NameLevel.Different)
        {
            var other = Max(AcrossFamily(left, right), AcrossFamily(right, left));
            if (other >= NameLevel.OneEdit)
            {
                (family, byOther) = (NameLevel.Nickname, true);
            }
        }

        return this with
        {
            Given = given,
            Middle = middle,
            Family = family,
            GivenBothEstablished = established,
            NamesSwapped = swapped,
            ByOtherName = byOther,
        };
    }

    /// <summary>Two numbers that each pass their own check are two numbers: no slip of the pen makes one of the other, and those of twins often follow each other.</summary>
    private static IdentifierLevel Slip(IdentifierLevel level, bool bothValid) => level == IdentifierLevel.OneDigit && bothValid ? IdentifierLevel.Different : level;

    private static IdentifierLevel CompareNumbers(in ShortText left, in ShortText right, string? leftText, string? rightText) =>
        left.IsNone || right.IsNone ? IdentifierLevel.Missing
        : !left.Fits || !right.Fits ? IdentifierComparison.Compare(leftText, rightText)
        : ShortText.AreEqual(left, right) ? IdentifierLevel.Equal
        : Math.Min(left.Length, right.Length) >= 5 && ShortText.WithinOne(left, right) ? IdentifierLevel.OneDigit
        : IdentifierLevel.Different;

    private static IdentifierLevel CompareLocal(PreparedPerson left, PreparedPerson right)
    {
        var (one, other) = (left.Traits, right.Traits);
        if (one.LocalLength == 0 || other.LocalLength == 0)
        {
            return IdentifierLevel.Missing;
        }

        // As IdentifierComparison.CompareLocal, but that a slip of one digit is another number.
        var same =
            one.LocalNumber != 0 && other.LocalNumber != 0
                ? one.LocalNumber == other.LocalNumber && (one.LocalLength == other.LocalLength || one.LocalBeginsWithDigit || other.LocalBeginsWithDigit)
                : one.LocalLength == other.LocalLength && string.Equals(left.LocalId, right.LocalId, StringComparison.Ordinal);
        return same ? IdentifierLevel.Equal : IdentifierLevel.Different;
    }

    private static NameLevel AcrossGiven(PreparedPerson one, PreparedPerson other)
    {
        var best = NameLevel.Missing;
        for (var i = 0; i < one.Others.Count; i++)
        {
            if (!one.Others[i].Given.IsEmpty)
            {
                best = Max(best, NameComparison.Compare(one.Others[i].Given, other.Given));
                for (var j = 0; j < other.Others.Count; j++)
                {
                    best = Max(best, NameComparison.Compare(one.Others[i].Given, other.Others[j].Given));
                }
            }
        }

        return best;
    }

    private static NameLevel AcrossFamily(PreparedPerson one, PreparedPerson other)
    {
        var best = NameLevel.Missing;
        for (var i = 0; i < one.Others.Count; i++)
        {
            if (!one.Others[i].Family.IsEmpty)
            {
                best = Max(best, NameComparison.Compare(one.Others[i].Family, other.Family));
                for (var j = 0; j < other.Others.Count; j++)
                {
                    best = Max(best, NameComparison.Compare(one.Others[i].Family, other.Others[j].Family));
                }
            }
        }

        return best;
    }

    private static bool BothEstablished(NormalisedName left, NormalisedName right, IReadOnlySet<string>? inUse)
    {
        var (one, other) = (left.Words[0], right.Words[0]);
        return one.Core != other.Core
            && Nicknames.Kinship(one.Groups, other.Groups) == NameKinship.None
            && (
                (one.Groups.Length > 0 && other.Groups.Length > 0)
                // Two spellings that sound alike may both be in use: nobody calls twins by them.
                || (inUse is not null && one.Sound != other.Sound && inUse.Contains(one.Core) && inUse.Contains(other.Core))
            );
    }

    private static BirthLevel CompareBirth(PersonTraits left, PersonTraits right)
    {
        if (left.BirthDigits == 0 || right.BirthDigits == 0)
        {
            return BirthLevel.Missing;
        }

        var level = DateComparison.Compare(left.BirthDigits, right.BirthDigits);
        if (level == DateLevel.Equal)
        {
            return BirthLevel.Equal;
        }

        var days = Math.Abs(left.BirthDay - right.BirthDay);
        if (left.BirthKind != DateOfBirthKind.Actual || right.BirthKind != DateOfBirthKind.Actual)
        {
            // An expected date is seldom more than two months out; an estimate seldom more than a year.
            var expected = left.BirthKind == DateOfBirthKind.Expected || right.BirthKind == DateOfBirthKind.Expected;
            if (days <= (expected ? 62 : 366))
            {
                return BirthLevel.NearGuess;
            }
        }

        return level switch
        {
            DateLevel.Swapped => BirthLevel.Swapped,
            DateLevel.OneDigit => BirthLevel.OneDigit,
            DateLevel.OnePartDifferent => BirthLevel.OnePartDifferent,
            DateLevel.SameYear => BirthLevel.SameYear,
            _ => days > 3653 && left.BirthKind == right.BirthKind ? BirthLevel.OtherGeneration : BirthLevel.Different,
        };
    }

    private static PostcodeLevel ComparePostcodes(PreparedPerson left, PreparedPerson right)
    {
        var (one, other) = (left.Traits, right.Traits);
        if (!one.Postcode.Fits || !other.Postcode.Fits || one.HasEarlierPostcodes || other.HasEarlierPostcodes)
        {
            return IdentifierComparison.ComparePostcodes(left.Postcode, right.Postcode, left.EarlierPostcodes, right.EarlierPostcodes);
        }

        return one.Postcode.IsNone || other.Postcode.IsNone ? PostcodeLevel.Missing
            : ShortText.AreEqual(one.Postcode, other.Postcode) ? PostcodeLevel.Equal
            : one.Postcode.Length < 5 || other.Postcode.Length < 5 ? PostcodeLevel.Different
            : ShortText.WithinOne(one.Postcode, other.Postcode) ? PostcodeLevel.OneCharacter
            : ShortText.SameBut(one.Postcode, other.Postcode, last: 3) ? PostcodeLevel.Outward
            : PostcodeLevel.Different;
    }

    private static AddressLevel CompareAddress(PreparedPerson left, PreparedPerson right)
    {
        var (one, other) = (left.Traits, right.Traits);
        var postcode = ComparePostcodes(left, right);
        if (postcode is PostcodeLevel.Equal or PostcodeLevel.Missing or PostcodeLevel.OneCharacter or PostcodeLevel.Outward && one.HouseNumber != 0 && other.HouseNumber != 0)
        {
            if (one.HouseNumber == other.HouseNumber && (postcode == PostcodeLevel.Equal || one.Street == other.Street))
            {
                return AddressLevel.SameHouse;
            }

            if (postcode == PostcodeLevel.Missing)
            {
                return AddressLevel.Different;
            }
        }
        else if (postcode is PostcodeLevel.Equal or PostcodeLevel.Missing && one.HasLine && other.HasLine)
        {
            // A house with a name, or a street without a number.
            var (a, b) = (left.Line!, right.Line!);
            var sameLine = a == b || (Math.Min(a.Length, b.Length) >= 8 && EditDistance.WithinOne(a, b));
            if (sameLine || postcode == PostcodeLevel.Missing)
            {
                return sameLine ? AddressLevel.SameHouse : AddressLevel.Different;
            }
        }

        return postcode switch
        {
            PostcodeLevel.Equal => AddressLevel.SamePostcode,
            PostcodeLevel.Earlier => AddressLevel.Earlier,
            PostcodeLevel.OneCharacter => AddressLevel.OneCharacter,
            PostcodeLevel.Outward => AddressLevel.SameDistrict,
            PostcodeLevel.Different => AddressLevel.Different,
            _ => AddressLevel.Missing,
        };
    }

    private static NameLevel Lower(NameLevel level) => level > NameLevel.Nickname ? NameLevel.Nickname : level;

    private static NameLevel Max(NameLevel one, NameLevel other) => one > other ? one : other;
}
