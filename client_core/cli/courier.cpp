#include "client_core/cli/courier.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "client_core/core/words.hpp"

namespace approdo::cli {
namespace {

constexpr std::size_t chunks_a_request = 64;
constexpr std::size_t chunk_answer_bytes_max =
    chunks_a_request * (limits::chunk_sealed_max + 64) + 1024;
// An exchange that never ends is a fault of ours or of the site's: stop and say so.
constexpr int rounds_max = 10'000;

ErrorCode code_of(unsigned status) {
    switch (status) {
        case 400:
        case 422:
            return ErrorCode::malformed;
        case 401:
        case 403:
            return ErrorCode::forbidden;
        case 404:
        case 410:
            return ErrorCode::not_found;
        case 409:
            return ErrorCode::conflict;
        case 413:
            return ErrorCode::too_large;
        case 429:
        case 503:
            return ErrorCode::busy;
        case 507:
            return ErrorCode::exhausted;
        default:
            return ErrorCode::unavailable;
    }
}

// The same is said once, however many exchanges it took.
void add_new(std::vector<std::string>& notices, const std::string& notice) {
    const bool is_new = std::find(notices.begin(), notices.end(), notice) == notices.end();
    if (is_new) notices.push_back(notice);
}

}  // namespace

Error error_of(const HttpAnswer& answer) {
    boost::system::error_code failure;
    const auto json = boost::json::parse(std::string(text_of(answer.body)), failure);
    std::string message = client::notice("the site answered with status " +
                                         std::to_string(answer.status) + ": try again later");
    if (!failure && json.is_object()) {
        const auto* error = json.as_object().if_contains("error");
        const auto* holder =
            error != nullptr && error->is_object() ? &error->as_object() : &json.as_object();
        if (const auto* text = holder->if_contains("message"); text != nullptr && text->is_string())
            message = std::string(text->as_string());
    }
    return fail(code_of(answer.status), message);
}

Result<Bytes> Courier::post(ByteView parcels) {
    HttpRequest request;
    request.method = "POST";
    request.target = "/sync/v1";
    request.body = copy_of(parcels);
    APPRODO_TRY(HttpAnswer answer, http_.send(request));
    if (answer.status != 200) return error_of(answer);
    return std::move(answer.body);
}

Result<client::SyncReport> Courier::exchange(SyncTotals& totals) {
    APPRODO_TRY(const Bytes body, client_.output());
    auto answer = post(body);
    if (!answer.ok()) {
        client_.link_failed();
        return answer.error();
    }
    ++totals.exchanges;
    totals.bytes_sent += body.size();
    totals.bytes_received += answer->size();
    return client_.receive(*answer);
}

Result<void> Courier::exchange_all(SyncTotals& totals, Until until) {
    int extra_rounds = 0;
    std::uint64_t unsent_before = UINT64_MAX;
    for (int round = 0; round < rounds_max; ++round) {
        APPRODO_TRY(const client::SyncReport report, exchange(totals));
        totals.segments_taken += report.segments_taken;
        totals.receipt = totals.receipt || report.receipt;
        totals.carried = totals.carried || report.carried;
        totals.faults.insert(totals.faults.end(), report.faults.begin(), report.faults.end());
        for (const std::string& notice : report.notices) add_new(totals.notices, notice);
        // A hub has it; the site's answer comes when the hub has been there.
        if (!report.answered && report.carried) return {};
        if (!report.answered) {
            return fail(ErrorCode::unavailable,
                        "what answered is not the site: check the network (a hotel's sign-in "
                        "page?) and try again");
        }
        totals.more_follows = report.again;
        if (until == Until::usable && report.record_came) return {};
        if (report.again) continue;
        // What came may have completed a unit: that is told at once, too.
        APPRODO_TRY(const auto now, client_.status());
        // What the site does not take now, it does not take on the next try either.
        const bool moved = now.events_unsent != std::exchange(unsent_before, now.events_unsent);
        if (now.events_unsent == 0 || !moved || ++extra_rounds > 2) return {};
    }
    return fail(ErrorCode::busy, "the exchange does not come to an end: try again later");
}

Result<void> Courier::forward_carried(SyncTotals& totals) {
    while (true) {
        APPRODO_TRY(const Bytes carried, client_.carried_output());
        if (carried.empty()) return {};
        // Our own parcel goes in front: what follows the first is taken as carried for others.
        APPRODO_TRY(Bytes body, client_.output());
        append(body, carried);
        APPRODO_TRY(const Bytes answer, post(body));
        totals.bytes_sent += body.size();
        totals.bytes_received += answer.size();
        ++totals.parcels_forwarded;
        // Answers to others are carried back to them.
        APPRODO_TRY(const client::SyncReport report, client_.receive(answer));
        // A hub has them as well now: they stay here, too, until the site has them.
        if (!report.answered) return {};
        client_.carried_was_taken();
    }
}

Result<void> Courier::fetch_chunks(SyncTotals& totals, const Progress& progress) {
    std::uint64_t done = 0;
    APPRODO_CHECK(client_.advance_downloads());
    for (auto wanted = client_.wanted_chunks(chunks_a_request); !wanted.empty();
         wanted = client_.wanted_chunks(chunks_a_request)) {
        HttpRequest request;
        request.method = "POST";
        request.target = "/chunks";
        request.content_type = "application/octet-stream";
        request.answer_bytes_max = chunk_answer_bytes_max;
        for (const ChunkId& id : wanted) append(request.body, id.view());
        APPRODO_TRY(const HttpAnswer answer, http_.send(request));
        if (answer.status != 200) return error_of(answer);
        APPRODO_TRY(const std::size_t taken, client_.put_chunks(answer.body));
        totals.bytes_sent += request.body.size();
        totals.bytes_received += answer.body.size();
        totals.chunks_taken += taken;
        done += answer.body.size();
        APPRODO_TRY(const auto status, client_.status());
        progress(done, done + status.bytes_wanted);
        if (taken == 0) {
            return fail(ErrorCode::incomplete,
                        "the site lacks parts of this content at present: try again later");
        }
        if (wanted.size() < chunks_a_request) APPRODO_CHECK(client_.advance_downloads());
    }
    APPRODO_CHECK(client_.advance_downloads());
    return {};
}

}  // namespace approdo::cli
