using Kith.Practice.Trail;

namespace Kith.Practice.Import;

/// <summary>An extract changed what is kept about a person: how many records it added, changed and ended, and the fields changed.</summary>
public sealed record PersonImported(Guid Person, string Source, Guid Run, int Added, int Changed, int Ended, IReadOnlyList<FieldChange> Changes) : PersonEvent(Person);

/// <summary>An extract added or changed teams and workers, or rows that concern no one person.</summary>
public sealed record AuthorityImported(string Source, Guid Run, int Added, int Changed, int Ended, IReadOnlyList<FieldChange> Changes) : TrailEvent
{
    public override string Chain => $"import:{Source}";
}

/// <summary>Someone asked for an extract to be loaded, or for one to be taken as whole however much less it holds than the last.</summary>
public sealed record ImportAsked(Guid Run, string Source, string FileName, bool DryRun, bool Whole = false) : TrailEvent
{
    public override string Chain => $"import:{Source}";
}
