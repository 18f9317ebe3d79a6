package dev.meguri.ui.live;

import dev.meguri.api.lab.ConsistencyTest;
import dev.meguri.api.lab.ConsistencyTestRequest;
import dev.meguri.api.lab.TestHistory;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Consistency tests of the running cluster. */
@Path("/api/lab/live/tests")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class LiveTestResource {
    private final LiveTests tests;

    LiveTestResource(LiveTests tests) {
        this.tests = tests;
    }

    /** The last ones, the newest first. */
    @GET
    public List<ConsistencyTest> all() {
        return tests.all();
    }

    /** Begins a test; 409 {@code lab_test_running} while one runs, 400 where a field is wrong, 403 {@code faults_disabled}. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public ConsistencyTest start(ConsistencyTestRequest request) {
        return tests.start(request);
    }

    /** Stops it and heals everything; it is over a moment later. */
    @DELETE
    @Path("/{id: [0-9]+}")
    public ConsistencyTest stop(@PathParam("id") long id) {
        return tests.stop(id);
    }

    /**
     * A {@link TestHistory}.
     *
     * @param file as a file to keep
     */
    @GET
    @Path("/{id: [0-9]+}/history")
    public Response history(@PathParam("id") long id, @QueryParam("file") boolean file) {
        TestHistory history = tests.history(id);
        Response.ResponseBuilder answer = Response.ok(history, MediaType.APPLICATION_JSON);
        if (file) {
            answer.header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"meguri-lab-" + id + ".json\"");
        }
        return answer.build();
    }
}
