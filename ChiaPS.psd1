@{
    RootModule           = 'ChiaPS.dll'
    ModuleVersion        = '0.1.0'
    GUID                 = '5d0b1c0e-7a0f-4f0c-9d43-6f3f0c7b9a55'
    Author               = 'ChiaPS contributors'
    CompanyName          = 'ChiaPS contributors'
    Copyright            = '(c) ChiaPS contributors. MIT licence.'
    Description          = 'Chia from PowerShell: full node, wallet, farmer, harvester and daemon as typed objects on the pipeline, over mutual TLS that is verified against the private CA of your installation. For a prompt, for scheduled tasks and for farms of many machines.'
    PowerShellVersion    = '7.4'
    CompatiblePSEditions = @('Core')
    FormatsToProcess     = @('ChiaPS.Format.ps1xml')

    FunctionsToExport    = @()
    VariablesToExport    = @()
    AliasesToExport      = @()
    CmdletsToExport      = @(
        'Clear-ChiaUnconfirmedTransaction'
        'Complete-ChiaClawback'
        'ConvertFrom-ChiaAddress'
        'ConvertTo-ChiaAddress'
        'ConvertTo-ChiaAmount'
        'Get-ChiaAutoClaim'
        'Get-ChiaBlockRecord'
        'Get-ChiaBlockTimestamp'
        'Get-ChiaBlockchainState'
        'Get-ChiaCertificate'
        'Get-ChiaClawback'
        'Get-ChiaCoinId'
        'Get-ChiaCoinRecord'
        'Get-ChiaConfig'
        'Get-ChiaDerivationIndex'
        'Get-ChiaFeeEstimate'
        'Get-ChiaKey'
        'Get-ChiaMempoolItem'
        'Get-ChiaNetwork'
        'Get-ChiaRoute'
        'Get-ChiaService'
        'Get-ChiaSession'
        'Get-ChiaSpend'
        'Get-ChiaSync'
        'Get-ChiaTransaction'
        'Get-ChiaWallet'
        'Get-ChiaWalletAddress'
        'Get-ChiaWalletBalance'
        'Get-ChiaWalletCoin'
        'Invoke-ChiaRpc'
        'Join-ChiaCoin'
        'New-ChiaSession'
        'New-ChiaSimulatorBlock'
        'New-ChiaSpendOption'
        'New-ChiaTransaction'
        'New-ChiaWalletAddress'
        'Remove-ChiaSession'
        'Remove-ChiaSpend'
        'Send-ChiaTransaction'
        'Set-ChiaAutoClaim'
        'Set-ChiaDerivationIndex'
        'Set-ChiaSession'
        'Set-ChiaWalletResync'
        'Split-ChiaCoin'
        'Submit-ChiaTransaction'
        'Switch-ChiaKey'
        'Test-ChiaConnection'
        'Wait-ChiaSync'
        'Wait-ChiaTransaction'
    )
    PrivateData          = @{
        PSData = @{
            Tags         = @('chia', 'xch', 'blockchain', 'farming', 'wallet', 'rpc', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            ReleaseNotes = 'See CHANGELOG.md.'
        }
    }
}
