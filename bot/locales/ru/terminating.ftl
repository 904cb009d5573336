ground-ADMISSION_BREACHED = ребёнка приняли с нарушением правил
ground-PAYMENT_OVERDUE = просрочена оплата
ground-SERVICE_IMPOSSIBLE = занятия проводить невозможно
ground-MUNICIPAL_ORDER = распоряжение муниципалитета
ground-LAW = требование закона
ground-PROVIDER_SUSPENDED = работа организации приостановлена
ground-PROVIDER_EXCLUDED = организация исключена из реестра
ground-CERTIFICATE_FROZEN = сертификат заморожен
ground-CERTIFICATE_CLOSED = сертификат закрыт
notice-CONTRACT_TERMINATED = 🏁 <b>Организация прекращает договор.</b>
notice-CONTRACT_TERMINATED-ground = Основание: { $ground }
notice-CONTRACT_TERMINATED-last = Последний день договора — { $date }
notice-CONTRACT_TERMINATED-before = Договор отменён до первого дня: занятий не будет.
notice-CONTRACT_TERMINATED-next = Не согласны — поговорите с организацией или напишите в свой муниципалитет. Другой кружок можно найти сейчас же.
notice-GROUP_CHANGED = 🔁 <b>Семья сменила группу.</b>
notice-GROUP_CHANGED-between = Было: { $was }. Теперь: <b>{ $now }</b>
notice-GROUP_CHANGED-now = Теперь: { $group }
contracts-title = 📄 <b>{ $provider }</b>: { $count ->
    [0] действующих договоров нет. Они появятся, когда вы подтвердите заявки.
    [one] { $count } действующий договор
    [few] { $count } действующих договора
   *[many] { $count } действующих договоров
}
contracts-line = • <b>{ $child }</b>: «{ $program }», { $group }, до { $date }
contract-title = 📄 <b>Договор: { $child }</b>, { age-years }
button-contracts = 📄 Договоры
button-terminate-contract = Прекратить договор
terminate-why =
    На каком основании прекратить договор?
    { $child }, «{ $program }», { $group }
terminate-sure =
    <b>Прекратить договор?</b>
    { $child }: «{ $program }»
terminate-before = Занятия ещё не начались: договор отменится сразу, место освободится
terminate-owes = Родители ещё должны вам { $amount }
terminate-irrevocable = Передумать потом нельзя. Семья сразу узнает основание и последний день.
button-terminate-sure = Да, прекратить
