using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Tests.Support;

namespace MobilePay.Reconciliation.Tests.Features.Settling;

/// <summary>One proposes and another consents, to exactly what she was shown.</summary>
[Collection(nameof(Books))]
public sealed class ProposalTests(Books books)
{
    [Fact]
    public async Task What_one_proposes_another_approves()
    {
        await using var desk = await Desk.Open(books);
        var difference = await Missing(desk);
        var proposal = await Propose(desk, difference, "suspend");
        proposal.GetProperty("journal").GetArrayLength().ShouldBe(2);
        proposal.GetProperty("facts").GetProperty("class").GetString().ShouldBe("his-missing");

        using var approved = await Approve(desk.Second, difference, proposal);

        (await approved.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status").GetString().ShouldBe("approved");
        (await desk.Find(difference.Key)).Status.ShouldBe(DifferenceStatus.Approved);
        var read = await desk.First.GetFromJsonAsync<JsonElement>($"/differences/{difference.Id}");
        read.GetProperty("history").EnumerateArray().Select(h => h.GetProperty("what").GetString())
            .ShouldBe(["proposed", "approved"]);
        read.GetProperty("proposals")[0].GetProperty("approvals")[0].GetProperty("by").GetProperty("name").GetString()
            .ShouldBe("李主管");
    }

    [Fact]
    public async Task Who_proposed_does_not_approve()
    {
        await using var desk = await Desk.Open(books);
        var difference = await Missing(desk);
        var proposal = await Propose(desk, difference, "suspend");

        using var own = await Approve(desk.First, difference, proposal);
        using var rejected = await desk.First.PostAsJsonAsync(
            $"/differences/{difference.Id}/reject", new { proposalId = Id(proposal), reason = "lieber nicht" });

        await ShouldRefuse(own, HttpStatusCode.Forbidden, "proposal.own");
        await ShouldRefuse(rejected, HttpStatusCode.Forbidden, "proposal.own");
        (await desk.Find(difference.Key)).Status.ShouldBe(DifferenceStatus.Proposed);
    }

    [Fact]
    public async Task Who_is_not_known_does_nothing()
    {
        await using var desk = await Desk.Open(books);
        var difference = await Missing(desk);
        var proposal = await Propose(desk, difference, "suspend");
        using var nobody = desk.Nobody;

        using var proposed = await nobody.PostAsJsonAsync($"/differences/{difference.Id}/propose", Desk.Terms("suspend"));
        using var approved = await Approve(nobody, difference, proposal);
        using var taken = await nobody.PostAsync($"/differences/{difference.Id}/take", null);

        foreach (var answer in (HttpResponseMessage[])[proposed, approved, taken])
            await ShouldRefuse(answer, HttpStatusCode.Forbidden, "staff.unknown");
    }

    [Fact]
    public async Task A_proposal_whose_facts_have_changed_ends_and_is_made_anew()
    {
        await using var desk = await Desk.Open(books);
        var difference = await Missing(desk);
        var proposal = await Propose(desk, difference, "suspend");
        desk.HospitalLines.Add(new(1, LineKind.Payment, difference.Key, difference.Key, "wechat", "H1", null, 99, Desk.Noon, null,
            null));
        await desk.Reconcile();

        using var stale = await Approve(desk.Second, difference, proposal);
        using var again = await Approve(desk.Second, difference, proposal);

        await ShouldRefuse(stale, HttpStatusCode.Conflict, "proposal.stale");
        await ShouldRefuse(again, HttpStatusCode.Conflict, "proposal.decided");
        (await desk.Proposal(Id(proposal))).Status.ShouldBe(ProposalStatus.Stale);
        (await desk.Find(difference.Key)).Status.ShouldBe(DifferenceStatus.Open);
        await Propose(desk, difference, "suspend");
    }

    [Fact]
    public async Task A_proposal_for_what_has_become_alike_is_not_approved()
    {
        await using var desk = await Desk.Open(books);
        var difference = await Missing(desk);
        var proposal = await Propose(desk, difference, "suspend");
        desk.HospitalLines.Add(new(1, LineKind.Payment, difference.Key, difference.Key, "wechat", "H1", null, 5340, Desk.Noon,
            null, null));
        await desk.Reconcile();

        using var stale = await Approve(desk.Second, difference, proposal);

        await ShouldRefuse(stale, HttpStatusCode.Conflict, "proposal.stale");
        (await desk.Find(difference.Key)).Status.ShouldBe(DifferenceStatus.Closed);
    }

    [Fact]
    public async Task Another_version_than_was_shown_is_not_approved()
    {
        await using var desk = await Desk.Open(books);
        var difference = await Missing(desk);
        var proposal = await Propose(desk, difference, "suspend");

        using var other = await desk.Second.PostAsJsonAsync($"/differences/{difference.Id}/approve",
            new { proposalId = Id(proposal), version = new string('0', 64) });

        await ShouldRefuse(other, HttpStatusCode.Conflict, "proposal.stale");
        (await desk.Proposal(Id(proposal))).Status.ShouldBe(ProposalStatus.Waiting);
    }

    [Fact]
    public async Task Of_twenty_at_once_one_proposes_and_one_approves()
    {
        await using var desk = await Desk.Open(books);
        var difference = await Missing(desk);
        var made = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ =>
            desk.First.PostAsJsonAsync($"/differences/{difference.Id}/propose", Desk.Terms("suspend"))));
        made.Count(m => m.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        made.Where(m => m.StatusCode != HttpStatusCode.Created).ShouldAllBe(m => m.StatusCode == HttpStatusCode.Conflict);
        var proposal = await made.Single(m => m.IsSuccessStatusCode).Content.ReadFromJsonAsync<JsonElement>();

        var approved = await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            Approve(i % 2 == 0 ? desk.Second : desk.Third, difference, proposal)));

        approved.Count(a => a.IsSuccessStatusCode).ShouldBe(1);
        (await desk.Proposal(Id(proposal))).Approvals.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Money_by_hand_needs_evidence_and_two_more_persons()
    {
        await using var desk = await Desk.Open(books);
        var difference = await Missing(desk);
        var terms = new { amountFen = 5340, payee = "6222 0000 0000 0000 甲" };
        using var bare = await desk.First.PostAsJsonAsync(
            $"/differences/{difference.Id}/propose", Desk.Terms("offline-refund", terms));
        await ShouldRefuse(bare, HttpStatusCode.BadRequest, "proposal.needs");
        using var file = await desk.First.PostAsync(
            $"/differences/{difference.Id}/evidence?fileName=../slip.pdf", new ByteArrayContent([1, 2, 3]));
        (await file.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("fileName").GetString().ShouldBe("slip.pdf");

        var proposal = await Propose(desk, difference, "offline-refund", terms);
        using var first = await Approve(desk.Second, difference, proposal);
        using var same = await Approve(desk.Second, difference, proposal);
        (await desk.Proposal(Id(proposal))).Status.ShouldBe(ProposalStatus.Waiting);
        using var second = await Approve(desk.Third, difference, proposal);

        await ShouldRefuse(same, HttpStatusCode.Conflict, "proposal.approved-already");
        (await desk.Proposal(Id(proposal))).Status.ShouldBe(ProposalStatus.Approved);
        proposal.GetProperty("payee").GetString().ShouldBe(terms.payee);
        await using var db = books.Open();
        (await db.Database.SqlQuery<string>($"select payee_sealed as \"Value\" from proposals where id = {Id(proposal)}")
            .SingleAsync()).ShouldNotContain("6222");
        await desk.Execute();
        (await desk.Find(difference.Key)).Status.ShouldBe(DifferenceStatus.Closed);
        (await desk.Standing()).ShouldBe(["BANK -5340", "CH_RECV 5340"]);
    }

    [Fact]
    public async Task A_refused_proposal_goes_back_with_its_reason_and_a_withdrawn_one_without()
    {
        await using var desk = await Desk.Open(books);
        var difference = await Missing(desk);
        var first = await Propose(desk, difference, "suspend");
        using var rejected = await desk.Second.PostAsJsonAsync(
            $"/differences/{difference.Id}/reject", new { proposalId = Id(first), reason = "先查医院" });
        (await rejected.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("decidedReason").GetString().ShouldBe("先查医院");
        (await desk.Find(difference.Key)).Status.ShouldBe(DifferenceStatus.Assigned);

        var second = await Propose(desk, difference, "suspend");
        using var others = await desk.Second.PostAsJsonAsync(
            $"/differences/{difference.Id}/withdraw", new { proposalId = Id(second) });
        await ShouldRefuse(others, HttpStatusCode.Forbidden, "proposal.not-yours");
        using var withdrawn = await desk.First.PostAsJsonAsync(
            $"/differences/{difference.Id}/withdraw", new { proposalId = Id(second) });
        withdrawn.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await desk.Find(difference.Key)).Status.ShouldBe(DifferenceStatus.Assigned);
    }

    [Theory]
    [InlineData("reverse-his", null, "proposal.action")]
    [InlineData("paint-it-black", null, "proposal.needs")]
    [InlineData("refund", 0L, "proposal.needs")]
    [InlineData("refund", 5341L, "proposal.amount")]
    [InlineData("adjust", 100L, "proposal.needs")]
    [InlineData("manual-match", null, "proposal.not-opposite")]
    public async Task What_does_not_settle_this_is_refused_with_a_code(string action, long? amountFen, string code)
    {
        await using var desk = await Desk.Open(books);
        var difference = await Missing(desk);

        using var refused = await desk.First.PostAsJsonAsync(
            $"/differences/{difference.Id}/propose", Desk.Terms(action, new { amountFen }));

        (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString().ShouldBe(code);
        (await desk.Find(difference.Key)).Status.ShouldBe(DifferenceStatus.Open);
    }

    [Fact]
    public async Task A_file_that_is_no_evidence_is_not_taken()
    {
        await using var desk = await Desk.Open(books);
        var difference = await Missing(desk);
        foreach (var (name, bytes) in new[] { ("run.exe", 3), ("empty.pdf", 0), ("", 3), ("large.pdf", (10 << 20) + 1) })
        {
            using var refused = await desk.First.PostAsync(
                $"/differences/{difference.Id}/evidence?fileName={name}", new ByteArrayContent(new byte[bytes]));
            await ShouldRefuse(refused, HttpStatusCode.BadRequest, "evidence.file");
        }
    }

    [Fact]
    public async Task The_work_list_filters_pages_and_sums()
    {
        await using var desk = await Desk.Open(books);
        for (var i = 0; i < 5; i++)
            await desk.Order(100 + i, 100 + i, null);
        await desk.Order(null, null, 50);
        await desk.Reconcile();

        var page = await desk.First.GetFromJsonAsync<JsonElement>($"/differences?hospitalId={desk.Hospital}&take=4");
        page.GetProperty("total").ToString().ShouldBe("""{"count":6,"overFen":510,"shortFen":50}""");
        var next = page.GetProperty("next").GetString();
        var rest = await desk.First.GetFromJsonAsync<JsonElement>(
            $"/differences?hospitalId={desk.Hospital}&take=4&cursor={next}");
        rest.GetProperty("rows").GetArrayLength().ShouldBe(2);
        page.GetProperty("rows").EnumerateArray().Concat(rest.GetProperty("rows").EnumerateArray())
            .Select(r => r.GetProperty("id").GetGuid()).Distinct().Count().ShouldBe(6);

        var only = await desk.First.GetFromJsonAsync<JsonElement>(
            $"/differences?hospitalId={desk.Hospital}&class=his-only&status=open");
        only.GetProperty("rows").GetArrayLength().ShouldBe(1);
        var mine = $"/differences?hospitalId={desk.Hospital}&owner=me";
        (await desk.First.GetFromJsonAsync<JsonElement>(mine)).GetProperty("rows").GetArrayLength().ShouldBe(0);
        using var taken = await desk.First.PostAsync(
            $"/differences/{only.GetProperty("rows")[0].GetProperty("id").GetGuid()}/take", null);
        taken.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await desk.First.GetFromJsonAsync<JsonElement>(mine)).GetProperty("rows").GetArrayLength().ShouldBe(1);
        (await desk.First.GetStringAsync($"/differences?hospitalId={desk.Hospital}&format=csv"))
            .Split("\r\n").Length.ShouldBe(8);
    }

    private static async Task<Difference> Missing(Desk desk)
    {
        var order = await desk.Order(5340, 5340, null);
        await desk.Reconcile();
        var difference = await desk.Find(order);
        difference.Class.ShouldBe(DifferenceClass.HisMissing);
        return difference;
    }

    private static async Task<JsonElement> Propose(Desk desk, Difference difference, string action, object? more = null)
    {
        using var made = await desk.First.PostAsJsonAsync($"/differences/{difference.Id}/propose", Desk.Terms(action, more));
        made.StatusCode.ShouldBe(HttpStatusCode.Created, await made.Content.ReadAsStringAsync());
        return await made.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static Task<HttpResponseMessage> Approve(HttpClient who, Difference difference, JsonElement proposal) =>
        who.PostAsJsonAsync($"/differences/{difference.Id}/approve",
            new { proposalId = Id(proposal), version = proposal.GetProperty("version").GetString() });

    private static Guid Id(JsonElement proposal) => proposal.GetProperty("id").GetGuid();

    private static async Task ShouldRefuse(HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        var body = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(status, body);
        JsonDocument.Parse(body).RootElement.GetProperty("code").GetString().ShouldBe(code);
    }
}
