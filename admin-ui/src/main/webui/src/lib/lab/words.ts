import type { Film, LabMenu, LabVerdict, Told } from '../../api/lab';
import type { ClusterEvent } from '../../api/types';
import { said } from '../../i18n';
import { eventInWords } from '../events';

type Scenario = LabMenu['scenarios'][number];

export const titleOf = (scenario: Scenario): string => said(`scenarios.${scenario.name}.title`, {}, scenario.title);

export const questionOf = (rule: Scenario['rules'][number]): string => said(`rules.${rule.name}.question`, {}, rule.question);

/** A film of a broken rule is called by its question. */
export function filmTitle({ order, title }: Film): string {
  return order.rule ? said(`rules.${order.rule}.question`, {}, title) : said(`scenarios.${order.scenario}.title`, {}, title);
}

export function filmAbout({ order, about }: Film): string {
  const scenario = said(`scenarios.${order.scenario}.about`, {}, about);
  return order.scenario === 'BROKEN_RULE' ? said(`rules.${order.rule}.about`, {}, about) : scenario;
}

/** What was told; what has no code is shown as it was told. */
export function toldInWords({ text, said: coded }: Told): string {
  if (!coded) return text;
  const { values } = coded;
  switch (coded.code) {
    case 'event': return eventInWords(String(values.type), asText(values.nodeId), values.details as ClusterEvent['details'], text);
    case 'invariant': return said(`invariants.${values.invariant}`, {}, text);
    case 'verdict': return said(`verdicts.${values.code}`, {}, text);
    default: return said(`told.${coded.code}`, values, text);
  }
}

const asText = (value: unknown) => (typeof value === 'string' ? value : null);

/** The verdict in one sentence. */
export function sentenceOf({ invariant, code, sentence }: LabVerdict): string {
  return invariant ? said(`invariants.${invariant}`, {}, sentence) : said(`verdicts.${code}`, {}, sentence);
}

export function checkedInWords({ checked }: LabVerdict): string[] {
  return checked.map(({ code, values, text }) => (code ? said(`checked.${code}`, values, text) : text));
}
