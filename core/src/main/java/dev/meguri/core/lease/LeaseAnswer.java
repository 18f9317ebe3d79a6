package dev.meguri.core.lease;

import dev.meguri.core.operation.Result;
import dev.meguri.core.version.Version;

/** What became of the question who loads a value. */
public sealed interface LeaseAnswer {
    /**
     * @param value what there is: {@link Result.Found}, fresh or not, or {@link Result.Absent}
     * @param lease names the lease of whoever asked, who is to load the value; null: he is not
     * @param leaseUntilMillis when it ends, by the nodes' wall clock; 0: there is none
     * @param isLoading whether somebody else loads it, or did when it was last looked at
     */
    record Known(Result value, Version lease, long leaseUntilMillis, boolean isLoading) implements LeaseAnswer {}

    /** Nobody can say, or nobody can be given the lease. */
    record Failed(Result.Failed failure) implements LeaseAnswer {}
}
