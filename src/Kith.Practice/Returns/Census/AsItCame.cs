using System.Text;
using Kith.Practice.Import;
using Kith.Practice.Projections;
using Kith.Practice.Store;
using Kith.Standards.CinCensus;

namespace Kith.Practice.Returns.Census;

/// <summary>
/// A child of an imported return whose records cannot say all that the return said (a date that cannot be, a code
/// twice, an element missing). Kept as a return of one child beside the list of its records, so that what is written
/// again is the same and the faults are shown, not smoothed away.
/// </summary>
internal static class AsItCame
{
    private const string Begin = "<Children>";
    private const string End = "</Children>";

    /// <summary>The child as text.</summary>
    public static string Write(CensusChild child)
    {
        using var into = new MemoryStream();
        CinCensusWriter.Write(into, new CensusHeader { Row = -1 }, [child]);
        return Encoding.UTF8.GetString(into.ToArray());
    }

    /// <summary>
    /// The children again, one for each text. All are read as one return: to open a reader costs more than to read a child.
    /// </summary>
    public static IReadOnlyList<CensusChild> Children(IEnumerable<string> texts)
    {
        using var all = new MemoryStream();
        all.Write("<Message><Header><CollectionDetails><Collection>CIN</Collection></CollectionDetails></Header><Children>"u8);
        var count = 0;
        foreach (var text in texts)
        {
            var from = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
            var child = text.AsSpan(from, text.LastIndexOf(End, StringComparison.Ordinal) - from);
            var bytes = System.Buffers.ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(child.Length));
            all.Write(bytes, 0, Encoding.UTF8.GetBytes(child, bytes));
            System.Buffers.ArrayPool<byte>.Shared.Return(bytes);
            count++;
        }
        if (count == 0)
        {
            return [];
        }
        all.Write("</Children></Message>"u8);
        all.Position = 0;
        using var reader = CinCensusReader.Open(all);
        var children = reader.Children().ToList();
        return children.Count == count ? children : throw new InvalidOperationException($"{children.Count} of {count} children who were kept as they came could be read");
    }

    /// <summary>The child with the records behind its groups, as far as there are any.</summary>
    public static ReturnedChild Behind(CensusChild child, ChildRecords r)
    {
        var person = new CensusSource(CensusRecordKinds.Person, r.Person.Id, r.Person.Source);
        var returned = new ReturnedChild(person) { Child = child };
        var behind = RecordsOf(r);
        var keys = new CensusKeys();
        // A group that the return did not have stays away: to give it a row would write it.
        if (child.Identifiers.IsPresent)
        {
            returned.From(CensusTable.ChildIdentifiers, child.Identifiers, person);
        }
        if (child.Characteristics.IsPresent)
        {
            returned.From(CensusTable.ChildCharacteristics, child.Characteristics, person);
        }
        foreach (var d in child.Characteristics.Disabilities)
        {
            returned.From(CensusTable.Disabilities, d, Find($"disability/{d.Disability?.Trim()}", person));
        }
        foreach (var e in child.Episodes)
        {
            var under = keys.Episode(e);
            var episode = Find(under, person);
            returned.From(CensusTable.CINdetails, e, episode);
            foreach (var a in e.Assessments)
            {
                var assessment = Find(keys.Assessment(under, a), episode);
                returned.From(CensusTable.Assessments, a, assessment);
                foreach (var f in a.Factors)
                {
                    returned.From(CensusTable.AssessmentFactorsList, f, assessment);
                }
            }
            foreach (var p in e.PlanDates)
            {
                returned.From(CensusTable.CINplanDates, p, Find(keys.Plan(under, p), episode));
            }
            foreach (var s in e.Section47s)
            {
                returned.From(CensusTable.Section47, s, Find(keys.Section47(under, s), episode));
            }
            foreach (var p in e.ProtectionPlans)
            {
                var key = keys.Protection(under, p);
                var plan = Find(key, episode);
                returned.From(CensusTable.ChildProtectionPlans, p, plan);
                foreach (var v in p.Reviews)
                {
                    returned.From(CensusTable.Reviews, v, Find(keys.Review(key, v), plan));
                }
            }
            foreach (var p in e.PreProceedings)
            {
                returned.From(CensusTable.PreProceedingsandFGDM, p, Find(keys.PreProceedings(under, p), episode));
            }
        }
        return returned;

        CensusSource Find(string key, CensusSource otherwise) => behind.TryGetValue(key, out var source) ? source : otherwise;
    }

    private static Dictionary<string, CensusSource> RecordsOf(ChildRecords r)
    {
        var behind = new Dictionary<string, CensusSource>(StringComparer.Ordinal);
        Add(CensusRecordKinds.Disability, r.Disabilities);
        Add(CensusRecordKinds.Episode, r.Episodes);
        Add(CensusRecordKinds.Assessment, r.Assessments);
        Add(CensusRecordKinds.CinPlan, r.CinPlans);
        Add(CensusRecordKinds.Section47, r.Enquiries);
        Add(CensusRecordKinds.ProtectionPlan, r.ProtectionPlans);
        Add(CensusRecordKinds.Review, r.Reviews);
        Add(CensusRecordKinds.PreProceedings, r.PreProceedings);
        return behind;

        void Add(string kind, IEnumerable<SourcedRecord> records)
        {
            foreach (var record in records)
            {
                if (record is { Source: Sources.CinCensus, SourceKey: { } key })
                {
                    behind[key[(key.IndexOf('/') + 1)..]] = new CensusSource(kind, record.Id, record.Source);
                }
            }
        }
    }
}
