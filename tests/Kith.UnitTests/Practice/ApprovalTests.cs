using CsCheck;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Approvals;

namespace Kith.UnitTests.Practice;

/// <summary>One approval for everything: nobody approves their own work, and what is decided stays decided.</summary>
public sealed class ApprovalTests
{
    private static readonly DateTime At = new(2026, 11, 24, 9, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Nobody_approves_what_they_asked_for_or_wrote()
    {
        var author = Guid.NewGuid();
        var asker = Person();
        var approval = Asked(asker, author);
        Assert.NotNull(approval.WhyNot(asker));
        Assert.NotNull(approval.WhyNot(Person(worker: author)));
        Assert.NotNull(approval.WhyNot(Person(worker: asker.WorkerId)));
        Assert.Null(approval.WhyNot(Person()));
    }

    [Fact]
    public void Two_are_two_different_people()
    {
        var (first, second) = (Person(), Person());
        var approval = Asked(Person());
        approval.SecondNeeded = true;
        Assert.Equal(ApprovalState.AskedSecond, approval.Decide(first, ApprovalOutcome.Approve, null, At));
        Assert.Throws<NotAcceptedException>(() => approval.Decide(first, ApprovalOutcome.Approve, null, At));
        Assert.Equal(ApprovalState.Approved, approval.Decide(second, ApprovalOutcome.Approve, null, At));
    }

    [Fact]
    public void Returning_and_declining_say_why()
    {
        Assert.Throws<NotAcceptedException>(() => Asked(Person()).Decide(Person(), ApprovalOutcome.Return, " ", At));
        Assert.Throws<NotAcceptedException>(() => Asked(Person()).Decide(Person(), ApprovalOutcome.Decline, null, At));
    }

    /// <summary>Any sequence of acts: refused ones change nothing, returns are counted, and the end is the end.</summary>
    [Fact]
    public void Random_walks_keep_the_rules() =>
        Gen.Select(Gen.Bool, Gen.Int[0, 5].Array[1, 30])
            .Sample(
                (second, acts) =>
                {
                    var (asker, one, two) = (Person(), Person(), Person());
                    var approval = Asked(asker);
                    approval.SecondNeeded = second;
                    var returned = 0;
                    foreach (var act in acts)
                    {
                        var before = (approval.State, approval.TimesReturned, approval.DecidedByAccountId, approval.FirstByAccountId);
                        try
                        {
                            switch (act)
                            {
                                case 0:
                                    approval.Decide(one, ApprovalOutcome.Approve, null, At);
                                    break;
                                case 1:
                                    approval.Decide(two, ApprovalOutcome.Approve, null, At);
                                    break;
                                case 2:
                                    approval.Decide(one, ApprovalOutcome.Return, "More about school", At);
                                    returned++;
                                    break;
                                case 3:
                                    approval.AskAgain(asker, null, null, At);
                                    break;
                                case 4:
                                    approval.Withdraw(At);
                                    break;
                                default:
                                    approval.Decide(asker, ApprovalOutcome.Approve, null, At);
                                    Assert.Fail("the asker decided");
                                    break;
                            }
                        }
                        catch (NotAcceptedException refused)
                        {
                            Assert.NotEmpty(refused.Message);
                            Assert.Equal(before, (approval.State, approval.TimesReturned, approval.DecidedByAccountId, approval.FirstByAccountId));
                        }
                        Assert.Equal(returned, approval.TimesReturned);
                        Assert.NotEqual(asker.AccountId, approval.DecidedByAccountId);
                        if (before.State is ApprovalState.Approved or ApprovalState.Declined)
                        {
                            Assert.Equal(before.State, approval.State);
                        }
                        if (approval.State == ApprovalState.Approved && second)
                        {
                            Assert.NotEqual(approval.FirstByAccountId, approval.DecidedByAccountId);
                        }
                    }
                }
            );

    private static Approval Asked(Actor by, Guid? author = null) =>
        new()
        {
            Id = Guid.NewGuid(),
            What = "Authorise the assessment",
            AskedByAccountId = by.AccountId,
            AskedByWorkerId = by.WorkerId,
            AuthorWorkerId = author,
            AskedAt = At,
        };

    private static Actor Person(Guid? worker = null) =>
        new()
        {
            AccountId = Guid.NewGuid(),
            Name = "Someone",
            WorkerId = worker ?? Guid.NewGuid(),
            Roles = [Role.TeamManager],
        };
}
