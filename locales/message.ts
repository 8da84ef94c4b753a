/** A text whose form depends on `count`. English has `one` and `other`; Russian also `few` and `many`. */
export interface Plural {
  one: string;
  few?: string;
  many?: string;
  other: string;
}

/** The shape that another language's catalogue must have: the same keys, its own plural forms. */
export type Translated<T> = {
  [K in keyof T]: T[K] extends string | Plural ? string | Plural : Translated<T[K]>;
};

/** The words of one refusal: a short title, and a sentence that says what to do next. */
export interface ErrorWords {
  title: string;
  detail: string | Plural;
}
