using CliWrap;
using CliWrap.Buffered;

namespace MobilePay.LocalHost.Processes;

/// <summary>Short programs that run to their end.</summary>
internal static class Commands
{
    public static async Task<BufferedCommandResult> Run(
        string program, IEnumerable<string> arguments, CancellationToken stop, string input = "")
    {
        try
        {
            return await Cli.Wrap(program).WithArguments(arguments)
                .WithStandardInputPipe(PipeSource.FromString(input))
                .WithValidation(CommandResultValidation.None)
                .ExecuteBufferedAsync(stop);
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new CannotStartException($"The program {program} cannot be run: {missing.Message}.", missing);
        }
    }

    /// <summary>Throws one sentence with the program's own complaint when it fails.</summary>
    public static async Task Require(
        string what, string program, IEnumerable<string> arguments, CancellationToken stop, string input = "")
    {
        var result = await Run(program, arguments, stop, input);
        if (!result.IsSuccess)
            throw new CannotStartException($"Could not {what}: {FirstLine(result)}");
    }

    /// <summary>Puts <c>setpriv</c> in front when a command is to run as another user.</summary>
    public static (string Program, IReadOnlyList<string> Arguments) As(
        string? user, string program, IEnumerable<string> arguments) =>
        user is null
            ? (program, [.. arguments])
            : ("setpriv", [$"--reuid={user}", $"--regid={user}", "--init-groups", "--", program, .. arguments]);

    // What follows the first line is mostly its consequences.
    private static string FirstLine(BufferedCommandResult result) =>
        (result.StandardError + '\n' + result.StandardOutput).Split('\n').Select(line => line.Trim())
            .FirstOrDefault(line => line.Length > 0) ?? $"exit code {result.ExitCode}";
}
