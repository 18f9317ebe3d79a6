import { t } from '../../i18n';
import { en } from '../../i18n/en';

type Member = keyof typeof en.lab.member;

/** `ACTIVE` to `active`: what a node is to the cluster, or its part in the story. */
export function memberInWords(member: string): string {
  return member in en.lab.member ? t(`lab.member.${member as Member}`) : member.toLowerCase();
}

/** By how much a clock is wrong: `+8 s`. */
export function offsetInWords(millis: number): string {
  return `${millis > 0 ? '+' : ''}${t('units.seconds', { n: millis / 1000 })}`;
}

/** How a node of the film is, as a table says it. */
export function stateInWords(process: string, member: string | null, manager: boolean): string {
  if (process === 'OFF') {
    if (member === null && !manager) return t('lab.state.notStarted');
    return member === null || member === 'DOWN' ? t('lab.state.off') : t('lab.state.offStill', { member: memberInWords(member) });
  }
  const said = member === null ? t('lab.state.running').toLowerCase() : memberInWords(member);
  return process === 'PAUSED' ? t('lab.state.paused', { state: said }) : said.charAt(0).toUpperCase() + said.slice(1);
}
