BeforeAll {
    . $PSScriptRoot/Common.ps1
    $node = Start-EmbeddedNode
    $home_ = Join-Path $TestDrive 'home'
    $head = "`$env:CHIAPS_HOME = '$home_'; `$env:CHIA_ROOT = '$($node.Root)'; Import-Module '$modulePath'"
    $csv = Join-Path $TestDrive 'payouts.csv'
    1..20 | ForEach-Object { [pscustomobject]@{ Address = '0x' + ('{0:x2}' -f $_) * 32; Amount = "0.00$_"; Memo = "number $_"; Reference = "p-$_" } } | Export-Csv $csv
    $payAndStop = "`$ErrorActionPreference = 'Stop'; $head"
}

AfterAll { Stop-EmbeddedNode $node }

Describe 'Payouts from a file, with nobody at the console' {
    It 'pays every row, and at the second run nobody again' {
        $first = Invoke-Pwsh "$payAndStop; Import-Csv '$csv' | Send-ChiaTransaction -Confirm:`$false | ForEach-Object TransactionId"
        $first.ExitCode | Should -Be 0
        ($first.Output.Trim() -split '\s+').Count | Should -Be 20

        $second = Invoke-Pwsh "$payAndStop; Import-Csv '$csv' | Send-ChiaTransaction -Confirm:`$false -WarningAction SilentlyContinue | ForEach-Object TransactionId"
        $second.ExitCode | Should -Be 0
        $second.Output.Trim() | Should -Be $first.Output.Trim()
        (Invoke-Pwsh "$head; @(Get-ChiaSpend).Count").Output.Trim() | Should -Be '20'
    }

    It 'pays nobody when one row is bad, names it, and ends with 1' {
        $rows = Import-Csv $csv
        $rows | ForEach-Object { $_.Reference = 'q' + $_.Reference }
        $rows[6].Amount = '0,007'
        $bad = Join-Path $TestDrive 'bad.csv'
        $rows | Export-Csv $bad
        $run = Invoke-Pwsh "`$ErrorActionPreference = 'Stop'; $head; Import-Csv '$bad' | Send-ChiaTransaction -Confirm:`$false"
        $run.ExitCode | Should -Be 1
        $run.Output | Should -Match 'Row 7'
        (Invoke-Pwsh "$head; @(Get-ChiaSpend | Where-Object Reference -Like 'qp-*').Count").Output.Trim() | Should -Be '0'
    }

    It 'pays nothing where nobody can answer the question' {
        $run = Invoke-Pwsh "$payAndStop; Send-ChiaTransaction 0x$('ab' * 32) 0.5"
        $run.ExitCode | Should -Be 1
        $run.Output | Should -Match 'nobody to ask' # PowerShell shows what to do from 7.6 on only
    }

    It 'sends in one process what another built, from <As>' -TestCases @(
        @{ As = 'Clixml'; Write = 'Export-Clixml'; Read = 'Import-Clixml' }
        @{ As = 'JSON'; Write = 'ConvertTo-Json | Set-Content'; Read = 'Get-Content -Raw' }
    ) {
        $file = Join-Path $TestDrive "built.$As"
        (Invoke-Pwsh "$payAndStop; Send-ChiaTransaction 0x$('cd' * 32) 0.0$($As.Length) -Reference $As -NoPush | $Write '$file'").ExitCode | Should -Be 0
        $run = Invoke-Pwsh "$payAndStop; $Read '$file' | Submit-ChiaTransaction -Confirm:`$false | ForEach-Object { `"`$(`$_.Status) `$(`$_.Reference) `$(`$_.Amount)`" }"
        $run.ExitCode | Should -Be 0
        $run.Output.Trim() | Should -Match "^(Pending|InMempool) $As 0.0$($As.Length)$"
    }
}
