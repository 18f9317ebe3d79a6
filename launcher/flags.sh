# What every JVM of a service runs with, here, in the training of its start cache, and in the images (Dockerfile): a cache fits
# only a JVM with the same object headers and modules.
JVM_FLAGS="--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -XX:+UseCompactObjectHeaders
-Djava.util.logging.manager=org.jboss.logmanager.LogManager"
# A cache that is missing or does not fit is no news: the JVM starts without it.
QUIET_CACHE="-Xlog:aot=off -Xlog:cds=off"
