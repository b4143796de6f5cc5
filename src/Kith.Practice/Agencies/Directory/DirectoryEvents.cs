using Kith.Practice.Trail;

namespace Kith.Practice.Agencies;

/// <summary>An event of the directory, strung along the agency's own chain.</summary>
public abstract record AgencyEvent(Guid Agency) : TrailEvent
{
    public override string Chain => $"agency:{Agency:N}";
}

/// <summary>An agency was put into the directory.</summary>
public sealed record AgencyAdded(Guid Agency, string Name, string Kind, string? Domains) : AgencyEvent(Agency);

/// <summary>What the directory says of an agency changed.</summary>
public sealed record AgencyChanged(Guid Agency, IReadOnlyList<FieldChange> Changes) : AgencyEvent(Agency);

/// <summary>A team of an agency was added or changed.</summary>
public sealed record AgencyTeamKept(Guid Agency, Guid Team, string Name, DateOnly? Until) : AgencyEvent(Agency);

/// <summary>Someone who works for an agency was put into the directory.</summary>
public sealed record ProfessionalAdded(Guid Agency, Guid Professional, string Name, string? JobTitle) : AgencyEvent(Agency);

/// <summary>What the directory says of someone who works for an agency changed.</summary>
public sealed record ProfessionalChanged(Guid Agency, Guid Professional, IReadOnlyList<FieldChange> Changes) : AgencyEvent(Agency);

/// <summary>Someone of an agency may sign in to the partners' pages with codes to their work address.</summary>
public sealed record PartnerLetIn(Guid Agency, Guid Professional, Guid Account) : AgencyEvent(Agency);

/// <summary>Someone of an agency may not sign in any more; their sessions ended.</summary>
public sealed record PartnerShutOut(Guid Agency, Guid Professional, Guid Account, string Why) : AgencyEvent(Agency);
