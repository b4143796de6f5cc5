namespace Kith.Practice.Children.NhsNumbers;

/// <summary>Who is looked for, in the words of the Personal Demographics Service.</summary>
/// <param name="Gender">male, female, other or unknown; null to leave it out.</param>
public sealed record NhsQuestion(string Family, string? Given, DateOnly BornOn, string? Gender, string? Postcode);

/// <summary>Somebody who answers to it.</summary>
/// <param name="Score">1 where all that was asked is the same; less where it is nearly so.</param>
/// <param name="Restricted">True for a record whose whereabouts the NHS tells nobody.</param>
public sealed record NhsCandidate(
    string Number,
    string? Family,
    string? Given,
    DateOnly? BornOn,
    string? Gender,
    string? Postcode,
    bool Restricted,
    DateOnly? DiedOn,
    decimal? Score
);

/// <summary>What came back.</summary>
/// <param name="Said">Why it failed, in words for whoever asked; null otherwise.</param>
public sealed record NhsAnswer(TraceOutcome Outcome, IReadOnlyList<NhsCandidate> Found, string? Said = null);

/// <summary>Finds an NHS number by who somebody is. Never throws for what the other side does.</summary>
public interface INhsDirectory
{
    /// <summary>False where the authority has not set it up.</summary>
    bool IsOn { get; }

    /// <param name="requestId">By which the service's log has it; further requests of the same asking have ids of their own and this one to hold them together.</param>
    Task<NhsAnswer> Find(NhsQuestion question, Guid requestId, CancellationToken ct);
}

/// <summary>Where the authority has not set it up.</summary>
public sealed class NoNhsDirectory : INhsDirectory
{
    public bool IsOn => false;

    public Task<NhsAnswer> Find(NhsQuestion question, Guid requestId, CancellationToken ct) =>
        Task.FromResult(new NhsAnswer(TraceOutcome.Failed, [], "Asking the NHS is not set up here"));
}
