package dev.meguri.restpeer;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;

/** The same 100 bytes for every key, on an event loop. The benches put the same into the node that they compare. */
@Path("/api/cache")
public class ValueResource {
    private static final int VALUE_BYTES = 100;

    private final byte[] value = new byte[VALUE_BYTES];

    ValueResource() {
        Arrays.fill(value, (byte) 'x');
    }

    @GET
    @Path("/{key}")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @NonBlocking
    public byte[] get() {
        return value;
    }
}
