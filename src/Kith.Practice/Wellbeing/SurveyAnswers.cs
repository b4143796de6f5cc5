using System.Buffers.Binary;
using Kith.Practice.Workforce;

namespace Kith.Practice.Wellbeing;

/// <summary>
/// What an open survey holds: who has answered, and what was answered, in two lists that are each sorted by their own bytes.
/// Nothing in either says anything of the other, and neither keeps the order in which it grew. Pure.
/// </summary>
public sealed class SurveyAnswers
{
    private readonly SortedSet<Guid> who;
    private readonly List<byte[]> answers;

    private SurveyAnswers(SortedSet<Guid> who, List<byte[]> answers)
    {
        this.who = who;
        this.answers = answers;
    }

    /// <summary>An empty box.</summary>
    public static SurveyAnswers None() => new([], []);

    /// <summary>How many have answered.</summary>
    public int Count => answers.Count;

    /// <summary>Whether somebody has answered.</summary>
    public bool Has(Guid worker) => who.Contains(worker);

    /// <summary>Adds an answer: false where this person has answered already, and then nothing changes.</summary>
    /// <param name="agree">From 1, not at all, to 5, fully; one for each statement.</param>
    public bool Add(Guid worker, Guid team, Guid? service, StaffRole role, IReadOnlyList<byte> agree)
    {
        if (!who.Add(worker))
        {
            return false;
        }
        answers.Add([.. team.ToByteArray(), .. (service ?? Guid.Empty).ToByteArray(), (byte)role, .. agree]);
        answers.Sort((a, b) => a.AsSpan().SequenceCompareTo(b));
        return true;
    }

    /// <summary>Agrees who says 4 or 5.</summary>
    public IReadOnlyList<SurveyCell> Cells() =>
        [
            .. answers
                .GroupBy(a => (Team: new Guid(a.AsSpan(0, 16)), Service: new Guid(a.AsSpan(16, 16)), Role: (StaffRole)a[32]))
                .Select(g => new SurveyCell(
                    g.Key.Team,
                    g.Key.Service == Guid.Empty ? null : g.Key.Service,
                    g.Key.Role,
                    g.Count(),
                    [.. Enumerable.Range(0, g.First().Length - 33).Select(q => g.Count(a => a[33 + q] >= 4))]
                )),
        ];

    /// <summary>As bytes, to be sealed.</summary>
    public byte[] Pack()
    {
        var width = answers.Count == 0 ? 0 : answers[0].Length;
        var bytes = new byte[8 + 16 * who.Count + width * answers.Count];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, who.Count);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), width);
        var at = 8;
        foreach (var id in who)
        {
            id.TryWriteBytes(bytes.AsSpan(at));
            at += 16;
        }
        foreach (var answer in answers)
        {
            answer.CopyTo(bytes, at);
            at += width;
        }
        return bytes;
    }

    /// <summary>From bytes.</summary>
    public static SurveyAnswers Unpack(ReadOnlySpan<byte> bytes)
    {
        var count = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        var width = BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]);
        var box = None();
        var at = 8;
        for (var i = 0; i < count; i++, at += 16)
        {
            box.who.Add(new Guid(bytes.Slice(at, 16)));
        }
        for (; width > 0 && at < bytes.Length; at += width)
        {
            box.answers.Add(bytes.Slice(at, width).ToArray());
        }
        return box;
    }
}
