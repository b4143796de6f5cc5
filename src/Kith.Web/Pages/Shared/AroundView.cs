using Kith.Practice.Access;
using Kith.Practice.Children.Show;

namespace Kith.Web.Pages.Shared;

/// <summary>Who and what is around a person.</summary>
public sealed record AroundView(PersonPage Person, Actor Actor)
{
    /// <summary>Whether the reader opens the pages of workers.</summary>
    public bool SeesWorkers => Actor.May(Permission.ReadWorkforce);

    public bool MayRecord => Actor.May(Permission.RecordWork) && Person.Head.MergedIntoId is null;
}
