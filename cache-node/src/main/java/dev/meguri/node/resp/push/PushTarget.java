package dev.meguri.node.resp.push;

import dev.meguri.resp.push.Name;
import dev.meguri.resp.push.Push;

/** A client's connection, for what is sent to it without being asked for. Any thread calls. */
public interface PushTarget {
    void push(Push push);

    /** The slot of a channel is not held here any more: the client is told that its subscription is over. */
    void shardChannelLeft(Name channel);
}
