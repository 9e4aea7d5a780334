BeforeAll { . $PSScriptRoot/Common.ps1 }

Describe 'The module as it is installed' {
    BeforeAll {
        $manifestPath = (Get-ChildItem $modulePath -Recurse -Filter ChiaPS.psd1)[0].FullName
        $manifest = Test-ModuleManifest $manifestPath
    }

    It 'has a manifest that is valid and complete for the Gallery' {
        $manifest.Description | Should -Not -BeNullOrEmpty
        $manifest.Author | Should -Not -BeNullOrEmpty
        $manifest.Tags | Should -Contain 'PSEdition_Core'
        $manifest.PowerShellVersion | Should -Be '7.4'
        $manifest.CompatiblePSEditions | Should -Be 'Core'
    }

    It 'exports its cmdlets by name and nothing else' {
        $module = Import-Module $modulePath -PassThru
        $module.ExportedCmdlets.Keys | Sort-Object | Should -Be ($manifest.ExportedCmdlets.Keys | Sort-Object)
        $module.ExportedFunctions.Count + $module.ExportedAliases.Count + $module.ExportedVariables.Count | Should -Be 0
        (Get-Content $manifestPath -Raw) | Should -Not -Match "Export\s*=\s*'?\*"
    }

    It 'ships only what it needs' {
        $folder = Split-Path $manifestPath
        Get-ChildItem $folder -Recurse -File | ForEach-Object { [IO.Path]::GetRelativePath($folder, $_.FullName).Replace('\', '/') } |
            Where-Object { $_ -notmatch '^en-US/' } | Sort-Object |
            Should -Be @('ChiaPS.dll', 'ChiaPS.Format.ps1xml', 'ChiaPS.psd1', 'ChiaPS.Types.ps1xml', 'dependencies/ChiaPS.Yaml.dll', 'dependencies/YamlDotNet.dll', 'LICENSE', 'ThirdPartyNotices.txt' | Sort-Object)
    }

    It 'can be imported, removed and imported again' {
        $run = Invoke-Pwsh "Import-Module '$modulePath'; Remove-Module ChiaPS; Import-Module '$modulePath'; Import-Module '$modulePath' -Force; (ConvertTo-ChiaAmount 1).Mojo"
        $run.Output.Trim() | Should -Be '1000000000000'
        $run.ExitCode | Should -Be 0
    }

    It 'reads a configuration although another YamlDotNet was loaded first' {
        $other = Join-Path $TestDrive 'YamlDotNet.dll'
        $root = Join-Path $TestDrive 'root'
        $null = New-Item (Join-Path $root 'config') -ItemType Directory
        Set-Content (Join-Path $root 'config/config.yaml') "self_hostname: &h localhost`nselected_network: testnet11`nfarmer: { pool_public_keys: !!set {}, host: *h }"
        $run = Invoke-Pwsh @"
Add-Type -TypeDefinition 'namespace YamlDotNet.RepresentationModel { public class YamlStream { } }' -OutputAssembly '$other' -OutputType Library
`$null = [Reflection.Assembly]::LoadFrom('$other')
Import-Module '$modulePath'
(Get-ChiaConfig -RootPath '$root').NetworkName
[YamlDotNet.RepresentationModel.YamlStream].Assembly.Location
"@
        $run.Output | Should -Match 'testnet11'
        $run.Output | Should -Match ([regex]::Escape($other))
    }

    It 'touches neither files nor network when it is imported' {
        # What an import needs, every import loads. pwsh's own background compiler, led by the profile of earlier starts, may load more beside it.
        $cache = @{ XDG_CACHE_HOME = $env:XDG_CACHE_HOME; LOCALAPPDATA = $env:LOCALAPPDATA }
        try {
            $loaded = 1..3 | ForEach-Object {
                $env:XDG_CACHE_HOME = $env:LOCALAPPDATA = (New-Item (Join-Path $TestDrive "cache$_") -ItemType Directory).FullName
                $run = Invoke-Pwsh "`$before = [AppDomain]::CurrentDomain.GetAssemblies(); Import-Module '$modulePath'; [AppDomain]::CurrentDomain.GetAssemblies().Where({ `$_ -notin `$before }).ForEach({ `$_.GetName().Name })"
                , ($run.Output -split '\s+')
            }
        } finally {
            $cache.Keys | ForEach-Object { Set-Item "env:$_" $cache[$_] }
        }

        $always = $loaded[0].Where({ $_ -in $loaded[1] -and $_ -in $loaded[2] })
        $always | Should -Contain 'ChiaPS'
        $always -match 'Yaml|Net|Json|Cryptography' | Should -BeNullOrEmpty
    }

    It 'is imported in an eye-blink' {
        # The processor's time, which other work on the machine does not stretch as it does the clock's: the first measurement itself is in it.
        $times = 1..5 | ForEach-Object { [double](Invoke-Pwsh "`$p = [Diagnostics.Process]::GetCurrentProcess(); `$before = `$p.TotalProcessorTime; Import-Module '$modulePath'; `$p.Refresh(); (`$p.TotalProcessorTime - `$before).TotalMilliseconds").Output.Trim() }
        ($times | Sort-Object)[0] | Should -BeLessThan 300
    }
}
