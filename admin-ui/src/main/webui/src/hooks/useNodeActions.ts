import { useMutation } from '@tanstack/react-query';
import { add, admit, drain, kill, rebalance, start, steerRebalance } from '../api/cluster';
import { notifyFailure, notifySuccess } from '../components/notify';

function useAction<T>(run: (argument: T) => Promise<unknown>, done: (argument: T) => string, failed: string) {
  return useMutation({
    mutationFn: run,
    onSuccess: (_, argument) => notifySuccess(done(argument)),
    onError: (error) => notifyFailure(failed, error),
  });
}

/** What an operator can do to nodes. Each says by a notification how it went; the picture follows by the stream. */
export function useNodeActions() {
  return {
    admit: useAction(admit, (id) => `${id} is admitted: slots move to it now.`, 'The node was not admitted'),
    drain: useAction((id: string) => drain(id, false), (id) => `${id} is draining: its slots move away.`, 'The drain did not start'),
    remove: useAction((id: string) => drain(id, true), (id) => `${id} is removed from all replica lists.`, 'The node was not removed'),
    kill: useAction(kill, (id) => `${id} is killed. Watch its slots change hands.`, 'The node was not killed'),
    start: useAction(start, (id) => `${id} is starting.`, 'The node was not started'),
    add: useAction(() => add(), () => 'A new node is starting.', 'No node was added'),
    pause: useAction((id: number) => steerRebalance(id, 'pause'), () => 'The rebalance is paused: what moves now arrives, nothing more begins.', 'The rebalance was not paused'),
    resume: useAction((id: number) => steerRebalance(id, 'resume'), () => 'The rebalance goes on.', 'The rebalance was not resumed'),
    cancel: useAction((id: number) => steerRebalance(id, 'cancel'), () => 'The rebalance is cancelled: every slot goes back to where it was.', 'The rebalance was not cancelled'),
    rebalance: useAction(() => rebalance(), () => 'Rebalance asked for.', 'The rebalance did not start'),
  };
}

export type NodeActions = ReturnType<typeof useNodeActions>;
