import { advice } from './advice';
import { events, eventTypes, reasons } from './events';
import { checked, invariants, rules, scenarios, told, verdicts } from './lab';
import { problems } from './problems';

/**
 * Words for what the server says, by its stable codes; in English the server's own words are shown. `JapaneseWordsTest` of the
 * server holds them to be complete.
 */
export const server = {
  advice,
  checked,
  events,
  eventTypes,
  invariants,
  launcher: {
    none: 'ここにはプロセスを管理するランチャがありません。ノードは、起動した場所で起動、停止してください。',
    broken: 'ランチャ {{script}} がないか、実行できません。',
  },
  problems,
  reasons,
  rules,
  scenarios,
  told,
  verdicts,
  /** Why a node could not be asked. */
  silence: {
    no_answer_in_time: '時間内に応答がありません',
    connection_refused: '接続が断られました',
    another_node_answers_there: '別のノードが応答しています',
  },
};
