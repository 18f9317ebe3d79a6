package dev.meguri.bench.report;

import com.hazelcast.core.Hazelcast;
import dev.meguri.bench.server.Tools;
import io.etcd.jetcd.Client;
import io.lettuce.core.RedisClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import redis.clients.jedis.RedisClusterClient;

/** What figures were measured on, by name. */
public final class Machine {
    private Machine() {}

    public static Map<String, String> describe() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("cpu", processor() + ", " + Runtime.getRuntime().availableProcessors() + " cores");
        facts.put("memory", memory());
        facts.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
        facts.put("meguri", Tools.firstLine("git", "describe", "--always", "--dirty"));
        facts.put("redis", field(Tools.firstLine("redis-server", "--version"), "v="));
        facts.put("wrk", wrk());
        facts.put("quarkus", built("quarkus"));
        facts.put("etcd", Tools.firstLine("etcd", "--version").replace("etcd Version: ", ""));
        facts.put("hazelcast", library(Hazelcast.class, "hazelcast"));
        facts.put("jedis", library(RedisClusterClient.class, "jedis"));
        facts.put("lettuce", library(RedisClient.class, "lettuce-core"));
        facts.put("jetcd", library(Client.class, "jetcd-core"));
        return facts;
    }

    /** The version that the name of its jar has. */
    private static String library(Class<?> type, String artifact) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        String jar = source == null
                ? ""
                : Path.of(source.getLocation().getPath()).getFileName().toString();
        boolean named = jar.startsWith(artifact + "-") && jar.endsWith(".jar");
        return named ? jar.substring(artifact.length() + 1, jar.length() - ".jar".length()) : "unknown";
    }

    private static String field(String line, String name) {
        for (String word : line.split(" ")) {
            if (word.startsWith(name)) {
                return word.substring(name.length());
            }
        }
        return line;
    }

    /** It tells its version as the second word, and that it failed. */
    private static String wrk() {
        if (Tools.find("wrk").isEmpty()) {
            return "missing";
        }
        String[] words = Tools.firstLine("sh", "-c", "wrk --version || true").split(" ");
        return words.length > 1 ? words[1] : "unknown";
    }

    /** The version of what is built here. */
    static String built(String name) {
        Properties versions = new Properties();
        try (InputStream in = Machine.class.getResourceAsStream("versions.properties")) {
            versions.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return versions.getProperty(name, "unknown");
    }

    private static String processor() {
        return lineOf("/proc/cpuinfo", "model name", System.getProperty("os.arch"));
    }

    private static String memory() {
        String line = lineOf("/proc/meminfo", "MemTotal", "");
        String kibibytes = line.replaceAll("[^0-9]", "");
        return kibibytes.isEmpty() ? "unknown" : Math.round(Long.parseLong(kibibytes) / 1024.0 / 1024.0) + " GiB";
    }

    private static String lineOf(String file, String name, String otherwise) {
        try {
            return Files.readAllLines(Path.of(file)).stream()
                    .filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(otherwise);
        } catch (IOException e) {
            return otherwise;
        }
    }
}
