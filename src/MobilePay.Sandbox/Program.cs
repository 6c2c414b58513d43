using MobilePay.Sandbox;

await SandboxApp.Build(args).RunAsync();
