namespace Kith.Practice.Oversight;

/// <summary>
/// The stretches of one child (<see cref="OversightStretch"/>), packed into one row: a projection of the child's records.
/// A change on a child writes one row, and a service is read in one go, whatever its size. Nothing in it names anyone.
/// </summary>
public sealed class OversightDays
{
    public Guid PersonId { get; set; }

    /// <summary>The last day (<see cref="DateOnly.DayNumber"/>) of the stretches; <see cref="OversightStretch.GoesOn"/> while the case is open, 0 where it never was.</summary>
    public int LastDay { get; set; }

    /// <summary>How they are packed: a row of an older edition waits for `kith rebuild`.</summary>
    public int Edition { get; set; }

    /// <summary>The stretches: see <see cref="StretchCodec"/>.</summary>
    public byte[] Stretches { get; set; } = [];

    /// <summary>The row of a child.</summary>
    public static OversightDays Of(Guid person, IReadOnlyList<OversightStretch> stretches) =>
        new()
        {
            PersonId = person,
            LastDay = stretches.Select(s => s.ToDay == OversightStretch.GoesOn ? s.ToDay : s.ToDay - 1).DefaultIfEmpty(0).Max(),
            Edition = StretchCodec.Edition,
            Stretches = StretchCodec.Pack(stretches),
        };

    /// <summary>The stretches, in order.</summary>
    public IReadOnlyList<OversightStretch> Unpack()
    {
        var made = new List<OversightStretch>();
        StretchCodec.Unpack(PersonId, Stretches, made);
        return made;
    }
}
