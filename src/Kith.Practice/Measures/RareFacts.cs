using Kith.Practice.Actions;
using Kith.Practice.Audits;
using Kith.Practice.Audits.Doing;
using Kith.Practice.EdgeOfCare;
using Kith.Practice.Improvement.Plan;
using Kith.Practice.Improvement.Recommendations;
using Kith.Practice.Protection.Meetings;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Kith.Standards.Calendar;
using Kith.Standards.Clocks;
using Kith.Standards.Measures;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Measures;

/// <summary>
/// What is rare enough to be read from its own tables: strategy discussions, times missing, audits, and what was recommended
/// and planned. All that has days alone is asked for in one statement.
/// </summary>
internal sealed class RareFacts(KithDb db, DateOnly today, IntervalPolicy intervals)
{
    public List<LooseFact> Loose { get; } = [];
    public List<LooseSpan> Spans { get; } = [];
    public List<ServiceFact> ServiceFacts { get; } = [];
    public List<ServiceSpan> ServiceSpans { get; } = [];

    /// <summary>Null where they were not asked for.</summary>
    public List<MeasuredObjective>? Objectives { get; private set; }

    private static readonly int Attendance = Of("strategy_attendance");
    private static readonly int Offered = Of("rhi_72h:offered");
    private static readonly int Held = Of("rhi_72h");
    private static readonly int Together3 = Of("edge_together");
    private static readonly int Together6 = Of("edge_together:6");
    private static readonly int Together12 = Of("edge_together:12");
    private static readonly int Done = Of("audit_done");
    private static readonly int Graded = Of("audit_grade");
    private static readonly int SecondAlike = Of("audit_second_alike");
    private static readonly int OnPlan = Of("audit_on_plan");
    private static readonly int ChildSays = Of("audit_child_feedback");
    private static readonly int WithWorker = Of("audit_with_worker");
    private static readonly int PanelHeard = Of("panel_heard");
    private static readonly int PanelActions = Of("panel_actions_done");
    private static readonly int PlanInTime = Of("plan_actions_in_time");

    private static int Of(string id) => MeasureCatalogue.PlaceOf(id);

    private enum Kind
    {
        Discussion,
        Audit,
        Assignment,
        Recommendation,
        Look,
        PlanAction,
        Afterwards,
        PutForward,
        PanelAction,
    }

    /// <param name="from">What is over before it does not count.</param>
    /// <param name="plan">Whether objectives are read too.</param>
    public async Task<RareFacts> Load(DateOnly from, bool plan, CancellationToken ct)
    {
        var asked = new Dictionary<Guid, RecommendationDays>();
        var looks = new List<(Guid Recommendation, DateOnly On, DateOnly? DueOn, bool Seen)>();
        var actions = new List<(Guid Objective, MeasuredAction Action)>();
        foreach (var r in await Rows(from).ToListAsync(ct))
        {
            switch (r.Kind)
            {
                case Kind.Discussion:
                    Loose.Add(new(r.PersonId!.Value, Attendance, r.On!.Value, r.Met ? 1 : 0, 1));
                    break;
                case Kind.Audit:
                    Audited(r);
                    break;
                case Kind.Assignment:
                    Assigned(r, from);
                    break;
                case Kind.Recommendation:
                    asked[r.Id] = new(r.Id, r.PersonId, r.Ref1, r.Raised!.Value, r.On, r.Until, r.Then, r.Effect, r.Ended, r.Met, r.Other, r.Ref2);
                    if (r.Ref3 is { } serves)
                    {
                        actions.Add((serves, new(r.Raised.Value, r.DueOn, r.DoneOn, r.EndedOn)));
                    }
                    break;
                case Kind.Look:
                    looks.Add((r.Ref1!.Value, r.On!.Value, r.Then, r.Met));
                    break;
                case Kind.Afterwards:
                    Loose.Add(
                        new(
                            r.PersonId!.Value,
                            r.Other ? Together3
                                : r.Ended is not null ? Together12
                                : Together6,
                            r.On!.Value,
                            r.Met ? 1 : 0,
                            1
                        )
                    );
                    break;
                case Kind.PutForward:
                    Heard(r);
                    break;
                case Kind.PanelAction:
                    if (r.DoneOn is not null || r.DueOn < today)
                    {
                        Loose.Add(new(r.PersonId!.Value, PanelActions, r.DueOn!.Value, r.DoneOn <= r.DueOn ? 1 : 0, 1));
                    }
                    break;
                default:
                    actions.Add((r.Ref2!.Value, new(r.On!.Value, r.DueOn, r.DoneOn, r.EndedOn)));
                    Planned(r);
                    break;
            }
        }
        foreach (var r in asked.Values)
        {
            RecommendationMeasures.Of(r, asked, today, this);
        }
        foreach (var look in looks.Where(l => asked.ContainsKey(l.Recommendation)))
        {
            RecommendationMeasures.Looked(asked[look.Recommendation], look.On, look.DueOn, look.Seen, this);
        }
        await Missing(from, ct);
        if (plan)
        {
            var of = actions.ToLookup(a => a.Objective, a => a.Action);
            Objectives = [.. (
                    await (
                        from o in db.Objectives.AsNoTracking()
                        join w in db.Workers on o.LeadWorkerId equals w.Id into ws
                        from w in ws.DefaultIfEmpty()
                        join m in db.ObjectiveMeasures on o.Id equals m.ObjectiveId into ms
                        from m in ms.DefaultIfEmpty()
                        select new
                        {
                            o.Id,
                            w.TeamId,
                            o.From,
                            o.ClosedOn,
                            o.TargetOn,
                            Measure = m,
                        }
                    ).ToListAsync(ct)
                ).GroupBy(o => o.Id).OrderBy(o => o.Key).Select(o => new MeasuredObjective(o.First().TeamId, o.First().From, o.First().ClosedOn, o.First().TargetOn, [.. o.Select(x => x.Measure).OfType<ObjectiveMeasure>().OrderBy(m => m.Id)], [.. of[o.Key]]))];
        }
        return this;
    }

    // Whether a return interview was offered, and whether somebody independent listened within 72 hours by the clock.
    private async Task Missing(DateOnly from, CancellationToken ct)
    {
        var instant = LondonTime.StartOfDayUtc(from);
        var limit = TimeSpan.FromHours(ClockCatalogue.Get(Projections.Due.MissingClocks.Interview).Length);
        var missing = await (
            from m in db.MissingEpisodes.AsNoTracking()
            where m.FoundAt >= instant && m.SourceEndedOn == null
            join i in db.ReturnInterviews on m.Id equals i.EpisodeId into interviews
            from i in interviews.DefaultIfEmpty()
            select new
            {
                m.PersonId,
                m.FoundAt,
                m.InterviewOffered,
                m.Source,
                Known = i != null,
                i.OfferedAt,
                i.HeldAt,
                i.Independent,
            }
        ).ToListAsync(ct);
        foreach (var m in missing)
        {
            var (found, on) = (m.FoundAt!.Value, LondonTime.DateOf(m.FoundAt!.Value));
            if (m.InterviewOffered is not null || m.Known)
            {
                Loose.Add(new LooseFact(m.PersonId, Offered, on, m.InterviewOffered == true || m.OfferedAt is not null ? 1 : 0, 1));
            }
            // Where all that is known is whether one was offered, its hour is not; and what can still be held is not late.
            if (m.Source is null && (m.Known || m.InterviewOffered is null) && LondonTime.DateOf(found + limit) < today)
            {
                Loose.Add(new LooseFact(m.PersonId, Held, on, m.HeldAt - found <= limit && m.Independent == true ? 1 : 0, 1));
            }
        }
    }

    /// <summary>Adds a fact of a child, or of the service where there is none.</summary>
    public void Add(Guid? person, Guid? team, int measure, DateOnly on, bool met, int? length = null)
    {
        if (person is { } child)
        {
            Loose.Add(new(child, measure, on, met ? 1 : 0, 1, length));
        }
        else
        {
            ServiceFacts.Add(new(team, measure, on, met ? 1 : 0, 1, length));
        }
    }

    /// <summary>Adds a time of a child, or of the service where there is none.</summary>
    public void Add(Guid? person, Guid? team, int measure, DateOnly from, DateOnly? to)
    {
        var until = to ?? ChildHistory.Never;
        if (until <= from)
        {
            return;
        }
        if (person is { } child)
        {
            Spans.Add(new(child, measure, from, until));
        }
        else
        {
            ServiceSpans.Add(new(team, measure, from, until));
        }
    }

    private void Audited(Row r)
    {
        Loose.Add(new(r.PersonId!.Value, Done, r.On!.Value, 1, 0));
        // A grade counts when no second one is waited for: until then it is not to be seen.
        if (r.Until is { } on)
        {
            Loose.Add(new(r.PersonId.Value, Graded, on, r.Met ? 1 : 0, 1));
        }
        if (r.Then is { } both)
        {
            Loose.Add(new(r.PersonId.Value, SecondAlike, both, r.Other ? 1 : 0, 1));
        }
    }

    private void Assigned(Row r, DateOnly from)
    {
        var child = r.PersonId!.Value;
        // Due today and not finished is not late yet; what was due after the cycle was called off is not due.
        if (r.On is { } due && due >= from && !(r.Ended <= due) && (r.Until is not null || due < today))
        {
            Loose.Add(new(child, OnPlan, due, r.Until <= due ? 1 : 0, 1));
        }
        if (r.Until is { } finished)
        {
            Loose.Add(new(child, ChildSays, finished, r.Met ? 1 : 0, 1));
            Loose.Add(new(child, WithWorker, finished, r.Other ? 1 : 0, 1));
        }
    }

    // A child counts on the day on which the panel had to have looked, also where it looked before.
    private void Heard(Row r)
    {
        var due = intervals.Due(Projections.Due.PanelClocks.Heard, r.On!.Value);
        if (r.Until is null ? due < today && !(r.Ended <= due) : due <= today || r.Until <= due)
        {
            var counts = due <= today ? due : r.Until!.Value;
            Loose.Add(new(r.PersonId!.Value, PanelHeard, counts, r.Until <= due ? 1 : 0, 1));
        }
    }

    private void Planned(Row r)
    {
        if (r.DueOn is { } due && !(r.EndedOn is not null && r.DoneOn is null && r.EndedOn <= due) && (r.DoneOn is not null || due < today))
        {
            ServiceFacts.Add(new(r.Ref1, PlanInTime, due, r.DoneOn <= due ? 1 : 0, 1));
        }
    }

    private sealed class Row
    {
        public Kind Kind { get; init; }
        public Guid? PersonId { get; init; }
        public Guid Id { get; init; }
        public Guid? Ref1 { get; init; }
        public Guid? Ref2 { get; init; }
        public Guid? Ref3 { get; init; }
        public DateOnly? On { get; init; }
        public DateOnly? Until { get; init; }
        public DateOnly? Then { get; init; }
        public DateOnly? Raised { get; init; }
        public DateOnly? Effect { get; init; }
        public DateOnly? Ended { get; init; }
        public DateOnly? DueOn { get; init; }
        public DateOnly? DoneOn { get; init; }
        public DateOnly? EndedOn { get; init; }
        public bool Met { get; init; }
        public bool Other { get; init; }
    }

    /// <summary>
    /// One statement for all of them. An id that a kind does not have repeats one of its own, and is not looked at: an empty
    /// one would lose how ids are kept.
    /// </summary>
    private IQueryable<Row> Rows(DateOnly from)
    {
        // «from» is a word of the query below.
        var since = from;
        // What was due before may have been finished, or done, since.
        var recent = from.AddDays(-RaiseRecommendation.MostDays);
        var discussions = db
            .StrategyDiscussions.AsNoTracking()
            .Where(d => d.HeldOn >= from && d.SourceEndedOn == null && db.Participants.Any(p => p.MeetingId == d.TogetherId!.Value && p.Attended != null))
            .Select(d => new Row
            {
                Kind = Kind.Discussion,
                PersonId = d.PersonId,
                Id = d.Id,
                Ref1 = d.TogetherId,
                Ref2 = d.TogetherId,
                Ref3 = d.TogetherId,
                On = d.HeldOn,
                Until = d.HeldOn,
                Then = d.HeldOn,
                Raised = d.HeldOn,
                Effect = d.HeldOn,
                Ended = d.HeldOn,
                DueOn = d.HeldOn,
                DoneOn = d.HeldOn,
                EndedOn = d.HeldOn,
                Met =
                    db.Participants.Any(p => p.MeetingId == d.TogetherId!.Value && p.Attended == true && p.Agency == Agency.Police)
                    && db.Participants.Any(p => p.MeetingId == d.TogetherId!.Value && p.Attended == true && p.Agency == Agency.Health)
                    && db.Participants.Any(p => p.MeetingId == d.TogetherId!.Value && p.Attended == true && p.Agency == Agency.SocialCare),
                Other = false,
            });
        var audits = db
            .Audits.AsNoTracking()
            .Where(a => a.CompletedOn >= from && a.SourceEndedOn == null)
            .Select(a => new Row
            {
                Kind = Kind.Audit,
                PersonId = a.PersonId,
                Id = a.Id,
                Ref1 = a.AuditorId,
                Ref2 = a.AuditorId,
                Ref3 = a.AuditorId,
                On = a.CompletedOn,
                Until = db.AuditReadings.Any(r => r.AuditId == a.Id && r.GivenAt == null) ? null : (DateOnly?)a.CompletedOn,
                Then = db.AuditReadings.Any(r => r.AuditId == a.Id && r.GivenAt != null) ? (DateOnly?)a.CompletedOn : null,
                Raised = a.CompletedOn,
                Effect = a.CompletedOn,
                Ended = a.CompletedOn,
                DueOn = a.CompletedOn,
                DoneOn = a.CompletedOn,
                EndedOn = a.CompletedOn,
                Met = (a.ModeratedGrade ?? a.Grade) == AuditGrade.Outstanding || (a.ModeratedGrade ?? a.Grade) == AuditGrade.Good,
                Other = db.AuditReadings.Any(r => r.AuditId == a.Id && r.GivenAt != null && r.Grade == a.Grade),
            });
        var assignments = db
            .AuditAssignments.AsNoTracking()
            .Where(a => a.DueOn >= recent && a.ReplacedOn == null && (!a.Reserve || a.SteppedInOn != null))
            .Select(a => new Row
            {
                Kind = Kind.Assignment,
                PersonId = a.PersonId,
                Id = a.Id,
                Ref1 = a.TeamId,
                Ref2 = a.TeamId,
                Ref3 = a.TeamId,
                On = a.DueOn,
                Until = a.FinishedOn,
                Then = a.MetOn,
                Raised = a.ChosenOn,
                Effect = a.BegunOn,
                Ended = db.AuditCycles.Where(c => c.Id == a.CycleId).Max(c => c.CalledOffOn),
                DueOn = a.DueOn,
                DoneOn = a.FinishedOn,
                EndedOn = a.FinishedOn,
                Met = db.AuditFeedbacks.Any(f => f.AuditId == a.Id && f.From == FeedbackFrom.Child && f.AnsweredOn != null),
                Other = a.MetOn != null,
            });
        var recommendations = db
            .Recommendations.AsNoTracking()
            // By the ledger, which knows them by where they come from.
            .Where(r => r.Action.Source == ActionSource.Recommendation)
            .Where(r =>
                r.RaisedOn >= recent
                || r.Action.DoneOn >= from
                || r.VerifiedOn >= from
                || r.ConfirmedOn >= from
                || (r.ConfirmedOn == null && !(r.Overtaken && r.VerifiedOn != null))
                || db.Recommendations.Any(j => j.JoinedIntoId == r.Id)
            )
            .Select(r => new Row
            {
                Kind = Kind.Recommendation,
                PersonId = r.Action.PersonId,
                Id = r.Id,
                Ref1 = db.Workers.Where(w => w.Id == r.Action.OwnerWorkerId).Select(w => w.TeamId).FirstOrDefault(),
                Ref2 = r.JoinedIntoId,
                Ref3 = r.ObjectiveId,
                // The day that was set when it was made, or when its owner's question was answered: not one to which it was moved.
                On = r.Steps.Where(s => s.Act == RecommendationAct.Raise || s.Act == RecommendationAct.Answer).Max(s => s.DueOn) ?? r.Action.DueOn,
                // The day on which its owner said so, not the day that was put in.
                Until = r.Action.DoneOn == null ? null : r.Steps.Where(s => s.Act == RecommendationAct.Claim).Max(s => (DateOnly?)s.On) ?? r.Action.DoneOn,
                Then = r.VerifiedOn,
                Raised = r.RaisedOn,
                Effect = r.EffectDueOn,
                Ended = r.ConfirmedOn,
                DueOn = r.Action.DueOn,
                DoneOn = r.Action.DoneOn,
                EndedOn = r.Action.EndedOn,
                Met = r.Overtaken,
                Other = r.Origin == RecommendationOrigin.Audit,
            });
        var looks = (
            from r in db.Recommendations.AsNoTracking()
            where r.Action.Source == ActionSource.Recommendation
            from s in r.Steps
            where s.On >= since && (s.Act == RecommendationAct.ConfirmEffect || s.Act == RecommendationAct.FindNoEffect)
            select new Row
            {
                Kind = Kind.Look,
                PersonId = r.Action.PersonId,
                Id = s.Id,
                Ref1 = s.RecommendationId,
                Ref2 = s.RecommendationId,
                Ref3 = s.RecommendationId,
                On = s.On,
                Until = s.On,
                Then = r.Steps.Where(v => v.Act == RecommendationAct.Verify && v.Number < s.Number).Max(v => v.DueOn),
                Raised = s.On,
                Effect = s.On,
                Ended = s.On,
                DueOn = s.DueOn,
                DoneOn = s.On,
                EndedOn = s.On,
                Met = s.Act == RecommendationAct.ConfirmEffect,
                Other = false,
            }
        );
        var planned = db
            .ActionItems.AsNoTracking()
            .Where(a => a.Source == ActionSource.Improvement)
            .Select(a => new Row
            {
                Kind = Kind.PlanAction,
                PersonId = a.PersonId,
                Id = a.Id,
                Ref1 = a.TeamId,
                Ref2 = a.SourceId,
                Ref3 = a.SourceId,
                On = a.SetOn,
                Until = a.DoneOn,
                Then = a.DoneOn,
                Raised = a.SetOn,
                Effect = a.DoneOn,
                Ended = a.EndedOn,
                DueOn = a.DueOn,
                DoneOn = a.DoneOn,
                EndedOn = a.EndedOn,
                Met = false,
                Other = false,
            });
        // How children fared some months after intensive support: with family and safe, both answered yes.
        var afterwards = db
            .SupportOutcomes.AsNoTracking()
            .Where(o => o.On >= since)
            .Select(o => new Row
            {
                Kind = Kind.Afterwards,
                PersonId = o.PersonId,
                Id = o.Id,
                Ref1 = o.SupportId,
                Ref2 = o.SupportId,
                Ref3 = o.SupportId,
                On = o.On,
                Until = o.On,
                Then = o.On,
                Raised = o.On,
                Effect = o.On,
                Ended = o.Months == 12 ? (DateOnly?)o.On : null,
                DueOn = o.On,
                DoneOn = o.On,
                EndedOn = o.On,
                Met = o.WithFamily == LookAnswer.Yes && o.Safely == LookAnswer.Yes,
                Other = o.Months == 3,
            });
        // Put forward to a panel; before, since the day to have looked by comes later.
        var before = from.AddDays(-200);
        var putForward = db
            .PanelChildren.AsNoTracking()
            .Where(e => e.PutForwardOn >= before && (!e.AgreementNeeded || e.AgreedOn != null))
            .Select(e => new Row
            {
                Kind = Kind.PutForward,
                PersonId = e.PersonId,
                Id = e.Id,
                Ref1 = e.PanelId,
                Ref2 = e.PanelId,
                Ref3 = e.PanelId,
                On = e.AgreedOn ?? e.PutForwardOn,
                Until = e.HeardOn,
                Then = e.HeardOn,
                Raised = e.PutForwardOn,
                Effect = e.HeardOn,
                Ended = e.WithdrawnOn,
                DueOn = e.HeardOn,
                DoneOn = e.HeardOn,
                EndedOn = e.WithdrawnOn,
                Met = false,
                Other = false,
            });
        var agreed = db
            .ActionItems.AsNoTracking()
            .Where(a => a.Source == ActionSource.Panel && a.DueOn >= since && a.EndedOn == null && a.PersonId != null)
            .Select(a => new Row
            {
                Kind = Kind.PanelAction,
                PersonId = a.PersonId,
                Id = a.Id,
                Ref1 = a.SourceId,
                Ref2 = a.SourceId,
                Ref3 = a.SourceId,
                On = a.SetOn,
                Until = a.DoneOn,
                Then = a.DoneOn,
                Raised = a.SetOn,
                Effect = a.DoneOn,
                Ended = a.EndedOn,
                DueOn = a.DueOn,
                DoneOn = a.DoneOn,
                EndedOn = a.EndedOn,
                Met = false,
                Other = false,
            });
        return discussions.Concat(audits).Concat(assignments).Concat(recommendations).Concat(looks).Concat(planned).Concat(afterwards).Concat(putForward).Concat(agreed);
    }
}
