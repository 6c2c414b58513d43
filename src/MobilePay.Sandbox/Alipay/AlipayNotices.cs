using System.Text;
using MobilePay.Sandbox.Books;
using MobilePay.Sandbox.Credentials;
using MobilePay.Sandbox.Notices;

namespace MobilePay.Sandbox.Alipay;

/// <summary>Writes notices (section 8) and has them carried until the merchant answers success, and nothing else.</summary>
internal sealed class AlipayNotices(
    AlipayBook book, AlipaySeal seal, AlipayCertificates certificates, SandboxDay day, NoticeRounds rounds,
    IServiceProvider services) : BackgroundService
{
    private const string ContentType = "application/x-www-form-urlencoded; charset=utf-8";

    /// <summary>4m, 10m, 10m, 1h, 2h, 6h, 15h after the first (section 8).</summary>
    private static readonly int[] RepeatAfter = [240, 600, 600, 3600, 7200, 21600, 54000];

    private AlipayCredentials Account => services.GetRequiredService<OutsideWorldKeys>().Published.Alipay;

    /// <summary>Tells of the newest thing that happened to a trade; refunds go to the payment's address too.</summary>
    public void Start(AlipayTrade trade)
    {
        if (trade.Wish.NotifyUrl is not null)
            rounds.Start(Owed(trade.OutTradeNo, trade.Notices[^1].Id));
    }

    public async Task SendFirst(AlipayTrade trade)
    {
        if (trade.Wish.NotifyUrl is not null && !await rounds.SendOnce(Owed(trade.OutTradeNo, trade.Notices[^1].Id)))
            Start(trade);
    }

    /// <summary>The fields of a true notice, not yet signed.</summary>
    public Dictionary<string, string> Form(AlipayTrade trade, AlipayNotice notice)
    {
        var form = AlipayWire.Notice(trade, notice, Account.AppId, Account.SellerId, day.TrueNow);
        if (trade.Wish.ByCertificate)
            form["alipay_cert_sn"] = certificates.AlipaySerial;
        return form;
    }

    /// <summary>Signed and written as a form.</summary>
    public Letter Sealed(string url, Dictionary<string, string> form, bool spoilt = false)
    {
        var signed = new Dictionary<string, string>(form)
        {
            ["sign_type"] = "RSA2",
            ["sign"] = seal.Sign(AlipaySignature.OfNotice(form), Encoding.UTF8, spoilt),
        };
        return new Letter(url, ContentType, new Dictionary<string, string>(), Letter.Form(signed));
    }

    /// <summary>Exactly seven bytes: a blank, a line's end or a byte order mark before them is a failure.</summary>
    public static bool IsTaken(LetterAnswer? answer) =>
        answer is { Status: 200 } && answer.Bytes.AsSpan().SequenceEqual("success"u8);

    /// <summary>A restart takes up what the last process still owed.</summary>
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var trade in book.Trades.All.Where(trade => trade.Wish.NotifyUrl is not null))
        {
            foreach (var notice in trade.Notices.Where(notice => !notice.Accepted && notice.Sent <= RepeatAfter.Length))
                rounds.Start(Owed(trade.OutTradeNo, notice.Id));
        }

        return Task.CompletedTask;
    }

    private OwedNotice Owed(string outTradeNo, string noticeId) => new("alipay.notify", RepeatAfter, async (flaw, stop) =>
    {
        var trade = book.Trades.Get(outTradeNo)!;
        var notice = trade.Notices.First(n => n.Id == noticeId);
        var letter = Sealed(trade.Wish.NotifyUrl!, Form(trade, notice), spoilt: flaw == NoticeFlaw.WrongSignature);
        if (flaw == NoticeFlaw.Unreadable)
            letter = letter with { Body = "notify_time=%zz&trade_sta" };
        var taken = IsTaken(await services.GetRequiredService<Postman>().Deliver(letter, stop));
        book.CountNotice(outTradeNo, noticeId, taken);
        return taken;
    });
}
