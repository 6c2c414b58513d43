using MobilePay.FinanceWeb;
using MobilePay.FinanceWeb.Clients;
using MobilePay.FinanceWeb.Features;
using MobilePay.FinanceWeb.Persistence;
using MobilePay.ServiceDefaults;
using MobilePay.ServiceDefaults.Database;

// Pages and styles are found beside the program, wherever it is started from.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.AddServiceDefaults("financeweb");
builder.Services.AddOptions<ConsoleOptions>().BindConfiguration("Console").ValidateDataAnnotations().ValidateOnStart();
builder.Services.AddSingleton(new PersonalText(builder.Configuration["PersonalData:Key"]));
builder.AddDatabase<FinanceWebDbContext>("financeweb");
builder.AddStaffAccounts();
builder.AddConsolePages();
Books.Add(builder.Services);
Neighbours.Add(builder.Services);
builder.Services.AddScoped<HospitalChoice>();
builder.Services.AddScoped<TellStory>();
builder.Services.AddScoped<RetryRefund>();
ForwardToBooks.AddTo(builder.Services);

var app = builder.Build();
if (await app.Migrate<FinanceWebDbContext>(args))
    return;

app.UseServiceDefaults();
app.UseConsolePages();
app.Run();
