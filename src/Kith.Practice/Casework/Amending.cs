using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Casework;

/// <summary>An amendment as the record shows it.</summary>
public sealed record AmendmentLine(string Field, string? Old, string? New, string Reason, string By, DateTime At);

/// <summary>Keeps corrections of finished records in sight.</summary>
public sealed class Amendments(KithDb db, Clock clock)
{
    /// <summary>Writes down what a correction changed on one person's record, inside its act.</summary>
    /// <exception cref="NotAcceptedException">No reason is given.</exception>
    public void Add(Act act, Actor actor, SubjectKind kind, Guid subject, Guid person, IEnumerable<FieldChange> changes, string? reason)
    {
        var why = PersonRules.Clean(reason) ?? throw new NotAcceptedException("Reason", "Say why the finished record changes");
        foreach (var change in changes)
        {
            db.Amendments.Add(
                new Amendment
                {
                    Id = clock.NewId(),
                    PersonId = person,
                    SubjectKind = kind,
                    SubjectId = subject,
                    Field = change.Field,
                    Old = change.Old,
                    New = change.New,
                    Reason = why,
                    ByAccountId = actor.AccountId,
                    ByName = actor.Name,
                    At = act.At,
                }
            );
        }
    }

    /// <summary>The corrections of a record, newest first. The caller has already been allowed to read it.</summary>
    public async Task<IReadOnlyList<AmendmentLine>> Of(SubjectKind kind, Guid subject, Guid person, CancellationToken ct = default) =>
        [
            .. (await db.Amendments.AsNoTracking().Where(a => a.SubjectKind == kind && a.SubjectId == subject && a.PersonId == person).ToListAsync(ct))
                .OrderByDescending(a => a.At)
                .ThenBy(a => a.Id)
                .Select(a => new AmendmentLine(a.Field, a.Old, a.New, a.Reason, a.ByName, a.At)),
        ];
}
