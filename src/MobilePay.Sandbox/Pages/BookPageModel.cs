using MobilePay.Sandbox.Books;
using MobilePay.Sandbox.His;
using MobilePay.Sandbox.WeChat;

namespace MobilePay.Sandbox.Pages;

/// <summary>The newest entries of both books.</summary>
internal sealed record BookPageModel(IReadOnlyList<WeChatOrder> Orders, IReadOnlyList<HisFile> Files, DateTimeOffset Now)
{
    private const int Shown = 6;

    public static BookPageModel Of(WeChatBook orders, HisBook files, SandboxDay day) => new(
        [.. orders.All.Select(order => order.AsOf(day.TrueNow)).Reverse().Take(Shown)],
        [.. files.All.Reverse().Take(Shown)], day.TrueNow);
}
