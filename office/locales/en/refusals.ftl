### Files, databases and settings that a command cannot work with.

refused-not-text = what was typed is not text in UTF-8
refused-stopped = stopped
refused-second-bot = another bot works with this SQLite file already: stop it, or use PostgreSQL, where several bots share the work
refused-token-unknown = { $api } does not know this KRUZHOK_BOT_TOKEN
refused-webhook = Telegram refuses KRUZHOK_WEBHOOK_URL: { $why }
refused-no-rewriting = { $file } exists already, and no backup is replaced
refused-not-written = { $file } cannot be written: { $why }
refused-itself = { $file } is the configured database itself: name a backup of it
refused-exists = { $file } exists: say --replace to put it aside
refused-only-sqlite = this is for SQLite; a PostgreSQL database is copied by pg_dump and pg_restore: docs/operations.md says how
refused-bot-works = the bot works with this database: stop it first
refused-demo-needs = the demo needs { $module }: pip install 'kruzhok[sandbox]'
refused-second-demo = another demo works with { $folder } already
refused-demo-start = the demo cannot start: { $why }
refused-workbook = the file would be a workbook: call it { $name }.xlsx
refused-export-exists = { $file } exists: say --replace to write another one in its place
refused-one-key = there is one key only: draw another with `kruzhok keys new`, put it before the present one in KRUZHOK_KEYS, start the bot anew and say this again
refused-no-contract = no contract can begin on { $start }: the group begins on { $first } and the last possible day is { $stop } ({ $code })
refused-no-database = there is no database of Kruzhok there: look at KRUZHOK_DATABASE_URL, and at the folder you are in
refused-old-database = the database has version { $version }, this program needs { $newest }: stop the bot that uses it and run `kruzhok migrate`
refused-new-database = the database has version { $version }, which this program does not know: it is of a newer one
refused-unusable = the database cannot be used: { $why }
refused-unreachable = the database cannot be reached: { $why }
refused-other-version = { $file } has version { $version }, this program needs { $newest }
refused-money-wrong = nothing was restored: the money of the copy is not right, look with `kruzhok verify`
refused-invitations-there = { $file } is there already; its invitations may be in use
