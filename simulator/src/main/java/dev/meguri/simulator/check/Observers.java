package dev.meguri.simulator.check;

import dev.meguri.core.membership.ManagerEffect;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.Key;
import dev.meguri.core.shard.Effect;
import dev.meguri.core.shard.ShardInput;
import dev.meguri.core.store.Entry;
import dev.meguri.core.strong.Acceptor;
import dev.meguri.core.strong.Ballot;
import dev.meguri.core.strong.StrongMessage;
import dev.meguri.core.strong.VoteWatch;
import dev.meguri.core.strong.VoterLists;
import dev.meguri.simulator.cluster.SimManager;
import dev.meguri.simulator.cluster.SimNode;
import dev.meguri.simulator.net.Endpoint;
import dev.meguri.simulator.workload.ClientOperation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;

/**
 * All observers of a run, in the order in which they were added. Who does not look at something is not told of it: most of
 * them look at little, and there are hundreds of messages and effects a virtual second.
 */
public final class Observers implements Observer {
    private Observer[] all = new Observer[0];
    private Observer[] ofSubmit = all;
    private Observer[] ofResult = all;
    private Observer[] ofSend = all;
    private Observer[] ofEffect = all;
    private Observer[] ofVotes = all;

    public void add(Observer observer) {
        all = plus(all, observer);
        ofSubmit = looksAt(observer, "onSubmit") ? plus(ofSubmit, observer) : ofSubmit;
        ofResult = looksAt(observer, "onResult") ? plus(ofResult, observer) : ofResult;
        ofSend = looksAt(observer, "onSend") ? plus(ofSend, observer) : ofSend;
        ofEffect = looksAt(observer, "onEffect") ? plus(ofEffect, observer) : ofEffect;
        ofVotes = looksAt(observer, "onAsked") ? plus(ofVotes, observer) : ofVotes;
    }

    private static Observer[] plus(Observer[] some, Observer one) {
        Observer[] more = Arrays.copyOf(some, some.length + 1);
        more[some.length] = one;
        return more;
    }

    /** Whether the method does something there: whoever overrides it is told, without having to say so anywhere else. */
    private static boolean looksAt(Observer observer, String method) {
        for (Method one : observer.getClass().getMethods()) {
            if (one.getName().equals(method) && one.getDeclaringClass() != Observer.class) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void onSubmit(ClientOperation operation) {
        for (Observer observer : ofSubmit) {
            observer.onSubmit(operation);
        }
    }

    @Override
    public void onResult(ClientOperation operation) {
        for (Observer observer : ofResult) {
            observer.onResult(operation);
        }
    }

    @Override
    public void onBroken(ClientOperation operation) {
        for (Observer observer : all) {
            observer.onBroken(operation);
        }
    }

    @Override
    public void onSend(Endpoint from, Endpoint to, Object message) {
        for (Observer observer : ofSend) {
            observer.onSend(from, to, message);
        }
    }

    @Override
    public void onEffect(SimNode node, ShardInput input, Effect effect) {
        for (Observer observer : ofEffect) {
            observer.onEffect(node, input, effect);
        }
    }

    @Override
    public void onAsking(SimNode node, Acceptor voter, StrongMessage.Request request) {
        for (Observer observer : ofVotes) {
            observer.onAsking(node, voter, request);
        }
    }

    @Override
    public void onAsked(
            SimNode node, Acceptor voter, VoterLists lists, StrongMessage.Request request, boolean accepted) {
        for (Observer observer : ofVotes) {
            observer.onAsked(node, voter, lists, request, accepted);
        }
    }

    @Override
    public void onProposing(int slot, Key key, Ballot ballot, Ballot parent) {
        for (Observer observer : ofVotes) {
            observer.onProposing(slot, key, ballot, parent);
        }
    }

    /** Who tells all of them of the votes of one node's shard. */
    public VoteWatch votesOf(SimNode node) {
        return new VoteWatch() {
            @Override
            public void asking(Acceptor voter, StrongMessage.Request request) {
                onAsking(node, voter, request);
            }

            @Override
            public void asked(Acceptor voter, VoterLists lists, StrongMessage.Request request, boolean accepted) {
                onAsked(node, voter, lists, request, accepted);
            }

            @Override
            public void proposing(int slot, Key key, Ballot ballot, Ballot parent) {
                onProposing(slot, key, ballot, parent);
            }
        };
    }

    @Override
    public void onAdopted(SimNode node, ClusterState state) {
        for (Observer observer : all) {
            observer.onAdopted(node, state);
        }
    }

    @Override
    public void onStored(SimManager manager, ClusterState before, ClusterState state) {
        for (Observer observer : all) {
            observer.onStored(manager, before, state);
        }
    }

    @Override
    public void onManagerEvent(ManagerEffect.Event event) {
        for (Observer observer : all) {
            observer.onManagerEvent(event);
        }
    }

    @Override
    public void onStarted(SimNode node) {
        for (Observer observer : all) {
            observer.onStarted(node);
        }
    }

    @Override
    public void onMemoryLost(SimNode node, List<Entry> had, List<Entry> kept) {
        for (Observer observer : all) {
            observer.onMemoryLost(node, had, kept);
        }
    }

    @Override
    public void onTick() {
        for (Observer observer : all) {
            observer.onTick();
        }
    }
}
