using Kith.Practice.Store;

namespace Kith.Practice.Contacts;

/// <summary>Someone told us something about a child. Not yet a referral.</summary>
public sealed class Contact : PersonRecord
{
    public DateOnly ReceivedOn { get; set; }

    /// <summary>DfE referral source code.</summary>
    public string? SourceCode { get; set; }
    public string? Summary { get; set; }
    public string? Outcome { get; set; }
    public Guid? TeamId { get; set; }
    public Guid? WorkerId { get; set; }
}
