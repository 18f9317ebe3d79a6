package dev.meguri.simulator.check;

import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.shard.Effect;
import dev.meguri.core.shard.ShardInput;
import dev.meguri.core.store.Entry;
import dev.meguri.simulator.cluster.SimNode;
import dev.meguri.simulator.net.Endpoint;
import dev.meguri.simulator.workload.ClientOperation;
import java.util.ArrayList;
import java.util.List;

/** All observers of a run, in the order in which they were added. */
public final class Observers implements Observer {
    private final List<Observer> all = new ArrayList<>();

    public void add(Observer observer) {
        all.add(observer);
    }

    @Override
    public void onSubmit(ClientOperation operation) {
        for (int i = 0; i < all.size(); i++) {
            all.get(i).onSubmit(operation);
        }
    }

    @Override
    public void onResult(ClientOperation operation) {
        for (int i = 0; i < all.size(); i++) {
            all.get(i).onResult(operation);
        }
    }

    @Override
    public void onBroken(ClientOperation operation) {
        for (int i = 0; i < all.size(); i++) {
            all.get(i).onBroken(operation);
        }
    }

    @Override
    public void onSend(Endpoint from, Endpoint to, Object message) {
        for (int i = 0; i < all.size(); i++) {
            all.get(i).onSend(from, to, message);
        }
    }

    @Override
    public void onEffect(SimNode node, ShardInput input, Effect effect) {
        for (int i = 0; i < all.size(); i++) {
            all.get(i).onEffect(node, input, effect);
        }
    }

    @Override
    public void onAdopted(SimNode node, ClusterState state) {
        for (int i = 0; i < all.size(); i++) {
            all.get(i).onAdopted(node, state);
        }
    }

    @Override
    public void onStarted(SimNode node) {
        for (int i = 0; i < all.size(); i++) {
            all.get(i).onStarted(node);
        }
    }

    @Override
    public void onMemoryLost(SimNode node, List<Entry> had, List<Entry> kept) {
        for (int i = 0; i < all.size(); i++) {
            all.get(i).onMemoryLost(node, had, kept);
        }
    }

    @Override
    public void onTick() {
        for (int i = 0; i < all.size(); i++) {
            all.get(i).onTick();
        }
    }
}
