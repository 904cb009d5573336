/** Every word of the page, in Russian and English. */

const WORDS = {
  ru: {
    about: "Что умеет этот бот?",
    account_language: "Язык Telegram этого человека",
    attach: "Приложить",
    back: "Назад",
    block: "Заблокировать бота",
    blocked_note: "Вы заблокировали бота",
    blocked: "бот заблокирован",
    bot_silent: "Бот пока не ответил на нажатие",
    call_answer: "Ответ",
    call_parameters: "Параметры",
    calls_empty: "Бот ещё ничего не просил.",
    cancel: "Отмена",
    chats: "Чаты",
    clear: "Очистить",
    clock_off: "Время здесь не переводится",
    close: "Закрыть",
    commands: "Команды",
    connection_lost: "Связь с песочницей потеряна, пробую снова…",
    contact: "Контакт",
    contact_other: "Чужой контакт",
    contact_question: "Бот увидит ваш номер телефона.",
    contact_share: "Поделиться своим контактом",
    contact_title: "Поделиться номером?",
    copied: "Скопировано",
    demo: "Песочница: всё происходит на этом компьютере",
    document: "Файл",
    download: "Скачать",
    edited: "изменено",
    failures: "Неполадки",
    filter: "Метод, текст, ошибка…",
    flood_calls: "Отказать 3 раза (429)",
    flood_end: "Прекратить отказы",
    flood_on: "Бот получает 429",
    flood_seconds: "Отказывать 10 секунд (429)",
    inspector: "Запросы бота",
    keyboard: "Клавиатура бота",
    menu: "Меню",
    message: "Сообщение",
    messages: "Сообщения",
    next_day: "Следующий день",
    next_month: "Следующий месяц",
    no_messages: "Сообщений пока нет",
    not_started: "ещё не начат",
    ok: "ОК",
    only_refused: "только отказы",
    open_as: "Открыть ссылку как…",
    page_language: "Язык страницы",
    panel: "Время, неполадки, запросы",
    photo: "Фото",
    pick: "Выберите, чьими глазами смотреть на бота",
    polls: "getUpdates",
    refused: "отказ",
    restart: "Перезапустить бота",
    restarted: "Бот перезапущен",
    send: "Отправить",
    share: "Поделиться",
    start: "Начать",
    sticker: "Стикер",
    time: "Время",
    typing: "печатает",
    unblock: "Разблокировать",
    unread: "непрочитанных",
    voice: "Голосовое",
    you: "Вы",
  },
  en: {
    about: "What can this bot do?",
    account_language: "This person's Telegram language",
    attach: "Attach",
    back: "Back",
    block: "Block the bot",
    blocked_note: "You have blocked the bot",
    blocked: "bot is blocked",
    bot_silent: "The bot has not answered the button yet",
    call_answer: "Answer",
    call_parameters: "Parameters",
    calls_empty: "The bot has not asked for anything yet.",
    cancel: "Cancel",
    chats: "Chats",
    clear: "Clear",
    clock_off: "Time cannot be moved here",
    close: "Close",
    commands: "Commands",
    connection_lost: "Lost the sandbox, trying again…",
    contact: "Contact",
    contact_other: "Someone else's contact",
    contact_question: "The bot will see your phone number.",
    contact_share: "Share my contact",
    contact_title: "Share your number?",
    copied: "Copied",
    demo: "Sandbox: everything happens on this computer",
    document: "File",
    download: "Download",
    edited: "edited",
    failures: "Failures",
    filter: "Method, text, error…",
    flood_calls: "Refuse 3 times (429)",
    flood_end: "Stop refusing",
    flood_on: "The bot is getting 429",
    flood_seconds: "Refuse for 10 seconds (429)",
    inspector: "Bot API calls",
    keyboard: "Bot's keyboard",
    menu: "Menu",
    message: "Message",
    messages: "Messages",
    next_day: "Next day",
    next_month: "Next month",
    no_messages: "No messages yet",
    not_started: "not started yet",
    ok: "OK",
    only_refused: "refused only",
    open_as: "Open the link as…",
    page_language: "Language of the page",
    panel: "Time, failures, calls",
    photo: "Photo",
    pick: "Choose through whose eyes to see the bot",
    polls: "getUpdates",
    refused: "refused",
    restart: "Restart the bot",
    restarted: "The bot has been restarted",
    send: "Send",
    share: "Share",
    start: "Start",
    sticker: "Sticker",
    time: "Time",
    typing: "typing",
    unblock: "Unblock",
    unread: "unread",
    voice: "Voice",
    you: "You",
  },
};

const KEPT = "kruzhok-sandbox-language";
let language = localStorage.getItem(KEPT) ?? (navigator.language.startsWith("ru") ? "ru" : "en");

export const LANGUAGES = Object.keys(WORDS);

export function word(name) {
  return WORDS[language][name];
}

export function pageLanguage() {
  return language;
}

export function speak(chosen) {
  language = chosen;
  localStorage.setItem(KEPT, chosen);
  document.documentElement.lang = chosen;
}

/** Pick the text for the page's language out of `{ru, en}`, or whatever there is. */
export function said(texts) {
  return texts[language] ?? Object.values(texts)[0] ?? "";
}

document.documentElement.lang = language;
