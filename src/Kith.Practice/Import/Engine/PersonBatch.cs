using Kith.Practice.Children;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Import;

/// <summary>What a batch will do to one person.</summary>
internal sealed class PersonPlan(ExtractedPerson? extracted, PersonDraft draft)
{
    public ExtractedPerson? Extracted => extracted;
    public PersonDraft Draft => draft;
    public Guid PersonId => draft.PersonId;
    public bool UnchangedAtSight { get; set; }
    public Person? New { get; set; }
    public List<DraftRecord> Insert { get; } = [];
    public List<(DraftRecord Record, KnownRecord Known)> Differing { get; } = [];
    public List<(DraftRecord Record, KnownRecord Known)> Reappeared { get; } = [];
    public List<(RecordKind Kind, KnownRecord Known)> Ended { get; } = [];
    public List<(RecordKind Kind, bool Changed)> Same { get; } = [];
    public List<FieldChange> Changes { get; } = [];
    public int ChangedRecords { get; set; }

    /// <summary>True when the source did not have the person before, or had them no longer.</summary>
    public bool NewToSource { get; set; }

    /// <summary>For each record that did not end because its table may have been cut short: the table.</summary>
    public List<string> Spared { get; } = [];

    /// <summary>Their keys, where a return's list of keys is what the next one is held against.</summary>
    public List<string> StillSaid { get; } = [];

    /// <summary>True when what a return said about the person is kept in other words than before, so that projections look again.</summary>
    public bool SaidOtherwise { get; set; }

    /// <summary>True when something about the person changed, so that the trail and the projections follow.</summary>
    public bool IsEvent => New is not null || Insert.Count > 0 || Changes.Count > 0 || Ended.Count > 0 || Reappeared.Count > 0;
}

/// <summary>
/// Compares some people of an extract with what is kept and decides what to write. Reading is done before the write
/// begins, so that the write is short.
/// </summary>
internal sealed class PersonBatch(KithDb db, Clock clock, ImportSession session)
{
    private readonly Extract extract = session.Extract;
    private readonly string source = session.Source;
    private Dictionary<string, PersonIdentifier> links = [];
    private Dictionary<string, ExtractRow> manifests = [];

    public List<PersonPlan> Plans { get; } = [];
    public List<PersonIdentifier> NewLinks { get; } = [];
    public List<ExtractRow> NewManifests { get; } = [];

    /// <summary>What a return of the collection that is running says about a person who is only now made.</summary>
    public Returns.Census.ReturnedBefore? ReturnedBefore(Guid person) =>
        extract.Year is { } year
        && Kith.Standards.CinCensus.CollectionYear.Of(clock.Today)?.EndYear == year
        && NewManifests.FirstOrDefault(m => m.PersonId == person) is { } manifest
            ? Returns.Census.ReturnedChildren.Of(ReturnManifest.Of(manifest.Content))
            : null;

    /// <summary>True when a link or a manifest is to be written though nothing of the person changed.</summary>
    public bool Housekeeping { get; private set; }

    public bool HasWrites => Housekeeping || Plans.Any(p => p.IsEvent);

    public static string LinkKey(string key) => $"@{PersonDraft.Safe(key)}";

    public async Task Plan(IReadOnlyList<ExtractedPerson> people, CancellationToken ct)
    {
        var ids = await FindPeople(people, ct);
        await LoadManifests(people, ct);
        var fresh = new List<ExtractedPerson>();
        foreach (var person in people)
        {
            if (ids.TryGetValue(person.Key, out var id) && IsUnchangedAtSight(person))
            {
                var draft = Draft(person, id, isKnown: true);
                extract.Map(person, draft);
                Plans.Add(new PersonPlan(person, draft) { UnchangedAtSight = true });
            }
            else
            {
                fresh.Add(person);
            }
        }
        if (fresh.Count == 0)
        {
            return;
        }

        var known = new Dictionary<string, List<(RecordKind Kind, KnownRecord Known)>>(StringComparer.Ordinal);
        var knownPeople = fresh.Where(p => ids.ContainsKey(p.Key)).Select(p => ids[p.Key]).Distinct().ToList();
        var tracked = new Dictionary<Guid, Person>();
        if (knownPeople.Count > 0)
        {
            tracked = await db.People.Where(p => knownPeople.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
            await LoadKnown(knownPeople, known, ct);
        }
        foreach (var person in fresh)
        {
            Decide(person, ids, tracked, known.GetValueOrDefault(PersonDraft.Safe(person.Key)) ?? []);
        }
        await LoadDiffering(ct);
    }

    /// <summary>People whom the extract no longer names: their records of this source end.</summary>
    public async Task PlanAbsent(IReadOnlyList<PersonIdentifier> absent, CancellationToken ct)
    {
        var today = clock.Today;
        var known = new Dictionary<string, List<(RecordKind Kind, KnownRecord Known)>>(StringComparer.Ordinal);
        var ids = absent.Select(l => l.PersonId).Distinct().ToList();
        await LoadKnown(ids, known, ct);
        var tracked = await db.People.Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        foreach (var link in absent)
        {
            var plan = new PersonPlan(null, new PersonDraft(session.Kinds, session.NewIds, source, link.Value, link.PersonId, true, session.Workforce, extract.Notices));
            foreach (var (kind, record) in known.GetValueOrDefault(plan.Draft.SafeKey) ?? [])
            {
                if (record.EndedOn is null && !extract.IsTrueThoughAbsent(ShortOf(record.SourceKey)))
                {
                    plan.Ended.Add((kind, record));
                }
                else if (record.EndedOn is null && extract.CutShort(ShortOf(record.SourceKey)) is { } table)
                {
                    plan.Spared.Add(table);
                }
            }
            Plans.Add(plan);
            if (plan.Spared.Count > 0)
            {
                // Something of theirs stands in a table that may be cut short: they are looked at again with the next extract.
                continue;
            }
            var person = tracked[link.PersonId];
            if (person.Source == source && person.SourceKey == link.Value && person.SourceEndedOn is null)
            {
                person.SourceEndedOn = today;
                plan.Changes.Add(new FieldChange("Person.SourceEndedOn", null, PersonPrecedence.Text(today)));
            }
            link.SourceEndedOn = today;
            Housekeeping = true;
        }
        await LoadDiffering(ct);
    }

    /// <summary>Children whom a new return of a year no longer names: what only that year's return said ends.</summary>
    public async Task PlanAbsent(IReadOnlyList<ExtractRow> absent, CancellationToken ct)
    {
        var keys = absent.Select(m => m.SourceKey![..m.SourceKey!.LastIndexOf('/')]).ToList();
        await LoadManifests([.. keys.Select(k => new ExtractedPerson(Unsafe(k), "", 0, 0))], ct);
        var linkKeys = keys.Select(k => LinkKey(Unsafe(k))).ToList();
        var found = await db.PersonIdentifiers.Where(i => i.Source == source && linkKeys.Contains(i.SourceKey!)).ToListAsync(ct);
        var people = found.ToDictionary(i => i.Value, StringComparer.Ordinal);
        var known = new Dictionary<string, List<(RecordKind Kind, KnownRecord Known)>>(StringComparer.Ordinal);
        await LoadKnown([.. found.Select(i => i.PersonId).Distinct()], known, ct);
        foreach (var (manifest, safe) in absent.Zip(keys))
        {
            if (people.TryGetValue(Unsafe(safe), out var link))
            {
                var plan = new PersonPlan(null, new PersonDraft(session.Kinds, session.NewIds, source, link.Value, link.PersonId, true, session.Workforce, extract.Notices));
                Plans.Add(plan);
                var only = KeysOf(manifest).Except(OtherYears(safe).SelectMany(m => KeysOf(m))).ToHashSet(StringComparer.Ordinal);
                var gone = (known.GetValueOrDefault(safe) ?? []).Where(k => k.Known.EndedOn is null && only.Contains(ShortOf(k.Known.SourceKey))).ToList();
                plan.Spared.AddRange(gone.Select(k => extract.CutShort(ShortOf(k.Known.SourceKey))).OfType<string>());
                if (plan.Spared.Count > 0)
                {
                    // They may have stood where the return was cut short: looked at again with the next one.
                    continue;
                }
                plan.Ended.AddRange(gone);
            }
            manifest.SourceEndedOn = clock.Today;
            Housekeeping = true;
        }
        await LoadDiffering(ct);
    }

    private void Decide(ExtractedPerson person, Dictionary<string, Guid> ids, Dictionary<Guid, Person> tracked, List<(RecordKind Kind, KnownRecord Known)> known)
    {
        var isKnown = ids.TryGetValue(person.Key, out var id);
        var draft = Draft(person, isKnown ? id : session.NewIds.Next(), isKnown);
        var here = new Dictionary<(Type, string), KnownRecord>();
        foreach (var (kind, record) in known)
        {
            var shortKey = ShortOf(record.SourceKey);
            draft.Know(kind.Type, shortKey, record.Id);
            here[(kind.Type, shortKey)] = record;
        }
        extract.Map(person, draft);
        var plan = new PersonPlan(person, draft);
        Plans.Add(plan);
        if (draft.IsAbsent || (!isKnown && draft.Facts is null))
        {
            return;
        }
        ids[person.Key] = draft.PersonId;

        var later = extract.Year is { } year ? OtherYears(draft.SafeKey).Where(m => YearOf(m) > year).ToList() : [];
        if (!isKnown)
        {
            plan.New = PersonPrecedence.New(draft.PersonId, source, person.Key, draft.Facts!);
        }
        else if (draft.Facts is not null)
        {
            plan.Changes.AddRange(PersonPrecedence.Apply(tracked[id], source, person.Key, draft.Facts, later.Count > 0));
            if (IsSomebodyElse(plan.Changes))
            {
                extract.Notices.Add(
                    $"The id «{FactValues.Short(person.Key)}» had another name or sex and another date of birth. Ask whoever keeps it whether it was given to a second child: their records would stand together."
                );
            }
        }
        var laterKeys = later.SelectMany(m => KeysOf(m)).ToHashSet(StringComparer.Ordinal);
        foreach (var record in draft.Records)
        {
            if (!here.Remove((record.Kind.Type, record.ShortKey), out var old))
            {
                record.Record.SourceHash = record.Kind.HashOf(record.Record);
                plan.Insert.Add(record);
            }
            else if (laterKeys.Contains(record.ShortKey))
            {
                // A later year's return has this record too, and knows better.
                plan.Same.Add((record.Kind, false));
            }
            else
            {
                record.Record.SourceHash = record.Kind.HashOf(record.Record);
                if (old.Hash != record.Record.SourceHash)
                {
                    plan.Differing.Add((record, old));
                }
                else if (old.EndedOn is not null)
                {
                    plan.Reappeared.Add((record, old));
                }
                else
                {
                    plan.Same.Add((record.Kind, false));
                }
            }
        }
        var before =
            extract.Year is null ? null
            : manifests.GetValueOrDefault(ManifestKey(draft.SafeKey, extract.Year.Value)) is { } manifest
                ? KeysOf(manifest).Except(OtherYears(draft.SafeKey).SelectMany(m => KeysOf(m))).ToHashSet(StringComparer.Ordinal)
            : [];
        foreach (var ((type, shortKey), record) in here)
        {
            if (record.EndedOn is not null || before?.Contains(shortKey) == false)
            {
                continue;
            }
            if (extract.CutShort(shortKey) is { } table)
            {
                plan.Spared.Add(table);
                plan.StillSaid.Add(shortKey);
                draft.IsUnsettled = true;
            }
            else if (before is not null || !extract.IsTrueThoughAbsent(shortKey))
            {
                plan.Ended.Add((session.Kinds.Of(type), record));
            }
        }
        Remember(person, plan);
    }

    /// <summary>Whether what changed at once is more than a slip: another date of birth together with another first name or sex.</summary>
    private static bool IsSomebodyElse(IReadOnlyCollection<FieldChange> changes)
    {
        return Changed(nameof(Person.DateOfBirth)) && (Changed(nameof(Person.GivenName)) || Changed(nameof(Person.Sex)));

        bool Changed(string fact) => changes.Any(c => c.Field == $"Person.{fact}" && c.Old is { Length: > 0 } && c.New is { Length: > 0 });
    }

    private void Remember(ExtractedPerson person, PersonPlan plan)
    {
        var draft = plan.Draft;
        long? hash = draft.IsUnsettled || draft.Refusals.Count > 0 ? null : person.Hash;
        plan.NewToSource = extract.Year is null && !(links.TryGetValue(person.Key, out var had) && had.SourceEndedOn is null);
        if (links.TryGetValue(person.Key, out var link))
        {
            var settled = extract.Year is null ? hash : null;
            if (link.SourceHash != settled || link.SourceEndedOn is not null)
            {
                link.SourceHash = settled;
                link.SourceEndedOn = null;
                Housekeeping = true;
            }
        }
        else
        {
            NewLinks.Add(
                new PersonIdentifier
                {
                    Id = clock.NewId(),
                    PersonId = draft.PersonId,
                    Kind = KindOfKey(source),
                    Value = person.Key,
                    Source = source,
                    SourceKey = LinkKey(person.Key),
                    SourceHash = extract.Year is null ? hash : null,
                }
            );
            Housekeeping = true;
        }
        if (extract.Year is { } year)
        {
            var key = ManifestKey(draft.SafeKey, year);
            plan.NewToSource = !(manifests.TryGetValue(key, out var listed) && listed.SourceEndedOn is null);
            var content = new ReturnManifest(
                extract.Serial,
                [.. draft.Records.Select(r => r.ShortKey).Concat(plan.StillSaid).Distinct()],
                draft.AsItCame,
                extract.Authority
            ).ToString();
            if (manifests.TryGetValue(key, out var manifest))
            {
                plan.SaidOtherwise = manifest.Content != content;
                if (manifest.SourceHash != hash || manifest.SourceEndedOn is not null || manifest.Content != content)
                {
                    manifest.SourceHash = hash;
                    manifest.SourceEndedOn = null;
                    manifest.Content = content;
                    Housekeeping = true;
                }
            }
            else
            {
                plan.SaidOtherwise = true;
                NewManifests.Add(
                    new ExtractRow
                    {
                        Id = clock.NewId(),
                        Table = ManifestTable(year),
                        PersonId = draft.PersonId,
                        Source = source,
                        SourceKey = key,
                        SourceHash = hash,
                        Content = content,
                    }
                );
                Housekeeping = true;
            }
        }
    }

    /// <summary>The table name of the list of what a year's return said about each child.</summary>
    public static string ManifestTable(int year) => ReturnManifest.Table(year);

    private static string ManifestKey(string safeKey, int year) => $"{safeKey}/{year}";

    private static string Unsafe(string safe) => safe.Replace("%2F", "/", StringComparison.Ordinal).Replace("%25", "%", StringComparison.Ordinal);

    private static string ShortOf(string sourceKey) => sourceKey[(sourceKey.IndexOf('/') + 1)..];

    private static int YearOf(ExtractRow manifest) =>
        int.Parse(manifest.SourceKey![(manifest.SourceKey!.LastIndexOf('/') + 1)..], System.Globalization.CultureInfo.InvariantCulture);

    private static IReadOnlyList<string> KeysOf(ExtractRow manifest) => ReturnManifest.Of(manifest.Content).Keys;

    /// <summary>What the identifier is called that ties a person to an extract.</summary>
    internal static string KindOfKey(string source) =>
        source switch
        {
            Sources.Ssd => "Person id in the Standard Safeguarding Dataset",
            Sources.AnnexA => "Child id in Annex A",
            _ => "Child id in the CIN census",
        };

    private IEnumerable<ExtractRow> OtherYears(string safeKey) =>
        session.Years.Where(y => y != extract.Year).Select(y => manifests.GetValueOrDefault(ManifestKey(safeKey, y))).OfType<ExtractRow>().Where(m => m.SourceEndedOn is null);

    private bool IsUnchangedAtSight(ExtractedPerson person) =>
        links.TryGetValue(person.Key, out var link)
        && link.SourceEndedOn is null
        && (
            extract.Year is { } year
                ? manifests.TryGetValue(ManifestKey(PersonDraft.Safe(person.Key), year), out var manifest) && manifest.SourceHash == person.Hash && manifest.SourceEndedOn is null
                : link.SourceHash == person.Hash
        );

    private PersonDraft Draft(ExtractedPerson person, Guid id, bool isKnown) =>
        new(session.Kinds, session.NewIds, source, person.Key, id, isKnown, session.Workforce, extract.Notices) { Stands = extract.IsTrueThoughAbsent };

    private async Task<Dictionary<string, Guid>> FindPeople(IReadOnlyList<ExtractedPerson> people, CancellationToken ct)
    {
        var keys = people.Select(p => LinkKey(p.Key)).ToList();
        links = await db.PersonIdentifiers.Where(i => i.Source == source && keys.Contains(i.SourceKey!)).ToDictionaryAsync(i => i.Value, StringComparer.Ordinal, ct);
        var ids = links.ToDictionary(l => l.Key, l => l.Value.PersonId, StringComparer.Ordinal);
        var others = people.Where(p => !ids.ContainsKey(p.Key)).Select(p => p.Key).ToList();
        if (others.Count > 0)
        {
            var same = await db
                .People.AsNoTracking()
                .Where(p => p.LaChildId != null && others.Contains(p.LaChildId))
                .Select(p => new
                {
                    p.Id,
                    p.LaChildId,
                    p.MergedIntoId,
                })
                .ToListAsync(ct);
            foreach (var person in same.OrderBy(p => p.MergedIntoId is null))
            {
                ids[person.LaChildId!] = person.MergedIntoId ?? person.Id;
            }
            // A record merged away may lead to one that was itself merged later.
            var ends = ids.Values.Distinct().ToList();
            while (true)
            {
                var led = await db.People.AsNoTracking().Where(p => ends.Contains(p.Id) && p.MergedIntoId != null).ToDictionaryAsync(p => p.Id, p => p.MergedIntoId!.Value, ct);
                if (led.Count == 0)
                {
                    break;
                }
                foreach (var key in ids.Keys.ToList())
                {
                    ids[key] = led.GetValueOrDefault(ids[key], ids[key]);
                }
                ends = [.. led.Values.Distinct()];
            }
        }
        return ids;
    }

    private async Task LoadManifests(IReadOnlyList<ExtractedPerson> people, CancellationToken ct)
    {
        if (extract.Year is null || session.Years.Count == 0)
        {
            return;
        }
        var keys = people.SelectMany(p => session.Years.Select(y => ManifestKey(PersonDraft.Safe(p.Key), y))).ToList();
        manifests = await db.ExtractRows.Where(r => r.Source == source && keys.Contains(r.SourceKey!)).ToDictionaryAsync(r => r.SourceKey!, StringComparer.Ordinal, ct);
    }

    private async Task LoadKnown(IReadOnlyCollection<Guid> people, Dictionary<string, List<(RecordKind, KnownRecord)>> known, CancellationToken ct)
    {
        foreach (var kind in session.Kinds.All.Where(k => extract.Kinds.Contains(k.Type)))
        {
            foreach (var record in await kind.Known(db, source, people, ct))
            {
                var end = record.SourceKey.IndexOf('/');
                if (end < 0)
                {
                    continue;
                }
                var key = record.SourceKey[..end];
                if (!known.TryGetValue(key, out var list))
                {
                    known[key] = list = [];
                }
                list.Add((kind, record));
            }
        }
    }

    /// <summary>Loads the records that differ, ended or came back, and makes them say what the extract says.</summary>
    private async Task LoadDiffering(CancellationToken ct)
    {
        var today = clock.Today;
        var byKind = Plans
            .SelectMany(p => p.Differing.Concat(p.Reappeared).Select(d => (d.Record.Kind, d.Known.Id)).Concat(p.Ended.Select(e => (e.Kind, e.Known.Id))))
            .GroupBy(r => r.Kind, r => r.Id)
            .ToList();
        var tracked = new Dictionary<Guid, SourcedRecord>();
        foreach (var kind in byKind)
        {
            foreach (var (id, record) in await kind.Key.Track(db, [.. kind], ct))
            {
                tracked[id] = record;
            }
        }
        foreach (var plan in Plans)
        {
            foreach (var (draft, known) in plan.Differing)
            {
                var record = tracked[known.Id];
                var changes = draft.Kind.Update(db, record, draft.Record);
                record.SourceHash = draft.Record.SourceHash;
                if (record.SourceEndedOn is not null)
                {
                    changes.Add(new FieldChange($"{draft.Kind.Type.Name}.SourceEndedOn", PersonPrecedence.Text(record.SourceEndedOn), null));
                    record.SourceEndedOn = null;
                }
                plan.Changes.AddRange(changes);
                plan.Same.Add((draft.Kind, changes.Count > 0));
                Housekeeping = true;
            }
            foreach (var (draft, known) in plan.Reappeared)
            {
                plan.Changes.Add(new FieldChange($"{draft.Kind.Type.Name}.SourceEndedOn", PersonPrecedence.Text(tracked[known.Id].SourceEndedOn), null));
                tracked[known.Id].SourceEndedOn = null;
                plan.Same.Add((draft.Kind, true));
            }
            foreach (var (kind, known) in plan.Ended)
            {
                var record = tracked[known.Id];
                record.SourceEndedOn = today;
                if (record is Practice.Workforce.Allocation { To: null } allocation)
                {
                    // Nobody works with a child by an allocation that the council's system no longer has.
                    allocation.To = today < allocation.From ? allocation.From : today;
                    allocation.SourceHash = null;
                }
            }
        }
    }
}
