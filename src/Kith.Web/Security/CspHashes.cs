namespace Kith.Web.Security;

/// <summary>The one inline script the content policy allows, and its hash.</summary>
public static class CspHashes
{
    /// <summary>Tells the styles that scripts run, before anything is drawn. From the GOV.UK page template.</summary>
    public const string JsEnabledScript =
        "document.body.className += ' js-enabled' + ('noModule' in HTMLScriptElement.prototype ? ' govuk-frontend-supported' : '');";

    /// <summary>For <c>script-src</c>, with the quotes.</summary>
    public const string JsEnabled = "'sha256-GUQ5ad8JK5KmEWmROf3LZd9ge94daqNvd8xy9YS1iDw='";
}
