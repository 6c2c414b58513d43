using System.ComponentModel.DataAnnotations;

namespace MobilePay.Sandbox;

internal sealed class SandboxOptions
{
    /// <summary>Where the books and credentials.json live.</summary>
    [Required]
    public string Directory { get; init; } = ".local/sandbox";

    [Required]
    public ListenerPorts Ports { get; init; } = new();

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
