using System.Collections.Frozen;

namespace Kith.Practice.Voice;

/// <summary>
/// A small set of symbols, drawn for this project and free for anyone to use, print and change under its licence: for
/// children's pages, the child's version of a plan and printed sheets. Line drawings on a square of 48 by 48, so that
/// they can be coloured in. A symbol never stands without its word.
/// </summary>
public static class Symbols
{
    private static readonly FrozenDictionary<string, (string Word, string Drawing)> All = new Dictionary<string, (string, string)>
    {
        ["person"] = ("A grown-up", "<circle cx='24' cy='11' r='6'/><path d='M12 44V28a8 8 0 0 1 8-8h8a8 8 0 0 1 8 8v16M20 44V32M28 44V32'/>"),
        ["child"] = ("Me", "<circle cx='24' cy='15' r='7'/><path d='M15 44V33a7 7 0 0 1 7-7h4a7 7 0 0 1 7 7v11M24 44v-7M17 10q7-6 14 0'/>"),
        ["people"] = (
            "People",
            "<circle cx='15' cy='14' r='5'/><circle cx='33' cy='14' r='5'/><path d='M7 42V29a6 6 0 0 1 6-6h4a6 6 0 0 1 6 6v13M25 42V29a6 6 0 0 1 6-6h4a6 6 0 0 1 6 6v13'/>"
        ),
        ["home"] = ("Home", "<path d='M6 24 24 8l18 16M11 21v21h26V21M20 42V30h8v12'/>"),
        ["school"] = ("School", "<path d='M5 42V22h12v-8l7-6 7 6v8h12v20ZM20 42v-9h8v9M24 14v6M10 28v6M38 28v6'/>"),
        ["heart"] = ("Likes", "<path d='M24 41C10 31 6 24 8 16c3-8 13-8 16 0 3-8 13-8 16 0 2 8-2 15-16 25Z'/>"),
        ["very-happy"] = ("Very good", "<circle cx='24' cy='24' r='19'/><circle cx='17' cy='19' r='1.5'/><circle cx='31' cy='19' r='1.5'/><path d='M13 27q11 16 22 0Z'/>"),
        ["happy"] = ("Good", "<circle cx='24' cy='24' r='19'/><circle cx='17' cy='19' r='1.5'/><circle cx='31' cy='19' r='1.5'/><path d='M14 29q10 9 20 0'/>"),
        ["mixed"] = ("In between", "<circle cx='24' cy='24' r='19'/><circle cx='17' cy='19' r='1.5'/><circle cx='31' cy='19' r='1.5'/><path d='M15 31h18'/>"),
        ["sad"] = ("Not good", "<circle cx='24' cy='24' r='19'/><circle cx='17' cy='19' r='1.5'/><circle cx='31' cy='19' r='1.5'/><path d='M14 34q10-9 20 0'/>"),
        ["very-sad"] = ("Very bad", "<circle cx='24' cy='24' r='19'/><path d='M14 17l6 3M34 17l-6 3M14 36q10-12 20 0M15 24v8'/>"),
        ["worried"] = (
            "Worried",
            "<circle cx='24' cy='24' r='19'/><circle cx='17' cy='21' r='1.5'/><circle cx='31' cy='21' r='1.5'/><path d='M13 15q4-4 7-1M35 15q-4-4-7-1M15 33q3-4 6 0t6 0 6 0'/>"
        ),
        ["storm"] = ("Cross or loud", "<path d='M13 26a8 8 0 0 1 1-16 11 11 0 0 1 20 2 7 7 0 0 1 2 14ZM25 26l-7 10h8l-5 9'/>"),
        ["hug"] = ("Helps me", "<circle cx='17' cy='12' r='5'/><circle cx='31' cy='16' r='4'/><path d='M8 43V27q1-8 9-8 6 0 10 7l8-3M40 43V30q0-8-9-8l-7 9-6-3'/>"),
        ["talk"] = ("Talk", "<path d='M6 10h30v20H20l-9 8v-8H6ZM13 17h16M13 23h10'/>"),
        ["listen"] = ("We listen", "<path d='M16 40q-4-4-4-9-3-5-3-10A14 14 0 0 1 37 20q0 6-5 10-4 3-5 8-1 6-6 6-3 0-5-4M17 22a6 6 0 0 1 12 0q0 3-4 5'/>"),
        ["phone"] = ("Call", "<rect x='14' y='4' width='20' height='40' rx='3'/><path d='M21 38h6'/>"),
        ["calendar"] = ("When", "<rect x='6' y='10' width='36' height='32' rx='2'/><path d='M6 19h36M15 5v8M33 5v8M14 27h4M22 27h4M30 27h4M14 34h4M22 34h4'/>"),
        ["clock"] = ("Time", "<circle cx='24' cy='24' r='19'/><path d='M24 12v12l8 6'/>"),
        ["star"] = ("Good at", "<path d='m24 5 6 13 14 1-11 9 4 15-13-8-13 8 4-15L4 19l14-1Z'/>"),
        ["sun"] = ("Morning", "<circle cx='24' cy='24' r='9'/><path d='M24 3v7M24 38v7M3 24h7M38 24h7M9 9l5 5M34 34l5 5M39 9l-5 5M14 34l-5 5'/>"),
        ["food"] = ("Food", "<circle cx='26' cy='26' r='12'/><circle cx='26' cy='26' r='6'/><path d='M8 6v12a3 3 0 0 0 3 3v23M14 6v12a3 3 0 0 1-3 3M11 6v10'/>"),
        ["bed"] = ("Sleep", "<path d='M4 12v28M4 34h40M44 40V27a5 5 0 0 0-5-5H20v12M4 26h6'/><circle cx='13' cy='27' r='4'/>"),
        ["bag"] = ("Things", "<rect x='7' y='17' width='34' height='25' rx='3'/><path d='M17 17v-5a4 4 0 0 1 4-4h6a4 4 0 0 1 4 4v5M7 27h34M24 24v6'/>"),
        ["question"] = ("Ask", "<circle cx='24' cy='24' r='19'/><path d='M18 19a6 6 0 1 1 9 5q-3 2-3 6M24 35v1'/>"),
        ["yes"] = ("Yes", "<circle cx='24' cy='24' r='19'/><path d='m14 25 7 7 13-15'/>"),
        ["no"] = ("No", "<circle cx='24' cy='24' r='19'/><path d='m16 16 16 16M32 16 16 32'/>"),
        ["safe"] = ("Safe", "<path d='M24 4 8 10v14c0 10 7 16 16 20 9-4 16-10 16-20V10Z'/><path d='m16 24 6 6 10-12'/>"),
        ["doctor"] = ("Doctor or nurse", "<rect x='7' y='13' width='34' height='28' rx='3'/><path d='M18 13V8h12v5M24 20v14M17 27h14'/>"),
        ["car"] = ("A visit", "<path d='M5 33v-8l5-2 5-10h18l5 10 5 2v8h-5M11 33h-6M17 33h14M10 23h28'/><circle cx='14' cy='33' r='4'/><circle cx='34' cy='33' r='4'/>"),
        ["play"] = ("Play", "<circle cx='16' cy='32' r='9'/><path d='M16 23q5 9 0 18M8 29q8 5 16 0M26 22h16v16H28'/><path d='m26 22 8-12 8 12'/>"),
        ["pencil"] = ("Draw or write", "<path d='m8 40 3-11L33 7l8 8-22 22ZM28 12l8 8M11 29l8 8'/>"),
        ["meeting"] = (
            "A meeting",
            "<rect x='12' y='20' width='24' height='12' rx='3'/><circle cx='16' cy='11' r='4'/><circle cx='32' cy='11' r='4'/><circle cx='8' cy='38' r='4'/><circle cx='24' cy='40' r='4'/><circle cx='40' cy='38' r='4'/>"
        ),
        ["plan"] = ("The plan", "<path d='M11 4h20l8 8v32H11ZM31 4v8h8M17 20l2 2 4-4M27 20h6M17 29l2 2 4-4M27 29h6M17 37h16'/>"),
        ["money"] = ("Money", "<circle cx='24' cy='24' r='19'/><path d='M30 17a6 6 0 0 0-11 3v12q0 2-3 2h15M15 26h11'/>"),
        ["key"] = ("A place to be", "<circle cx='15' cy='24' r='9'/><path d='M24 24h20v8M37 24v6'/><circle cx='15' cy='24' r='2'/>"),
    }.ToFrozenDictionary();

    /// <summary>The names of all symbols.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The word that stands with a symbol; null when there is no such symbol.</summary>
    public static string? Word(string name) => All.TryGetValue(name, out var symbol) ? symbol.Word : null;

    /// <summary>The drawing itself; null when there is no such symbol.</summary>
    internal static string? Drawing(string name) => All.TryGetValue(name, out var symbol) ? symbol.Drawing : null;

    /// <summary>The drawing, hidden from screen readers: its word stands beside it. Empty for a name that is not there.</summary>
    public static string Svg(string? name, int size = 48) =>
        name is not null && All.TryGetValue(name, out var symbol)
            ? FormattableString.Invariant(
                $"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"kith-symbol\" viewBox=\"0 0 48 48\" width=\"{size}\" height=\"{size}\" fill=\"none\" stroke=\"#0b0c0c\" stroke-width=\"2.5\" stroke-linecap=\"round\" stroke-linejoin=\"round\" aria-hidden=\"true\" focusable=\"false\">{symbol.Drawing.Replace('\'', '"')}</svg>"
            )
            : "";
}
