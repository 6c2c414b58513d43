using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace MobilePay.Payments.Features;

/// <summary>The address the channel will see the paying phone at; WeChat compares it with the one in an H5 order.</summary>
public static class PayerAddress
{
    /// <param name="told">What the caller says the phone's address is; a page of ours calls on the phone's behalf.</param>
    public static string? Of(string? told, HttpContext http)
    {
        var remote = IPAddress.TryParse(told, out var address) ? address : http.Connection.RemoteIpAddress;
        var plain = remote is { IsIPv4MappedToIPv6: true } ? remote.MapToIPv4() : remote;

        // A browser on this very machine: others see it at the machine's own address, and WeChat refuses a loopback.
        return (plain is not null && IPAddress.IsLoopback(plain) ? OfThisMachine() ?? plain : plain)?.ToString();
    }

    private static IPAddress? OfThisMachine() =>
        NetworkInterface.GetAllNetworkInterfaces()
            .Where(network => network.OperationalStatus == OperationalStatus.Up)
            .SelectMany(network => network.GetIPProperties().UnicastAddresses)
            .Select(unicast => unicast.Address)
            .FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address));
}
