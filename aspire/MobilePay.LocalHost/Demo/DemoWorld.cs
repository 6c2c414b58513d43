using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Npgsql;

namespace MobilePay.LocalHost.Demo;

/// <summary>
/// What the people of the demo can do: the doctor's desk, a phone, a thumb, the pharmacy, and a look into all books.
/// </summary>
internal sealed class DemoWorld(Endpoints endpoints) : IDisposable
{
    private static readonly TimeSpan PatienceMax = TimeSpan.FromSeconds(100);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });

    public async Task<DemoPrescription> Issue(object order, CancellationToken stop)
    {
        var issued = await Read(
            http.PostAsJsonAsync(endpoints.Sandbox + "/desk/prescriptions", order, stop), HttpStatusCode.Created);
        return new(Text(issued, "token"), Text(issued, "billNo"), Text(issued, "prescriptionNo"), Text(issued, "qrContent"),
            Text(issued["patient"]!, "idLast4"), (long)issued["payableFen"]!);
    }

    /// <summary>Opens the QR's address as a phone would, and answers the page's size in bytes.</summary>
    public async Task<int> OpenPage(DemoPrescription prescription, CancellationToken stop)
    {
        using var page = await http.GetAsync(prescription.QrContent, stop);
        var html = await page.Content.ReadAsByteArrayAsync(stop);
        return page.StatusCode == HttpStatusCode.OK
            ? html.Length
            : throw new DemoFailedException($"{prescription.QrContent} answered {(int)page.StatusCode}.");
    }

    public async Task<JsonNode> Scan(DemoPrescription prescription, string? proof, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get, $"{endpoints.Public}/api/v1/prescriptions/{prescription.Token}");
        if (proof is not null)
            request.Headers.Add("X-Patient-Proof", proof);
        return await Read(http.SendAsync(request, stop), HttpStatusCode.OK);
    }

    public async Task<DemoPayment> Open(DemoPrescription[] prescriptions, string method, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoints.Public + "/api/v1/payments");
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        request.Content = JsonContent.Create(new
        {
            tokens = prescriptions.Select(p => p.Token),
            method,
            entrance = "wechat",
            payer = new { openid = "oDemoPatient0001", address = "203.0.113.7" },
        });
        var opened = await Read(http.SendAsync(request, stop), HttpStatusCode.Created);
        return new((Guid)opened["paymentId"]!, Text(opened, "outTradeNo"), method.Split('.')[0], (long)opened["amountFen"]!,
            opened["action"]!);
    }

    /// <summary>Her thumb, in the wallet or on the card she chose.</summary>
    /// <param name="isLate">The money was under way already when the order was closed.</param>
    public Task PayInWallet(DemoPayment payment, bool isLate, CancellationToken stop) => Read(
        http.PostAsJsonAsync($"{endpoints.Sandbox}/wallet/{payment.Channel}/{payment.OutTradeNo}/pay", new
        {
            late = isLate,

            // Alipay first hears of an order when the payer opens what she holds in hand.
            url = payment.Channel == "alipay" ? (string?)payment.Action["url"] : null,
            orderString = (string?)payment.Action["orderString"],
            qrCode = (string?)payment.Action["codeUrl"],
        }, stop), HttpStatusCode.OK);

    public Task<JsonNode> Until(DemoPayment payment, string status, CancellationToken stop) =>
        Until(payment, seen => Text(seen, "status") == status, status, stop);

    public async Task<JsonNode> Until(
        DemoPayment payment, Func<JsonNode, bool> holds, string what, CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(PatienceMax);
        JsonNode? seen = null;
        try
        {
            while (true)
            {
                seen = await Read(http.GetAsync(
                    $"{endpoints.Public}/api/v1/payments/{payment.PaymentId}?wait=5", patience.Token), HttpStatusCode.OK);
                if (holds(seen))
                    return seen;

                // What can't change any more is answered at once.
                await Task.Delay(BetweenLooks, patience.Token);
            }
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new DemoFailedException($"Payment {payment.OutTradeNo} is not {what}: {seen?.ToJsonString()}");
        }
    }

    /// <summary>The hospital's desk gives a part back: it cancels in its own book and asks the platform for the money.</summary>
    public async Task Refund(DemoPrescription prescription, long fen, CancellationToken stop)
    {
        var answer = await Read(http.PostAsJsonAsync(
            $"{endpoints.Sandbox}/desk/bills/{prescription.BillNo}/refund", new { amountFen = fen }, stop), HttpStatusCode.OK);
        if ((int?)answer["platform"]?["status"] != (int)HttpStatusCode.Created)
            throw new DemoFailedException($"The platform took no refund: {answer.ToJsonString()}");
    }

    public async Task<JsonNode> OrderIn(string channel, DemoPayment payment, CancellationToken stop) =>
        (await Book(channel, stop))["orders"]!.AsArray().FirstOrDefault(o => Text(o!, "outTradeNo") == payment.OutTradeNo)
        ?? throw new DemoFailedException($"{channel} knows no order {payment.OutTradeNo}.");

    public Task Dispense(DemoPrescription prescription, CancellationToken stop) =>
        Read(http.PostAsync($"{endpoints.Sandbox}/pharmacy/{prescription.BillNo}/dispense", null, stop), HttpStatusCode.OK);

    public async Task Fault(string operation, object fault, CancellationToken stop)
    {
        var faults = new Dictionary<string, object> { [operation] = fault };
        (await http.PutAsJsonAsync(endpoints.Sandbox + "/faults", faults, stop)).EnsureSuccessStatusCode().Dispose();
    }

    public async Task ClearFaults(CancellationToken stop) =>
        (await http.DeleteAsync(endpoints.Sandbox + "/faults", stop)).EnsureSuccessStatusCode().Dispose();

    public string Finance => endpoints.Finance!;

    public Task<JsonNode> Control(string path, CancellationToken stop) =>
        Read(http.GetAsync(endpoints.Sandbox + path, stop), HttpStatusCode.OK);

    public Task<byte[]> File(string path, CancellationToken stop) => http.GetByteArrayAsync(endpoints.Sandbox + path, stop);

    /// <summary>Sets something of the sandbox; null takes it away.</summary>
    public async Task<JsonNode> Control(string path, object? body, CancellationToken stop)
    {
        if (body is null)
        {
            (await http.DeleteAsync(endpoints.Sandbox + path, stop)).EnsureSuccessStatusCode().Dispose();
            return new JsonObject();
        }

        // Lists are put as a whole.
        var isList = body is Array;
        return await Read(isList ? http.PutAsJsonAsync(endpoints.Sandbox + path, body, stop)
            : http.PostAsJsonAsync(endpoints.Sandbox + path, body, stop), HttpStatusCode.OK);
    }

    public Task<JsonNode> Book(string party, CancellationToken stop) =>
        Read(http.GetAsync($"{endpoints.Sandbox}/book/{party}", stop), HttpStatusCode.OK);

    /// <summary>What our own books say was taken and given back under these numbers, in fen.</summary>
    public async Task<(long Taken, long Back)> OurBooks(IEnumerable<string> outTradeNos, CancellationToken stop)
    {
        await using var source = NpgsqlDataSource.Create(endpoints.Postgres["payments"]);
        await using var command = source.CreateCommand("""
            select coalesce(sum(amount_fen), 0)::bigint, coalesce(sum(refunded_fen), 0)::bigint
            from payments where paid_at is not null and out_trade_no = any(@numbers)
            """);
        command.Parameters.AddWithValue("numbers", outTradeNos.ToArray());
        await using var row = await command.ExecuteReaderAsync(stop);
        await row.ReadAsync(stop);
        return (row.GetInt64(0), row.GetInt64(1));
    }

    public void Dispose() => http.Dispose();

    public static string Text(JsonNode node, string member) =>
        (string?)node[member] ?? throw new DemoFailedException($"{member} is missing in {node.ToJsonString()}");

    private static async Task<JsonNode> Read(Task<HttpResponseMessage> call, HttpStatusCode expected)
    {
        using var answer = await call;
        var text = await answer.Content.ReadAsStringAsync();
        if (answer.StatusCode != expected)
            throw new DemoFailedException($"{answer.RequestMessage?.RequestUri} answered {(int)answer.StatusCode}: {text}");
        try
        {
            return JsonNode.Parse(text)!;
        }
        catch (JsonException)
        {
            throw new DemoFailedException($"{answer.RequestMessage?.RequestUri} answered what is not JSON: {text}");
        }
    }
}

internal sealed record DemoPrescription(
    string Token, string BillNo, string PrescriptionNo, string QrContent, string IdLast4, long PayableFen);

internal sealed record DemoPayment(Guid PaymentId, string OutTradeNo, string Channel, long AmountFen, JsonNode Action);
