namespace ChiaPS.HelpBuilder;

/// <summary>What is written once for a parameter that many cmdlets have: <c>### -Name</c>, or <c>### -Name[]</c> where it takes several.</summary>
internal static class SharedText
{
    public static Passage? For(Parameter parameter, HelpPage page, HelpPage shared) =>
        page.Parameters.Find(passage => passage.Title == "-" + parameter.Name) ?? shared.Parameters.Find(passage => Fits(passage, parameter));

    public static bool Fits(Passage passage, Parameter parameter) => passage.Title == $"-{parameter.Name}{(parameter.IsArray ? "[]" : "")}";
}
