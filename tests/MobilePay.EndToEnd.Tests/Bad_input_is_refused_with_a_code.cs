using System.Net;
using System.Net.Http.Json;
using System.Text;
using MobilePay.EndToEnd.Tests.Support;

namespace MobilePay.EndToEnd.Tests;

[Collection(OnePlatform.Name)]
public sealed class Bad_input_is_refused_with_a_code(Platform platform)
{
    [Theory]
    [InlineData("nonsense")]
    [InlineData("SYN000000.B1.1.k1.AAAAAAAAAAAAAAAAAAAAAA")]
    public async Task Unknown_token(string token) =>
        Refused(await platform.Scan(token), HttpStatusCode.NotFound, "prescription.not-found");

    [Fact]
    public async Task Expired()
    {
        var prescription = await platform.Issue();
        await Desk(prescription, "expire", new { });

        Refused(await platform.Scan(prescription.Token), HttpStatusCode.Gone, "prescription.expired");
        Refused(await Open(prescription), HttpStatusCode.Gone, "prescription.expired");
    }

    [Fact]
    public async Task Voided()
    {
        var prescription = await platform.Issue();
        await Desk(prescription, "void", new { });

        Refused(await platform.Scan(prescription.Token), HttpStatusCode.Conflict, "prescription.voided");
        Refused(await Open(prescription), HttpStatusCode.Conflict, "prescription.voided");
    }

    [Fact]
    public async Task Changed_after_it_was_shown()
    {
        var prescription = await platform.Issue();
        await platform.Scan(prescription.Token);
        await Desk(prescription, "change", new
        {
            lines = new[]
            {
                new
                {
                    itemName = "布洛芬缓释胶囊", spec = "0.3g*20粒", unit = "盒",
                    quantity = "2.00", unitPrice = "18.5000", amountFen = 3700,
                },
            },
        });

        var changed = await Open(prescription);

        Refused(changed, HttpStatusCode.Conflict, "prescription.changed");
        ((string)changed.Json["version"]!).ShouldBe("2");
        ((long)changed.Json["payableFen"]!).ShouldNotBe(prescription.PayableFen);
        (await platform.Query<long>("payments",
            $"select count(*) from payment_bills where bill_no = '{prescription.BillNo}'")).ShouldBe(0);

        // Told the new version, she may pay it.
        (await Open(prescription)).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Paid_at_the_window()
    {
        var prescription = await platform.Issue();
        await Desk(prescription, "window-payment", new { });

        Refused(await Open(prescription), HttpStatusCode.Conflict, "prescription.already-paid");
    }

    [Fact]
    public async Task Without_proof_no_lines_and_a_masked_name()
    {
        var prescription = await platform.Issue();

        var stranger = (await platform.Scan(prescription.Token)).Json;
        var patient = (await platform.Scan(prescription.Token, prescription.IdLast4)).Json;

        stranger["lines"].ShouldBeNull();
        ((string)stranger["patient"]!).ShouldContain('*');
        patient["lines"]!.AsArray().Sum(l => (long)l!["amountFen"]!).ShouldBe(prescription.PayableFen);
        ((string)patient["patient"]!).ShouldNotContain('*');
        Refused(await platform.Scan(prescription.Token, "zzzz"), HttpStatusCode.Forbidden, "prescription.proof-wrong");
    }

    [Fact]
    public async Task A_missing_key() =>
        Refused(await platform.TryOpen(Platform.Body(await platform.Issue()), null),
            HttpStatusCode.BadRequest, "idempotency.key-missing");

    [Fact]
    public async Task A_key_of_256_characters() =>
        Refused(await platform.TryOpen(Platform.Body(await platform.Issue()), new('k', 256)),
            HttpStatusCode.BadRequest, "idempotency.key-missing");

    [Fact]
    public async Task The_same_key_with_other_content()
    {
        var key = Guid.NewGuid().ToString();
        await platform.TryOpen(Platform.Body(await platform.Issue()), key);

        Refused(await platform.TryOpen(Platform.Body(await platform.Issue()), key),
            HttpStatusCode.UnprocessableEntity, "idempotency.key-reused");
    }

    [Fact]
    public async Task An_unknown_method() =>
        Refused(await Open(await platform.Issue(), "cash"), HttpStatusCode.BadRequest, "payment.method-unknown");

    [Fact]
    public async Task No_prescription_at_all() =>
        Refused(await platform.TryOpen(new { tokens = Array.Empty<string>(), method = "wechat.native" }, "k"),
            HttpStatusCode.BadRequest, "payment.tokens");

    [Fact]
    public async Task Jsapi_without_openid()
    {
        var body = new { tokens = new[] { (await platform.Issue()).Token }, method = "wechat.jsapi" };

        Refused(await platform.TryOpen(body, Guid.NewGuid().ToString()), HttpStatusCode.BadRequest, "payment.payer-missing");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("""{"tokens":"x","method":1}""")]
    public async Task A_body_that_is_not_the_json_asked_for(string body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, platform.At.Public + "/api/v1/payments")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());

        Refused(await platform.Send(request), HttpStatusCode.BadRequest, "request.malformed");
    }

    [Fact]
    public async Task A_body_over_64_kB()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, platform.At.Public + "/api/v1/payments")
        {
            Content = JsonContent.Create(new { tokens = new[] { new string('t', 70_000) } }),
        };

        Refused(await platform.Send(request), HttpStatusCode.RequestEntityTooLarge, "request.too-large");
    }

    [Fact]
    public async Task An_unknown_payment() =>
        Refused(await platform.Payment(Guid.NewGuid()), HttpStatusCode.NotFound, "payment.not-found");

    [Fact]
    public async Task An_unsigned_call_in_the_hospitals_zone()
    {
        var unsigned = new HttpRequestMessage(HttpMethod.Post, platform.At.Hospital + "/his/v1/prescriptions")
        {
            Content = JsonContent.Create(new { }),
        };

        Refused(await platform.Send(unsigned), HttpStatusCode.Unauthorized, "his.signature");
    }

    private async Task Desk(Issued prescription, string what, object order)
    {
        var done = await platform.Control(HttpMethod.Post, $"/desk/bills/{prescription.BillNo}/{what}", order);
        done.Status.ShouldBe(HttpStatusCode.OK, done.Text);
    }

    private Task<Answer> Open(Issued prescription, string method = "wechat.jsapi") =>
        platform.TryOpen(Platform.Body(prescription, method), Guid.NewGuid().ToString());

    private static void Refused(Answer answer, HttpStatusCode status, string code)
    {
        answer.Status.ShouldBe(status, answer.Text);
        answer.Code.ShouldBe(code);
        ((int)answer.Json["status"]!).ShouldBe((int)status);
        answer.Text.ShouldNotContain("   at ");
    }
}
