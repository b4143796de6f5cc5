using Kith.Practice.Casework;
using Kith.Practice.Trail;

namespace Kith.Practice.Approvals;

/// <summary>Someone asked for a decision on a record.</summary>
public sealed record ApprovalAsked(Guid Person, Guid Approval, SubjectKind Subject, Guid SubjectId, string What, Guid? AskedOfWorker, bool Again) : PersonEvent(Person);

/// <summary>A record was approved; the first of two when another is still needed.</summary>
public sealed record ApprovalGiven(Guid Person, Guid Approval, SubjectKind Subject, Guid SubjectId, bool FirstOfTwo, string? Comments) : PersonEvent(Person);

/// <summary>A record went back to its author with comments.</summary>
public sealed record ApprovalReturned(Guid Person, Guid Approval, SubjectKind Subject, Guid SubjectId, string Comments) : PersonEvent(Person);

/// <summary>What was asked for was declined.</summary>
public sealed record ApprovalDeclined(Guid Person, Guid Approval, SubjectKind Subject, Guid SubjectId, string Reason) : PersonEvent(Person);

/// <summary>A request was taken back before it was decided.</summary>
public sealed record ApprovalWithdrawn(Guid Person, Guid Approval, SubjectKind Subject, Guid SubjectId) : PersonEvent(Person);
