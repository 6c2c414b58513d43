using MobilePay.Reconciliation.Clients;
using MobilePay.Reconciliation.Features.Mails;

namespace MobilePay.Reconciliation;

/// <summary>Mail to finance: what is written when, how it is sent, and what became of it.</summary>
internal static class MailSetup
{
    public static void AddMails(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<MailOptions>().BindConfiguration("Mail").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<MailServer>();
        builder.Services.AddScoped<MailsDue>();
        builder.Services.AddHostedService<WriteMails>();
        builder.Services.AddHostedService<SendMails>();
    }
}
