# check=skip=InvalidDefaultArgInFrom
# (Which images: .env, by way of compose.yaml.)
# Our own programs for `docker compose up`: one build of the whole reactor, and an image for each kind of program.
# Targets: service (with --build-arg MODULE=auth-service, broker-service or front-service), pager, load.

ARG MAVEN_IMAGE
ARG JRE_IMAGE

# ---- Build: Maven on JDK 25 --------------------------------------------------------------------------------------
FROM ${MAVEN_IMAGE} AS build
WORKDIR /src
COPY . .
# Tests and formatting are CI's work. What Maven downloads is kept between builds.
RUN --mount=type=cache,target=/root/.m2 \
    mvn --batch-mode --no-transfer-progress --quiet \
        --projects agent-extension,auth-service,broker-service,front-service,pager,load --also-make \
        -DskipTests -Dspotless.check.skip -Dwarnings=-nowarn package
# Layers in the order in which they change: libraries seldom, our code often.
RUN for module in auth-service broker-service front-service pager; do \
        java -Djarmode=tools -jar $module/target/$module-*-exec.jar extract \
            --layers --destination /layers/$module --application-filename app.jar || exit 1; \
    done \
    && mkdir /layers/agents /layers/load \
    && cp agent-extension/target/agents/*.jar /layers/agents/ \
    # Gatling's jar has no Spring in it, and so no tool that takes it apart.
    && cd /layers/load && jar --extract --file /src/load/target/load-*-exec.jar

# ---- What all of them run on: a JRE 25 ---------------------------------------------------------------------------
FROM ${JRE_IMAGE} AS java
RUN useradd --system --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin signalbox \
    && install --directory --owner signalbox --group signalbox /data
# For the health checks in compose.yaml: is the program on this port ready? Needs nothing but bash.
COPY --chmod=755 <<'EOF' /usr/local/bin/healthy
#!/bin/bash
exec 3<>"/dev/tcp/127.0.0.1/$1" || exit 1
printf 'GET /actuator/health/readiness HTTP/1.0\r\nHost: localhost\r\n\r\n' >&3
grep -q '"status":"UP"' <&3
EOF
# The heap is set in compose.yaml (JDK_JAVA_OPTIONS), beside the container's limit.
COPY <<'EOF' /opt/signalbox/jvm.options
# For heaps this small the simplest collector costs the least memory and CPU.
-XX:+UseSerialGC
# 8 bytes less for each object.
-XX:+UseCompactObjectHeaders
# The quick compiler alone. It takes nearly half off the processor time of a start and of the ten minutes after it, and
# 45 MiB off a service's memory. What the second compiler makes is faster, after a good while of full load.
-XX:TieredStopAtLevel=1
# What lies outside the heap has a bound as well: Netty's buffers, compiled code, stacks.
-XX:MaxDirectMemorySize=48m
-XX:ReservedCodeCacheSize=64m
-Xss512k
# What the compilers took while the program started goes back to the system.
-XX:TrimNativeHeapInterval=10000
# A server that is gone has no name here, and perhaps another address when it is back: seen at once. (By default the JVM
# believes for 10 s that a name is not there, and for 30 s that an address is right.)
-Dsun.net.inetaddr.negative.ttl=0
-Dsun.net.inetaddr.ttl=5
# A JVM that is out of memory is in an unknown state: better to end and be started again.
-XX:+ExitOnOutOfMemoryError
# Netty and the profiler bring native code.
--enable-native-access=ALL-UNNAMED
EOF
# The C library would keep a pool of memory for each of up to 8 threads per core.
ENV MALLOC_ARENA_MAX=2
WORKDIR /opt/signalbox
USER 10001:10001

# ---- A service, with both agents ---------------------------------------------------------------------------------
FROM java AS service
ARG MODULE
ENV PYROSCOPE_CONFIGURATION_FILE=/etc/signalbox/agent/pyroscope.properties
COPY --from=build /layers/agents/ /opt/signalbox/agents/
COPY --from=build /layers/${MODULE}/dependencies/ ./
COPY --from=build /layers/${MODULE}/spring-boot-loader/ ./
COPY --from=build /layers/${MODULE}/snapshot-dependencies/ ./
COPY --from=build /layers/${MODULE}/application/ ./
# What the agent's settings cannot say in their file stands here.
ENTRYPOINT ["java", "@/opt/signalbox/jvm.options", \
    "-javaagent:/opt/signalbox/agents/opentelemetry-javaagent.jar", \
    "-Dotel.javaagent.extensions=/opt/signalbox/agents/pyroscope-otel.jar,/opt/signalbox/agents/signalbox-agent-extension.jar", \
    "-Dotel.javaagent.configuration-file=/etc/signalbox/agent/opentelemetry-javaagent.properties", \
    "-Dotel.semconv-stability.opt-in=database", \
    "-jar", "app.jar"]

# ---- The pager ---------------------------------------------------------------------------------------------------
FROM java AS pager
COPY --from=build /layers/pager/dependencies/ ./
COPY --from=build /layers/pager/spring-boot-loader/ ./
COPY --from=build /layers/pager/snapshot-dependencies/ ./
COPY --from=build /layers/pager/application/ ./
VOLUME /data
ENTRYPOINT ["java", "@/opt/signalbox/jvm.options", "-jar", "app.jar"]

# ---- The load ----------------------------------------------------------------------------------------------------
FROM java AS load
COPY --from=build /layers/load/BOOT-INF/lib/ ./lib/
COPY --from=build /layers/load/BOOT-INF/classes/ ./classes/
# Gatling reaches into the class loader, and keeps its preferences at home. It runs for days, so it writes no file, and
# Prometheus asks how it goes.
ENTRYPOINT ["java", "@/opt/signalbox/jvm.options", "--add-opens=java.base/java.lang=ALL-UNNAMED", "-Duser.home=/tmp", \
    "-Dgatling.data.writers.0=console", "-DmetricsPort=9400", \
    "-cp", "classes:lib/*", "dev.signalbox.load.Main", \
    "--no-reports", "--results-folder", "/tmp/results"]
CMD ["--simulation", "dev.signalbox.load.Trickle"]
