using System.ComponentModel.DataAnnotations;
using System.Text.Encodings.Web;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Kith.Web.Forms;
using Kith.Web.TagHelpers;
using Kith.Web.TagHelpers.Components;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Kith.WebTests.TagHelpers;

/// <summary>The helpers take name, value, label and error from the model, and tell about errors where they are.</summary>
public sealed class TagHelperTests
{
    private readonly ViewContext view = new()
    {
        HttpContext = new DefaultHttpContext(),
        ViewData = new ViewDataDictionary(new EmptyModelMetadataProvider(), new ModelStateDictionary()),
    };

    private ModelStateDictionary State => view.ViewData.ModelState;

    public sealed class VisitForm
    {
        [Display(Name = "Date of birth")]
        public DateOnly? Born { get; set; } = new(2017, 3, 4);

        public string? FirstName { get; set; } = "Siân <b>";
        public List<string> Seen { get; set; } = ["a", "c"];
        public bool Alone { get; set; } = true;
        public string? Secret { get; set; } = "hidden";
    }

    [Fact]
    public async Task An_input_takes_name_id_label_and_value_from_the_model()
    {
        var html = await Draw(new InputTagHelper { For = Field("FirstName"), Hint = "As on the birth certificate" });
        var input = html.QuerySelector("input")!;
        Assert.Equal(("Input.FirstName", "Input_FirstName", "Siân <b>"), (input.GetAttribute("name"), input.Id, input.GetAttribute("value")));
        Assert.Equal("First name", html.QuerySelector("label[for=Input_FirstName]")!.TextContent);
        Assert.Equal("Input_FirstName-hint", input.GetAttribute("aria-describedby"));
    }

    [Fact]
    public async Task What_was_typed_comes_back_with_its_error()
    {
        State.SetModelValue("Input.FirstName", "typed", "typed");
        State.AddModelError("Input.FirstName", "Enter a shorter name");
        var html = await Draw(new InputTagHelper { For = Field("FirstName") });
        Assert.Equal("typed", html.QuerySelector("input.govuk-input--error")!.GetAttribute("value"));
        Assert.Contains("Enter a shorter name", html.QuerySelector("#Input_FirstName-error")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_is_never_sent_back()
    {
        var html = await Draw(new InputTagHelper { For = Field("Secret"), Type = "password" });
        Assert.False(html.QuerySelector("input")!.HasAttribute("value"));
    }

    [Fact]
    public async Task A_date_shows_its_parts_and_marks_only_the_wrong_one()
    {
        var whole = await Draw(new DateInputTagHelper { For = Field("Born") });
        Assert.Equal(["4", "3", "2017"], whole.QuerySelectorAll("input").Select(i => i.GetAttribute("value")));
        Assert.Equal(["Input.Born.Day", "Input.Born.Month", "Input.Born.Year"], whole.QuerySelectorAll("input").Select(i => i.GetAttribute("name")));

        TypeDate("27", "", "2026");
        State.AddModelError("Input.Born", "Date of birth must include a month");
        var wrong = await Draw(new DateInputTagHelper { For = Field("Born") });
        Assert.Equal(["Input_Born_Month"], wrong.QuerySelectorAll(".govuk-input--error").Select(i => i.Id));

        var summary = await Draw(new ErrorSummaryTagHelper());
        Assert.Equal("#Input_Born_Month", summary.QuerySelector("a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task A_rule_about_a_whole_date_marks_all_of_it()
    {
        TypeDate("27", "3", "2999");
        State.AddModelError("Input.Born", "Date of birth must be in the past");
        var html = await Draw(new DateInputTagHelper { For = Field("Born") });
        Assert.Equal(3, html.QuerySelectorAll(".govuk-input--error").Length);
    }

    [Fact]
    public async Task Checkboxes_tick_what_the_list_holds()
    {
        var html = await Draw(new CheckboxesTagHelper { For = Field("Seen"), Items = [new("a", "Aisha"), new("b", "Bilal"), new("c", "Sana")] });
        Assert.Equal(["a", "c"], html.QuerySelectorAll("input[checked]").Select(i => i.GetAttribute("value")));
        Assert.Equal("Input_Seen", html.QuerySelector("input")!.Id);
    }

    [Fact]
    public async Task A_checkbox_is_bound_to_a_truth_value()
    {
        var html = await Draw(new CheckboxTagHelper { For = Field("Alone"), Label = "Mia was seen alone" });
        Assert.True(html.QuerySelector("input[value=true]")!.HasAttribute("checked"));
    }

    [Fact]
    public async Task The_error_summary_is_silent_when_all_is_well() => Assert.Null((await Draw(new ErrorSummaryTagHelper())).FirstElementChild);

    [Fact]
    public async Task The_error_summary_follows_the_order_of_the_page()
    {
        State.AddModelError("Input.Alone", "Third");
        State.AddModelError("", "First");
        State.AddModelError("Input.FirstName", "Second");
        State.AddModelError("Input.Nowhere", "Last");
        await Draw(new InputTagHelper { For = Field("FirstName") });
        await Draw(new CheckboxTagHelper { For = Field("Alone") });
        Assert.Equal(["First", "Second", "Third", "Last"], (await Draw(new ErrorSummaryTagHelper())).QuerySelectorAll("li").Select(l => l.TextContent.Trim()));
    }

    [Fact]
    public async Task An_exception_never_reaches_the_page()
    {
        State.TryAddModelException("Input.FirstName", new InvalidOperationException("secret detail"));
        var html = await Draw(new ErrorSummaryTagHelper());
        Assert.DoesNotContain("secret", html.TextContent, StringComparison.Ordinal);
        Assert.NotNull(html.QuerySelector("a[href='#Input_FirstName']"));
    }

    [Fact]
    public async Task Pagination_keeps_the_rest_of_the_query()
    {
        view.HttpContext.Request.Path = "/children";
        view.HttpContext.Request.QueryString = new QueryString("?team=north&page=5");
        var html = await Draw(new PaginationTagHelper { Page = 5, PageCount = 12 });
        Assert.Equal("/children?team=north&page=6", html.QuerySelector("a[rel=next]")!.GetAttribute("href"));
        Assert.Equal(["1", "4", "5", "6", "12"], html.QuerySelectorAll("li a").Select(a => a.TextContent));
        Assert.Null((await Draw(new PaginationTagHelper { PageCount = 1 })).FirstElementChild);
    }

    [Fact]
    public async Task A_table_sorts_by_links_and_labels_its_cells()
    {
        view.HttpContext.Request.Path = "/visits";
        view.HttpContext.Request.QueryString = new QueryString("?page=3");
        var items = new Dictionary<object, object>();
        var html = await Draw(
            new TableTagHelper { Caption = "Visits", Sort = "days" },
            items,
            async () =>
            {
                await Run(new ColumnTagHelper { SortKey = "child", ViewContext = view }, items, "Child");
                await Run(
                    new ColumnTagHelper
                    {
                        SortKey = "days",
                        Numeric = true,
                        ViewContext = view,
                    },
                    items,
                    "Days"
                );
                return await Run(new RowTagHelper(), items, async () => await Run(new CellTagHelper { Header = true }, items, "Siân") + await Run(new CellTagHelper(), items, "9"));
            }
        );
        Assert.Equal(["none", "ascending"], html.QuerySelectorAll("th[scope=col]").Select(h => h.GetAttribute("aria-sort")));
        Assert.Equal(["/visits?sort=child", "/visits?sort=-days"], html.QuerySelectorAll("th a").Select(a => a.GetAttribute("href")));
        var cell = html.QuerySelector("td.govuk-table__cell--numeric")!;
        Assert.Equal(("Days", "9"), (cell.GetAttribute("data-label"), cell.TextContent));
        Assert.Equal("Siân", html.QuerySelector("th[scope=row]")!.TextContent);
        Assert.Equal("Visits", html.QuerySelector("caption")!.TextContent);
    }

    [Fact]
    public async Task An_answer_opens_its_fields()
    {
        var items = new Dictionary<object, object>();
        var html = await Draw(
            new RadiosTagHelper
            {
                Name = "seen",
                Label = "Seen?",
                Value = "no",
            },
            items,
            async () =>
            {
                await Run(new ChoiceTagHelper { Value = "yes" }, items, "Yes");
                await Run(new DividerTagHelper(), items, "or");
                await Run(new ChoiceTagHelper { Value = "no" }, items, async () => "No" + await Run(new ConditionalTagHelper(), items, "<input name=\"why\">"));
                return "";
            }
        );
        Assert.Equal("no", html.QuerySelector("input[checked]")!.GetAttribute("value"));
        Assert.NotNull(html.QuerySelector("#conditional-seen-3 input[name=why]"));
        Assert.Equal("No", html.QuerySelector("label[for=seen-3]")!.TextContent.Trim());
        Assert.Null(html.QuerySelector("#conditional-seen"));
    }

    [Fact]
    public void A_due_state_has_shape_and_word()
    {
        var late = ConformanceTests.Render(DueTagHelper.Draw(Standards.Clocks.ClockState.Late, "9 days late"));
        Assert.Equal(
            "<span class=\"kith-due kith-due--late\"><span aria-hidden=\"true\" class=\"kith-due__shape\">&#x25CF;</span> <strong class=\"kith-due__word\">9 days late</strong></span>",
            late
        );
        Assert.Contains("due soon", ConformanceTests.Render(DueTagHelper.Draw(Standards.Clocks.ClockState.DueSoon, "in 2 working days")), StringComparison.Ordinal);
        // In a list too, a day on which nobody works says the last one on which somebody does.
        var holiday = ConformanceTests.Render(DueTagHelper.DrawBrief(Standards.Clocks.ClockState.OnTime, new(2027, 5, 31), new(2027, 5, 20)));
        Assert.EndsWith("Mon 31 May</strong> <span class=\"kith-due__work\">last working day Fri 28 May</span></span>", holiday, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "last working day",
            ConformanceTests.Render(DueTagHelper.DrawBrief(Standards.Clocks.ClockState.OnTime, new(2027, 5, 28), new(2027, 5, 20))),
            StringComparison.Ordinal
        );
    }

    private void TypeDate(string day, string month, string year)
    {
        State.SetModelValue("Input.Born.Day", day, day);
        State.SetModelValue("Input.Born.Month", month, month);
        State.SetModelValue("Input.Born.Year", year, year);
    }

    private static ModelExpression Field(string property)
    {
        var metadata = new EmptyModelMetadataProvider().GetMetadataForProperty(typeof(VisitForm), property);
        return new ModelExpression(
            "Input." + property,
            new ModelExplorer(new EmptyModelMetadataProvider(), metadata, typeof(VisitForm).GetProperty(property)!.GetValue(new VisitForm()))
        );
    }

    private Task<IElement> Draw(TagHelper helper) => Draw(helper, [], () => Task.FromResult(""));

    private async Task<IElement> Draw(TagHelper helper, Dictionary<object, object> items, Func<Task<string>> content)
    {
        helper.GetType().GetProperty("ViewContext")?.SetValue(helper, view);
        return new HtmlParser().ParseDocument("<body>" + await Run(helper, items, content)).Body!;
    }

    private static Task<string> Run(TagHelper helper, Dictionary<object, object> items, string content) => Run(helper, items, () => Task.FromResult(content));

    private static async Task<string> Run(TagHelper helper, Dictionary<object, object> items, Func<Task<string>> content)
    {
        var output = new TagHelperOutput(
            "kith",
            [],
            async (_, _) =>
            {
                var inner = new DefaultTagHelperContent();
                inner.SetHtmlContent(new HtmlString(await content()));
                return inner;
            }
        );
        await helper.ProcessAsync(new TagHelperContext([], items, "test"), output);
        using var writer = new StringWriter();
        output.WriteTo(writer, HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All));
        return writer.ToString();
    }
}
