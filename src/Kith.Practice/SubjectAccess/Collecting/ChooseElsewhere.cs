using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.SubjectAccess.Collecting;

/// <summary>Somebody in whose record something may stand about the person of a request.</summary>
/// <param name="What">What they are to the person: «daughter».</param>
/// <param name="Chosen">True where their record is looked through.</param>
public sealed record ElsewhereChoice(Guid PersonId, string Name, string What, bool Chosen);

/// <summary>
/// Chooses in whose records, beside the person's own, what stands about the person is looked for. What a council holds about a mother
/// stands in the records of her children: for her own request these are the ones to look in (UK GDPR article 15).
/// </summary>
[UseCase]
public sealed class ChooseElsewhere(KithDb db, SubjectRoom room, RecordAccess access, Acts.Acts acts)
{
    /// <summary>Of those to choose from.</summary>
    public const int Most = 60;

    /// <exception cref="AccessRefusedException">The request is not the actor's to answer.</exception>
    /// <exception cref="NotAcceptedException">Somebody is not among those to choose from, or the request was agreed or given.</exception>
    public async Task Handle(Guid requestId, IReadOnlyCollection<Guid> others, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var request = await room.Open(requestId, actor, "choose in which records to look", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        Editing.SameVersion(request, version);
        request.DemandChangeable();
        var from = (await From(request, actor, ct)).Select(c => c.PersonId).ToHashSet();
        if (!others.All(from.Contains))
        {
            throw new NotAcceptedException("Input.Elsewhere", "Choose from the people who are listed. Somebody else has to be joined to this person first, under people around");
        }
        var chosen = others.Distinct().Order().ToList();
        // Nothing of a record that is not looked in any more may be given.
        var dropped = request.Elsewhere.Except(chosen).ToList();
        db.SubjectItems.RemoveRange(await db.SubjectItems.Where(i => i.RequestId == requestId && i.OfPersonId != null && dropped.Contains(i.OfPersonId.Value)).ToListAsync(ct));
        request.AlsoIn = chosen.Count == 0 ? null : string.Join('\n', chosen);
        var act = acts.Begin(actor, "Choose in which other records to look", key: key);
        act.Happened(new SubjectElsewhereChosen(request.PersonId, requestId, chosen));
        await act.Save(requestId, ct);
    }

    /// <summary>Relatives and people around the person whose records the actor may read. The caller was let in.</summary>
    public async Task<IReadOnlyList<ElsewhereChoice>> From(SubjectRequest request, Actor actor, CancellationToken ct)
    {
        var chosen = request.Elsewhere;
        var person = request.PersonId;
        // By their ids: asked of every person whether they are near, it would look through all of them.
        var near = db
            .Relationships.Where(r => r.OtherId == person)
            .Select(r => r.PersonId)
            .Union(db.NetworkTies.Where(t => t.OtherId == person).Select(t => t.PersonId))
            .Union(db.NetworkTies.Where(t => t.PersonId == person).Select(t => t.OtherId));
        var rows = await access
            .Readable(actor)
            .AsNoTracking()
            .Where(p => near.Contains(p.Id) && p.Id != person && p.MergedIntoId == null)
            .OrderByDescending(p => p.HasChildRecord)
            .ThenBy(p => p.SortName)
            .ThenBy(p => p.Id)
            .Take(Most)
            .Select(p => new
            {
                p.Id,
                p.GivenName,
                p.FamilyName,
                p.KnownAs,
                p.LaChildId,
                Unborn = p.ExpectedDateOfBirth != null,
                p.Sex,
                Kind = db.Relationships.Where(r => r.PersonId == p.Id && r.OtherId == person).OrderBy(r => r.Id).Select(r => (RelationshipKind?)r.Kind).FirstOrDefault(),
            })
            .ToListAsync(ct);
        return
        [
            .. rows.Select(r => new ElsewhereChoice(
                r.Id,
                PersonNames.Display(r.GivenName, r.FamilyName, r.KnownAs, r.LaChildId, r.Unborn),
                r.Kind?.Word(r.Sex) ?? "somebody around the person",
                chosen.Contains(r.Id)
            )),
        ];
    }
}
