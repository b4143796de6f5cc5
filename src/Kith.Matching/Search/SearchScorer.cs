using Kith.Matching.Comparison;

namespace Kith.Matching;

/// <summary>
/// Scores people against a query: each thing asked for is worth a weight and is met fully, partly or not at all;
/// the score is the weighted mean. Nothing the query leaves out counts, except that among equals a person whose
/// whole name was typed comes first.
/// </summary>
public static class SearchScorer
{
    private const double NameWeight = 1,
        BirthWeight = 1.5,
        YearWeight = 0.5,
        IdentifierWeight = 3,
        PostcodeWeight = 0.8,
        AddressWeight = 0.6;
    private const double UnaskedPart = 0.002;

    /// <summary>Scores one person.</summary>
    public static SearchHit Score(SearchQuery query, PersonFacts facts) => Score(query, new PreparedPerson(facts));

    /// <summary>Scores one person.</summary>
    public static SearchHit Score(SearchQuery query, PreparedPerson person) => Score(query, person, explain: true).ToHit();

    /// <summary>How well one person answers, from 0 to 1, without the reasons.</summary>
    public static double Value(SearchQuery query, PreparedPerson person) => Score(query, person, explain: false).Value;

    private static Tally Score(SearchQuery query, PreparedPerson person, bool explain)
    {
        var tally = new Tally(explain);
        ScoreNames(ref tally, query, person);
        ScoreBirth(ref tally, query, person.Facts);
        ScoreIdentifier(ref tally, "NHS number", query.NhsNumber, person.Nhs, IdentifierComparison.Compare(query.NhsNumber, person.Nhs));
        ScoreIdentifier(ref tally, "UPN", query.Upn, person.Upn, IdentifierComparison.Compare(query.Upn, person.Upn));
        ScoreIdentifier(ref tally, "Local identifier", query.LocalId, person.LocalId, IdentifierComparison.CompareLocal(query.LocalId, person.LocalId));
        ScorePostcode(ref tally, query, person);
        ScoreAddress(ref tally, query, person);
        return tally;
    }

    /// <summary>
    /// The best of many, in a stable order: score, then family name, given name, date of birth, then <paramref name="id"/>.
    /// People scoring under <paramref name="atLeast"/> are left out.
    /// </summary>
    public static IReadOnlyList<(T Person, SearchHit Hit)> Rank<T, TId>(
        SearchQuery query,
        IEnumerable<T> people,
        Func<T, PersonFacts> facts,
        Func<T, TId> id,
        int take = 20,
        double atLeast = 0.35
    )
        where TId : IComparable<TId> => Rank(query, people, p => new PreparedPerson(facts(p)), id, take, atLeast);

    /// <summary>The same for people whose facts are ready for comparison.</summary>
    public static IReadOnlyList<(T Person, SearchHit Hit)> Rank<T, TId>(
        SearchQuery query,
        IEnumerable<T> people,
        Func<T, PreparedPerson> prepared,
        Func<T, TId> id,
        int take = 20,
        double atLeast = 0.35
    )
        where TId : IComparable<TId>
    {
        var hits = new List<(T Person, double Score, PreparedPerson Known, TId Id)>();
        foreach (var person in people)
        {
            var known = prepared(person);
            // Reasons are put into words only for those who will be shown.
            var score = Score(query, known, explain: false).Value;
            if (score >= atLeast)
            {
                hits.Add((person, score, known, id(person)));
            }
        }

        hits.Sort(
            static (a, b) =>
            {
                var order = Math.Round(b.Score, 6).CompareTo(Math.Round(a.Score, 6));
                order = order != 0 ? order : string.CompareOrdinal(a.Known.Family.Joined, b.Known.Family.Joined);
                order = order != 0 ? order : string.CompareOrdinal(a.Known.Given.Joined, b.Known.Given.Joined);
                order = order != 0 ? order : Nullable.Compare(b.Known.Facts.DateOfBirth, a.Known.Facts.DateOfBirth);
                return order != 0 ? order : a.Id.CompareTo(b.Id);
            }
        );

        return [.. hits.Take(take).Select(h => (h.Person, Score(query, h.Known)))];
    }

    private static void ScoreNames(ref Tally tally, SearchQuery query, PreparedPerson person)
    {
        var asked = query.NameParts;
        if (asked.Count == 0)
        {
            return;
        }

        var targets = TargetsOf(person);
        Span<int> takenBy = targets.Count <= 64 ? stackalloc int[targets.Count] : new int[targets.Count];
        takenBy.Fill(-1);
        var met = new (double Value, Target? Target, NameLevel Level)[asked.Count];
        MeetClosedUp(asked, targets, met, takenBy);
        var values = new (double Value, NameLevel Level)[asked.Count * targets.Count];
        for (var i = 0; i < asked.Count; i++)
        {
            for (var j = 0; j < targets.Count; j++)
            {
                values[(i * targets.Count) + j] = met[i].Target is null && takenBy[j] < 0 ? Meet(asked[i], targets[j].Part) : default;
            }
        }

        while (true)
        {
            // The best pair still free, earliest first among equals: deterministic, and at most a few dozen pairs.
            var (best, bestPart, bestTarget, bestLevel) = (0d, -1, -1, NameLevel.Different);
            for (var i = 0; i < asked.Count; i++)
            {
                for (var j = 0; met[i].Target is null && j < targets.Count; j++)
                {
                    var (value, level) = values[(i * targets.Count) + j];
                    if (takenBy[j] < 0 && value > best)
                    {
                        (best, bestPart, bestTarget, bestLevel) = (value, i, j, level);
                    }
                }
            }

            if (bestPart < 0)
            {
                break;
            }

            met[bestPart] = (best, targets[bestTarget], bestLevel);
            takenBy[bestTarget] = bestPart;
        }

        for (var i = 0; i < asked.Count; i++)
        {
            var (value, target, level) = met[i];
            tally.Add(NameWeight, value);
            if (target is not null && tally.Explains)
            {
                AddNameReason(ref tally, asked[i], target, level);
            }
        }

        AddOrder(ref tally, query, met);
        for (var j = 0; j < targets.Count; j++)
        {
            if (takenBy[j] < 0 && targets[j].Role is Role.Given or Role.Family && !targets[j].Whole)
            {
                tally.Subtract(UnaskedPart);
            }
        }
    }

    /// <summary>Two words of the query that are one word of the person: «abdul rahman» for Abdulrahman.</summary>
    private static void MeetClosedUp(IReadOnlyList<NamePart> asked, List<Target> targets, (double Value, Target? Target, NameLevel Level)[] met, Span<int> takenBy)
    {
        for (var i = 0; i + 1 < asked.Count; i++)
        {
            var together = "";
            var length = asked[i].Full.Length + asked[i + 1].Full.Length;
            for (var j = 0; j < targets.Count; j++)
            {
                if (Math.Abs(targets[j].Part.Full.Length - length) > 1)
                {
                    continue;
                }

                together = together.Length == 0 ? asked[i].Full + asked[i + 1].Full : together;
                if (
                    takenBy[j] < 0
                    && met[i].Target is null
                    && met[i + 1].Target is null
                    && (together == targets[j].Part.Full || EditDistance.WithinOne(together, targets[j].Part.Full))
                )
                {
                    var equal = together == targets[j].Part.Full;
                    var level = equal ? NameLevel.Equal : NameLevel.OneEdit;
                    met[i] = met[i + 1] = (ValueOf(level), targets[j], level);
                    takenBy[j] = i;
                    TakeParts(targets, targets[j], takenBy, i);
                }
            }
        }
    }

    private static void TakeParts(List<Target> targets, Target whole, Span<int> takenBy, int part)
    {
        for (var j = 0; j < targets.Count; j++)
        {
            if (whole.Whole && takenBy[j] < 0 && targets[j].Role == whole.Role)
            {
                takenBy[j] = part;
            }
        }
    }

    private static (double Value, NameLevel Level) Meet(NamePart asked, NamePart known)
    {
        var level = NameComparison.Compare(asked, known);
        if (level > NameLevel.Close)
        {
            var value = ValueOf(level);
            return (asked.Core.Length <= 3 && level == NameLevel.OneEdit ? value - 0.12 : value, level);
        }

        if (known.Full.Length > asked.Core.Length && (known.Core.StartsWith(asked.Core, StringComparison.Ordinal) || known.Full.StartsWith(asked.Full, StringComparison.Ordinal)))
        {
            return (asked.Core.Length == 1 ? 0.5 : 0.72 + (0.2 * asked.Core.Length / known.Full.Length), NameLevel.Missing);
        }

        if (level == NameLevel.Close)
        {
            return (ValueOf(level), level);
        }

        var likeness = JaroWinkler.Similarity(asked.Core, known.Core);
        return likeness >= 0.85 ? (0.55, NameLevel.Close) : (0, NameLevel.Different);
    }

    private static double ValueOf(NameLevel level) =>
        level switch
        {
            NameLevel.Equal => 1,
            NameLevel.Spelling => 0.95,
            NameLevel.Nickname => 0.93,
            NameLevel.OneEdit => 0.92,
            NameLevel.SoundsAlike => 0.88,
            NameLevel.Close => 0.84,
            _ => 0,
        };

    private static List<Target> TargetsOf(PreparedPerson person)
    {
        var targets = new List<Target>(8);
        Add(person.Given, Role.Given);
        Add(person.Middle, Role.Middle);
        Add(person.Family, Role.Family);
        foreach (var (given, family) in person.Others)
        {
            Add(given, Role.Other);
            Add(family, Role.Other);
        }

        return targets;

        void Add(NormalisedName name, Role role)
        {
            foreach (var part in name.Parts)
            {
                targets.Add(new Target(part, role, false));
            }

            if (name.Parts.Count > 1)
            {
                targets.Add(new Target(new NamePart(name.Joined, name.Joined), role, true));
            }
        }
    }

    private static void AddNameReason(ref Tally tally, NamePart asked, Target target, NameLevel level)
    {
        var typed = Shown(asked.Full);
        var known = Shown(target.Part.Full);
        if (target.Role == Role.Other)
        {
            tally.Because(SearchReasonKind.OtherName, $"“{known}” is another name they use or used");
        }

        switch (level)
        {
            case NameLevel.Equal:
                tally.Because(SearchReasonKind.SameName, $"Same name “{known}”");
                break;
            case NameLevel.Spelling:
                tally.Because(SearchReasonKind.OtherSpelling, $"“{typed}” is another spelling of “{known}”");
                break;
            case NameLevel.Nickname:
                tally.Because(SearchReasonKind.KnownAs, $"“{known}” can be known as “{typed}”");
                break;
            case NameLevel.OneEdit:
                tally.Because(SearchReasonKind.OneLetter, $"“{typed}” is one letter different from “{known}”");
                break;
            case NameLevel.SoundsAlike:
                tally.Because(SearchReasonKind.SoundsLike, $"“{typed}” sounds like “{known}”");
                break;
            case NameLevel.Missing:
                tally.Because(SearchReasonKind.Beginning, $"“{known}” begins with “{typed}”");
                break;
            default:
                tally.Because(SearchReasonKind.Similar, $"“{typed}” is close to “{known}”");
                break;
        }
    }

    private static void AddOrder(ref Tally tally, SearchQuery query, (double Value, Target? Target, NameLevel Level)[] met)
    {
        if (met.Length < 2 || met[0].Target is not { } first || met[^1].Target is not { } last)
        {
            return;
        }

        var reversed = first.Role == Role.Family && last.Role is Role.Given or Role.Middle;
        var straight = first.Role is Role.Given or Role.Middle && last.Role == Role.Family;
        if (query.FamilyFirst ? straight : reversed)
        {
            tally.Because(SearchReasonKind.OtherOrder, "Names are the other way round");
            tally.Subtract(0.01);
        }
    }

    private static void ScoreBirth(ref Tally tally, SearchQuery query, PersonFacts facts)
    {
        if (query.DateOfBirth is { } asked)
        {
            var approximate = facts.DateOfBirthKind != DateOfBirthKind.Actual;
            var level = DateComparison.Compare(asked, facts.DateOfBirth, approximate);
            tally.Add(
                BirthWeight,
                level switch
                {
                    DateLevel.Equal => 1,
                    DateLevel.Swapped => 0.9,
                    DateLevel.OneDigit => 0.85,
                    DateLevel.OnePartDifferent => 0.7,
                    DateLevel.SameYear => 0.35,
                    DateLevel.Missing => 0.3,
                    _ => 0,
                }
            );
            switch (level)
            {
                case DateLevel.Equal:
                    tally.Because(SearchReasonKind.SameBirthDate, "Same date of birth");
                    break;
                case DateLevel.Swapped:
                    tally.Because(SearchReasonKind.DayAndMonthSwapped, "Date of birth has day and month swapped");
                    break;
                case DateLevel.OneDigit:
                    tally.Because(SearchReasonKind.BirthDateOneDigit, "Date of birth is one digit different");
                    break;
                case DateLevel.OnePartDifferent:
                    tally.Because(
                        SearchReasonKind.BirthDatePart,
                        approximate ? "Date of birth is close to the one recorded as a guess" : "Date of birth agrees except for one part"
                    );
                    break;
            }
        }

        if (query.YearOfBirth is { } year)
        {
            var fits = facts.DateOfBirth is { } born && born.Year == year && (query.MonthOfBirth is null || born.Month == query.MonthOfBirth);
            var near = facts.DateOfBirth is { } about && Math.Abs(about.Year - year) <= 1;
            Fits(ref tally, facts, fits, near, "Year of birth fits");
        }

        if (query.BornBetween is var (from, to))
        {
            var fits = facts.DateOfBirth is { } born && born >= from && born <= to;
            var near = facts.DateOfBirth is { } about && about >= from.AddYears(-1) && about <= to.AddYears(1);
            Fits(ref tally, facts, fits, near, "Age fits");
        }
    }

    private static void Fits(ref Tally tally, PersonFacts facts, bool fits, bool near, string text)
    {
        tally.Add(
            YearWeight,
            fits ? 1
                : near ? 0.6
                : facts.DateOfBirth is null ? 0.3
                : 0
        );
        if (fits)
        {
            tally.Because(SearchReasonKind.AgeFits, text);
        }
    }

    private static void ScoreIdentifier(ref Tally tally, string name, string? asked, string? known, IdentifierLevel level)
    {
        if (asked is null)
        {
            return;
        }

        tally.Add(
            known is null ? 1 : IdentifierWeight,
            level switch
            {
                IdentifierLevel.Equal => 1,
                IdentifierLevel.OneDigit => 0.85,
                IdentifierLevel.Missing => 0.2,
                _ => 0,
            }
        );
        if (level == IdentifierLevel.Equal)
        {
            tally.Because(SearchReasonKind.SameIdentifier, $"Same {(name == "Local identifier" ? "local identifier" : name)}");
        }
        else if (level == IdentifierLevel.OneDigit)
        {
            tally.Because(SearchReasonKind.IdentifierOneDigit, $"{name} is one digit different");
        }
    }

    private static void ScorePostcode(ref Tally tally, SearchQuery query, PreparedPerson person)
    {
        if (query.Postcode is { } asked)
        {
            var level = IdentifierComparison.ComparePostcodes(asked, person.Postcode, [], person.EarlierPostcodes);
            tally.Add(
                PostcodeWeight,
                level switch
                {
                    PostcodeLevel.Equal => 1,
                    PostcodeLevel.Earlier => 0.92,
                    PostcodeLevel.OneCharacter => 0.8,
                    PostcodeLevel.Outward => 0.5,
                    PostcodeLevel.Missing => 0.2,
                    _ => 0,
                }
            );
            switch (level)
            {
                case PostcodeLevel.Equal:
                    tally.Because(SearchReasonKind.SamePostcode, "Same postcode");
                    break;
                case PostcodeLevel.Earlier:
                    tally.Because(SearchReasonKind.EarlierPostcode, "Lived at this postcode before");
                    break;
                case PostcodeLevel.OneCharacter:
                    tally.Because(SearchReasonKind.NearPostcode, "Postcode is one character different");
                    break;
                case PostcodeLevel.Outward:
                    tally.Because(SearchReasonKind.NearPostcode, "Same first half of the postcode");
                    break;
            }
        }

        if (query.Outward is { } outward)
        {
            var same = IdentifierText.Outward(person.Postcode) == outward;
            var before = person.EarlierPostcodes.Any(p => IdentifierText.Outward(p) == outward);
            tally.Add(
                PostcodeWeight / 2,
                same ? 1
                    : before ? 0.85
                    : person.Postcode is null ? 0.2
                    : 0
            );
            if (same || before)
            {
                tally.Because(SearchReasonKind.NearPostcode, same ? "Same first half of the postcode" : "Lived in this postcode district before");
            }
        }
    }

    private static void ScoreAddress(ref Tally tally, SearchQuery query, PreparedPerson person)
    {
        if (query.HouseNumber is not { } house || query.StreetWords.Count == 0)
        {
            return;
        }

        var known = person.House;
        var street = query.StreetWords.All(w => person.AddressWords.Contains(w));
        var number = known is { } k ? k.Number == house : person.AddressWords.Contains(house);
        tally.Add(
            AddressWeight,
            street && number ? 1
                : street ? 0.5
                : person.AddressWords.Count == 0 ? 0.2
                : 0
        );
        if (street)
        {
            tally.Because(SearchReasonKind.SameAddress, number ? "Same house and street" : "Same street");
        }
    }

    /// <summary>Names are compared in lower case and shown with a capital.</summary>
    private static string Shown(string folded) => folded.Length == 0 ? folded : char.ToUpperInvariant(folded[0]) + folded[1..];

    private enum Role
    {
        Given,
        Middle,
        Family,
        Other,
    }

    private sealed class Target(NamePart part, Role role, bool whole)
    {
        public NamePart Part => part;

        public Role Role => role;

        public bool Whole => whole;
    }

    private struct Tally(bool explains)
    {
        private readonly List<SearchReason>? _reasons = explains ? [] : null;
        private double _weight;
        private double _met;
        private double _less;

        public readonly bool Explains => _reasons is not null;

        public readonly double Value => _weight == 0 ? 0 : Math.Clamp((_met / _weight) - _less, 0, 1);

        public void Add(double weight, double value)
        {
            _weight += weight;
            _met += weight * value;
        }

        public void Subtract(double score) => _less += score;

        public readonly void Because(SearchReasonKind kind, string text)
        {
            var reason = new SearchReason(kind, text);
            if (_reasons is not null && !_reasons.Contains(reason))
            {
                _reasons.Add(reason);
            }
        }

        public readonly SearchHit ToHit() => new(Value, _reasons ?? []);
    }
}
