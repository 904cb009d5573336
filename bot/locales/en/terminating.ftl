ground-ADMISSION_BREACHED = the admission broke the rules
ground-PAYMENT_OVERDUE = payment is overdue
ground-SERVICE_IMPOSSIBLE = lessons are not possible
ground-MUNICIPAL_ORDER = by order of the municipality
ground-LAW = the law requires it
ground-PROVIDER_SUSPENDED = the provider is suspended
ground-PROVIDER_EXCLUDED = the provider is excluded from the registry
ground-CERTIFICATE_FROZEN = the certificate is frozen
ground-CERTIFICATE_CLOSED = the certificate is closed
notice-CONTRACT_TERMINATED = 🏁 <b>The provider ends the contract.</b>
notice-CONTRACT_TERMINATED-ground = Ground: { $ground }
notice-CONTRACT_TERMINATED-last = The last day of the contract is { $date }
notice-CONTRACT_TERMINATED-before = The contract is cancelled before its first day: there will be no lessons.
notice-CONTRACT_TERMINATED-next = If you do not agree, talk to the provider or write to your municipality. Another club can be found right now.
notice-GROUP_CHANGED = 🔁 <b>A family changed the group.</b>
notice-GROUP_CHANGED-between = Was: { $was }. Now: <b>{ $now }</b>
notice-GROUP_CHANGED-now = Now: { $group }
contracts-title = 📄 <b>{ $provider }</b>: { $count ->
    [0] no contracts are running. They will be here when you confirm requests.
    [one] { $count } running contract
   *[other] { $count } running contracts
}
contracts-line = • <b>{ $child }</b>: “{ $program }”, { $group }, until { $date }
contract-title = 📄 <b>Contract: { $child }</b>, { age-years }
button-contracts = 📄 Contracts
button-terminate-contract = End the contract
terminate-why =
    On which ground does the contract end?
    { $child }, “{ $program }”, { $group }
terminate-sure =
    <b>End the contract?</b>
    { $child }: “{ $program }”
terminate-before = Lessons have not begun: the contract is cancelled at once and the place is free
terminate-owes = The parents still owe you { $amount }
terminate-irrevocable = This cannot be taken back. The family is told the ground and the last day at once.
button-terminate-sure = Yes, end it
