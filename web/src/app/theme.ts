import { createTheme } from '@mantine/core';

/** `close`: the word for the button of a message that appears by itself. */
export const themeFor = (close: string) =>
  createTheme({
    respectReducedMotion: true,
    primaryColor: 'pine',
    colors: {
      pine: [
        '#eef5f2',
        '#dbe8e2',
        '#b4d0c4',
        '#8ab7a4',
        '#68a189',
        '#529378',
        '#458c6e',
        '#36785d',
        '#2a6b51',
        '#1f3a34',
      ],
    },
    primaryShade: { light: 8, dark: 7 },
    defaultRadius: 'md',
    components: {
      Badge: { defaultProps: { tt: 'none' } },
      Notification: { defaultProps: { closeButtonProps: { 'aria-label': close } } },
    },
    fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif',
  });
