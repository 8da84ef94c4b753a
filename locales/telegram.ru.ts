/** Buttons under notices in Telegram. */
export const telegramRu = {
  button: {
    open: 'Открыть',
    fill: 'Заполнить',
    review: 'Принять или вернуть',
    action: 'Открыть',
    checks: 'Мои проверки',
  },
};
