using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MobilePay.Charts.Tests.Topologies;

/// <summary>
/// The platform as apphost.cs declares it. The file cannot be compiled here, so its syntax is read: Service&lt;…&gt;(…) and
/// AddProject&lt;…&gt;(…) declare, Calls(…) refers, WithEnvironment, Issued and OnlyWithSandbox set.
/// </summary>
internal sealed class FromAppHost
{
    private static readonly string[] Setting = ["WithEnvironment", "Issued", "OnlyWithSandbox"];

    private readonly CompilationUnitSyntax root;
    private readonly LocalFunctionStatementSyntax service;
    private readonly Dictionary<string, InvocationExpressionSyntax> declarations;

    private FromAppHost(string text)
    {
        var options = CSharpParseOptions.Default
            .WithLanguageVersion(LanguageVersion.Preview)
            .WithFeatures([new KeyValuePair<string, string>("FileBasedProgram", "true")]);
        var tree = CSharpSyntaxTree.ParseText(text, options);
        tree.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ShouldBeEmpty();
        root = tree.GetCompilationUnitRoot();
        service = root.DescendantNodes().OfType<LocalFunctionStatementSyntax>()
            .Single(function => function.Identifier.Text == "Service");
        declarations = root.DescendantNodes().OfType<VariableDeclaratorSyntax>()
            .Select(variable => (variable.Identifier.Text, Call: variable.DescendantNodes().FirstOrDefault(Declares)))
            .Where(variable => variable.Call is not null)
            .ToDictionary(variable => variable.Text, variable => (InvocationExpressionSyntax)variable.Call!);
    }

    /// <summary>The project each declared service is, as in Projects.MobilePay_Payments.</summary>
    public static IReadOnlyDictionary<string, string> Projects(string text)
    {
        var file = new FromAppHost(text);
        return file.declarations.Values.ToDictionary(NameOf, call => ProjectOf(call)!);
    }

    public static Platform Read(string text)
    {
        var file = new FromAppHost(text);
        return new(IntendedDifferences.AppHost,
            [.. file.declarations.Select(declared => file.Describe(declared.Key, declared.Value))]);
    }

    private DeclaredService Describe(string variable, InvocationExpressionSyntax declaration)
    {
        var name = NameOf(declaration);
        var environment = SettingsOf(variable).Concat(CallsOf(variable)).ToList();
        if (MethodOf(declaration) != "Service")
            return DeclaredService.Of(name, null, environment);

        string? database = null;
        foreach (var call in Applying(declaration))
        {
            if (Setting.Contains(MethodOf(call)))
                environment.Add(Text(call, 0, name));
            else if (MethodOf(call) == "AddDatabase")
            {
                environment.Add("ConnectionStrings__" + Text(call, 0, name));
                database = Text(call, 1, name);
            }
            else if (MethodOf(call) == "WithReference" && Argument(call, 0).ToString() == "rabbitMq")
                environment.Add("ConnectionStrings__" + ServerName("rabbitMq"));
        }

        return DeclaredService.Of(name, database, environment);
    }

    /// <summary>The calls in the body of Service that this service comes through: what an if refuses it is left out.</summary>
    private IEnumerable<InvocationExpressionSyntax> Applying(InvocationExpressionSyntax declaration) =>
        service.DescendantNodes().OfType<InvocationExpressionSyntax>().Where(call =>
            call.Ancestors().OfType<IfStatementSyntax>().All(condition =>
                condition.Condition is not IdentifierNameSyntax flag || IsSet(declaration, flag.Identifier.Text)));

    private bool IsSet(InvocationExpressionSyntax declaration, string flag)
    {
        var given = declaration.ArgumentList.Arguments
            .FirstOrDefault(argument => argument.NameColon?.Name.Identifier.Text == flag)?.Expression;
        var value = given ?? service.ParameterList.Parameters.Single(p => p.Identifier.Text == flag).Default!.Value;
        return value.IsKind(SyntaxKind.TrueLiteralExpression);
    }

    private IEnumerable<string> CallsOf(string variable) =>
        from call in root.DescendantNodes().OfType<InvocationExpressionSyntax>()
        where MethodOf(call) == "Calls" && Argument(call, 0) is IdentifierNameSyntax caller && caller.Identifier.Text == variable
        from called in call.ArgumentList.Arguments.Skip(1)
        select $"services__{NameOf(declarations[called.Expression.ToString()])}__http__0";

    private IEnumerable<string> SettingsOf(string variable) =>
        from call in root.DescendantNodes().OfType<InvocationExpressionSyntax>()
        where Setting.Contains(MethodOf(call)) && !service.Contains(call)
        let isFluent = MethodOf(call) == "WithEnvironment"
        let target = isFluent ? RootOf(call) : Argument(call, 0).ToString()
        where target == variable
        select Text(call, isFluent ? 0 : 1, variable);

    private string ServerName(string variable) =>
        Text(root.DescendantNodes().OfType<VariableDeclaratorSyntax>().Single(server => server.Identifier.Text == variable)
            .DescendantNodes().OfType<InvocationExpressionSyntax>().Single(call => MethodOf(call) == "AddRabbitMQ"), 0, "");

    /// <summary>What a text argument comes to: a literal, the name of the service, or a sum of such.</summary>
    private static string Text(InvocationExpressionSyntax call, int position, string name) =>
        Value(Argument(call, position), name);

    private static string Value(ExpressionSyntax expression, string name) => expression switch
    {
        LiteralExpressionSyntax literal => Convert.ToString(literal.Token.Value, CultureInfo.InvariantCulture)!,
        IdentifierNameSyntax { Identifier.Text: "name" } => name,
        BinaryExpressionSyntax sum when sum.IsKind(SyntaxKind.AddExpression) => Value(sum.Left, name) + Value(sum.Right, name),
        _ => throw new InvalidOperationException($"apphost.cs: \"{expression}\" is no plain text, so no test can read it."),
    };

    /// <summary>The variable a chain of calls begins with: banksettlement.WithA().WithB().</summary>
    private static string RootOf(ExpressionSyntax expression)
    {
        if (expression.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>() is { } conditional)
            return conditional.Expression.ToString();
        while (expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member })
            expression = member.Expression;
        return expression.ToString();
    }

    private static bool Declares(SyntaxNode node) => node is InvocationExpressionSyntax call && ProjectOf(call) is not null
        && MethodOf(call) is "Service" or "AddProject";

    private static string? ProjectOf(InvocationExpressionSyntax call) =>
        call.DescendantNodes().OfType<GenericNameSyntax>().FirstOrDefault()?.TypeArgumentList.Arguments[0]
            is QualifiedNameSyntax { Left: IdentifierNameSyntax { Identifier.Text: "Projects" } } project
                ? project.Right.Identifier.Text
                : null;

    private static string NameOf(InvocationExpressionSyntax declaration) => Text(declaration, 0, "");

    private static ExpressionSyntax Argument(InvocationExpressionSyntax call, int position) =>
        call.ArgumentList.Arguments[position].Expression;

    private static string MethodOf(SyntaxNode node) => node is not InvocationExpressionSyntax call ? "" : call.Expression switch
    {
        MemberAccessExpressionSyntax member => member.Name.Identifier.Text,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.Text,
        SimpleNameSyntax simple => simple.Identifier.Text,
        _ => "",
    };
}
