using System.Globalization;

namespace MobilePay.Sandbox.Desk;

internal sealed record DeskLine(
    string ItemName, string? Spec, string? Unit, string? Quantity, string? UnitPrice, long AmountFen,
    string? ItemCode = null, string? ChargeClass = null, string? ExecDept = null);

internal sealed record DeskTemplate(
    string Name, string Title, string TitleEnglish, string Department, string Doctor, string Kind, IReadOnlyList<DeskLine> Lines);

/// <summary>Invented prescriptions; no person, drug batch or price is real.</summary>
internal static class DeskTemplates
{
    public static readonly IReadOnlyList<DeskTemplate> All =
    [
        new("cda-sample", "上呼吸道感染（三种西药）", "Three western drugs (the CDA sample)", "呼吸内科门诊(示例)", "测试医师乙", "WESTERN",
        [
            new("阿莫西林胶囊", "0.25g*24粒", "盒", "1.00", "12.6000", 1260, "SYN-DRUG-0001"),
            new("布洛芬缓释胶囊", "0.3g*20粒", "盒", "1.00", "18.5000", 1850, "SYN-DRUG-0002"),
            new("盐酸氨溴索口服溶液", "100ml:0.3g", "瓶", "1.00", "22.3000", 2230, "SYN-DRUG-0003"),
        ]),
        new("one-line", "一种药", "One line", "皮肤科门诊(示例)", "测试医师丁", "WESTERN",
            [new("炉甘石洗剂", "100ml", "瓶", "2.00", "4.5000", 900, "SYN-DRUG-0010")]),
        new("twenty-lines", "慢病长处方（二十种）", "Twenty lines, long names", "老年医学科慢性病综合管理门诊(示例)", "测试医师戊", "WESTERN", Long()),
        new("herbal", "中药饮片（七剂）", "Herbal, seven doses", "中医内科门诊(示例)", "测试医师己", "HERBAL",
        [
            new("黄芪", "饮片", "g", "105.00", "0.0850", 893, "SYN-HERB-0001", "10", "门诊中药房"),
            new("党参", "饮片", "g", "84.00", "0.1200", 1008, "SYN-HERB-0002", "10", "门诊中药房"),
            new("炒白术", "饮片", "g", "70.00", "0.0975", 683, "SYN-HERB-0003", "10", "门诊中药房"),
            new("茯苓", "饮片", "g", "105.00", "0.0630", 662, "SYN-HERB-0004", "10", "门诊中药房"),
            new("炙甘草", "饮片", "g", "42.00", "0.0700", 294, "SYN-HERB-0005", "10", "门诊中药房"),
        ]),
    ];

    public static DeskTemplate? Find(string? name) => All.FirstOrDefault(template => template.Name == (name ?? "cda-sample"));

    private static DeskLine[] Long() =>
    [
        .. Enumerable.Range(1, 20).Select(i => new DeskLine(
            $"示例缓释片复方制剂第{i.ToString(CultureInfo.InvariantCulture)}号（模拟药品，名称较长用于检查换行）",
            "10mg*7片*4板", "盒", "2.00", string.Create(CultureInfo.InvariantCulture, $"{10 + i}.3500"), 2 * (1000 + (100 * i) + 35),
            string.Create(CultureInfo.InvariantCulture, $"SYN-DRUG-1{i:000}"))),
    ];
}
