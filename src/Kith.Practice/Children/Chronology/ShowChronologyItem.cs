using Kith.Practice.Access;
using Kith.Practice.Children.Show;
using Kith.Practice.Network;
using Kith.Practice.Store;
using Kith.Standards.Calendar;
using Kith.Standards.CodeSets;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Children.Chronology;

/// <summary>One fact of a record in words.</summary>
public sealed record RecordFact(string Name, string Value);

/// <summary>One record behind a line of the story, in full.</summary>
public sealed record ChronologyItemPage(PersonHead Head, ChronologyLine Line, IReadOnlyList<RecordFact> Facts, IReadOnlyList<PersonLine> AlsoThere, DateOnly Today)
{
    /// <summary>A page of its own, where the record has one that the reader may open.</summary>
    public string? Href { get; init; }
}

/// <summary>Shows the record that a statement on the child's page, or a line of the chronology, comes from.</summary>
[UseCase]
public sealed class ShowChronologyItem(KithDb db, RecordAccess access, Clock clock)
{
    /// <summary>Null when the person has no such record. The caller has already been allowed to read the person's record.</summary>
    public async Task<ChronologyItemPage?> Show(Guid id, string kind, Guid recordId, Actor actor, CancellationToken ct = default)
    {
        var head = await PersonHeads.Of(db, id, clock.Today, ct);
        var line = head is null ? null : await ListChronology.One(db, id, kind, recordId, actor, ct);
        if (head is null || line is null)
        {
            return null;
        }
        var facts = new List<RecordFact>();
        var also = new List<PersonLine>();
        Guid? referral = null;
        switch (kind)
        {
            case "visit":
                await Visit();
                break;
            case "assessment" or "assessment-start":
                await Assessment();
                break;
            case "voice":
                await Voice();
                break;
            case "contingency":
                await Contingency();
                break;
            case "referral" or "closure":
                await Episode();
                break;
            case "reopening" or "closure-taken-back":
                await Reopening();
                break;
            case "protection-plan-start" or "protection-plan-end":
                await Plan();
                break;
            case "section-47":
                await Enquiry();
                break;
            case "oversight":
                await Oversight();
                break;
            case "supervision":
                await Supervised();
                break;
        }
        return new ChronologyItemPage(head, line, facts, also, clock.Today)
        {
            Href =
                referral is { } whole ? $"/referrals/{whole}"
                : kind == "audit" && await MayReadAudit() ? $"{(actor.May(Permission.ReadRecords) ? "" : "/inspection-room")}/audits/{recordId}"
                : null,
        };

        async Task<bool> MayReadAudit()
        {
            var audit = await db
                .Audits.AsNoTracking()
                .Where(a => a.Id == recordId && a.PersonId == id)
                .Select(a => new { a.AuditorId, PractitionerId = db.AuditAssignments.Where(x => x.Id == a.Id).Select(x => x.PractitionerId).FirstOrDefault() })
                .FirstOrDefaultAsync(ct);
            return audit is not null && Audits.AuditAccess.MayRead(actor, audit.AuditorId, audit.PractitionerId, await Settings.PolicyBook.Load(db, ct), clock.Today);
        }

        void Add(string name, string? value)
        {
            if (!string.IsNullOrWhiteSpace(value))
            {
                facts.Add(new RecordFact(name, value));
            }
        }

        void On(string name, DateOnly? date) => Add(name, date is { } d ? DateWords.Long(d) : null);

        async Task Visit()
        {
            var children = await db.VisitChildren.AsNoTracking().Include(c => c.Visit).Where(c => c.VisitId == recordId).ToListAsync(ct);
            if (children.FirstOrDefault(c => c.PersonId == id) is not { Visit: { } visit } mine)
            {
                return;
            }
            Add("Where", visit.Place);
            Add("Purpose", visit.Purpose);
            Add("Child seen", YesNo(mine.Seen));
            Add("Seen alone", YesNo(mine.SeenAlone));
            Add("Bedroom seen", YesNo(mine.BedroomSeen));
            var others = children.Where(c => c.PersonId != id).Select(c => c.PersonId).ToList();
            if (others.Count > 0)
            {
                var rows = await Seeing.Of(db.People.AsNoTracking().Where(p => others.Contains(p.Id)), access.Readable(actor)).ToListAsync(ct);
                // Only those the reader may read: a visit must not give away a restricted brother or sister.
                also.AddRange(rows.Select(r => Seeing.Line(r, actor, clock.Today)).OfType<PersonLine>().Where(l => l.Sight == Sight.Read));
            }
        }

        async Task Assessment()
        {
            if (await db.Assessments.AsNoTracking().Include(a => a.Factors).FirstOrDefaultAsync(a => a.Id == recordId && a.PersonId == id, ct) is { } a)
            {
                On("Began", a.StartedOn);
                On("Reviewed by the manager", a.InternalReviewOn);
                On("Authorised", a.AuthorisedOn);
                Add("Child seen", YesNo(a.ChildSeen));
                Add("Outcome", a.Outcome);
                Add("Factors identified", string.Join("; ", a.Factors.Select(f => CodeSets.AssessmentFactors.Describe(f.Code)).Order(StringComparer.Ordinal)));
            }
        }

        async Task Voice()
        {
            if (await db.VoiceEntries.AsNoTracking().FirstOrDefaultAsync(v => v.Id == recordId && v.PersonId == id, ct) is { } v)
            {
                Add("How", v.Method);
                Add("Alone", YesNo(v.Alone));
                Add("What matters to the child", v.WhatMatters);
                Add("Answer to the child", v.Answer ?? "Not answered yet");
                On("Answered", v.AnsweredOn);
            }
        }

        async Task Contingency()
        {
            if (await db.ContingencyPlans.AsNoTracking().FirstOrDefaultAsync(c => c.Id == recordId && c.PersonId == id, ct) is { } c)
            {
                var steps = await db.ContingencySteps.AsNoTracking().Where(s => s.PlanId == c.Id).ToListAsync(ct);
                var relatives = (await ShowChild.Relatives(db, access.ReachOf(actor), actor, id, clock.Today, ct))
                    .GroupBy(r => r.Person.Id)
                    .ToDictionary(g => g.Key, g => g.First());
                Add("If this happens", string.Join("; ", c.TriggerLines));
                foreach (var horizon in Enum.GetValues<Horizon>())
                {
                    Add(NetworkWords.Of(horizon), IfThePlanFails.Part(steps, horizon, relatives) ?? "Not yet");
                }
                Add("What the child thinks of it", c.ChildView);
                On("Looked at again", c.LookedAtOn);
                On("To be looked at", c.ReviewOn);
                On("Ended", c.EndedOn);
            }
        }

        async Task Episode()
        {
            if (await db.Episodes.AsNoTracking().FirstOrDefaultAsync(e => e.Id == recordId && e.PersonId == id, ct) is { } e)
            {
                On("Referred", e.ReferredOn);
                Add("From", e.SourceCode is null ? null : CodeSets.ReferralSource.Describe(e.SourceCode));
                Add("Primary need", e.PrimaryNeed is null ? null : CodeSets.PrimaryNeed.Describe(e.PrimaryNeed));
                On("Decided", e.DecidedOn);
                Add("No further action", e.NoFurtherAction ? "Yes" : null);
                On("Closed", e.ClosedOn);
                Add("Reason for closing", e.ClosureReason is null ? null : CodeSets.ClosureReason.Describe(e.ClosureReason));
            }
        }

        async Task Plan()
        {
            if (await db.ProtectionPlans.AsNoTracking().FirstOrDefaultAsync(p => p.Id == recordId && p.PersonId == id, ct) is { } p)
            {
                On("Began", p.StartedOn);
                On("Ended", p.EndedOn);
                Add("Category at the start", p.InitialCategory is null ? null : CodeSets.CategoryOfAbuse.Describe(p.InitialCategory));
                Add("Latest category", p.LatestCategory is null ? null : CodeSets.CategoryOfAbuse.Describe(p.LatestCategory));
                Add("Plans before", p.PreviousPlans?.ToString(System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        async Task Reopening()
        {
            if (await db.WorkReopenings.AsNoTracking().FirstOrDefaultAsync(o => o.Id == recordId && o.PersonId == id, ct) is { } o)
            {
                On("Closed", o.ClosedOn);
                Add("Reason for closing", o.ClosureReason is null ? null : CodeSets.ClosureReason.Describe(o.ClosureReason));
                // What the line itself tells is not told again.
                Add("Written when it was closed", kind == "reopening" ? o.ClosureSummary : null);
                On("Re-opened", o.On);
                Add("Why it was re-opened", kind == "reopening" ? null : o.Why);
                referral = o.EpisodeId;
            }
        }

        async Task Enquiry()
        {
            if (await db.Section47Enquiries.AsNoTracking().FirstOrDefaultAsync(s => s.Id == recordId && s.PersonId == id, ct) is { } s)
            {
                On("Began", s.StartedOn);
                On("Ended", s.EndedOn);
                On("Conference due", s.ConferenceTargetOn);
                On("Conference held", s.ConferenceOn);
                Add("Conference needed", s.ConferenceNotRequired == true ? "No" : null);
                Add("Outcome", s.Outcome);
            }
        }

        async Task Supervised()
        {
            if (await db.SupervisionCases.AsNoTracking().FirstOrDefaultAsync(c => c.Id == recordId && c.PersonId == id, ct) is { } c)
            {
                Add("What was said", c.Discussion);
                Add("Decided", c.Decision);
            }
        }

        async Task Oversight()
        {
            if (await db.ManagementOversights.AsNoTracking().FirstOrDefaultAsync(o => o.Id == recordId && o.PersonId == id, ct) is { } o)
            {
                Add("The child's experience now", o.ChildExperience);
                Add("Progress and drift", o.Progress);
                Add("Risk", o.Risk);
                Add("If the plan fails", o.ContingencyNote);
                Add("Decision", o.Decision);
                Add("Why", o.Rationale);
            }
        }
    }

    private static string? YesNo(bool? answer) =>
        answer switch
        {
            true => "Yes",
            false => "No",
            _ => null,
        };
}
