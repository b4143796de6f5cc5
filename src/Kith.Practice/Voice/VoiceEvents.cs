using Kith.Practice.Casework;
using Kith.Practice.Trail;

namespace Kith.Practice.Voice;

/// <summary>A child was told what came of what they said, or why it could not be.</summary>
public sealed record VoiceAnswered(Guid Person, Guid Voice, VoiceOutcome Outcome, DateOnly On, string? How) : PersonEvent(Person);

/// <summary>What stands of a child's voice was corrected; each field, old and new.</summary>
public sealed record VoiceAmended(Guid Person, Guid Voice, IReadOnlyList<FieldChange> Changes) : PersonEvent(Person);

/// <summary>A record was said to rest on what the child said, or to go another way with the reason.</summary>
public sealed record VoiceCited(Guid Person, Guid Voice, SubjectKind Subject, Guid SubjectId, string? NotFollowed) : PersonEvent(Person);

/// <summary>A citation of the child's voice was taken back.</summary>
public sealed record VoiceCitationEnded(Guid Person, Guid Voice, SubjectKind Subject, Guid SubjectId) : PersonEvent(Person);
