namespace Kith.Standards.CinCensus.Rules;

/// <summary>Where a first meeting was held, the number of review meetings is recorded.</summary>
public sealed class Rule9015Q() : EpisodeRule("9015Q", RuleSeverity.Query, "Please check: the number of review meetings is missing")
{
    public override RuleModule Module => RuleModule.PreProceedingsandFGDM;

    public override IReadOnlyList<string> Reads => ["PreProceedingsandFGDM.InitialPPMeetingDate", "PreProceedingsandFGDM.ReviewMeetingsCount"];

    public override int FromYear => 2027;

    public override string Source =>
        "Development commits of the open validator (csc-validator-be-cin, rules of 2026-27, 2025 to 2026): a draft. The wording is Kith’s until DfE’s is read.";

    public override string WhatToDo => "Enter how many review meetings were held after the first: 0 if none.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <PreProceedingsandFGDM>
                <InitialPPMeetingDate>2026-05-01</InitialPPMeetingDate>
                <ReviewMeetingsCount>0</ReviewMeetingsCount>
              </PreProceedingsandFGDM>
            </CINdetails>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <CINdetails>
              <PreProceedingsandFGDM>
                <InitialPPMeetingDate>2026-05-01</InitialPPMeetingDate>
              </PreProceedingsandFGDM>
            </CINdetails>
            """,
            "PreProceedingsandFGDM[0].ReviewMeetingsCount",
            "PreProceedingsandFGDM[0].InitialPPMeetingDate"
        );

    protected override void Check(CensusEpisode episode, CensusChild child, RuleContext at, Findings found)
    {
        foreach (var item in episode.PreProceedings)
        {
            if (item.FirstMeeting is not null && item.ReviewMeetings is null)
            {
                found.Add(item.At(nameof(item.ReviewMeetingsCount)), item.At(nameof(item.InitialPPMeetingDate)));
            }
        }
    }
}
