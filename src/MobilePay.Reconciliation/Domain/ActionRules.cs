using static MobilePay.Reconciliation.Domain.DifferenceAction;
using static MobilePay.Reconciliation.Domain.DifferenceClass;

namespace MobilePay.Reconciliation.Domain;

/// <summary>Which actions settle a difference, the suggested one first.</summary>
public static class ActionRules
{
    /// <summary>One row a class: the order is the order in which a clerk would try them.</summary>
    public static IReadOnlyList<DifferenceAction> For(Difference item) => item.Kind switch
    {
        LineKind.Payment => ForPayment(item),
        LineKind.Refund => ForRefund(item),
        LineKind.Batch => item.Class == InTransit ? [Carry, Suspend] : [Carry, Suspend, Adjust, WriteOff],
    };

    /// <summary>Persons who have to consent, besides the one who proposes.</summary>
    public static int ApproversOf(DifferenceAction action, long fen, long oneApproverFenMax) => action switch
    {
        OfflineRefund => 2,
        WriteOff => Math.Abs(fen) > oneApproverFenMax ? 2 : 1,
        _ => 1,
    };

    public static bool MovesMoney(DifferenceAction action) => action is Refund or OfflineRefund;

    /// <summary>Has another service do something: its answer decides how the proposal ends.</summary>
    public static bool CallsOut(DifferenceAction action) => action is AskChannel or ResendConfirm or Refund or ReverseHis;

    /// <summary>What a proposal has to say besides action, cause and remark.</summary>
    public static IReadOnlyList<string> NeedsOf(DifferenceAction action) => action switch
    {
        Refund => ["amountFen"],
        Adjust => ["amountFen", "accounts"],
        ManualMatch => ["other"],
        Carry => ["until"],
        OfflineRefund => ["amountFen", "payee", "evidence"],
        WriteOff => ["evidence"],
        AskChannel or ResendConfirm or ReverseHis or Suspend => [],
    };

    // Money the hospital does not know goes to it or back; money that is not there is looked for first.
    private static DifferenceAction[] ForPayment(Difference item) => item.Class switch
    {
        HisMissing => [ResendConfirm, Refund, Suspend, OfflineRefund, ManualMatch, Adjust],
        ChannelOnly => [AskChannel, Suspend, ManualMatch, OfflineRefund, Adjust],
        ChannelMissing => [AskChannel, ReverseHis, Suspend, Carry, WriteOff, ManualMatch, Adjust],
        PlatformMissing => [AskChannel, Suspend, Adjust, WriteOff],
        HisOnly => [ReverseHis, Suspend, WriteOff, ManualMatch, Adjust],
        PlatformOnly => [AskChannel, Suspend, Adjust],
        AmountDiff => item.DifferenceFen > 0
            ? [Refund, Suspend, OfflineRefund, Adjust] : [Suspend, WriteOff, Adjust],
        Duplicate => item.DifferenceFen > 0
            ? [Suspend, Refund, OfflineRefund, Adjust] : [Suspend, Adjust, WriteOff],
        StatusDiff => [AskChannel, Suspend, Adjust, WriteOff],
        FeeDiff => [Adjust, Carry, WriteOff],
        InTransit => [Carry, Suspend],
        BatchDiff => [Carry, Suspend, Adjust, WriteOff],
        Foreign or ZeroPair => [],
    };

    private static DifferenceAction[] ForRefund(Difference item) => item.Class switch
    {
        // The payer has her money and the hospital counts it still: it has to void; or it voided and she waits.
        HisMissing or ChannelOnly => [Suspend, ManualMatch, WriteOff, Adjust],
        ChannelMissing or HisOnly or PlatformOnly => [Suspend, Carry, OfflineRefund, ManualMatch, Adjust],
        PlatformMissing => [Suspend, Adjust, WriteOff],
        AmountDiff or Duplicate or StatusDiff => [Suspend, Adjust, WriteOff],
        FeeDiff => [Adjust, Carry, WriteOff],
        InTransit => [Carry, Suspend],
        BatchDiff => [Carry, Suspend, Adjust, WriteOff],
        Foreign or ZeroPair => [],
    };
}
