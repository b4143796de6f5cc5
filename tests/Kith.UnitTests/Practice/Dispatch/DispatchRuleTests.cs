using System.Net;
using CsCheck;
using Kith.Practice.Dispatch;

namespace Kith.UnitTests.Practice.Dispatch;

/// <summary>When to try again, what an answer means, and where nothing is ever sent.</summary>
public sealed class DispatchRuleTests
{
    [Fact]
    public void A_wait_grows_with_every_try_stays_within_its_bounds_and_is_worked_out_alike_twice() =>
        Gen.Select(Gen.Guid, Gen.Int[1, 40])
            .Sample(
                (id, tries) =>
                {
                    var wait = BackOff.After(id, tries);
                    var whole = TimeSpan.FromTicks(Math.Min(BackOff.Most.Ticks, BackOff.Least.Ticks << Math.Min(20, tries - 1)));
                    Assert.InRange(wait, whole / 2, whole);
                    Assert.Equal(wait, BackOff.After(id, tries));
                    Assert.True(whole >= BackOff.Most || BackOff.After(id, tries + 1) >= wait);
                }
            );

    [Fact]
    public void The_longest_wait_too_is_longer_than_the_one_before_it() =>
        Assert.All(
            Enumerable.Range(0, 500).Select(n => Guid.CreateVersion7(DateTimeOffset.UnixEpoch.AddSeconds(n))),
            // The tenth is the last that is not the longest.
            id => Assert.True(BackOff.After(id, 11) >= BackOff.After(id, 10))
        );

    [Fact]
    public void Parcels_that_failed_together_do_not_come_back_together()
    {
        var waits = Enumerable.Range(0, 200).Select(n => BackOff.After(Guid.CreateVersion7(DateTimeOffset.UnixEpoch.AddSeconds(n)), 6).TotalSeconds).ToList();
        // Spread over half of the wait, without a crowd in any tenth of it.
        var (least, most) = (BackOff.Least.TotalSeconds * 16, BackOff.Least.TotalSeconds * 32);
        Assert.All(Enumerable.Range(0, 10), tenth => Assert.InRange(waits.Count(w => (int)((w - least) / (most - least) * 10) == tenth), 5, 45));
    }

    [Fact]
    public void Nobody_is_tried_before_they_asked_to_be_but_never_later_than_a_day()
    {
        var id = Guid.Parse("01900000-0000-7000-8000-000000000001");
        Assert.Equal(TimeSpan.FromHours(2), BackOff.After(id, 1, TimeSpan.FromHours(2)));
        Assert.Equal(TimeSpan.FromDays(1), BackOff.After(id, 1, TimeSpan.FromDays(300)));
        Assert.InRange(BackOff.After(id, 1, TimeSpan.FromSeconds(-5)), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(30));
    }

    [Theory]
    [InlineData(200, Verdict.Delivered)]
    [InlineData(204, Verdict.Delivered)]
    [InlineData(302, Verdict.Later)]
    [InlineData(400, Verdict.Refused)]
    [InlineData(401, Verdict.Later)]
    [InlineData(403, Verdict.Later)]
    [InlineData(404, Verdict.Later)]
    [InlineData(413, Verdict.Refused)]
    [InlineData(422, Verdict.Refused)]
    [InlineData(429, Verdict.Later)]
    [InlineData(500, Verdict.Later)]
    [InlineData(null, Verdict.Later)]
    public void Only_what_speaks_of_the_contents_is_a_refusal(int? status, Verdict verdict) => Assert.Equal(verdict, new Answer(status, null).Verdict);

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2a00:1450:4009:815::200e", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("127.8.9.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("100.128.0.1", true)]
    [InlineData("198.18.0.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("fe80::1", false)]
    [InlineData("fc00::1", false)]
    [InlineData("fd12:3456::1", false)]
    [InlineData("ff02::1", false)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("2002:a00:1::", false)]
    [InlineData("2001::1", false)]
    [InlineData("2001:db8::1", false)]
    public void Nothing_is_sent_inside(string address, bool outside) => Assert.Equal(outside, Post.IsOutside(IPAddress.Parse(address)));

    [Fact]
    public void What_others_say_is_kept_on_one_line_and_short()
    {
        Assert.Equal("a b", Answer.Cut(" a\r\n\tb\0 "));
        Assert.Null(Answer.Cut(" \n"));
        Assert.Equal(Answer.MostSaid, Answer.Cut(new string('x', 5000))!.Length);
    }
}
