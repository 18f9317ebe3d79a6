package dev.meguri.ui.live;

import dev.meguri.api.lab.LabOperation;
import dev.meguri.api.lab.LabOperation.Kind;
import java.util.List;
import java.util.SplittableRandom;

/** One client of a test, on a thread of its own: an operation after the other, at one node, half of them writes. */
final class TestClient implements Runnable {
    private final TestRun run;
    private final int number;
    private final NodeWire wire;
    private final List<String> keys;
    private final SplittableRandom random;

    /** @param number from 1 */
    TestClient(TestRun run, int number, NodeWire wire) {
        this.run = run;
        this.number = number;
        this.wire = wire;
        this.keys = run.plan().keyNames();
        this.random = new SplittableRandom(run.plan().id() + number);
    }

    @Override
    public void run() {
        try {
            while (run.isOpen()) {
                long id = run.record().begin();
                if (id == TestRecord.FULL) {
                    return;
                }
                operate(id);
                Thread.sleep(run.plan().paceMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void operate(long id) {
        Kind kind = random.nextBoolean() ? Kind.WRITE : Kind.READ;
        String key = keys.get(random.nextInt(keys.size()));
        LabOperation operation = wire.send(id, number, run.plan().nodeOf(number), kind, key);
        run.record().end(operation);
    }
}
