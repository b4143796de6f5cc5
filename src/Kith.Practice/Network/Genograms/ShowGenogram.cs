using Kith.Practice.Access;
using Kith.Practice.Children;
using Kith.Practice.Children.Show;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Network.Genograms;

/// <summary>A family drawn, with what else its page tells.</summary>
public sealed record GenogramPage
{
    public required PersonHead Head { get; init; }
    public required DateOnly Today { get; init; }
    public required Scene Scene { get; init; }

    /// <summary>Everyone drawn, oldest generation first: whose view can be taken, and where their pages are.</summary>
    public required IReadOnlyList<GenogramPerson> People { get; init; }

    /// <summary>Whose view it is.</summary>
    public required string From { get; init; }

    /// <summary>What is left out of the drawing, in words.</summary>
    public required IReadOnlyList<string> LeftOut { get; init; }
}

/// <summary>
/// Draws the family of a child from relationships and addresses on record. Only people whom the reader may know are drawn,
/// and the family is followed only through records that the reader may read: whoever is hidden is not drawn, nor is
/// anyone found only through them.
/// </summary>
[UseCase]
public sealed class ShowGenogram(KithDb db, RecordAccess access, Clock clock)
{
    /// <summary>How far the family is followed: cousins' children are in, their partners' families are not.</summary>
    public const int Steps = 5;

    /// <summary>The most people on one drawing.</summary>
    public const int Most = 120;

    /// <summary>Null when there is no such child. The caller has already been allowed to read the record.</summary>
    /// <param name="from">Through whose eyes; the child's when null or not of the family.</param>
    public async Task<GenogramPage?> Show(Guid id, Guid? from, Actor actor, CancellationToken ct = default)
    {
        var today = clock.Today;
        if (await PersonHeads.Of(db, id, today, ct) is not { IsChild: true } head)
        {
            return null;
        }
        var found = await Follow(id, actor, today, ct);
        var leftOut = new List<string>();
        if (found.Cut)
        {
            leftOut.Add($"The family on record goes on: the {Most} people nearest to {head.Name} are drawn.");
        }
        if (found.Others > 0)
        {
            leftOut.Add("Friends and others who are not family stand on the ecomap.");
        }
        if (found.Sealed)
        {
            leftOut.Add("An adoption is on record. Whoever is family only through it is drawn on the adopted person’s own genogram.");
        }
        var readable = found.People.Values.Where(p => p.Line.Sight == Sight.Read).Select(p => p.Line.Id).ToList();
        var homes = await Homes(readable, found, today, leftOut, ct);
        var family = new GenogramFamily
        {
            Index = id.ToString(),
            From = from?.ToString(),
            Today = today,
            People =
            [
                .. found
                    .People.Values.OrderBy(p => p.Facts.Born ?? p.Facts.Expected ?? DateOnly.MaxValue)
                    .ThenBy(p => p.Line.Id)
                    .Select(p => Drawn(p) with { AdoptedAway = found.Away.Contains(p.Line.Id) }),
            ],
            Couples = [.. found.Rows.Where(r => r.Kind is RelationshipKind.Partner or RelationshipKind.FormerPartner).Select(r => CoupleOf(r, found, today))],
            Parents =
            [
                .. found.Rows.Where(r => r.Kind is RelationshipKind.Parent or RelationshipKind.StepParent).Select(r => new ParentLink(r.A.ToString(), r.B.ToString(), HowOf(r))),
            ],
            Twins =
            [
                .. found
                    .Rows.Where(r => r.Form is RelationshipForm.Twins or RelationshipForm.IdenticalTwins)
                    .Select(r => new TwinSet([r.A.ToString(), r.B.ToString()], r.Form == RelationshipForm.IdenticalTwins)),
            ],
            Households = homes,
            Ties =
            [
                .. found
                    .Rows.Select(r => (r, Kind: TieOf(r.Kind)))
                    .Where(t => t.Kind is not null && (t.r.To is null || t.r.To > today))
                    .Select(t => new FamilyTie(t.r.A.ToString(), t.r.B.ToString(), t.Kind!.Value, t.r.Kind.Word(found.People[t.r.A].Line.Sex))),
            ],
        };
        var scene = GenogramLayout.Draw(family);
        var place = scene.People.ToDictionary(p => p.Id, p => (p.Row, p.Centre.X));
        return new()
        {
            Head = head,
            Today = today,
            Scene = scene,
            People = [.. family.People.OrderBy(p => place[p.Id])],
            From = found.People.ContainsKey(from ?? id) ? (from ?? id).ToString() : id.ToString(),
            LeftOut = leftOut,
        };
    }

    private sealed record Someone(PersonLine Line, Seeing.Facts Facts);

    /// <summary>«A is kind of B», the elder first.</summary>
    private sealed record Row(Guid A, RelationshipKind Kind, Guid B, DateOnly? From, DateOnly? To)
    {
        public RelationshipForm? Form { get; init; }
        public DateOnly? FormedOn { get; init; }
        public DateOnly? DissolvedOn { get; init; }
    }

    private sealed class Found
    {
        public Dictionary<Guid, Someone> People { get; } = [];
        public HashSet<Row> Rows { get; } = [];
        public bool Cut { get; set; }

        /// <summary>Those who were adopted, other than the child this is about and their forebears.</summary>
        public HashSet<Guid> Adopted { get; } = [];

        /// <summary>Those of them who were adopted by a family that is not drawn.</summary>
        public HashSet<Guid> Away { get; } = [];

        /// <summary>True when someone is left out because they are family only through an adoption.</summary>
        public bool Sealed { get; set; }
        public int Others { get; set; }
    }

    // Outward from the child, a step at a time: two queries each, whatever the size of the family.
    private async Task<Found> Follow(Guid id, Actor actor, DateOnly today, CancellationToken ct)
    {
        var found = new Found();
        var readable = access.Readable(actor);
        var all = new List<Row>();
        List<Guid> next = [id];
        // The child and those the child comes from.
        HashSet<Guid> forebears = [id];
        for (var step = 0; step <= Steps && next.Count > 0; step++)
        {
            var ids = next;
            var facts = await Seeing.Of(db.People.AsNoTracking().Where(p => ids.Contains(p.Id) && p.MergedIntoId == null), readable).ToListAsync(ct);
            foreach (var f in facts.OrderBy(f => ids.IndexOf(f.Id)))
            {
                if (Seeing.Line(f, actor, today) is not { } line)
                {
                    continue;
                }
                if (found.People.Count == Most)
                {
                    found.Cut = true;
                    break;
                }
                found.People.Add(f.Id, new(line, f));
            }
            // On only through those whose record may be read.
            var through = ids.Where(i => found.People.TryGetValue(i, out var p) && p.Line.Sight == Sight.Read).ToList();
            if (through.Count == 0)
            {
                break;
            }
            var rows = await db
                .Relationships.AsNoTracking()
                .Where(r => through.Contains(r.OtherId))
                .OrderBy(r => r.From)
                .ThenBy(r => r.Id)
                .Select(r => new
                {
                    r.PersonId,
                    r.OtherId,
                    r.Kind,
                    r.From,
                    r.To,
                    r.Form,
                    r.FormedOn,
                    r.DissolvedOn,
                })
                .ToListAsync(ct);
            // An adoption joins two families that may not know of each other. Nobody is found through someone adopted but on
            // that person's own drawing, or as their forebears: drawings are printed and passed on.
            forebears.UnionWith(rows.Where(r => r.Kind == RelationshipKind.Parent && forebears.Contains(r.OtherId)).Select(r => r.PersonId));
            found.Adopted.UnionWith(
                rows.Where(r => r is { Kind: RelationshipKind.Parent, Form: RelationshipForm.Adopted } && !forebears.Contains(r.OtherId)).Select(r => r.OtherId)
            );
            found.Others += rows.Count(r => r.OtherId == id && r.Kind is RelationshipKind.Friend or RelationshipKind.OtherConnected);
            var family = rows.Where(r => r.Kind is not (RelationshipKind.Friend or RelationshipKind.OtherConnected)).ToList();
            all.AddRange(family.Select(r => Upright(r.PersonId, r.Kind, r.OtherId, r.From, r.To) with { Form = r.Form, FormedOn = r.FormedOn, DissolvedOn = r.DissolvedOn }));
            next = [.. family.Where(r => !found.Adopted.Contains(r.OtherId)).Select(r => r.PersonId).Where(p => !found.People.ContainsKey(p)).Distinct()];
            if (step == Steps && next.Count > 0)
            {
                found.Cut = true;
            }
        }
        foreach (var row in all.Where(r => found.People.ContainsKey(r.A) && found.People.ContainsKey(r.B)))
        {
            found.Rows.Add(row);
        }
        found.Sealed = all.Any(r => (found.Adopted.Contains(r.A) && !found.People.ContainsKey(r.B)) || (found.Adopted.Contains(r.B) && !found.People.ContainsKey(r.A)));
        found.Away.UnionWith(found.Adopted.Where(c => all.Any(r => r.Form == RelationshipForm.Adopted && r.B == c && !found.People.ContainsKey(r.A))));
        return found;
    }

    // Each relationship is kept in both directions: one is enough.
    private static Row Upright(Guid a, RelationshipKind kind, Guid b, DateOnly? from, DateOnly? to) =>
        kind is RelationshipKind.Child or RelationshipKind.StepChild or RelationshipKind.Grandchild or RelationshipKind.NieceOrNephew or RelationshipKind.CaredFor
            ? new(b, kind.Inverse(), a, from, to)
        : kind is RelationshipKind.Partner or RelationshipKind.FormerPartner && b.CompareTo(a) < 0 ? new(b, kind, a, from, to)
        : new(a, kind, b, from, to);

    private static Couple CoupleOf(Row r, Found found, DateOnly today)
    {
        // A marriage that ended with a death ended neither by parting nor by divorce.
        var died = new[] { r.A, r.B }.Select(p => found.People[p].Facts.Died).Min();
        var parted = r.To <= today && !(died <= r.To) ? r.To : null;
        var over = r.Kind == RelationshipKind.FormerPartner ? died is null || r.To < died : parted is not null;
        var lawful = r.Form is RelationshipForm.Married or RelationshipForm.CivilPartnership;
        var kind =
            lawful && r.DissolvedOn is not null ? CoupleKind.Divorced
            : lawful ? (over ? CoupleKind.Separated : CoupleKind.Married)
            : over ? CoupleKind.Ended
            : r.Form == RelationshipForm.LivingTogether ? CoupleKind.Together
            : CoupleKind.Partners;
        // The day on which «former partner» was written down tells nothing of when the two came together.
        return new(
            r.A.ToString(),
            r.B.ToString(),
            kind,
            lawful ? r.FormedOn ?? (r.Kind == RelationshipKind.Partner ? r.From : null)
                : r.Kind == RelationshipKind.Partner ? r.From
                : null,
            kind == CoupleKind.Divorced ? r.DissolvedOn
                : over ? r.To
                : null
        )
        {
            Civil = r.Form == RelationshipForm.CivilPartnership,
        };
    }

    private static ParentKind HowOf(Row r) =>
        r.Kind != RelationshipKind.Parent ? ParentKind.Step
        : r.Form == RelationshipForm.Adopted ? ParentKind.Adopted
        : ParentKind.Birth;

    private static TieKind? TieOf(RelationshipKind kind) =>
        kind switch
        {
            RelationshipKind.Sibling => TieKind.Sibling,
            RelationshipKind.HalfSibling => TieKind.HalfSibling,
            RelationshipKind.StepSibling => TieKind.StepSibling,
            RelationshipKind.Grandparent => TieKind.Grandparent,
            RelationshipKind.AuntOrUncle => TieKind.AuntOrUncle,
            RelationshipKind.Cousin => TieKind.Cousin,
            RelationshipKind.Carer => TieKind.Carer,
            RelationshipKind.OtherRelative => TieKind.Relative,
            _ => null,
        };

    private static GenogramPerson Drawn(Someone s)
    {
        var f = s.Facts;
        if (s.Line.IsHidden)
        {
            // That it exists, and no more.
            return new(f.Id.ToString(), s.Line.Name);
        }
        var unborn = f.Born is null && f.Expected is not null;
        return new(f.Id.ToString(), s.Line.Name)
        {
            Sex = f.Sex switch
            {
                "M" => DrawnGender.Man,
                "F" => DrawnGender.Woman,
                _ => DrawnGender.NotRecorded,
            },
            Gender = f.Lives switch
            {
                LivedGender.Woman => DrawnGender.Woman,
                LivedGender.Man => DrawnGender.Man,
                LivedGender.Another => DrawnGender.Other,
                _ => null,
            },
            Life =
                f.Died is not null ? DrawnLife.Died
                : unborn ? DrawnLife.Unborn
                : DrawnLife.Living,
            Born = f.Born ?? f.Expected,
            Died = f.Died,
            Path = s.Line.Sight == Sight.Read ? s.Line.Path : null,
        };
    }

    private async Task<List<Household>> Homes(List<Guid> readable, Found found, DateOnly today, List<string> leftOut, CancellationToken ct)
    {
        var addresses = await db
            .PersonAddresses.AsNoTracking()
            .Where(a => readable.Contains(a.PersonId) && a.AddressKey != "" && (a.To == null || a.To > today))
            .Select(a => new
            {
                a.PersonId,
                a.AddressKey,
                a.Confidential,
            })
            .ToListAsync(ct);
        // Who lives at a confidential address is not shown to anyone: drawings are printed and passed on.
        var secret = addresses.Where(a => a.Confidential).Select(a => a.AddressKey).ToHashSet();
        if (secret.Count > 0)
        {
            leftOut.Add("A confidential address is on record. Who lives there is not drawn.");
        }
        return
        [
            .. addresses
                .Where(a => !secret.Contains(a.AddressKey))
                .GroupBy(a => a.AddressKey)
                .Select(g => g.Select(a => found.People[a.PersonId]).DistinctBy(p => p.Line.Id).OrderBy(p => p.Facts.Born ?? DateOnly.MaxValue).ThenBy(p => p.Line.Id).ToList())
                .Where(g => g.Count > 1)
                .OrderByDescending(g => g.Count)
                .ThenBy(g => g[0].Line.Id)
                .Select(g => new Household("home of " + g[0].Line.Name, [.. g.Select(p => p.Line.Id.ToString())])),
        ];
    }
}
