namespace Kith.Practice.Synthetic;

/// <summary>The earlier and the later of two days.</summary>
internal static class Days
{
    public static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;

    public static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;
}
