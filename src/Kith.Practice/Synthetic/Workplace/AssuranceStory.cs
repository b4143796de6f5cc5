using Kith.Practice.Assurance;
using Kith.Practice.Measures;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Kith.Standards.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Synthetic.Workplace;

/// <summary>What the synthetic council told everybody: two editions of quarters before, and the latest, agreed and under embargo.</summary>
internal sealed class AssuranceStory(KithDb db, MeasureData data)
{
    private const string Said =
        "Inspectors praised that workers know children well and stay with them, that children are asked what they wish for, and that workers are supported and trained.\nThey asked for three things: plans that say which relatives and friends help a child for the long term; managers who look at the situation of disabled children as regularly as at that of others; and that what audits recommend is done.";

    private static readonly (string Opening, string Done)[] Words =
    [
        (
            "Most children are seen in time and keep their worker. Managers looked at the situation of disabled children less often than at that of others. That is not good enough, and we are changing it.",
            "Managers of the disabled children’s teams now have the same dates as all others, and see them on their first page.\nEvery plan is read again for who helps in the long term."
        ),
        (
            "The difference between disabled and other children has become smaller. More plans say who in the family helps for the long term, but still too few.",
            "Families are invited to meet and make their own plan before a conference.\nNext: what audits recommend is checked by somebody else, and again after three months."
        ),
        (
            "Disabled children’s situation is now looked at about as regularly as that of others. We go on watching it. Some posts of social workers are empty, and we say how many.",
            "Recommendations of audits are followed until it is seen whether they helped the child.\nNext: a clearer answer to every child who told us something."
        ),
    ];

    /// <summary>The rows, and the policy that opens the page; figures are counted as an author would have them counted.</summary>
    public async Task<List<AssuranceEdition>> Tell(DateOnly asAt, SyntheticIds ids, CancellationToken ct)
    {
        var days = WriteEdition.Days(asAt).Take(Words.Length).Reverse().ToList();
        var (children, basis) = await data.Load(days[0].AddYears(-1), null, ct);
        var areas = ComparedAreas.Of(basis.Authority);
        var figures = WriteEdition.Pinned(children, basis, days, await PublishedFigures.Load(db, areas.All, ct), areas, []);
        var (author, director) = (
            await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.UserName == "ruth.benson", ct),
            await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.UserName == "amanda.clarke", ct)
        );
        return
        [
            .. days.Select(
                (day, i) =>
                {
                    var last = i == days.Count - 1;
                    // Six weeks after the quarter; the latest opens in a fortnight.
                    var open = last ? asAt.AddDays(14) : WorkingDayCalendar.England.OnOrAfter(day.AddDays(42));
                    return new AssuranceEdition
                    {
                        Id = ids.Next(),
                        Title = WriteEdition.Quarter(day),
                        AsAt = day,
                        Opening = Words[i].Opening,
                        InspectorsSaid = Said,
                        WasDone = Words[i].Done,
                        Figures = AssuranceEdition.Pin(figures[i]),
                        FiguresAt = LondonTime.ToUtc((last ? asAt : open.AddDays(-7)).ToDateTime(new TimeOnly(8, 30))),
                        WrittenById = author?.Id ?? Guid.Empty,
                        WrittenBy = author?.DisplayName ?? "Ruth Benson",
                        OpenFrom = LondonTime.ToUtc(open.ToDateTime(new TimeOnly(9, 30))),
                        PublishedById = director?.Id,
                        PublishedBy = director?.DisplayName ?? "Amanda Clarke",
                    };
                }
            ),
        ];
    }

    /// <summary>The council lets everybody read it.</summary>
    public static Setting Opened(Guid id, DateOnly from) =>
        new()
        {
            Id = id,
            Key = Policies.AssurancePublic,
            Value = "yes",
            From = from,
            Reason = "The cabinet decided that everybody may read how the service is doing",
        };
}
