/** The words of another language: the same keys as the English ones, but for the plurals that it does not have. */
export type WordsLike<T> = {
  [K in keyof T as K extends `${string}_one` ? never : K]: T[K] extends string ? string : WordsLike<T[K]>;
};
