using Kith.Practice.Access;
using Kith.Practice.Children.Chronology;
using Kith.Practice.Children.Relationships;
using Kith.Practice.Network;
using Kith.Practice.Projections;
using Kith.Practice.Store;
using Kith.Practice.Visits;
using Kith.Practice.Voice;
using Kith.Practice.Workforce;
using Kith.Standards.Calendar;
using Kith.Standards.Clocks;
using Kith.Standards.CodeSets;
using Kith.Standards.Identifiers;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Children.Show;

/// <summary>The child's page: one screen that answers who, why, what worries, what is planned, who knows, and what is due.</summary>
[UseCase]
public sealed partial class ShowChild(KithDb db, RecordAccess access, Clock clock)
{
    private static readonly string[] StoryKinds =
    [
        "referral",
        "closure",
        "reopening",
        "assessment",
        "section-47",
        "initial-conference",
        "protection-plan-start",
        "protection-plan-end",
        "review-conference",
        "cin-plan-start",
        "cin-plan-end",
        "cin-review",
        "care-start",
        "care-end",
        "missing",
        "risk",
        "pre-proceedings",
        "oversight",
        "early-help-start",
    ];

    /// <summary>The page of a child whom the caller has already been allowed to read (see KithPage.Guard). Null when there is no such person.</summary>
    public async Task<ChildPage?> Show(Guid id, Actor actor, CancellationToken ct = default)
    {
        var today = clock.Today;
        var row = await RowOf.On(db)(db, id, today);
        if (row is null)
        {
            return null;
        }
        var p = row.Person;
        var due = await DueOf.On(db)(db, id).ToListAsync(ct);
        var allocations = await Allocations(db, id, ct);
        var reach = access.ReachOf(actor);
        var steps = row.Steps;
        var leads = allocations.Where(a => a.Role == AllocationRole.Lead).ToList();
        var confidential = Seeing.MaySeeConfidential(actor, row.Overview?.TeamId, allocations.Where(a => a.To is null).Select(a => a.WorkerId));
        var home = row.Homes.Where(a => a.To is null || a.To > today).OrderBy(a => a.Kind == "Home" ? 0 : 1).ThenByDescending(a => a.From).FirstOrDefault();
        var homeLine = home is null ? null : Seeing.Address(home, confidential);
        var (relatives, household) = await Around(db, reach, actor, id, homeLine is { Withheld: false } ? home!.AddressKey : null, today, ct);
        var around = relatives.GroupBy(r => r.Person.Id).ToDictionary(g => g.Key, g => g.First());
        var story = await StoryOf.On(db)(db, id, StoryKinds).ToListAsync(ct);

        return new ChildPage
        {
            Head = Head(p, row.Overview, row.TeamName, row.WorkerName, row.Restricted, row.Warnings, today),
            Today = today,
            Version = p.Version,
            WhyInvolved = string.IsNullOrWhiteSpace(p.WhyInvolved) ? null : new Statement(p.WhyInvolved, p.WhyInvolvedOn, row.WhyBy),
            Worries = Worries(story),
            Plan = Plan(story, row.Overview, today),
            NhsNumber = NhsNumber.TryParse(p.NhsNumber, out var nhs, out _) ? nhs.Formatted : p.NhsNumber,
            Upn = p.Upn,
            Ethnicity = p.Ethnicity is null ? null : CodeSets.Ethnicity.Describe(p.Ethnicity),
            FirstLanguage = p.FirstLanguage,
            InterpreterNeeded = p.InterpreterNeeded,
            Nationality = p.Nationality,
            HowToBe = p.HowToBeWithMe,
            Disabilities = ChildWords.Disabilities(row.Disabilities),
            // Where nobody works with the child, nobody is missing.
            Who = Who(leads, today, row.Overview is { } work && ChildWords.IsOpen(work.Status) ? work.EpisodeFrom : today),
            Others = [.. allocations.Where(a => a.Role != AllocationRole.Lead && a.To is null)],
            Seen =
                row.Visit is null || row.VisitChild is null
                    ? null
                    : new LastSeen(
                        row.Visit.On,
                        row.SeenBy,
                        row.VisitChild.SeenAlone,
                        row.VisitChild.BedroomSeen,
                        row.Visit.Place,
                        new RecordRef("visit", row.Visit.Id),
                        row.Visit.Source
                    ),
            Said = row.Voice is not { } v
                ? null
                : new LastSaid(v.Words, v.On, v.Method, row.VoiceWith, v.Alone, v.WhatMatters, v.Answer, v.AnsweredOn, new RecordRef("voice", v.Id), v.Source),
            Contingency = row.Contingency is not { } c
                ? null
                : new IfThePlanFails(
                    string.Join("; ", c.TriggerLines),
                    IfThePlanFails.Part(steps, Horizon.Tonight, around),
                    IfThePlanFails.Part(steps, Horizon.Weeks, around),
                    IfThePlanFails.Part(steps, Horizon.LongTerm, around),
                    c.MadeOn,
                    c.ReviewOn,
                    row.Overview is { } o ? ContingencyRules.StrengthOn(o.Contingency, o.ContingencyUntil, today) : ContingencyStrength.None,
                    new RecordRef("contingency", c.Id),
                    c.Source
                ),
            Due = [.. due.Select(d => Due(d, clock.UtcNow))],
            Relatives = relatives,
            Home = homeLine,
            Household = household,
            Lately =
            [
                .. story
                    .Where(s => s.Kind is not "oversight")
                    .Take(6)
                    .Select(s => new Statement(ChronologyKinds.Title(s.Kind, s.Code), s.On, null, s.Source, new RecordRef(s.Kind, s.RecordId))),
            ],
            LastOversightOn = row.Overview?.LastOversightOn,
            DataToFix = row.DataToFix,
            DraftsLeft = row.DraftsLeft,
        };
    }

    internal static PersonHead Head(Person p, ChildOverview? o, string? team, string? worker, bool restricted, IEnumerable<WarningNote> warnings, DateOnly today)
    {
        var unborn = p.DateOfBirth is null && p.ExpectedDateOfBirth is not null;
        return new PersonHead
        {
            Id = p.Id,
            Name = p.DisplayName,
            FullName = string.Join(' ', new[] { p.GivenName, p.MiddleNames, p.FamilyName }.Where(n => !string.IsNullOrWhiteSpace(n))),
            Age = ChildWords.Age(p.DateOfBirth ?? p.ExpectedDateOfBirth, unborn, today, p.DateOfDeath),
            Unborn = unborn,
            BornOn = p.DateOfBirth ?? p.ExpectedDateOfBirth,
            BirthEstimated = p.DateOfBirthCertainty == DateCertainty.Estimated && !unborn,
            DiedOn = p.DateOfDeath,
            Sex = ChildWords.Sex(p.Sex),
            GenderIdentity = p.GenderIdentity,
            Pronouns = p.Pronouns,
            LaChildId = p.LaChildId,
            IsChild = p.HasChildRecord,
            Restricted = restricted,
            Source = p.Source,
            SourceEndedOn = p.SourceEndedOn,
            MergedIntoId = p.MergedIntoId,
            Status = o?.Status,
            Category = o?.Category is null ? null : CodeSets.CategoryOfAbuse.Describe(o.Category),
            PrimaryNeed = o?.PrimaryNeed is null ? null : CodeSets.PrimaryNeed.Describe(o.PrimaryNeed),
            EpisodeFrom = o?.EpisodeFrom,
            PlanFrom = o?.PlanFrom,
            ClosedOn = o?.ClosedOn,
            TeamId = o?.TeamId,
            TeamName = team,
            WorkerId = o?.WorkerId,
            WorkerName = worker,
            WorkerSince = o?.WorkerSince,
            MissingSince = o?.MissingSince,
            Warnings =
            [
                .. warnings
                    .Where(w => w.EndedOn is null)
                    .OrderBy(w => w.ReviewOn)
                    .Select(w => new WarningLine(w.Id, w.Text, w.RaisedOn, w.ReviewOn, w.EndedOn, w.EndedReason, w.Source, w.Version)),
            ],
        };
    }

    /// <summary>A due item in words.</summary>
    internal static DueLine Due(DueItem d, DateTime now)
    {
        var definition = ClockCatalogue.Find(d.Clock, d.StartedOn) ?? ClockCatalogue.Find(d.Clock);
        return new DueLine(
            d.Clock,
            definition?.Name ?? d.Clock,
            d.DueOn,
            Workforce.DueWork.State(d, now),
            Workforce.DueWork.Words(d, now),
            definition is null ? $"since {DateWords.Medium(d.StartedOn)}" : $"{definition.LengthInWords} from {DateWords.Medium(d.StartedOn)}",
            Workforce.DuePlaces.Of(d.Clock, d.PersonId, d.StartedById)
        )
        {
            DueAt = d.DueAt,
        };
    }

    /// <summary>Everyone who works or worked with the child, newest first.</summary>
    internal static async Task<List<AllocationLine>> Allocations(KithDb db, Guid id, CancellationToken ct) => await AllocationsOf.On(db)(db, id).ToListAsync(ct);

    /// <summary>The person's relatives and others who matter, as the reader may see them.</summary>
    internal static async Task<List<RelativeLine>> Relatives(KithDb db, Reaches reach, Actor actor, Guid id, DateOnly today, CancellationToken ct) =>
        Lines(await RelativesOf.On(db)(db, id, reach.Extent, reach.Me, reach.Now, reach.Teams, reach.Workers).ToListAsync(ct), actor, today);

    /// <summary>As <see cref="Relatives"/>, and the other people whose home is the same address now: one statement. Nobody where there is no address, or the reader may not know it.</summary>
    internal static async Task<(List<RelativeLine> Relatives, List<PersonLine> Household)> Around(
        KithDb db,
        Reaches reach,
        Actor actor,
        Guid id,
        string? addressKey,
        DateOnly today,
        CancellationToken ct
    )
    {
        if (string.IsNullOrEmpty(addressKey))
        {
            return (await Relatives(db, reach, actor, id, today, ct), []);
        }
        var rows = await AroundOf.On(db)(db, id, addressKey, today, reach.Extent, reach.Me, reach.Now, reach.Teams, reach.Workers).ToListAsync(ct);
        return (
            Lines(rows.Select(r => r.Relative).OfType<RelativeRow>(), actor, today),
            [
                .. rows.Where(r => r.AtHome)
                    .DistinctBy(r => r.Facts.Id)
                    .Select(r => (r.Facts, Line: Seeing.Line(r.Facts, actor, today)))
                    .Where(r => r.Line is { IsHidden: false })
                    .OrderBy(r => r.Facts.Born ?? r.Facts.Expected ?? DateOnly.MaxValue)
                    .ThenBy(r => r.Facts.Id)
                    .Select(r => r.Line!),
            ]
        );
    }

    private static List<RelativeLine> Lines(IEnumerable<RelativeRow> rows, Actor actor, DateOnly today) =>
        [
            .. rows.Select(r => (Row: r, Line: Seeing.Line(r.Facts, actor, today)))
                .Where(r => r.Line is not null)
                .OrderBy(r => Closeness(r.Row.Kind))
                .ThenBy(r => r.Row.Facts.Born ?? r.Row.Facts.Expected ?? DateOnly.MaxValue)
                .ThenBy(r => r.Line!.Name, StringComparer.Ordinal)
                .Select(r => new RelativeLine(
                    r.Line!,
                    r.Row.PairId,
                    r.Row.Kind,
                    r.Row.Kind.Word(r.Line!.Sex, r.Row.Form),
                    r.Row.ParentalResponsibility,
                    r.Row.From,
                    r.Row.To,
                    r.Line!.IsHidden ? null : r.Row.Note,
                    r.Row.Source,
                    r.Row.Version
                )
                {
                    Form = r.Row.Form,
                    Days = r.Line!.IsHidden ? "" : RelationshipForms.Days(new(r.Row.From, r.Row.To, r.Row.Form, r.Row.FormedOn, r.Row.DissolvedOn)),
                }),
        ];

    private static int Closeness(RelationshipKind kind) =>
        kind switch
        {
            RelationshipKind.Parent => 0,
            RelationshipKind.StepParent => 1,
            RelationshipKind.Carer => 2,
            _ when kind.IsSibling() => 3,
            RelationshipKind.Child or RelationshipKind.StepChild => 4,
            RelationshipKind.Grandparent => 5,
            RelationshipKind.Partner => 6,
            RelationshipKind.AuntOrUncle or RelationshipKind.Cousin or RelationshipKind.NieceOrNephew or RelationshipKind.Grandchild => 7,
            _ => 8,
        };

    private static WhoKnows Who(List<AllocationLine> leads, DateOnly today, DateOnly? openSince)
    {
        var lead = leads.FirstOrDefault(a => a.To is null && a.WorkerId is not null);
        var recent = leads.Where(a => a.WorkerId is not null && (a.To ?? today) >= today.AddYears(-2)).Select(a => a.WorkerId).Distinct().Count();
        var longest = leads
            .Where(a => a.WorkerId is not null)
            .GroupBy(a => a.WorkerId)
            .Select(g => (Last: g.OrderByDescending(a => a.From).First(), Days: g.Sum(a => (a.To ?? today).DayNumber - a.From.DayNumber)))
            .OrderByDescending(g => g.Days)
            .FirstOrDefault();
        return new WhoKnows(lead, recent, longest.Last, longest.Last is null ? null : ChildWords.For(today.AddDays(-Math.Max(0, longest.Days)), today))
        {
            Stability = Stability.Of(
                leads.Select(a => new Allocation
                {
                    Id = a.Id,
                    WorkerId = a.WorkerId,
                    Role = a.Role,
                    From = a.From,
                    To = a.To,
                }),
                today,
                openSince
            ),
        };
    }

    private static List<Statement> Worries(List<ChronologyItem> story)
    {
        var worries = new List<Statement>();
        foreach (var kind in new[] { "assessment", "referral", "risk" })
        {
            if (story.FirstOrDefault(s => s.Kind == kind && !string.IsNullOrWhiteSpace(s.Text)) is { } latest)
            {
                worries.Add(
                    new Statement(
                        latest.Text!,
                        latest.On,
                        kind switch
                        {
                            "assessment" => "Assessment",
                            "referral" => "Referral",
                            _ => ChronologyKinds.Title(kind, latest.Code),
                        },
                        latest.Source,
                        new RecordRef(kind, latest.RecordId)
                    )
                );
            }
        }
        return worries;
    }

    private static List<Statement> Plan(List<ChronologyItem> story, ChildOverview? o, DateOnly today)
    {
        var plan = new List<Statement>();
        var kind = o?.Status switch
        {
            ChildStatus.ChildProtection => "protection-plan-start",
            ChildStatus.LookedAfter => "care-start",
            _ => "cin-plan-start",
        };
        if (o?.PlanFrom is { } from && story.FirstOrDefault(s => s.Kind == kind && s.On == from) is { } start)
        {
            plan.Add(
                new Statement(
                    $"{ChronologyKinds.Title(start.Kind, start.Code)}, {ChildWords.For(from, today)} ago",
                    start.On,
                    null,
                    start.Source,
                    new RecordRef(start.Kind, start.RecordId)
                )
            );
        }
        foreach (var latest in new[] { story.FirstOrDefault(s => s.Kind is "review-conference" or "cin-review"), story.FirstOrDefault(s => s.Kind == "oversight") })
        {
            // What was planned before the work that goes on now is history, and not the plan.
            var since = o?.PlanFrom ?? (o is not null && ChildWords.IsOpen(o.Status) ? o.EpisodeFrom : null);
            if (latest is not null && (since is null || latest.On >= since))
            {
                var title = ChronologyKinds.Title(latest.Kind, latest.Code);
                plan.Add(
                    new Statement(
                        string.IsNullOrWhiteSpace(latest.Text) ? title : $"{title}: {latest.Text}",
                        latest.On,
                        null,
                        latest.Source,
                        new RecordRef(latest.Kind, latest.RecordId)
                    )
                );
            }
        }
        return plan;
    }
}
