/** In the order of Telegram's menu. */
export const COMMAND_NAMES = ['checks', 'fill_check', 'status', 'language', 'help'] as const;
