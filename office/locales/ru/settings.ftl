### Настройки, которые не годятся. Значения не повторяются: среди них есть секреты.

setting-missing = { $name } не задан: объяснение — в .env.example
setting-missing-bot-token = KRUZHOK_BOT_TOKEN не задан: токен выдаёт @BotFather, задайте его в окружении или строкой файла .env в этой папке; без токена всё можно попробовать командой `make demo` (или `kruzhok demo`)
setting-other = { $name } не годится: объяснение — в .env.example
setting-file-unread = настройки файла .env не прочесть: это не текст в UTF-8
setting-instant = для { $name } нужен момент времени, например 2020-08-20T10:00+02:00
setting-instant-zone = для { $name } нужен и часовой пояс, например 2020-08-20T10:00+02:00
setting-instant-year = для { $name } нужен год от { $first } до { $last }
setting-database-password-example = в { $name } — пароль из примера; задайте пользователю базы свой
setting-database-url = для { $name } нужно sqlite:///ФАЙЛ или postgresql+asyncpg://ИМЯ:ПАРОЛЬ@АДРЕС/БАЗА
setting-keys-count = для { $name } нужен один или два ключа, каждый как ID:КЛЮЧ, где ключ — 32 случайных байта в base64; такой даёт `kruzhok keys new`
setting-keys-form = { $name }: каждый ключ записан как ID:КЛЮЧ, где ключ — 32 случайных байта в base64; такой даёт `kruzhok keys new`
setting-keys-same = { $name }: у двух ключей должны быть разные ID, и сами они должны быть разными
setting-keys-not-drawn = { $name }: ключ { $key } не случайный; случайный даёт `kruzhok keys new`
setting-keys-twice = KRUZHOK_KEYS и KRUZHOK_KEYS_FILE задают одно и то же: оставьте что-то одно
setting-listen = для { $name } нужно АДРЕС:ПОРТ на этой машине, например 127.0.0.1:8080
setting-api-address = для { $name } нужен основной адрес сервера Bot API, например http://127.0.0.1:8081
setting-string-pattern-mismatch = для { $name } нужно имя бота, как его записал @BotFather: от 5 до 32 латинских букв, цифр и _
setting-literal-error = для { $name } нужно ru или en
setting-token-form = KRUZHOK_BOT_TOKEN слишком короткий или записан не как ЧИСЛО:БУКВЫ; токены выдаёт @BotFather
setting-token-example = KRUZHOK_BOT_TOKEN — токен из примера; ваш собственный выдаёт @BotFather
setting-webhook-address = для KRUZHOK_WEBHOOK_URL нужен адрес с путём, например https://kruzhok.region.ru/telegram
setting-webhook-unreachable = KRUZHOK_WEBHOOK_URL должен начинаться с https://, а порт — 443, 80, 88 или 8443: по другим Telegram не обращается
setting-webhook-secret-missing = вместе с KRUZHOK_WEBHOOK_URL нужен KRUZHOK_WEBHOOK_SECRET; секрет даёт `openssl rand -hex 32`
setting-webhook-secret-form = для KRUZHOK_WEBHOOK_SECRET нужно от 24 до 256 знаков из A-Z a-z 0-9 _ -; секрет даёт `openssl rand -hex 32`
setting-webhook-secret-example = KRUZHOK_WEBHOOK_SECRET взят из примера или легко угадывается; секрет даёт `openssl rand -hex 32`
setting-clock-real = KRUZHOK_CLOCK — для проб и с настоящим Telegram не работает: уберите его или назовите в KRUZHOK_TELEGRAM_API другой сервер
said-key-drawn = имена, даты рождения и номера зашифрованы ключом, который только что создан: { $file }. Без него их больше никто не прочтёт: сохраните его копию отдельно от базы и её копий.

# Что говорит о файле сама машина, если для этого есть слова.

machine-ENOENT = такого файла или папки нет
machine-EACCES = нет прав доступа
machine-EPERM = это не разрешено
machine-EISDIR = это папка
machine-ENOTDIR = часть пути — не папка
machine-ENOSPC = на диске нет места
machine-EROFS = файловая система только для чтения
machine-EEXIST = это уже есть
machine-ENAMETOOLONG = имя слишком длинное
machine-EIO = диск отвечает ошибкой
machine-ECONNREFUSED = там никто не отвечает
machine-ETIMEDOUT = ответа вовремя не было
machine-EADDRINUSE = адрес занят
machine-NOTADB = файл — не база
machine-CORRUPT = файл повреждён
machine-CANTOPEN = файл не открывается
machine-IOERR = диск отвечает ошибкой
machine-LOCKED = им занята другая программа
machine-READONLY = его можно только читать
machine-FULL = на диске нет места
