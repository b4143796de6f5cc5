using System.Text.Json;

namespace Kith.Practice.Operation.ContinuityCopies;

/// <summary>
/// What makes an embedded authority a continuity copy: a file beside its database, which says of whom and from when it is.
/// With it the web host reads and nothing else (docs/decisions/0052-continuity-copy.md).
/// </summary>
/// <param name="Id">This copy among others.</param>
/// <param name="Opening">This opening of it among others: each has a trail of its own. Nothing while it is sealed.</param>
/// <param name="Council">Whose records.</param>
/// <param name="MadeAt">The moment that the records are of, UTC.</param>
/// <param name="Release">The release of Kith that made it.</param>
/// <param name="Head">The latest head of the authority's trail then; null where there was none.</param>
public sealed record CopyMark(Guid Id, string Council, DateTime MadeAt, string Release, string? Head, Guid Opening = default)
{
    /// <summary>Name of the file in the data folder.</summary>
    public const string FileName = "continuity-copy.json";

    /// <summary>What the chains of every copy begin with.</summary>
    public const string ChainPrefixOfAll = "copy:";

    /// <summary>What the chains of this opening's trail begin with.</summary>
    public string ChainPrefix => $"{ChainPrefixOfAll}{Opening:N}:";

    /// <summary>The mark of a data folder; null where it is no copy.</summary>
    /// <exception cref="InvalidDataException">There is a mark, and it cannot be read: it is a copy, of nobody knows what.</exception>
    public static CopyMark? Of(string folder)
    {
        var file = Path.Combine(folder, FileName);
        if (!File.Exists(file))
        {
            return null;
        }
        try
        {
            return JsonSerializer.Deserialize<CopyMark>(File.ReadAllText(file)) ?? throw new JsonException();
        }
        catch (JsonException broken)
        {
            throw new InvalidDataException($"{file} cannot be read. Open the continuity copy again with kith continuity open.", broken);
        }
    }

    /// <summary>Makes a data folder a copy.</summary>
    public void Write(string folder) => File.WriteAllText(Path.Combine(folder, FileName), JsonSerializer.Serialize(this));
}

/// <summary>Whether this process serves a continuity copy, and of when.</summary>
/// <param name="Mark">Null where it serves the authority itself.</param>
public sealed record ServedCopy(CopyMark? Mark)
{
    /// <summary>True where nothing may be written.</summary>
    public bool IsCopy => Mark is not null;
}
