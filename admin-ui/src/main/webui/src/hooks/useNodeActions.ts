import { useMutation } from '@tanstack/react-query';
import { add, admit, drain, kill, rebalance, start, steerRebalance } from '../api/cluster';
import { t } from '../i18n';
import type { en } from '../i18n/en';
import { notifyFailure, notifySuccess } from '../components/notify';

function useAction<T>(action: keyof (typeof en)['nodes']['failed'], run: (argument: T) => Promise<unknown>) {
  return useMutation({
    mutationFn: run,
    onSuccess: (_, argument) => notifySuccess(t(`nodes.done.${action}`, { node: String(argument) })),
    onError: (error) => notifyFailure(t(`nodes.failed.${action}`), error),
  });
}

/** What an operator can do to nodes. Each says by a notification how it went; the picture follows by the stream. */
export function useNodeActions() {
  return {
    admit: useAction('admit', admit),
    drain: useAction('drain', (id: string) => drain(id, false)),
    remove: useAction('remove', (id: string) => drain(id, true)),
    kill: useAction('kill', kill),
    start: useAction('start', start),
    add: useAction('add', () => add()),
    pause: useAction('pause', (id: number) => steerRebalance(id, 'pause')),
    resume: useAction('resume', (id: number) => steerRebalance(id, 'resume')),
    cancel: useAction('cancel', (id: number) => steerRebalance(id, 'cancel')),
    rebalance: useAction('rebalance', () => rebalance()),
  };
}

export type NodeActions = ReturnType<typeof useNodeActions>;
