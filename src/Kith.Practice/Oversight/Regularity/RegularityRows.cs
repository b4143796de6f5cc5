using Kith.Practice.Access;
using Kith.Practice.Projections;
using Kith.Practice.Store;

namespace Kith.Practice.Oversight;

/// <summary>One open child on a day, as a query: the same rules as <see cref="Regularity.On"/>, worked out by the database.</summary>
public sealed class RegularityRow
{
    public Guid PersonId { get; init; }
    public bool Disabled { get; init; }
    public string? Ethnicity { get; init; }
    public DateOnly? BornOn { get; init; }
    public string? HouseholdKey { get; init; }
    public Guid? TeamId { get; init; }
    public Guid? WorkerId { get; init; }
    public int? AllocatedDay { get; init; }
    public ChildStatus Plan { get; init; }

    /// <summary>Whether there was an oversight since the case opened.</summary>
    public bool Overseen { get; init; }
    public int AnchorDay { get; init; }
    public int DueDay { get; init; }
    public bool Late { get; init; }
    public int Finished { get; init; }

    /// <summary>Days of the finished waits together.</summary>
    public int Waited { get; init; }
    public int Running { get; init; }
    public int Open { get; init; }
    public int Within { get; init; }
}

/// <summary>Finds the open children of a day whom somebody may read, with how regular their oversight was.</summary>
[UseCase]
public sealed class RegularityRows(KithDb db, RecordAccess access)
{
    /// <summary>A query: one row for each child who was open on the day; nothing is read until it is asked.</summary>
    /// <param name="withPast">Without it <see cref="RegularityRow.Finished"/>, <see cref="RegularityRow.Waited"/>, <see cref="RegularityRow.Open"/> and <see cref="RegularityRow.Within"/> count since the case opened, not over the year, and the stretches of a year ago are not looked for.</param>
    public IQueryable<RegularityRow> On(DateOnly day, Guid? teamId, Actor actor, bool withPast = true)
    {
        var d = day.DayNumber;
        var before = d - Regularity.Year;
        var now = db.OversightStretches.Where(s => s.ToDay > d && s.FromDay <= d);
        if (teamId is { } team)
        {
            now = now.Where(s => s.TeamId == team);
        }
        var past = withPast ? db.OversightStretches.Where(p => p.ToDay > before && p.FromDay <= before) : db.OversightStretches.Where(_ => false);
        return from s in now
            join o in access.ReadableChildren(actor) on s.PersonId equals o.PersonId
            join p in past on new { s.PersonId, s.OpenedDay } equals new { p.PersonId, p.OpenedDay } into ps
            from p in ps.DefaultIfEmpty()
            select new RegularityRow
            {
                PersonId = s.PersonId,
                Disabled = o.Disabled,
                Ethnicity = o.Ethnicity,
                BornOn = o.BornOn,
                HouseholdKey = o.HouseholdKey,
                TeamId = s.TeamId,
                WorkerId = s.WorkerId,
                AllocatedDay = s.AllocatedDay,
                Plan = s.Plan,
                Overseen = s.Overseen > 0,
                AnchorDay = s.AnchorDay,
                DueDay = s.DueDay,
                Late = s.DueDay < d,
                Finished = s.Overseen - (p == null ? 0 : p.Overseen),
                Waited = s.AnchorDay - (p == null ? s.OpenedDay : p.AnchorDay),
                Running = d - s.AnchorDay,
                Open = s.OpenBefore + d - s.FromDay + 1 - (p == null ? 0 : p.OpenBefore + before - p.FromDay + 1),
                Within =
                    s.WithinBefore
                    + (
                        s.DueDay >= d ? d - s.FromDay + 1
                        : s.DueDay < s.FromDay ? 0
                        : s.DueDay - s.FromDay + 1
                    )
                    - (
                        p == null
                            ? 0
                            : p.WithinBefore
                                + (
                                    p.DueDay >= before ? before - p.FromDay + 1
                                    : p.DueDay < p.FromDay ? 0
                                    : p.DueDay - p.FromDay + 1
                                )
                    ),
            };
    }
}
