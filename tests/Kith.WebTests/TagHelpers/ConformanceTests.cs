using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Kith.Web.TagHelpers.Components;
using Microsoft.AspNetCore.Html;

namespace Kith.WebTests.TagHelpers;

/// <summary>
/// Every component gives the HTML of the design system's own examples. A new release of the package shows here what it changed.
/// </summary>
public sealed partial class ConformanceTests
{
    private static readonly Dictionary<string, Func<JsonObject, IHtmlContent>> Generators = new()
    {
        ["back-link"] = o => GovUk.BackLink(Fixtures.Read<StyledLinkOptions>(o)),
        ["breadcrumbs"] = o => GovUk.Breadcrumbs(Fixtures.Read<BreadcrumbsOptions>(o)),
        ["button"] = o => GovUk.Button(Fixtures.Read<ButtonOptions>(o)),
        ["character-count"] = o => GovUk.CharacterCount(Fixtures.Read<CharacterCountOptions>(o)),
        ["checkboxes"] = o => GovUk.Checkboxes(Fixtures.Read<CheckboxesOptions>(o)),
        ["date-input"] = o => GovUk.DateInput(Fixtures.Read<DateInputOptions>(o)),
        ["details"] = o => GovUk.Details(Fixtures.Read<DetailsOptions>(o)),
        ["error-message"] = o => GovUk.ErrorMessage(Fixtures.Read<ErrorMessageOptions>(o)),
        ["error-summary"] = o => GovUk.ErrorSummary(Fixtures.Read<ErrorSummaryOptions>(o)),
        ["fieldset"] = o => GovUk.Fieldset(Fixtures.Read<FieldsetOptions>(o)),
        ["hint"] = o => GovUk.Hint(Fixtures.Read<HintOptions>(o)),
        ["input"] = o => GovUk.Input(Fixtures.Read<InputOptions>(o)),
        ["inset-text"] = o => GovUk.InsetText(Fixtures.Read<InsetTextOptions>(o)),
        ["label"] = o => GovUk.Label(Fixtures.Read<LabelOptions>(o)),
        ["notification-banner"] = o => GovUk.NotificationBanner(Fixtures.Read<NotificationBannerOptions>(o)),
        ["pagination"] = o => GovUk.Pagination(Fixtures.Read<PaginationOptions>(o)),
        ["panel"] = o => GovUk.Panel(Fixtures.Read<PanelOptions>(o)),
        ["radios"] = o => GovUk.Radios(Fixtures.Read<RadiosOptions>(o)),
        ["select"] = o => GovUk.Select(Fixtures.Read<SelectOptions>(o)),
        ["service-navigation"] = o => GovUk.ServiceNavigation(Fixtures.Read<ServiceNavigationOptions>(o)),
        ["skip-link"] = o => GovUk.SkipLink(Fixtures.Read<StyledLinkOptions>(o)),
        ["summary-list"] = o => GovUk.SummaryList(Fixtures.Read<SummaryListOptions>(o)),
        ["table"] = o => GovUk.Table(Fixtures.Read<TableOptions>(o)),
        ["tabs"] = o => GovUk.Tabs(Fixtures.Read<TabsOptions>(o)),
        ["tag"] = o => GovUk.Tag(Fixtures.Read<TagOptions>(o)),
        ["textarea"] = o => GovUk.Textarea(Fixtures.Read<TextareaOptions>(o)),
        ["warning-text"] = o => GovUk.WarningText(Fixtures.Read<WarningTextOptions>(o)),
    };

    /// <summary>Options left out on purpose, by component and name, with the reason. Only examples that use them are excused.</summary>
    private static readonly Dictionary<(string Component, string Option), string> NotSupported = new()
    {
        [("service-navigation", "slots")] = "search and the person's name stand in the service bar above",
        [("panel", "actions")] = "the interruption variant is not used: warnings before an act are pages of their own",
        [("character-count", "charactersUnderLimitText")] = "English only: the component's own words are right",
        [("character-count", "charactersAtLimitText")] = "English only: the component's own words are right",
        [("character-count", "charactersOverLimitText")] = "English only: the component's own words are right",
        [("character-count", "wordsUnderLimitText")] = "English only: the component's own words are right",
        [("character-count", "wordsAtLimitText")] = "English only: the component's own words are right",
        [("character-count", "wordsOverLimitText")] = "English only: the component's own words are right",
    };

    /// <summary>Single examples that cannot be met, with the reason.</summary>
    private static readonly Dictionary<(string Component, string Example), string> Excused = new()
    {
        [("date-input", "day and month")] = "a part is switched off with the word false; here the wanted parts are listed in Items",
        [("date-input", "month and year")] = "a part is switched off with the word false; here the wanted parts are listed in Items",
        [("select", "with falsy values")] = "a value that is the truth value false, not text; values here are text",
    };

    public static TheoryData<string> Components => new(Generators.Keys.Order());

    [Theory]
    [MemberData(nameof(Components))]
    public void Every_example_of_the_design_system_is_met(string component)
    {
        var examples = Fixtures.Of(component).ToList();
        Assert.NotEmpty(examples);
        var differences = new List<string>();
        var met = 0;
        foreach (var (name, options, html) in examples)
        {
            if (options.Any(p => NotSupported.ContainsKey((component, p.Key))) || Excused.ContainsKey((component, name)))
            {
                continue;
            }

            string actual;
            try
            {
                actual = Render(Generators[component](options));
            }
            catch (JsonException e)
            {
                differences.Add($"{name}: option not known: {e.Message}");
                continue;
            }

            if (Difference(html, actual) is { } difference)
            {
                differences.Add($"{name}: {difference}");
            }
            else
            {
                met++;
            }
        }

        Assert.True(differences.Count == 0, $"{component}: {differences.Count} of {examples.Count} examples differ\n" + string.Join("\n", differences));
        Assert.True(met > examples.Count / 3, $"{component}: only {met} of {examples.Count} examples are compared at all");
    }

    [Fact]
    public void Every_excuse_is_still_needed()
    {
        foreach (var (component, option) in NotSupported.Keys)
        {
            Assert.Contains(Fixtures.Of(component), f => f.Options.ContainsKey(option));
        }

        foreach (var (component, example) in Excused.Keys)
        {
            var fixture = Fixtures.Of(component).Single(f => f.Name == example);
            var exception = Record.Exception(() => Assert.Null(Difference(fixture.Html, Render(Generators[component](fixture.Options)))));
            Assert.NotNull(exception);
        }
    }

    [Theory]
    [InlineData("<p class=\"a b\">x</p>", "<p class=\"a\">x</p>")]
    [InlineData("<p>x</p>", "<p>y</p>")]
    [InlineData("<p>x</p>", "<div>x</div>")]
    [InlineData("<p>x</p>", "<p>x</p><p></p>")]
    [InlineData("<p id=\"a\">x</p>", "<p>x</p>")]
    public void The_comparison_bites(string expected, string actual) => Assert.NotNull(Difference(expected, actual));

    [Fact]
    public void Text_is_encoded() => Assert.Equal("<strong class=\"govuk-tag\">&lt;b&gt;</strong>", Render(GovUk.Tag(new TagOptions { Text = "<b>" })));

    internal static string Render(IHtmlContent content)
    {
        using var writer = new StringWriter();
        content.WriteTo(writer, HtmlEncoder.Default);
        return writer.ToString();
    }

    /// <summary>The first difference of two fragments, apart from white space, order of attributes and order of classes; null when alike.</summary>
    internal static string? Difference(string expected, string actual)
    {
        var parser = new HtmlParser();
        return Compare(parser.ParseDocument("<body>" + expected).Body!, parser.ParseDocument("<body>" + actual).Body!);
    }

    private static string? Compare(IElement expected, IElement actual)
    {
        if (expected.LocalName != actual.LocalName)
        {
            return $"element {actual.LocalName} where {expected.LocalName} was expected";
        }

        var (want, have) = (Attributes(expected), Attributes(actual));
        if (want != have)
        {
            return $"on {expected.LocalName}: expected [{want}], got [{have}]";
        }

        var (children, others) = (Nodes(expected), Nodes(actual));
        for (var i = 0; i < Math.Max(children.Count, others.Count); i++)
        {
            if (i >= children.Count || i >= others.Count)
            {
                return $"in {expected.LocalName}.{expected.ClassName}: expected {children.Count} nodes, got {others.Count}: «{Squeeze(actual.OuterHtml)}» for «{Squeeze(expected.OuterHtml)}»";
            }

            if (children[i] is IElement a && others[i] is IElement b)
            {
                if (Compare(a, b) is { } difference)
                {
                    return difference;
                }
            }
            else if (children[i] is IElement || others[i] is IElement || Squeeze(children[i].TextContent) != Squeeze(others[i].TextContent))
            {
                return $"in {expected.LocalName}: expected «{Squeeze(children[i].TextContent)}», got «{Squeeze(others[i].TextContent)}»";
            }
        }

        return null;
    }

    private static List<INode> Nodes(IElement element) => element.ChildNodes.Where(n => n is IElement || (n is IText && Squeeze(n.TextContent).Length > 0)).ToList();

    private static string Attributes(IElement element) =>
        string.Join(
            " ",
            element
                .Attributes.OrderBy(a => a.Name, StringComparer.Ordinal)
                .Select(a =>
                    a.Name
                    + "="
                    + (
                        a.Name == "class"
                            ? string.Join(' ', a.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Order(StringComparer.Ordinal))
                            : Squeeze(a.Value)
                    )
                )
        );

    private static string Squeeze(string text) => White().Replace(text, " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex White();
}
