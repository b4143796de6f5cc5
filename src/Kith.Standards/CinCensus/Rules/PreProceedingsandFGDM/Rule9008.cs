namespace Kith.Standards.CinCensus.Rules;

/// <summary>The first pre-proceedings meeting is held in the collection period.</summary>
public sealed class Rule9008() : EpisodeRule("9008", RuleSeverity.Error, "The date of the initial pre-proceedings meeting must fall within the census year")
{
    public override RuleModule Module => RuleModule.PreProceedingsandFGDM;

    public override IReadOnlyList<string> Reads => ["PreProceedingsandFGDM.InitialPPMeetingDate"];

    public override int FromYear => 2027;

    public override string Source =>
        "Development commits of the open validator (csc-validator-be-cin, rules of 2026-27, 2025 to 2026): a draft. The wording is Kith’s until DfE’s is read.";

    public override string WhatToDo => "Check when the first meeting was held.";

    public override RuleExample Passes =>
        new(
            """
            <CINdetails>
              <PreProceedingsandFGDM>
                <InitialPPMeetingDate>2026-05-01</InitialPPMeetingDate>
              </PreProceedingsandFGDM>
            </CINdetails>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <CINdetails>
              <PreProceedingsandFGDM>
                <InitialPPMeetingDate>2026-03-31</InitialPPMeetingDate>
              </PreProceedingsandFGDM>
            </CINdetails>
            """,
            "PreProceedingsandFGDM[0].InitialPPMeetingDate"
        );

    protected override void Check(CensusEpisode episode, CensusChild child, RuleContext at, Findings found)
    {
        foreach (var item in episode.PreProceedings)
        {
            if (item.FirstMeeting is { } met && !at.IsInPeriod(met))
            {
                found.Add(item.At(nameof(item.InitialPPMeetingDate)));
            }
        }
    }
}
