### Files, databases and settings that a command cannot work with.

refused-not-text = набранное — не текст в UTF-8
refused-stopped = остановлено
refused-second-bot = с этим файлом SQLite уже работает другой бот: остановите его или возьмите PostgreSQL, где несколько ботов делят работу
refused-token-unknown = { $api } не знает такого KRUZHOK_BOT_TOKEN
refused-webhook = Telegram не принимает KRUZHOK_WEBHOOK_URL: { $why }
refused-no-rewriting = { $file } уже есть, а копии не перезаписываются
refused-not-written = { $file } не записать: { $why }
refused-itself = { $file } — сама настроенная база: назовите её копию
refused-exists = { $file } уже есть: с --replace файл будет отложен под другим именем
refused-only-sqlite = это для SQLite; базу PostgreSQL копируют pg_dump и pg_restore: как — в docs/operations.ru.md
refused-bot-works = с этой базой работает бот: сначала остановите его
refused-demo-needs = для показа нужен { $module }: pip install 'kruzhok[sandbox]'
refused-second-demo = с { $folder } уже работает другой показ
refused-demo-start = показ не запустить: { $why }
refused-workbook = это будет книга Excel: назовите файл { $name }.xlsx
refused-export-exists = { $file } уже есть: с --replace на его месте будет новый
refused-one-key = ключ пока один: получите другой командой `kruzhok keys new`, поставьте его в KRUZHOK_KEYS перед нынешним, перезапустите бота и повторите
refused-no-contract = договор не может начаться { $start }: группа начинается { $first }, последний возможный день — { $stop } ({ $code })
refused-no-database = базы «Кружка» там нет: проверьте KRUZHOK_DATABASE_URL и папку, в которой вы находитесь
refused-old-database = у базы версия { $version }, программе нужна { $newest }: остановите бота, который с ней работает, и выполните `kruzhok migrate`
refused-new-database = у базы версия { $version }, этой программе неизвестная: база от более новой программы
refused-unusable = с базой нельзя работать: { $why }
refused-unreachable = до базы не добраться: { $why }
refused-other-version = у { $file } версия { $version }, программе нужна { $newest }
refused-money-wrong = ничего не восстановлено: в копии не сходятся деньги, посмотрите её командой `kruzhok verify`
refused-invitations-there = { $file } уже есть; его приглашения могут быть в ходу
