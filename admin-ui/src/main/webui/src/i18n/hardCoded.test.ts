import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';

/** Words that are the same in every language: names, units, and what stands for itself. */
const ALLOWED = [/^Meguri$/, /^巡り$/, /^JSON$/, /^Grafana$/, /^session:(?:alice)?$/];
/** Attributes whose words a person sees or hears. */
const SPOKEN = ['label', 'title', 'note', 'placeholder', 'description', 'aria-label', 'thumbLabel', 'action', 'alt', 'aria-description', 'error'];
const SOURCE = join(import.meta.dirname, '..');

const hasWords = (text: string) => /[A-Za-z]{2,}/.test(text) && !ALLOWED.some((allowed) => allowed.test(text.trim()));
/** Two words in a row, the first of which a sentence or a label could begin with. */
const readsAsWords = (text: string) => /(?:^|[.!?] )[A-Z][a-z]+(?:'s)? [a-z]/.test(text.trim());

function found(path: string, text: string): string[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
  const all: string[] = [];
  const say = (node: ts.Node, words: string) => all.push(`${path}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}: ${words.trim()}`);
  const look = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node)) return;
    if (ts.isJsxText(node) && hasWords(node.text)) say(node, node.text);
    if (ts.isJsxAttribute(node) && SPOKEN.includes(node.name.getText()) && node.initializer && ts.isStringLiteral(node.initializer) && hasWords(node.initializer.text)) say(node, node.initializer.text);
    if ((ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) && readsAsWords(node.text)) say(node, node.text);
    // what stands in between may be anything: a name
    if (ts.isTemplateExpression(node) && readsAsWords([node.head.text, ...node.templateSpans.map((span) => span.literal.text)].join('x'))) say(node, node.getText());
    ts.forEachChild(node, look);
  };
  look(file);
  return all;
}

it('noWords_inComponentsPagesHooksOrLibraries', () => {
  const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$|\.d\.ts$/.test(path) && !path.startsWith('i18n/'));
  expect(files.length).toBeGreaterThan(80);
  expect(files.flatMap((path) => found(path, readFileSync(join(SOURCE, path), 'utf8')))).toEqual([]);
});

it.each([
  ['<p>Some words</p>'], ['<p>{x} words</p>'], ['<Panel title="Nodes" />'], ["<p>{x ? 'Two words' : y}</p>"], ['<p aria-label={`All ${n} of them`} />'], ["const word = 'Not started';"],
])('wordsAreFound: %s', (source) => expect(found('x.tsx', source)).toHaveLength(1));

it.each([["<p>{t('a.b')}</p>"], ['<p>Meguri</p>'], ['<Group justify="space-between" title={t(\'x\')} />'], ["import 'Two words';"]])('whatIsNoWords_isNot: %s', (source) => expect(found('x.tsx', source)).toEqual([]));
