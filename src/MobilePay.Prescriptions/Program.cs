using FluentValidation;
using MobilePay.Prescriptions;
using MobilePay.Prescriptions.Clients;
using MobilePay.Prescriptions.Features;
using MobilePay.Prescriptions.Persistence;
using MobilePay.ServiceDefaults;
using MobilePay.ServiceDefaults.Database;
using MobilePay.ServiceDefaults.Http;
using MobilePay.ServiceDefaults.Messaging;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("prescriptions");
builder.AddDatabase<PrescriptionsDbContext>("prescriptions");
builder.AddMessaging<PrescriptionsDbContext>("prescriptions");
builder.Services.AddSingleton(new PersonalText(builder.Configuration["PersonalData:Key"]));
builder.Services.AddOptions<PointerOptions>().BindConfiguration("Pointer").ValidateDataAnnotations().ValidateOnStart();
builder.Services.AddOptions<PrescriptionOptions>().BindConfiguration("Prescription").ValidateDataAnnotations().ValidateOnStart();
builder.Services.AddValidatorsFromAssemblyContaining<PointerOptions>();
builder.Services.AddServiceClient<IHisSyncApi>("hissync", TimeSpan.FromSeconds(7));
builder.Services.AddScoped<ReadPrescription>();

var app = builder.Build();
if (await app.Migrate<PrescriptionsDbContext>(args))
    return;

app.UseServiceDefaults();

var inside = app.MapValidated();
GetPrescription.Map(inside);
PrepareForPayment.Map(inside);
IssuePrescription.Map(inside);
PrescriptionQr.Map(inside);
ApplyPrescriptionEvent.Map(inside);

app.Run();
