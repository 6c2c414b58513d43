using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using MobilePay.Sandbox.Alipay;
using MobilePay.Sandbox.Tests.Support;
using Xunit.Abstractions;

namespace MobilePay.Sandbox.Tests;

/// <summary>Published test vectors of Alipay against the sandbox's own signing and verifying.</summary>
public sealed class AlipayVectorTests(ITestOutputHelper output)
{
    [Fact]
    public void Request_signatures_are_those_of_the_documents()
    {
        foreach (var vector in Vectors("alipay-request-signing.json"))
        {
            using var key = RSA.Create();
            key.ImportFromPem(Text(vector, "private_key_pkcs8_pem"));
            var built = AlipaySignature.OfRequest(Parameters(vector));

            built.ShouldBe(Text(vector, "sign_content"));
            AlipaySignature.Sign(key, built, Encoding.UTF8).ShouldBe(Text(vector, "sign"));
            AlipaySignature.Verifies(key, built, Text(vector, "sign"), Encoding.UTF8).ShouldBeTrue();
            AlipaySignature.Verifies(key, built + "0", Text(vector, "sign"), Encoding.UTF8).ShouldBeFalse();
        }
    }

    [Fact]
    public void Notices_and_return_addresses_are_signed_as_published()
    {
        foreach (var vector in Vectors("alipay-notify.json"))
        {
            using var key = RSA.Create();
            key.ImportFromPem(Text(vector, "alipay_public_key_spki_pem"));
            var built = AlipaySignature.OfNotice(Parameters(vector));

            if (vector["sign_content"] is { } content)
                built.ShouldBe((string?)content);
            AlipaySignature.Verifies(key, built, (string)vector["params"]!["sign"]!, Encoding.UTF8)
                .ShouldBe(Text(vector, "expect") == "valid");
            // What a form or an address decodes to is what was signed.
            if (((string?)vector["form_body"] ?? (string?)vector["return_query"]) is { } wire)
                AlipaySignature.OfNotice(AlipayCall.Read(wire, []).Parameters).ShouldBe(built);
        }
    }

    [Fact]
    public void Answers_are_signed_over_the_raw_text_of_their_node()
    {
        foreach (var vector in Vectors("alipay-response.json").Where(vector => vector["expect"] is not null))
        {
            using var key = RSA.Create();
            key.ImportFromPem(Text(vector, "alipay_public_key_spki_pem"));
            var signature = (string)JsonNode.Parse(Text(vector, "raw_response"))!["sign"]!;

            AlipaySignature.Verifies(key, Text(vector, "signed_text"), signature, Encoding.UTF8).ShouldBeTrue();
        }
    }

    [Fact]
    public void Certificate_serials_are_those_of_the_documents()
    {
        foreach (var vector in Vectors("alipay-cert-sn.json"))
        {
            var serial = (string?)vector["certificates_pem"] is { } bundle ? AlipayCertificates.RootSerialOf(bundle)
                : AlipayCertificates.SerialOf(X509Certificate2.CreateFromPem(Text(vector, "certificate_pem")));

            serial.ShouldBe(Text(vector, "sn"), Text(vector, "id"));
        }
    }

    [Theory]
    [InlineData(1, "{\"a\": \"http://x/,:\\\"\", \"b\": [1, 2]}")]
    [InlineData(2, "{\"a\":\"http:\\/\\/x\\/,:\\\"\",\"b\":[1,2]}")]
    [InlineData(4, "{\"a\":\"http://x/,:\\\"\",\"b\":[1,2]}")]
    public void Blanks_and_escaped_slashes_change_the_text_and_not_what_it_says(int turn, string dressed)
    {
        const string plain = "{\"a\":\"http://x/,:\\\"\",\"b\":[1,2]}";

        AlipaySeal.Dressed(plain, turn).ShouldBe(dressed);

        JsonNode.DeepEquals(JsonNode.Parse(dressed), JsonNode.Parse(plain)).ShouldBeTrue();
    }

    /// <summary>Made with openssl: a key, "openssl dgst -sha256 -sign", "openssl base64"; the text is GBK bytes.</summary>
    [Fact]
    public void Openssl_made_the_same_signature_over_gbk_bytes()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var key = RSA.Create();
        key.ImportFromPem(OpensslVector.PublicKey);

        AlipaySignature.Verifies(key, OpensslVector.Content, OpensslVector.Signature, Encoding.GetEncoding(936)).ShouldBeTrue();
        AlipaySignature.Verifies(key, OpensslVector.Content, OpensslVector.Signature, Encoding.UTF8).ShouldBeFalse();
    }

    private static Dictionary<string, string> Parameters(JsonNode vector) =>
        vector["params"]!.AsObject().ToDictionary(pair => pair.Key, pair => (string)pair.Value!);

    private static string Text(JsonNode vector, string name) => (string?)vector[name] ?? throw new InvalidDataException(name);

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
