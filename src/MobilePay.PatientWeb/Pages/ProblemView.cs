using MobilePay.PatientWeb.Features;
using MobilePay.PatientWeb.Wording;

namespace MobilePay.PatientWeb.Pages;

/// <summary>A page that says why something did not work, and what to do instead.</summary>
public sealed record ProblemView(
    Problem Problem, Way? Main = null, Way? Other = null, PayForm? Retry = null, bool IsSerious = true);

/// <summary>A way on from here.</summary>
public sealed record Way(string Address, string Label);
