namespace Kith.Web;

/// <summary>One section of the service navigation, as the person may use it.</summary>
/// <param name="Text">The section's name.</param>
/// <param name="Href">Where it leads.</param>
/// <param name="Current">Whether the page being shown belongs to it.</param>
/// <param name="Count">What waits there; null or 0 shows nothing.</param>
public sealed record NavigationItem(string Text, string Href, bool Current = false, int? Count = null)
{
    /// <summary>Where pages and filters leave the list for the layout: <c>ViewData[NavigationItem.ViewDataKey]</c>.</summary>
    public const string ViewDataKey = "Navigation";
}
