using Kith.Practice.Access;
using Kith.Practice.Access.Accounts;
using Kith.Practice.Projections;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Kith.Practice;

/// <summary>Puts the practice into a container. The database engine is added beside it by Kith.Data.Sqlite or Kith.Data.Postgres.</summary>
public static class PracticeServices
{
    /// <summary>Everything the web and the command share: the clock, access, acts, projections, the trail and every use case.</summary>
    public static IServiceCollection AddPractice(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<Clock>();
        services.TryAddSingleton(new Operation.ContinuityCopies.ServedCopy(null));
        services.AddSingleton<ReadLedger>();
        services.AddKithAccounts();
        services.AddSingleton<Settings.PolicyBooks>();
        services.AddScoped<Actors>();
        services.AddScoped<RecordAccess>();
        services.AddScoped<Projector>();
        services.AddScoped<Returns.Census.CensusReturn>();
        services.AddScoped<Search.Candidates>();
        services.AddScoped<Acts.SentForm>();
        services.AddScoped<Acts.Acts>();
        services.AddScoped<Actions.ActionLedger>();
        services.AddScoped<Documents.IDocumentStore, Documents.DatabaseDocuments>();
        services.AddScoped<Documents.DocumentCipher>();
        services.AddScoped<Keys.FieldCipher>();
        services.AddScoped<Supervision.PersonalWords>();
        services.AddScoped<SecondFactorSecret>();
        services.AddScoped<Access.WideRoles.SecondPerson>();
        services.AddScoped<Improvement.Plan.PlanFiles>();
        services.TryAddSingleton<Documents.IMalwareScan, Documents.NoScan>();
        services.AddSingleton<Dispatch.Post>();
        services.AddSingleton<Returns.Feed.FeedToken>();
        services.TryAddSingleton(new Returns.Feed.FeedOptions());
        services.AddScoped<Dispatch.ICarrier, Returns.Feed.FeedCarrier>();
        services.TryAddSingleton(new Mail.MailOptions());
        services.TryAddSingleton<Mail.IPostOffice, Mail.FolderPostOffice>();
        services.TryAddSingleton<Children.NhsNumbers.INhsDirectory, Children.NhsNumbers.NoNhsDirectory>();
        services.AddScoped<Dispatch.ICarrier, Mail.MailCarrier>();
        services.AddScoped<Dispatch.ICarrier, Agencies.CodeCarrier>();
        services.AddSingleton<Dispatch.DispatchBell>();
        services.TryAddSingleton(new Api.Webhooks.WebhookOptions());
        services.AddScoped<Api.Webhooks.WebhookReach>();
        services.AddScoped<Dispatch.ICarrier, Api.Webhooks.WebhookCarrier>();
        services.AddScoped<Approvals.ApprovalDesk>();
        services.AddScoped<Approvals.ApprovalPolicy>();
        services.AddScoped<Casework.Amendments>();
        services.AddScoped<Approvals.ApprovalSubjects>();
        services.AddScoped<Retention.DisposalMarks>();
        AddUseCases(services);
        return services;
    }

    /// <summary>
    /// A use case is a class with a method called Handle, Show, List, Find or Run whose name is a verb phrase; each is
    /// found by <see cref="UseCaseAttribute"/>, so that a new one needs no line here.
    /// </summary>
    private static void AddUseCases(IServiceCollection services)
    {
        foreach (var type in typeof(PracticeServices).Assembly.GetTypes())
        {
            if (type is { IsClass: true, IsAbstract: false } && type.IsDefined(typeof(UseCaseAttribute), false))
            {
                services.AddScoped(type);
            }
            if (type is { IsClass: true, IsAbstract: false } && typeof(Approvals.IApprovalSubject).IsAssignableFrom(type))
            {
                services.AddScoped(typeof(Approvals.IApprovalSubject), type);
            }
            if (type is { IsClass: true, IsAbstract: false } && typeof(Retention.IHoldsDisposal).IsAssignableFrom(type))
            {
                services.AddScoped(typeof(Retention.IHoldsDisposal), type);
            }
            if (type is { IsClass: true, IsAbstract: false } && typeof(Casework.IChildActs).IsAssignableFrom(type))
            {
                services.AddScoped(typeof(Casework.IChildActs), type);
            }
        }
    }
}

/// <summary>Marks a use case (a handler class), so that the container finds it.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class UseCaseAttribute : Attribute;
