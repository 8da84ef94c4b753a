import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useMemo } from 'react';
import { BrowserRouter } from 'react-router';
import { SessionProvider } from '../api/session';
import { useWords } from '../words/words';
import { Pages } from './Pages';
import { themeFor } from './theme';

const queries = new QueryClient({
  defaultOptions: {
    queries: { retry: 1, staleTime: 5_000, networkMode: 'always' },
    mutations: { networkMode: 'always' },
  },
});

export function App() {
  const t = useWords();
  const [close, showPassword] = [t('close'), t('showPassword')];
  const named = useMemo(() => themeFor({ close, showPassword }), [close, showPassword]);
  return (
    <MantineProvider theme={named} defaultColorScheme="auto">
      <QueryClientProvider client={queries}>
        <SessionProvider>
          <BrowserRouter>
            <Pages />
          </BrowserRouter>
        </SessionProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}
