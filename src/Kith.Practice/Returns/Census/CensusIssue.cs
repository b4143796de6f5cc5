using Kith.Practice.Store;
using Kith.Standards.CinCensus.Rules;

namespace Kith.Practice.Returns.Census;

/// <summary>
/// A fault that a census rule finds on a record today, judged against the collection that is running. A projection of
/// the child's records: `kith rebuild` makes it again. What the rule says is in the rule; here is only where and since when.
/// </summary>
public sealed class CensusIssue
{
    public Guid PersonId { get; set; }

    /// <summary>The rule's published code.</summary>
    public required string Rule { get; set; }

    /// <summary>The record that most likely has to be put right.</summary>
    public Guid RecordId { get; set; }

    /// <summary>Table and column of the return: «CINdetails.CINclosureDate».</summary>
    public required string Field { get; set; }

    /// <summary>The kind of record: see <see cref="CensusRecordKinds"/>.</summary>
    public required string RecordKind { get; set; }

    /// <summary>Which extract the record came from; null when it is changed in Kith.</summary>
    public string? RecordSource { get; set; }
    public RuleSeverity Severity { get; set; }

    /// <summary>What stands there, as the return would say it.</summary>
    public string? Value { get; set; }

    /// <summary>What it does not agree with, as <see cref="NamedPlace"/> writes it: «CINdetails.CINreferralDate=2026-04-02@» and the record.</summary>
    public string? Against { get; set; }

    /// <summary>
    /// The first day on which it is a fault: some rules ask what will stand there on 31 March, and an assessment that
    /// began yesterday is not late today. Null when it is one already.
    /// </summary>
    public DateOnly? CountsFrom { get; set; }

    /// <summary>When it was first seen; kept while it stands, and not part of what is compared.</summary>
    public DateOnly FirstSeenOn { get; set; }

    /// <summary>The explanation that stands for it; null while nobody has explained it.</summary>
    public Guid? ExplanationId { get; set; }

    /// <summary>Whose it is: lead worker and team of the child.</summary>
    public Guid? WorkerId { get; set; }
    public Guid? TeamId { get; set; }
}

/// <summary>One row for each child in the running collection's return: what the whole-return rules add up. A projection.</summary>
public sealed class CensusStanding
{
    public Guid PersonId { get; set; }

    /// <summary>The collection that the child was judged against.</summary>
    public int EndYear { get; set; }
    public Guid? TeamId { get; set; }
    public int PlansStarting { get; set; }
    public int Conferences { get; set; }
    public int WithoutSex { get; set; }
    public int DisabilityCodes { get; set; }
    public int MostDisabilities { get; set; }
    public int PreProceedings { get; set; }

    /// <summary>The figures in the words of the rules.</summary>
    public ReturnFacts Facts() =>
        new()
        {
            Children = 1,
            PlansStarting = PlansStarting,
            Conferences = Conferences,
            WithoutSex = WithoutSex,
            DisabilityCodes = DisabilityCodes,
            MostDisabilities = MostDisabilities,
            PreProceedings = PreProceedings,
        };
}

/// <summary>
/// Why a fault is right as it stands, in the words of someone who looked (COLLECT: a note). It goes with the return, and
/// ends when the fault goes.
/// </summary>
public sealed class CensusExplanation : PersonRecord
{
    public required string Rule { get; set; }
    public Guid RecordId { get; set; }
    public required string Field { get; set; }
    public int EndYear { get; set; }
    public required string Reason { get; set; }
    public Guid ByAccountId { get; set; }
    public required string ByName { get; set; }
    public DateTime At { get; set; }

    /// <summary>When the fault went or the explanation was taken back.</summary>
    public DateOnly? EndedOn { get; set; }
}

/// <summary>A note of the return as a whole: the answer to a query that no one child can answer.</summary>
public sealed class CensusNote : Record
{
    public int EndYear { get; set; }
    public required string Rule { get; set; }
    public required string Text { get; set; }
    public Guid ByAccountId { get; set; }
    public required string ByName { get; set; }
    public DateTime At { get; set; }
}

/// <summary>How many faults stood at the end of a day: for the trend. One row for a day and team, and one for all.</summary>
public sealed class CensusDay
{
    public DateOnly On { get; set; }

    /// <summary>The team; empty (all zeros) for the whole return.</summary>
    public Guid TeamId { get; set; }
    public int EndYear { get; set; }
    public int Children { get; set; }
    public int Errors { get; set; }
    public int Queries { get; set; }
    public int Explained { get; set; }
}
