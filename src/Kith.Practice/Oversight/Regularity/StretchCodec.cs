using System.Buffers;
using Kith.Practice.Projections;

namespace Kith.Practice.Oversight;

/// <summary>
/// Packs a child's stretches into some ten bytes each, and back. Numbers are written seven bits a byte, days as distances;
/// teams and workers stand once, at the start, and are meant by their place. Running totals are not written: they follow.
/// </summary>
public static class StretchCodec
{
    /// <summary>Goes up with every change of the layout or of what stands in it.</summary>
    public const int Edition = 1;

    /// <summary>A day in 1999: the first distance is counted from it.</summary>
    private const int Base = 730_000;

    private const int Opens = 1;
    private const int GoesOn = 2;
    private const int Looked = 4;
    private const int NothingDue = 8;
    private const int PlanAt = 4;

    /// <summary>Packs.</summary>
    /// <exception cref="ArgumentException">The running totals do not follow from the stretches: they are no child's.</exception>
    public static byte[] Pack(IReadOnlyList<OversightStretch> stretches)
    {
        var into = new ArrayBufferWriter<byte>(16 + 12 * stretches.Count);
        var named = stretches.SelectMany(s => new[] { s.TeamId, s.WorkerId }).OfType<Guid>().Distinct().Order().ToList();
        Number(named.Count);
        foreach (var id in named)
        {
            id.TryWriteBytes(into.GetSpan(16), bigEndian: true, out _);
            into.Advance(16);
        }
        OversightStretch? before = null;
        foreach (var s in stretches)
        {
            var opens = before?.OpenedDay != s.OpenedDay;
            var overseen = opens ? 0 : before!.Overseen;
            var looked = s.Overseen - overseen;
            if (
                looked is not (0 or 1)
                || (opens && s.FromDay != s.OpenedDay)
                || s.OpenBefore != (opens ? 0 : before!.OpenUntil(before.ToDay - 1))
                || s.WithinBefore != (opens ? 0 : before!.WithinUntil(before.ToDay - 1))
            )
            {
                throw new ArgumentException($"The stretch from {s.FromDay} does not follow from those before it", nameof(stretches));
            }
            var goesOn = s.ToDay == OversightStretch.GoesOn;
            var nothingDue = s.DueDay == OversightStretch.GoesOn;
            Number((opens ? Opens : 0) | (goesOn ? GoesOn : 0) | (looked == 1 ? Looked : 0) | (nothingDue ? NothingDue : 0) | ((int)s.Plan << PlanAt));
            Signed(s.FromDay - (before?.ToDay ?? Base));
            if (!goesOn)
            {
                Number(s.ToDay - s.FromDay);
            }
            Signed(s.FromDay - s.AnchorDay);
            if (!nothingDue)
            {
                Signed(s.DueDay - s.AnchorDay);
            }
            Number((int)s.Cohort);
            Number(Place(s.TeamId));
            Number(Place(s.WorkerId));
            Number(s.AllocatedDay is null ? 0 : 1);
            if (s.AllocatedDay is { } allocated)
            {
                Signed(s.FromDay - allocated);
            }
            before = s;
        }
        return into.WrittenSpan.ToArray();

        int Place(Guid? id) => id is { } one ? named.IndexOf(one) + 1 : 0;

        void Signed(int value) => Number((value << 1) ^ (value >> 31));

        void Number(int value)
        {
            var left = (uint)value;
            while (left >= 0x80)
            {
                Byte((byte)(left | 0x80));
                left >>= 7;
            }
            Byte((byte)left);
        }

        void Byte(byte value)
        {
            into.GetSpan(1)[0] = value;
            into.Advance(1);
        }
    }

    /// <summary>Unpacks into the first places of a list and returns how many there are. What stands there is written over, so that one list serves for many children.</summary>
    /// <exception cref="ArgumentException">The bytes are not packed stretches.</exception>
    public static int Unpack(Guid person, ReadOnlySpan<byte> packed, List<OversightStretch> into)
    {
        var at = 0;
        var named = Number(packed);
        var names = at;
        if (named < 0 || named > packed.Length / 16)
        {
            throw new ArgumentException("More than there is.", nameof(packed));
        }
        at += 16 * named;
        var count = 0;
        OversightStretch? before = null;
        while (at < packed.Length)
        {
            if (count == into.Count)
            {
                into.Add(new OversightStretch());
            }
            var s = into[count++];
            var flags = Number(packed);
            var opens = (flags & Opens) != 0;
            s.PersonId = person;
            s.Plan = (ChildStatus)(flags >> PlanAt);
            s.FromDay = Signed(packed) + (before?.ToDay ?? Base);
            s.ToDay = (flags & GoesOn) != 0 ? OversightStretch.GoesOn : s.FromDay + Number(packed);
            s.AnchorDay = s.FromDay - Signed(packed);
            s.DueDay = (flags & NothingDue) != 0 ? OversightStretch.GoesOn : s.AnchorDay + Signed(packed);
            s.Cohort = (OversightCohort)Number(packed);
            s.TeamId = Named(packed, Number(packed));
            s.WorkerId = Named(packed, Number(packed));
            s.AllocatedDay = Number(packed) == 0 ? null : s.FromDay - Signed(packed);
            s.OpenedDay = opens ? s.FromDay : before?.OpenedDay ?? s.FromDay;
            s.Overseen = (opens ? 0 : before?.Overseen ?? 0) + ((flags & Looked) != 0 ? 1 : 0);
            s.OpenBefore = opens || before is null ? 0 : before.OpenUntil(before.ToDay - 1);
            s.WithinBefore = opens || before is null ? 0 : before.WithinUntil(before.ToDay - 1);
            before = s;
        }
        return count;

        Guid? Named(ReadOnlySpan<byte> bytes, int place) => place == 0 ? null : new Guid(bytes.Slice(names + 16 * (place - 1), 16), bigEndian: true);

        int Signed(ReadOnlySpan<byte> bytes)
        {
            var value = (uint)Number(bytes);
            return (int)(value >> 1) ^ -(int)(value & 1);
        }

        int Number(ReadOnlySpan<byte> bytes)
        {
            var (value, shift) = (0u, 0);
            while (true)
            {
                if (at >= bytes.Length || shift > 28)
                {
                    throw new ArgumentException("The bytes end within a number.", nameof(packed));
                }
                var next = bytes[at++];
                value |= (uint)(next & 0x7f) << shift;
                if (next < 0x80)
                {
                    return (int)value;
                }
                shift += 7;
            }
        }
    }
}
