using System.Text.Json;
using System.Text.RegularExpressions;
using Kith.Matching;
using Kith.Matching.Comparison;
using Kith.Practice.Children;
using Kith.Practice.Store;
using Kith.Standards.Calendar;
using Kith.Standards.Identifiers;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.SubjectAccess.Redacting;

/// <summary>Something in the words of an item that somebody should look at.</summary>
/// <param name="Words">As it stands there.</param>
/// <param name="Why">«name of a brother», «a telephone number».</param>
/// <param name="AtWork">True for somebody named in their work, who is given as a rule.</param>
public sealed record Pointed(int Field, int Start, int Length, string Words, string Why, bool AtWork)
{
    /// <summary>As it is kept with the item, for nothing else has to be asked when it is read; null for nothing.</summary>
    public static string? Write(IReadOnlyCollection<Pointed> pointed) => pointed.Count == 0 ? null : JsonSerializer.Serialize(pointed);

    /// <summary>What was kept; nothing where it cannot be read.</summary>
    public static IReadOnlyList<Pointed> Read(string? kept)
    {
        try
        {
            return kept is null ? [] : JsonSerializer.Deserialize<List<Pointed>>(kept)?.FindAll(p => p is { Words: not null, Why: not null }) ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}

/// <summary>What is known about other people around a person: their names and numbers, as they may stand in a text.</summary>
public sealed class KnownOthers
{
    private readonly Dictionary<string, (string Why, bool AtWork)> words = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> own = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> ownFolded = new(StringComparer.Ordinal);

    /// <summary>Names of relatives and of people around the person, folded: what may be one of them written otherwise is looked for by these.</summary>
    private readonly List<(string Folded, bool Given, string Why)> names = [];
    private Regex? pattern;

    /// <summary>Adds words that are another's; of a name of several words each longer one counts too.</summary>
    internal void Add(string? text, string why, bool atWork = false, bool parts = false)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return;
        }
        var whole = text.Trim();
        if (whole.Length >= 3)
        {
            words.TryAdd(whole, (why, atWork));
        }
        if (parts)
        {
            foreach (var part in whole.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(p => p.Length >= 3))
            {
                words.TryAdd(part, (why, atWork));
            }
        }
        pattern = null;
    }

    /// <summary>Adds a name that may also stand there in a familiar form or with a slip of the finger: Kate for Catherine, Ohara for O'Hara.</summary>
    internal void AddName(string? text, string why, bool given)
    {
        Add(text, why, parts: given);
        foreach (var part in (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (TextFolding.Fold(part).Trim() is { Length: >= 3 } folded)
            {
                names.Add((folded, given, why));
            }
        }
    }

    /// <summary>Words that are the person's own: not pointed out.</summary>
    internal void Own(string? text)
    {
        if (!string.IsNullOrWhiteSpace(text))
        {
            own.Add(text.Trim());
            ownFolded.Add(TextFolding.Fold(text).Trim());
        }
    }

    /// <summary>Whose name a word may be, written otherwise; null for nobody's that is known. Short words are too like each other to be told apart.</summary>
    private string? Otherwise(string word)
    {
        var folded = TextFolding.Fold(word).Trim();
        if (folded.Length < 3 || ownFolded.Contains(folded))
        {
            return null;
        }
        foreach (var (name, given, why) in names)
        {
            if ((given && Nicknames.Kinship(folded, name) != NameKinship.None) || (folded.Length >= 5 && name.Length >= 5 && EditDistance.WithinOne(folded, name)))
            {
                return $"{why}, perhaps, written otherwise";
            }
        }
        return null;
    }

    /// <summary>A word that begins with a capital letter, as names do.</summary>
    private static readonly Regex CapitalWord = new(@"(?<![\p{L}\p{N}])\p{Lu}[\p{L}'’-]{2,}(?![\p{L}\p{N}])", RegexOptions.CultureInvariant, Patience);

    private static readonly (Regex Pattern, string Why)[] Shapes =
    [
        (new Regex(@"(?<!\d)(?:\+44\s?|0)(?:\d[\s-]?){9,10}(?!\d)", RegexOptions.CultureInvariant, Patience), "a telephone number"),
        (new Regex(@"(?<!\d)\d{3}\s?\d{3}\s?\d{4}(?!\d)", RegexOptions.CultureInvariant, Patience), "an NHS number"),
        (new Regex(@"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", RegexOptions.CultureInvariant, Patience), "an e-mail address"),
        (new Regex(@"(?<![\p{L}\p{N}])[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}(?![\p{L}\p{N}])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, Patience), "a postcode"),
    ];

    private static TimeSpan Patience => TimeSpan.FromSeconds(2);

    /// <summary>What of a text should be looked at, in its order. It suggests, and decides nothing.</summary>
    public IReadOnlyList<Pointed> In(IReadOnlyList<HeldField> fields)
    {
        var found = new List<Pointed>();
        for (var i = 0; i < fields.Count; i++)
        {
            var text = fields[i].Text;
            var taken = new List<(int Start, int End)>();
            foreach (Match match in Names().Matches(text))
            {
                var (why, atWork) = words.TryGetValue(Blanks().Replace(match.Value, " "), out var known) ? known : ("somebody known to the record", false);
                if (!own.Contains(match.Value))
                {
                    found.Add(new Pointed(i, match.Index, match.Length, match.Value, why, atWork));
                    taken.Add((match.Index, match.Index + match.Length));
                }
            }
            foreach (var match in names.Count == 0 ? [] : CapitalWord.Matches(text).Cast<Match>())
            {
                if (!taken.Exists(t => match.Index < t.End && t.Start < match.Index + match.Length) && Otherwise(match.Value) is { } whose)
                {
                    found.Add(new Pointed(i, match.Index, match.Length, match.Value, whose, false));
                    taken.Add((match.Index, match.Index + match.Length));
                }
            }
            foreach (var (shape, why) in Shapes)
            {
                foreach (Match match in shape.Matches(text))
                {
                    var value = match.Value.Trim();
                    var digits = new string([.. value.Where(char.IsDigit)]);
                    if (
                        own.Contains(value)
                        || own.Contains(digits)
                        || own.Contains(value.Replace(" ", "", StringComparison.Ordinal))
                        || taken.Exists(t => match.Index < t.End && t.Start < match.Index + match.Length)
                        || (why == "an NHS number" && !NhsNumber.TryParse(digits, out _, out _))
                    )
                    {
                        continue;
                    }
                    found.Add(new Pointed(i, match.Index, value.Length, value, why, false));
                    taken.Add((match.Index, match.Index + match.Length));
                }
            }
        }
        return [.. found.OrderBy(f => f.Field).ThenBy(f => f.Start)];
    }

    /// <summary>True where a text names one of them, also in a familiar form or with a slip of the finger.</summary>
    internal bool Named(string text) => Names().IsMatch(text) || (names.Count > 0 && CapitalWord.Matches(text).Any(m => Otherwise(m.Value) is not null));

    private Regex Names() =>
        pattern ??=
            words.Count == 0
                ? new Regex("(?!)", RegexOptions.CultureInvariant, Patience)
                : new Regex(
                    $@"(?<![\p{{L}}\p{{N}}])(?:{string.Join('|', words.Keys.OrderByDescending(w => w.Length).Select(w => string.Join(@"\s+", w.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Regex.Escape))))})(?![\p{{L}}\p{{N}}])",
                    RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
                    Patience
                );

    private static Regex Blanks() => new(@"\s+", RegexOptions.CultureInvariant, Patience);

    /// <summary>
    /// Learns who else the record knows: relatives and the network, whoever lives at the same address, and, apart from them, people
    /// at work (workers, professionals). Their names, other names, addresses, telephone numbers, dates of birth and NHS numbers.
    /// </summary>
    internal static async Task<KnownOthers> Of(KithDb db, Guid personId, CancellationToken ct)
    {
        var known = new KnownOthers();
        var person = await db
            .People.AsNoTracking()
            .Include(p => p.OtherNames)
            .Include(p => p.ContactMethods)
            .Include(p => p.Addresses)
            .AsSplitQuery()
            .FirstOrDefaultAsync(p => p.Id == personId, ct);
        if (person is null)
        {
            return known;
        }
        foreach (var own in Facts(person))
        {
            known.Own(own);
        }
        known.Own(person.FamilyName);
        var kinds = new Dictionary<Guid, string>();
        foreach (
            var r in await db
                .Relationships.AsNoTracking()
                .Where(r => r.OtherId == personId)
                .Select(r => new
                {
                    r.PersonId,
                    r.Kind,
                    Sex = db.People.Where(p => p.Id == r.PersonId).Select(p => p.Sex).FirstOrDefault(),
                })
                .ToListAsync(ct)
        )
        {
            kinds.TryAdd(r.PersonId, r.Kind.Word(r.Sex));
        }
        foreach (var id in await db.NetworkTies.AsNoTracking().Where(t => t.PersonId == personId).Select(t => t.OtherId).ToListAsync(ct))
        {
            kinds.TryAdd(id, "somebody around the person");
        }
        var keys = person.Addresses.Where(a => a.To is null && a.AddressKey.Length > 0).Select(a => a.AddressKey).Distinct().ToList();
        if (keys.Count > 0)
        {
            foreach (
                var id in await db
                    .PersonAddresses.AsNoTracking()
                    .Where(a => keys.Contains(a.AddressKey) && a.PersonId != personId)
                    .Select(a => a.PersonId)
                    .Distinct()
                    .OrderBy(p => p)
                    .Take(50)
                    .ToListAsync(ct)
            )
            {
                kinds.TryAdd(id, "somebody who lives or lived at the same address");
            }
        }
        foreach (var some in kinds.Keys.Where(k => k != personId).Chunk(200))
        {
            foreach (
                var other in await db
                    .People.AsNoTracking()
                    .Where(p => some.Contains(p.Id))
                    .Include(p => p.OtherNames)
                    .Include(p => p.ContactMethods)
                    .Include(p => p.Addresses)
                    .AsSplitQuery()
                    .ToListAsync(ct)
            )
            {
                known.Learn(other, kinds[other.Id]);
            }
        }
        foreach (
            var p in await db
                .ChildProfessionals.AsNoTracking()
                .Where(c => c.PersonId == personId)
                .Join(db.Professionals.AsNoTracking(), c => c.ProfessionalId, p => p.Id, (c, p) => new { p.Name, p.Phone })
                .ToListAsync(ct)
        )
        {
            known.Add(p.Name, "a professional, in their work", atWork: true);
            known.Add(p.Phone, "a telephone number of a professional", atWork: true);
        }
        foreach (var name in await db.Workers.AsNoTracking().Select(w => w.Name).ToListAsync(ct))
        {
            known.Add(name, "a worker, in their work", atWork: true);
        }
        return known;
    }

    private void Learn(Person other, string who)
    {
        Add($"{other.GivenName} {other.FamilyName}", $"name of {who}");
        AddName(other.GivenName, $"name of {who}", given: true);
        AddName(other.KnownAs, $"name of {who}", given: true);
        AddName(other.FamilyName, $"family name of {who}", given: false);
        foreach (var name in other.OtherNames)
        {
            AddName(name.GivenName, $"name of {who}", given: true);
            AddName(name.FamilyName, $"family name of {who}", given: false);
        }
        foreach (var method in other.ContactMethods)
        {
            Add(method.Value, $"how to reach {who}");
        }
        foreach (var address in other.Addresses)
        {
            Add(address.Line1, $"address of {who}");
            Add(address.Postcode, $"postcode of {who}");
        }
        if (other.DateOfBirth is { } born)
        {
            foreach (
                var form in new[]
                {
                    DateWords.Long(born),
                    DateWords.Medium(born),
                    born.ToString("dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture),
                    born.ToString("d/M/yyyy", System.Globalization.CultureInfo.InvariantCulture),
                }
            )
            {
                Add(form, $"date of birth of {who}");
            }
        }
        Add(other.NhsNumber, $"NHS number of {who}");
        if (other.NhsNumber is { Length: 10 } n)
        {
            Add($"{n[..3]} {n[3..6]} {n[6..]}", $"NHS number of {who}");
        }
    }

    private static IEnumerable<string?> Facts(Person person) =>
        [
            person.GivenName,
            person.KnownAs,
            person.MiddleNames,
            $"{person.GivenName} {person.FamilyName}",
            person.NhsNumber,
            .. person.OtherNames.SelectMany(n => new[] { n.GivenName, n.FamilyName }),
            .. person.ContactMethods.Select(c => c.Value),
            .. person.ContactMethods.Select(c => c.Value?.Replace(" ", "", StringComparison.Ordinal)),
            .. person.Addresses.SelectMany(a => new[] { a.Line1, a.Postcode, a.Postcode?.Replace(" ", "", StringComparison.Ordinal) }),
            .. person.DateOfBirth is { } born ? [DateWords.Long(born), DateWords.Medium(born)] : Array.Empty<string?>(),
        ];
}
