namespace ChiaPS.Rpc;

/// <summary>Endpoints of the harvester that are its own.</summary>
internal static class Harvester
{
    /// <summary>All plots this harvester loaded, plus files it could not use.</summary>
    public static readonly Endpoint GetPlots = new(ChiaService.Harvester, "get_plots") { Slow = true };

    /// <summary>Trigger a rescan of the plot directories.</summary>
    public static readonly Endpoint RefreshPlots = new(ChiaService.Harvester, "refresh_plots") { Changes = true };

    /// <summary>Delete a plot file from disk.</summary>
    public static readonly Endpoint DeletePlot = new(ChiaService.Harvester, "delete_plot") { Changes = true };

    /// <summary>Add a plot directory to config.yaml and rescan.</summary>
    public static readonly Endpoint AddPlotDirectory = new(ChiaService.Harvester, "add_plot_directory") { Changes = true };

    /// <summary>Configured plot directories.</summary>
    public static readonly Endpoint GetPlotDirectories = new(ChiaService.Harvester, "get_plot_directories");

    /// <summary>Remove a plot directory from config.yaml and rescan.</summary>
    public static readonly Endpoint RemovePlotDirectory = new(ChiaService.Harvester, "remove_plot_directory") { Changes = true };

    /// <summary>Harvesting settings from config.yaml.</summary>
    public static readonly Endpoint GetHarvesterConfig = new(ChiaService.Harvester, "get_harvester_config") { Since = "2.0.0" };

    /// <summary>Write harvesting settings to config.yaml.</summary>
    public static readonly Endpoint UpdateHarvesterConfig = new(ChiaService.Harvester, "update_harvester_config") { Changes = true, Since = "2.0.0" };
}
