using Kith.Practice.Access;
using Kith.Practice.Network;
using Kith.Practice.Projections;
using Kith.Practice.Workforce;
using Kith.Standards.Clocks;

namespace Kith.Practice.Children.Show;

/// <summary>The record that a statement comes from: the kind and id that the chronology knows it by.</summary>
public sealed record RecordRef(string Kind, Guid Id);

/// <summary>Something said about a child: the words, when, who wrote it, which system it came from, and the record behind it.</summary>
public sealed record Statement(string Text, DateOnly? On, string? By = null, string? Source = null, RecordRef? Record = null);

/// <summary>Another person as far as the reader may see them.</summary>
public sealed record PersonLine(Guid Id, string Name, string Age, string Sex, bool IsChild, ChildStatus? Status, string? TeamName, DateOnly? DiedOn, Sight Sight)
{
    /// <summary>True when only the existence of a restricted record may be shown.</summary>
    public bool IsHidden => Sight == Sight.RestrictedExists;

    /// <summary>Where the person's page is.</summary>
    public string Path => IsChild ? $"/children/{Id}" : $"/people/{Id}";
}

/// <summary>Someone related to the person shown: «mother», «brother».</summary>
public sealed record RelativeLine(
    PersonLine Person,
    Guid PairId,
    RelationshipKind Kind,
    string Word,
    bool ParentalResponsibility,
    DateOnly? From,
    DateOnly? To,
    string? Note,
    string? Source,
    int Version
)
{
    /// <summary>Current as at a day.</summary>
    public bool IsCurrent(DateOnly day) => To is null || To > day;

    public RelationshipForm? Form { get; init; }

    /// <summary>«married 3 May 2010, parted 1 June 2019»; empty where nothing of the kind is recorded.</summary>
    public string Days { get; init; } = "";
}

/// <summary>A worker on the child's case, then or now.</summary>
public sealed record AllocationLine(
    Guid Id,
    Guid? WorkerId,
    string Worker,
    string? TeamName,
    AllocationRole Role,
    DateOnly From,
    DateOnly? To,
    string? Reason,
    string? Source,
    string? Email,
    string? Phone
);

/// <summary>Something with a date by which it should happen.</summary>
public sealed record DueLine(string Clock, string Name, DateOnly DueOn, ClockState State, string Words, string Why, string Place)
{
    /// <summary>The instant at which it is late, where the clock runs in hours.</summary>
    public DateTime? DueAt { get; init; }
}

/// <summary>A warning for visitors, current.</summary>
public sealed record WarningLine(Guid Id, string Text, DateOnly RaisedOn, DateOnly ReviewOn, DateOnly? EndedOn, string? EndedReason, string? Source, int Version)
{
    public bool IsOverdue(DateOnly today) => EndedOn is null && ReviewOn < today;
}

/// <summary>A home of a person; a confidential one is withheld from those who do not work with them.</summary>
public sealed record AddressLine(Guid Id, string Kind, string Text, DateOnly? From, DateOnly? To, bool Confidential, bool Withheld, string? Source, int Version);

/// <summary>Who knows the child: the present worker and the longest.</summary>
public sealed record WhoKnows(AllocationLine? Lead, int NthInTwoYears, AllocationLine? Longest, string? LongestFor)
{
    /// <summary>How steady it has been over the year: workers, length, days without one.</summary>
    public Workforce.Stability? Stability { get; init; }
}

/// <summary>When the child was last seen.</summary>
public sealed record LastSeen(DateOnly On, string? By, bool? Alone, bool? Bedroom, string? Place, RecordRef Record, string? Source);

/// <summary>What the child last said, and what came of it.</summary>
public sealed record LastSaid(
    string Words,
    DateOnly On,
    string Method,
    string? With,
    bool Alone,
    string? WhatMatters,
    string? Answer,
    DateOnly? AnsweredOn,
    RecordRef Record,
    string? Source
);

/// <summary>What happens if the plan fails; each part in words, null where nobody is named.</summary>
public sealed record IfThePlanFails(
    string? Trigger,
    string? Tonight,
    string? Weeks,
    string? LongTerm,
    DateOnly MadeOn,
    DateOnly? ReviewOn,
    ContingencyStrength Strength,
    RecordRef Record,
    string? Source
)
{
    /// <summary>One part in words: «Maureen Hall, grandmother: has a key and comes over».</summary>
    internal static string? Part(IEnumerable<ContingencyStep> steps, Horizon horizon, IReadOnlyDictionary<Guid, RelativeLine> relatives)
    {
        var part = steps.Where(s => s.Horizon == horizon).OrderBy(s => s.Position).ToList();
        return part.Count == 0
            ? null
            : string.Join(
                "; ",
                part.Select(s =>
                {
                    var who =
                        s.OtherId is not { } other ? s.Who
                        : relatives.GetValueOrDefault(other) is { Person.IsHidden: false } known ? $"{known.Person.Name}, {known.Word}"
                        : ShowNetwork.Hidden;
                    return string.IsNullOrWhiteSpace(who) ? s.What : $"{who}: {s.What}";
                })
            );
    }
}

/// <summary>Who the person is: what every page of a record shows at its top.</summary>
public sealed record PersonHead
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required string FullName { get; init; }
    public required string Age { get; init; }
    public required bool Unborn { get; init; }
    public DateOnly? BornOn { get; init; }
    public bool BirthEstimated { get; init; }
    public DateOnly? DiedOn { get; init; }
    public required string Sex { get; init; }
    public string? GenderIdentity { get; init; }
    public string? Pronouns { get; init; }
    public string? LaChildId { get; init; }
    public bool IsChild { get; init; }
    public bool Restricted { get; init; }

    /// <summary>True when the glass is broken for the reader or the reader is named: the page says so.</summary>
    public string? Source { get; init; }
    public DateOnly? SourceEndedOn { get; init; }
    public Guid? MergedIntoId { get; init; }
    public ChildStatus? Status { get; init; }
    public string? Category { get; init; }
    public string? PrimaryNeed { get; init; }
    public DateOnly? EpisodeFrom { get; init; }
    public DateOnly? PlanFrom { get; init; }
    public DateOnly? ClosedOn { get; init; }
    public Guid? TeamId { get; init; }
    public string? TeamName { get; init; }
    public Guid? WorkerId { get; init; }
    public string? WorkerName { get; init; }
    public DateOnly? WorkerSince { get; init; }

    /// <summary>Since when the child is missing; null otherwise.</summary>
    public DateTime? MissingSince { get; init; }
    public IReadOnlyList<WarningLine> Warnings { get; init; } = [];

    /// <summary>«she / her · 9», «Female · 9», «Unborn · due 4 Mar 2027».</summary>
    public string Line =>
        string.Join(
            " · ",
            new[]
            {
                Unborn ? null
                : string.IsNullOrWhiteSpace(Pronouns) ? Sex
                : Pronouns,
                Age,
            }.Where(s => !string.IsNullOrEmpty(s))
        );
}

/// <summary>Everything that the child's page tells.</summary>
public sealed record ChildPage
{
    public required PersonHead Head { get; init; }
    public required DateOnly Today { get; init; }
    public required int Version { get; init; }
    public Statement? WhyInvolved { get; init; }

    /// <summary>The worry in the words of the latest referral and assessment.</summary>
    public IReadOnlyList<Statement> Worries { get; init; } = [];
    public IReadOnlyList<Statement> Plan { get; init; } = [];
    public string? NhsNumber { get; init; }
    public string? Upn { get; init; }
    public string? Ethnicity { get; init; }
    public string? FirstLanguage { get; init; }
    public bool InterpreterNeeded { get; init; }
    public string? Nationality { get; init; }
    public string? HowToBe { get; init; }
    public IReadOnlyList<string> Disabilities { get; init; } = [];
    public required WhoKnows Who { get; init; }
    public IReadOnlyList<AllocationLine> Others { get; init; } = [];
    public LastSeen? Seen { get; init; }
    public LastSaid? Said { get; init; }
    public IfThePlanFails? Contingency { get; init; }
    public IReadOnlyList<DueLine> Due { get; init; } = [];
    public IReadOnlyList<RelativeLine> Relatives { get; init; } = [];
    public AddressLine? Home { get; init; }
    public IReadOnlyList<PersonLine> Household { get; init; } = [];

    /// <summary>The latest lines of the story that are significant by kind.</summary>
    public IReadOnlyList<Statement> Lately { get; init; } = [];
    public DateOnly? LastOversightOn { get; init; }

    /// <summary>Faults that census rules find on the record and nobody has explained.</summary>
    public int DataToFix { get; init; }

    /// <summary>True when somebody who has left had begun a form about the child.</summary>
    public bool DraftsLeft { get; init; }
}
