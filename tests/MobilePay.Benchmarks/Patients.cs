using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MobilePay.LocalHost;

namespace MobilePay.Benchmarks;

/// <summary>The people outside: a doctor who prescribes, and patients who open a payment and put their thumb on it.</summary>
internal sealed class Patients(Endpoints at) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, MaxConnectionsPerServer = 1024 })
    {
        Timeout = TimeSpan.FromSeconds(60),
    };

    private readonly ConcurrentQueue<string> waiting = new();

    private int paid;

    public int Prescribed => waiting.Count;

    /// <summary>How many payments the wallet took since the beginning.</summary>
    public int Paid => Volatile.Read(ref paid);

    public async Task Prescribe(int count, CancellationToken stop)
    {
        var bounds = new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = stop };
        await Parallel.ForAsync(0, count, bounds, async (_, token) =>
        {
            using var answer = await http.PostAsJsonAsync(
                at.Sandbox + "/desk/prescriptions", new { template = "one-line" }, token);
            answer.EnsureSuccessStatusCode();
            var issued = await answer.Content.ReadFromJsonAsync<JsonElement>(token);
            waiting.Enqueue(issued.GetProperty("token").GetString()!);
        });
    }

    /// <summary>Opens a payment and pays it in the wallet.</summary>
    /// <returns>Null when it went well; otherwise what was answered.</returns>
    public async Task<string?> Pay(CancellationToken stop)
    {
        if (!waiting.TryDequeue(out var token))
            return "no prescription was left";

        using var request = new HttpRequestMessage(HttpMethod.Post, at.Public + "/api/v1/payments")
        {
            Content = JsonContent.Create(new
            {
                tokens = new[] { token },
                method = "wechat.jsapi",
                entrance = "wechat",
                payer = new { openid = "oSandboxPatient0001", address = "203.0.113.7" },
            }),
        };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        using var opened = await http.SendAsync(request, stop);
        if (opened.StatusCode != HttpStatusCode.Created)
            return $"opening answered {(int)opened.StatusCode} {await opened.Content.ReadAsStringAsync(stop)}";

        var payment = await opened.Content.ReadFromJsonAsync<JsonElement>(stop);
        var number = payment.GetProperty("outTradeNo").GetString();
        using var thumb = await http.PostAsync($"{at.Sandbox}/wallet/wechat/{number}/pay", null, stop);
        if (!thumb.IsSuccessStatusCode)
            return $"the wallet answered {(int)thumb.StatusCode}";
        Interlocked.Increment(ref paid);
        return null;
    }

    public async Task<JsonElement> Book(string party, CancellationToken stop) =>
        await http.GetFromJsonAsync<JsonElement>($"{at.Sandbox}/book/{party}", stop);

    /// <summary>
    /// Sends payments at a fixed rate whatever becomes of the earlier ones: a slow platform gets no mercy (open loop).
    /// </summary>
    /// <returns>What went wrong, by sentence.</returns>
    public async Task<IReadOnlyDictionary<string, int>> PayAtRate(double perSecond, TimeSpan time, CancellationToken stop)
    {
        var failures = new ConcurrentDictionary<string, int>();
        var under = new List<Task>();
        var clock = Stopwatch.StartNew();
        for (var sent = 0; clock.Elapsed < time; sent++)
        {
            var due = TimeSpan.FromSeconds(sent / perSecond);
            if (due > clock.Elapsed)
                await Task.Delay(due - clock.Elapsed, stop);
            under.Add(Task.Run(PayOne, stop));
        }

        await Task.WhenAll(under);
        return failures;

        async Task PayOne()
        {
            string? failure;
            try
            {
                failure = await Pay(stop);
            }
            catch (Exception broken) when (broken is HttpRequestException or TaskCanceledException)
            {
                failure = broken.GetType().Name;
            }

            if (failure is not null)
                failures.AddOrUpdate(failure, 1, (_, count) => count + 1);
        }
    }

    public void Dispose() => http.Dispose();
}
