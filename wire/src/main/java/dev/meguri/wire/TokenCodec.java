package dev.meguri.wire;

import static dev.meguri.wire.Checks.check;
import static dev.meguri.wire.Checks.notNegative;
import static dev.meguri.wire.Checks.present;

import dev.meguri.api.proto.ChangeTokenProto;
import dev.meguri.api.proto.MadeProto;
import dev.meguri.api.proto.OnceProto;
import dev.meguri.api.proto.RememberedProto;
import dev.meguri.api.proto.TrailProto;
import dev.meguri.core.limits.Limits;
import dev.meguri.core.token.ChangeToken;
import dev.meguri.core.token.Forgotten;
import dev.meguri.core.token.Made;
import dev.meguri.core.token.Once;
import dev.meguri.core.token.Remembered;
import dev.meguri.core.token.Trail;
import java.util.ArrayList;
import java.util.List;

/** Idempotency tokens, and what entries remember of them. */
final class TokenCodec {
    private TokenCodec() {}

    static TrailProto encode(Trail trail) {
        return TrailProto.newBuilder()
                .setClients(encode(trail.clients()))
                .setCoordinators(encode(trail.coordinators()))
                .build();
    }

    static Trail decode(TrailProto proto) throws WireException {
        return new Trail(
                decode(proto.getClients(), Limits.MAX_CLIENT_TOKENS_PER_KEY),
                decode(proto.getCoordinators(), Limits.MAX_COORDINATOR_TOKENS_PER_KEY));
    }

    private static RememberedProto encode(Remembered remembered) {
        RememberedProto.Builder proto = RememberedProto.newBuilder()
                .setForgottenMillis(remembered.forgottenMillis())
                .setAskedMillis(remembered.askedMillis());
        for (long mark : remembered.forgotten().marks()) {
            proto.addForgotten(mark);
        }
        for (Made made : remembered.made()) {
            proto.addMade(MadeProto.newBuilder()
                    .setToken(encode(made.token()))
                    .setSinceMillis(made.sinceMillis())
                    .setKeepMillis(made.keepMillis())
                    .setVersion(EntryCodec.encode(made.version()))
                    .setExpireAtMillis(made.expireAtMillis())
                    .setNumber(made.number())
                    .setExisted(made.existed()));
        }
        return proto.build();
    }

    private static Remembered decode(RememberedProto proto, int most) throws WireException {
        check(proto.getMadeCount() <= most, "an entry with " + proto.getMadeCount() + " tokens");
        List<Made> made = new ArrayList<>(proto.getMadeCount());
        for (MadeProto one : proto.getMadeList()) {
            present(one.hasToken(), "made.token");
            present(one.hasVersion(), "made.version");
            made.add(new Made(
                    decode(one.getToken()),
                    notNegative(one.getSinceMillis(), "made.since_millis"),
                    notNegative(one.getKeepMillis(), "made.keep_millis"),
                    EntryCodec.decode(one.getVersion()),
                    notNegative(one.getExpireAtMillis(), "made.expire_at_millis"),
                    one.getNumber(),
                    one.getExisted()));
        }
        return new Remembered(
                made,
                notNegative(proto.getForgottenMillis(), "remembered.forgotten_millis"),
                notNegative(proto.getAskedMillis(), "remembered.asked_millis"),
                Forgotten.of(Checks.longs(proto.getForgottenList())));
    }

    static OnceProto encode(Once once) {
        return OnceProto.newBuilder()
                .setToken(encode(once.token()))
                .setSinceMillis(once.sinceMillis())
                .setUntilMillis(once.untilMillis())
                .setKeepMillis(once.keepMillis())
                .setOfClient(once.ofClient())
                .build();
    }

    static Once decode(OnceProto proto) throws WireException {
        present(proto.hasToken(), "once.token");
        long until = notNegative(proto.getUntilMillis(), "once.until_millis");
        long keep = notNegative(proto.getKeepMillis(), "once.keep_millis");
        check(keep >= until, "once.keep_millis is before once.until_millis");
        return new Once(
                decode(proto.getToken()),
                notNegative(proto.getSinceMillis(), "once.since_millis"),
                until,
                keep,
                proto.getOfClient());
    }

    private static ChangeTokenProto encode(ChangeToken token) {
        return ChangeTokenProto.newBuilder()
                .setHigh(token.high())
                .setLow(token.low())
                .build();
    }

    private static ChangeToken decode(ChangeTokenProto proto) {
        return new ChangeToken(proto.getHigh(), proto.getLow());
    }
}
