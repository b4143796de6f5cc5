using Kith.Practice.Trail;

namespace Kith.Practice.Audits.Tools;

/// <summary>An event of an audit tool.</summary>
public abstract record AuditToolEvent(Guid ToolKey) : TrailEvent
{
    public override string Chain => $"audit-tool:{ToolKey:N}";
}

/// <summary>A version of an audit tool that is being made was begun or changed.</summary>
public sealed record AuditToolChanged(Guid ToolKey, Guid Tool, int Number, string What) : AuditToolEvent(ToolKey);

/// <summary>A version of an audit tool was published. It never changes again.</summary>
public sealed record AuditToolPublished(Guid ToolKey, Guid Tool, int Number, DateOnly On, string Content) : AuditToolEvent(ToolKey);

/// <summary>An audit tool is no longer offered, or is offered again.</summary>
public sealed record AuditToolRetired(Guid ToolKey, Guid Tool, bool Retired) : AuditToolEvent(ToolKey);
