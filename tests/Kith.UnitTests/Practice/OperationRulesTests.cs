using Kith.Practice.Documents;
using Kith.Practice.Operation;

namespace Kith.UnitTests.Practice;

/// <summary>From when on the page of operation says that something is not well.</summary>
public sealed class OperationRulesTests
{
    private static readonly DateTime Now = new(2026, 11, 24, 9, 30, 0, DateTimeKind.Utc);

    private static readonly OperationView Well = new(
        new HostFacts("0.1.0", "node", Now.AddDays(-3), "in the database", [Disk(0.2)], [Job(Now.AddMinutes(-10), null)], [], false),
        "PostgreSQL",
        new EngineFacts("PostgreSQL 15.8", 1 << 30, 0, 2, true),
        "20261124_Last",
        0,
        0,
        [new QueueFacts("Mail", "/admin/mail", 3, Now.AddHours(-1), 0)],
        12,
        Now.AddHours(-3),
        Now.AddHours(-26),
        1 << 20,
        Now.AddHours(-26),
        Locks(0),
        Now
    );

    private static DocumentLockState Locks(int shut) => new(Now.AddDays(-4), Now.AddDays(-1), new DocumentsLockedAnew(1, 2, null, 20, 0, shut, 20, Ended: true), 0);

    private static DiskRoom Disk(double share) => new("Database", "/data", (long)(1000 * share), 1000);

    private static JobFacts Job(DateTime? done, DateTime? failed) =>
        new("Seal the trail", TimeSpan.FromHours(1), Now.AddDays(-3), done, null, failed, failed is null ? null : "IOException");

    private static OperationView Node(Func<HostFacts, HostFacts> how) => Well with { Host = how(Well.Host) };

    [Fact]
    public void At_the_edge_all_is_still_well() => Assert.Empty(Well.Findings);

    public static TheoryData<string, bool, Func<OperationView>> Unwell =>
        new()
        {
            { "older than this program", true, () => Well with { MigrationsMissing = 1 } },
            { "later program", true, () => Well with { MigrationsUnknown = 1 } },
            { "19% of the disk", false, () => Node(h => h with { Disks = [Disk(0.19)] }) },
            { "4% of the disk", true, () => Node(h => h with { Disks = [Disk(0.04)] }) },
            { "No backup is known", false, () => Well with { BackedUpAt = null } },
            { "last backup is 26 hours old", true, () => Well with { BackedUpAt = Now.AddHours(-26).AddSeconds(-1) } },
            { "last continuity copy is 26 hours old", false, () => Well with { CopiedAt = Now.AddHours(-26).AddSeconds(-1) } },
            { "2 documents cannot be opened", false, () => Well with { DocumentLocks = Locks(2) } },
            { "last sealed 3 hours ago", false, () => Well with { SealedAt = Now.AddHours(-3).AddSeconds(-1) } },
            { "waited for 60 minutes", false, () => Well with { Queues = [new("Mail", "/admin/mail", 1, Now.AddHours(-1).AddSeconds(-1), 0)] } },
            { "2 given up", false, () => Well with { Queues = [new("Webhooks", "/data/webhooks", 0, null, 2)] } },
            { "paused by a person", false, () => Well with { Queues = [new("Mail", "/admin/mail", 1, Now.AddDays(-1), 0, Paused: true)] } },
            { "failed the last time (IOException)", false, () => Node(h => h with { Jobs = [Job(Now.AddHours(-2), Now.AddHours(-1))] }) },
            { "has not run for 3 hours", false, () => Node(h => h with { Jobs = [Job(Now.AddMinutes(-186), null)] }) },
            { "No standby follows", true, () => Well with { Database = Well.Database with { Standbys = 0 } } },
        };

    [Theory]
    [MemberData(nameof(Unwell))]
    public void What_is_not_well_is_said_with_what_to_do(string words, bool grave, Func<OperationView> view)
    {
        var finding = Assert.Single(view().Findings);
        Assert.Contains(words, finding.What, StringComparison.Ordinal);
        Assert.Equal(grave, finding.Grave);
        Assert.NotEmpty(finding.Do);
    }

    [Fact]
    public void A_job_that_went_well_after_its_failure_is_well_and_the_gravest_comes_first()
    {
        Assert.Empty(Node(h => h with { Jobs = [Job(Now.AddMinutes(-1), Now.AddHours(-1))] }).Findings);
        var both = Well with { BackedUpAt = null, MigrationsMissing = 1 };
        Assert.Equal([true, false], both.Findings.Select(f => f.Grave));
    }

    [Theory]
    [InlineData(1, "a minute")]
    [InlineData(119, "119 minutes")]
    [InlineData(120, "2 hours")]
    [InlineData(2879, "47 hours")]
    [InlineData(2880, "2 days")]
    public void Ages_are_told_in_words(int minutes, string words) => Assert.Equal(words, OperationRules.Old(TimeSpan.FromMinutes(minutes)));
}
