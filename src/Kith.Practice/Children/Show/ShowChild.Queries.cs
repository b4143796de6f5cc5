using Kith.Practice.Access;
using Kith.Practice.Children.Chronology;
using Kith.Practice.Network;
using Kith.Practice.Projections;
using Kith.Practice.Returns.Census;
using Kith.Practice.Store;
using Kith.Practice.Visits;
using Kith.Practice.Voice;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Children.Show;

// What the child's page asks. It is opened more than any other, so each statement is put together once for the life of
// the process: doing that for every request took longer than to run them.
public sealed partial class ShowChild
{
    // One round trip: the latest voice, contingency plan and visit are found by scalar look-ups in their own indexes,
    // then joined by key, because both engines can do that (SQLite has no lateral join).
    private static readonly CompiledQuery<Func<KithDb, Guid, DateOnly, Task<OneChild?>>> RowOf = new(() =>
        EF.CompileAsyncQuery(
            (KithDb db, Guid id, DateOnly today) =>
                (
                    from p in db.People.AsNoTracking()
                    where p.Id == id
                    join o in db.ChildOverviews on p.Id equals o.PersonId into os
                    from o in os.DefaultIfEmpty()
                    join t in db.Teams on o.TeamId equals t.Id into ts
                    from t in ts.DefaultIfEmpty()
                    join w in db.Workers on o.WorkerId equals w.Id into ws
                    from w in ws.DefaultIfEmpty()
                    join y in db.Workers on p.WhyInvolvedById equals y.Id into ys
                    from y in ys.DefaultIfEmpty()
                    join v in db.VoiceEntries
                        on db
                            .VoiceEntries.Where(x => x.PersonId == id)
                            .OrderByDescending(x => x.On)
                            .ThenByDescending(x => x.Id)
                            .Select(x => (Guid?)x.Id)
                            .FirstOrDefault() equals v.Id
                        into vs
                    from v in vs.DefaultIfEmpty()
                    join vw in db.Workers on v.WorkerId equals vw.Id into vws
                    from vw in vws.DefaultIfEmpty()
                    join c in db.ContingencyPlans
                        on db
                            .ContingencyPlans.Where(x => x.PersonId == id && x.EndedOn == null)
                            .OrderByDescending(x => x.MadeOn)
                            .ThenByDescending(x => x.Id)
                            .Select(x => (Guid?)x.Id)
                            .FirstOrDefault() equals c.Id
                        into cs
                    from c in cs.DefaultIfEmpty()
                    join s in db.VisitChildren
                        on db
                            .VisitChildren.Where(x => x.PersonId == id && x.Seen == true)
                            .OrderByDescending(x => x.Visit!.On)
                            .ThenByDescending(x => x.VisitId)
                            .Select(x => (Guid?)x.Id)
                            .FirstOrDefault() equals s.Id
                        into ss
                    from s in ss.DefaultIfEmpty()
                    join sv in db.Visits on s.VisitId equals sv.Id into svs
                    from sv in svs.DefaultIfEmpty()
                    join sw in db.Workers on sv.WorkerId equals sw.Id into sws
                    from sw in sws.DefaultIfEmpty()
                    select new OneChild
                    {
                        Person = p,
                        Overview = o,
                        TeamName = t.Name,
                        WorkerName = w.Name,
                        WhyBy = y.Name,
                        Restricted = db.Restrictions.Any(r => r.PersonId == id && r.EndedAt == null),
                        Warnings = p.WarningNotes.Where(n => n.EndedOn == null).ToList(),
                        Disabilities = p.Disabilities.Select(d => d.Code).ToList(),
                        Homes = p.Addresses.Where(a => a.To == null || a.To > today).ToList(),
                        Voice = v,
                        VoiceWith = vw.Name,
                        Contingency = c,
                        Steps = db.ContingencySteps.Where(x => x.PersonId == id && x.PlanId == c.Id).ToList(),
                        VisitChild = s,
                        Visit = sv,
                        SeenBy = sw.Name,
                        DataToFix = ShowDataToFix.Waiting(db.CensusIssues, today).Count(f => f.PersonId == id),
                        DraftsLeft = db.Drafts.Any(d => d.PersonId == id && db.Users.Any(u => u.Id == d.AccountId && u.ValidUntil < today)),
                    }
                )
                    .AsSingleQuery()
                    .FirstOrDefault()
        )
    );

    private static readonly CompiledQuery<Func<KithDb, Guid, IAsyncEnumerable<DueItem>>> DueOf = new(() =>
        EF.CompileAsyncQuery((KithDb db, Guid id) => db.DueItems.AsNoTracking().OrderBy(d => d.DueOn).Where(d => d.PersonId == id))
    );

    private static readonly CompiledQuery<Func<KithDb, Guid, string[], IAsyncEnumerable<ChronologyItem>>> StoryOf = new(() =>
        EF.CompileAsyncQuery((KithDb db, Guid id, string[] kinds) => db.Chronology.Where(c => c.PersonId == id && kinds.Contains(c.Kind)).OrderByDescending(c => c.On).Take(60))
    );

    private static readonly CompiledQuery<Func<KithDb, Guid, IAsyncEnumerable<AllocationLine>>> AllocationsOf = new(() =>
        EF.CompileAsyncQuery(
            (KithDb db, Guid id) =>
                from a in db.Allocations.AsNoTracking()
                where a.PersonId == id
                join w in db.Workers on a.WorkerId equals w.Id into ws
                from w in ws.DefaultIfEmpty()
                join t in db.Teams on a.TeamId equals t.Id into ts
                from t in ts.DefaultIfEmpty()
                orderby a.From descending, a.Id descending
                select new AllocationLine(a.Id, a.WorkerId, w == null ? "No worker named" : w.Name, t.Name, a.Role, a.From, a.To, a.ChangeReason, a.Source, w.Email, w.Phone)
        )
    );

    // «PersonId is Kind of OtherId»: rows whose other side is this person say what each relative is to them.
    private static readonly CompiledQuery<Func<KithDb, Guid, Extent, Guid, DateTime, IReadOnlyList<Guid>, IReadOnlyList<Guid>, IAsyncEnumerable<RelativeRow>>> RelativesOf = new(
        () =>
            EF.CompileAsyncQuery(
                (KithDb db, Guid id, Extent extent, Guid me, DateTime now, IReadOnlyList<Guid> teams, IReadOnlyList<Guid> workers) =>
                    from r in db.Relationships.AsNoTracking()
                    where r.OtherId == id
                    join f in Seeing.Seen(db.People.AsNoTracking(), ReadableRules.People(db.People.AsNoTracking(), extent, me, now, teams, workers)) on r.PersonId equals f.Id
                    select new RelativeRow
                    {
                        PairId = r.PairId,
                        Kind = r.Kind,
                        ParentalResponsibility = r.ParentalResponsibility,
                        From = r.From,
                        To = r.To,
                        Note = r.Note,
                        Form = r.Form,
                        FormedOn = r.FormedOn,
                        DissolvedOn = r.DissolvedOn,
                        Source = r.Source,
                        Version = r.Version,
                        Facts = f,
                    }
            )
    );

    // Relatives and those who live at the address, each once for each relationship. From the address to its people, not
    // from every person to their addresses.
    private static readonly CompiledQuery<
        Func<KithDb, Guid, string, DateOnly, Extent, Guid, DateTime, IReadOnlyList<Guid>, IReadOnlyList<Guid>, IAsyncEnumerable<AroundRow>>
    > AroundOf = new(() =>
        EF.CompileAsyncQuery(
            (KithDb db, Guid id, string key, DateOnly today, Extent extent, Guid me, DateTime now, IReadOnlyList<Guid> teams, IReadOnlyList<Guid> workers) =>
                from f in Seeing.Seen(
                    db.People.AsNoTracking()
                        .Where(p =>
                            db.Relationships.Where(r => r.OtherId == id)
                                .Select(r => r.PersonId)
                                .Union(
                                    db.PersonAddresses.Where(a => a.AddressKey == key && (a.To == null || a.To > today) && a.PersonId != id)
                                        .OrderBy(a => a.PersonId)
                                        .Select(a => a.PersonId)
                                        .Take(40)
                                )
                                .Contains(p.Id)
                        ),
                    ReadableRules.People(db.People.AsNoTracking(), extent, me, now, teams, workers)
                )
                join r in db.Relationships.Where(r => r.OtherId == id) on f.Id equals r.PersonId into rs
                from r in rs.DefaultIfEmpty()
                select new AroundRow
                {
                    PairId = (Guid?)r.PairId,
                    Kind = (RelationshipKind?)r.Kind,
                    ParentalResponsibility = (bool?)r.ParentalResponsibility,
                    From = r.From,
                    To = r.To,
                    Note = r.Note,
                    Form = r.Form,
                    FormedOn = r.FormedOn,
                    DissolvedOn = r.DissolvedOn,
                    Source = r.Source,
                    Version = (int?)r.Version,
                    Facts = f,
                    AtHome =
                        db.PersonAddresses.Any(a => a.PersonId == f.Id && a.AddressKey == key && (a.To == null || a.To > today))
                        && db.People.Any(p => p.Id == f.Id && p.MergedIntoId == null),
                }
        )
    );

    private sealed class OneChild
    {
        public required Person Person { get; init; }
        public ChildOverview? Overview { get; init; }
        public string? TeamName { get; init; }
        public string? WorkerName { get; init; }
        public string? WhyBy { get; init; }
        public bool Restricted { get; init; }
        public List<WarningNote> Warnings { get; init; } = [];
        public List<string> Disabilities { get; init; } = [];
        public List<PersonAddress> Homes { get; init; } = [];
        public VoiceEntry? Voice { get; init; }
        public string? VoiceWith { get; init; }
        public ContingencyPlan? Contingency { get; init; }
        public List<ContingencyStep> Steps { get; init; } = [];
        public VisitChild? VisitChild { get; init; }
        public Visit? Visit { get; init; }
        public string? SeenBy { get; init; }
        public int DataToFix { get; init; }
        public bool DraftsLeft { get; init; }
    }

    private sealed class RelativeRow
    {
        public Guid PairId { get; init; }
        public RelationshipKind Kind { get; init; }
        public bool ParentalResponsibility { get; init; }
        public DateOnly? From { get; init; }
        public DateOnly? To { get; init; }
        public string? Note { get; init; }
        public RelationshipForm? Form { get; init; }
        public DateOnly? FormedOn { get; init; }
        public DateOnly? DissolvedOn { get; init; }
        public string? Source { get; init; }
        public int Version { get; init; }
        public required Seeing.Facts Facts { get; init; }
    }

    private sealed class AroundRow
    {
        public Guid? PairId { get; init; }
        public RelationshipKind? Kind { get; init; }
        public bool? ParentalResponsibility { get; init; }
        public DateOnly? From { get; init; }
        public DateOnly? To { get; init; }
        public string? Note { get; init; }
        public RelationshipForm? Form { get; init; }
        public DateOnly? FormedOn { get; init; }
        public DateOnly? DissolvedOn { get; init; }
        public string? Source { get; init; }
        public int? Version { get; init; }
        public required Seeing.Facts Facts { get; init; }

        /// <summary>Lives at the address now.</summary>
        public bool AtHome { get; init; }

        /// <summary>As a relative; null for someone who only lives there.</summary>
        public RelativeRow? Relative =>
            Kind is { } kind
                ? new RelativeRow
                {
                    PairId = PairId!.Value,
                    Kind = kind,
                    ParentalResponsibility = ParentalResponsibility == true,
                    From = From,
                    To = To,
                    Note = Note,
                    Form = Form,
                    FormedOn = FormedOn,
                    DissolvedOn = DissolvedOn,
                    Source = Source,
                    Version = Version!.Value,
                    Facts = Facts,
                }
                : null;
    }
}
