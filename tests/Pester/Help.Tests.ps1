BeforeDiscovery {
    . $PSScriptRoot/Common.ps1
    $commands = @((Import-Module $modulePath -PassThru).ExportedCmdlets.Values | ForEach-Object { @{ Name = $_.Name } })
    $topics = @('about_ChiaPS', 'about_ChiaSessions', 'about_ChiaAmounts', 'about_ChiaErrors', 'about_ChiaScheduledTasks' | ForEach-Object { @{ Name = $_ } })
}

BeforeAll { . $PSScriptRoot/Common.ps1; Import-Module $modulePath }

Describe 'Help of <Name>' -ForEach $commands {
    BeforeAll {
        $help = Get-Help $Name -Full
        $common = [Management.Automation.PSCmdlet]::CommonParameters + [Management.Automation.PSCmdlet]::OptionalCommonParameters
    }

    It 'has a synopsis, a description and two examples' {
        $help.Synopsis | Should -Not -Match "^\s*$Name"
        ($help.description | Out-String).Trim() | Should -Not -BeNullOrEmpty
        @($help.examples.example).Count | Should -BeGreaterOrEqual 2
    }

    It 'describes every parameter' {
        $described = @($help.parameters.parameter | Where-Object { ($_.description | Out-String).Trim() } | ForEach-Object name)
        (Get-Command $Name).Parameters.Keys | Where-Object { $_ -notin $common } | Should -BeIn $described
    }
}

Describe 'Topic <Name>' -ForEach $topics {
    It 'is there' { (Get-Help $Name | Out-String).Length | Should -BeGreaterThan 500 }
}
