using Kith.Practice.Access;
using Kith.Practice.Acts;

namespace Kith.Practice.Protection.Enquiring;

/// <summary>One child's part of the outcome of an enquiry, as written.</summary>
public sealed record EnquiryChild : IChildPart
{
    public Guid PersonId { get; set; }
    public bool Included { get; set; }
    public EnquiryFinding? Finding { get; set; }
    public string? Analysis { get; set; }
    public bool? ChildSeen { get; set; }
    public bool? ChildSeenAlone { get; set; }
    public string? NoConferenceReason { get; set; }
}

/// <summary>The outcome of an enquiry about one or more children, as written.</summary>
public sealed record EnquiryInput
{
    public DateOnly? EndedOn { get; set; }
    public List<EnquiryChild> Children { get; set; } = [];
}

/// <summary>Records what an enquiry under section 47 found, for each child of the family at once.</summary>
[UseCase]
public sealed class ConcludeEnquiry(ProtectionCases cases, Acts.Acts acts)
{
    /// <exception cref="NotAcceptedException">An enquiry does not go on, or something is missing.</exception>
    public async Task Handle(EnquiryInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var opened = await cases.Open(actor, [.. input.Children.Where(c => c.Included).Select(c => c.PersonId)], Permission.RecordWork, "record the outcome of an enquiry", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var act = acts.Begin(actor, "Record the outcome of an enquiry", key: key);
        ProtectionCases.Each(
            opened,
            input.Children,
            (c, part) =>
            {
                var enquiry = c.Enquiry ?? throw new NotAcceptedException("", "No enquiry goes on for this child. An enquiry begins at a strategy discussion");
                c.Conclude(
                    enquiry,
                    new EnquiryConclusion
                    {
                        EndedOn = input.EndedOn,
                        Finding = part.Finding,
                        Analysis = part.Analysis,
                        ChildSeen = part.ChildSeen,
                        ChildSeenAlone = part.ChildSeenAlone,
                        NoConferenceReason = part.NoConferenceReason,
                    }
                );
                act.Happened(new EnquiryConcluded(c.PersonId, enquiry.Id, enquiry.EndedOn!.Value, enquiry.Finding!.Value, enquiry.ConferenceNotRequired != true));
            }
        );
        await act.Save(opened[0].PersonId, ct);
    }
}
