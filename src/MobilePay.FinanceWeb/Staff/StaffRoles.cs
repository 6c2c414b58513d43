namespace MobilePay.FinanceWeb.Staff;

public static class StaffRoles
{
    public const string Finance = "finance";
    public const string Approver = "approver";
    public const string Auditor = "auditor";
    public const string Administrator = "administrator";

    public static readonly IReadOnlyList<string> All = [Finance, Approver, Auditor, Administrator];

    /// <summary>
    /// Who audits the books does not write them. One person may propose and approve: that she never approves her own
    /// proposal is for the approval to see to.
    /// </summary>
    public static bool GoTogether(IReadOnlyCollection<string> roles) =>
        !roles.Contains(Auditor) || !(roles.Contains(Finance) || roles.Contains(Approver));
}
