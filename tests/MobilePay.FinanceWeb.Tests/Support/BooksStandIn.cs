using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MobilePay.FinanceWeb.Tests.Support;

public enum BooksMood
{
    Normal,
    Empty,

    /// <summary>Answers each question with a problem.</summary>
    Refusing,

    /// <summary>Hangs up.</summary>
    Down,
}

public sealed record Heard(string Method, string Path, IReadOnlyDictionary<string, string> Headers, long Length);

/// <summary>Stands in for the books at the wire: answers what their interface promises, and remembers what was asked.</summary>
public sealed class BooksStandIn : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<Heard> heard = new();
    private JsonObject? proposal;
    private string closeStatus = "open";
    private JsonObject? closeProposer;

    private BooksStandIn(WebApplication app) => this.app = app;

    public BooksMood Mood { get; set; } = BooksMood.Normal;

    /// <summary>How long a run takes; a page shows its progress meanwhile.</summary>
    public TaskCompletionSource? RunGate { get; set; }

    public bool IsRunning { get; private set; }

    public string Address { get; private set; } = "";

    public IReadOnlyList<Heard> Heard => [.. heard];

    public static async Task<BooksStandIn> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(server => server.Limits.MaxRequestBodySize = null);
        builder.Logging.ClearProviders();
        var books = new BooksStandIn(builder.Build());
        books.app.Run(books.Answer);
        await books.app.StartAsync();
        books.Address = books.app.Urls.First();
        return books;
    }

    /// <summary>The setting by which the console finds it.</summary>
    public (string Name, string Value) Setting => ("services:reconciliation:http:0", Address);

    public void Propose(Guid by, string name) => proposal = BooksFixtures.Proposal(by, name, BooksFixtures.Sample());

    public void Forget() => (proposal, closeStatus, closeProposer) = (null, "open", null);

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task Answer(HttpContext http)
    {
        var path = http.Request.Path.Value!;
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        heard.Enqueue(new(http.Request.Method, path + http.Request.QueryString,
            http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString()), body.Length));
        if (Mood == BooksMood.Down)
        {
            http.Abort();
            return;
        }

        if (Mood == BooksMood.Refusing && path != "/hospitals")
        {
            await Problem(http, 409, "day.closed");
            return;
        }

        if (http.Request.Query["format"] is [{ Length: > 0 } format])
        {
            http.Response.ContentType = "text/csv; charset=utf-8";
            http.Response.Headers.ContentDisposition = $"attachment; filename=list.{format}";
            await http.Response.WriteAsync("\uFEFF日期,金额\r\n2026-11-27,53.40\r\n");
            return;
        }

        var content = body.Length > 0 && http.Request.ContentType?.Contains("json", StringComparison.Ordinal) == true
            ? JsonNode.Parse(body.ToArray())!.AsObject() : [];
        if (HttpMethods.IsPost(http.Request.Method))
            await Act(http, path.Split('/', StringSplitOptions.RemoveEmptyEntries), content);
        else
            await Tell(http, path.Split('/', StringSplitOptions.RemoveEmptyEntries));
    }

    private async Task Tell(HttpContext http, string[] path)
    {
        var isEmpty = Mood == BooksMood.Empty;
        object? answer = path switch
        {
            ["hospitals"] => BooksFixtures.The("hospitals"),
            ["today"] => isEmpty ? BooksFixtures.The("calmBoard") : BooksFixtures.The("board"),
            ["differences", _, "evidence", _] or ["statements", _, "file"] or ["handovers", _, "file"] => "bytes",
            ["closes", _, _, "report"] => "report",
            ["differences", var id] => Guid.TryParse(id, out _) ? BooksFixtures.Story(proposal) : null,
            ["proposals"] => BooksFixtures.List(proposal is null || isEmpty ? [] : [proposal]),
            ["proposals", _] => proposal,
            ["closes", _, var day] => BooksFixtures.Close(day, closeStatus, isEmpty, closeProposer),
            ["reconciliations", _, _, "progress"] =>
                new { IsRunning, stage = IsRunning ? "matching" : "done", rows = 120_000, rowsDone = 48_000, elapsedMs = 4_000 },
            _ => BooksLists.Of(path, isEmpty),
        };
        if (answer is string file)
        {
            http.Response.ContentType = "application/octet-stream";
            await http.Response.WriteAsync(file);
        }
        else if (answer is null)
            await Problem(http, 404, "reconciliation.not-run");
        else
            await Write(http, answer);
    }

    private async Task Act(HttpContext http, string[] path, JsonObject content)
    {
        var by = new JsonObject
        {
            ["id"] = http.Request.Headers["X-Staff-Id"].ToString(),
            ["name"] = Uri.UnescapeDataString(http.Request.Headers["X-Staff-Name"].ToString()),
        };
        switch (path)
        {
            case ["differences", _, "propose"]:
                proposal = BooksFixtures.Proposal(Guid.Parse(by["id"]!.ToString()), by["name"]!.ToString(), content);
                await Write(http, proposal, 201);
                break;
            case ["differences", _, "approve"] when proposal!["proposedBy"]!["id"]!.ToString() == by["id"]!.ToString():
                await Problem(http, 403, "proposal.own");
                break;
            case ["differences", _, "approve"] when proposal!["version"]!.ToString() != content["version"]!.ToString():
                await Problem(http, 409, "proposal.stale");
                break;
            case ["differences", _, var what] when what is "approve" or "reject" or "withdraw":
                proposal!["status"] = what switch { "approve" => "approved", "reject" => "rejected", _ => "withdrawn" };
                proposal["decidedReason"] = content["reason"]?.ToString();
                await Write(http, proposal);
                break;
            case ["closes", _, _, "approve"] when closeProposer!["id"]!.ToString() == by["id"]!.ToString():
                await Problem(http, 403, "close.own");
                break;
            case ["closes", _, var day, var what]:
                closeStatus = what switch { "propose" => "proposed", "approve" => "closed", "reopen" => "reopened", _ => "open" };
                closeProposer = what == "propose" ? by : closeProposer;
                await Write(http, BooksFixtures.Close(day, closeStatus, true, closeProposer));
                break;
            case ["reconciliations", _, _]:
                IsRunning = true;
                await (RunGate?.Task ?? Task.CompletedTask);
                IsRunning = false;
                await Write(http, BooksFixtures.The("run"));
                break;
            case ["handovers", _, _, "pull"]:
                await Write(http, BooksFixtures.Rows("handovers")[0]!);
                break;
            case ["statements", _, _, "fetch"]:
                await Write(http, BooksFixtures.The("expected"));
                break;
            case ["statements", _, _, _, _]:
                await Write(http, BooksFixtures.Rows("statements")[0]!);
                break;
            case ["differences", _, "evidence"]:
                await Write(http, BooksFixtures.Rows("files")[0]!, 201);
                break;
            default:
                await Write(http, BooksFixtures.Sample());
                break;
        }
    }

    private static Task Write(HttpContext http, object answer, int status = 200)
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsJsonAsync(answer, JsonSerializerOptions.Web);
    }

    private static async Task Problem(HttpContext http, int status, string code)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/problem+json";
        await http.Response.WriteAsync($$"""{"status":{{status}},"detail":"For an engineer.","code":"{{code}}"}""");
    }
}
