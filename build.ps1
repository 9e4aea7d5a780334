<#
.SYNOPSIS
Builds, tests and packages ChiaPS. Every step is one command that also works alone, without PowerShell.

.EXAMPLE
./build.ps1 -Task Test

.EXAMPLE
./build.ps1 -Task Package
The nupkg that a Gallery publish would upload, in artifacts/.
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Analyze', 'Package', 'Demo', 'Clean')]
    [string[]] $Task = 'Build'
)

$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true
Push-Location $PSScriptRoot
try {
    switch ($Task) {
        Build { dotnet build ChiaPS.sln }
        Test { dotnet test }
        Analyze {
            $findings = @('build.ps1', 'out/ChiaPS', 'tests/Pester') | ForEach-Object { Invoke-ScriptAnalyzer -Path $_ -Recurse -Settings ./PSScriptAnalyzerSettings.psd1 }
            $findings
            if ($findings) { throw "PSScriptAnalyzer found $(@($findings).Count) problem(s)." }
        }
        Package { dotnet pack src/ChiaPS -c Release -o artifacts }
        Demo { dotnet run --project tests/ChiaPS.Demo }
        Clean { git clean -fdX -e '!*.user' -- out artifacts src tests }
    }
}
finally {
    Pop-Location
}
