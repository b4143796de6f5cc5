using Kith.Practice.Protection.Meetings;
using Kith.Practice.Store;
using Kith.Practice.Trail;

namespace Kith.Practice.Agencies;

/// <summary>The kinds of panel that look at children together.</summary>
public enum PanelKind
{
    /// <summary>Multi-agency child exploitation.</summary>
    Exploitation,

    /// <summary>Multi-agency risk assessment conference: domestic abuse.</summary>
    Marac,
    EdgeOfCare,
    LegalGateway,
    Other,
}

/// <summary>A group of people that meets again and again and decides about children who are put forward to it.</summary>
public sealed class Panel : Record
{
    public PanelKind Kind { get; set; }
    public required string Name { get; set; }

    /// <summary>What it is for, and which children are put forward to it.</summary>
    public string? Purpose { get; set; }

    /// <summary>The team on whose list it stands what the panel owes.</summary>
    public Guid? TeamId { get; set; }
    public Guid? ChairWorkerId { get; set; }

    /// <summary>True where a manager agrees before a child is put on the list.</summary>
    public bool ManagerAgrees { get; set; }
    public DateOnly From { get; set; }
    public DateOnly? Until { get; set; }
}

/// <summary>Who sits on a panel: a worker of the council, or somebody of an agency.</summary>
public sealed class PanelMember : Record
{
    public Guid PanelId { get; set; }
    public Guid? WorkerId { get; set; }
    public Guid? ProfessionalId { get; set; }
    public string? Part { get; set; }
    public DateOnly From { get; set; }
    public DateOnly? Until { get; set; }
}

/// <summary>One meeting of a panel.</summary>
public sealed class PanelMeeting : Record
{
    public Guid PanelId { get; set; }
    public DateOnly On { get; set; }

    /// <summary>«10:00» in England; null where no time is set.</summary>
    public string? StartsAt { get; set; }
    public string? Place { get; set; }

    /// <summary>What is talked about beside the children. Names none.</summary>
    public string? Agenda { get; set; }
    public DateOnly? InvitedOn { get; set; }

    /// <summary>How often calendars were told of a change.</summary>
    public int InvitationSequence { get; set; }
    public DateOnly? HeldOn { get; set; }
    public DateOnly? CalledOffOn { get; set; }
    public string? CalledOffWhy { get; set; }

    /// <summary>What was said beside the decisions for children. Names none.</summary>
    public string? Minutes { get; set; }
}

/// <summary>Who is asked to a meeting of a panel, and came.</summary>
public sealed class PanelSeat : Record
{
    public Guid MeetingId { get; set; }
    public Guid? WorkerId { get; set; }
    public Guid? ProfessionalId { get; set; }
    public Guid? AgencyId { get; set; }
    public required string Name { get; set; }
    public string? Part { get; set; }

    /// <summary>The work address to which the invitation goes.</summary>
    public string? Address { get; set; }
    public DateOnly? InvitedOn { get; set; }
    public Reply? Reply { get; set; }
    public bool? Attended { get; set; }
}

/// <summary>A child who is put forward to a panel: why and by whom, when the panel looked, what it decided and who did not agree.</summary>
public sealed class PanelChild : PersonRecord
{
    public Guid PanelId { get; set; }

    /// <summary>The meeting on whose list the child stands; null while the child waits for one.</summary>
    public Guid? MeetingId { get; set; }

    /// <summary>The place on the list, from 1.</summary>
    public int Position { get; set; }
    public DateOnly PutForwardOn { get; set; }
    public Guid? ByWorkerId { get; set; }
    public required string ByName { get; set; }
    public required string Why { get; set; }

    /// <summary>What the panel is asked for.</summary>
    public string? Asked { get; set; }

    /// <summary>What the child and the family know of it, and say.</summary>
    public string? FamilySays { get; set; }
    public bool AgreementNeeded { get; set; }
    public DateOnly? AgreedOn { get; set; }
    public string? AgreedByName { get; set; }
    public DateOnly? WithdrawnOn { get; set; }
    public string? WithdrawnWhy { get; set; }
    public DateOnly? HeardOn { get; set; }
    public string? Decision { get; set; }
    public string? Reasons { get; set; }

    /// <summary>Who did not agree, and why.</summary>
    public string? Dissent { get; set; }

    /// <summary>The day on which everybody who was given the child was told the decision.</summary>
    public DateOnly? CirculatedOn { get; set; }

    /// <summary>True while a manager is to agree.</summary>
    public bool WaitsForManager => AgreementNeeded && AgreedOn is null && WithdrawnOn is null;
}

/// <summary>That an agency was told of a child who is put forward, and in which words: nothing else of the child reaches it here.</summary>
public sealed class PanelGiven : PersonRecord
{
    public Guid EntryId { get; set; }
    public Guid AgencyId { get; set; }

    /// <summary>What the agency reads.</summary>
    public required string Words { get; set; }
    public DateOnly GivenOn { get; set; }
    public required string ByName { get; set; }
    public DateOnly? TakenBackOn { get; set; }
}

/// <summary>Something on the child's record that the panel reads: a place of the record, or a file. Never a copy.</summary>
public sealed class PanelPaper : PersonRecord
{
    public Guid EntryId { get; set; }
    public required string Title { get; set; }

    /// <summary>The part of the record, as a key of <see cref="PanelWords.Places"/>; null for a file.</summary>
    public string? Place { get; set; }
    public Guid? DocumentId { get; set; }
    public required string ByName { get; set; }
    public DateOnly AddedOn { get; set; }
}

/// <summary>Something about a panel and no child.</summary>
public abstract record PanelEvent(Guid Panel) : TrailEvent
{
    /// <inheritdoc/>
    public override string Chain => $"panel:{Panel:N}";
}

/// <summary>A panel was made or changed.</summary>
public sealed record PanelKept(Guid Panel, string Name, PanelKind Kind, Guid? Chair, bool ManagerAgrees, DateOnly? Until) : PanelEvent(Panel);

/// <summary>Somebody joined a panel or left it.</summary>
public sealed record PanelMemberChanged(Guid Panel, Guid Member, bool Joined, string Name) : PanelEvent(Panel);

/// <summary>A meeting of a panel was arranged, changed, called off or held.</summary>
public sealed record PanelMeetingKept(Guid Panel, Guid Meeting, DateOnly On, string What) : PanelEvent(Panel);

/// <summary>Somebody asked to a meeting of a panel said whether they come, or it was written down who came.</summary>
public sealed record PanelAttended(Guid Panel, Guid Meeting, string What) : PanelEvent(Panel);

/// <summary>A child was put forward to a panel, or what was written about it changed.</summary>
public sealed record PutForwardToPanel(Guid Person, Guid Panel, Guid Entry, string Why, string? Asked) : PersonEvent(Person);

/// <summary>A manager agreed that a child is put forward.</summary>
public sealed record PanelEntryAgreed(Guid Person, Guid Entry) : PersonEvent(Person);

/// <summary>A child is no longer put forward.</summary>
public sealed record PanelEntryWithdrawn(Guid Person, Guid Entry, string Why) : PersonEvent(Person);

/// <summary>A child was put on the list of a meeting, moved on it, or taken off it.</summary>
public sealed record PanelEntryListed(Guid Person, Guid Entry, Guid? Meeting, int Position) : PersonEvent(Person);

/// <summary>A paper was put to a child on a panel's list, or taken away.</summary>
public sealed record PanelPaperChanged(Guid Person, Guid Entry, string Title, bool Added) : PersonEvent(Person);

/// <summary>An agency of the panel was told of a child, or no longer is.</summary>
public sealed record PanelChildGiven(Guid Person, Guid Entry, Guid Agency, string? Words) : PersonEvent(Person);

/// <summary>A panel decided about a child.</summary>
public sealed record PanelDecided(Guid Person, Guid Entry, DateOnly On, string Decision, string Reasons, string? Dissent) : PersonEvent(Person);

/// <summary>The decision of a panel was shared with those who were given the child.</summary>
public sealed record PanelDecisionShared(Guid Person, Guid Entry, DateOnly On) : PersonEvent(Person);

/// <summary>What pages say about panels.</summary>
public static class PanelWords
{
    public static string Of(PanelKind kind) =>
        kind switch
        {
            PanelKind.Exploitation => "Exploitation (multi-agency)",
            PanelKind.Marac => "Domestic abuse (MARAC)",
            PanelKind.EdgeOfCare => "Edge of care",
            PanelKind.LegalGateway => "Legal gateway",
            _ => "Another kind",
        };

    /// <summary>Parts of a child's record that can be papers, by the end of their address.</summary>
    public static IReadOnlyDictionary<string, string> Places { get; } =
        new Dictionary<string, string>
        {
            ["summary"] = "Summary of the record",
            ["chronology"] = "Chronology",
            ["risk"] = "Risks over time",
            ["protection"] = "Protection and plans",
            ["voice"] = "What the child says",
            ["family"] = "Family and network",
            ["trafficking"] = "Trafficking and places",
            ["pre-proceedings"] = "Pre-proceedings",
        };

    /// <summary>«Waits for the manager», «Waits for a meeting», «On the list», «To be shared».</summary>
    public static string Standing(PanelChild e) =>
        e.WithdrawnOn is not null ? "Taken back"
        : e.CirculatedOn is not null ? "Decided and shared"
        : e.HeardOn is not null ? "To be shared"
        : e.WaitsForManager ? "Waits for the manager"
        : e.MeetingId is null ? "Waits for a meeting"
        : "On the list";
}
