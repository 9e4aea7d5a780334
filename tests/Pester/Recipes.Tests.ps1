BeforeAll {
    . $PSScriptRoot/Common.ps1
    $node = Start-EmbeddedNode
    $readme = Get-Content (Join-Path $repository 'README.md') -Raw
    $section = ($readme -split '(?m)^## ' | Where-Object { $_ -like 'Watching a farm*' })

    # A script of the README by its first line; what stands for a place of the reader's is replaced.
    function Get-Recipe {
        param([string] $Name, [hashtable] $Replace = @{})

        $block = [regex]::Matches($section, '(?s)```powershell\r?\n(.*?)```').Groups.Where({ $_.Name -eq '1' -and $_.Value.Contains($Name) })[0].Value
        $block = $block -replace '-ObserveSec \d+', '-ObserveSec 1'
        foreach ($old in $Replace.Keys) {
            $block -match $old | Should -BeTrue -Because "$Name says $old"
            $block = $block -replace $old, $Replace[$old]
        }

        "`$env:CHIAPS_HOME = '$TestDrive'; `$env:CHIA_ROOT = '$($node.Root)'; `$env:PSModulePath = '$(Split-Path $modulePath)' + [IO.Path]::PathSeparator + `$env:PSModulePath`n" + $block
    }

    # Accepts one connection, talks as told, and keeps what was said to it.
    function Start-Listener {
        [CmdletBinding(SupportsShouldProcess)]
        param([scriptblock] $Talk)

        if ($PSCmdlet.ShouldProcess('a listener', 'Start')) {
            $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
            $listener.Start()
            $shell = [powershell]::Create().AddScript({
                    param($listener, $talk)
                    $client = $listener.AcceptTcpClient()
                    $stream = $client.GetStream()
                    $reader = [IO.StreamReader]::new($stream)
                    $writer = [IO.StreamWriter]::new($stream)
                    $writer.NewLine = "`r`n"
                    $writer.AutoFlush = $true
                    & ([scriptblock]::Create($talk)) $reader $writer
                    $client.Dispose()
                }).AddArgument($listener).AddArgument("$Talk")
            [pscustomobject]@{ Port = $listener.LocalEndpoint.Port; Listener = $listener; Shell = $shell; Running = $shell.BeginInvoke() }
        }
    }

    function Receive-Heard {
        param($Listener)

        if (-not $Listener.Running.AsyncWaitHandle.WaitOne(20000)) { throw 'Nobody called.' }
        $Listener.Shell.EndInvoke($Listener.Running)
        $Listener.Shell.Dispose()
        $Listener.Listener.Stop()
    }

    $mail = {
        param($reader, $writer)
        $writer.WriteLine('220 here')
        while ($null -ne ($line = $reader.ReadLine())) {
            $line
            switch -Regex ($line) {
                '^EHLO' { $writer.WriteLine('250 here') }
                '^DATA' {
                    $writer.WriteLine('354 go on')
                    while (($line = $reader.ReadLine()) -ne '.') { $line }
                    $writer.WriteLine('250 taken')
                }
                '^QUIT' { $writer.WriteLine('221 bye'); return }
                '^(MAIL|RCPT)' { $writer.WriteLine('250 fine') }
            }
        }
    }

    $web = {
        param($reader, $writer)
        $length = 0
        while (($line = $reader.ReadLine()) -ne '') {
            if ($line -match '^Content-Length: (\d+)') { $length = [int]$Matches[1] }
            if ($line -match '^(POST|Content-Type)') { $line }
        }
        $buffer = [char[]]::new($length)
        $null = $reader.ReadBlock($buffer, 0, $length)
        [string]::new($buffer)
        $writer.Write("HTTP/1.1 200 OK`r`nContent-Length: 2`r`nConnection: close`r`n`r`nok")
    }
}

AfterAll { Stop-EmbeddedNode $node }

Describe 'The README''s recipes for a farm' {
    It 'end with the number of what was found' {
        (Invoke-Pwsh (Get-Recipe 'check-farm.ps1')).ExitCode | Should -Be 2
    }

    It 'show the worst first and end with its number' {
        $run = Invoke-Pwsh (Get-Recipe 'check_farm.ps1')
        $run.ExitCode | Should -Be 2 -Because $run.Output
        $run.Output | Should -Match '(?s)^Fail .*Pass '
    }

    It 'end with 3 where nothing can be looked at' {
        $run = Invoke-Pwsh (Get-Recipe 'check_farm.ps1' @{ 'Import-Module ChiaPS' = 'Import-Module ChiaPSnot' })
        $run.ExitCode | Should -Be 3
        $run.Output | Should -Match '^Unknown: '
    }

    It 'send a mail' {
        $listener = Start-Listener $mail
        $run = Invoke-Pwsh (Get-Recipe 'mail-farm.ps1' @{ "'mail.lan', 25" = "'127.0.0.1', $($listener.Port)" })
        $run.ExitCode | Should -Be 0 -Because $run.Output
        # Quoted-printable breaks lines where it likes.
        $heard = ((Receive-Heard $listener) -join "`n") -replace "=`n" -replace '=0A', "`n"
        $heard | Should -Match 'RCPT TO:<ann@lan>'
        $heard | Should -Match 'Subject: Farm: \d+ to look at'
        $heard | Should -Match 'Observed points'
    }

    It 'call a webhook' {
        $listener = Start-Listener $web
        $run = Invoke-Pwsh ("`$env:FARM_WEBHOOK = 'http://127.0.0.1:$($listener.Port)/hook'`n" + (Get-Recipe 'tell-farm.ps1'))
        $run.ExitCode | Should -Be 0 -Because $run.Output
        $heard = Receive-Heard $listener
        $heard | Should -Contain 'POST /hook HTTP/1.1'
        ($heard[-1] | ConvertFrom-Json).text | Should -Match 'local: (Warn|Fail) '
    }

    It 'start the farmer again' {
        $run = Invoke-Pwsh (Get-Recipe 'mend-farm.ps1')
        $run.ExitCode | Should -Be 0 -Because $run.Output
        $run.Output | Should -Match 'Farmer'
    }

    It 'show events live' {
        $live = Get-Recipe 'Watch-ChiaEvent NewFarmingInfo'
        $live = ($live -replace '-StaleAfter 0:02:00', '-StaleAfter 1 -Until { $$_.Event -eq ''Stale'' } -WaitTimeoutSec 60') -replace '(?m)^Watch', "Import-Module ChiaPS; Watch"
        (Invoke-Pwsh $live).Output | Should -Match 'Stale'
    }
}
