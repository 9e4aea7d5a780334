BeforeDiscovery {
    $commands = @(
        'New-ChiaMnemonic'
        'New-ChiaMnemonic | Add-ChiaKey -Confirm:$false'
        'Add-ChiaKey $words -Confirm:$false'
        '$words | Add-ChiaKey -Label x -LogIn -Confirm:$false'
        'Add-ChiaKey $phrase -Confirm:$false'
        'Get-ChiaPrivateKey 1532878573 -Confirm:$false'
        'Get-ChiaPrivateKey -All -Confirm:$false'
        'Get-ChiaPrivateKey -First -Confirm:$false'
        'Get-ChiaPrivateKey 1532878573 -EntropyOnly -Confirm:$false'
        'Get-ChiaPrivateKey 1 -Confirm:$false'
        'Set-ChiaKeyring $phrase -Hint none -Confirm:$false; Test-ChiaKeyring $phrase; Test-ChiaKeyring $words'
        'Set-ChiaKeyring $phrase -Confirm:$false; Set-ChiaKeyring $words $phrase -Confirm:$false; Set-ChiaKeyring $phrase $phrase -Confirm:$false'
        'Set-ChiaKeyring $phrase -Confirm:$false; Set-ChiaKeyring -RemovePassphrase -CurrentPassphrase $phrase -Confirm:$false'
        'Set-ChiaKeyring -RemovePassphrase -CurrentPassphrase $phrase -Confirm:$false'
        'Unlock-ChiaKeyring $phrase'
        'Unlock-ChiaKeyring $words -TimeoutSec 20'
    ) | ForEach-Object { @{ Command = $_ } }
}

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $fixtures = Join-Path $repository 'tests/Fixtures'
    $private:given = 'zzalpha zzbravo zzcharlie zzdelta zzecho zzfoxtrot zzgolf zzhotel zzindia zzjuliet zzkilo zzlima'
    $typed = Join-Path $TestDrive 'typed.txt'
    Set-Content $typed $given, 'zzpassphrase'

    # Words that are given, each; of those that the node answers with three in a row, and its secret keys.
    $key = (Get-Content (Join-Path $fixtures 'wallet/get_private_key.json') -Raw | ConvertFrom-Json)[0].response.private_key
    $made = (Get-Content (Join-Path $fixtures 'wallet/generate_mnemonic.json') -Raw | ConvertFrom-Json)[0].response.mnemonic
    $secret = @($given.Split(' ')) + 'zzpassphrase' + ($made[0..2] -join ' ') + (($key.seed -split ' ')[0..2] -join ' ') + $key.sk.Replace('0x', '')

    # As it is, and as a SecureString is written where nothing encrypts it.
    $forms = $secret + ($secret | ForEach-Object { [Convert]::ToHexString([Text.Encoding]::Unicode.GetBytes($_)) })

    # Runs a command as a script does that keeps a transcript of everything; gives all that is left of it, by name.
    function Get-Trace {
        param([string] $Command)

        $node = Start-EmbeddedNode
        $folder = New-Item -ItemType Directory (Join-Path $TestDrive ([guid]::NewGuid().ToString('N')))
        try {
            $run = Invoke-Pwsh @"
`$words, `$phrase = Get-Content '$typed' | ForEach-Object { `$text = [securestring]::new(); `$_.ToCharArray() | ForEach-Object { `$text.AppendChar(`$_) }; `$text }
`$env:CHIAPS_HOME = '$folder/home'
Import-Module '$modulePath'
`$null = New-ChiaSession -RootPath '$($node.Root)' -SkipCheck
`$null = Start-Transcript '$folder/transcript.txt'
`$VerbosePreference = `$DebugPreference = `$InformationPreference = 'Continue'
& { try { $Command } catch { Write-Error -ErrorRecord `$_ } } -OutVariable all
& { try { $Command } catch { `$_ } } *>&1 | Tee-Object -Variable all | Format-List * -Force | Out-Default
& { try { $Command } catch { `$_ } } -Verbose -Debug *>&1 | Out-Default
`$all | Out-String -Width 4000
`$all | Export-Clixml '$folder/streams.xml' -Depth 3
`$all | ConvertTo-Json -Depth 1 -WarningAction SilentlyContinue | Set-Content '$folder/streams.json'
`$Error | Format-List * -Force | Out-String -Width 4000
`$Error | ForEach-Object { `$_.Exception.ToString(); `$_.TargetObject; `$_.InvocationInfo } | Format-List * -Force | Out-String -Width 4000
`$Error | Export-Clixml '$folder/errors.xml'
Get-History | Format-List * | Out-String
`$null = Stop-Transcript
"calls: `$(@(`$all | Where-Object { `$_ -is [Management.Automation.DebugRecord] }).Count)"
"@
        }
        finally {
            Stop-EmbeddedNode $node
        }

        $run.Output -match '(?m)^calls: (\d+)' | Should -BeTrue -Because $run.Output
        $trace = @{ output = $run.Output; calls = [int]$Matches[1] }
        Get-ChildItem $folder -File -Recurse | ForEach-Object { $trace[$_.Name] = Get-Content $_.FullName -Raw }
        $trace
    }

    function Find-Secret {
        param($Trace)

        foreach ($name in $Trace.Keys) {
            foreach ($form in $forms) {
                if ("$($Trace[$name])" -like "*$form*") { "$name holds $form" }
            }
        }
    }
}

Describe 'What is left of <Command>' -ForEach $commands {
    It 'holds no secret: transcript, streams, errors, files' {
        $trace = Get-Trace $Command
        $trace.Keys | Should -Contain 'transcript.txt'
        $trace.Keys | Should -Contain 'streams.xml'
        $trace['transcript.txt'] | Should -Match 'RPC|register_service|DEBUG|ChiaArgument|Mnemonic'
        Find-Secret $trace | Should -BeNullOrEmpty
    }
}

Describe 'The scan' {
    It 'is not blind: it finds what -AsPlainText shows' {
        $found = Find-Secret (Get-Trace 'New-ChiaMnemonic -AsPlainText; Get-ChiaPrivateKey 1532878573 -AsPlainText -Confirm:$false')
        $found | Should -Contain "transcript.txt holds $($made[0..2] -join ' ')"
        $found | Should -Contain "transcript.txt holds $($key.sk.Replace('0x', ''))"
    }

    It 'finds a SecureString that was written unencrypted' -Skip:$IsWindows {
        Find-Secret (Get-Trace '$phrase') | Should -Contain "streams.xml holds $([Convert]::ToHexString([Text.Encoding]::Unicode.GetBytes('zzpassphrase')))"
    }
}
