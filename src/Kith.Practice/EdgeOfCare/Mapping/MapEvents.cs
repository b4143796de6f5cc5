using Kith.Practice.Trail;

namespace Kith.Practice.EdgeOfCare.Mapping;

/// <summary>
/// Something that happened to a map. It stands on the map's own chain and on no child's: the log of a child's record is read by
/// people who are not to know of the map.
/// </summary>
public abstract record MapEvent(Guid Map) : TrailEvent
{
    public override string Chain => ChainOf(Map);

    internal static string ChainOf(Guid map) => $"map:{map:N}";
}

/// <summary>A map was begun, or what it is kept for was changed.</summary>
public sealed record MapKept(Guid Map, string Title, string Concern, string Why, DateOnly? ReviewOn) : MapEvent(Map);

/// <summary>A map ended, or was taken up again.</summary>
public sealed record MapEnded(Guid Map, DateOnly? On, string Why) : MapEvent(Map);

/// <summary>Somebody was named on a map, or may do something else with it.</summary>
public sealed record MapMemberNamed(Guid Map, Guid Account, string Name, MapPart Part, string Why) : MapEvent(Map);

/// <summary>Somebody is no longer named on a map.</summary>
public sealed record MapMemberEnded(Guid Map, Guid Account, string Name) : MapEvent(Map);

/// <summary>A map was looked at: which page of it.</summary>
public sealed record MapOpened(Guid Map, string What) : MapEvent(Map);

/// <summary>A map was taken out as a file: what the reader could see of it.</summary>
public sealed record MapTakenOut(Guid Map, string What, int Nodes, int Links) : MapEvent(Map);

/// <summary>A node was put on a map.</summary>
public sealed record MapNodeAdded(Guid Map, Guid Node, NodeKind Kind, Guid? Who, string Name) : MapEvent(Map);

/// <summary>Facts of a node were changed.</summary>
public sealed record MapNodeChanged(Guid Map, Guid Node, IReadOnlyList<FieldChange> Changes) : MapEvent(Map);

/// <summary>Who of the map's readers sees a node, and whether owners of other maps are told of it.</summary>
public sealed record MapNodeLimited(Guid Map, Guid Node, bool Limited, IReadOnlyList<Guid> Readers, PointingOut PointsOut) : MapEvent(Map);

/// <summary>A node was taken off a map.</summary>
public sealed record MapNodeRemoved(Guid Map, Guid Node, string Why) : MapEvent(Map);

/// <summary>Two nodes were linked.</summary>
public sealed record MapLinked(Guid Map, Guid Link, Guid From, Guid To, LinkKind Kind, string Source, string Grade, string? Note) : MapEvent(Map);

/// <summary>A link is over.</summary>
public sealed record MapLinkEnded(Guid Map, Guid Link, DateOnly On, string Why) : MapEvent(Map);

/// <summary>A link was wrong. The new line, where there is one, says what is right.</summary>
public sealed record MapLinkCorrected(Guid Map, Guid Link, Guid? By, string Why) : MapEvent(Map);

/// <summary>Two nodes were found to be the same.</summary>
public sealed record MapNodesMerged(Guid Map, Guid Kept, Guid Merged, string Why) : MapEvent(Map);

/// <summary>A merge of two nodes was taken back.</summary>
public sealed record MapMergeUndone(Guid Map, Guid Kept, Guid Merged) : MapEvent(Map);

/// <summary>The owners of two maps were told that both hold the same; not what, and nothing else of either.</summary>
public sealed record MapsPointedOut(Guid Map, Guid Other) : MapEvent(Map);
