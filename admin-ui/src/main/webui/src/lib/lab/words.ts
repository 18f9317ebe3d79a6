import type { Film, LabMenu, LabVerdict, Told } from '../../api/lab';
import { said } from '../../i18n';

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

/** What was told, by its code; what has none is shown as it was told. */
export function toldInWords(told: Told): string {
  return told.code ? said(`told.${told.code}`, told.values ?? {}, told.text) : told.text;
}

/** The verdict in one sentence. */
export function sentenceOf(verdict: LabVerdict): string {
  if (verdict.invariant) return said(`invariants.${verdict.invariant}`, {}, verdict.sentence);
  return verdict.code ? said(`verdicts.${verdict.code}`, {}, verdict.sentence) : verdict.sentence;
}

export function checkedInWords(verdict: LabVerdict): string[] {
  return verdict.checked;
}
