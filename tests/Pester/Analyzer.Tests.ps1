BeforeAll { . $PSScriptRoot/Common.ps1 }

Describe 'PSScriptAnalyzer' {
    It 'has nothing to say about <_>' -ForEach 'build.ps1', 'out/ChiaPS', 'tests/Pester' {
        if (-not (Get-Module PSScriptAnalyzer -ListAvailable)) {
            Set-ItResult -Skipped -Because 'PSScriptAnalyzer is not installed'
            return
        }

        Invoke-ScriptAnalyzer -Path (Join-Path $repository $_) -Recurse -Settings (Join-Path $repository 'PSScriptAnalyzerSettings.psd1') |
            ForEach-Object { "$($_.ScriptName):$($_.Line) $($_.RuleName) $($_.Message)" } | Should -BeNullOrEmpty
    }
}
