using MobilePay.Reconciliation;
using MobilePay.Reconciliation.Features;
using MobilePay.Reconciliation.Features.Mails;
using MobilePay.Reconciliation.Features.Reports;
using MobilePay.Reconciliation.Persistence;
using MobilePay.ServiceDefaults;
using MobilePay.ServiceDefaults.Database;
using MobilePay.ServiceDefaults.Http;
using MobilePay.ServiceDefaults.Messaging;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("reconciliation");
builder.AddDatabase<ReconciliationDbContext>("reconciliation");
builder.AddMessaging<ReconciliationDbContext>("reconciliation", isInBatches: true);
builder.Services.AddOptions<ReconciliationOptions>().BindConfiguration("Reconciliation").ValidateDataAnnotations()
    .ValidateOnStart();
builder.Services.AddScoped<PlatformBook>();
builder.Services.AddScoped<KeepStatement>();
builder.Services.AddScoped<KeepHandover>();
builder.Services.AddSingleton<RunProgress>();
builder.Services.AddScoped<ReconcileDay>();
builder.Services.AddScoped<ReconcileFunds>();
builder.AddSettling();
builder.AddMails();
builder.AddTimetable();

var app = builder.Build();
if (await app.Migrate<ReconciliationDbContext>(args))
    return;

app.UseServiceDefaults();

var inside = app.MapValidated();
ReceiveStatement.Map(inside);
ListStatements.Map(inside);
ReceiveHandover.Map(inside);
Reconciliations.Map(inside);
inside.MapSettling();
inside.MapTimetable();
Today.Map(inside);
ListHospitals.Map(inside);
ListReconciliations.Map(inside);
RunProgress.Map(inside);
ListFunds.Map(inside);
inside.MapReports();
ListMails.Map(inside);

app.Run();
