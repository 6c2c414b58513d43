namespace MobilePay.Sandbox.Bank;

/// <summary>A card to type in, and what becomes of it.</summary>
internal sealed record SampleCard(string Number, string Chinese, string English);

/// <summary>One card of each series, as the phone page and the README list them.</summary>
internal static class BankCards
{
    public static readonly string Good = BankCard.Sample("621700", 19);

    public static readonly IReadOnlyList<SampleCard> All =
    [
        new(Good, "借记卡，能开通，能付款", "debit, signs up and pays"),
        new(BankCard.Sample("625900", 16), "信用卡，能开通，能付款；要填 CVN2 和有效期", "credit, the same; wants CVN2 and expiry"),
        new(BankCard.Sample("621764", 19), "余额不足，付款时拒绝（64）", "no balance, refused when paying (64)"),
        new(BankCard.Sample("621763", 19), "卡被冻结，付款时拒绝（63）", "blocked, refused when paying (63)"),
        new(BankCard.Sample("621765", 19), "姓名、证件或手机号不符，开通时拒绝（65）", "another person's, refused at sign-up (65)"),
        new(BankCard.Sample("625966", 16), "CVN2 或有效期有误，开通时拒绝（66）", "wrong CVN2 or expiry, refused at sign-up (66)"),
        new(BankCard.Sample("625973", 16), "已过有效期，开通时拒绝（73）", "expired, refused at sign-up (73)"),
    ];
}
