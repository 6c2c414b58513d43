using QRCoder;

namespace MobilePay.PatientWeb.Look;

/// <summary>A QR as a small picture inside the page: no second request, nothing in anybody's cache.</summary>
public static class QrPicture
{
    public static string Of(string content)
    {
        using var code = QRCodeGenerator.GenerateQrCode(content, QRCodeGenerator.ECCLevel.M);
        using var picture = new PngByteQRCode(code);
        return "data:image/png;base64," + Convert.ToBase64String(picture.GetGraphic(8));
    }
}
