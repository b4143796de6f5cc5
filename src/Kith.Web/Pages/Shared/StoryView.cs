using Kith.Practice.Access;
using Kith.Practice.Children.Show;

namespace Kith.Web.Pages.Shared;

/// <summary>The cards of a child's story, on the page and on paper.</summary>
public sealed record StoryView(ChildPage Child, Actor Actor, bool OnPaper = false)
{
    /// <summary>Whether the reader may recommend something for the child.</summary>
    public bool MayRecommend => !OnPaper && Actor.May(Permission.Recommend);

    /// <summary>Whether the reader opens more than this record: an inspector reads what was given, and is led to nothing else.</summary>
    public bool ReadsOthers => Actor.May(Permission.ReadRecords);

    /// <summary>Whether the reader opens the pages of workers.</summary>
    public bool SeesWorkers => Actor.May(Permission.ReadWorkforce);

    public bool MayRecord => !OnPaper && Actor.May(Permission.RecordWork);
}
