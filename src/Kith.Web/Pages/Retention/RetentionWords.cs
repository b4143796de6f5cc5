using Kith.Practice.Retention;
using Kith.Standards.Calendar;

namespace Kith.Web.Pages.Retention;

/// <summary>How retention speaks.</summary>
public static class RetentionWords
{
    /// <summary>How a disposal stands.</summary>
    public static string State(Disposal disposal, bool again = false) =>
        disposal.State switch
        {
            DisposalState.Agreed when again => $"Due again: a restored backup brought the record back. It goes {DateWords.Long(disposal.NotBefore!.Value)} or soon after",
            DisposalState.Proposed => "Proposed, waits for a second person",
            DisposalState.Agreed => disposal.NotBefore is { } day ? $"Agreed, goes on {DateWords.Long(day)} or soon after" : "Agreed",
            DisposalState.Declined => "Declined",
            DisposalState.Withdrawn => "Taken back",
            DisposalState.RecordsGone => "Gone; files are being taken away",
            _ => "Disposed of",
        };
}
