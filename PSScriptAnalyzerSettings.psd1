@{
    Severity     = @('Error', 'Warning', 'Information')
    ExcludeRules = @(
        # Pester's blocks share variables between BeforeAll and It, which the rule does not see.
        'PSUseDeclaredVarsMoreThanAssignments'
    )
}
