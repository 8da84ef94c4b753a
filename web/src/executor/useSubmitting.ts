import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client';
import { newId } from '../api/newId';
import type { Check } from '../api/store';

/** Hands the check in; however often it is tried, once. */
export function useSubmitting(checkId: string) {
  const [key] = useState(() => newId());
  return useMutation({
    mutationFn: () => api.post<Check>(`/checks/${checkId}/submit`, {}, { key }),
  });
}

export type Submitting = ReturnType<typeof useSubmitting>;
