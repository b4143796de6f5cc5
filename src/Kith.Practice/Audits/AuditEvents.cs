using Kith.Practice.Audits.Again;
using Kith.Practice.Audits.Doing;
using Kith.Practice.Trail;

namespace Kith.Practice.Audits;

/// <summary>An event of a cycle of the audit programme.</summary>
public abstract record AuditCycleEvent(Guid Cycle) : TrailEvent
{
    public override string Chain => $"audit-cycle:{Cycle:N}";
}

/// <summary>A cycle of the audit programme was planned.</summary>
public sealed record AuditCyclePlanned(Guid Cycle, string Title, Guid Tool, DateOnly From, DateOnly Until, int Children, int Auditors) : AuditCycleEvent(Cycle);

/// <summary>A cycle of the audit programme changed, or was called off.</summary>
public sealed record AuditCycleChanged(Guid Cycle, string What) : AuditCycleEvent(Cycle);

/// <summary>The children of a cycle were drawn: from which seed, out of how many, and the digest of whom.</summary>
public sealed record AuditSampleDrawn(Guid Cycle, long Seed, int Frame, string FrameDigest, string Rules, int Drawn, int Reserves) : AuditCycleEvent(Cycle);

/// <summary>A child was chosen to be audited, by a draw or by hand.</summary>
public sealed record ChosenForAudit(Guid Person, Guid Audit, Guid? Cycle, string Why) : PersonEvent(Person);

/// <summary>A child who was audited is to be audited again. The words stay in the record, away from whoever grades.</summary>
public sealed record AuditAskedAgain(Guid Person, Guid Audit, Guid Earlier, AgainReason Because, Guid? Recommendation, Guid? Cycle) : PersonEvent(Person);

/// <summary>The whole sample of a cycle is to be audited again in another.</summary>
public sealed record SampleAskedAgain(Guid Cycle, Guid Earlier, int Children, int LeftOut) : AuditCycleEvent(Cycle);

/// <summary>Somebody was named to audit, or to give the second grade; null: nobody any more.</summary>
public sealed record AuditorNamed(Guid Person, Guid Audit, Guid? Auditor, bool Second) : PersonEvent(Person);

/// <summary>A child fell out of a sample, and another took the place.</summary>
public sealed record AuditReplaced(Guid Person, Guid Audit, string Why, Guid? By) : PersonEvent(Person);

/// <summary>An audit began, with what the record said then.</summary>
public sealed record AuditBegun(Guid Person, Guid Audit, Guid Auditor, DateOnly On, int Facts) : PersonEvent(Person);

/// <summary>Somebody's view was asked for in an audit.</summary>
public sealed record AuditFeedbackAsked(Guid Person, Guid Audit, Guid Feedback, FeedbackFrom From, DateOnly On) : PersonEvent(Person);

/// <summary>A view that was asked for came, or will not come. The words stay in the record.</summary>
public sealed record AuditFeedbackCame(Guid Person, Guid Audit, Guid Feedback, DateOnly? On, bool Given) : PersonEvent(Person);

/// <summary>An audit was finished and locked.</summary>
public sealed record AuditFinished(Guid Person, Guid Audit, DateOnly On, AuditGrade Grade, bool WithPractitioner, int Recommendations) : PersonEvent(Person);

/// <summary>The worker responded to an audit.</summary>
public sealed record AuditResponded(Guid Person, Guid Audit, Guid Worker, DateOnly On, bool Words) : PersonEvent(Person);

/// <summary>A finished audit was corrected, in sight.</summary>
public sealed record AuditCorrected(Guid Person, Guid Audit, IReadOnlyList<FieldChange> Changes) : PersonEvent(Person);

/// <summary>A grade was given without sight of other grades: the second of an audit, or one of a calibration.</summary>
public sealed record BlindGradeGiven(Guid Person, Guid Reading, Guid? Audit, Guid? Calibration, Guid Reader, AuditGrade Grade) : PersonEvent(Person);

/// <summary>The grade of an audit after two people read it: settled together, or the same from the start.</summary>
public sealed record AuditGradeSettled(Guid Person, Guid Audit, AuditGrade First, AuditGrade Second, AuditGrade Settled, string? Why) : PersonEvent(Person);

/// <summary>Several people were asked to grade the same child's record.</summary>
public sealed record CalibrationOpened(Guid Person, Guid Calibration, string Title, int Readers) : PersonEvent(Person);

/// <summary>A calibration was talked about and closed.</summary>
public sealed record CalibrationClosed(Guid Person, Guid Calibration, AuditGrade Agreed) : PersonEvent(Person);
