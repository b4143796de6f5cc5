using System.Globalization;
using Kith.Practice.Measures;
using Kith.Practice.Network;
using Kith.Practice.Settings;
using Kith.Practice.Visits;
using Kith.Practice.Workforce.Figures;
using Kith.Standards.Measures;

namespace Kith.UnitTests.Practice.Measures;

internal static partial class MeasureExamples
{
    private static MeasureExample WithWorkers()
    {
        Guid first = Next(),
            half = Next(),
            gone = Next(),
            agency = Next(),
            left = Next(),
            team = Next();
        ChildHistory[] children =
        [
            // Three in the year, and looked after.
            With(
                Child(Referral("2025-04-01")),
                p =>
                {
                    p.Leads.Add(new(D("2025-04-01"), D("2025-08-01"), gone, null));
                    p.Leads.Add(new(D("2025-08-01"), D("2026-01-01"), half, null));
                    p.Leads.Add(new(D("2026-01-01"), Never, first, null));
                    p.Care.Add(new(D("2025-05-01"), Never));
                }
            ),
            // The one before ended a day before the year.
            With(
                Child(Referral("2024-01-01")),
                p =>
                {
                    p.Leads.Add(new(D("2024-01-01"), D("2025-03-30"), gone, null));
                    p.Leads.Add(new(D("2025-03-30"), Never, first, null));
                }
            ),
            // The same worker again the day after: one relationship.
            With(
                Child(Referral("2026-01-10")),
                p =>
                {
                    p.Leads.Add(new(D("2026-01-10"), D("2026-02-28"), half, null));
                    p.Leads.Add(new(D("2026-03-01"), Never, half, null));
                }
            ),
            Child(Referral("2026-03-15")),
        ];
        var workers = new MeasuredWorker[]
        {
            new(first, team, 1m, false, false, true, D("2020-01-01"), null),
            new(half, null, 0.5m, false, false, false, D("2020-01-01"), null),
            new(gone, null, 1m, false, false, true, D("2020-01-01"), D("2025-03-31")),
            new(agency, null, 1m, false, true, true, D("2026-01-01"), null),
            new(left, null, 0.5m, false, false, true, D("2021-01-01"), D("2026-03-31")),
        };
        return new(
            "workers",
            children,
            new MeasureBasis(IntervalPolicy.Defaults)
            {
                Population = _ => 80_000,
                Workers = workers.ToDictionary(w => w.Id),
                Posts = new Funded[] { new(team, "Social worker", D("2025-01-01"), 2), new(team, "Senior", D("2026-04-01"), 1) }.ToLookup(p => p.TeamId),
                Sick = new OffSick[] { new(first, D("2026-03-02"), D("2026-03-08")), new(agency, D("2026-03-02"), null) }.ToLookup(s => s.WorkerId),
            },
            new Dictionary<string, (double?, double?, double?)>
            {
                ["caseload"] = (3, 1.5, 2),
                ["caseload_worker"] = (0, 2, 0),
                ["unallocated"] = (1, 4, 25),
                ["workers_count"] = (1, 3, 100.0 / 3),
                ["cla_sw3"] = (1, 1, 100),
                // 80, 89 and 366 days.
                ["relationship_days"] = (null, 3, 89),
                // The half post that ended on the date, of the one that goes on.
                ["turnover"] = (0.5, 1, 50),
                ["agency"] = (1, 2, 50),
                // Two posts, one of them held; the third is of the day after.
                ["vacancy"] = (1, 2, 50),
                // Monday to Friday of a week.
                ["absence"] = (5, 253, 500.0 / 253),
            }
        );
    }

    private static MeasureExample BeforeCourt()
    {
        ChildHistory[] children =
        [
            // Sixteen weeks from the letter ended in February.
            With(Child(), p => p.BeforeCourt.Add(new(D("2025-10-01"), Never, D("2025-11-01"), Never))),
            With(Child(), p => p.BeforeCourt.Add(new(D("2026-02-01"), Never, Never, Never))),
            With(Child(), p => p.BeforeCourt.Add(new(D("2025-04-01"), D("2025-12-01"), D("2025-04-10"), D("2025-12-01")))),
        ];
        return new(
            "before court",
            children,
            Basis(),
            new Dictionary<string, (double?, double?, double?)>
            {
                ["pre_proceedings"] = (2, null, 2),
                ["pre_proceedings_16w"] = (1, 1, 100),
                ["care_applications"] = (1, 80_000, 0.125),
            }
        );
    }

    private static MeasureExample Rare()
    {
        var child = Child(Referral("2025-01-01"));
        LooseFact Fact(string measure, string on, int n, int d) => new(child.PersonId, MeasureCatalogue.PlaceOf(measure), D(on), n, d);
        LooseFact[] facts =
        [
            Fact("strategy_attendance", "2025-04-01", 1, 1),
            Fact("strategy_attendance", "2026-03-31", 0, 1),
            Fact("strategy_attendance", "2026-04-01", 1, 1),
            Fact("rhi_72h", "2025-05-01", 0, 1),
            Fact("rhi_72h:offered", "2025-05-01", 1, 1),
            Fact("edge_together", "2025-05-01", 1, 1),
            Fact("edge_together:6", "2025-08-01", 0, 1),
            Fact("edge_together:12", "2026-02-01", 1, 1),
            Fact("panel_heard", "2025-05-01", 1, 1),
            Fact("panel_heard", "2025-09-01", 0, 1),
            Fact("panel_actions_done", "2025-05-01", 1, 1),
            Fact("audit_done", "2025-06-01", 1, 0),
            Fact("audit_grade", "2025-06-01", 0, 1),
            Fact("audit_actions_done", "2025-07-01", 1, 1),
        ];
        LooseSpan[] spans =
        [
            new(child.PersonId, MeasureCatalogue.PlaceOf("audit_actions_overdue"), D("2026-03-31"), Never),
            new(child.PersonId, MeasureCatalogue.PlaceOf("audit_actions_overdue"), D("2026-01-01"), D("2026-03-31")),
        ];
        return new(
            "rare things",
            [child],
            new MeasureBasis(IntervalPolicy.Defaults) { Loose = facts.ToLookup(f => f.PersonId), Spans = spans.ToLookup(f => f.PersonId) },
            new Dictionary<string, (double?, double?, double?)>
            {
                ["strategy_attendance"] = (1, 2, 50),
                ["rhi_72h"] = (0, 1, 0),
                ["rhi_72h:offered"] = (1, 1, 100),
                ["edge_together"] = (1, 1, 100),
                ["edge_together:6"] = (0, 1, 0),
                ["edge_together:12"] = (1, 1, 100),
                ["panel_heard"] = (1, 2, 50),
                ["panel_actions_done"] = (1, 1, 100),
                ["audit_done"] = (1, null, 1),
                ["audit_grade"] = (0, 1, 0),
                ["audit_actions_done"] = (1, 1, 100),
                ["audit_actions_overdue"] = (1, null, 1),
            }
        );
    }
}
