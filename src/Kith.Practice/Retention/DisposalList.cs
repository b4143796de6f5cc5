using System.Security.Cryptography;
using System.Text.Json;
using Kith.Practice.Keys;

namespace Kith.Practice.Retention;

/// <summary>
/// What was disposed of, as a file that is kept apart from the database: a backup that is restored on a new machine knows
/// of no disposal after it. It holds ids, days, rules and who agreed, and no child's name. It is locked with the
/// authority's key, so that nobody without it can read it, or write one by which a record goes that no two people agreed on.
/// </summary>
public static class DisposalList
{
    private const string Head = "kith-disposals 1";

    private sealed record Line(
        Guid Id,
        Guid PersonId,
        DateOnly DueOn,
        string Rules,
        Guid ProposedById,
        string ProposedByName,
        DateTime ProposedAt,
        Guid? AgreedById,
        string? AgreedByName,
        DateTime? AgreedAt
    );

    private sealed record Sheet(DateTime MadeAt, IReadOnlyList<Line> Disposals);

    /// <summary>The file's text: a first line that says what it is and the mark of the key, then what is locked.</summary>
    /// <param name="at">When it is made, UTC.</param>
    public static string Close(IReadOnlyList<Disposal> disposals, DateTime at, AuthorityKey key) =>
        $"{Head} {key.Mark}\n"
        + key.Close(
            JsonSerializer.Serialize(
                new Sheet(
                    at,
                    [
                        .. disposals.Select(d => new Line(
                            d.Id,
                            d.PersonId,
                            d.DueOn,
                            d.Rules,
                            d.ProposedById,
                            d.ProposedByName,
                            d.ProposedAt,
                            d.AgreedById,
                            d.AgreedByName,
                            d.AgreedAt
                        )),
                    ]
                )
            )
        )
        + "\n";

    /// <summary>What <see cref="Close"/> wrote, and when it was made, UTC.</summary>
    /// <exception cref="InvalidDataException">It is no such list, was changed, or was locked with a key that is not here. The message is for the person at the machine.</exception>
    public static (DateTime MadeAt, IReadOnlyList<Disposal> Disposals) Open(string text, AuthorityKeys keys)
    {
        if (
            text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is not [var first, var closed]
            || !first.StartsWith($"{Head} ", StringComparison.Ordinal)
        )
        {
            throw new InvalidDataException("This is no list of disposals: `kith disposals FILE` writes one.");
        }
        var mark = first[(Head.Length + 1)..];
        try
        {
            var sheet = JsonSerializer.Deserialize<Sheet>(keys.Open(mark, closed)) ?? throw new JsonException();
            return (
                sheet.MadeAt,
                [
                    .. sheet.Disposals.Select(l => new Disposal
                    {
                        Id = l.Id,
                        PersonId = l.PersonId,
                        DueOn = l.DueOn,
                        Rules = l.Rules,
                        ProposedById = l.ProposedById,
                        ProposedByName = l.ProposedByName,
                        ProposedAt = l.ProposedAt,
                        AgreedById = l.AgreedById,
                        AgreedByName = l.AgreedByName,
                        AgreedAt = l.AgreedAt,
                    }),
                ]
            );
        }
        catch (Exception error) when (error is CryptographicException or FormatException or JsonException)
        {
            throw new InvalidDataException(
                keys.All().Any(k => k.Mark == mark)
                    ? "The list of disposals was changed or cut short since it was written: use another copy of it."
                    : $"The list of disposals was locked with the key {mark}, which is not here: give that as Kith__OtherKeyFile.",
                error
            );
        }
    }
}
