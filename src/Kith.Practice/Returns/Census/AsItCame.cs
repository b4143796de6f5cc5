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
    /// <summary>The child as text.</summary>
    public static string Write(CensusChild child)
    {
        using var into = new MemoryStream();
        CinCensusWriter.Write(into, new CensusHeader { Row = -1 }, [child]);
        return Encoding.UTF8.GetString(into.ToArray());
    }

    /// <summary>The child again, with the records behind its groups as far as there are any.</summary>
    public static ReturnedChild? Read(string text, ChildRecords r)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        using var reader = CinCensusReader.Open(stream);
        if (reader.ReadChild() is not { } child)
        {
            return null;
        }
        var person = new CensusSource(CensusRecordKinds.Person, r.Person.Id, r.Person.Source);
        var returned = new ReturnedChild(person) { Child = child };
        var behind = Behind(r);
        var keys = new CensusKeys();
        returned.From(CensusTable.ChildIdentifiers, child.Identifiers, person);
        returned.From(CensusTable.ChildCharacteristics, child.Characteristics, person);
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

    private static Dictionary<string, CensusSource> Behind(ChildRecords r)
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
