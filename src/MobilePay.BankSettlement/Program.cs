using FluentValidation;
using MobilePay.BankSettlement;
using MobilePay.BankSettlement.Clients;
using MobilePay.BankSettlement.Clients.Alipay;
using MobilePay.BankSettlement.Clients.Statements;
using MobilePay.BankSettlement.Clients.UnionPay;
using MobilePay.BankSettlement.Clients.WeChat;
using MobilePay.BankSettlement.Features;
using MobilePay.BankSettlement.Persistence;
using MobilePay.ServiceDefaults;
using MobilePay.ServiceDefaults.Database;
using MobilePay.ServiceDefaults.Http;
using MobilePay.ServiceDefaults.Messaging;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("banksettlement");
builder.AddDatabase<BankSettlementDbContext>("banksettlement");
builder.AddMessaging<BankSettlementDbContext>("banksettlement");

builder.Services.AddSingleton(new PersonalText(builder.Configuration["PersonalData:Key"]));
builder.Services.AddValidatorsFromAssemblyContaining<BankSettlementDbContext>();
builder.Services.AddOptions<QueryOptions>().BindConfiguration("Query").ValidateDataAnnotations().ValidateOnStart();

builder.Services.AddWeChat();
builder.Services.AddAlipay();
builder.Services.AddUnionPay();
builder.Services.AddStatements();
builder.Services.AddSingleton<Channels>();
builder.Services.AddScoped<RecordReport>();
builder.Services.AddScoped<RecordRefund>();
builder.Services.AddScoped<RefundStep>();
builder.Services.AddScoped<AskChannel>();
builder.Services.AddScoped<OrderPlacing>();
builder.Services.AddScoped<ChannelClosing>();
builder.Services.AddScoped<NoticeBook>();
builder.Services.AddHostedService<QueryOpenOrders>();
builder.Services.AddHostedService<SettleRefunds>();

var app = builder.Build();
if (await app.Migrate<BankSettlementDbContext>(args))
    return;

app.UseServiceDefaults();
var routes = app.MapValidated();
PlaceOrder.Map(routes);
CloseOrder.Map(routes);
GetOrder.Map(routes);
TellOrder.Map(routes);
AskOrder.Map(routes);
GetStatement.Map(routes);
ReceiveNotice.Map(routes);
SignInPayer.Map(routes);
QuickPayRoutes.Map(routes);
app.Run();
