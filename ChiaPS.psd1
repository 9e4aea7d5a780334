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
        'ConvertFrom-ChiaAddress'
        'ConvertTo-ChiaAddress'
        'ConvertTo-ChiaAmount'
        'Get-ChiaAutoClaim'
        'Get-ChiaBlockchainState'
        'Get-ChiaBlockRecord'
        'Get-ChiaBlockTimestamp'
        'Get-ChiaCertificate'
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
        'Get-ChiaSync'
        'Get-ChiaTransaction'
        'Get-ChiaWallet'
        'Get-ChiaWalletAddress'
        'Get-ChiaWalletBalance'
        'Get-ChiaWalletCoin'
        'Invoke-ChiaRpc'
        'New-ChiaSession'
        'New-ChiaSimulatorBlock'
        'New-ChiaWalletAddress'
        'Remove-ChiaSession'
        'Set-ChiaAutoClaim'
        'Set-ChiaDerivationIndex'
        'Set-ChiaSession'
        'Set-ChiaWalletResync'
        'Switch-ChiaKey'
        'Test-ChiaConnection'
        'Wait-ChiaSync'
        'Watch-ChiaEvent'
    )
    PrivateData          = @{
        PSData = @{
            Tags         = @('chia', 'xch', 'blockchain', 'farming', 'wallet', 'rpc', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            ReleaseNotes = 'See CHANGELOG.md.'
        }
    }
}
