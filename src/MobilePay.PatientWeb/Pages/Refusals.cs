using MobilePay.PatientWeb.Features;
using MobilePay.PatientWeb.Visits;
using MobilePay.PatientWeb.Wording;
using MobilePay.Primitives;

namespace MobilePay.PatientWeb.Pages;

/// <summary>The page after a payment that could not be started: with a way to repeat it where that makes sense.</summary>
public static class Refusals
{
    private static readonly string[] WorthRepeating = ["prescription.locked", "hospital.refused"];
    private static readonly string[] OfTheMethod = ["channel.refused", "channel.unavailable", "payment.method-unknown"];
    private static readonly string[] GoodNews = ["prescription.already-paid", "prescription.nothing-to-pay"];

    public static ProblemView Of(Checkout.Step step, string token, string version, Visitor visitor)
    {
        var words = visitor.Words;
        var (error, back) = (step.Error!, new Way($"/s/{token}", words.Sheet.BackToSheet));
        if (error.Code == Checkout.SignInFailed)
            return new(new Problem(words.Cashier.WeChatTitle, words.Cashier.NotCharged, words.Cashier.NoSignIn), null, back,
                new(token, step.Key, version, words.Cashier.RetryPay, ["wechat.jsapi", "wechat.h5", "bank.quickpay"],
                    IsUnfolded: true));

        var isOfTheMethod = OfTheMethod.Contains(error.Code);
        var isWorthIt = error.Kind == ErrorKind.Unavailable || isOfTheMethod || WorthRepeating.Contains(error.Code);
        var methods = PayForm.Ordered(visitor.Entrance, step.Method);
        return isWorthIt && methods.Count > 0
            ? new(words.ProblemOf(error.Code), null, back,
                new(token, step.Key, version, words.Cashier.RetryPay, methods, IsUnfolded: isOfTheMethod))
            : new(words.ProblemOf(error.Code), back, IsSerious: !GoodNews.Contains(error.Code));
    }
}
