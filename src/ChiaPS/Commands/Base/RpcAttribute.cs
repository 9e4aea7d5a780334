namespace ChiaPS.Commands;

/// <summary>A route that a cmdlet calls, as <c>service/route</c>; Get-ChiaRoute shows it, and a test holds it against what is really called.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
internal sealed class RpcAttribute(string route) : Attribute
{
    public string Route { get; } = route;
}
