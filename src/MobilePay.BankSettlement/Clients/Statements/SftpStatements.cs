using System.Net.Sockets;
using Microsoft.Extensions.Options;
using MobilePay.BankSettlement.Domain;
using MobilePay.Primitives;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace MobilePay.BankSettlement.Clients.Statements;

/// <summary>Takes statements from the folders in which banks drop them: those that are whole and no longer growing.</summary>
public sealed class SftpStatements(IOptions<StatementOptions> options, TimeProvider clock, ILogger<SftpStatements> log)
{
    public const string AccountChannel = "account";

    private static readonly TimeSpan StepWithin = TimeSpan.FromSeconds(15);

    public IEnumerable<SftpStatementOptions> All => options.Value.Sftp;

    public SftpStatementOptions? Of(string hospitalId, string channel, string merchantId) => options.Value.Sftp
        .FirstOrDefault(s => (s.HospitalId, s.Channel, s.MerchantId) == (hospitalId, channel, merchantId));

    public async Task<Result<StatementFile>> Fetch(SftpStatementOptions from, DateOnly day, CancellationToken stop)
    {
        using var within = CancellationTokenSource.CreateLinkedTokenSource(stop);
        within.CancelAfter(options.Value.FetchWithin);
        var isOtherHost = false;
        using var client = Client(from);
        client.HostKeyReceived += (_, host) =>
        {
            host.CanTrust = $"SHA256:{host.FingerPrintSHA256}" == from.HostKey;
            isOtherHost = !host.CanTrust;
        };
        try
        {
            await client.ConnectAsync(within.Token);
            return await Take(client, from, day, within.Token);
        }
        catch (Exception silent) when (IsSilence(silent, stop))
        {
            if (isOtherHost)
                return StatementErrors.HostKeyDiffers(from.Host);

            log.LogWarning("The files of {Channel} {MerchantId} could not be reached: {Reason}",
                from.Channel, from.MerchantId, silent.GetType().Name);
            return silent is SshAuthenticationException
                ? StatementErrors.Refused(from.Channel, "the bank's server does not let us in")
                : StatementErrors.Unanswered(from.Channel);
        }
    }

    private async Task<Result<StatementFile>> Take(
        SftpClient client, SftpStatementOptions from, DateOnly day, CancellationToken stop)
    {
        var (folder, pattern) = (DatedName.Of(from.Folder, day), DatedName.Of(from.File, day));
        var found = await Look(client, folder, pattern, stop);
        if (found.Count == 0)
            return StatementErrors.NotThere(from.Channel, day, $"the bank has put no {pattern} into {folder}.");
        if (found.Count > 1)
            return StatementErrors.Ambiguous(folder, pattern);

        await Task.Delay(options.Value.UnchangedFor, clock, stop);
        if (!found.SequenceEqual(await Look(client, folder, pattern, stop)))
            return Growing(from, day);

        await using var remote = await client.OpenAsync(found[0].Path, FileMode.Open, FileAccess.Read, stop);
        var file = await StatementFile.Take(remote, from.Channel, found[0].Path, options.Value.BytesMax, stop);
        if (file.Error is not null)
            return file;
        if (file.Value!.Content.Length == found[0].Bytes && found.SequenceEqual(await Look(client, folder, pattern, stop)))
            return file;

        file.Value.Dispose();
        return Growing(from, day);
    }

    private static async Task<List<Found>> Look(SftpClient client, string folder, string pattern, CancellationToken stop)
    {
        var found = new List<Found>();
        try
        {
            await foreach (var file in client.ListDirectoryAsync(folder, stop))
            {
                if (file.IsRegularFile && DatedName.Fits(file.Name, pattern))
                    found.Add(new(file.FullName, file.Length, file.LastWriteTimeUtc));
            }
        }
        catch (SftpPathNotFoundException)
        {
            // The bank makes the day's folder with the day's first file.
        }

        return found;
    }

    private static Error Growing(SftpStatementOptions from, DateOnly day) =>
        StatementErrors.NotThere(from.Channel, day, "the bank is still writing the file.");

    private static SftpClient Client(SftpStatementOptions from)
    {
        AuthenticationMethod proof = string.IsNullOrEmpty(from.PrivateKeyPem)
            ? new PasswordAuthenticationMethod(from.User, from.Password)
            : new PrivateKeyAuthenticationMethod(from.User, SftpKey.Read(from.PrivateKeyPem));
        return new SftpClient(new Renci.SshNet.ConnectionInfo(from.Host, from.Port, from.User, proof) { Timeout = StepWithin })
        {
            OperationTimeout = StepWithin,
        };
    }

    private static bool IsSilence(Exception broken, CancellationToken stop) =>
        broken is SshException or SocketException or IOException or ObjectDisposedException
        || (broken is OperationCanceledException && !stop.IsCancellationRequested);

    private sealed record Found(string Path, long Bytes, DateTime WrittenAt);
}
