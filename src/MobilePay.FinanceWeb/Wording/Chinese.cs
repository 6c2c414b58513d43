using System.Globalization;
using MobilePay.FinanceWeb.Look;
using MobilePay.FinanceWeb.Staff;

namespace MobilePay.FinanceWeb.Wording;

public static class Chinese
{
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    public static readonly Words Words = new()
    {
        Lang = "zh-CN",
        OtherLang = "en",
        OtherLangName = "English",
        Product = "财务控制台",
        Moment = at => at.ToOffset(Beijing).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        MenuName = MenuName,
        RoleName = RoleName,
        RoleMeaning = RoleMeaning,
        ActName = ActName,
        ProblemOf = ProblemOf,
        Shell = Shell(),
        Door = Door(),
        Today = new()
        {
            Hello = name => $"{name}，您好",
            YourSignIn = "您的登录",
            SignedInBefore = "上次登录",
            NeverBefore = "这是第一次登录",
            NotYou = "如果上次登录不是您本人，请立即修改密码，并告诉管理员。",
            OpenInvitations = "还没有被使用的邀请",
            Until = at => $"{at} 前有效",
        },
        Account = Account(),
        Staff = ChineseStaff.Staff,
        Events = ChineseStaff.Events,
        Books = ChineseBooks.Books,
        Board = ChineseLedger.Board,
        Days = ChineseBooks.Days,
        Sources = ChineseBooks.Sources,
        Differences = ChineseDifferences.Differences,
        Approvals = ChineseDifferences.Approvals,
        Journal = ChineseLedger.Journal,
        Funds = ChineseLedger.Funds,
        Reports = ChineseLedger.Reports,
        Story = ChineseStory.Story,
    };

    private static ShellWords Shell() => new()
    {
        SkipToMain = "跳到主要内容",
        Menu = "主菜单",
        MyAccount = "我的账号",
        SignOut = "退出登录",
        Help = "帮助",
        HelpTitle = "键盘快捷键",
        HelpSearch = "跳到搜索框",
        HelpRows = "在列表里上下移动，回车打开",
        HelpHelp = "显示本帮助",
        HelpTab = "依次走过链接和按钮",
        Close = "关闭",
        Cancel = "取消",
        ConnectionLost = "与服务器的连接断开了，正在重新连接。刚才没有提交的内容请稍后再提交。",
        Failed = "页面出错了，刚才的操作可能没有完成。请刷新后核对再做。",
        Reload = "刷新页面",
        NotFoundTitle = "没有这个页面",
        NotFoundText = "地址可能写错了，或者页面已经移走。",
        NotAllowedTitle = "您没有权限打开这个页面",
        NotAllowedText = "需要时请管理员调整您的角色。",
        ToToday = "回到“今日”",
    };

    private static DoorWords Door() => new()
    {
        SignInTitle = "登录",
        UserName = "用户名",
        Password = "密码",
        Code = "动态码",
        CodeHint = "验证器应用上的 6 位数字。手机不在身边时，可填一个恢复码。",
        SignIn = "登录",
        CannotSignIn = "忘记密码或丢失手机时，请管理员为您重置登录。",
        SignedOut = "您已退出登录。",
        BootstrapTitle = "设置第一位管理员",
        BootstrapText = "这里还没有任何账号。您将成为管理员，然后可以邀请其他同事。",
        JoinTitle = "设置您的账号",
        JoinText = "管理员邀请您使用财务控制台。请设置密码和动态码。",
        ResetTitle = "重新设置登录",
        ResetText = "管理员重置了您的登录。请设置新的密码和动态码，旧的不能再用。",
        UserNameHint = "3 至 32 个小写字母、数字、点或短横线，以后不能修改。",
        DisplayName = "姓名",
        NewPassword = "新密码",
        NewPasswordHint = "至少 12 个字符，不能包含用户名。用一句自己记得住的话最好。",
        Again = "再输入一次新密码",
        FactorTitle = "绑定动态码",
        FactorText = "用手机上的验证器应用扫描二维码，再填写它显示的 6 位数字。",
        FactorPicture = "绑定验证器应用的二维码",
        FactorSpelled = "不能扫码时，请在应用里手工输入：",
        FactorCode = "应用上显示的 6 位数字",
        Finish = "完成设置",
        LinkOverTitle = "这个链接不能用了",
        LinkOverText = "链接只能用一次，并且有时限。它可能已经用过、被撤回或过期。请管理员重新发一个。",
        CodesTitle = "请保存恢复码",
        CodesText = "手机丢失时，每个恢复码可以代替动态码登录一次。它们只显示这一次，请抄写或打印，锁在安全的地方。",
        CodesKept = "已保存，继续",
    };

    private static AccountWords Account() => new()
    {
        Title = "我的账号",
        Present = "现在的密码",
        PasswordTitle = "修改密码",
        PasswordText = "修改后，您在其他电脑上的登录会立即结束。",
        PasswordDone = "密码已修改，其他电脑上的登录已结束。",
        FactorTitle = "更换动态码",
        FactorText = "换了手机时使用。完成后旧手机上的动态码不能再用。",
        FactorDone = "动态码已更换，旧的不能再用。",
        CodesTitle = "恢复码",
        CodesLeft = left => $"还剩 {left} 个没有用过的恢复码。",
        CodesText = "重新生成后，以前的恢复码全部作废。",
        CodesRenew = "重新生成恢复码",
        Save = "保存",
        Back = "返回我的账号",
    };

    private static string MenuName(MenuPlace place) => place switch
    {
        MenuPlace.Today => "今日",
        MenuPlace.HandOver => "交账",
        MenuPlace.Statements => "对账单",
        MenuPlace.Reconciliation => "对账",
        MenuPlace.Differences => "差异",
        MenuPlace.Approvals => "审批",
        MenuPlace.Payments => "支付查询",
        MenuPlace.Refunds => "退款",
        MenuPlace.Journal => "凭证与试算",
        MenuPlace.Funds => "资金到账",
        MenuPlace.Reports => "报表",
        MenuPlace.Staff => "员工",
        MenuPlace.StaffEvents => "员工记录",
    };

    private static string RoleName(string role) => role switch
    {
        StaffRoles.Finance => "财务",
        StaffRoles.Approver => "审批",
        StaffRoles.Auditor => "审计",
        StaffRoles.Administrator => "管理员",
        _ => role,
    };

    private static string RoleMeaning(string role) => role switch
    {
        StaffRoles.Finance => "对账、处理差异、提出退款",
        StaffRoles.Approver => "审批他人提出的处理",
        StaffRoles.Auditor => "查看账目和记录，不能改动；不能同时担任财务或审批",
        StaffRoles.Administrator => "管理员工账号",
        _ => "",
    };

    private static string ActName(StaffAct act) => act switch
    {
        StaffAct.FirstAdministratorMade => "设置第一位管理员",
        StaffAct.Invited => "邀请",
        StaffAct.InvitationWithdrawn => "撤回邀请",
        StaffAct.Joined => "接受邀请",
        StaffAct.RolesChanged => "调整角色",
        StaffAct.Locked => "锁定",
        StaffAct.Unlocked => "解锁",
        StaffAct.SignInReset => "重置登录",
        StaffAct.SignInSetAgain => "重新设置登录",
        StaffAct.PasswordChanged => "修改密码",
        StaffAct.SecondFactorChanged => "更换动态码",
        StaffAct.RecoveryCodesRenewed => "重新生成恢复码",
        StaffAct.RecoveryCodeUsed => "使用恢复码",
        StaffAct.SignedIn => "登录",
        StaffAct.SignInRefused => "登录被拒绝",
        StaffAct.PausedAfterWrongTries => "多次输错，暂停登录",
        StaffAct.SignedOut => "退出登录",
        StaffAct.RefundTriedAgain => "重新发起退款",
    };

    private static string ProblemOf(string code) => code switch
    {
        "staff.refused" => "用户名、密码或动态码不对。动态码只能用一次，请等下一个再试。连续输错五次，账号会暂停登录 30 分钟。",
        "staff.name-shape" => "用户名要用 3 至 32 个小写字母、数字、点或短横线，以字母或数字开头。",
        "staff.display-name-shape" => "请填写姓名，最多 40 个字。",
        "staff.name-taken" => "这个用户名已经有人用了，或已在邀请中。请换一个。",
        "staff.password-length" => "密码至少 12 个字符，最多 128 个。",
        "staff.password-holds-name" => "密码不能包含用户名，请换一个。",
        "staff.passwords-differ" => "两次输入的新密码不一样，请重新输入。",
        "staff.password-wrong" => "现在的密码不对，没有做任何修改。连续输错五次会退出登录，并暂停 30 分钟。",
        "staff.code-wrong" => "动态码不对。请核对手机时间是否准确，用应用上最新的 6 位数字再试。",
        "staff.offer-over" => "二维码放得太久了。请删除应用里刚才的条目，扫描下面新的二维码。",
        "staff.roles-missing" => "请至少选择一个角色。",
        "staff.roles-clash" => "审计不能同时担任财务或审批。",
        "staff.on-oneself" => "不能对自己的账号这样做，请另一位管理员来做。",
        "staff.not-allowed" or "staff.sign-in" => "您现在没有权限这样做，没有做任何修改。请重新登录后再试。",
        "staff.link-over" => "这个链接已经用过、被撤回或过期。",
        _ => ChineseProblems.Of(code) ?? "没有找到，可能刚被别人修改。请刷新页面核对。",
    };
}
