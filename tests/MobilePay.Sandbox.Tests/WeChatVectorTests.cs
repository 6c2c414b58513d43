using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using MobilePay.Sandbox.WeChat;
using Xunit.Abstractions;

namespace MobilePay.Sandbox.Tests;

/// <summary>Published test vectors of WeChat Pay against the sandbox's own signing, verifying and encrypting.</summary>
public sealed class WeChatVectorTests(ITestOutputHelper output)
{
    [Fact]
    public void Request_signatures_are_those_of_the_documents()
    {
        foreach (var vector in Vectors("wechat-request-signing.json"))
        {
            using var key = RSA.Create();
            key.ImportFromPem(Text(vector, "private_key_pkcs8_pem"));
            var signed = Encoding.UTF8.GetBytes(Text(vector, "message"));
            if (vector["method"] is not null)
                WeChatSignature.OfRequest(Text(vector, "method"), Text(vector, "canonical_url"), Text(vector, "timestamp"),
                    Text(vector, "nonce_str"), Encoding.UTF8.GetBytes(Text(vector, "body"))).ShouldBe(signed);

            WeChatSignature.Verifies(key, signed, Text(vector, "signature")).ShouldBeTrue();
            Convert.ToBase64String(WeChatSignature.Sign(key, signed)).ShouldBe(Text(vector, "signature"));
            WeChatSignature.Verifies(key, [.. signed, 0], Text(vector, "signature")).ShouldBeFalse();
        }
    }

    [Fact]
    public void Payment_signatures_are_those_of_the_documents()
    {
        foreach (var vector in Vectors("wechat-paysign.json"))
        {
            using var key = RSA.Create();
            key.ImportFromPem(Text(vector, "private_key_pkcs8_pem"));
            var signed = WeChatSignature.OfPayment(
                Text(vector, "appId"), Text(vector, "timeStamp"), Text(vector, "nonceStr"), Text(vector, "package"));

            Encoding.UTF8.GetString(signed).ShouldBe(Text(vector, "message"));
            WeChatSignature.Verifies(key, signed, Text(vector, "paySign")).ShouldBeTrue();
        }
    }

    [Fact]
    public void Notices_are_signed_and_sealed_as_published()
    {
        foreach (var vector in Vectors("wechat-notify-verify.json"))
        {
            using var key = PublicKey(vector);
            var signed = Encoding.UTF8.GetBytes(Text(vector, "message"));
            var signature = (string?)vector["signature"] ?? Text(vector["headers"]!, "Wechatpay-Signature");

            WeChatSignature.Verifies(key, signed, signature).ShouldBe(Text(vector, "expect") == "valid");
            if (vector["headers"] is not { } headers)
                continue;
            WeChatSignature.OfAnswer(Text(headers, "Wechatpay-Timestamp"), Text(headers, "Wechatpay-Nonce"),
                Encoding.UTF8.GetBytes(Text(vector, "body"))).ShouldBe(signed);
            var resource = JsonNode.Parse(Text(vector, "body"))!["resource"]!;
            WeChatSeal.Encrypt(Text(vector, "apiv3_key"), Text(resource, "nonce"), Text(resource, "associated_data"),
                Text(vector, "resource_plaintext")).ShouldBe(Text(resource, "ciphertext"));
        }
    }

    [Fact]
    public void Encryption_gives_the_published_bytes()
    {
        foreach (var vector in Vectors("wechat-aead.json"))
        {
            // The certificate download and the OAEP field have no counterpart here: the sandbox runs in public-key mode.
            if (vector["nonce"] is null)
            {
                output.WriteLine($"{vector["id"]}: not something the sandbox does, passed over.");
                continue;
            }

            var made = WeChatSeal.Encrypt(
                Text(vector, "apiv3_key"), Text(vector, "nonce"), Text(vector, "associated_data"),
                (string?)vector["plaintext"] ?? "message");
            (made == Text(vector, "ciphertext")).ShouldBe(vector["expect"] is null);
        }
    }

    private static RSA PublicKey(JsonNode vector)
    {
        if (vector["platform_certificate_pem"] is { } pem)
            return X509Certificate2.CreateFromPem((string)pem!).GetRSAPublicKey()!;
        var key = RSA.Create();
        key.ImportFromPem(Text(vector, "public_key_spki_pem"));
        return key;
    }

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
