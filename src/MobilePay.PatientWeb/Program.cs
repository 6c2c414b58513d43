using MobilePay.PatientWeb;
using MobilePay.PatientWeb.Clients;
using MobilePay.PatientWeb.Features;
using MobilePay.PatientWeb.Visits;
using MobilePay.ServiceDefaults;
using MobilePay.ServiceDefaults.Http;

// Pages and styles are found beside the program, wherever it is started from.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.AddServiceDefaults("patientweb");
builder.Services.AddOptions<PatientOptions>().BindConfiguration("Patient").ValidateDataAnnotations().ValidateOnStart();
builder.Services.AddServiceClient<IPrescriptionsApi>("prescriptions", TimeSpan.FromSeconds(9));
builder.Services.AddServiceClient<IPaymentsApi>("payments", TimeSpan.FromSeconds(16));
builder.Services.AddServiceClient<IWeChatApi>("banksettlement", TimeSpan.FromSeconds(6));
builder.Services.AddServiceClient<IQuickPayApi>("banksettlement", TimeSpan.FromSeconds(14));
builder.Services.AddHttpContextAccessor();
builder.Services.AddScoped<Visitor>();
builder.Services.AddSingleton<Sealing>();
builder.Services.AddScoped<SealedCookies>();
builder.Services.AddScoped<PhoneMemory>();
builder.Services.AddScoped<StartPayment>();
builder.Services.AddScoped<Checkout>();
builder.Services.AddScoped<ReadStanding>();
builder.AddPatientPages();

var app = builder.Build();
app.UseServiceDefaults();
app.UsePatientPages();
app.Run();
