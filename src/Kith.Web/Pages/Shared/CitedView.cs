using Kith.Practice.Casework;

namespace Kith.Web.Pages.Shared;

/// <summary>A record that may cite the child's words, for the partial <c>_Cited</c>, which reads them itself (one query).</summary>
public sealed record CitedView(Guid ChildId, string ChildName, SubjectKind Kind, Guid SubjectId, bool MayRecord);
