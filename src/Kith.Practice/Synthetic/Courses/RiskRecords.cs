using System.Text.Json;
using Kith.Practice.EdgeOfCare;
using Kith.Practice.Synthetic.Families;
using Kith.Practice.Workforce;

namespace Kith.Practice.Synthetic.Courses;

/// <summary>
/// The looks behind each judged level, what was seen and what protects; neglect and domestic abuse where a plan is about them;
/// and referrals to the National Referral Mechanism for a few who are exploited. By a stream of chance of its own.
/// </summary>
internal sealed class RiskRecords(StorySetting setting, Rows rows, FamilyMaker family, SeededRandom random, SyntheticIds ids)
{
    /// <summary>Writes it.</summary>
    public void Write()
    {
        foreach (var plan in rows.ProtectionPlans.Where(p => p.EndedOn is null && p.InitialCategory is "NEG" or "EMO").ToList())
        {
            rows.Risks.Add(
                new RiskLevel
                {
                    Id = ids.Next(),
                    PersonId = plan.PersonId,
                    Risk = plan.InitialCategory == "NEG" ? "Neglect" : "DomesticAbuse",
                    Level = random.Pick(RiskLevels.Medium, RiskLevels.Medium, RiskLevels.Low),
                    From = plan.StartedOn,
                    Reason =
                        plan.InitialCategory == "NEG"
                            ? "What the child needs every day is met on good days only; help has begun."
                            : "The child saw and heard it; the parent is working with us and the other parent has left.",
                }
            );
        }
        foreach (var risk in rows.Risks.GroupBy(l => (l.PersonId, l.Risk)).ToList())
        {
            RiskLevel? before = null;
            foreach (var level in risk.OrderBy(l => l.From).ThenBy(l => l.Id))
            {
                if (before is { To: { } to } && to < level.From)
                {
                    before.EndedReason = "Not seen for a good while, and the child says so too.";
                    before = null;
                }
                Look(level, level.From, before?.Level, level.Reason);
                level.LookedOn = level.From;
                before = level;
            }
            if (before is { To: not null })
            {
                before.EndedReason = "The work ended; it was not seen any more.";
            }
            else if (before is not null)
            {
                Again(before);
            }
        }
        foreach (var child in family.Children.Where(c => c.Exploited && c.AgeOn(setting.AsAt) < 19))
        {
            if (
                rows.Risks.FirstOrDefault(l => l.PersonId == child.Person.Id && l.Level == RiskLevels.High && WorkerSkills.OutsideTheHome.Contains(l.Risk)) is { } high
                && random.Chance(0.35)
            )
            {
                Refer(child, high);
            }
        }
    }

    // What stands was looked at lately by most; a few are owed another look.
    private void Again(RiskLevel level)
    {
        var on = Days.Later(level.From, setting.AsAt.AddDays(-random.Between(4, level.Level == RiskLevels.High ? 66 : 190)));
        if (on > level.From)
        {
            Look(level, on, level.Level, "Much as before; the plan goes on.");
        }
        level.LookedOn = on;
        level.ReviewOn = on.AddMonths(level.Level == RiskLevels.High ? 2 : 6);
    }

    private void Look(RiskLevel level, DateOnly on, string? before, string reason)
    {
        if (RiskTools.On(level.Risk, on) is not { } tool)
        {
            return;
        }
        var share = level.Level switch
        {
            RiskLevels.High => 0.6,
            RiskLevels.Medium => 0.35,
            _ => 0.12,
        };
        var answers = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in tool.Lines)
        {
            var given = line.Kind switch
            {
                RiskLineKind.Grade => random
                    .Between(level.Level == RiskLevels.Low ? 1 : 2, level.Level == RiskLevels.Low ? 3 : 4)
                    .ToString(System.Globalization.CultureInfo.InvariantCulture),
                RiskLineKind.Type => random.Chance(0.3) ? "Yes" : null,
                RiskLineKind.Protective => random.Chance(0.8 - share) ? "Yes" : "No",
                _ => random.Chance(share) ? "Yes"
                : random.Chance(0.3) ? "Suspected"
                : random.Chance(0.2) ? "NotKnown"
                : "No",
            };
            if (given is not null)
            {
                answers[line.Key] = given;
            }
        }
        var worker = rows.Allocations.LastOrDefault(a => a.PersonId == level.PersonId && a.Role == AllocationRole.Lead && a.From <= on)?.WorkerId;
        rows.RiskScreenings.Add(
            new RiskScreening
            {
                Id = ids.Next(),
                PersonId = level.PersonId,
                Risk = level.Risk,
                ToolKey = tool.Key,
                ToolVersion = tool.Version,
                On = on,
                WorkerId = worker,
                ByName = setting.Council.Workers.FirstOrDefault(w => w.Id == worker)?.Name ?? "Social worker",
                Answers = JsonSerializer.Serialize(answers),
                Judgement = level.Reason,
                Level = level.Level,
                LevelBefore = before,
                Reason = reason,
                ReviewOn = on.AddMonths(level.Level == RiskLevels.High ? 2 : 6),
                MaracOn = level.Risk == "DomesticAbuse" && random.Chance(0.3) ? on.AddDays(14) : null,
            }
        );
    }

    private void Refer(ChildFacts child, RiskLevel high)
    {
        var on = high.From.AddDays(random.Between(3, 25));
        if (on > setting.AsAt)
        {
            return;
        }
        var referral = new NrmReferral
        {
            Id = ids.Next(),
            PersonId = child.Person.Id,
            ReferredOn = on,
            FirstResponder = random.Pick("The council", "The council", "The police"),
            ByName = "Exploitation team",
            Reference = $"NRM {random.Between(10000, 99999)}",
            Kinds = high.Risk == "SexualExploitation" ? "sexual" : "criminal",
            Grounds = "Older people pay, threaten and move the child about; drugs and cash were found that are not the child’s own.",
            Age = child.AgeOn(on),
            Agreed = true,
            GuardianAsked = random.Chance(0.5),
        };
        rows.NrmReferrals.Add(referral);
        var reasonable = on.AddDays(random.Between(5, 20));
        if (reasonable > setting.AsAt)
        {
            return;
        }
        var positive = random.Chance(0.88);
        KeepNrm.Take(referral, NrmAct.DecideReasonable, reasonable, positive ? NrmDecision.Positive : NrmDecision.Negative, positive ? null : "Not enough was known.");
        var conclusive = reasonable.AddDays(random.Between(60, 300));
        if (positive && conclusive <= setting.AsAt)
        {
            KeepNrm.Take(referral, NrmAct.DecideConclusive, conclusive, NrmDecision.Positive, null);
        }
    }
}
