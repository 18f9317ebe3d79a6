import type { links as linksEn } from '../en/links';
import type { WordsLike } from '../words';

export const links: WordsLike<typeof linksEn> = {
  title: 'ノード間のメッセージ',
  note: '誰が誰に毎秒何を送るかを示します。種類はリングの下の凡例で隠せます。ノードを選ぶと、その経路だけになります。',
  noneYet: 'まだ数えられていません。頻度を知るには、ノードを二回見る必要があります。',
  kinds: 'メッセージの種類',
  allOff: 'すべての種類が隠れています。',
  rate: '{{messages}}/秒',
  perDot_other: '1 点 = {{count, number}} 件',
  still: 'システムの設定に従い、何も動きません。線が太いほど多く送られています。印は最も多い種類です。',
  sampled: '{{kinds}}は、最も強い経路だけを示します（{{all}} のうち {{shown}}）。',
  repair: 'スロットの比較と、違いの交換',
  hide: '図と表から隠す',
  show: '図と表に示す',
  table: '誰が誰に何を送るか',
  scroll: '誰が誰に何を送るかの表（スクロールできます）',
  column: {
    from: '送り手',
    to: '受け手',
    kind: '種類',
    messages: 'メッセージ/秒',
    bytes: 'バイト/秒',
  },
  rows_other: '{{count, number}} 経路のうち {{shown}}',
  rowsOfNode_other: '{{node}} の {{count, number}} 経路のうち {{shown}}',
};
