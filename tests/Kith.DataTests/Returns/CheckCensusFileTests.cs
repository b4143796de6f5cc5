using System.IO.Compression;
using System.Text;
using Kith.DataTests.Import;
using Kith.DataTests.Support;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Returns.Census;
using Kith.Standards.CinCensus.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Returns;

public sealed class CheckCensusFileTests
{
    public static TheoryData<string> Engines => Authority.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_report_is_its_owners_alone_says_what_the_rules_find_and_goes_after_a_week(string engine)
    {
        await using var authority = await Authority.On(engine);
        var (nadia, other) = (Officer(1), Officer(2));
        await using var file = File.OpenRead(Loading.Sample("cin-2026-300.xml"));
        var found = CensusValidation.Run(file);
        file.Position = 0;
        var id = await authority.Do(s => s.GetRequiredService<CheckCensusFile>().Handle(file, "C:\\data\\cen\u202Esus.xml", null, nadia, null));

        var view = (await authority.Do(s => s.GetRequiredService<ShowFileReport>().Show(id, new ReportFilter(), nadia)))!;
        Assert.Equal(("census.xml", found.Children, found.Issues.Count), (view.Report.FileName, view.Report.Children, view.Report.Errors + view.Report.Queries));
        Assert.Equal(found.Issues.Where(i => i.Position >= 0).Select(i => i.Position).Distinct().Count(), view.Matching);
        Assert.Null(await authority.Do(s => s.GetRequiredService<ShowFileReport>().Show(id, new ReportFilter(), other)));
        var rule = view.Rules[0].Rule;
        var one = (await authority.Do(s => s.GetRequiredService<ShowFileReport>().Show(id, new ReportFilter(rule), nadia)))!;
        Assert.All(one.Children.SelectMany(c => c.Findings), f => Assert.Equal(rule, f.Rule));

        var csv = Encoding.UTF8.GetString((await authority.Do(s => s.GetRequiredService<ShowFileReport>().Csv(id, new ReportFilter(), nadia)))!);
        Assert.Contains(found.Issues[0].Child!, csv, StringComparison.Ordinal);
        var workbook = (await authority.Do(s => s.GetRequiredService<ShowFileReport>().Workbook(id, new ReportFilter(), nadia)))!;
        using var zip = new ZipArchive(new MemoryStream(workbook));
        using var sheet = new StreamReader(
            zip.Entries.Single(e => e.FullName.Contains("sheet", StringComparison.OrdinalIgnoreCase) && e.Name.EndsWith(".xml", StringComparison.Ordinal)).Open()
        );
        var cells = await sheet.ReadToEndAsync();
        Assert.Contains(found.Issues[0].Child!, cells, StringComparison.Ordinal);
        Assert.DoesNotContain("<x:f>", cells, StringComparison.Ordinal);

        authority.Time.Advance(TimeSpan.FromDays(CheckCensusFile.DaysKept + 1));
        Assert.Null(await authority.Do(s => s.GetRequiredService<ShowFileReport>().Show(id, new ReportFilter(), nadia)));
        await authority.Do(s => s.GetRequiredService<KeepCensusDay>().Handle());
        Assert.Equal(0, await authority.Ask(db => db.CensusFileFindings.CountAsync()));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_is_no_census_file_is_refused_in_words_and_nothing_is_kept(string engine)
    {
        await using var authority = await Authority.On(engine);
        foreach (var text in new[] { "", "not xml", "<Message><Header/>", "<html></html>" })
        {
            using var file = new MemoryStream(Encoding.UTF8.GetBytes(text));
            await Assert.ThrowsAsync<NotAcceptedException>(() => authority.Do(s => s.GetRequiredService<CheckCensusFile>().Handle(file, "x.xml", null, Officer(1), null)));
        }
        Assert.Equal(0, await authority.Ask(db => db.CensusFileReports.CountAsync()));
    }

    private static Actor Officer(int n) =>
        new()
        {
            AccountId = new Guid(n, 0, 0, new byte[8]),
            Name = $"Officer {n}",
            Roles = [Role.DataOfficer],
            WholeAuthority = true,
        };
}
