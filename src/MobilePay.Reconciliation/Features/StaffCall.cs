using MobilePay.Reconciliation.Domain;

namespace MobilePay.Reconciliation.Features;

/// <summary>
/// Who asks. The console has signed her in and checked her role, and says who she is; nothing else reaches this service.
/// </summary>
public sealed record StaffCall(StaffMember? Staff)
{
    public static ValueTask<StaffCall> BindAsync(HttpContext http)
    {
        var (id, name) = (http.Request.Headers["X-Staff-Id"].ToString(), http.Request.Headers["X-Staff-Name"].ToString());
        return ValueTask.FromResult(new StaffCall(
            Guid.TryParse(id, out var known) && name.Length is > 0 and <= 400
                ? new StaffMember(known, Uri.UnescapeDataString(name)) : null));
    }
}
