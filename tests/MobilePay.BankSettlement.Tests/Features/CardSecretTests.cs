using Microsoft.EntityFrameworkCore;
using MobilePay.BankSettlement.Tests.Support;

namespace MobilePay.BankSettlement.Tests.Features;

/// <summary>Law and UnionPay's rules: no card number, cvn2, code or person stands in any table or log (rule P4).</summary>
[Collection(Database.Name)]
public sealed class CardSecretTests(PostgresFixture postgres)
{
    private const string EveryRow = """
        select query_to_xml('select * from ' || quote_ident(table_name), true, false, '')::text as "Value"
        from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'
        """;

    [Fact]
    public async Task No_secret_is_in_any_table_or_log()
    {
        const string holder = "holder-canary-00000000000001";
        await using var app = await BankApp.Start(postgres);
        var patient = new Patient(app, holder);
        await app.Place(BankApp.Order(method: "bank.quickpay"));

        // Every way on which something could be written: refusals, silence, malformed requests, success.
        await patient.StartSignUp(new { cardNo = Patient.CardNo, name = new[] { Patient.Name } });
        await patient.StartSignUp(new { cardNo = Patient.CardNo, name = Patient.Name, idNo = Patient.IdNo, phone = "1" });
        app.Bank.Refusals.Enqueue(("77/00", "66"));
        await patient.StartSignUp();
        app.Bank.Faults.Enqueue(("77/00", BankFault.Unreadable));
        await patient.StartSignUp();
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var started = await BankApp.Read(await patient.StartSignUp());
        await patient.ConfirmSignUp(started, "873873");
        app.Bank.Faults.Enqueue(("79/00", BankFault.CutAfterWork));
        app.Bank.Faults.Enqueue(("78/02", BankFault.WrongSignature));
        await patient.ConfirmSignUp(started);
        var card = (await BankApp.Read(await patient.ConfirmSignUp(started))).Text("cardId");
        await patient.AskCode(card);
        await patient.Confirm("873873");
        app.Bank.Faults.Enqueue(("01/01", BankFault.StrangersCertificate));
        (await patient.Confirm().Outcome()).ShouldBe("paid");
        await app.NotifyBank(new BankNotice().With("txnAmt", "1"));

        var token = app.Bank.Tokens.Values.Single();
        var written = app.Log.Text + string.Join('\n', await app.Rows(db => db.Database.SqlQueryRaw<string>(EveryRow)));
        written.ShouldContain("<wrong_codes>1</wrong_codes>");
        written.ShouldContain("ended No: 71");
        string[] secrets =
        [
            Patient.CardNo, Patient.Name, Patient.IdNo, Patient.Phone, "873873", OutsideBank.GoodCode, token, holder,
            started.Text("sealed"),
        ];
        foreach (var secret in secrets)
            written.Contains(secret, StringComparison.Ordinal).ShouldBeFalse($"{secret} was written");
    }
}
