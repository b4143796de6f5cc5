using System.Reflection;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kith.Web.Pages.About;

/// <summary>What this service is, and its version. Open to all.</summary>
public sealed class IndexModel : PageModel
{
    /// <summary>The version as built, without the source's hash.</summary>
    public static string Version { get; } =
        (typeof(IndexModel).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "not known").Split('+')[0];

    public void OnGet() { }
}

/// <summary>How well everyone can use this service. Open to all.</summary>
public sealed class AccessibilityModel : PageModel
{
    public void OnGet() { }
}

/// <summary>What this service keeps, why, and for how long. Open to all.</summary>
public sealed class PrivacyModel : PageModel
{
    public void OnGet() { }
}
