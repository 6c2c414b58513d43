using FluentValidation;
using MobilePay.HisSync;
using MobilePay.HisSync.Clients;
using MobilePay.HisSync.Features;
using MobilePay.HisSync.Persistence;
using MobilePay.ServiceDefaults;
using MobilePay.ServiceDefaults.Database;
using MobilePay.ServiceDefaults.Http;
using MobilePay.ServiceDefaults.Messaging;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("hissync");
builder.AddDatabase<HisSyncDbContext>("hissync");
builder.AddMessaging<HisSyncDbContext>("hissync");
builder.Services.AddOptions<HisOptions>().BindConfiguration("His").ValidateDataAnnotations().ValidateOnStart();
builder.Services.AddValidatorsFromAssemblyContaining<HisOptions>();
builder.Services.AddHisClients(builder.Configuration.GetSection("His").Get<HisOptions>() ?? new());
builder.Services.AddScoped<SignedHisCalls>();
builder.Services.AddScoped<WriteBackResend>();
builder.Services.AddHostedService<SettleWriteBacks>();
builder.Services.AddHostedService<ForgetNonces>();

var app = builder.Build();
if (await app.Migrate<HisSyncDbContext>(args))
    return;

app.UseServiceDefaults();

var signed = app.MapGroup("").AddEndpointFilter<SignedHisCalls>();
ReceivePrescription.Map(signed);
ReceivePrescriptionEvent.Map(signed);
ReceiveRefundRequest.Map(signed);
ReceiveHandover.Map(signed);
GetPrescriptionQr.Map(app);

var inside = app.MapValidated();
ReadBill.Map(inside);
PresettleBills.Map(inside);
ReleaseBills.Map(inside);
PullHandover.Map(inside);
ReverseSettlement.Map(inside);
ResendWriteBack.Map(inside);
ListWriteBacks.Map(inside);

app.Run();
