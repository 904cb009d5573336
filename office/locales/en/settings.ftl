### Settings that do not do. No sentence repeats a value: some are secrets.

setting-missing = { $name } is not set: .env.example explains it
setting-missing-bot-token = KRUZHOK_BOT_TOKEN is not set: @BotFather hands a token out, put it into the environment or into a line of the file .env here; without a token `make demo` (or `kruzhok demo`) tries everything out
setting-other = { $name } does not do: .env.example explains it
setting-file-unread = the settings of the file .env cannot be read: it is no text in UTF-8
setting-instant = { $name } needs an instant such as 2020-08-20T10:00+02:00
setting-instant-zone = { $name } needs its zone too, for example 2020-08-20T10:00+02:00
setting-instant-year = { $name } needs a year from { $first } to { $last }
setting-database-password-example = { $name } has the password of an example; set one of your own for the database's user
setting-database-url = { $name } needs sqlite:///FILE or postgresql+asyncpg://USER:PASSWORD@HOST/DATABASE
setting-keys-count = { $name } needs one or two keys, each as ID:KEY with a key of 32 random bytes in base64; `kruzhok keys new` draws one
setting-keys-form = { $name }: each key is written as ID:KEY with a key of 32 random bytes in base64; `kruzhok keys new` draws one
setting-keys-same = { $name }: the two keys have different ids and are different keys
setting-keys-not-drawn = { $name }: the key { $key } was not drawn at random; `kruzhok keys new` draws one
setting-keys-twice = KRUZHOK_KEYS and KRUZHOK_KEYS_FILE name the same thing: set one
setting-listen = { $name } needs HOST:PORT of this machine, such as 127.0.0.1:8080
setting-api-address = { $name } needs the base URL of a Bot API server, such as http://127.0.0.1:8081
setting-string-pattern-mismatch = { $name } needs the bot's name as @BotFather registered it: 5 to 32 Latin letters, digits and _
setting-literal-error = { $name } needs ru or en
setting-token-form = KRUZHOK_BOT_TOKEN is too short or has another form than NUMBER:LETTERS; @BotFather hands tokens out
setting-token-example = KRUZHOK_BOT_TOKEN is the token of an example; @BotFather hands out your own
setting-webhook-address = KRUZHOK_WEBHOOK_URL needs an address with a path, such as https://kruzhok.region.ru/telegram
setting-webhook-unreachable = KRUZHOK_WEBHOOK_URL must begin with https:// and have port 443, 80, 88 or 8443: Telegram calls no other
setting-webhook-secret-missing = KRUZHOK_WEBHOOK_SECRET is required when KRUZHOK_WEBHOOK_URL is set; `openssl rand -hex 32` makes one
setting-webhook-secret-form = KRUZHOK_WEBHOOK_SECRET needs 24 to 256 of the characters A-Z a-z 0-9 _ -; `openssl rand -hex 32` makes one
setting-webhook-secret-example = KRUZHOK_WEBHOOK_SECRET is an example or easily guessed; `openssl rand -hex 32` makes one
setting-clock-real = KRUZHOK_CLOCK is for trying things and is refused with the real Telegram; unset it, or set KRUZHOK_TELEGRAM_API to another server
said-key-drawn = names, birth dates and numbers are encrypted with a key that was drawn just now: { $file }. Without it nobody can read them again: keep a copy of it, apart from the database and its backups.

# What the machine below says of a file, where it has words for it.

machine-ENOENT = no such file or directory
machine-EACCES = permission denied
machine-EPERM = operation not permitted
machine-EISDIR = it is a directory
machine-ENOTDIR = a part of the path is no directory
machine-ENOSPC = no space left on the disk
machine-EROFS = the file system is read-only
machine-EEXIST = it is there already
machine-ENAMETOOLONG = the name is too long
machine-EIO = the disk answers with an error
machine-ECONNREFUSED = nobody answers there
machine-ETIMEDOUT = no answer in time
machine-EADDRINUSE = the address is in use
machine-NOTADB = the file is no database
machine-CORRUPT = the file is damaged
machine-CANTOPEN = the file cannot be opened
machine-IOERR = the disk answers with an error
machine-LOCKED = another program holds it
machine-READONLY = it may only be read
machine-FULL = no space left on the disk
