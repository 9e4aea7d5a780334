namespace ChiaPS.Rpc;

/// <summary>Endpoints of the solver that are its own.</summary>
internal static class Solver
{
    /// <summary>Whether the solver has started.</summary>
    public static readonly Endpoint<None, bool> GetState = new(ChiaService.Solver, "get_state") { Field = "started", Since = "2.5.7" };
}
