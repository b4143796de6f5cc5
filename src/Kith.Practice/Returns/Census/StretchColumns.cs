using System.Linq.Expressions;
using Kith.Practice.Assessments;
using Kith.Practice.Children;
using Kith.Practice.LookedAfter;
using Kith.Practice.Plans;
using Kith.Practice.Protection;
using Kith.Practice.Referrals;

namespace Kith.Practice.Returns.Census;

/// <summary>
/// Some columns of a record, named once: the statement selects them, and a row is made into a record by taking them in
/// the same order.
/// </summary>
internal sealed class Columns<T>
    where T : class
{
    private readonly Lazy<Func<CensusRow, T>> make;

    /// <param name="of">A new record whose members are set to their own columns, the identifier that the statement goes by first.</param>
    public Columns(Expression<Func<T, T>> of)
    {
        Of = of;
        make = new(() => Compiled((MemberInitExpression)of.Body));
    }

    /// <summary>What a statement selects.</summary>
    public Expression<Func<T, T>> Of { get; }

    /// <summary>The record that a row holds.</summary>
    public Func<CensusRow, T> Make => make.Value;

    private static Func<CensusRow, T> Compiled(MemberInitExpression record)
    {
        var row = Expression.Parameter(typeof(CensusRow), "row");
        return Expression
            .Lambda<Func<CensusRow, T>>(record.Update(record.NewExpression, record.Bindings.Cast<MemberAssignment>().Select(b => b.Update(Taken(row, b)))), row)
            .Compile();
    }

    private static Expression Taken(ParameterExpression row, MemberAssignment column)
    {
        var type = column.Expression.Type;
        if (column.Expression is ConstantExpression)
        {
            throw new InvalidOperationException($"{column.Member.Name} is not a column");
        }
        return type == typeof(bool)
            ? Expression.Equal(Expression.Call(row, nameof(CensusRow.Flag), null), Expression.Constant(true, typeof(bool?)))
            : Expression.Call(
                row,
                type == typeof(Guid) ? nameof(CensusRow.Id)
                    : type == typeof(Guid?) ? nameof(CensusRow.IdOrNone)
                    : type == typeof(DateOnly) ? nameof(CensusRow.Day)
                    : type == typeof(DateOnly?) ? nameof(CensusRow.DayOrNone)
                    : type == typeof(bool?) ? nameof(CensusRow.Flag)
                    : type == typeof(int?) ? nameof(CensusRow.Number)
                    : type == typeof(string) ? nameof(CensusRow.Text)
                    : throw new InvalidOperationException($"{column.Member.Name} is of a type that a row does not give"),
                null
            );
    }
}

/// <summary>The columns that a return is made of.</summary>
internal static class StretchColumns
{
    public static readonly Columns<Person> Person = new(p => new Person
    {
        Id = p.Id,
        HasChildRecord = p.HasChildRecord,
        Source = p.Source,
        LaChildId = p.LaChildId,
        DateOfBirth = p.DateOfBirth,
        ExpectedDateOfBirth = p.ExpectedDateOfBirth,
        DateOfDeath = p.DateOfDeath,
        Sex = p.Sex,
        Ethnicity = p.Ethnicity,
        Upn = p.Upn,
        FormerUpn = p.FormerUpn,
        UpnUnknown = p.UpnUnknown,
    });

    public static readonly Columns<Episode> Episode = new(e => new Episode
    {
        PersonId = e.PersonId,
        Id = e.Id,
        Source = e.Source,
        SourceKey = e.SourceKey,
        ReferredOn = e.ReferredOn,
        SourceCode = e.SourceCode,
        PrimaryNeed = e.PrimaryNeed,
        NoFurtherAction = e.NoFurtherAction,
        DecidedOn = e.DecidedOn,
        ClosedOn = e.ClosedOn,
        ClosureReason = e.ClosureReason,
        TransferInConferenceOn = e.TransferInConferenceOn,
    });

    public static readonly Columns<Disability> Disability = new(d => new Disability
    {
        PersonId = d.PersonId,
        Id = d.Id,
        Source = d.Source,
        SourceKey = d.SourceKey,
        Code = d.Code,
    });

    public static readonly Columns<Assessment> Assessment = new(a => new Assessment
    {
        PersonId = a.PersonId,
        Id = a.Id,
        Source = a.Source,
        SourceKey = a.SourceKey,
        EpisodeId = a.EpisodeId,
        StartedOn = a.StartedOn,
        InternalReviewOn = a.InternalReviewOn,
        AuthorisedOn = a.AuthorisedOn,
    });

    public static readonly Columns<AssessmentFactor> Factor = new(f => new AssessmentFactor
    {
        Id = f.Id,
        AssessmentId = f.AssessmentId,
        Code = f.Code,
    });

    public static readonly Columns<Section47Enquiry> Enquiry = new(s => new Section47Enquiry
    {
        PersonId = s.PersonId,
        Id = s.Id,
        Source = s.Source,
        SourceKey = s.SourceKey,
        EpisodeId = s.EpisodeId,
        StartedOn = s.StartedOn,
        EndedOn = s.EndedOn,
        ConferenceTargetOn = s.ConferenceTargetOn,
        ConferenceOn = s.ConferenceOn,
        ConferenceNotRequired = s.ConferenceNotRequired,
    });

    public static readonly Columns<InitialConference> Conference = new(c => new InitialConference
    {
        PersonId = c.PersonId,
        Id = c.Id,
        EnquiryId = c.EnquiryId,
        HeldOn = c.HeldOn,
        TransferIn = c.TransferIn,
    });

    public static readonly Columns<ProtectionPlan> ProtectionPlan = new(p => new ProtectionPlan
    {
        PersonId = p.PersonId,
        Id = p.Id,
        Source = p.Source,
        SourceKey = p.SourceKey,
        EpisodeId = p.EpisodeId,
        StartedOn = p.StartedOn,
        EndedOn = p.EndedOn,
        InitialCategory = p.InitialCategory,
        LatestCategory = p.LatestCategory,
        PreviousPlans = p.PreviousPlans,
        OtherAuthority = p.OtherAuthority,
    });

    public static readonly Columns<ReviewConference> Review = new(v => new ReviewConference
    {
        PersonId = v.PersonId,
        Id = v.Id,
        Source = v.Source,
        SourceKey = v.SourceKey,
        PlanId = v.PlanId,
        HeldOn = v.HeldOn,
    });

    public static readonly Columns<CinPlan> CinPlan = new(p => new CinPlan
    {
        PersonId = p.PersonId,
        Id = p.Id,
        Source = p.Source,
        SourceKey = p.SourceKey,
        EpisodeId = p.EpisodeId,
        StartedOn = p.StartedOn,
        EndedOn = p.EndedOn,
    });
}
