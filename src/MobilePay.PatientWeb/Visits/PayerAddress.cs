using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace MobilePay.PatientWeb.Visits;

/// <summary>The address WeChat sees the paying phone at; it compares it with the one in an H5 order.</summary>
public static class PayerAddress
{
    public static IPAddress? Of(IPAddress? remote)
    {
        var plain = remote is { IsIPv4MappedToIPv6: true } ? remote.MapToIPv4() : remote;

        // A browser on this very machine: others see it at the machine's own address, and WeChat refuses a loopback.
        return plain is not null && IPAddress.IsLoopback(plain) ? OfThisMachine() ?? plain : plain;
    }

    private static IPAddress? OfThisMachine() =>
        NetworkInterface.GetAllNetworkInterfaces()
            .Where(network => network.OperationalStatus == OperationalStatus.Up)
            .SelectMany(network => network.GetIPProperties().UnicastAddresses)
            .Select(unicast => unicast.Address)
            .FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address));
}
