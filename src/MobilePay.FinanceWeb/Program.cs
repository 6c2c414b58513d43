using Microsoft.AspNetCore.DataProtection;
using MobilePay.FinanceWeb.Persistence;
using MobilePay.ServiceDefaults;
using MobilePay.ServiceDefaults.Database;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("financeweb");
builder.AddDatabase<FinanceWebDbContext>("financeweb");
builder.Services.AddDataProtection().SetApplicationName("mobilepay-finance").PersistKeysToDbContext<FinanceWebDbContext>();
builder.Services.AddRazorPages();

var app = builder.Build();
if (await app.Migrate<FinanceWebDbContext>(args))
    return;

app.UseServiceDefaults();
app.UseStaticFiles();
app.MapRazorPages();
app.Run();
