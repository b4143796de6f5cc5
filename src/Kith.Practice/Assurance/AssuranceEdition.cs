using Kith.Practice.Documents;
using Kith.Practice.Store;
using Kith.Practice.Trail;

namespace Kith.Practice.Assurance;

/// <summary>A published figure with England, the region or the neighbours beside it.</summary>
public sealed record PinnedFigure(PublishedNumber Number, IReadOnlyList<PinnedBeside> Beside);

/// <summary>«England, 2025: 22.6».</summary>
public sealed record PinnedBeside(string Area, int Year, decimal Value);

/// <summary>Where an edition stands.</summary>
public enum EditionState
{
    /// <summary>Being written; seen by those who keep assurance.</summary>
    Draft,

    /// <summary>Agreed by a named person, and shown to nobody else until its time.</summary>
    Embargoed,

    /// <summary>Everybody may read it.</summary>
    Published,

    /// <summary>Taken back, with the reason in its place.</summary>
    Withdrawn,
}

/// <summary>
/// What the authority tells everybody about its service, as at the end of a quarter. Figures are pinned as they are
/// published, already rounded: nothing finer is kept, and nothing changes them afterwards.
/// </summary>
public sealed class AssuranceEdition : Record
{
    /// <summary>«July to September 2026».</summary>
    public required string Title { get; set; }

    /// <summary>The last day of the quarter that it tells of.</summary>
    public DateOnly AsAt { get; set; }

    /// <summary>How things are, in the author's words.</summary>
    public required string Opening { get; set; }

    /// <summary>What inspectors said; a paragraph to a line.</summary>
    public required string InspectorsSaid { get; set; }

    /// <summary>What was done about it, and what comes next.</summary>
    public required string WasDone { get; set; }

    /// <summary>The figures, as JSON of <see cref="PinnedFigure"/>.</summary>
    public required string Figures { get; set; }
    public DateTime FiguresAt { get; set; }

    /// <summary>Who last wrote in it: they cannot publish it.</summary>
    public Guid WrittenById { get; set; }
    public required string WrittenBy { get; set; }

    /// <summary>From when it may be read by everybody; set by whoever publishes it.</summary>
    public DateTime? OpenFrom { get; set; }
    public Guid? PublishedById { get; set; }
    public string? PublishedBy { get; set; }
    public DateTime? WithdrawnAt { get; set; }
    public string? WithdrawnWhy { get; set; }

    /// <summary>Where it stands at an instant: an embargo ends by itself.</summary>
    public EditionState StateAt(DateTime now) =>
        WithdrawnAt is not null ? EditionState.Withdrawn
        : OpenFrom is not { } open ? EditionState.Draft
        : open > now ? EditionState.Embargoed
        : EditionState.Published;

    /// <summary>The pinned figures.</summary>
    public IReadOnlyList<PinnedFigure> Pinned => PinnedContent.Read<List<PinnedFigure>>(Figures);

    /// <summary>As they are kept.</summary>
    public static string Pin(IReadOnlyList<PinnedFigure> figures) => PinnedContent.Write(figures);
}

/// <summary>An event of an edition.</summary>
public abstract record EditionEvent(Guid Edition) : TrailEvent
{
    public override string Chain => $"assurance:{Edition:N}";
}

/// <summary>An edition of the assurance page was begun.</summary>
public sealed record EditionBegun(Guid Edition, string Title, DateOnly AsAt) : EditionEvent(Edition);

/// <summary>Something was written in an edition, or its figures were counted again.</summary>
public sealed record EditionWritten(Guid Edition, IReadOnlyList<FieldChange> Changes) : EditionEvent(Edition);

/// <summary>Somebody agreed to an edition and said from when everybody may read it.</summary>
public sealed record EditionPublished(Guid Edition, DateTime OpenFrom) : EditionEvent(Edition);

/// <summary>An edition was held back before its time, and is a draft again.</summary>
public sealed record EditionHeldBack(Guid Edition) : EditionEvent(Edition);

/// <summary>A published edition was taken back; its figures are not shown any more.</summary>
public sealed record EditionWithdrawn(Guid Edition, string Reason) : EditionEvent(Edition);
