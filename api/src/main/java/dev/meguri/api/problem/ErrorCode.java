package dev.meguri.api.problem;

/**
 * Every stable error code of the HTTP surfaces, with its status. {@link #wire()} is what documents carry in {@code code};
 * clients decide by it, never by the text.
 */
public enum ErrorCode {
    // the request itself
    INVALID_REQUEST(400, "The request is malformed"),
    INVALID_TTL(400, "The TTL is malformed or out of range"),
    INVALID_VERSION(400, "The version is malformed"),
    INVALID_NUMBER(400, "A number is malformed or out of range"),
    INVALID_POLICY(400, "The policy document is not valid"),
    INVALID_FAULT(400, "The fault is not one that can be made"),
    FAULTS_DISABLED(403, "Faults cannot be made here"),
    KEY_TOO_LARGE(400, "The key is empty or over 4 KiB"),
    VALUE_TOO_LARGE(413, "The value is over the policy's limit"),
    BODY_TOO_LARGE(413, "The body is larger than any that is taken here"),
    URI_TOO_LONG(414, "The address is too long"),
    HEADERS_TOO_LARGE(431, "The headers are too large"),
    NOT_A_NUMBER(409, "The value is not a 64-bit integer"),
    NUMBER_OVERFLOW(409, "The result does not fit a 64-bit integer"),
    NO_RESOLVER(501, "The node lacks the resolver that the key's policy names"),
    CONDITION_FAILED(412, "The condition did not hold"),
    NOT_MODIFIED(304, "The version is the one you have"),
    // what was asked for
    KEY_NOT_FOUND(404, "The key is absent"),
    NODE_NOT_FOUND(404, "There is no such node"),
    POLICY_NOT_FOUND(404, "There is no such policy"),
    REBALANCE_NOT_FOUND(404, "There is no such rebalance job"),
    NOT_FOUND(404, "There is nothing at this path"),
    METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
    POLICY_IN_USE(409, "Keys of the policy exist"),
    POLICY_CONSISTENCY_FIXED(409, "The consistency of an existing policy cannot change"),
    NODE_STATE_CONFLICT(409, "The node is not in a state that allows this"),
    REBALANCE_STATE_CONFLICT(409, "The rebalance job is not in a state that allows this"),
    REBALANCE_RUNNING(409, "A rebalance job is running"),
    SLOTS_NOT_LOST(409, "These slots are not lost"),
    LOSS_NOT_CONFIRMED(409, "Another number of slots was confirmed than are asked for"),
    // the cluster's condition
    NOT_ENOUGH_REPLICAS(503, "Too few replicas could be reached to start; nothing was changed"),
    IN_DOUBT(504, "Too few replicas confirmed in time; the change may have been made"),
    UNAVAILABLE(503, "No synced replica answered in time; nothing was changed"),
    NO_RING(503, "The cluster is not formed yet"),
    BEING_LOADED(503, "Somebody else is loading the value"),
    OVERLOADED(429, "Too many operations are in progress"),
    CLOCK_SKEW(503, "The node's clock is further off than maxClockSkew; nothing was changed"),
    SLOT_LOST(503, "The slot lost its strong keys; an operator has to accept it"),
    MEMORY_LIMIT(507, "The memory limit is reached and the policy evicts nothing"),
    MANAGER_UNREACHABLE(503, "The cluster manager cannot be reached"),
    NODE_UNREACHABLE(502, "The node cannot be reached"),
    STORAGE_FAILED(503, "The database could not be written; nothing was changed"),
    NOT_SUPERVISED(409, "No launcher supervises the processes here"),
    LAB_TEST_RUNNING(409, "A test runs in the lab"),
    UPSTREAM_FAILED(502, "The upstream service failed"),
    INTERNAL(500, "Something went wrong here");

    private final int status;
    private final String title;

    ErrorCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** The stable code as documents carry it: {@code not_enough_replicas}. */
    public String wire() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
