# What the files share: the built module, and an embedded node where a file needs one.
$ErrorActionPreference = 'Stop'
$repository = Resolve-Path (Join-Path $PSScriptRoot '../..')
$modulePath = if ($env:CHIAPS_MODULE) { $env:CHIAPS_MODULE } else { Join-Path $repository 'out/ChiaPS' }

function Start-EmbeddedNode {
    [CmdletBinding(SupportsShouldProcess)]
    param()

    if ($PSCmdlet.ShouldProcess('an embedded node', 'Start')) {
        $program = if ($env:CHIAPS_NODE) { $env:CHIAPS_NODE } else { Join-Path $repository 'tests/ChiaPS.EmbeddedNode/bin/Debug/net10.0/ChiaPS.EmbeddedNode.dll' }
        $start = [Diagnostics.ProcessStartInfo]::new('dotnet')
        $start.RedirectStandardInput = $start.RedirectStandardOutput = $true
        foreach ($argument in $program, '--root', (Join-Path ([IO.Path]::GetTempPath()) "chiaps-pester-$PID-$([guid]::NewGuid().ToString('N'))")) {
            $start.ArgumentList.Add($argument)
        }

        $process = [Diagnostics.Process]::Start($start)
        $facts = $process.StandardOutput.ReadLine() | ConvertFrom-Json
        Add-Member -InputObject $process -NotePropertyName Root -NotePropertyValue $facts.root -PassThru
    }
}

function Stop-EmbeddedNode {
    [CmdletBinding(SupportsShouldProcess)]
    param($Node)

    if ($Node -and $PSCmdlet.ShouldProcess('the embedded node', 'Stop')) {
        $Node.StandardInput.Close()
        if (-not $Node.WaitForExit(10000)) { $Node.Kill() }
        Remove-Item $Node.Root -Recurse -Force -ErrorAction Ignore
    }
}

# Runs a script in a pwsh of its own, as a scheduled task does; gives exit code and output.
function Invoke-Pwsh {
    param([string] $Script, [string[]] $Switch = @('-NoProfile', '-NonInteractive'))

    $file = Join-Path $TestDrive "$([guid]::NewGuid().ToString('N')).ps1"
    Set-Content -Path $file -Value $Script
    $output = & (Get-Process -Id $PID).Path @Switch -File $file 2>&1 | Out-String
    [pscustomobject]@{ ExitCode = $LASTEXITCODE; Output = $output }
}
