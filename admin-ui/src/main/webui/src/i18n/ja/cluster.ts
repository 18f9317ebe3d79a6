import type { controls as controlsEn, states as statesEn, verdict as verdictEn } from '../en/cluster';
import type { WordsLike } from '../words';

export const verdict: WordsLike<typeof verdictEn> = {
  forming: { word: '形成中', sentence: 'ノードを待っています。{{expected}} ノードのうち {{here}} ノードがそろいました。' },
  unreadable: {
    word: '読めないスロットあり',
    sentence_other: '{{all}} スロットのうち {{count, number}} スロットには動いている持ち主がなく、そのキーは今は読めません。持っていたノードを起動してください。',
  },
  lost: {
    word: 'メモリの喪失',
    sentence_other: '{{count, number}} スロットで、投票者の過半数のメモリが失われました。./meguri accept-loss で喪失を認めるまで、そこの strong キーは断られます。',
  },
  degraded: {
    word: '縮退',
    who_other: '{{names}} がダウンしています。',
    sentence_other: 'どのスロットも別のレプリカが担当しています。{{count, number}} スロットで、動いているコピーが足りません。',
  },
  watching: { word: '様子見', sentence: '{{names}} のハートビートが遅れています。ダウンと判定する前に、ほかのノードに尋ねます。' },
  moving: { word: 'スロットを移動中', sentence: '再配置は {{progress}} まで進みました。その間も、すべてのキーを読み書きできます。' },
  paused: { word: '一時停止', sentence: '再配置は {{progress}} で一時停止しています。再開するまで何も移りません。すべてのキーを読み書きできます。' },
  catchingUp: {
    word: '追い付き中',
    who_other: '{{names}} がほかのノードとコピーを比べています。',
    sentence_other: '残りは {{count, number}} コピーです。',
  },
  gettingReady: { word: '準備中', sentence: '{{all}} スロットのうち {{held}} スロットに持ち主がいます。' },
  healthy: { word: '正常', sentence_other: '{{all}} スロットすべてを {{count, number}} ノードが保持し、同期しています。' },
  line: '{word}。{sentence}',
};

export const controls: WordsLike<typeof controlsEn> = {
  serverAway: '管理画面のサーバに接続できません。',
  serverAwayTrying: '管理画面のサーバに接続できません。再接続しています。',
  nothingKnown: 'まだ何も分かっていません。',
  noLauncher: 'プロセスを管理するランチャがありません。',
  managerAway: 'クラスタマネージャ（{{url}}）に接続できません。',
  neverHeard: 'まだ一度も応答がありません。',
  old: '表示は {{age}}前のものです。',
  stale: 'クラスタマネージャに接続できません。{{age}}読み書きは続きますが、メンバーとポリシーは変わりません。',
};

export const states: WordsLike<typeof statesEn> = {
  ACTIVE: { word: '稼働中', meaning: 'スロットを持ち、担当しています。' },
  JOINING: { word: '加入中', meaning: '加えられ、スロットが移ってきています。届いたスロットから順に担当します。' },
  SUSPECT: { word: '疑い', meaning: 'ハートビートが遅れています。ダウンと判定する前に、ほかのノードに尋ねます。' },
  DOWN: { word: 'ダウン', meaning: 'マネージャもほかのノードも接続できません。スロットは別のレプリカが担当します。戻らなければ、新しいレプリカが作られます。' },
  LEAVING: { word: '離脱中', meaning: '空にしている途中で、スロットがほかのノードへ移っています。最後のスロットが移るまで担当します。' },
  STANDBY: { word: '待機中', meaning: 'スロットを持たないメンバーです。必要なときに加えられます。' },
  REMOVED: { word: '除外済み', meaning: 'メンバーではなくなり、どのレプリカリストにも入っていません。' },
};
