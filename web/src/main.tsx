import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './app/look.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { watchInstallOffer } from './app/install';
import { keepFiles } from './app/update';
import { keepFocus } from './parts/focus';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no place for the panel');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);

watchInstallOffer();
keepFocus();
// After the page itself and its data: on a slow line they come first.
if (import.meta.env.PROD && 'serviceWorker' in navigator)
  window.addEventListener('load', () => setTimeout(() => void keepFiles().catch(() => undefined), 2_000));
