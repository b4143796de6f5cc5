using System.Linq.Expressions;
using Kith.Practice.Access;
using Kith.Practice.Projections;
using Kith.Practice.Store;

namespace Kith.Practice.Children.Show;

/// <summary>How another person appears on a page to someone who may not see all of them.</summary>
internal static class Seeing
{
    /// <summary>The facts a line needs, as read from the database.</summary>
    internal sealed class Facts
    {
        public Guid Id { get; init; }
        public string? Given { get; init; }
        public string? Family { get; init; }
        public string? KnownAs { get; init; }
        public string? LaChildId { get; init; }
        public DateOnly? Born { get; init; }
        public DateOnly? Expected { get; init; }
        public DateOnly? Died { get; init; }
        public string Sex { get; init; } = "U";
        public LivedGender? Lives { get; init; }
        public bool IsChild { get; init; }
        public ChildStatus? Status { get; init; }
        public string? Team { get; init; }
        public bool CanRead { get; init; }

        /// <summary>Null: not restricted. Otherwise whether its existence is shown.</summary>
        public bool? RestrictedShown { get; init; }
    }

    /// <summary>The facts of people by a condition, with what the reader may see of each, in one query.</summary>
    internal static IQueryable<Facts> Of(IQueryable<Person> people, IQueryable<Person> readable) => ReadableRules.Of(people, () => Seen(people, readable));

    /// <summary>As <see cref="Of"/>, inside a query.</summary>
    [WrittenOut(nameof(SeenText))]
    internal static IQueryable<Facts> Seen(IQueryable<Person> people, IQueryable<Person> readable) => throw new NotSupportedException("A part of a query, never called.");

    private static readonly Expression<Func<KithDb, IQueryable<Person>, IQueryable<Person>, IQueryable<Facts>>> SeenText = (db, people, readable) =>
        from p in people
        join o in db.ChildOverviews on p.Id equals o.PersonId into os
        from o in os.DefaultIfEmpty()
        join t in db.Teams on o.TeamId equals t.Id into ts
        from t in ts.DefaultIfEmpty()
        select new Facts
        {
            Id = p.Id,
            Given = p.GivenName,
            Family = p.FamilyName,
            KnownAs = p.KnownAs,
            LaChildId = p.LaChildId,
            Born = p.DateOfBirth,
            Expected = p.ExpectedDateOfBirth,
            Died = p.DateOfDeath,
            Sex = p.Sex,
            Lives = p.LivesAs,
            IsChild = p.HasChildRecord,
            Status = o == null ? null : o.Status,
            Team = t.Name,
            CanRead = readable.Any(r => r.Id == p.Id),
            RestrictedShown = db.Restrictions.Where(r => r.PersonId == p.Id && r.EndedAt == null).Select(r => (bool?)r.ExistenceShown).FirstOrDefault(),
        };

    /// <summary>The line to show; null when not even the existence of the record may be known.</summary>
    internal static PersonLine? Line(Facts f, Actor actor, DateOnly today)
    {
        var sight =
            f.CanRead ? Sight.Read
            : !actor.May(Permission.SearchPeople) ? Sight.Nothing
            : f.RestrictedShown switch
            {
                null => Sight.Known,
                true => Sight.RestrictedExists,
                _ => Sight.Nothing,
            };
        return sight switch
        {
            Sight.Nothing => null,
            Sight.RestrictedExists => new PersonLine(f.Id, "A restricted record", "", "U", f.IsChild, null, null, null, sight),
            _ => new PersonLine(
                f.Id,
                PersonNames.Display(f.Given, f.Family, f.KnownAs, f.LaChildId, f.Born is null && f.Expected is not null),
                ChildWords.Age(f.Born ?? f.Expected, f.Born is null && f.Expected is not null, today, f.Died),
                Shown(f.Sex, f.Lives),
                f.IsChild,
                f.Status,
                f.Team,
                f.Died,
                sight
            ),
        };
    }

    /// <summary>The sex that words and small drawings follow: the gender lived in where it is recorded.</summary>
    internal static string Shown(string sex, LivedGender? lives) =>
        lives switch
        {
            null => sex,
            LivedGender.Woman => "F",
            LivedGender.Man => "M",
            _ => "U",
        };

    /// <summary>
    /// Whether a confidential address may be shown: to those who work with the person (allocated, or of the team that
    /// holds the case) and to those entrusted with restricting records.
    /// </summary>
    internal static bool MaySeeConfidential(Actor actor, Guid? teamId, IEnumerable<Guid?> currentWorkers) =>
        actor.IsSystem
        || actor.May(Permission.RestrictRecords)
        || (teamId is { } team && actor.TeamIds.Contains(team))
        || currentWorkers.Any(w => w is { } id && actor.WorkerIds.Contains(id));

    /// <summary>The line of an address, withheld where it is confidential.</summary>
    internal static AddressLine Address(PersonAddress a, bool mayWhenConfidential)
    {
        var withheld = a.Confidential && !mayWhenConfidential;
        return new AddressLine(a.Id, a.Kind, withheld ? "Confidential address" : a.ToString(), a.From, a.To, a.Confidential, withheld, a.Source, a.Version);
    }
}
