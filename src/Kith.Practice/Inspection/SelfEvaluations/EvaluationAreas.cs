namespace Kith.Practice.Inspection.SelfEvaluations;

/// <summary>Which areas a self-evaluation goes through, and which measures are pinned in each unless somebody chooses others.</summary>
public static class EvaluationAreas
{
    /// <summary>Figures that a section begins with: those that inspectors write about most under it (published reports of 2025 and 2026).</summary>
    public static IReadOnlyList<string> Measures(JudgementArea area) =>
        area switch
        {
            JudgementArea.Leaders =>
            [
                "caseload",
                "vacancy",
                "agency",
                "turnover",
                "absence",
                "oversight_on_time",
                "oversight_disabled",
                "oversight_other",
                "audit_done",
                "audit_grade",
                "audit_actions_done",
                "audit_actions_overdue",
            ],
            JudgementArea.HelpAndProtection =>
            [
                "decision_24h",
                "re_referral",
                "assess_45",
                "icpc_15",
                "cp_reviewed",
                "visit_cp_on_time",
                "visit_cp_alone",
                "visit_cin_on_time",
                "plan_current",
                "voice_in_time",
                "voice_answered",
                "contingency_long_term",
                "contingency_verified",
                "cp_repeat_2y",
            ],
            JudgementArea.InCare => ["cla_sw3", "relationship_days", "care_applications"],
            _ => [],
        };

    /// <summary>The edition whose areas a self-evaluation of a day goes through: that of a standard inspection.</summary>
    public static InspectionEdition Edition(DateOnly day) => InspectionEditions.Of(InspectionKind.Standard, day) ?? InspectionEditions.All[0];

    /// <summary>The areas, in the order of the report; an overall grade is no area of its own.</summary>
    public static IReadOnlyList<JudgementArea> Of(DateOnly day) => [.. Edition(day).Graded.Where(a => a != JudgementArea.Overall)];
}
