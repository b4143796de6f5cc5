using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Casework;
using Kith.Practice.Documents;

namespace Kith.Practice.Approvals;

/// <summary>
/// A kind of record that is approved. Implemented beside the record and found by the container, so that approving an
/// assessment changes the assessment in the same act.
/// </summary>
public interface IApprovalSubject
{
    SubjectKind Kind { get; }

    /// <summary>What one must hold to decide: a manager's right, or the chair's for what conferences decide.</summary>
    Permission DecidedWith => Permission.Decide;

    /// <summary>True where whoever may read the person's record may still not know of the request: only those who may decide on its kind do.</summary>
    bool OnlyForDeciders => false;

    /// <summary>The record as the decider reads it beside the form; null when it is not there.</summary>
    Task<ApprovalSummary?> Describe(Approval approval, CancellationToken ct = default);

    /// <summary>Approved (the last time, when two are needed): change the record.</summary>
    /// <exception cref="NotAcceptedException">The record is not in a state that can be approved; nothing is saved then.</exception>
    Task Approved(Act act, Approval approval, Actor by, CancellationToken ct = default);

    /// <summary>Sent back: open the record for its author again, where asking had locked it.</summary>
    Task Returned(Act act, Approval approval, Actor by, CancellationToken ct = default) => Task.CompletedTask;

    /// <summary>Declined: what was asked for does not happen.</summary>
    Task Declined(Act act, Approval approval, Actor by, CancellationToken ct = default) => Task.CompletedTask;
}

/// <summary>A record as its decider reads it.</summary>
/// <param name="Title">«Child and family assessment».</param>
/// <param name="Href">Where the record itself is read and written.</param>
/// <param name="Paper">The whole of it, to be read beside the decision.</param>
/// <param name="Checks">What the decider should not overlook: «The child has not been seen». Plain words, most important first.</param>
public sealed record ApprovalSummary(string Title, string Href, Paper Paper, IReadOnlyList<string> Checks);

/// <summary>All kinds of record that are approved.</summary>
public sealed class ApprovalSubjects(IEnumerable<IApprovalSubject> subjects)
{
    private readonly Dictionary<SubjectKind, IApprovalSubject> byKind = subjects.ToDictionary(s => s.Kind);

    /// <summary>All of them.</summary>
    public IReadOnlyCollection<IApprovalSubject> All => byKind.Values;

    /// <summary>The subject of a kind.</summary>
    /// <exception cref="InvalidOperationException">No class stands for the kind.</exception>
    public IApprovalSubject Of(SubjectKind kind) => byKind.TryGetValue(kind, out var subject) ? subject : throw new InvalidOperationException($"Nothing approves a {kind}");
}
