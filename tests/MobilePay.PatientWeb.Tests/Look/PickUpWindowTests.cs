using MobilePay.PatientWeb.Look;
using MobilePay.PatientWeb.Wording;

namespace MobilePay.PatientWeb.Tests.Look;

public sealed class PickUpWindowTests
{
    [Theory]
    [InlineData("3", "3 号窗口", "Window 3")]
    [InlineData("B2", "B2 号窗口", "Window B2")]
    [InlineData("B 区 3 号窗口", "B 区 3 号窗口", "B 区 3 号窗口")]
    [InlineData("", "", "")]
    [InlineData(null, null, null)]
    public void A_bare_number_becomes_words_and_words_stay(string? window, string? chinese, string? english)
    {
        PickUpWindow.Of(window, Chinese.Words).ShouldBe(chinese);
        PickUpWindow.Of(window, English.Words).ShouldBe(english);
    }
}
