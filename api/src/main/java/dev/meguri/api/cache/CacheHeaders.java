package dev.meguri.api.cache;

/** The receipt of an operation, as response headers of the cache API. */
public final class CacheHeaders {
    /** Version of the value; also the {@code ETag}. */
    public static final String VERSION = "X-Meguri-Version";

    /** {@code primary} only when the slot's home primary answered, else {@code replica}. */
    public static final String SOURCE = "X-Meguri-Source";

    /** The node whose copy answered, or that coordinated the write. */
    public static final String NODE = "X-Meguri-Node";

    public static final String SLOT = "X-Meguri-Slot";
    public static final String RING_VERSION = "X-Meguri-Ring-Version";

    /**
     * {@code 2/3}: replicas that confirmed (or answered), of the copies that the policy keeps; on a failure, of those that
     * were needed.
     */
    public static final String ACKS = "X-Meguri-Acks";

    /** {@code eventual} or {@code strong}: what the policy promises. */
    public static final String CONSISTENCY = "X-Meguri-Consistency";

    /** The policy that decided, by its prefix. */
    public static final String POLICY = "X-Meguri-Policy";

    /** Milliseconds until the value expires; absent where it does not. */
    public static final String TTL_MILLIS = "X-Meguri-TTL-Millis";

    /** On a 404: {@code expired}, {@code evicted} or {@code deleted}, where that is still known. */
    public static final String WHY = "X-Meguri-Why";

    /**
     * What was achieved: {@code linearizable} under a strong policy; else how many of the kept copies confirmed or answered:
     * {@code all}, {@code majority} or {@code some}.
     */
    public static final String LEVEL = "X-Meguri-Level";

    /** {@code true} on a failed write of which nobody knows whether it was, or will be, made. */
    public static final String IN_DOUBT = "X-Meguri-In-Doubt";

    /**
     * Of a request: names one write, so that it is made once however often it is sent, to whichever node, for two minutes.
     * 1 to 128 printable ASCII characters. A UUID of version 7, made for this write, is best: it tells its time, so that one
     * which comes too late to be remembered is refused as in doubt, and the write is never made twice. Any other text is known for
     * two minutes, or until 1,152 newer ones came to its key, whichever is sooner: repeated after that, its write is made again.
     */
    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    /**
     * Of a GET: for how long to lease the right to load the value, such as {@code 10s}, where there is none. Of its answer: the
     * lease, where whoever asked is to load the value; of a PUT: the lease that ends once the value is stored.
     */
    public static final String LEASE = "X-Meguri-Lease";

    /** Of a GET with {@link #LEASE}: a value that has no more than this left is to be loaded again, by one of those who ask. */
    public static final String LEASE_REFRESH = "X-Meguri-Lease-Refresh";

    /** Of a GET with {@link #LEASE}: for how long to wait for the value while somebody else loads it. */
    public static final String LEASE_WAIT = "X-Meguri-Lease-Wait";

    /** Milliseconds until the lease ends. */
    public static final String LEASE_MILLIS = "X-Meguri-Lease-Millis";

    /** {@code true}: somebody else is loading the value. */
    public static final String LOADING = "X-Meguri-Loading";

    private CacheHeaders() {}
}
