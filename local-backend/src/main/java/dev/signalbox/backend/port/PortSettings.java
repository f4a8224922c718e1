package dev.signalbox.backend.port;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where signals are taken and metrics are given ({@code signalbox.ports.*}): the well-known ports of the servers this
 * program stands in for. 0 takes a free one. The pages and the query API are on {@code server.port}.
 *
 * @param otlpGrpc OTLP over gRPC
 * @param otlpHttp OTLP over HTTP
 * @param loki Loki's push API
 * @param pyroscope Pyroscope's ingest API
 * @param metrics metrics for Prometheus to scrape
 */
@ConfigurationProperties("signalbox.ports")
public record PortSettings(
        @DefaultValue("4317") int otlpGrpc,
        @DefaultValue("4318") int otlpHttp,
        @DefaultValue("3100") int loki,
        @DefaultValue("4040") int pyroscope,
        @DefaultValue("8889") int metrics) {}
