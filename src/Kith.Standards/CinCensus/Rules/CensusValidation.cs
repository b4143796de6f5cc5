namespace Kith.Standards.CinCensus.Rules;

/// <summary>How a file is validated.</summary>
public sealed record CensusValidationOptions
{
    /// <summary>The collection (end year) whose rules apply; null to let the header decide. The period is always the return's own.</summary>
    public int? Year { get; init; }

    /// <summary>How many threads judge children while one of them at a time reads; null for one for each core.</summary>
    public int? Threads { get; init; }

    /// <summary>Told now and then how many bytes have been read.</summary>
    public Action<long>? Progress { get; init; }

    /// <summary>How much the reader takes before it refuses a file.</summary>
    public CensusReadLimits Limits { get; init; } = new();
}

/// <summary>
/// Validates a file: reads it child by child, judges children on several threads, and keeps nothing of a child but what
/// is wrong with it. The findings do not depend on the number of threads.
/// </summary>
public sealed class CensusValidation
{
    private const int ChildrenInABatch = 32;

    /// <summary>A smaller file is judged before a second thread has started.</summary>
    private const int SmallFile = 512 * 1024;

    /// <summary>More children than this are never held in memory at once, whatever identifiers they share.</summary>
    private const int MostHeld = 20_000;

    private readonly Stream _stream;
    private readonly CensusValidationOptions _options;
    private readonly Lock _reading = new();
    private readonly Dictionary<int, List<CensusIssue>> _byBatch = [];
    private readonly CinCensusReader _reader;
    private readonly CensusValidator _validator;
    private readonly KeySet[] _keys;
    private readonly IReadOnlyList<UniqueRule> _unique;
    private readonly long _start;
    private ReturnFacts _facts;
    private int _batches;
    private Exception? _fault;
    private volatile bool _done;

    private CensusValidation(Stream stream, CensusValidationOptions options)
    {
        _stream = stream;
        _options = options;
        _start = stream.CanSeek ? stream.Position : throw new ArgumentException("A return is validated from a stream that can seek.", nameof(stream));
        _reader = CinCensusReader.Open(stream, options.Limits);
        var rules = RuleSet.For(options.Year ?? YearOf(_reader.Header));
        _validator = new CensusValidator(rules, RuleContext.For(rules.Year, _reader.Header));
        _unique = _validator.Rules.Unique;
        _keys = [.. _unique.Select(_ => new KeySet())];
    }

    /// <summary>Validates a return. The stream must be able to seek; it stays open.</summary>
    /// <exception cref="CensusFileException">The file cannot be read to its end as a return.</exception>
    public static CensusReport Run(Stream stream, CensusValidationOptions? options = null)
    {
        var validation = new CensusValidation(stream, options ?? new CensusValidationOptions());
        using (validation._reader)
        {
            return validation.Run();
        }
    }

    /// <summary>
    /// The collection that a header is of: by its year, else by its reference date, else the latest. A year before or
    /// after those that are known gets the first or the latest.
    /// </summary>
    public static int YearOf(CensusHeader header)
    {
        var said = header.EndYear ?? header.ReferenceDay?.Year ?? CollectionYear.Latest.EndYear;
        if (CollectionYear.Find(said) is { } known)
        {
            return known.EndYear;
        }

        return said < CollectionYear.All[0].EndYear ? CollectionYear.All[0].EndYear : CollectionYear.Latest.EndYear;
    }

    private CensusReport Run()
    {
        var threads = _stream.Length - _start < SmallFile ? 1 : Math.Clamp(_options.Threads ?? Environment.ProcessorCount, 1, 64);
        var others = new Thread[threads - 1];
        for (var i = 0; i < others.Length; i++)
        {
            others[i] = new Thread(Work) { IsBackground = true, Name = "census" };
            others[i].Start();
        }

        Work();
        foreach (var thread in others)
        {
            thread.Join();
        }

        if (_fault is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(_fault);
        }

        var issues = new List<CensusIssue>(_byBatch.Values.Sum(b => b.Count) + 8);
        Flatten(_validator.Check(_reader.Header), issues, -1, null);
        for (var batch = 0; batch < _batches; batch++)
        {
            if (_byBatch.TryGetValue(batch, out var some))
            {
                issues.AddRange(some);
            }
        }

        var apart = JudgeSharedIdentifiers(ref issues);
        foreach (var finding in _validator.Check(_facts))
        {
            issues.Add(new CensusIssue(finding.Rule, finding.Severity, finding.Message, -1, null, null, null, null, null));
        }

        return new CensusReport(_reader.Header, _validator.Rules, _validator.At, _reader.ChildrenRead, issues, _reader.Notices, _reader.NoticesNotKept, _facts, apart);
    }

    private void Work()
    {
        try
        {
            JudgeBatches();
        }
        catch (Exception problem)
        {
            // Told by the thread that asked, not by the end of the process.
            Interlocked.CompareExchange(ref _fault, problem, null);
            _done = true;
        }
    }

    private void JudgeBatches()
    {
        var children = new List<CensusChild>(ChildrenInABatch);
        var found = new Findings();
        var facts = new ReturnFacts();
        while (Next(children) is { } batch)
        {
            List<CensusIssue>? issues = null;
            foreach (var child in children)
            {
                found.Clear();
                _validator.Check(child, found);
                facts += _validator.FactsOf(child);
                if (found.All.Count > 0)
                {
                    Flatten(found.All, issues ??= [], child.Position, null);
                }
            }

            if (issues is not null)
            {
                lock (_byBatch)
                {
                    _byBatch[batch] = issues;
                }
            }
        }

        lock (_byBatch)
        {
            _facts += facts;
        }
    }

    /// <summary>Reads the next children: the number of the batch, or null when there are none.</summary>
    private int? Next(List<CensusChild> children)
    {
        children.Clear();
        lock (_reading)
        {
            if (_done)
            {
                return null;
            }

            try
            {
                while (children.Count < ChildrenInABatch && _reader.ReadChild() is { } child)
                {
                    children.Add(child);
                    for (var i = 0; i < _keys.Length; i++)
                    {
                        if (_unique[i].Key(child.Identifiers) is { } key)
                        {
                            _keys[i].Add(key);
                        }
                    }
                }
            }
            catch (Exception problem)
            {
                // Nothing of a file that cannot be read to its end is reported.
                Interlocked.CompareExchange(ref _fault, problem, null);
                _done = true;
                return null;
            }

            _options.Progress?.Invoke(_reader.BytesRead);
            _done = children.Count < ChildrenInABatch;
            return children.Count == 0 ? null : _batches++;
        }
    }

    /// <summary>
    /// Reads the file again for the children that share an identifier or another value that should be their own:
    /// reports the value, and judges children of one identifier together. Does nothing where there are none.
    /// </summary>
    private bool JudgeSharedIdentifiers(ref List<CensusIssue> issues)
    {
        if (_keys.All(k => k.Repeated.Count == 0))
        {
            return false;
        }

        var groups = new Dictionary<string, List<CensusChild>>[_keys.Length];
        for (var i = 0; i < groups.Length; i++)
        {
            groups[i] = new Dictionary<string, List<CensusChild>>(StringComparer.Ordinal);
        }

        var held = 0;
        _stream.Position = _start;
        using (var reader = CinCensusReader.Open(_stream, _options.Limits with { Notices = 0 }))
        {
            while (reader.ReadChild() is { } child)
            {
                var kept = held < MostHeld ? child : WhoOnly(child);
                var wanted = false;
                for (var i = 0; i < _keys.Length; i++)
                {
                    if (_unique[i].Key(child.Identifiers) is { } key && _keys[i].Repeated.Contains(_keys[i].Fingerprint(key)))
                    {
                        wanted = true;
                        if (!groups[i].TryGetValue(key, out var group))
                        {
                            groups[i][key] = group = [];
                        }

                        group.Add(kept);
                    }
                }

                held += wanted ? 1 : 0;
            }
        }

        var apart = held > MostHeld;
        var more = new List<CensusIssue>();
        var replaced = new HashSet<int>();
        for (var i = 0; i < groups.Length; i++)
        {
            foreach (var (value, group) in groups[i])
            {
                if (group.Count < 2)
                {
                    continue;
                }

                var rule = _unique[i];
                foreach (var child in group)
                {
                    more.Add(
                        new CensusIssue(rule, rule.Severity, rule.Message, child.Position, child.LAchildID, CensusTable.ChildIdentifiers, rule.Column, child.Identifiers.Row, value)
                        {
                            Order = child.Identifiers.Order,
                        }
                    );
                }

                if (rule.Column != nameof(CensusIdentifiers.LAchildID))
                {
                    continue;
                }

                if (held > MostHeld || group.Count > SharedIdentifier.Most)
                {
                    apart = true;
                    continue;
                }

                replaced.UnionWith(group.Select(c => c.Position));
                JudgeTogether(group, more);
            }
        }

        more.Sort(InFileOrder);
        issues = Merge(issues, more, replaced);
        return apart;
    }

    /// <summary>Two lists in file order as one, without the issues of the children that were judged again.</summary>
    private static List<CensusIssue> Merge(List<CensusIssue> issues, List<CensusIssue> more, HashSet<int> replaced)
    {
        var all = new List<CensusIssue>(issues.Count + more.Count);
        var next = 0;
        foreach (var issue in issues)
        {
            if (replaced.Count > 0 && replaced.Contains(issue.Position))
            {
                continue;
            }

            while (next < more.Count && InFileOrder.Compare(more[next], issue) < 0)
            {
                all.Add(more[next++]);
            }

            all.Add(issue);
        }

        all.AddRange(more.Skip(next));
        return all;
    }

    private void JudgeTogether(List<CensusChild> group, List<CensusIssue> issues)
    {
        var owners = new Dictionary<(CensusTable, int), int>();
        foreach (var child in group)
        {
            foreach (var record in child.Records())
            {
                owners[(record.Table, record.Row)] = child.Position;
            }
        }

        var found = new Findings();
        foreach (var child in SharedIdentifier.Together(group))
        {
            _validator.Check(child, found);
        }

        foreach (var own in found.All.GroupBy(f => f.Rule))
        {
            Flatten([.. own], issues, -1, owners);
        }
    }

    private static CensusChild WhoOnly(CensusChild child) => new(child.Identifiers, new CensusCharacteristics { Row = -1 }) { Position = child.Position, Line = child.Line };

    /// <summary>Findings, in the order of rules, as places in file order, each once for a rule.</summary>
    private static void Flatten(IReadOnlyList<Finding> findings, List<CensusIssue> issues, int position, Dictionary<(CensusTable, int), int>? owners)
    {
        var first = issues.Count;
        foreach (var finding in findings)
        {
            foreach (var place in finding.Places)
            {
                var owner = owners is null ? position : owners.GetValueOrDefault((place.Table, place.Record.Row), finding.Child?.Position ?? position);
                var again = Find(issues, first, finding.Rule, owner, place);
                if (again < 0)
                {
                    issues.Add(
                        new CensusIssue(
                            finding.Rule,
                            finding.Severity,
                            finding.Message,
                            owner,
                            finding.Child?.LAchildID,
                            place.Table,
                            place.Column,
                            place.Row,
                            finding.ValueAt(place)
                        )
                        {
                            Order = place.Record.IsPresent ? place.Record.Order : -1,
                        }
                    );
                }
                else if (finding.Severity < issues[again].Severity)
                {
                    issues[again] = issues[again] with { Severity = finding.Severity, Message = finding.Message };
                }
            }
        }

        issues.Sort(first, issues.Count - first, InFileOrder);
    }

    private static int Find(List<CensusIssue> issues, int first, CensusRule rule, int position, Place place)
    {
        for (var i = issues.Count - 1; i >= first && ReferenceEquals(issues[i].Rule, rule); i--)
        {
            var issue = issues[i];
            if (issue.Table == place.Table && issue.Row == place.Row && issue.Position == position && issue.Column == place.Column)
            {
                return i;
            }
        }

        return -1;
    }

    private static readonly Comparer<CensusIssue> InFileOrder = Comparer<CensusIssue>.Create(
        (a, b) =>
            a.Position != b.Position ? a.Position.CompareTo(b.Position)
            : a.Order != b.Order ? a.Order.CompareTo(b.Order)
            : CensusNames.Compare(a.Table, a.Column, b.Table, b.Column) is var column and not 0 ? column
            : a.Rule.Order.CompareTo(b.Rule.Order)
    );
}
