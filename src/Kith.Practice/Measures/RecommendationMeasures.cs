using Kith.Practice.Improvement.Recommendations;
using Kith.Standards.Measures;

namespace Kith.Practice.Measures;

/// <summary>A recommendation as far as measures look at it.</summary>
/// <param name="PersonId">The child; null for the way the service works.</param>
/// <param name="TeamId">The team of its owner.</param>
/// <param name="FirstDueOn">The day that was set first.</param>
/// <param name="SaidOn">When its owner said that it is done, while that stands.</param>
/// <param name="IsOfAudit">It came out of an audit.</param>
/// <param name="Into">The one with which it was joined.</param>
internal sealed record RecommendationDays(
    Guid Id,
    Guid? PersonId,
    Guid? TeamId,
    DateOnly RaisedOn,
    DateOnly? FirstDueOn,
    DateOnly? SaidOn,
    DateOnly? VerifiedOn,
    DateOnly? EffectDueOn,
    DateOnly? ConfirmedOn,
    bool Overtaken,
    bool IsOfAudit,
    Guid? Into
)
{
    /// <summary>It could no longer be done, and someone else saw why.</summary>
    public bool IsOvertaken => Overtaken && VerifiedOn is not null;

    /// <summary>When it came to its end.</summary>
    public DateOnly? EndedOn => ConfirmedOn ?? (IsOvertaken ? VerifiedOn : null);
}

/// <summary>
/// What of a recommendation counts, and on which day. Nothing that can be moved afterwards is looked at: not a later date, not
/// the day that an owner puts in, and not whether it was joined with another.
/// </summary>
internal static class RecommendationMeasures
{
    private static readonly int AuditInTime = MeasureCatalogue.PlaceOf("audit_actions_done");
    private static readonly int AuditOverdue = MeasureCatalogue.PlaceOf("audit_actions_overdue");
    private static readonly int Made = MeasureCatalogue.PlaceOf("recommendation_made");
    private static readonly int InTime = MeasureCatalogue.PlaceOf("recommendation_in_time");
    private static readonly int Verified = MeasureCatalogue.PlaceOf("recommendation_verified");
    private static readonly int Checked = MeasureCatalogue.PlaceOf("recommendation_effect_checked");
    private static readonly int Seen = MeasureCatalogue.PlaceOf("recommendation_effect_confirmed");
    private static readonly int Days = MeasureCatalogue.PlaceOf("recommendation_days");
    private static readonly int OpenDays = MeasureCatalogue.PlaceOf("recommendation_open_days");
    private static readonly int Open = MeasureCatalogue.PlaceOf("recommendation_open");
    private static readonly int Late = MeasureCatalogue.PlaceOf("recommendation_late");

    /// <summary>How many joinings are followed: nobody joins longer chains.</summary>
    private const int Longest = 20;

    /// <summary>What counts of a recommendation by itself.</summary>
    public static void Of(RecommendationDays r, IReadOnlyDictionary<Guid, RecommendationDays> all, DateOnly today, RareFacts into)
    {
        into.Add(r.PersonId, r.TeamId, Made, r.RaisedOn, true);
        // What was joined is done when the other is, and by its own day all the same: else joining would make it vanish.
        var root = Root(r, all);
        if (!root.IsOvertaken && r.FirstDueOn is { } due)
        {
            if (root.SaidOn is not null || due < today)
            {
                var met = root.SaidOn <= due;
                into.Add(r.PersonId, r.TeamId, InTime, due, met);
                if (r is { IsOfAudit: true, PersonId: not null })
                {
                    into.Add(r.PersonId, r.TeamId, AuditInTime, due, met);
                }
            }
            into.Add(r.PersonId, r.TeamId, Late, due.AddDays(1), root.SaidOn);
            if (r is { IsOfAudit: true, PersonId: not null })
            {
                into.Add(r.PersonId, r.TeamId, AuditOverdue, due.AddDays(1), root.SaidOn);
            }
        }
        if (r.Into is not null)
        {
            return;
        }
        into.Add(r.PersonId, r.TeamId, Open, r.RaisedOn, r.EndedOn);
        into.Add(r.PersonId, r.TeamId, OpenDays, r.RaisedOn, r.EndedOn);
        if (r.SaidOn is { } said && (r.VerifiedOn is not null || said.AddDays(RecommendationWords.LookDays) < today))
        {
            into.Add(r.PersonId, r.TeamId, Verified, said, r.VerifiedOn <= said.AddDays(RecommendationWords.LookDays));
        }
        if (r is { VerifiedOn: { } verified, Overtaken: false })
        {
            into.Add(r.PersonId, r.TeamId, Days, verified, true, verified.DayNumber - r.RaisedOn.DayNumber);
            // Due, and nobody has looked.
            if (r is { ConfirmedOn: null, EffectDueOn: { } effect } && effect.AddDays(RecommendationWords.LookDays) < today)
            {
                into.Add(r.PersonId, r.TeamId, Checked, effect, false);
            }
        }
    }

    /// <summary>What counts of one look at its effect.</summary>
    public static void Looked(RecommendationDays r, DateOnly on, DateOnly? dueOn, bool seen, RareFacts into)
    {
        into.Add(r.PersonId, r.TeamId, Seen, on, seen);
        var due = dueOn is { } day && day < on ? day : on;
        into.Add(r.PersonId, r.TeamId, Checked, due, on <= due.AddDays(RecommendationWords.LookDays));
    }

    private static RecommendationDays Root(RecommendationDays r, IReadOnlyDictionary<Guid, RecommendationDays> all)
    {
        for (var i = 0; i < Longest && r.Into is { } other && all.TryGetValue(other, out var next); i++)
        {
            r = next;
        }
        return r;
    }
}
