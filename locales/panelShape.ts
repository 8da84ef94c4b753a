/** What the other language of a panel catalogue must hold. Plurals differ: English has fewer forms. */
export type PanelShape<T> = {
  [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends { other: string }
      ? { one?: string; other: string }
      : PanelShape<T[K]>;
};
