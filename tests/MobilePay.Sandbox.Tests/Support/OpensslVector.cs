namespace MobilePay.Sandbox.Tests.Support;

/// <summary>A signature another program made. The private key was thrown away.</summary>
internal static class OpensslVector
{
    public const string Content = "app_id=2021000000000000&biz_content={\"subject\":\"处方缴费\"}&charset=GBK";

    public const string PublicKey = """
        -----BEGIN PUBLIC KEY-----
        MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAnFIMDKpw7iXPwS/vbzc+
        4+NJdRrOtqSIw30hJYPakbJc5e2+pG1VnFjIwOULydhLPcfEzFwnNRYR76Eut8HE
        jwTQpiDp5HEFV3OK7Zf3ZyLPJr9N4eG8Tg5Ra9ptrRuWbhefZt/no4MrKlUpC7ks
        lrNeOo+Ti+a14x1iVGyhrQ7DDj2RcMyTnlrgl2LWq43nq2jvEhkqGQEXHSNXAxht
        HXW+VxfK34FBRDYUwsGXUQzjrKTY/o0riyMKuYO2HLRY++1S2kHemAJopW+HqjFy
        hNYovUtQAPN0PWG8iRTZOnSvtEHXUZmp1DTfeuxODgdCxarz1AaJQFsiL5LosyiG
        awIDAQAB
        -----END PUBLIC KEY-----
        """;

    public const string Signature =
        "ZNm7RIks024+vi5Bn9Zy9HFha1ZvVHPWnLYnUGcDK1Fy4ZSMwdk/q71ZrPmyG4dCRa0rKfVYglWd1fp+2t1+F+jr7i/hfLPtfek8"
        + "duu7GNVBBklP9iSBotewyfNgNF8mV7Ry3z//9MEbgKTuWs2dSF+zCUJkSUOX7NHfNapouub5cAcV8KOUIljnKX5IWMkR/CTMn3jh"
        + "nOvTsL6XhVgXOsIV88EAD8bzw9SK8+WHk3km6onR8NBT01ViTb3kDJjOK2/jg4agDwkYUxGowzOMvDkB1F1JfFDnRs2SVfyYnPnB"
        + "v1JMndvORc49KPaiNcHINbdiKHP9lxVKMFzW8fkuXA==";

    public static readonly Dictionary<string, string> BankFields = new()
    {
        ["accessType"] = "0",
        ["customerInfo"] = "e3Ntc0NvZGU9MTExMTExfQ==",
        ["merId"] = "777000000000000",
        ["orderId"] = "P20261123100000",
        ["reqReserved"] = "处方缴费",
        ["signature"] = "not signed itself",
        ["tokenPayData"] = "{token=6235000000000000000&trId=62000000001}",
        ["txnAmt"] = "5340",
    };

    public const string BankContent =
        "accessType=0&customerInfo=e3Ntc0NvZGU9MTExMTExfQ==&merId=777000000000000&orderId=P20261123100000"
        + "&reqReserved=处方缴费&tokenPayData={token=6235000000000000000&trId=62000000001}&txnAmt=5340";

    /// <summary>Signed in two steps: "openssl dgst -sha256 -r", then "openssl dgst -sha256 -sign" over its 64 letters.</summary>
    public const string BankPublicKey = """
        -----BEGIN PUBLIC KEY-----
        MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAprDqjJOvzHepXGjhxahJ
        U4BxlgAUL+j69PZO7jRgaALp2lBUzji/lq49STymJlB6t94Es0oyrxvjDVi+tba/
        a5B5ou+DSdzQgp/LWovqhbgvtW6PlO/WWYdsdB2wth71TLfK6xbEQjzJIip4axjV
        XErbHFEywGkSl2c1P8klK1G7Fue4jI9+4021gp55983giCdUTXgK9zEy+ltk+XU0
        kaX3SH7cHXDP/vqj179lmLvseBHtdrtHBN0l6HXY8PfLVZ6i0Q8Xx6OcYaC4G/Mz
        JEa+1H7NgZdiU6gsGvxjPj/iVQ82UsR3qbs9iBSe6zcZMLJkm524EOtPsDBN0e42
        AQIDAQAB
        -----END PUBLIC KEY-----
        """;

    public const string BankSignature =
        "nIhdNCG4oy6IJiTqiJMzih+SqQl9sA45/aI5sQidQ6ddsuZA50QKm1fqNOhekroBNsgAnYvaQ6qN62jWesWlBPGlV2xgtWaOgskW"
        + "06/tIf68Ez3iAHS6/xsM4LOc7qh7zHSO19gZg7JRgQ8vlDqO34gy3mf4QYQu/BgSkmqQlU5l+c8d5yyUKQxD4x74UBqBw7Uul54p"
        + "B/F+PjZktuO5MjDv4pxv7l7EfFch3AdcUUK8coFDo62a4Nn0HVULymJp2b/GlIinwdke1ERvueV1NC7tc6msiB+h+5AsOqtg9KNH"
        + "nxYr1GNf1s8W2DtxjW/Q1OUnfOALbHcaqNv3Uy4b3Q==";
}
