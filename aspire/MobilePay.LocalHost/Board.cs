using Spectre.Console;

namespace MobilePay.LocalHost;

/// <summary>What a person sees when all is ready: where things are and what to try.</summary>
internal static class Board
{
    public static void Print(Endpoints endpoints, string folder, IAnsiConsole console)
    {
        var rows = Rows(endpoints, folder).ToList();
        if (!console.Profile.Out.IsTerminal)
        {
            // Whole lines, so that an address in a log file is never broken in two.
            Console.Out.WriteLine("MobilePay is ready.");
            foreach (var (label, text) in rows)
                Console.Out.WriteLine($"  {label,-10} {text}");
            return;
        }

        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        foreach (var (label, text) in rows)
            grid.AddRow(new Text(label, Color.Grey), new Text(text));
        console.Write(new Panel(grid).Header("[green]MobilePay is ready[/]").Expand());
    }

    internal static IEnumerable<(string Label, string Text)> Rows(Endpoints endpoints, string folder)
    {
        if (endpoints.Public is not null)
            yield return ("patients", endpoints.Public);
        if (endpoints.Hospital is not null)
            yield return ("hospital", $"{endpoints.Hospital}  (the HIS calls here, signed)");
        if (endpoints.Finance is not null)
        {
            yield return ("finance", $"{endpoints.Finance}  (staff)");
            if (FirstLink(folder) is { } path)
                yield return ("first use", $"{endpoints.Finance}{path}  (makes the first administrator, once, within 24 hours)");
        }

        if (endpoints.Sandbox is not null)
        {
            yield return ("sandbox", $"{endpoints.Sandbox}  (doctor's desk, phone, pharmacy: all of it simulated)");
            yield return ("outside", string.Join(", ", Outside(endpoints)));
            yield return ("try", $"open {endpoints.Sandbox}, issue a prescription at the desk, scan it with the phone, pay");
        }

        yield return ("processes", string.Join(", ", endpoints.Processes.OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => $"{entry.Key} {entry.Value}")));
        yield return ("logs", Path.Combine(folder, "logs"));
        yield return ("endpoints", Path.Combine(folder, "endpoints.json"));
        yield return ("stop", "Ctrl-C");
    }

    // The console writes it while it has no staff, and takes it away at a start with staff.
    private static string? FirstLink(string folder)
    {
        var file = Path.Combine(folder, "console", "first-link");
        return File.Exists(file) ? File.ReadAllText(file) : null;
    }

    private static IEnumerable<string> Outside(Endpoints endpoints)
    {
        (string Name, string? Url)[] parties =
            [("WeChat Pay", endpoints.WeChat), ("Alipay", endpoints.Alipay), ("bank", endpoints.Bank), ("HIS", endpoints.His)];
        return parties.Where(party => party.Url is not null).Select(party => $"{party.Name} {party.Url}");
    }
}
