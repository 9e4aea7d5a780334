BeforeAll {
    . $PSScriptRoot/Common.ps1
    $node = Start-EmbeddedNode
}

AfterAll { Stop-EmbeddedNode $node }

Describe 'A script without anybody at the console' {
    It 'ends with 0 when all went well' {
        $run = Invoke-Pwsh @"
`$ErrorActionPreference = 'Stop'
Import-Module '$modulePath'
`$state = Get-ChiaBlockchainState -Session (New-ChiaSession -RootPath '$($node.Root)')
if (-not `$state.Synced) { exit 2 }
"@
        $run.Output.Trim() | Should -BeNullOrEmpty
        $run.ExitCode | Should -Be 0
    }

    It 'ends with 1 when the installation is not there, and says where it looked' {
        $run = Invoke-Pwsh "`$ErrorActionPreference = 'Stop'; Import-Module '$modulePath'; `$env:CHIA_ROOT = '/no/such/root'; Get-ChiaBlockchainState"
        $run.ExitCode | Should -Be 1
        $run.Output | Should -Match 'no.such.root'
        $run.Output | Should -Not -Match '   at ChiaPS\.'
    }

    It 'never waits for an answer that nobody gives' {
        $run = Invoke-Pwsh "Import-Module '$modulePath'; `$null = New-ChiaSession -RootPath '$($node.Root)'; New-ChiaSimulatorBlock -Confirm; Get-ChiaCoinRecord; 'went on'"
        $run.Output | Should -Match 'went on'
    }

    It 'can exit with the number of a test' {
        $run = Invoke-Pwsh "Import-Module '$modulePath'; exit ([int]-not (Test-ChiaConnection -RootPath '$($node.Root)' -Service FullNode, Wallet -Quiet))"
        $run.ExitCode | Should -Be 0
    }
}
