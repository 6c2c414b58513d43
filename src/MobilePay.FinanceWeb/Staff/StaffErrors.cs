using MobilePay.Primitives;

namespace MobilePay.FinanceWeb.Staff;

public static class StaffErrors
{
    public static readonly Error SignIn =
        new(ErrorKind.Unauthenticated, "staff.sign-in", "Sign in to the console first.");

    public static readonly Error NotAllowed =
        new(ErrorKind.Forbidden, "staff.not-allowed", "None of your roles allows this.");

    /// <summary>Never says which part was wrong, or that the account rests.</summary>
    public static readonly Error Refused =
        new(ErrorKind.Unauthenticated, "staff.refused", "The name, the password or the code is wrong.");

    public static readonly Error LinkOver =
        new(ErrorKind.Expired, "staff.link-over", "This link was used, withdrawn or is too old.");

    public static readonly Error NameShape = new(ErrorKind.Invalid, "staff.name-shape",
        "A user name has 3 to 32 small letters, digits, dots or hyphens.");

    public static readonly Error DisplayNameShape =
        new(ErrorKind.Invalid, "staff.display-name-shape", "A name has 1 to 40 characters.");

    public static readonly Error NameTaken = new(ErrorKind.Conflict, "staff.name-taken", "Somebody has this user name.");

    public static readonly Error PasswordLength = new(ErrorKind.Invalid, "staff.password-length",
        "A password has 12 to 128 characters.");

    public static readonly Error PasswordHoldsName = new(ErrorKind.Invalid, "staff.password-holds-name",
        "A password does not hold the user name.");

    public static readonly Error PasswordsDiffer =
        new(ErrorKind.Invalid, "staff.passwords-differ", "The two passwords differ.");

    public static readonly Error PasswordWrong =
        new(ErrorKind.Invalid, "staff.password-wrong", "The present password is wrong.");

    public static readonly Error CodeWrong = new(ErrorKind.Invalid, "staff.code-wrong", "The code is not the app's present one.");

    /// <summary>The code of <see cref="CodeWrong"/>, where it is a second look before money is decided on.</summary>
    public static readonly Error FreshCodeWrong =
        new(ErrorKind.Forbidden, "staff.code-wrong", "Approving needs the app's present code, and each code once.");

    public static readonly Error ElsewhereFrom =
        new(ErrorKind.Forbidden, "staff.elsewhere", "This request was made by a page of another site.");

    public static readonly Error OfferOver =
        new(ErrorKind.Expired, "staff.offer-over", "The picture was open for too long; scan the new one.");

    public static readonly Error RolesMissing = new(ErrorKind.Invalid, "staff.roles-missing", "Choose at least one role.");

    public static readonly Error RolesClash =
        new(ErrorKind.Invalid, "staff.roles-clash", "An auditor is neither clerk nor approver.");

    public static readonly Error OnOneself =
        new(ErrorKind.Conflict, "staff.on-oneself", "Another administrator must do this to you.");

    public static readonly Error NotFound = new(ErrorKind.NotFound, "staff.not-found", "There is nobody and nothing like this.");
}
