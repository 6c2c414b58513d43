using FluentValidation;
using MobilePay.Payments;
using MobilePay.Payments.Clients;
using MobilePay.Payments.Features;
using MobilePay.Payments.Persistence;
using MobilePay.ServiceDefaults;
using MobilePay.ServiceDefaults.Database;
using MobilePay.ServiceDefaults.Http;
using MobilePay.ServiceDefaults.Messaging;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("payments");
builder.AddDatabase<PaymentsDbContext>("payments");
builder.AddMessaging<PaymentsDbContext>("payments");
builder.Services.AddOptions<PaymentOptions>().BindConfiguration("Payment").ValidateDataAnnotations().ValidateOnStart();
builder.Services.AddValidatorsFromAssemblyContaining<PaymentOptions>();
builder.Services.AddServiceClient<IPrescriptionsApi>("prescriptions", TimeSpan.FromSeconds(8));
builder.Services.AddServiceClient<IHisSyncApi>("hissync", TimeSpan.FromSeconds(7));
builder.Services.AddServiceClient<IBankSettlementApi>("banksettlement", TimeSpan.FromSeconds(8));
builder.Services.AddScoped<PlacePayment>();
builder.Services.AddScoped<EndPayment>();
builder.Services.AddSingleton<PaymentChanges>();
builder.Services.AddHostedService<CloseOverduePayments>();
builder.Services.AddHostedService<ForgetOldKeys>();

var app = builder.Build();
if (await app.Migrate<PaymentsDbContext>(args))
    return;

app.UseServiceDefaults();

var open = app.MapValidated();
OpenPayment.Map(open);
GetPayment.Map(open);
ClosePayment.Map(open);
RequestRefund.Map(open);
RefundByFinance.Map(open);
FailedRefunds.Map(open);
SearchPayments.Map(open);
TellPayment.Map(open);

app.Run();
