using Kith.Practice.Access;
using Kith.Practice.Approvals;
using Kith.Practice.Casework;
using Kith.Practice.Children;
using Kith.Practice.Children.Details;
using Kith.Practice.Contacts;
using Kith.Practice.Referrals;
using Kith.Practice.Retention;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Kith.Standards.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Synthetic;

/// <summary>
/// Gives the invented council a story of retention: rules that it confirmed, four grown-up people who were known once, one
/// under a legal hold, one proposed, one whose record went. Apart from making the council, because marks of disposed
/// records are locked with a key that a council has only once its service runs.
/// </summary>
[UseCase]
public sealed class KeepSyntheticRetention(
    KithDb db,
    Actors actors,
    Acts.Acts acts,
    KeepHolds holds,
    ProposeDisposal propose,
    DecideApproval decide,
    CarryOutDisposals carry,
    WorkOutDue workOut,
    Clock clock
)
{
    private static readonly (string Given, string Family, int Born, int Told)[] Once =
    [
        ("Corin", "Ashdown", 1994, 2007),
        ("Petra", "Lindqvist", 1995, 2008),
        ("Dermot", "Halloran", 1996, 2010),
        ("Aveline", "Marsh", 1993, 2005),
    ];

    /// <summary>Tells the story once; nothing where the council has no data officer and director, or rules were confirmed already.</summary>
    public async Task Handle(CancellationToken ct = default)
    {
        if (await Who("lukasz.nowak", ct) is not { } officer || await Who("amanda.clarke", ct) is not { } director || await db.Disposals.AnyAsync(ct))
        {
            return;
        }
        var today = clock.Today;
        foreach (
            var (key, years) in new[]
            {
                ("retention.looked_after.birth", 75),
                ("retention.looked_after.death", 15),
                ("retention.contact.birth", 25),
                ("retention.referral.birth", 25),
                ("retention.child_in_need.birth", 25),
            }
        )
        {
            db.Decide(
                new Setting
                {
                    Id = clock.NewId(),
                    Key = key,
                    Value = years.ToString(System.Globalization.CultureInfo.InvariantCulture),
                    From = today,
                    Reason = "The council’s schedule of retention",
                    ApprovedBy = "Information governance board",
                    ByAccountId = officer.AccountId,
                }
            );
        }
        var people = new List<Guid>();
        foreach (var (given, family, born, told) in Once)
        {
            var person = new Person
            {
                Id = clock.NewId(),
                GivenName = given,
                FamilyName = family,
                SortName = PersonNames.Sort(given, family, null),
                DateOfBirth = new DateOnly(born, 5, 17),
                HasChildRecord = true,
                LaChildId = $"AM{born}{told}",
                Sex = "U",
            };
            db.People.Add(person);
            db.Contacts.Add(
                new Contact
                {
                    Id = clock.NewId(),
                    PersonId = person.Id,
                    ReceivedOn = new DateOnly(told, 9, 4),
                    Channel = ContactChannel.Telephone,
                    Summary = "A school asked for advice about attendance.",
                    FromName = "The school",
                    Decision = ContactDecision.NoFurtherAction,
                    DecidedOn = new DateOnly(told, 9, 5),
                    Outcome = ContactWords.Decision(ContactDecision.NoFurtherAction),
                }
            );
            var act = acts.Begin(officer, "Add a person");
            act.Happened(new PersonAdded(person.Id, person.LaChildId, $"{given} {family}", false));
            await act.Save(person.Id, ct);
            people.Add(person.Id);
        }
        await holds.Place(
            people[0],
            new HoldInput
            {
                AskedBy = "The council’s lawyers",
                Reason = "A claim against the school is before the court",
                ReviewOn = today.AddMonths(6),
            },
            officer,
            null,
            ct
        );
        var gone = await propose.Handle(people[3], officer, null, ct);
        var approval = await db.Approvals.Where(a => a.SubjectKind == SubjectKind.Disposal && a.SubjectId == gone).Select(a => a.Id).FirstAsync(ct);
        await decide.Handle(approval, new DecisionInput { Outcome = ApprovalOutcome.Approve }, null, director, null, ct);
        await db.Disposals.Where(d => d.Id == gone).ExecuteUpdateAsync(u => u.SetProperty(d => d.NotBefore, today), ct);
        db.ChangeTracker.Clear();
        await carry.Handle(ct);
        await propose.Handle(people[1], officer, null, ct);
        await workOut.Handle(ct);
    }

    private async Task<Actor?> Who(string user, CancellationToken ct) =>
        await db.Users.Where(u => u.UserName == user).Select(u => (Guid?)u.Id).FirstOrDefaultAsync(ct) is { } id ? await actors.Of(id, ct) : null;
}
