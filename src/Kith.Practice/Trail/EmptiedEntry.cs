using System.Security.Cryptography;
using System.Text;

namespace Kith.Practice.Trail;

/// <summary>
/// An entry whose words went with the record that they were about. The entry stands where it stood, with its hash; here
/// is that hash once more, the hash of what is left of it, and the disposal in whose transaction it was emptied.
/// </summary>
public sealed class EmptiedEntry
{
    public Guid EntryId { get; set; }
    public Guid DisposalId { get; set; }

    /// <summary>The entry's own hash: over what it said.</summary>
    public required string Hash { get; set; }

    /// <summary>The hash over what is left of it.</summary>
    public required string EmptiedHash { get; set; }
}

/// <summary>How entries are emptied. The form is fixed: the triggers of the database let nothing else through.</summary>
public static class EmptiedEntries
{
    /// <summary>What stands in the place of old and new values.</summary>
    public const string Form = """{"Emptied":true}""";

    /// <summary>The row for an entry that is about to be emptied. The entry itself is not changed.</summary>
    public static EmptiedEntry Of(TrailEntry entry, Guid disposal) =>
        new()
        {
            EntryId = entry.Id,
            DisposalId = disposal,
            Hash = entry.Hash,
            EmptiedHash = TrailHashing.Of(Left(entry)),
        };

    /// <summary>What commits to all entries that one disposal emptied: a hash over them in the order of their ids.</summary>
    public static string Root(IEnumerable<EmptiedEntry> entries)
    {
        var text = new StringBuilder();
        foreach (var e in entries.OrderBy(e => e.EntryId.ToString("N"), StringComparer.Ordinal))
        {
            text.Append(e.EntryId.ToString("N")).Append(' ').Append(e.Hash).Append(' ').Append(e.EmptiedHash).Append('\n');
        }
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static TrailEntry Left(TrailEntry e) =>
        new()
        {
            Id = e.Id,
            Chain = e.Chain,
            Seq = e.Seq,
            At = e.At,
            ProcessId = e.ProcessId,
            Process = e.Process,
            ActorId = e.ActorId,
            ActorName = e.ActorName,
            ActingForId = e.ActingForId,
            Reason = null,
            PersonId = e.PersonId,
            Event = e.Event,
            Payload = Form,
            PreviousHash = e.PreviousHash,
            Hash = e.Hash,
        };
}
