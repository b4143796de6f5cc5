using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Kith.Web;

namespace Kith.WebTests.TagHelpers;

/// <summary>What the frame of every page promises: no borrowed brand, no inline script but one, light pages, readable colours.</summary>
public sealed partial class FrameTests
{
    private static readonly string Web = Path.GetFullPath(Path.Combine(Fixtures.Folder(), "../../../../.."));
    private static readonly string Assets = Path.Combine(Web, "wwwroot/assets");

    [Fact]
    public void The_hash_of_the_inline_script_is_the_one_the_policy_names() =>
        Assert.Equal(CspHashes.JsEnabled, Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(CspHashes.JsEnabledScript))));

    [Fact]
    public void No_sheet_carries_the_typeface_or_the_crown()
    {
        foreach (var name in new[] { "govuk.css", "moj.css", "kith.css" })
        {
            var sheet = File.ReadAllText(Path.Combine(Assets, name));
            Assert.Contains("arial", sheet, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("transport", sheet, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("crown", sheet, StringComparison.OrdinalIgnoreCase);
        }

        Assert.DoesNotContain(
            Directory.EnumerateFiles(Path.Combine(Web, "wwwroot"), "*", SearchOption.AllDirectories),
            f => f.Contains("crown", StringComparison.OrdinalIgnoreCase) || f.Contains("crest", StringComparison.OrdinalIgnoreCase)
        );
    }

    [Fact]
    public void Every_picture_that_a_sheet_names_is_there()
    {
        foreach (var sheet in Directory.EnumerateFiles(Assets, "*.css"))
        {
            foreach (Match url in Url().Matches(File.ReadAllText(sheet)))
            {
                var path = url.Groups[1].Value.Trim('"', '\'');
                Assert.True(path.StartsWith("data:", StringComparison.Ordinal) || File.Exists(Path.Combine(Web, "wwwroot", path.TrimStart('/'))), path);
            }
        }
    }

    [Fact]
    public void The_assets_of_a_first_page_are_under_90_KB_compressed()
    {
        long total = 0;
        foreach (var name in new[] { "govuk.css", "moj.css", "kith.css", "kith.js", "govuk-frontend.min.js", "moj-frontend.min.js" })
        {
            using var packed = new MemoryStream();
            using (var gzip = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionLevel.Optimal, leaveOpen: true))
            {
                gzip.Write(File.ReadAllBytes(Path.Combine(Assets, name)));
            }

            total += packed.Length;
        }

        Assert.InRange(total, 10_000, 90_000);
    }

    /// <summary>The content policy drops inline styles and handlers silently: nobody would notice until a page looked wrong.</summary>
    [Fact]
    public void No_page_has_inline_styles_scripts_or_handlers()
    {
        var pages = Directory.EnumerateFiles(Path.Combine(Web, "Pages"), "*.cshtml", SearchOption.AllDirectories).ToList();
        Assert.NotEmpty(pages);
        var faults = pages.Where(p => Inline().IsMatch(File.ReadAllText(p))).Select(p => Path.GetRelativePath(Web, p));
        Assert.Empty(faults);
    }

    [Theory]
    [InlineData("<p style=\"color:red\">", true)]
    [InlineData("<a onclick=\"x()\">", true)]
    [InlineData("<script>alert(1)</script>", true)]
    [InlineData("<script type=\"module\" src=\"~/assets/kith.js\"></script>", false)]
    [InlineData("<script>@Html.Raw(CspHashes.JsEnabledScript)</script>", false)]
    [InlineData("<p class=\"style\">on time</p>", false)]
    public void The_search_for_inline_code_bites(string html, bool found) => Assert.Equal(found, Inline().IsMatch(html));

    [Theory]
    [InlineData("#0b4f5c", "#ffffff")]
    [InlineData("#ffdd00", "#0b0c0c")]
    [InlineData("#ffffff", "#0b0c0c")]
    [InlineData("red; } body { display:none", "#ffffff")]
    public void The_council_s_colour_gets_text_that_can_be_read_on_it(string colour, string text)
    {
        var council = new CouncilIdentity { Colour = colour };
        Assert.Equal(text, council.TextColour);
        Assert.Matches("^:root\\{--kith-council-colour:#[0-9a-f]{6};--kith-council-text:#[0-9a-f]{6}\\}\n$", council.StyleSheet);
    }

    [Fact]
    public void The_package_lock_carries_no_address()
    {
        var text = File.ReadAllText(Path.Combine(Web, "package-lock.json"));
        Assert.DoesNotContain("http", text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("\"integrity\"", text, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"url\(([^)]*)\)")]
    private static partial Regex Url();

    [GeneratedRegex(@"<[a-z][^>]*\s(style|on[a-z]+)\s*=|<script(?![^>]*\ssrc=)[^>]*>(?!@Html\.Raw\(CspHashes)", RegexOptions.IgnoreCase)]
    private static partial Regex Inline();
}
