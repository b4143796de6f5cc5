using System.Globalization;
using Kith.Matching;
using Kith.Practice.Assessments;
using Kith.Practice.Children;
using Kith.Practice.Contacts;
using Kith.Practice.EarlyHelp;
using Kith.Practice.LookedAfter;
using Kith.Practice.Plans;
using Kith.Practice.Protection;
using Kith.Practice.Referrals;
using Kith.Practice.Store;
using Kith.Practice.Visits;
using Kith.Practice.Workforce;
using Kith.Standards.AnnexA;

namespace Kith.Practice.Import;

/// <summary>What the lists of Annex A say about one child, in Kith's records. The lists have no ids: a record is known by its kind and date.</summary>
internal sealed class AnnexAMapping(List<SpooledRow> rows, PersonDraft draft, Clock clock)
{
    private readonly Dictionary<string, int> counted = [];
    private AnnexAList list = null!;
    private SpooledRow now;

    /// <summary>The key of a worker or team known by name only.</summary>
    public static string KeyOf(string name) => TextFolding.Fold(name) is { Length: > 0 } folded ? folded[..Math.Min(folded.Length, 120)] : $"#{ContentHash.Of(name):x16}";

    public void Map()
    {
        Person();
        Episodes();
        Each(
            1,
            () =>
            {
                if (Dates("Date of Contact") is [{ } on])
                {
                    Add(new Contact { ReceivedOn = on, SourceCode = Coded(AnnexACoded.Source, "Contact Source") }, Key("contact", on));
                }
            }
        );
        Each(
            2,
            () =>
            {
                if (Dates("Assessment start date", "Assessment completion date") is [{ } from, var to])
                {
                    Add(
                        new EarlyHelpEpisode
                        {
                            StartedOn = from,
                            EndedOn = to,
                            Organisation = V("Organisation completing assessment"),
                        },
                        Key("early-help", from)
                    );
                }
            }
        );
        Each(
            4,
            () =>
            {
                if (Dates("Continuous Assessment Start Date", "Continuous Assessment Date of Authorisation") is [{ } from, var authorised])
                {
                    var support = YesNo("Was the child assessed as requiring LA children's social care support?");
                    Add(
                        new Assessment
                        {
                            EpisodeId = EpisodeOn(from),
                            StartedOn = from,
                            AuthorisedOn = authorised,
                            ChildSeen = YesNo("Child Seen During Continuous Assessment"),
                            Outcome = support switch
                            {
                                true => "Needs the support of children's social care",
                                false => "Does not need the support of children's social care",
                                _ => null,
                            },
                            TeamId = Team(),
                            WorkerId = Worker(),
                        },
                        Key("assessment", from)
                    );
                }
            }
        );
        Each(5, Enquiry);
        Each(7, Plan);
        Each(8, Care);
        foreach (var number in new[] { 9, 10 })
        {
            Each(number, () => Add(new ExtractRow { Table = $"annex-a-list-{number}", Content = AnnexAExtract.Content(list, now.Values) }, Key($"list{number}", null)));
        }
        Allocation();
    }

    private void Person()
    {
        var facts = new PersonFactsIn { LaChildId = draft.Key };
        bool? disabled = null;
        var none = false;
        foreach (var number in new[] { 6, 7, 8, 9, 5, 4, 3, 2, 1, 10 })
        {
            Each(
                number,
                () =>
                {
                    facts.Sex ??= Coded(AnnexACoded.Gender, "Gender") ?? (V("Gender") is null ? null : "U");
                    facts.Ethnicity ??= FactValues.Ethnicity(Coded(AnnexACoded.Ethnicity, "Ethnicity"), draft.Notices);
                    if (!ExtractValues.TryDate(V("Date of Birth"), out var born))
                    {
                        draft.RefusePerson(
                            list.SheetName,
                            now.Line,
                            $"Date of Birth «{FactValues.Short(V("Date of Birth")!)}» {ExtractValues.NoDate}; the child was taken without it",
                            AnnexAExtract.Raw(now.Values)
                        );
                    }
                    else if (ExtractValues.ToCome("Date of Birth", born, clock.Today) is { } why)
                    {
                        // The lists have no column for the day on which a child is expected, so this may be one or a slip.
                        draft.RefusePerson(
                            list.SheetName,
                            now.Line,
                            $"Date of Birth «{FactValues.Short(V("Date of Birth")!)}» {why}; the child was taken without it",
                            AnnexAExtract.Raw(now.Values)
                        );
                        born = null;
                    }
                    facts.DateOfBirth ??= born;
                    if (born is not null && facts.DateOfBirth != born)
                    {
                        draft.Notices.Add("Some children have different dates of birth on different lists; the one on the list of children in need was taken.");
                    }
                    var answer = list.Columns.Any(c => c.Name == "Does the Child have a Disability") ? YesNo("Does the Child have a Disability") : null;
                    disabled = answer == true ? true : disabled;
                    none |= answer == false;
                }
            );
        }
        draft.Facts = facts;
        if (disabled == true || none)
        {
            // The lists say only whether; the code YES says that no more is known.
            draft.Add(new Disability { Code = disabled == true ? "YES" : "NONE" }, "disability", "Annex A", 0, () => null);
        }
    }

    /// <summary>Episodes of need from the list of children in need, with what the referral list adds about the same day.</summary>
    private void Episodes()
    {
        var referrals = new Dictionary<DateOnly, SpooledRow>();
        Each(
            3,
            () =>
            {
                if (Dates("Date of referral") is [{ } on])
                {
                    referrals.TryAdd(on, now);
                }
            }
        );
        Each(
            6,
            () =>
            {
                if (Dates("CIN Start Date", "CIN Closure Date", "Date Child Was Last Seen") is not [{ } from, var closed, var seen])
                {
                    return;
                }
                var row = now;
                var episode = new Episode
                {
                    ReferredOn = from,
                    PrimaryNeed = Coded(AnnexACoded.PrimaryNeed, "Primary Need Code"),
                    ClosedOn = closed,
                    ClosureReason = Coded(AnnexACoded.ClosureReason, "Reason for Closure"),
                    TeamId = Team(),
                    WorkerId = Worker(),
                };
                if (referrals.Remove(from, out var referral))
                {
                    (list, now) = (AnnexAEdition.Latest[3], referral);
                    episode.SourceCode = Coded(AnnexACoded.Source, "Referral Source");
                    (list, now) = (AnnexAEdition.Latest[6], row);
                }
                Add(episode, Key("episode", from));
                if (closed is null && AnnexAValue.Parse(V("Case Status") ?? "").Prefix == "c")
                {
                    Add(
                        new CinPlan
                        {
                            EpisodeId = EpisodeOn(from),
                            StartedOn = from,
                            TeamId = episode.TeamId,
                            WorkerId = episode.WorkerId,
                        },
                        Key("cin-plan", from)
                    );
                }
                Seen(VisitKind.ChildInNeed, seen, null);
            }
        );
        foreach (var (on, row) in referrals.OrderBy(r => r.Key))
        {
            (list, now) = (AnnexAEdition.Latest[3], row);
            Add(
                new Episode
                {
                    ReferredOn = on,
                    SourceCode = Coded(AnnexACoded.Source, "Referral Source"),
                    NoFurtherAction = YesNo("Referral NFA?") == true,
                    TeamId = Team(),
                    WorkerId = Worker(),
                },
                Key("referral", on)
            );
        }
    }

    private void Enquiry()
    {
        if (Dates("Strategy discussion initiating Section 47 Enquiry Start Date", "Date of Initial Child Protection Conference") is [{ } from, var held])
        {
            var key = Key("section47", from);
            Add(
                new Section47Enquiry
                {
                    EpisodeId = EpisodeOn(from),
                    StartedOn = from,
                    ConferenceOn = held,
                    ConferenceNotRequired = YesNo("Was an Initial Child Protection Conference deemed unnecessary?"),
                    TeamId = Team(),
                    WorkerId = Worker(),
                },
                key
            );
            if (held is not null)
            {
                Add(
                    new InitialConference
                    {
                        EpisodeId = EpisodeOn(from),
                        EnquiryId = draft.Find<Section47Enquiry>(key),
                        HeldOn = held,
                        LedToPlan = YesNo("Did the Initial Child Protection Conference Result in a Child Protection Plan"),
                        TeamId = Team(),
                        WorkerId = Worker(),
                    },
                    key
                );
            }
        }
    }

    private void Plan()
    {
        if (
            Dates("Child Protection Plan Start Date", "Child Protection Plan End Date", "Date of the Last Statutory Visit", "Date of latest review conference")
            is [{ } from, var to, var visited, var reviewed]
        )
        {
            var key = Key("protection", from);
            Add(
                new ProtectionPlan
                {
                    EpisodeId = EpisodeOn(from),
                    StartedOn = from,
                    EndedOn = to,
                    InitialCategory = Coded(AnnexACoded.CategoryOfAbuse, "Initial Category of Abuse"),
                    LatestCategory = Coded(AnnexACoded.CategoryOfAbuse, "Latest Category of Abuse"),
                    PreviousPlans = ExtractValues.Integer(V("Number of Previous Child Protection Plans")),
                },
                key
            );
            Seen(VisitKind.ChildProtection, visited, YesNo("Was the Child Seen Alone?"));
            if (reviewed is { } on)
            {
                Add(new ReviewConference { PlanId = draft.Find<ProtectionPlan>(key), HeldOn = on }, Key("~review", on));
            }
        }
    }

    private void Care()
    {
        Add(new ExtractRow { Table = "annex-a-list-8", Content = AnnexAExtract.Content(list, now.Values) }, Key("list8", null));
        if (
            Dates(
                "Date Started to be Looked After",
                "Date Ceased to be Looked After",
                "Date of Last Social Work Visit",
                "Start date of current legal status",
                "Start Date of Most Recent Placement"
            )
            is [{ } from, var to, var visited, var legal, var placed]
        )
        {
            Add(
                new CareEpisode
                {
                    EpisodeId = EpisodeOn(from),
                    StartedOn = from,
                    CeasedOn = to,
                    CeasedReason = to is null ? null : V("Reason Ceased to be Looked After"),
                },
                Key("care", from)
            );
            if (legal is { } since && V("Child's Legal Status") is { } status)
            {
                Add(new LegalStatus { Code = status.Split(':')[0].Trim(), From = since }, Key("legal", since));
            }
            if (placed is { } began)
            {
                Add(
                    new Placement
                    {
                        StartedOn = began,
                        EndedOn = to,
                        Kind = V("Placement Type"),
                        Provider = V("Placement Provider"),
                        Postcode = SsdMapping.Code(V("Placement postcode")),
                    },
                    Key("placement", began)
                );
            }
            Seen(VisitKind.LookedAfter, visited, null);
        }
    }

    /// <summary>The latest visit, as the list has it: it happened, whatever later workbooks show.</summary>
    private void Seen(VisitKind kind, DateOnly? on, bool? alone)
    {
        var key = on is null ? "" : $"~visit/{Day(on.Value)}/{kind}";
        if (on is not { } day || draft.Has<Visit>(key))
        {
            return;
        }
        // The list of children in need repeats the visits of the other lists.
        if (kind == VisitKind.ChildInNeed && rows.Any(r => r.Table is 7 or 8 && IsVisit(r, day)))
        {
            return;
        }
        Add(
            new Visit
            {
                On = day,
                Kind = kind,
                Children = [new VisitChild { Seen = true, SeenAlone = alone }],
            },
            key
        );

        static bool IsVisit(SpooledRow row, DateOnly day)
        {
            var column = AnnexAEdition.Latest[row.Table][row.Table == 7 ? "Date of the Last Statutory Visit" : "Date of Last Social Work Visit"];
            return ExtractValues.TryDate(row.Values[column.Position - 1], out var on) && on == day;
        }
    }

    /// <summary>
    /// Who holds the case. The lists do not say since when: the first time it is since the episode began; when the
    /// name changes it is since the workbook that showed it first. The day stands in the key so that it stays.
    /// </summary>
    private void Allocation()
    {
        foreach (
            var (number, start, end) in new[]
            {
                (6, "CIN Start Date", "CIN Closure Date"),
                (7, "Child Protection Plan Start Date", "Child Protection Plan End Date"),
                (8, "Date Started to be Looked After", "Date Ceased to be Looked After"),
                (4, "Continuous Assessment Start Date", "Continuous Assessment Date of Authorisation"),
            }
        )
        {
            var done = false;
            Each(
                number,
                () =>
                {
                    if (done || V(end) is not null || !ExtractValues.TryDate(V(start), out var since) || (V("Allocated Worker") is null && V("Allocated Team") is null))
                    {
                        return;
                    }
                    done = true;
                    var worker = Worker();
                    var who = V("Allocated Worker") is { } named && worker is not null ? PersonDraft.Safe(KeyOf(named)) : "-";
                    var known = draft.KnownKeys<Allocation>().Where(k => k.StartsWith("allocation/", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
                    var key = known.LastOrDefault(k => k.StartsWith($"allocation/{who}/", StringComparison.Ordinal));
                    var from =
                        key is not null ? DateOnly.ParseExact(key[^10..], "yyyy-MM-dd", CultureInfo.InvariantCulture)
                        : known.Count > 0 || since is null ? clock.Today
                        : since.Value;
                    Add(
                        new Allocation
                        {
                            WorkerId = worker,
                            TeamId = Team(),
                            Role = AllocationRole.Lead,
                            From = from,
                        },
                        key ?? $"allocation/{who}/{Day(from)}"
                    );
                }
            );
            if (done)
            {
                return;
            }
        }
    }

    private void Each(int number, Action map)
    {
        foreach (var row in rows)
        {
            if (row.Table == number)
            {
                (list, now) = (AnnexAEdition.Latest[number], row);
                map();
            }
        }
    }

    private string? V(string column) => now.Values[list[column].Position - 1];

    private bool? YesNo(string column) => AnnexACodes.ReadYesNo(V(column));

    private string? Coded(AnnexACoded kind, string column)
    {
        var value = V(column);
        var code = AnnexACodes.ToCensus(kind, value);
        if (code is null && value is not null && kind != AnnexACoded.Gender)
        {
            draft.Notices.Add($"{column}: «{FactValues.Short(value)}» is not a value of the list; it was kept as it is.");
            return value;
        }
        return code;
    }

    private Guid? Team() => V("Allocated Team") is { } name ? draft.Workforce.Team(KeyOf(name)) : null;

    private Guid? Worker() => V("Allocated Worker") is { } name ? draft.Workforce.Worker(KeyOf(name)) : null;

    /// <summary>The episode that was open on a day: the latest that began on or before it.</summary>
    private Guid? EpisodeOn(DateOnly day)
    {
        var latest = draft.Records.Where(r => r.Record is Episode e && e.ReferredOn <= day).OrderByDescending(r => ((Episode)r.Record).ReferredOn).FirstOrDefault();
        return latest?.Record.Id;
    }

    private void Add<T>(T record, string key)
        where T : SourcedRecord
    {
        var (place, row) = (list.SheetName, now);
        draft.Add(record, key, place, row.Line, () => AnnexAExtract.Raw(row.Values));
    }

    private DateOnly?[]? Dates(params string[] columns)
    {
        var dates = new DateOnly?[columns.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            var kind = list.Number switch
            {
                1 => "contact",
                2 => "early-help",
                3 => "referral",
                4 => "assessment",
                5 => "section47",
                6 => "episode",
                7 => "protection",
                _ => "care",
            };
            var key =
                ExtractValues.TryDate(V(columns[0]), out var first) && first is { } on ? $"{kind}/{Day(on)}" : $"{kind}/{PersonDraft.Safe(FactValues.Short(V(columns[0]) ?? ""))}";
            if (!ExtractValues.TryDate(V(columns[i]), out dates[i]))
            {
                draft.Refuse(list.SheetName, now.Line, key, $"{columns[i]} «{FactValues.Short(V(columns[i])!)}» {ExtractValues.NoDate}", AnnexAExtract.Raw(now.Values));
                return null;
            }
            if (i == 0 && dates[0] is null)
            {
                draft.Refuse(list.SheetName, now.Line, key, $"The row has no {columns[0]}", AnnexAExtract.Raw(now.Values));
                return null;
            }
            if (ExtractValues.ToCome(columns[i], dates[i], clock.Today) is { } why)
            {
                why = $"{columns[i]} «{FactValues.Short(V(columns[i])!)}» {why}";
                if (i == 0)
                {
                    draft.Refuse(list.SheetName, now.Line, key, why, AnnexAExtract.Raw(now.Values));
                    return null;
                }
                draft.Refuse(list.SheetName, now.Line, key, $"{why}; the row was taken without it", AnnexAExtract.Raw(now.Values));
                dates[i] = null;
            }
        }
        return dates;
    }

    private string Key(string kind, DateOnly? on)
    {
        var key = on is { } day ? $"{kind}/{Day(day)}" : $"{kind}/";
        counted[key] = counted.GetValueOrDefault(key) + 1;
        return counted[key] == 1 ? key : $"{key}#{counted[key].ToString(CultureInfo.InvariantCulture)}";
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
