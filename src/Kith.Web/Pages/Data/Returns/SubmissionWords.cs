using Kith.Practice.Returns.Census;

namespace Kith.Web.Pages.Data.Returns;

/// <summary>Where a frozen copy stands, in words.</summary>
public static class SubmissionWords
{
    public static string State(SubmissionState state) =>
        state switch
        {
            SubmissionState.Prepared => "Waits to be signed off",
            SubmissionState.SignedOff => "Signed off",
            _ => "Set aside",
        };
}
