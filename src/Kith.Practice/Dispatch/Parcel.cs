namespace Kith.Practice.Dispatch;

/// <summary>Where a parcel stands.</summary>
public enum ParcelState
{
    /// <summary>Not taken yet: it is tried again at <see cref="Parcel.DueAt"/>.</summary>
    Waiting,

    /// <summary>The other side said that it has it.</summary>
    Delivered,

    /// <summary>The other side will never take it as it is, or gave no answer for too long. Nobody tries again.</summary>
    Refused,

    /// <summary>It was refused as a whole and goes on in two halves, to find what in it is refused.</summary>
    Halved,
}

/// <summary>
/// One thing that leaves for another system: its bytes as they were first written, until they have arrived. Its id goes
/// with it, so that whoever gets it twice knows that it is the same.
/// </summary>
public sealed class Parcel
{
    public Guid Id { get; set; }

    /// <summary>Which <see cref="DispatchChannel"/> it goes by.</summary>
    public required string Channel { get; set; }

    /// <summary>What is sent (JSON); empty once it arrived, or was given up by a channel that sends nothing again.</summary>
    public required string Body { get; set; }

    /// <summary>What kind of thing it is, in the words of the channel.</summary>
    public required string About { get; set; }

    /// <summary>How many things it tells of.</summary>
    public int Items { get; set; }
    public DateTime MadeAt { get; set; }

    /// <summary>Not before this is it tried (again).</summary>
    public DateTime DueAt { get; set; }

    /// <summary>How often it was tried. Counted before a try begins, so that one cut off by a crash counts.</summary>
    public int Tries { get; set; }
    public ParcelState State { get; set; }
    public DateTime? DoneAt { get; set; }

    /// <summary>The answer to the latest try; null where there was none.</summary>
    public int? Status { get; set; }

    /// <summary>What the other side said, cut short: a receipt, or what was wrong.</summary>
    public string? Said { get; set; }
}

/// <summary>
/// A way to one other system, and how it fares. One node at a time works on a channel: it holds a claim that runs out by
/// itself when the node dies.
/// </summary>
public sealed class DispatchChannel
{
    /// <summary>«feed», or «webhook:» and the subscription.</summary>
    public required string Key { get; set; }

    /// <summary>Nothing is sent while set.</summary>
    public DateTime? PausedAt { get; set; }
    public string? PausedByName { get; set; }
    public string? PausedReason { get; set; }

    /// <summary>The other side could not be reached or asked for patience: nothing is tried before this.</summary>
    public DateTime? RestsUntil { get; set; }

    /// <summary>Why it rests, in words.</summary>
    public string? RestsBecause { get; set; }

    /// <summary>Tries that failed since something last arrived.</summary>
    public int Failures { get; set; }
    public DateTime? ClaimedUntil { get; set; }
    public DateTime? LastDeliveredAt { get; set; }

    /// <summary>The last day for which what there is to tell was gathered; null for channels that gather nothing.</summary>
    public DateOnly? GatheredOn { get; set; }
    public DateTime? GatheredAt { get; set; }

    /// <summary>Someone asked that it be gathered now.</summary>
    public bool Asked { get; set; }
}
