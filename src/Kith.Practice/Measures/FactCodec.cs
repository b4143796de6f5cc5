using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using Kith.Practice.Network;
using Kith.Practice.Visits;

namespace Kith.Practice.Measures;

/// <summary>
/// Packs a child's history into a few hundred bytes and back. Numbers are written seven bits a byte; a day as its
/// distance from the day written before it, so that most take one or two bytes; 0 stands for «never». Each list is
/// preceded by how many it holds. Teams and workers stand once, at the start, and are meant by their place.
/// </summary>
public static class FactCodec
{
    /// <summary>Goes up with every change of the layout or of what stands in it.</summary>
    public const int Edition = 1;

    /// <summary>Packs.</summary>
    public static byte[] Pack(ChildHistory h)
    {
        var w = new Writer();
        var named = h.Leads.SelectMany(l => new[] { l.WorkerId, l.TeamId }).Concat(h.Referrals.Select(r => r.TeamId)).OfType<Guid>().Distinct().Order().ToList();
        w.List(named, w.Id);
        w.Date(h.BornOn);
        w.Number((h.Unborn ? 1 : 0) | (h.Disabled ? 2 : 0) | ((int)h.Contingency << 2));
        w.Text(h.Ethnicity);
        w.Text(h.Locality);
        w.Date(h.ContingencyFrom);
        w.Date(h.ContingencyUntil);
        w.List(
            h.Referrals,
            r =>
            {
                w.Date(r.From);
                w.Date(r.To);
                w.Number((r.NoFurtherAction ? 1 : 0) | (r.Own ? 2 : 0));
                w.Date(r.DecidedOn);
                w.Text(r.Source);
                w.Text(r.Closure);
                w.Number(Place(r.TeamId));
                w.Date(r.AssessedFrom);
                w.Date(r.ProtectedFrom);
            }
        );
        w.List(
            h.Assessments,
            a =>
            {
                w.Date(a.From);
                w.Date(a.AuthorisedOn);
                w.Number(a.Referral + 1);
                w.Number(Flag(a.Seen));
                w.List(a.Factors, w.Text);
            }
        );
        w.List(h.Enquiries, w.Date);
        w.List(
            h.Conferences,
            c =>
            {
                w.Date(c.HeldOn);
                w.Date(c.EnquiryFrom);
                w.Number(Flag(c.TookPart));
            }
        );
        w.List(
            h.Protection,
            p =>
            {
                w.Date(p.From);
                w.Date(p.To);
                w.Number((p.Other ? 1 : 0) | (p.Earlier ? 2 : 0) | (p.Own ? 4 : 0) | (p.OfCensus ? 8 : 0));
                w.List(
                    p.Reviews,
                    v =>
                    {
                        w.Date(v.HeldOn);
                        w.Number(Flag(v.TookPart));
                    }
                );
                w.List(p.CoreGroups, w.Date);
            }
        );
        w.List(
            h.NeedPlans,
            p =>
            {
                w.Date(p.From);
                w.Date(p.To);
                w.Number(p.OfCensus ? 1 : 0);
                w.List(p.Reviews, w.Date);
            }
        );
        w.List(h.Care, w.Span);
        w.List(
            h.Visits,
            v =>
            {
                w.Date(v.On);
                w.Number(((int)v.Kind * 9) + (Flag(v.Seen) * 3) + Flag(v.Alone));
            }
        );
        w.List(
            h.Voice,
            v =>
            {
                w.Date(v.On);
                w.Number(v.Alone ? 1 : 0);
                w.Date(v.AnsweredOn);
            }
        );
        w.List(
            h.Oversight,
            o =>
            {
                w.Date(o.From);
                w.Date(o.To);
                w.Date(o.DueOn);
            }
        );
        w.List(
            h.Leads,
            l =>
            {
                w.Date(l.From);
                w.Date(l.To);
                w.Number(Place(l.WorkerId));
                w.Number(Place(l.TeamId));
            }
        );
        w.List(h.ContingencyPlans, w.Span);
        w.List(
            h.BeforeCourt,
            b =>
            {
                w.Date(b.From);
                w.Date(b.To);
                w.Date(b.LetterOn);
                w.Date(b.AppliedOn);
            }
        );
        return w.Done();

        int Place(Guid? id) => id is { } known ? named.BinarySearch(known) + 1 : 0;
    }

    /// <summary>Unpacks.</summary>
    /// <exception cref="InvalidDataException">The bytes are not what this edition writes.</exception>
    public static ChildHistory Unpack(Guid personId, ReadOnlySpan<byte> bytes)
    {
        try
        {
            return new Reader(bytes).History(personId);
        }
        catch (Exception broken) when (broken is IndexOutOfRangeException or ArgumentException or OverflowException)
        {
            throw new InvalidDataException("A child's facts cannot be read: `kith rebuild` makes them again.", broken);
        }
    }

    private static int Flag(bool? value) =>
        value switch
        {
            null => 0,
            false => 1,
            true => 2,
        };

    private static readonly int Base = new DateOnly(2000, 1, 1).DayNumber;

    private sealed class Writer
    {
        private readonly ArrayBufferWriter<byte> buffer = new(512);
        private int last = Base;

        public byte[] Done() => buffer.WrittenSpan.ToArray();

        public void Number(int value)
        {
            var left = (uint)value;
            while (left >= 0x80)
            {
                Byte((byte)(left | 0x80));
                left >>= 7;
            }
            Byte((byte)left);
        }

        public void Date(DateOnly day)
        {
            if (day == ChildHistory.Never)
            {
                Number(0);
                return;
            }
            var step = day.DayNumber - last;
            last = day.DayNumber;
            Number(((step << 1) ^ (step >> 31)) + 1);
        }

        public void Span(SpanFact span)
        {
            Date(span.From);
            Date(span.To);
        }

        public void Text(string text)
        {
            Number(Encoding.UTF8.GetByteCount(text));
            Encoding.UTF8.GetBytes(text, buffer);
        }

        public void Id(Guid id)
        {
            id.TryWriteBytes(buffer.GetSpan(16), bigEndian: true, out var written);
            buffer.Advance(written);
        }

        public void List<T>(IReadOnlyList<T> items, Action<T> each)
        {
            Number(items.Count);
            foreach (var item in items)
            {
                each(item);
            }
        }

        private void Byte(byte value)
        {
            buffer.GetSpan(1)[0] = value;
            buffer.Advance(1);
        }
    }

    private ref struct Reader(ReadOnlySpan<byte> bytes)
    {
        // Codes are few and met by the hundred thousand.
        private static readonly ConcurrentDictionary<long, string> Codes = new();
        private readonly ReadOnlySpan<byte> bytes = bytes;
        private int at;
        private int last = Base;

        public ChildHistory History(Guid personId)
        {
            var named = Array<Guid>();
            for (var i = 0; i < named.Length; i++)
            {
                named[i] = new Guid(bytes.Slice(at, 16), bigEndian: true);
                at += 16;
            }
            var born = Date();
            var flags = Number();
            return new ChildHistory
            {
                PersonId = personId,
                BornOn = born,
                Unborn = (flags & 1) != 0,
                Disabled = (flags & 2) != 0,
                Contingency = (ContingencyStrength)(flags >> 2),
                Ethnicity = Text(),
                Locality = Text(),
                ContingencyFrom = Date(),
                ContingencyUntil = Date(),
                Referrals = Referrals(named),
                Assessments = Assessments(),
                Enquiries = Dates(),
                Conferences = Conferences(),
                Protection = Protection(),
                NeedPlans = NeedPlans(),
                Care = Spans(),
                Visits = Visits(),
                Voice = Voice(),
                Oversight = Oversight(),
                Leads = Leads(named),
                ContingencyPlans = Spans(),
                BeforeCourt = BeforeCourt(),
            };
        }

        private ReferralFact[] Referrals(Guid[] named)
        {
            var all = Array<ReferralFact>();
            for (var i = 0; i < all.Length; i++)
            {
                var (from, to, flags) = (Date(), Date(), Number());
                all[i] = new(from, to, (flags & 1) != 0, Date(), (flags & 2) != 0, Text(), Text(), Named(named), Date(), Date());
            }
            return all;
        }

        private AssessmentFact[] Assessments()
        {
            var all = Array<AssessmentFact>();
            for (var i = 0; i < all.Length; i++)
            {
                var (from, authorised, referral, seen) = (Date(), Date(), Number() - 1, Flag(Number()));
                var factors = Array<string>();
                for (var f = 0; f < factors.Length; f++)
                {
                    factors[f] = Text();
                }
                all[i] = new(from, authorised, referral, seen, factors);
            }
            return all;
        }

        private ConferenceFact[] Conferences()
        {
            var all = Array<ConferenceFact>();
            for (var i = 0; i < all.Length; i++)
            {
                all[i] = new(Date(), Date(), Flag(Number()));
            }
            return all;
        }

        private ProtectionFact[] Protection()
        {
            var all = Array<ProtectionFact>();
            for (var i = 0; i < all.Length; i++)
            {
                var (from, to, flags) = (Date(), Date(), Number());
                var reviews = Array<ReviewFact>();
                for (var v = 0; v < reviews.Length; v++)
                {
                    reviews[v] = new(Date(), Flag(Number()));
                }
                all[i] = new(from, to, (flags & 1) != 0, (flags & 2) != 0, (flags & 4) != 0, (flags & 8) != 0, reviews, Dates());
            }
            return all;
        }

        private NeedPlanFact[] NeedPlans()
        {
            var all = Array<NeedPlanFact>();
            for (var i = 0; i < all.Length; i++)
            {
                all[i] = new(Date(), Date(), Number() == 1, Dates());
            }
            return all;
        }

        private VisitFact[] Visits()
        {
            var all = Array<VisitFact>();
            for (var i = 0; i < all.Length; i++)
            {
                var (on, packed) = (Date(), Number());
                all[i] = new(on, (VisitKind)(packed / 9), Flag(packed / 3 % 3), Flag(packed % 3));
            }
            return all;
        }

        private VoiceFact[] Voice()
        {
            var all = Array<VoiceFact>();
            for (var i = 0; i < all.Length; i++)
            {
                all[i] = new(Date(), Number() == 1, Date());
            }
            return all;
        }

        private OversightFact[] Oversight()
        {
            var all = Array<OversightFact>();
            for (var i = 0; i < all.Length; i++)
            {
                all[i] = new(Date(), Date(), Date());
            }
            return all;
        }

        private LeadFact[] Leads(Guid[] named)
        {
            var all = Array<LeadFact>();
            for (var i = 0; i < all.Length; i++)
            {
                all[i] = new(Date(), Date(), Named(named), Named(named));
            }
            return all;
        }

        private BeforeCourtFact[] BeforeCourt()
        {
            var all = Array<BeforeCourtFact>();
            for (var i = 0; i < all.Length; i++)
            {
                all[i] = new(Date(), Date(), Date(), Date());
            }
            return all;
        }

        private SpanFact[] Spans()
        {
            var all = Array<SpanFact>();
            for (var i = 0; i < all.Length; i++)
            {
                all[i] = new(Date(), Date());
            }
            return all;
        }

        private DateOnly[] Dates()
        {
            var all = Array<DateOnly>();
            for (var i = 0; i < all.Length; i++)
            {
                all[i] = Date();
            }
            return all;
        }

        private Guid? Named(Guid[] named) => Number() is var place and > 0 ? named[place - 1] : null;

        private T[] Array<T>()
        {
            var count = Number();
            // Every item takes a byte at least: a larger number is not ours.
            return count == 0 ? []
                : count > bytes.Length - at ? throw new ArgumentException("More than there is.")
                : new T[count];
        }

        private int Number()
        {
            var (value, shift) = (0u, 0);
            while (true)
            {
                var next = bytes[at++];
                value |= (uint)(next & 0x7f) << shift;
                if (next < 0x80)
                {
                    return (int)value;
                }
                shift += 7;
            }
        }

        private DateOnly Date()
        {
            var packed = (uint)Number();
            if (packed == 0)
            {
                return ChildHistory.Never;
            }
            packed--;
            last += (int)(packed >> 1) ^ -(int)(packed & 1);
            return DateOnly.FromDayNumber(last);
        }

        private string Text()
        {
            var length = Number();
            if (length == 0)
            {
                return "";
            }
            var text = bytes.Slice(at, length);
            at += length;
            if (length > 7)
            {
                return Encoding.UTF8.GetString(text);
            }
            var key = 0L;
            foreach (var b in text)
            {
                key = (key << 8) | b;
            }
            return Codes.TryGetValue(key, out var known) ? known : Codes.GetOrAdd(key, Encoding.UTF8.GetString(text));
        }

        private static bool? Flag(int value) =>
            value switch
            {
                0 => null,
                1 => false,
                _ => true,
            };
    }
}
