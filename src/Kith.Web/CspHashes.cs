namespace Kith.Web;

/// <summary>The only inline script that the content policy lets run, and its hash.</summary>
public static class CspHashes
{
    /// <summary>Tells the styles that scripts run, before anything is drawn (from the GOV.UK page template).</summary>
    public const string JsEnabledScript = "document.body.className += ' js-enabled' + ('noModule' in HTMLScriptElement.prototype ? ' govuk-frontend-supported' : '');";

    /// <summary>The SHA-256 of that script, in base 64; a test works it out again.</summary>
    public const string JsEnabled = "GUQ5ad8JK5KmEWmROf3LZd9ge94daqNvd8xy9YS1iDw=";
}
