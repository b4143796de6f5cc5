using System.Globalization;
using System.Text.RegularExpressions;

namespace Kith.Web;

/// <summary>Whose service this is: the council's name and colour, from the configuration section <c>Kith:Council</c>.</summary>
public sealed partial class CouncilIdentity
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Kith:Council";

    /// <summary>The name of the demonstration council, which does not exist.</summary>
    public const string Demonstration = "Amberdale County Council";

    /// <summary>What a council of its own is called until somebody says its name: no letter may carry another's.</summary>
    public const string Unnamed = "The council";

    /// <summary>The council's name, shown in the service bar and on letters; that of the demonstration unless told.</summary>
    public string Name { get; set; } = Demonstration;

    /// <summary>What the council calls this service.</summary>
    public string ServiceName { get; set; } = "Kith";

    /// <summary>The colour of the service bar, as <c>#rrggbb</c>; anything else falls back to the default.</summary>
    public string Colour { get; set; } = DefaultColour;

    /// <summary>Whom people ask about the service, its accessibility and privacy; empty where nobody has said.</summary>
    public string Contact { get; set; } = "";

    /// <summary>Address of the council's own privacy notice; empty where nobody has said.</summary>
    public string PrivacyNotice { get; set; } = "";

    private const string DefaultColour = "#0b4f5c";

    private string SafeColour => HexColour().IsMatch(Colour) ? Colour : DefaultColour;

    /// <summary>White or black, whichever can be read better on the colour (WCAG 2.2 contrast).</summary>
    public string TextColour => Contrast(Luminance(SafeColour), 1) >= Contrast(Luminance(SafeColour), 0) ? "#ffffff" : "#0b0c0c";

    /// <summary>The sheet that carries the colour: the content policy forbids styles inside pages.</summary>
    public string StyleSheet => $":root{{--kith-council-colour:{SafeColour};--kith-council-text:{TextColour}}}\n";

    /// <summary>The sheet's address; it changes with the colour, so that browsers may keep it.</summary>
    public string StyleSheetPath => $"/council.css?v={SafeColour.TrimStart('#').ToLowerInvariant()}";

    private static double Contrast(double a, double b) => (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);

    private static double Luminance(string colour)
    {
        double Channel(int start)
        {
            var c = int.Parse(colour.AsSpan(start, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
        }

        return (0.2126 * Channel(1)) + (0.7152 * Channel(3)) + (0.0722 * Channel(5));
    }

    [GeneratedRegex("^#[0-9a-fA-F]{6}$")]
    private static partial Regex HexColour();
}
