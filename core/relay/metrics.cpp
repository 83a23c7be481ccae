// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/metrics.h"

#include "core/relay/processreadings.h"

#include <prometheus/metric_family.h>
#include <prometheus/text_serializer.h>

#include <functional>
#include <limits>
#include <utility>

namespace pc::relay {

namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;

constexpr double kMillisecondsInSecond = 1'000;

class Families
{
public:
    void gauge(const char *name, const char *help, double value)
    {
        ClientMetric metric;
        metric.gauge.value = value;
        add(name, help, MetricType::Gauge).metric.push_back(std::move(metric));
    }

    void counter(const char *name, const char *help, double value)
    {
        ClientMetric metric;
        metric.counter.value = value;
        add(name, help, MetricType::Counter).metric.push_back(std::move(metric));
    }

    MetricFamily &add(const char *name, const char *help, MetricType type)
    {
        MetricFamily family;
        family.name = name;
        family.help = help;
        family.type = type;
        m_families.push_back(std::move(family));
        return m_families.back();
    }

    std::string text() const { return prometheus::TextSerializer().Serialize(m_families); }

private:
    std::vector<MetricFamily> m_families;
};

/// All tallies together, as seconds.
ClientMetric histogram(const std::vector<std::reference_wrapper<const DurationTally>> &tallies)
{
    ClientMetric metric;
    constexpr auto &bounds = DurationTally::kBounds;
    for (std::size_t i = 0; i <= bounds.size(); ++i) {
        for (const DurationTally &tally : tallies)
            metric.histogram.sample_count += std::uint64_t(tally.in(i));
        ClientMetric::Bucket bucket;
        bucket.cumulative_count = metric.histogram.sample_count;
        bucket.upper_bound
            = i < bounds.size() ? double(bounds[i]) / kMillisecondsInSecond : std::numeric_limits<double>::infinity();
        metric.histogram.bucket.push_back(bucket);
    }
    for (const DurationTally &tally : tallies)
        metric.histogram.sample_sum += double(tally.sum().count()) / kMillisecondsInSecond;
    return metric;
}

template<typename Of>
double sum(const Readings &readings, Of of)
{
    double all = 0;
    for (const Readings::Loop &loop : readings.loops)
        all += double(of(loop));
    return all;
}

void addConnections(Families &out, const Readings &readings)
{
    using Loop = Readings::Loop;
    out.gauge("parentconnect_connections", "Open TCP connections.",
        sum(readings, [](const Loop &l) { return l.front.open.value(); }));
    out.gauge("parentconnect_websockets", "Open WebSockets.",
        sum(readings, [](const Loop &l) { return l.front.websockets.value(); }));
    out.gauge(
        "parentconnect_sessions", "Sessions of devices.", sum(readings, [](const Loop &l) { return l.sessions; }));
    out.counter("parentconnect_connections_accepted_total", "Connections that were accepted.",
        sum(readings, [](const Loop &l) { return l.front.accepted.value(); }));
    out.counter("parentconnect_connections_refused_total", "Connections that a limit refused.",
        sum(readings, [](const Loop &l) { return l.front.refused.value(); }));
    out.counter("parentconnect_protocol_errors_total", "Connections that broke HTTP or WebSocket.",
        sum(readings, [](const Loop &l) { return l.front.protocolErrors.value(); }));
    out.counter("parentconnect_timeouts_total", "Connections that met a deadline.",
        sum(readings, [](const Loop &l) { return l.front.timeouts.value(); }));
    out.counter("parentconnect_tls_handshakes_total", "TLS handshakes that were completed.",
        sum(readings, [](const Loop &l) { return l.front.handshakes.value(); }));
    out.counter("parentconnect_tls_resumptions_total", "Of them, those that resumed an earlier session.",
        sum(readings, [](const Loop &l) { return l.front.resumptions.value(); }));
    out.counter("parentconnect_tls_handshake_failures_total", "TLS handshakes that failed or were given up.",
        sum(readings, [](const Loop &l) { return l.front.handshakeFailures.value(); }));
    out.gauge("parentconnect_tls_certificate_expiry_timestamp_seconds",
        "End of the certificate's time since the Unix epoch; 0 without TLS.", double(readings.certificateExpires));
    out.counter("parentconnect_network_receive_bytes_total", "Bytes read from sockets.",
        sum(readings, [](const Loop &l) { return l.front.bytesIn.value(); }));
    out.counter("parentconnect_network_transmit_bytes_total", "Bytes written to sockets.",
        sum(readings, [](const Loop &l) { return l.front.bytesOut.value(); }));
}

void addMessages(Families &out, const Readings &readings)
{
    using Loop = Readings::Loop;
    out.counter("parentconnect_entries_stored_total", "Messages and changes of groups that were stored.",
        sum(readings, [](const Loop &l) { return l.session.entries.value(); }));
    out.counter("parentconnect_entries_repeated_total", "Messages that came again and got the first answer.",
        sum(readings, [](const Loop &l) { return l.session.repeats.value(); }));
    out.counter("parentconnect_frames_delivered_total", "Frames to devices that did not ask for them.",
        sum(readings, [](const Loop &l) { return l.session.delivered.value(); }));

    MetricFamily &refusals
        = out.add("parentconnect_refusals_total", "Frames that were answered with an error.", MetricType::Counter);
    for (std::size_t code = 0; code < session::SessionCounters().refusals.size(); ++code) {
        ClientMetric metric;
        metric.label.push_back({ "code", wireName(Errc(code)).data() });
        metric.counter.value = sum(readings, [code](const Loop &l) { return l.session.refusals[code].value(); });
        refusals.metric.push_back(std::move(metric));
    }

    std::vector<std::reference_wrapper<const DurationTally>> stores;
    for (const Loop &loop : readings.loops)
        stores.emplace_back(loop.session.store);
    out.add("parentconnect_message_store_duration_seconds",
           "From a message's arrival until it is on the disk and acknowledged.", MetricType::Histogram)
        .metric.push_back(histogram(stores));
}

void addStore(Families &out, const Readings &readings)
{
    out.counter("parentconnect_store_commits_total", "Transactions that reached the disk.",
        double(readings.store.commits.value()));
    out.counter("parentconnect_store_writes_total", "Writes that share these transactions.",
        double(readings.store.works.value()));
    out.counter("parentconnect_entries_expired_total", "Entries that retention has taken.",
        double(readings.log.expired.value()));
    out.counter("parentconnect_store_failures_total", "How often the store became unfit to be written.",
        double(readings.store.failures.value()));
    out.add("parentconnect_store_commit_duration_seconds", "One transaction, from its begin until it is on the disk.",
           MetricType::Histogram)
        .metric.push_back(histogram({ readings.store.commit }));
    out.gauge("parentconnect_store_writes_waiting", "Writes that wait for their turn.", double(readings.waiting));
    out.gauge("parentconnect_store_healthy", "1 while the store can be written.", readings.isHealthy ? 1 : 0);
    out.gauge("parentconnect_store_database_bytes", "The database file.", double(readings.databaseBytes));
    out.gauge("parentconnect_store_wal_bytes", "Its write-ahead log.", double(readings.walBytes));
    out.gauge("parentconnect_store_free_bytes", "Free room on the disk that holds them.", double(readings.freeBytes));
    out.gauge(
        "parentconnect_store_reserve_bytes", "Of that room, what messages leave alone.", double(readings.reserveBytes));
    out.gauge("parentconnect_store_has_room", "1 while more is free than the reserve: messages are taken.",
        readings.isReserveKept ? 1 : 0);
}

void addProcess(Families &out)
{
    const auto process = readProcess();
    if (!process)
        return;
    out.counter("process_cpu_seconds_total", "Processor time of this process.", process->cpuSeconds);
    out.gauge("process_start_time_seconds", "Start of this process since the Unix epoch.", process->startedSeconds);
    out.gauge("process_resident_memory_bytes", "Resident memory of this process.", double(process->residentBytes));
    out.gauge("process_open_fds", "Open files of this process.", double(process->openFiles));
    out.gauge("process_max_fds", "Files that this process may open.", double(process->mostFiles));
}

} // namespace

std::string metricsText(const Readings &readings)
{
    Families out;
    MetricFamily &info = out.add("parentconnect_build_info", "The version that runs.", MetricType::Gauge);
    ClientMetric version;
    version.label.push_back({ "version", readings.version });
    version.gauge.value = 1;
    info.metric.push_back(std::move(version));
    out.gauge("parentconnect_ready", "1 while clients are accepted and can be answered.", readings.isReady ? 1 : 0);
    addConnections(out, readings);
    addMessages(out, readings);
    addStore(out, readings);
    addProcess(out);
    return out.text();
}

} // namespace pc::relay
