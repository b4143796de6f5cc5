using CsCheck;
using Kith.Practice.Oversight;
using Kith.Practice.Projections;
using Kith.Practice.Trail;

namespace Kith.UnitTests.Practice.Oversight;

public sealed class StretchCodecTests
{
    private static readonly Guid Child = new(7, 0, 0, new byte[8]);

    /// <summary>Times of being open, one after the other, each cut into stretches as the projection cuts them.</summary>
    private static readonly Gen<List<OversightStretch>> Any = Gen.Select(
        Gen.Int[0, 900],
        Gen.Select(Gen.Int[0, 400], Gen.Select(Gen.Int[1, 90], Gen.Bool, Gen.Int[-30, 400], Gen.Int[0, 6], Gen.Int[0, 3], Gen.Int[0, 40]).List[1, 8], Gen.Bool).List[0, 4],
        (first, opens) =>
        {
            var all = new List<OversightStretch>();
            var at = 738_000 + first;
            for (var o = 0; o < opens.Count; o++)
            {
                var (gap, cuts, endless) = opens[o];
                at += gap + 1;
                var (opened, anchor, overseen, open, within) = (at, at, 0, 0, 0);
                for (var i = 0; i < cuts.Count; i++)
                {
                    var (length, look, due, plan, team, allocated) = cuts[i];
                    (overseen, anchor) = look ? (overseen + 1, at) : (overseen, anchor);
                    var last = endless && o == opens.Count - 1 && i == cuts.Count - 1;
                    var s = new OversightStretch
                    {
                        PersonId = Child,
                        FromDay = at,
                        ToDay = last ? OversightStretch.GoesOn : at + length,
                        OpenedDay = opened,
                        AnchorDay = anchor,
                        DueDay = due > 300 ? OversightStretch.GoesOn : anchor + due,
                        Cohort = (OversightCohort)(length % 8),
                        Overseen = overseen,
                        OpenBefore = open,
                        WithinBefore = within,
                        Plan = (ChildStatus)plan,
                        TeamId = team == 0 ? null : new(team, 1, 0, new byte[8]),
                        WorkerId = team < 2 ? null : new(team, 2, 0, new byte[8]),
                        AllocatedDay = team < 2 ? null : at - allocated,
                    };
                    all.Add(s);
                    if (!last)
                    {
                        (open, within) = (s.OpenUntil(s.ToDay - 1), s.WithinUntil(s.ToDay - 1));
                    }
                    at += length;
                }
            }
            return all;
        }
    );

    [Fact]
    public void What_is_packed_comes_back_and_one_list_serves_for_many_children()
    {
        var room = new List<OversightStretch>();
        Any.Sample(
            stretches =>
            {
                var row = OversightDays.Of(Child, stretches);
                Assert.Equal(stretches.Select(CanonicalJson.Of), row.Unpack().Select(CanonicalJson.Of));
                // What an earlier child left behind is not taken for this one's.
                var count = StretchCodec.Unpack(Child, row.Stretches, room);
                Assert.Equal(stretches.Select(CanonicalJson.Of), room.Take(count).Select(CanonicalJson.Of));
                Assert.Equal(stretches.Count == 0 ? 0 : stretches.Max(s => s.ToDay == OversightStretch.GoesOn ? s.ToDay : s.ToDay - 1), row.LastDay);
            },
            iter: 300,
            threads: 1
        );
    }

    [Fact]
    public void Bytes_that_are_cut_off_are_refused_and_never_read_past_their_end()
    {
        Any.Where(s => s.Count > 1)
            .Sample(
                stretches =>
                {
                    var packed = StretchCodec.Pack(stretches);
                    for (var length = 0; length < packed.Length; length++)
                    {
                        try
                        {
                            Assert.True(StretchCodec.Unpack(Child, packed.AsSpan(0, length), []) < stretches.Count);
                        }
                        catch (ArgumentException)
                        {
                            // Refused.
                        }
                    }
                },
                iter: 40
            );
    }

    [Fact]
    public void Stretches_whose_running_totals_do_not_follow_are_not_packed() =>
        Any.Where(s => s.Count > 1 && s[1].OpenedDay == s[0].OpenedDay)
            .Sample(
                stretches =>
                {
                    stretches[1].WithinBefore++;
                    Assert.Throws<ArgumentException>(() => StretchCodec.Pack(stretches));
                },
                iter: 20
            );
}
