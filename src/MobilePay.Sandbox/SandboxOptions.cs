using System.ComponentModel.DataAnnotations;
using MobilePay.Sandbox.Statements;

namespace MobilePay.Sandbox;

internal sealed class SandboxOptions
{
    /// <summary>Where the books and credentials.json live.</summary>
    [Required]
    public string Directory { get; init; } = ".local/sandbox";

    [Required]
    public ListenerPorts Ports { get; init; } = new();

    /// <summary>In a cluster the callers are other pods. Nobody signs in here: whoever reaches it can "pay".</summary>
    public bool ListenBeyondThisMachine { get; init; }

    [Required, Url]
    public string PlatformPublicUrl { get; init; } = "http://localhost:8080";

    [Required, Url]
    public string PlatformHospitalUrl { get; init; } = "http://localhost:8081";

    /// <summary>The service account's app secret; what the platform's OAuth call must send.</summary>
    [Required]
    public string WeChatAppSecret { get; init; } = "";

    /// <summary>1 keeps the documented notice schedule (15 s, 15 s, 30 s, …); 0.01 runs it a hundred times faster.</summary>
    [Range(0.0001, 1)]
    public double NoticeTimeScale { get; init; } = 1;

    /// <summary>How long a refund stays under way before it ends.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan RefundAfter { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>How long the bank is at it ("05") after it accepted a payment.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan BankPaysAfter { get; init; } = TimeSpan.FromMilliseconds(150);

    /// <summary>What WeChat Pay wants between two refunds of one order; the real one says a minute.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan RefundsApart { get; init; } = TimeSpan.Zero;

    /// <summary>Older Alipay applications are told a 2088 user id at login, newer ones an open id.</summary>
    public bool AlipayTellsUserIds { get; init; }

    public StatementOptions Statements { get; init; } = new();
}

internal sealed class ListenerPorts
{
    [Range(1, 65535)] public int People { get; init; } = 8090;
    [Range(1, 65535)] public int WeChat { get; init; } = 8091;
    [Range(1, 65535)] public int Alipay { get; init; } = 8092;
    [Range(1, 65535)] public int Bank { get; init; } = 8093;
    [Range(1, 65535)] public int His { get; init; } = 8094;

    public IEnumerable<int> All => [People, WeChat, Alipay, Bank, His];
}
