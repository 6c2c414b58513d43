using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using MobilePay.Sandbox.Bank;
using MobilePay.Sandbox.Notices;
using MobilePay.Sandbox.Tests.Support;
using Xunit.Abstractions;

namespace MobilePay.Sandbox.Tests;

/// <summary>Published test vectors of UnionPay, and one made with openssl, against the sandbox's own signing.</summary>
public sealed class BankVectorTests(ITestOutputHelper output)
{
    [Fact]
    public void Signatures_are_those_of_the_published_vectors()
    {
        foreach (var vector in Vectors("unionpay-acp.json"))
        {
            var fields = vector["params"]!.AsObject().ToDictionary(pair => pair.Key, pair => (string)pair.Value!);
            var built = BankSignature.Built(fields);
            if (vector["private_key_pkcs8_pem"] is { } pem)
            {
                using var own = RSA.Create();
                own.ImportFromPem((string)pem!);
                built.ShouldBe((string?)vector["sign_content"]);
                System.Text.Encoding.ASCII.GetString(BankSignature.Digest(built)).ShouldBe((string?)vector["digest_hex"]);
                BankSignature.Sign(own, built).ShouldBe((string?)vector["signature"]);
                continue;
            }

            using var certificate = X509Certificate2.CreateFromPem(fields["signPubKeyCert"]);
            using var key = certificate.GetRSAPublicKey()!;
            BankSignature.Verifies(key, built, fields["signature"]).ShouldBe((string?)vector["expect"] == "valid");
            // What the form decodes to is what was signed.
            if ((string?)vector["form_body"] is { } body)
                BankSignature.Built(BankCall.Read("application/x-www-form-urlencoded",
                    System.Text.Encoding.ASCII.GetBytes(body)).Fields).ShouldBe(built);
        }
    }

    [Fact]
    public void Openssl_made_the_same_signature_of_chinese_braces_and_equals_signs()
    {
        using var key = RSA.Create();
        key.ImportFromPem(OpensslVector.BankPublicKey);

        BankSignature.Built(OpensslVector.BankFields.Reverse()).ShouldBe(OpensslVector.BankContent);
        BankSignature.Verifies(key, OpensslVector.BankContent, OpensslVector.BankSignature).ShouldBeTrue();
        BankSignature.Verifies(key, OpensslVector.BankContent + "0", OpensslVector.BankSignature).ShouldBeFalse();
        BankSignature.Verifies(key, OpensslVector.BankContent, "not base64").ShouldBeFalse();
    }

    [Fact]
    public void A_form_says_again_what_was_written_into_it()
    {
        var fields = new Dictionary<string, string> { ["a"] = "处方 1&2=3", ["cert"] = "-----\r\nA+/=\r\n-----" };

        var read = BankCall.Read("application/x-www-form-urlencoded; charset=UTF-8",
            System.Text.Encoding.ASCII.GetBytes(Letter.Form(fields)));

        read.Flaw.ShouldBeNull();
        read.Fields.ShouldBe(fields, ignoreOrder: true);
    }

    [Theory]
    [InlineData("{a=1&b=[2&3]}", true)]
    [InlineData("a=b", true)]
    [InlineData("a&b", false)]
    [InlineData("{a", false)]
    [InlineData("}{", false)]
    public void What_would_break_an_answer_apart_is_known(string value, bool isWhole) =>
        BankForm.IsWhole(value).ShouldBe(isWhole);

    [Theory]
    [InlineData("6226090000000048", "01", null, null)]
    [InlineData("6217000000000000001", null, null, null)]
    [InlineData("6222021234567890", null, null, null)]
    [InlineData("4111111111111111", null, null, null)]
    public void Only_what_a_bank_could_have_issued_is_a_card(string number, string? kind, string? opening, string? paying)
    {
        var card = BankCard.Read(number);

        (card?.Kind, card?.RefusedAtOpening, card?.RefusedAtPaying).ShouldBe((kind, opening, paying));
    }

    [Fact]
    public void The_listed_cards_are_cards_and_fail_as_listed()
    {
        // As the README lists them.
        BankCards.All.Select(sample => sample.Number).ShouldBe([
            "6217000000000000004", "6259000000000005", "6217640000000000000", "6217630000000000002", "6217650000000000007",
            "6259660000000006", "6259730000000007"]);
        foreach (var sample in BankCards.All)
        {
            var card = BankCard.Read(sample.Number).ShouldNotBeNull(sample.Number);
            sample.English.ShouldContain(card.RefusedAtOpening ?? card.RefusedAtPaying ?? "");
            card.Masked[6..^4].ShouldAllBe(c => c == '*');
        }
    }

    /// <summary>The vectors lie beside the repository; where they do not, the output says so.</summary>
    private IReadOnlyList<JsonNode> Vectors(string file)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "reference", "vectors", file);
            if (!File.Exists(path))
                continue;
            var vectors = JsonNode.Parse(File.ReadAllText(path))!["vectors"]!.AsArray();
            vectors.Count.ShouldBeGreaterThan(0);
            output.WriteLine($"{file}: {vectors.Count} vectors.");
            return [.. vectors.Select(vector => vector!)];
        }

        output.WriteLine($"NOT CHECKED: ../shared/reference/vectors/{file} is not there.");
        return [];
    }
}
