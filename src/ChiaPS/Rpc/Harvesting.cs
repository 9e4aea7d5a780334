namespace ChiaPS.Rpc;

/// <summary>Endpoints of the harvester that are its own.</summary>
internal static class Harvesting
{
    /// <summary>All plots this harvester loaded, plus files it could not use.</summary>
    public static readonly ListEndpoint<None, Plot> GetPlots = new(ChiaService.Harvester, "get_plots") { Field = "plots", Slow = true };

    /// <summary>Trigger a rescan of the plot directories.</summary>
    public static readonly Endpoint<None, None> RefreshPlots = new(ChiaService.Harvester, "refresh_plots") { Changes = true };

    /// <summary>Delete a plot file from disk.</summary>
    public static readonly Endpoint<FilenameRequest, None> DeletePlot = new(ChiaService.Harvester, "delete_plot") { Changes = true };

    /// <summary>Add a plot directory to config.yaml and rescan.</summary>
    public static readonly Endpoint<DirnameRequest, None> AddPlotDirectory = new(ChiaService.Harvester, "add_plot_directory") { Changes = true };

    /// <summary>Configured plot directories.</summary>
    public static readonly Endpoint<None, string[]> GetPlotDirectories = new(ChiaService.Harvester, "get_plot_directories") { Field = "directories" };

    /// <summary>Remove a plot directory from config.yaml and rescan.</summary>
    public static readonly Endpoint<DirnameRequest, None> RemovePlotDirectory = new(ChiaService.Harvester, "remove_plot_directory") { Changes = true };

    /// <summary>Harvesting settings from config.yaml.</summary>
    public static readonly Endpoint<None, HarvesterConfig> GetHarvesterConfig = new(ChiaService.Harvester, "get_harvester_config") { Since = "2.0.0" };

    /// <summary>Write harvesting settings to config.yaml.</summary>
    public static readonly Endpoint<HarvesterConfigRequest, None> UpdateHarvesterConfig = new(ChiaService.Harvester, "update_harvester_config") { Changes = true, Since = "2.0.0" };
}
