import { createTheme } from '@mantine/core';

interface Named {
  /** Of the button of a message that appears by itself. */
  close: string;
  /** Of the button that shows a password. */
  showPassword: string;
}

/** Names are for what Mantine draws by itself. */
export const themeFor = ({ close, showPassword }: Named) =>
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
      // Greys of the dark theme with a drop of the pine in them.
      dark: [
        '#e3e9e6',
        '#c5cec9',
        '#a7b1ac',
        '#939e98',
        '#434d48',
        '#343b37',
        '#28302c',
        '#1e2421',
        '#181d1b',
        '#101412',
      ],
    },
    primaryShade: { light: 8, dark: 7 },
    defaultRadius: 'md',
    components: {
      Badge: { defaultProps: { tt: 'none' } },
      PasswordInput: {
        defaultProps: { visibilityToggleButtonProps: { 'aria-label': showPassword } },
      },
      Notification: { defaultProps: { closeButtonProps: { 'aria-label': close } } },
    },
    fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif',
  });
