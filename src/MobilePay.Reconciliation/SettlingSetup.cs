using MobilePay.Reconciliation.Clients;
using MobilePay.Reconciliation.Features.Closings;
using MobilePay.Reconciliation.Features.Journal;
using MobilePay.Reconciliation.Features.Settling;
using MobilePay.Reconciliation.Persistence;
using MobilePay.ServiceDefaults.Database;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.Reconciliation;

/// <summary>Differences, what two persons decide about them, the journal it leaves, and the day's close.</summary>
internal static class SettlingSetup
{
    public static void AddSettling(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(new PersonalText(builder.Configuration["PersonalData:Key"]));
        services.AddServiceClient<IHisSyncApi>("hissync", TimeSpan.FromSeconds(8));
        services.AddServiceClient<IBankSettlementApi>("banksettlement", TimeSpan.FromSeconds(8));
        services.AddServiceClient<IPaymentsApi>("payments", TimeSpan.FromSeconds(8));
        services.AddSingleton<ChartOfAccounts>();
        services.AddScoped<JournalBook>();
        services.AddScoped<Bookings>();
        services.AddScoped<Proposing>();
        services.AddScoped<Deciding>();
        services.AddScoped<CarryOut>();
        services.AddScoped<Executed>();
        services.AddHostedService<ExecuteProposals>();

        services.AddOptions<ClosingOptions>().BindConfiguration("Closing").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ClosingSignature>();
        services.AddScoped<ClosingBlocks>();
        services.AddScoped<ClosingReport>();
        services.AddScoped<CloseDay>();
    }

    public static void MapSettling(this IEndpointRouteBuilder routes)
    {
        ProposeAction.Map(routes);
        DecideProposal.Map(routes);
        ListDifferences.Map(routes);
        ReadDifference.Map(routes);
        EvidenceFiles.Map(routes);
        ListProposals.Map(routes);
        ReadJournal.Map(routes);
        TrialBalance.Map(routes);
        Closings.Map(routes);
    }
}
