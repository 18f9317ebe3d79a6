import type { common as commonEn, network as networkEn, shell as shellEn, units as unitsEn } from '../en/common';
import type { WordsLike } from '../words';

export const common: WordsLike<typeof commonEn> = {
  cancel: 'キャンセル',
  close: '閉じる',
  delete: '削除',
  tryAgain: '再試行',
  nothing: '–',
  perSecond: '{{value}}/秒',
  typeToGoOn: '続けるには {name} と入力してください',
  somethingWrong: '問題が起こりました',
  inDoubt: '変更は行われた可能性があります。キーを読んで確かめてください。',
  field: '項目: {{name}}',
  memory: 'メモリ: {{limit}} のうち {{used}}',
  loadingPage: 'ページを読み込んでいます',
  notFound: 'このページはありません',
  backToOverview: '概要に戻る',
  staleTitle: '表示は最新ではありません',
  notAllNodes: '一部のノードが含まれていません',
};

export const shell: WordsLike<typeof shellEn> = {
  toOverview: '概要へ',
  skip: '本文へ移動',
  openMenu: 'メニューを開く',
  closeMenu: 'メニューを閉じる',
  rooms: 'ページ一覧',
  language: '言語 (Language)',
  languageFailed: 'この言語の表示を読み込めませんでした',
  toLight: 'ライトテーマに切り替える',
  toDark: 'ダークテーマに切り替える',
  connecting: '接続中',
  managerAway: 'マネージャ不在',
  disconnected: '切断',
  live: 'ライブ',
  room: {
    overview: '概要',
    performance: '性能',
    heat: 'ヒートマップ',
    browser: 'キャッシュブラウザ',
    nodes: 'ノード',
    policies: 'ポリシー',
    events: 'イベント',
    lab: 'ラボ（模擬）',
    live: 'ラボ（実機）',
  },
};

export const units: WordsLike<typeof unitsEn> = {
  comma: '、',
  micros: '{{n}} µs',
  millis: '{{n}} ms',
  seconds: '{{n}} 秒',
  minutes: '{{n}} 分',
  hours: '{{n}} 時間',
  days: '{{n}} 日',
  never: 'なし',
  justNow: 'たった今',
  ago: '{{span}}前',
};

export const network: WordsLike<typeof networkEn> = {
  noConnection: '接続できません',
  unreachable: '管理画面のサーバに接続できません。Meguri が動いているか確かめてください。',
  unexpected: '管理画面のサーバが {{status}} を返しました。もう一度お試しください。',
};
