using CsCheck;
using Kith.Practice.Actions;
using Kith.Practice.Acts;

namespace Kith.UnitTests.Practice;

/// <summary>An action ends once, with what was asked of it.</summary>
public sealed class ActionItemTests
{
    private static readonly DateOnly Today = new(2026, 11, 24);

    [Fact]
    public void Evidence_is_asked_for_where_the_source_wants_it()
    {
        var item = Item();
        item.EvidenceNeeded = true;
        Assert.Equal("Evidence", Assert.Throws<NotAcceptedException>(() => item.Complete(Today, " ", Guid.NewGuid(), Today)).Problems[0].Field);
        item.Complete(Today, "Letter of 20 November", Guid.NewGuid(), Today);
        Assert.Equal(ActionState.Done, item.State);
    }

    [Fact]
    public void A_moved_date_is_counted_and_says_why()
    {
        var item = Item();
        Assert.Throws<NotAcceptedException>(() => item.Change(Today.AddDays(9), item.OwnerWorkerId, null, null, null));
        item.Change(Today.AddDays(9), item.OwnerWorkerId, null, null, "School is closed");
        Assert.Equal((1, "School is closed"), (item.TimesMoved, item.LastChange));
        item.Change(Today.AddDays(9), null, "Gran", null, "Gran offered");
        Assert.Equal((1, "Gran", null), (item.TimesMoved, item.OwnerName, item.OwnerWorkerId));
    }

    [Fact]
    public void It_is_done_between_its_beginning_and_today()
    {
        Assert.Throws<NotAcceptedException>(() => Item().Complete(Today.AddDays(1), null, Guid.NewGuid(), Today));
        Assert.Throws<NotAcceptedException>(() => Item().Complete(Today.AddDays(-11), null, Guid.NewGuid(), Today));
    }

    [Fact]
    public void What_is_ended_stays_ended() =>
        Gen.Int[0, 2]
            .Array[1, 12]
            .Sample(acts =>
            {
                var item = Item();
                foreach (var act in acts)
                {
                    var before = item.State;
                    try
                    {
                        switch (act)
                        {
                            case 0:
                                item.Complete(Today, "Seen", Guid.NewGuid(), Today);
                                break;
                            case 1:
                                item.End(Today, "The plan ended");
                                break;
                            default:
                                item.Change(Today.AddDays(3), item.OwnerWorkerId, null, null, "Later");
                                break;
                        }
                        Assert.Equal(ActionState.Open, before);
                    }
                    catch (NotAcceptedException)
                    {
                        Assert.NotEqual(ActionState.Open, before);
                        Assert.Equal(before, item.State);
                    }
                }
            });

    private static ActionItem Item() =>
        new()
        {
            Id = Guid.NewGuid(),
            PersonId = Guid.NewGuid(),
            What = "Call the school",
            OwnerWorkerId = Guid.NewGuid(),
            SetOn = Today.AddDays(-10),
            DueOn = Today.AddDays(2),
        };
}
