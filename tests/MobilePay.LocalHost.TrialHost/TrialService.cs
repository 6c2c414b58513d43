using System.Collections;
using System.Text.Json;

namespace MobilePay.LocalHost.TrialHost;

internal static class TrialService
{
    public static int Run(string role)
    {
        if (role == "broken")
        {
            Console.WriteLine("The trial service has no wish to start.");
            return 3;
        }

        var app = WebApplication.CreateBuilder().Build();
        if (role == "sandbox")
        {
            var file = Path.Combine(Environment.GetEnvironmentVariable("Sandbox__Directory")!, "credentials.json");
            File.WriteAllText(file, JsonSerializer.Serialize(new { his = new { secret = "known-to-the-sandbox" } }));
        }

        app.MapGet("/health/ready", () => "ready");
        app.MapGet("/environment", () => Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value));
        app.Run();
        return 0;
    }
}
