namespace Kith.Web;

/// <summary>Hashes of the only inline scripts that the content policy lets run.</summary>
public static class CspHashes
{
    /// <summary>The GOV.UK snippet that marks the page as having JavaScript.</summary>
    public const string JsEnabled = "GUQ5ad8JK5KmEWmROf3LZd9ge94daqNvd8xy9YS1iDw=";
}
