import { ProblemError } from '../api/http';
import type { Problem } from '../api/types';
import { language, said } from '../i18n';

/** What went wrong, in words. */
export interface Explanation {
  words: string;
  /** What the server said of this very occurrence, where that is in another language than the words; null: the words are that. */
  server: string | null;
}

/** Codes that are made up here, in the reader's language. */
const OWN = ['unexpected', 'server_unreachable'];

export function titleOf(problem: Problem): string {
  return said(`problems.${problem.code}`, {}, problem.title);
}

export function explain(error: Error): Explanation {
  if (!(error instanceof ProblemError)) return { words: error.message, server: null };
  const { problem } = error;
  if (language() === 'en' || OWN.includes(problem.code)) return { words: error.message, server: null };
  const words = said(`problems.${problem.code}`, {}, error.message);
  return { words, server: words === error.message ? null : problem.detail };
}

/** Why a node could not be asked: the usual reasons have words in every language. */
export function silenceInWords(why: string): string {
  return said(`silence.${why.replaceAll(' ', '_')}`, {}, why);
}
