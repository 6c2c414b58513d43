using System.Runtime.InteropServices;

namespace MobilePay.LocalHost.Processes;

internal enum UnixSignal
{
    Interrupt = 2,
    Quit = 3,
    Kill = 9,
    Terminate = 15,
}

internal static class Unix
{
    public static bool IsRoot { get; } = OperatingSystem.IsLinux() && EffectiveUser() == 0;

    /// <summary>False when the process is already gone, which is no failure for a caller who wants it gone.</summary>
    public static bool Send(int pid, UnixSignal signal) => SendSignal(pid, (int)signal) == 0;

    [DllImport("libc", EntryPoint = "geteuid")]
    private static extern uint EffectiveUser();

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int SendSignal(int pid, int signal);
}
