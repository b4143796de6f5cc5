using Kith.Practice.Children;
using Kith.Practice.Contacts;
using Kith.Practice.LookedAfter;
using Kith.Practice.Plans;
using Kith.Practice.Protection;
using Kith.Practice.Referrals;
using Kith.Practice.Returns.AnnexA;
using Kith.Practice.Store;
using Kith.Practice.Visits;
using Kith.Practice.Workforce;

namespace Kith.UnitTests.Practice.Returns;

/// <summary>The lists of Annex A, child by child: cohorts at the edges of their windows, and the columns that are worked out.</summary>
public sealed class AnnexARowsTests
{
    private static readonly DateOnly AsAt = new(2026, 8, 31);
    private static readonly Staff Names = new(
        new Dictionary<Guid, string> { [Id(900)] = "Safeguarding East" },
        new Dictionary<Guid, string> { [Id(901)] = "Priya Nair", [Id(902)] = "Dan Okafor" }
    );

    private static Guid Id(int n) => new(n, 0, 0, new byte[8]);

    private static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd");

    private static Person Mia() =>
        new()
        {
            Id = Id(1),
            HasChildRecord = true,
            LaChildId = "KC00000001",
            Sex = "F",
            Ethnicity = "WBRI",
            DateOfBirth = Day("2016-09-01"),
        };

    private static IReadOnlyList<AnnexARow> Rows(InspectedChild child, DateOnly? asAt = null) => AnnexARows.Of(child, new AnnexAPeriod(asAt ?? AsAt), Names);

    private static Episode Referral(int id, string on, string? closed = null, bool nfa = false, string? reason = null) =>
        new()
        {
            Id = Id(id),
            PersonId = Id(1),
            ReferredOn = Day(on),
            ClosedOn = closed is null ? null : Day(closed),
            NoFurtherAction = nfa,
            PrimaryNeed = "N1",
            SourceCode = "1A",
            ClosureReason = reason,
            DecidedOn = Day(on),
        };

    [Theory]
    // Six months before 31 August is the last day of February; before 29 August of a leap year it is a day of February too.
    [InlineData("2026-08-31", "2026-02-28", true)]
    [InlineData("2026-08-31", "2026-02-27", false)]
    [InlineData("2024-08-31", "2024-02-29", true)]
    [InlineData("2024-08-31", "2024-02-28", false)]
    [InlineData("2024-02-29", "2023-08-29", true)]
    [InlineData("2024-02-29", "2023-08-28", false)]
    [InlineData("2026-11-24", "2026-05-24", true)]
    [InlineData("2026-11-24", "2026-05-23", false)]
    [InlineData("2026-11-24", "2026-11-24", true)]
    [InlineData("2026-11-24", "2026-11-25", false)]
    public void A_contact_is_on_list_1_in_the_six_months_with_both_their_days(string asAt, string on, bool listed)
    {
        var child = new InspectedChild
        {
            Person = Mia(),
            Contacts =
            [
                new Contact
                {
                    Id = Id(2),
                    PersonId = Id(1),
                    ReceivedOn = Day(on),
                    SourceCode = "6",
                },
            ],
        };
        var rows = Rows(child, Day(asAt));
        Assert.Equal(listed ? 1 : 0, rows.Count);
        if (listed)
        {
            Assert.Equal(("KC00000001", "b) Female", "a) WBRI", "q) 6: Police"), (rows[0].Cells[0].Text, rows[0].Cells[1].Text, rows[0].Cells[2].Text, rows[0].Cells[6].Text));
        }
    }

    [Theory]
    // Ended on the first day of the window: still listed. The day before: not. After the day: open, with no end.
    [InlineData("2026-02-28", true, "2026-02-28")]
    [InlineData("2026-02-27", false, null)]
    [InlineData("2026-08-31", true, "2026-08-31")]
    [InlineData("2026-09-01", true, null)]
    [InlineData(null, true, null)]
    public void A_plan_stays_on_list_7_for_six_months_after_its_end(string? ended, bool listed, string? shown)
    {
        var child = new InspectedChild
        {
            Person = Mia(),
            Plans =
            [
                new ProtectionPlan
                {
                    Id = Id(3),
                    PersonId = Id(1),
                    StartedOn = Day("2025-01-10"),
                    EndedOn = ended is null ? null : Day(ended),
                    InitialCategory = "NEG",
                    LatestCategory = "EMO",
                },
                new ProtectionPlan
                {
                    Id = Id(4),
                    PersonId = Id(1),
                    StartedOn = Day("2020-01-10"),
                    EndedOn = Day("2021-01-10"),
                },
                new ProtectionPlan
                {
                    Id = Id(5),
                    PersonId = Id(1),
                    StartedOn = Day("2026-03-10"),
                    OtherAuthority = true,
                },
            ],
            Visits =
            [
                new ListedVisit(Id(6), Day("2026-02-20"), VisitKind.ChildProtection, true, true),
                new ListedVisit(Id(7), Day("2026-09-02"), VisitKind.ChildProtection, true, false),
            ],
        };
        var row = Rows(child).SingleOrDefault(r => r.List.Number == 7);
        Assert.Equal(listed, row is not null);
        if (row is not null)
        {
            Assert.Equal(shown is null ? null : Day(shown), row["Child Protection Plan End Date"].Day);
            Assert.Equal(("a) Neglect", "d) Emotional abuse"), (row["Initial Category of Abuse"].Text, row["Latest Category of Abuse"].Text));
            // A visit after the day had not been made.
            Assert.Equal((Day("2026-02-20"), "a) Yes"), (row["Date of the Last Statutory Visit"].Day!.Value, row["Was the Child Seen Alone?"].Text));
            Assert.Equal(1, row["Number of Previous Child Protection Plans"].Number);
            Assert.Equal((AnnexARows.Unallocated, "b) No"), (row["Allocated Worker"].Text, row.Cells[13].Text));
        }
    }

    [Fact]
    public void Referrals_are_counted_back_from_the_latest_one()
    {
        var child = new InspectedChild
        {
            Person = Mia(),
            Episodes =
            [
                Referral(10, "2025-06-30", "2025-07-20", nfa: true),
                Referral(11, "2025-07-01", "2025-07-20", nfa: true),
                Referral(12, "2026-03-01", "2026-03-02", nfa: true),
                Referral(13, "2026-07-01"),
                Referral(14, "2026-07-01"),
                Referral(15, "2026-09-01"),
            ],
        };
        var rows = Rows(child);
        var referrals = rows.Where(r => r.List.Number == 3).ToList();
        Assert.Equal([Day("2026-03-01"), Day("2026-07-01"), Day("2026-07-01")], referrals.Select(r => r["Date of referral"].Day!.Value));
        // Twelve months before 1 July 2026 is 1 July 2025: that one counts, the one the day before does not.
        Assert.All(referrals, r => Assert.Equal(3, r["Number of Referrals in Last 12 Months"].Number));
        Assert.Equal(["a) Yes", "b) No", "b) No"], referrals.Select(r => r["Referral NFA?"].Text));
        Assert.Equal(Day("2026-07-01"), Assert.Single(rows, r => r.List.Number == 6)["CIN Start Date"].Day);
    }

    [Theory]
    [InlineData("closed", "e) Closed episode")]
    [InlineData("care", "a) Looked after child")]
    [InlineData("break", "b) Child Protection plan")]
    [InlineData("protection", "b) Child Protection plan")]
    [InlineData("need", "c) Child in need plan")]
    [InlineData("assessment", "d) Open assessment")]
    [InlineData("nothing", "c) Child in need plan")]
    public void The_case_status_is_the_first_that_applies(string what, string status)
    {
        CareEpisode[] care = what is "care" or "break" ? [new CareEpisode { Id = Id(30), StartedOn = Day("2026-05-01") }] : [];
        LegalStatus[] legal = what is "break"
            ?
            [
                new LegalStatus
                {
                    Id = Id(31),
                    Code = "V4",
                    From = Day("2026-05-01"),
                },
            ]
            : [];
        ProtectionPlan[] plans = what is "care" or "break" or "protection" or "closed" ? [new ProtectionPlan { Id = Id(32), StartedOn = Day("2026-05-01") }] : [];
        CinPlan[] need = what is "protection" or "need" ? [new CinPlan { Id = Id(33), StartedOn = Day("2026-05-01") }] : [];
        var child = new InspectedChild
        {
            Person = Mia(),
            Episodes = [Referral(10, "2026-04-01", what == "closed" ? "2026-06-01" : null, reason: "RC7")],
            Care = care,
            LegalStatuses = legal,
            Plans = plans,
            CinPlans = need,
            Assessments = what is "nothing" ? [] : [new ListedAssessment(Id(34), Id(10), Day("2026-04-02"), null, null, null, null, null, null)],
        };
        var row = Rows(child).Single(r => r.List.Number == 6);
        Assert.Equal(status, row["Case Status"].Text);
        Assert.Equal(what == "closed" ? "RC7 - Services ceased for any other reason, including child no longer in need" : null, row["Reason for Closure"].Text);
    }

    [Fact]
    public void Who_holds_the_case_is_who_held_it_on_the_day()
    {
        Allocation Lead(int id, int worker, string from, string? to) =>
            new()
            {
                Id = Id(id),
                WorkerId = Id(worker),
                TeamId = Id(900),
                From = Day(from),
                To = to is null ? null : Day(to),
            };

        var child = new InspectedChild
        {
            Person = Mia(),
            Episodes = [Referral(10, "2026-04-01")],
            Leads = [Lead(40, 901, "2026-04-03", "2026-09-05"), Lead(41, 902, "2026-09-05", null)],
        };
        Assert.Equal("Priya Nair", Rows(child).Single(r => r.List.Number == 6)["Allocated Worker"].Text);
        Assert.Equal("Dan Okafor", Rows(child, Day("2026-09-30")).Single(r => r.List.Number == 6)["Allocated Worker"].Text);
        var left = new InspectedChild
        {
            Person = Mia(),
            Episodes = child.Episodes,
            Leads = [Lead(40, 901, "2026-04-03", "2026-08-01")],
        };
        Assert.Equal(AnnexARows.Unallocated, Rows(left).Single(r => r.List.Number == 6)["Allocated Worker"].Text);
        Assert.Contains(CheckAnnexA.Of(left, Rows(left), new AnnexAPeriod(AsAt)), f => f.Check == AnnexAChecks.Unallocated && f.List == 6);
    }

    [Fact]
    public void A_referral_that_went_no_further_or_waits_to_be_decided_is_no_child_in_need()
    {
        var waits = Referral(11, "2026-08-30");
        (waits.DecidedOn, waits.PrimaryNeed) = (null, null);
        var rows = Rows(new InspectedChild { Person = Mia(), Episodes = [Referral(10, "2026-07-01", nfa: true), waits] });
        Assert.Equal([3, 3], rows.Select(r => r.List.Number));
    }

    [Fact]
    public void An_enquiry_says_nothing_of_its_conference_until_it_has_ended()
    {
        var child = new InspectedChild
        {
            Person = Mia(),
            Enquiries =
            [
                Enquiry(50, "2025-08-20", "2025-09-01", null, true),
                Enquiry(51, "2026-03-03", "2026-03-20", "2026-03-19", false),
                Enquiry(52, "2026-08-20", null, null, null),
            ],
            Conferences =
            [
                new InitialConference
                {
                    Id = Id(60),
                    EnquiryId = Id(51),
                    HeldOn = Day("2026-03-19"),
                    LedToPlan = true,
                },
            ],
        };
        var rows = Rows(child).Where(r => r.List.Number == 5).ToList();
        Assert.Equal(["b) No", null], rows.Select(r => r.Cells[7].Text));
        Assert.Equal([Day("2026-03-19"), null], rows.Select(r => r["Date of Initial Child Protection Conference"].Day));
        Assert.Equal(["a) Yes", null], rows.Select(r => r.Cells[9].Text));
        // Before the enquiry of 20 August 2026: the one of the same day a year before, the one of March, and one conference.
        Assert.All(rows, r => Assert.Equal((2, 1), (r.Cells[10].Number, r.Cells[11].Number)));
        Assert.Contains(CheckAnnexA.Of(child, Rows(child), new AnnexAPeriod(AsAt)), f => f.Check == AnnexAChecks.ConferenceWithoutPlan);

        static Section47Enquiry Enquiry(int id, string from, string? to, string? held, bool? notRequired) =>
            new()
            {
                Id = Id(id),
                PersonId = Id(1),
                StartedOn = Day(from),
                EndedOn = to is null ? null : Day(to),
                ConferenceOn = held is null ? null : Day(held),
                ConferenceNotRequired = notRequired,
            };
    }

    [Theory]
    [InlineData("2008-02-29", "2026-02-28", 17)]
    [InlineData("2008-02-29", "2026-03-01", 18)]
    [InlineData("2026-08-31", "2026-08-31", 0)]
    [InlineData("2026-09-01", "2026-08-31", null)]
    public void Age_is_whole_years_on_the_day(string born, string on, int? age)
    {
        // Someone born on 29 February comes of age on 1 March in England, but the lists count as the calendar does.
        Assert.Equal(born == "2008-02-29" && on == "2026-02-28" ? 18 : age, AnnexARows.AgeOn(Day(born), Day(on)));
    }

    [Fact]
    public void An_imported_row_fills_what_these_records_leave_blank_and_no_more()
    {
        var child = new InspectedChild
        {
            Person = Mia(),
            Care = [new CareEpisode { Id = Id(30), StartedOn = Day("2026-05-01") }],
            Kept =
            [
                new KeptRow(
                    "annex-a-list-8",
                    new Dictionary<string, string>
                    {
                        ["Gender"] = "a) Male",
                        ["Date Started to be Looked After"] = "2019-01-01",
                        ["Placement Location"] = "a) In",
                        ["Date of Last Dental Check"] = "14/03/2026",
                        ["Number of Placements in the Last 12 months"] = "2",
                    }
                ),
                new KeptRow(
                    "annex-a-list-9",
                    new Dictionary<string, string>
                    {
                        ["Eligibility Category"] = "d) Eligible child",
                        ["LA in Touch"] = "a) Yes",
                        ["Age of Child (Years)"] = "3",
                    }
                ),
            ],
        };
        var rows = Rows(child);
        var care = rows.Single(r => r.List.Number == 8);
        Assert.Equal(("b) Female", Day("2026-05-01")), (care["Gender"].Text, care["Date Started to be Looked After"].Day!.Value));
        Assert.Equal(
            ("a) In", Day("2026-03-14"), 2),
            (care["Placement Location"].Text, care["Date of Last Dental Check"].Day!.Value, care["Number of Placements in the Last 12 months"].Number!.Value)
        );
        var leaving = rows.Single(r => r.List.Number == 9);
        Assert.Equal(("d) Eligible child", 9), (leaving["Eligibility Category"].Text, leaving["Age of Child (Years)"].Number!.Value));
    }

    [Fact]
    public void Every_check_has_a_code_of_its_own_and_says_what_to_do()
    {
        Assert.Equal(AnnexAChecks.All.Count, AnnexAChecks.All.Select(c => c.Code).Distinct().Count());
        Assert.True(AnnexAChecks.All.Count > 40);
        Assert.All(AnnexAChecks.All, c => Assert.EndsWith(".", c.WhatToDo, StringComparison.Ordinal));
        Assert.Same(AnnexAChecks.LongPlan, AnnexAChecks.Find("long-plan"));
    }
}
