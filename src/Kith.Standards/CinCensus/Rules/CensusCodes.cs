namespace Kith.Standards.CinCensus.Rules;

/// <summary>The code sets of one collection as rules ask about them, without tables to load.</summary>
internal static class CensusCodes
{
    private static readonly string[] DisabilityCodes = ["MOB", "HAND", "PC", "INC", "COMM", "LD", "HEAR", "VIS", "BEH", "CON", "AUT", "DDA"];

    public static int DisabilityBit(string code) => Array.IndexOf(DisabilityCodes, code) is >= 0 and var at ? 1 << at : 0;
}
