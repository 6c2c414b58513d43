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
}
