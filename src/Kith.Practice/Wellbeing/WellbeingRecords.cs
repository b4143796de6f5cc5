using Kith.Practice.Store;

namespace Kith.Practice.Wellbeing;

/// <summary>
/// A short anonymous survey, open between two days. Its questions stay as they were asked. See
/// docs/decisions/0028-wellbeing.md for what is kept of an answer, and what is not.
/// </summary>
public sealed class PulseSurvey : Record
{
    public required string Title { get; set; }

    /// <summary>The statements that people agree with or not, a line each.</summary>
    public required string Questions { get; set; }
    public DateOnly OpensOn { get; set; }

    /// <summary>The last day on which it can be answered.</summary>
    public DateOnly ClosesOn { get; set; }

    /// <summary>When the answers were counted and thrown away.</summary>
    public DateOnly? CountedOn { get; set; }

    /// <summary>How many worked here when it was counted.</summary>
    public int Asked { get; set; }

    /// <summary>How many answered; hidden below five.</summary>
    public int Answered { get; set; }

    /// <summary>The statements.</summary>
    public IReadOnlyList<string> Statements => Questions.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

/// <summary>
/// All answers of an open survey, and apart from them who has answered, sealed together and written anew as a whole with
/// every answer: no row, no order and no time belongs to anybody. Thrown away when the survey is counted.
/// </summary>
public sealed class SurveyBox
{
    public Guid SurveyId { get; set; }
    public required byte[] Sealed { get; set; }

    /// <summary>Goes up with each writing, so that of two at once neither is lost.</summary>
    public int Turn { get; set; }
}

/// <summary>What one group said, as far as it may be shown. Written when the survey is counted; the same for every reader.</summary>
public sealed class PulseResult
{
    public Guid SurveyId { get; set; }

    /// <summary>«all», «service:…», «team:…», «role:SocialWorker».</summary>
    public required string Group { get; set; }
    public required string Name { get; set; }

    /// <summary>How many answered; at least five.</summary>
    public int Answers { get; set; }

    /// <summary>For each statement how many agree, as <see cref="Disclosure"/> gives it: never nobody and never everybody. Surveys counted by earlier releases may hold «-», not shown.</summary>
    public required string Agree { get; set; }
}
