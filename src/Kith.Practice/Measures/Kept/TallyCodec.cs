using Kith.Practice.Statistics;

namespace Kith.Practice.Measures.Kept;

/// <summary>Packs what a counter holds of children: a few hundred kilobytes for a council, some megabytes for a nation.</summary>
internal static class TallyCodec
{
    /// <summary>Packs, before <see cref="MeasureCounter.Finish"/>.</summary>
    /// <exception cref="OverflowException">A weight of work has more places than can be kept.</exception>
    public static byte[] Pack(MeasureCounter counter)
    {
        using var bytes = new MemoryStream();
        using var into = new BinaryWriter(bytes);
        counter.Whole.Write(into);
        (counter.OwnReferrals ?? new DayCounts()).Write(into);
        var held = counter.Held.GroupBy(h => h.Worker).OrderBy(g => g.Key).ToList();
        into.Write7BitEncodedInt(held.Count);
        foreach (var worker in held)
        {
            into.Write(worker.Key.ToByteArray(bigEndian: true));
            into.Write7BitEncodedInt(worker.Count());
            foreach (var (period, _, children, points) in worker.OrderBy(h => h.Period))
            {
                into.Write7BitEncodedInt(period);
                into.Write7BitEncodedInt(children);
                var whole = points;
                byte places = 0;
                while (whole != decimal.Truncate(whole))
                {
                    whole *= 10;
                    places++;
                }
                into.Write(places);
                into.Write7BitEncodedInt64((long)whole);
            }
        }
        into.Flush();
        return bytes.ToArray();
    }

    /// <summary>Adds what was packed to a counter.</summary>
    public static void Unpack(byte[] packed, MeasureCounter counter)
    {
        using var from = new BinaryReader(new MemoryStream(packed));
        counter.Whole.Read(from);
        (counter.OwnReferrals ?? new DayCounts()).Read(from);
        for (var workers = from.Read7BitEncodedInt(); workers > 0; workers--)
        {
            var worker = new Guid(from.ReadBytes(16), bigEndian: true);
            for (var left = from.Read7BitEncodedInt(); left > 0; left--)
            {
                var (period, children) = (from.Read7BitEncodedInt(), from.Read7BitEncodedInt());
                decimal points = 1;
                for (var places = from.ReadByte(); places > 0; places--)
                {
                    points /= 10;
                }
                counter.Hold(period, worker, "", children, points * from.Read7BitEncodedInt64());
            }
        }
    }
}
