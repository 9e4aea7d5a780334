BeforeAll {
    . $PSScriptRoot/Common.ps1
    $node = Start-EmbeddedNode
    Import-Module $modulePath
    $session = New-ChiaSession pester -RootPath $node.Root
}

AfterAll {
    if ($session) { Remove-ChiaSession pester }
    Stop-EmbeddedNode $node
}

Describe 'What <Command> writes' -ForEach @(
    @{ Command = 'Get-ChiaBlockchainState'; Key = 'Height' }
    @{ Command = 'Get-ChiaBlockRecord -Last 1'; Key = 'HeaderHash' }
    @{ Command = 'Get-ChiaWalletAddress | Get-ChiaCoinRecord -IncludeSpent | Select-Object -First 1'; Key = 'CoinId' }
    @{ Command = 'Get-ChiaKey | Select-Object -First 1'; Key = 'Fingerprint' }
    @{ Command = 'Get-ChiaWallet 1'; Key = 'WalletId' }
    @{ Command = 'Get-ChiaWalletBalance 1'; Key = 'ConfirmedWalletBalanceMojo' }
    @{ Command = 'Get-ChiaTransaction -First 1'; Key = 'TransactionId' }
    @{ Command = 'Get-ChiaSync FullNode'; Key = 'Height' }
    @{ Command = 'Get-ChiaService FullNode'; Key = 'Port' }
    @{ Command = 'Get-ChiaNetwork'; Key = 'NetworkName' }
    @{ Command = 'Get-ChiaRoute FullNode get_blocks'; Key = 'Name' }
    @{ Command = 'Test-ChiaConnection -Service FullNode | Select-Object -First 1'; Key = 'Message' }
    @{ Command = 'Get-ChiaSession pester'; Key = 'Name' }
) {
    BeforeAll {
        Set-StrictMode -Version Latest
        $item = & ([scriptblock]::Create($Command))
    }

    It 'can be read under strict mode' { $item.$Key | Should -Not -BeNullOrEmpty }

    It 'goes through CSV' { ($item | ConvertTo-Csv | ConvertFrom-Csv).$Key | Should -Be ([string]$item.$Key) }

    It 'goes through JSON' { ($item | ConvertTo-Json -Depth 6 -WarningAction Stop | ConvertFrom-Json).$Key | Should -Be $item.$Key }

    It 'goes through Clixml' {
        $item | Export-Clixml (Join-Path $TestDrive 'item.xml')
        (Import-Clixml (Join-Path $TestDrive 'item.xml')).$Key | Should -Be $item.$Key
    }

    It 'renders without an error' {
        $Error.Clear()
        ($item | Out-String).Trim() | Should -Not -BeNullOrEmpty
        $Error.Count | Should -Be 0
    }
}
