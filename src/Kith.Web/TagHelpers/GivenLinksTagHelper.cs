using System.Net;
using System.Text.RegularExpressions;
using Kith.Practice.Access;
using Kith.Web.Security;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Kith.Web.TagHelpers;

/// <summary>
/// The pages of a record lead everywhere in the casework. To somebody who reads only what they were given, most of these
/// doors are shut, and in a continuity copy they are for everybody: such links become plain words, and buttons that only
/// lead there are left out. Nothing is read or changed for anybody else.
/// </summary>
[HtmlTargetElement("main", Attributes = GivenTo)]
public sealed partial class GivenLinksTagHelper(PageDoors doors) : TagHelper
{
    private const string GivenTo = "kith-given-to";

    /// <summary>Who looks at the page; null for nobody.</summary>
    [HtmlAttributeName(GivenTo)]
    public Actor? Actor { get; set; }

    /// <inheritdoc/>
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        if (Actor is not { } actor || !(actor.ReadsCopy || (actor.May(Permission.OpenRecord) && !actor.May(Permission.ReadRecords))))
        {
            return;
        }
        var page = (await output.GetChildContentAsync()).GetContent();
        output.Content.SetHtmlContent(
            Link()
                .Replace(
                    page,
                    link =>
                        doors.Opens(actor, WebUtility.HtmlDecode(link.Groups["to"].Value)) ? link.Value
                        : IsAct(link.Value.AsSpan(0, link.Groups["words"].Index - link.Index)) ? ""
                        : $"<span>{link.Groups["words"].Value}</span>"
                )
        );
    }

    /// <summary>Whether a link is there only to be pressed: its words alone («Plan», «Open») would say nothing.</summary>
    private static bool IsAct(ReadOnlySpan<char> opening) =>
        opening.Contains("govuk-button", StringComparison.Ordinal) || opening.Contains("kith-item__act", StringComparison.Ordinal);

    [GeneratedRegex("""<a\s[^>]*?href="(?<to>/[^"]*)"[^>]*>(?<words>.*?)</a>""", RegexOptions.Singleline)]
    private static partial Regex Link();
}
