# What every JVM of a service runs with, here, in the training of its start cache, and in the images (Dockerfile): a cache fits
# only a JVM with the same object headers and modules.
# Less is inlined than by default, and loops are left as they are: half the work for the compiler, whose threads compete with
# the clients' while a node is new (docs/adr/0023).
JVM_FLAGS="-XX:FreqInlineSize=200 -XX:InlineSmallCode=1500 -XX:MaxInlineLevel=10 -XX:LoopUnrollLimit=4
-XX:-PartialPeelLoop -XX:-UseSuperWord --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -XX:+UseCompactObjectHeaders
-Djava.util.logging.manager=org.jboss.logmanager.LogManager"
# Nodes alone, and not part of what a cache has to fit: memory in large pages, where the system has them (Linux alone knows the
# flag). Reads and writes are spread over all of it.
# And what is not busy is left to the quick compiler: three to seven times the calls until the optimizing one takes it (docs/adr/0031).
NODE_FLAGS="-XX:+IgnoreUnrecognizedVMOptions -XX:+UseTransparentHugePages -XX:Tier4InvocationThreshold=20000
-XX:Tier4MinInvocationThreshold=4000 -XX:Tier4CompileThreshold=40000 -XX:Tier4BackEdgeThreshold=120000"
# A cache that is missing or does not fit is no news: the JVM starts without it.
QUIET_CACHE="-Xlog:aot=off -Xlog:cds=off"
