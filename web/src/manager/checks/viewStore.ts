export interface View {
  name: string;
  /** The query of the address. */
  search: string;
}

/** Kept on this device. */
export function viewStore(owner: string) {
  const key = `proverka.views.${owner}`;
  return {
    read(): View[] {
      try {
        const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
        return Array.isArray(kept) ? kept.filter(isView) : [];
      } catch {
        return [];
      }
    },
    write(views: readonly View[]): void {
      localStorage.setItem(key, JSON.stringify(views));
    },
  };
}

function isView(value: unknown): value is View {
  const { name, search } = (value ?? {}) as Partial<View>;
  return typeof name === 'string' && typeof search === 'string';
}
