using Kith.Practice.Trail;

namespace Kith.Practice.Supervision;

/// <summary>An event of a supervision. What was said stays in the record: these carry who, when and how many, never words.</summary>
public abstract record SupervisionEvent(Guid Supervision) : TrailEvent
{
    public override string Chain => $"supervision:{Supervision:N}";
}

/// <summary>A supervision took place and was written down.</summary>
public sealed record SupervisionRecorded(
    Guid Supervision,
    SupervisionKind Kind,
    DateOnly On,
    Guid Supervisor,
    IReadOnlyList<Guid> Workers,
    int Children,
    int Agreements,
    int AgreementsLookedAt
) : SupervisionEvent(Supervision);

/// <summary>A child was spoken about in supervision.</summary>
public sealed record ChildSupervised(Guid Person, Guid Supervision, DateOnly On, Guid Supervisor, Guid? Worker) : PersonEvent(Person);

/// <summary>A worker said that they have read their supervision, with or without words of their own.</summary>
public sealed record SupervisionAnswered(Guid Supervision, Guid Worker, DateOnly On, bool OwnWords) : SupervisionEvent(Supervision);

/// <summary>A finished supervision was corrected. Which parts; the words, before and after, stay in the record.</summary>
public sealed record SupervisionAmended(Guid Supervision, IReadOnlyList<string> Fields, int Children) : SupervisionEvent(Supervision);

/// <summary>What supervision said about a child was corrected.</summary>
public sealed record ChildSupervisionAmended(Guid Person, Guid Supervision, IReadOnlyList<FieldChange> Changes) : PersonEvent(Person);

/// <summary>A personal supervision was read by someone whom the policy names. Both of the two are told.</summary>
public sealed record PersonalSupervisionRead(Guid Supervision, Guid? Reader) : SupervisionEvent(Supervision);
