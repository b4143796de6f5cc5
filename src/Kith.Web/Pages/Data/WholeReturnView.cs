using Kith.Practice.Returns.Census;

namespace Kith.Web.Pages.Data;

/// <summary>Faults of a return as a whole, on the page that shows them.</summary>
/// <param name="Here">Where a note is sent.</param>
public sealed record WholeReturnView(IReadOnlyList<WholeReturnFault> Faults, bool Prepares, string Here);
