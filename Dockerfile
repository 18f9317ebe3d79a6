# Every image of Meguri, one target each; needs nothing but Docker. Maven runs once, for all of them.

FROM node:22-bookworm-slim AS nodejs

FROM eclipse-temurin:25-jdk AS build
WORKDIR /src
# Node builds the admin UI's pages within the Maven build. npm trusts the certificates that the image trusts.
COPY --from=nodejs /usr/local/bin/node /usr/local/bin/node
COPY --from=nodejs /usr/local/lib/node_modules/npm /usr/local/lib/node_modules/npm
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm \
 && ln -s ../lib/node_modules/npm/bin/npx-cli.js /usr/local/bin/npx
ENV NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt
# What the build downloads, in a layer of its own that only changes with these files.
COPY mvnw pom.xml ./
COPY .mvn .mvn
COPY api/pom.xml api/
COPY core/pom.xml core/
COPY wire/pom.xml wire/
COPY service/pom.xml service/
COPY resp/pom.xml resp/
COPY simulator/pom.xml simulator/
COPY client/pom.xml client/
COPY cache-node/pom.xml cache-node/
COPY cluster-manager/pom.xml cluster-manager/
COPY admin-ui/pom.xml admin-ui/
COPY demo-app/pom.xml demo-app/
COPY training/pom.xml training/
COPY benchmarks/pom.xml benchmarks/
COPY benchmarks/rest-peer/pom.xml benchmarks/rest-peer/
COPY system-tests/pom.xml system-tests/
RUN sh mvnw -q -B -pl cache-node,cluster-manager,admin-ui,demo-app -am dependency:go-offline -DexcludeGroupIds=dev.meguri || true
COPY api/src api/src
COPY core/src core/src
COPY wire/src wire/src
COPY service/src service/src
COPY resp/src resp/src
COPY client/src client/src
COPY cache-node/src cache-node/src
COPY cluster-manager/src cluster-manager/src
COPY demo-app/src demo-app/src
COPY simulator/src simulator/src
COPY admin-ui/src admin-ui/src
RUN sh mvnw -q -B -DskipTests -pl cache-node,cluster-manager,admin-ui,demo-app -am package

FROM eclipse-temurin:25-jre AS runtime
COPY docker/healthy /usr/local/bin/healthy
# The folder's owner is what a new volume mounted over it takes on.
RUN groupadd --system --gid 10001 meguri \
 && useradd --system --uid 10001 --gid meguri --home-dir /data --no-create-home meguri \
 && mkdir -p /data && chown meguri:meguri /data && chmod 755 /usr/local/bin/healthy
ENV MEGURI_DATA_DIR=/data QUARKUS_HTTP_HOST=0.0.0.0
VOLUME /data
# java itself is process 1, so that SIGTERM reaches it. More flags: JDK_JAVA_OPTIONS. Those that a start cache has to be trained
# with are in launcher/flags.sh, too.
ENTRYPOINT ["java", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-XX:+UseCompactObjectHeaders", "-XX:+UseTransparentHugePages", "-XX:FreqInlineSize=200", "-XX:InlineSmallCode=1500", "-XX:MaxInlineLevel=10", "-XX:LoopUnrollLimit=4", "-XX:-PartialPeelLoop", "-XX:-UseSuperWord", "-XX:Tier4InvocationThreshold=20000", "-XX:Tier4MinInvocationThreshold=4000", "-XX:Tier4CompileThreshold=40000", "-XX:Tier4BackEdgeThreshold=120000", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", "-XX:AOTCache=start.aot", "-Xlog:aot=off", "-Xlog:cds=off", "-Djava.util.logging.manager=org.jboss.logmanager.LogManager", "-jar", "quarkus-run.jar"]

# Start caches, by the Java and at the paths that they will be used with.
FROM runtime AS trained
COPY launcher/flags.sh launcher/train.sh /usr/local/lib/meguri/
COPY --from=build /src/cluster-manager/target/quarkus-app /app/cluster-manager
COPY --from=build /src/cache-node/target/quarkus-app /app/cache-node
COPY --from=build /src/admin-ui/target/quarkus-app /app/admin-ui
COPY --from=build /src/demo-app/target/quarkus-app /app/demo-app
RUN bash /usr/local/lib/meguri/train.sh "$(command -v java)" cluster-manager=/app/cluster-manager cache-node=/app/cache-node \
    admin-ui=/app/admin-ui demo-app=/app/demo-app

FROM runtime AS manager
COPY --from=trained /app/cluster-manager /app/cluster-manager
WORKDIR /app/cluster-manager
USER meguri
ENV QUARKUS_HTTP_PORT=8090
EXPOSE 8090

FROM runtime AS node
COPY --from=trained /app/cache-node /app/cache-node
WORKDIR /app/cache-node
USER meguri
ENV QUARKUS_HTTP_PORT=8100
EXPOSE 8100

FROM runtime AS admin-ui
COPY --from=trained /app/admin-ui /app/admin-ui
WORKDIR /app/admin-ui
USER meguri
ENV QUARKUS_HTTP_PORT=8080
EXPOSE 8080

FROM runtime AS demo-app
COPY --from=trained /app/demo-app /app/demo-app
WORKDIR /app/demo-app
USER meguri
ENV QUARKUS_HTTP_PORT=8070
EXPOSE 8070
