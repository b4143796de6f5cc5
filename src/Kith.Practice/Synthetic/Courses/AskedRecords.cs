using Kith.Practice.Actions;
using Kith.Practice.Audits;
using Kith.Practice.Improvement.Recommendations;
using Kith.Practice.Synthetic.Families;
using Kith.Practice.Synthetic.Words;
using Kith.Practice.Synthetic.Workplace;
using Kith.Practice.Workforce;
using Kith.Standards.Calendar;

namespace Kith.Practice.Synthetic.Courses;

/// <summary>
/// What audits asked for, and how far up the ladder it came: the third weakness. Half of it was finished, and little of that
/// looked at by anyone; since the council answered its inspection more is, though not all.
/// </summary>
internal sealed class AskedRecords(StorySetting setting, Storyteller teller, SeededRandom random, SyntheticIds ids, Rows rows)
{
    private static readonly WorkingDayCalendar Calendar = WorkingDayCalendar.England;

    /// <summary>Writes what an audit asked for.</summary>
    /// <param name="by">Who held the child then.</param>
    /// <param name="now">Who holds the child today.</param>
    public void Write(Audit audit, Course course, ChildFacts child, Held by, Held? now, Worker auditor, Worker? manager)
    {
        var on = audit.CompletedOn;
        var count = audit.Grade switch
        {
            AuditGrade.Outstanding => random.Between(0, 1),
            AuditGrade.Good => random.Between(1, 3),
            _ => random.Between(2, 4),
        };
        var texts = new HashSet<string>();
        for (var i = 0; i < count; i++)
        {
            var text = teller.Write("rec", teller.On(child, on, course, [], by.WorkerName, manager?.Name));
            if (!texts.Add(text))
            {
                continue;
            }
            var due = Calendar.OnOrAfter(on.AddDays(random.Pick(28, 28, 42, 56)));
            var after = random.Days([(0, 8), (0.4, 30), (0.7, 70), (1, 200)]);
            DateOnly? done = random.Chance(0.52) && Calendar.OnOrBefore(on.AddDays(after)) is var finished && finished <= setting.AsAt ? finished : null;
            DateOnly? verified = done is { } d && random.Chance(0.34) && d.AddDays(random.Between(5, 60)) is var v && v <= setting.AsAt ? v : null;
            DateOnly? looked = verified is { } w && random.Chance(0.3) && w.AddDays(random.Between(30, 90)) is var e && e <= setting.AsAt ? e : null;
            var id = ids.Next();
            var manages = !random.Chance(0.7);
            var evidence = done is { } doneOn ? teller.Write("rec.evidence", teller.On(child, doneOn, course)) : null;
            var effect = looked is null || random.Chance(0.7);
            // What follows has a stream of its own, so that the family is the same with and without it.
            var own = new SeededRandom(setting.Options.Seed, BitConverter.ToInt64(id.ToByteArray(), 8));
            new Asked(setting, rows, own, new SyntheticIds(FamilyStory.Milliseconds(on), own), child.Person.KnownAs ?? child.Person.GivenName ?? "the child").One(
                id,
                audit,
                course,
                child,
                by,
                now,
                auditor,
                manages ? manager : null,
                text,
                due,
                done,
                verified,
                looked,
                effect,
                evidence
            );
        }
    }

    /// <summary>One of them, and how far it came.</summary>
    private sealed class Asked(StorySetting setting, Rows rows, SeededRandom random, SyntheticIds ids, string name)
    {
        public void One(
            Guid id,
            Audit audit,
            Course course,
            ChildFacts child,
            Held by,
            Held? now,
            Worker auditor,
            Worker? manager,
            string text,
            DateOnly due,
            DateOnly? done,
            DateOnly? verified,
            DateOnly? looked,
            bool effect,
            string? evidence
        )
        {
            var on = audit.CompletedOn;
            var asAt = setting.AsAt;
            if (on >= asAt.AddMonths(-8))
            {
                // Since the council answered its inspection more is done, sooner, and looked at; not all.
                var after = random.Days([(0, 4), (0.5, 16), (0.9, 32), (1, 60)]);
                done = random.Chance(0.93) && Calendar.OnOrBefore(on.AddDays(after)) is var finished && finished <= asAt ? finished : null;
                verified = done is { } d && random.Chance(0.85) && d.AddDays(random.Between(3, 14)) is var v && v <= asAt ? v : null;
                looked = verified is { } w && random.Chance(0.8) && w.AddDays(random.Between(28, 70)) is var e && e <= asAt ? e : null;
                effect = looked is null || random.Chance(0.75);
            }
            var aim = random.Pick(
                $"{name} knows who would be there, tonight and for longer",
                $"A manager asks what {name}'s days are like, and often enough",
                $"{name} hears what was done with what was said",
                $"The people who matter to {name} are known and asked",
                $"Whoever meets {name} next knows the whole story"
            );
            var owner = manager is null ? (Id: by.WorkerId, Name: by.WorkerName) : (Id: manager.Id, manager.Name);
            var gone = done is null && course.Closed is { } closed && closed > on && closed <= asAt.AddDays(-30);
            // What was left from before was gone through when the council answered its inspection: late, but seen to the end.
            if (!gone && on < asAt.AddMonths(-14) && random.Chance(0.93))
            {
                var cleared = Calendar.OnOrAfter(asAt.AddDays(-random.Between(25, 170)));
                done ??= cleared;
                verified ??= Days.Earlier(asAt, Later(done.Value, cleared).AddDays(random.Between(2, 12)));
                looked ??= random.Chance(0.8) ? Days.Earlier(asAt, verified.Value.AddDays(random.Between(14, 40))) : null;
                effect = effect || random.Chance(0.8);
            }
            if (gone)
            {
                // The work ended first: said so, and mostly looked at.
                done = Calendar.OnOrAfter(course.Closed!.Value.AddDays(3));
                verified = random.Chance(0.85) ? done.Value.AddDays(12) : null;
                (looked, effect) = (null, true);
            }
            else if (done is null && now is { } holder && holder.WorkerId != by.WorkerId)
            {
                // What is still to be done went with the child to whoever came.
                owner = (holder.WorkerId, holder.WorkerName);
            }
            var action = new ActionItem
            {
                Id = ids.Next(),
                PersonId = child.Person.Id,
                Source = ActionSource.Recommendation,
                What = text,
                OwnerWorkerId = owner.Id,
                SetOn = on,
                DueOn = due,
                EvidenceNeeded = true,
            };
            var r = new Recommendation
            {
                Id = id,
                ActionId = action.Id,
                Action = action,
                Origin = RecommendationOrigin.Audit,
                OriginId = audit.Id,
                OriginWords = $"Practice audit, {DateWords.Long(on)}",
                Finding = audit.Summary ?? "Found in a practice audit.",
                Aim = aim,
                RaisedOn = on,
                RaisedByWorkerId = auditor.Id,
                RaisedByName = auditor.Name,
            };
            action.SourceId = r.Id;
            Step(r, RecommendationAct.Raise, on, auditor.Id, auditor.Name, r.Finding, due);
            if (done is not null || on <= asAt.AddDays(-6))
            {
                r.AcceptedOn = Earlier(Calendar.OnOrAfter(on.AddDays(random.Between(1, 5))), done ?? asAt);
                Step(r, RecommendationAct.Accept, r.AcceptedOn.Value, owner.Id, owner.Name, null, due);
            }
            if (done is { } doneOn)
            {
                action.DoneOn = doneOn;
                action.Evidence = gone
                    ? $"The work with {name} ended before this could be done; the closing record says so."
                    : evidence ?? $"Recorded since {DateWords.Medium(on)}: it is on the record of {name}.";
                r.Overtaken = gone;
                Point(Step(r, RecommendationAct.Claim, doneOn, owner.Id, owner.Name, action.Evidence, doneOn), child, on, doneOn);
                if (verified is { } seenOn)
                {
                    r.VerifiedOn = seenOn;
                    r.EffectDueOn = gone ? null : looked ?? seenOn.AddDays(56);
                    Step(r, RecommendationAct.Verify, seenOn, auditor.Id, auditor.Name, $"Read what is on file of {name} since then: it says what was asked for.", r.EffectDueOn);
                }
                if (looked is { } effectOn)
                {
                    if (effect)
                    {
                        r.ConfirmedOn = effectOn;
                        Point(
                            Step(
                                r,
                                RecommendationAct.ConfirmEffect,
                                effectOn,
                                auditor.Id,
                                auditor.Name,
                                random.Pick($"{name} said what came of it. It is in the visit since.", $"{name} knows who to go to now; the review heard it too."),
                                null
                            ),
                            child,
                            doneOn,
                            effectOn
                        );
                    }
                    else
                    {
                        var why = random.Pick($"It is on paper, but {name} does not know of it.", $"Nothing in the visits since shows a difference for {name}.");
                        action.DueOn = Calendar.OnOrAfter(effectOn.AddDays(42));
                        Step(r, RecommendationAct.FindNoEffect, effectOn, auditor.Id, auditor.Name, why, action.DueOn);
                        (r.VerifiedOn, r.EffectDueOn, action.DoneOn, action.Evidence, action.LastChange, r.TimesReopened) = (null, null, null, null, why, 1);
                        if (now is { } holds)
                        {
                            action.OwnerWorkerId = holds.WorkerId;
                        }
                    }
                }
            }
            rows.Actions.Add(action);
            rows.Recommendations.Add(r);
        }

        private RecommendationStep Step(Recommendation r, RecommendationAct act, DateOnly on, Guid? worker, string? name, string? words, DateOnly? due)
        {
            var step = new RecommendationStep
            {
                Id = ids.Next(),
                RecommendationId = r.Id,
                Number = ++r.Taken,
                Act = act,
                On = on,
                At = LondonTime.StartOfDayUtc(on).AddHours(10).AddMinutes(7 * r.Taken),
                ByWorkerId = worker,
                ByName = name ?? "A worker",
                OwnerWorkerId = r.Action.OwnerWorkerId,
                Words = words,
                DueOn = due,
            };
            rows.RecommendationSteps.Add(step);
            return step;
        }

        /// <summary>Points to the last oversight or visit between two days, where there is one.</summary>
        private void Point(RecommendationStep step, ChildFacts child, DateOnly from, DateOnly to)
        {
            var person = child.Person.Id;
            if (rows.Oversight.LastOrDefault(o => o.PersonId == person && o.On >= from && o.On <= to) is { } oversight)
            {
                Point(step, "oversight", oversight.Id, "Management oversight", oversight.On);
            }
            else if (
                rows.Visits.LastOrDefault(v => v.On >= from && v.On <= to && rows.VisitChildren.Any(c => c.VisitId == v.Id && c.PersonId == person && c.Seen == true)) is { } visit
            )
            {
                Point(step, "visit", visit.Id, "Visit: child seen", visit.On);
            }
        }

        private void Point(RecommendationStep step, string kind, Guid record, string title, DateOnly on) =>
            rows.RecommendationEvidence.Add(
                new RecommendationEvidence
                {
                    Id = ids.Next(),
                    StepId = step.Id,
                    Kind = kind,
                    RecordId = record,
                    Title = title,
                    On = on,
                }
            );

        private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;

        private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;
    }
}
