namespace MobilePay.PatientWeb.Visits;

/// <summary>A path for the log: whoever reads logs must not be able to open a patient's sheet.</summary>
public static class LogPath
{
    public static string Of(PathString path)
    {
        var parts = path.Value?.Split('/') ?? [];
        return parts.Length > 2 && parts[1] == "s" ? $"/s/{parts[2].Split('.')[0]}…" : path.Value ?? "";
    }
}
