import { Fragment, type ReactNode } from 'react';

/**
 * A sentence with elements in it: `{name}` in the words stands for the part of that name. Values that a person or a client has
 * typed are parts, never words, so that nothing in them is read as markup.
 */
export function Rich({ text, parts }: { text: string; parts: Record<string, ReactNode> }) {
  return text.split(/\{(\w+)\}/).map((piece, i) => <Fragment key={i}>{i % 2 === 0 ? piece : parts[piece]}</Fragment>);
}
