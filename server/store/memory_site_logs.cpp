// What the site writes with, and raw segments, in memory.
#include <algorithm>

#include "server/store/memory_parts.hpp"
#include "sync/wire/archive.hpp"

namespace approdo::store {

namespace {

SiteLog duplicate_of(const SiteLog& log) {
    return {log.id, log.kind, log.scope, log.server_epoch, log.key.duplicate()};
}

}  // namespace

std::optional<SiteLog> MemorySiteLogs::writing(log::LogKind kind, const ScopeId& scope,
                                               ServerEpoch server_epoch) {
    const auto found = find_in(access_.data().site_logs, {kind, scope, server_epoch});
    if (!found) return std::nullopt;
    return duplicate_of(**found);
}

void MemorySiteLogs::put_writing(const SiteLog& log) {
    access_.change().site_logs[{log.kind, log.scope, log.server_epoch}] =
        std::make_shared<const SiteLog>(duplicate_of(log));
}

Lamport MemorySiteLogs::lamport() {
    const auto held = setting("lamport");
    return held ? wire::decode<Lamport>(*held).value() : Lamport{};
}

void MemorySiteLogs::put_lamport(Lamport lamport) {
    put_setting("lamport", wire::encode(lamport));
}

std::optional<Scope> MemorySiteLogs::scope(const ScopeId& id) {
    return find_in(access_.data().scopes, id);
}

std::optional<Scope> MemorySiteLogs::scope_of(ScopeKind kind, const Digest16& owner) {
    return first_of(access_.data().scopes,
                    [&](const Scope& scope) { return scope.kind == kind && scope.owner == owner; });
}

void MemorySiteLogs::put_scope(const Scope& scope) {
    access_.change().scopes[scope.id] = scope;
}

void MemorySiteLogs::add_reader(const ScopeId& scope, const AccountId& account) {
    access_.change().readers.emplace(scope, account);
}

void MemorySiteLogs::remove_reader(const ScopeId& scope, const AccountId& account) {
    access_.change().readers.erase({scope, account});
}

std::vector<AccountId> MemorySiteLogs::readers_of(const ScopeId& scope) {
    std::vector<AccountId> accounts;
    for (const auto& [of, account] : access_.data().readers) {
        if (of == scope) accounts.push_back(account);
    }
    return accounts;
}

std::vector<ScopeId> MemorySiteLogs::read_by(const AccountId& account) {
    std::vector<ScopeId> scopes;
    for (const auto& [scope, reader] : access_.data().readers) {
        if (reader == account) scopes.push_back(scope);
    }
    return scopes;
}

void MemorySiteLogs::put_key(const log::KeyName& name, const crypto::SymmetricKey& key) {
    access_.change().keys.try_emplace(
        name, std::make_shared<const crypto::SymmetricKey>(key.duplicate()));
}

bool MemorySiteLogs::was_given(const AccountId& account, const log::KeyName& name) {
    return access_.data().given_keys.contains({account, name});
}

void MemorySiteLogs::note_given(const AccountId& account, const log::KeyName& name) {
    access_.change().given_keys.emplace(account, name);
}

void MemorySiteLogs::forget_given(const AccountId& account) {
    std::erase_if(access_.change().given_keys,
                  [&](const auto& given) { return given.first == account; });
}

bool MemorySiteLogs::seed_was_given(const EnrolmentId& enrolment, const UnitId& unit,
                                    std::uint32_t attempt_number) {
    return access_.data().given_seeds.contains({enrolment, unit, attempt_number});
}

void MemorySiteLogs::note_seed_given(const EnrolmentId& enrolment, const UnitId& unit,
                                     std::uint32_t attempt_number) {
    access_.change().given_seeds.emplace(enrolment, unit, attempt_number);
}

void MemorySiteLogs::put_due(const ScopeId& scope, const EnrolmentId& enrolment) {
    access_.change().due[scope].insert(enrolment);
}

std::vector<ScopeId> MemorySiteLogs::due_to(const AccountId& account) {
    std::vector<ScopeId> scopes;
    for (const auto& [scope, enrolments] : access_.data().due) {
        if (access_.data().readers.contains({scope, account})) scopes.push_back(scope);
    }
    return scopes;
}

std::vector<EnrolmentId> MemorySiteLogs::take_due(const ScopeId& scope, std::size_t count_max) {
    auto& due = access_.change().due;
    const auto found = due.find(scope);
    if (found == due.end()) return {};
    std::set<EnrolmentId>& waiting = found->second;
    std::vector<EnrolmentId> taken;
    while (!waiting.empty() && taken.size() < count_max) {
        taken.push_back(waiting.extract(waiting.begin()).value());
    }
    if (waiting.empty()) due.erase(found);
    return taken;
}

void MemorySiteLogs::put_beacon(std::uint64_t number, ByteView beacon) {
    access_.change().beacons[number] = copy_of(beacon);
}

void MemorySiteLogs::put_server_epoch(ServerEpoch epoch) {
    put_setting("server_epoch", wire::encode(epoch));
}

std::optional<Bytes> MemorySiteLogs::setting(const std::string& name) {
    return find_in(access_.data().settings, name);
}

void MemorySiteLogs::put_setting(const std::string& name, ByteView value) {
    access_.change().settings[name] = copy_of(value);
}

Position MemorySegments::newest() {
    const auto& arrivals = access_.data().arrivals;
    return arrivals.empty() ? Position{} : arrivals.rbegin()->first;
}

std::vector<StoredSegment> MemorySegments::arrived(Position after, std::size_t count_max) {
    const MemoryData& data = access_.data();
    std::vector<StoredSegment> segments;
    for (auto it = data.arrivals.upper_bound(after);
         it != data.arrivals.end() && segments.size() < count_max; ++it) {
        const MemorySegment& segment = data.segments.at(it->second);
        const MemoryLog& log = data.logs.at(segment.log);
        segments.push_back({it->first, it->second.first, segment.held, log.certificate.value.device,
                            log.certificate.value.kind, log.account.value_or(AccountId{}),
                            *segment.bytes});
    }
    return segments;
}

void MemorySegments::walk(const exchange::StreamId& stream, Seq from,
                          const std::function<bool(const log::Segment&)>& use) {
    const auto& segments = access_.data().segments;
    for (auto it = segments.lower_bound({stream, Seq{}});
         it != segments.end() && it->first.first == stream; ++it) {
        if (it->second.last < from) continue;
        if (!use(log::read_stored(*it->second.bytes).value())) return;
    }
}

namespace {

// Of the logs that match, those that were written, the eldest log first.
template <class Matches>
std::vector<StreamEnd> ends_of(const MemoryData& data, Matches matches) {
    std::map<std::uint64_t, const MemoryLog*> by_number;
    for (const auto& [id, log] : data.logs) {
        if (matches(log)) by_number[log.number] = &log;
    }
    std::vector<StreamEnd> ends;
    for (const auto& [number, log] : by_number) {
        const log::LogCertificate& certificate = log->certificate.value;
        for (const exchange::Stream& stream : log->streams) {
            if (stream.last.value == 0) continue;
            ends.push_back({stream.id, stream.log, certificate.device, certificate.kind,
                            stream.id != stream.log, stream.last, stream.head});
        }
    }
    return ends;
}

}  // namespace

std::vector<StreamEnd> MemorySegments::of_scope(log::LogKind kind, const ScopeId& scope) {
    return ends_of(access_.data(), [&](const MemoryLog& log) {
        return log.scope == scope && log.certificate.value.kind == kind;
    });
}

std::vector<StreamEnd> MemorySegments::of_account(const AccountId& account) {
    auto ends =
        ends_of(access_.data(), [&](const MemoryLog& log) { return log.account == account; });
    std::stable_sort(ends.begin(), ends.end(),
                     [](const StreamEnd& a, const StreamEnd& b) { return a.kind < b.kind; });
    return ends;
}

log::Frontier MemorySegments::arrived_by(Position then, const DeviceId& device) {
    const MemoryData& data = access_.data();
    log::Frontier ends;
    for (const auto& [id, log] : data.logs) {
        if (log.certificate.value.device != device) continue;
        for (const exchange::Stream& stream : log.streams) {
            auto at = data.segments.lower_bound({stream.id, Seq{0}});
            for (; at != data.segments.end() && at->first.first == stream.id; ++at) {
                if (at->second.arrival > then) break;
                ends.set(log::LogHead{stream.id, at->second.last, at->second.head});
            }
        }
    }
    return ends;
}

std::vector<HeldLine> MemorySegments::held(std::size_t count_max) {
    const MemoryData& data = access_.data();
    std::vector<HeldLine> lines;
    for (const auto& [arrival, place] : data.arrivals) {
        const MemorySegment& segment = data.segments.at(place);
        if (segment.held == exchange::Held::no || lines.size() >= count_max) continue;
        lines.push_back({place.first, place.second, segment.last, segment.held});
    }
    return lines;
}

void MemorySegments::set_held(const exchange::StreamId& stream, Seq first, exchange::Held why) {
    MemoryData& data = access_.change();
    const auto found = data.segments.find({stream, first});
    if (found == data.segments.end()) return;
    MemorySegment& segment = found->second;
    const bool released = segment.held != exchange::Held::no && why == exchange::Held::no;
    segment.held = why;
    if (!released) return;
    data.arrivals.erase(segment.arrival);
    segment.arrival = Position{++data.last_arrival};
    data.arrivals[segment.arrival] = found->first;
}

std::size_t MemorySegments::release(const ScopeId& scope, exchange::Held why) {
    std::vector<std::pair<exchange::StreamId, Seq>> found;
    for (const auto& [arrival, place] : access_.data().arrivals) {
        const MemorySegment& segment = access_.data().segments.at(place);
        if (segment.held == why && why != exchange::Held::no && segment.scope == scope) {
            found.push_back(place);
        }
    }
    for (const auto& [stream, first] : found) set_held(stream, first, exchange::Held::no);
    return found.size();
}

Segments::Counts MemorySegments::counts() {
    const MemoryData& data = access_.data();
    Counts counts;
    counts.segments = data.segments.size();
    for (const auto& [place, segment] : data.segments) {
        if (segment.held != exchange::Held::no) ++counts.held;
    }
    for (const auto& [log, parked] : data.limbo) counts.limbo += parked.size();
    counts.logs = data.logs.size();
    for (const auto& [id, log] : data.logs) counts.branches += log.streams.size() - 1;
    counts.devices = data.devices.size();
    return counts;
}

}  // namespace approdo::store
