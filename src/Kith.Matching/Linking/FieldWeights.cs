namespace Kith.Matching;

/// <summary>What each field of a pair adds to its weight, in bits; nothing where a side does not record it.</summary>
internal readonly record struct FieldWeights
{
    public double Given { get; init; }
    public double Middle { get; init; }
    public double Family { get; init; }
    public double Birth { get; init; }
    public double Sex { get; init; }
    public double Nhs { get; init; }
    public double Upn { get; init; }
    public double LocalId { get; init; }
    public double Address { get; init; }
    public double Twins { get; init; }
    public double NhsConflict { get; init; }

    public double Sum => Given + Middle + Family + Birth + Sex + Nhs + Upn + LocalId + Address + Twins + NhsConflict;
}
