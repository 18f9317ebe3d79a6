package dev.meguri.node.resp;

import dev.meguri.resp.RespLimits;
import dev.meguri.resp.codec.RespWriter;
import dev.meguri.resp.program.CommandException;
import dev.meguri.resp.program.Errors;
import dev.meguri.resp.program.Numbers;
import dev.meguri.resp.program.Words;
import dev.meguri.resp.push.Name;
import dev.meguri.resp.push.PrefixTable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** CLIENT TRACKING, CACHING, TRACKINGINFO, GETREDIR. */
final class TrackingCommands {
    private final RespNode node;

    TrackingCommands(RespNode node) {
        this.node = node;
    }

    void tracking(RespConnection c, byte[][] a) {
        if (a.length < 3) {
            throw Errors.wrongArguments("client|tracking");
        }
        boolean on =
                switch (Words.option(a[2])) {
                    case "ON" -> true;
                    case "OFF" -> false;
                    default -> throw Errors.syntax();
                };
        Set<Name> prefixes = new LinkedHashSet<>();
        Set<String> options = new LinkedHashSet<>();
        RespConnection redirect = null;
        for (int i = 3; i < a.length; i++) {
            String option = Words.option(a[i]);
            switch (option) {
                case "REDIRECT" -> {
                    if (redirect != null) {
                        throw new CommandException("ERR A client can only redirect to a single other client");
                    }
                    redirect = client(argument(a, ++i));
                }
                case "PREFIX" -> prefixes.add(new Name(argument(a, ++i)));
                case "BCAST", "OPTIN", "OPTOUT", "NOLOOP" -> options.add(option);
                default -> throw Errors.syntax();
            }
        }
        ClientTracking before = c.session().tracking;
        if (!on) {
            c.pushes().forgetTracking();
        } else {
            ClientTracking.Mode mode = mode(options, !prefixes.isEmpty(), before);
            requireApart(prefixes, before == null ? Set.of() : before.prefixes);
            if (before != null) {
                prefixes.addAll(before.prefixes);
            } else if (prefixes.isEmpty() && mode == ClientTracking.Mode.BROADCAST) {
                prefixes.add(new Name(new byte[0]));
            }
            ClientTracking next = new ClientTracking(c, mode, options.contains("NOLOOP"), prefixes, redirect);
            c.session().tracking = next;
            node.watch().track(next, prefixes);
        }
        c.answer().ok();
    }

    private static byte[] argument(byte[][] a, int at) {
        if (at == a.length) {
            throw Errors.syntax();
        }
        return a[at];
    }

    private RespConnection client(byte[] text) {
        long id = Numbers.integer(text);
        return node.connections().all().stream()
                .filter(one -> one.session().id == id)
                .findFirst()
                .orElseThrow(() -> new CommandException("ERR The client ID you want redirect to does not exist"));
    }

    private static ClientTracking.Mode mode(Set<String> options, boolean hasPrefixes, ClientTracking before) {
        boolean broadcast = options.contains("BCAST");
        boolean optin = options.contains("OPTIN");
        boolean optout = options.contains("OPTOUT");
        if (!broadcast && hasPrefixes) {
            throw new CommandException("ERR PREFIX option requires BCAST mode to be enabled");
        }
        if (before != null && broadcast != (before.mode == ClientTracking.Mode.BROADCAST)) {
            throw new CommandException("ERR You can't switch BCAST mode on/off before disabling tracking for this"
                    + " client, and then re-enabling it with a different mode.");
        }
        if (broadcast && (optin || optout)) {
            throw new CommandException("ERR OPTIN and OPTOUT are not compatible with BCAST");
        }
        if (optin && optout) {
            throw new CommandException("ERR You can't use both OPTIN and OPTOUT");
        }
        if (before != null
                && (optin && before.mode == ClientTracking.Mode.OPTOUT
                        || optout && before.mode == ClientTracking.Mode.OPTIN)) {
            throw new CommandException("ERR You can't switch OPTIN/OPTOUT mode before disabling tracking for this"
                    + " client, and then re-enabling it with a different mode.");
        }
        return broadcast
                ? ClientTracking.Mode.BROADCAST
                : optin ? ClientTracking.Mode.OPTIN : optout ? ClientTracking.Mode.OPTOUT : ClientTracking.Mode.ALL;
    }

    private static void requireApart(Set<Name> prefixes, Set<Name> before) {
        List<Name> all = new ArrayList<>(before);
        for (Name prefix : prefixes) {
            if (prefix.bytes().length > RespLimits.MAX_CHANNEL_BYTES
                    || all.size() >= RespLimits.MAX_TRACKING_PREFIXES) {
                throw new CommandException("ERR at most " + RespLimits.MAX_TRACKING_PREFIXES + " prefixes of up to "
                        + RespLimits.MAX_CHANNEL_BYTES + " bytes");
            }
            for (Name other : all) {
                if (PrefixTable.overlap(prefix, other)) {
                    throw new CommandException("ERR Prefix '" + Words.text(prefix.bytes())
                            + "' overlaps with an existing prefix '" + Words.text(other.bytes())
                            + "'. Prefixes for a single client must not overlap.");
                }
            }
            all.add(prefix);
        }
    }

    void caching(RespConnection c, byte[][] a) {
        requireCount(a, 3);
        ClientTracking tracking = c.session().tracking;
        boolean optin = tracking != null && tracking.mode == ClientTracking.Mode.OPTIN;
        boolean optout = tracking != null && tracking.mode == ClientTracking.Mode.OPTOUT;
        if (!optin && !optout) {
            throw new CommandException("ERR CLIENT CACHING can be called only when the client is in tracking mode with"
                    + " OPTIN or OPTOUT mode enabled");
        }
        switch (Words.option(a[2])) {
            case "YES" -> {
                if (!optin) {
                    throw new CommandException(
                            "ERR CLIENT CACHING YES is only valid when tracking is enabled in OPTIN mode.");
                }
            }
            case "NO" -> {
                if (!optout) {
                    throw new CommandException(
                            "ERR CLIENT CACHING NO is only valid when tracking is enabled in OPTOUT mode.");
                }
            }
            default -> throw Errors.syntax();
        }
        tracking.exceptNext();
        c.answer().ok();
    }

    void redirection(RespConnection c, byte[][] a) {
        requireCount(a, 2);
        c.answer().integer(redirectId(c.session().tracking));
    }

    /** -1: the client tracks nothing; 0: it is told itself. */
    static long redirectId(ClientTracking tracking) {
        return tracking == null ? -1 : tracking.redirect == null ? 0 : tracking.redirect.session().id;
    }

    void info(RespConnection c, byte[][] a) {
        requireCount(a, 2);
        ClientTracking tracking = c.session().tracking;
        List<String> flags = new ArrayList<>();
        if (tracking == null) {
            flags.add("off");
        } else {
            flags.add("on");
            switch (tracking.mode) {
                case ALL -> {}
                case OPTIN -> flags.addAll(tracking.isExcepted() ? List.of("optin", "caching-yes") : List.of("optin"));
                case OPTOUT ->
                    flags.addAll(tracking.isExcepted() ? List.of("optout", "caching-no") : List.of("optout"));
                case BROADCAST -> flags.add("bcast");
            }
            if (tracking.noLoop) {
                flags.add("noloop");
            }
            if (tracking.isBroken()) {
                flags.add("broken_redirect");
            }
        }
        RespWriter out = c.answer();
        out.map(3);
        out.bulk("flags").set(flags.size());
        flags.forEach(out::bulk);
        out.bulk("redirect").integer(redirectId(tracking));
        out.bulk("prefixes").array(tracking == null ? 0 : tracking.prefixes.size());
        if (tracking != null) {
            tracking.prefixes.forEach(prefix -> out.bulk(prefix.bytes()));
        }
    }

    private static void requireCount(byte[][] a, int count) {
        if (a.length != count) {
            throw Errors.wrongArguments("client|" + Words.text(a[1]).toLowerCase(Locale.ROOT));
        }
    }
}
