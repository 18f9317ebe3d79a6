package dev.meguri.wire;

import static dev.meguri.wire.Checks.check;
import static dev.meguri.wire.Checks.notNegative;
import static dev.meguri.wire.Checks.percent;
import static dev.meguri.wire.Checks.present;
import static dev.meguri.wire.Checks.text;

import dev.meguri.api.proto.HeartbeatProto;
import dev.meguri.api.proto.NodeLoadProto;
import dev.meguri.api.proto.RegisterProto;
import dev.meguri.core.limits.Limits;
import dev.meguri.core.message.ManagerMessage;
import dev.meguri.core.message.Protocol;
import java.util.List;

/** What a node says of itself to the manager. */
final class NodeReportCodec {
    private NodeReportCodec() {}

    static RegisterProto encode(ManagerMessage.Register m) {
        return RegisterProto.newBuilder()
                .setProtocolVersion(m.protocolVersion())
                .setNodeId(m.nodeId())
                .setProcessId(m.processId())
                .setClusterId(m.clusterId())
                .setIncarnation(m.incarnation())
                .setMemory(EnumCodec.encode(m.memory()))
                .setSnapshotMillis(m.snapshotMillis())
                .setTerm(m.term())
                .setRingVersion(m.ringVersion())
                .setHost(m.host())
                .setHttpPort(m.httpPort())
                .setRespPort(m.respPort())
                .setRespHost(m.respHost())
                .setZone(m.zone())
                .setWeight(m.weight())
                .setStandby(m.standby())
                .build();
    }

    static ManagerMessage decode(RegisterProto m) throws WireException {
        check(m.getWeight() >= 1, "register.weight must be at least 1");
        return new ManagerMessage.Register(
                Math.max(Protocol.FIRST, notNegative(m.getProtocolVersion(), "register.protocol_version")),
                text(m.getNodeId(), "register.node_id"),
                text(m.getProcessId(), "register.process_id"),
                m.getClusterId(),
                notNegative(m.getIncarnation(), "register.incarnation"),
                EnumCodec.decode(m.getMemory()),
                notNegative(m.getSnapshotMillis(), "register.snapshot_millis"),
                notNegative(m.getTerm(), "register.term"),
                notNegative(m.getRingVersion(), "register.ring_version"),
                text(m.getHost(), "register.host"),
                MemberCodec.port(m.getHttpPort(), "register.http_port"),
                MemberCodec.port(m.getRespPort(), "register.resp_port"),
                m.getRespHost(),
                m.getZone(),
                m.getWeight(),
                m.getStandby());
    }

    static HeartbeatProto encode(ManagerMessage.Heartbeat m) {
        return HeartbeatProto.newBuilder()
                .setTerm(m.term())
                .setRingVersion(m.ringVersion())
                .setSyncedSince(m.syncedSince())
                .setUnsyncedSlots(m.unsyncedSlots())
                .addAllUnreachable(m.unreachable())
                .addAllUnconnected(m.unconnected())
                .setLoad(encode(m.load()))
                .build();
    }

    static ManagerMessage decode(HeartbeatProto m) throws WireException {
        present(m.hasLoad(), "heartbeat.load");
        check(m.getUnreachableCount() <= Limits.MAX_NODES, "heartbeat.unreachable is too long");
        check(m.getUnconnectedCount() <= Limits.MAX_NODES, "heartbeat.unconnected is too long");
        return new ManagerMessage.Heartbeat(
                notNegative(m.getTerm(), "heartbeat.term"),
                notNegative(m.getRingVersion(), "heartbeat.ring_version"),
                notNegative(m.getSyncedSince(), "heartbeat.synced_since"),
                notNegative(m.getUnsyncedSlots(), "heartbeat.unsynced_slots"),
                List.copyOf(m.getUnreachableList()),
                List.copyOf(m.getUnconnectedList()),
                decode(m.getLoad()));
    }

    static NodeLoadProto encode(ManagerMessage.NodeLoad m) {
        return NodeLoadProto.newBuilder()
                .setEntries(m.entries())
                .setMemoryBytes(m.memoryBytes())
                .setMemoryLimitBytes(m.memoryLimitBytes())
                .setReads(m.reads())
                .setWrites(m.writes())
                .setHits(m.hits())
                .setMisses(m.misses())
                .setEvictions(m.evictions())
                .setExpirations(m.expirations())
                .setStartedAtMillis(m.startedAtMillis())
                .setBusyPercent(m.busyPercent())
                .build();
    }

    static ManagerMessage.NodeLoad decode(NodeLoadProto m) throws WireException {
        return new ManagerMessage.NodeLoad(
                notNegative(m.getEntries(), "load.entries"),
                notNegative(m.getMemoryBytes(), "load.memory_bytes"),
                notNegative(m.getMemoryLimitBytes(), "load.memory_limit_bytes"),
                notNegative(m.getReads(), "load.reads"),
                notNegative(m.getWrites(), "load.writes"),
                notNegative(m.getHits(), "load.hits"),
                notNegative(m.getMisses(), "load.misses"),
                notNegative(m.getEvictions(), "load.evictions"),
                notNegative(m.getExpirations(), "load.expirations"),
                notNegative(m.getStartedAtMillis(), "load.started_at_millis"),
                percent(m.getBusyPercent(), "load.busy_percent"));
    }
}
