#include "server/store/delivery.hpp"

#include <algorithm>
#include <set>

#include "sync/base/defects.hpp"
#include "sync/exchange/intake.hpp"
#include "sync/wire/archive.hpp"

namespace approdo::store {

using exchange::Contact;
using exchange::Frame;
using exchange::FrameType;
using exchange::SiteStore;

namespace {

// Streams in the order of delivery: a new device needs its keys before anything else.
std::vector<StreamEnd> readable(Session& session, const AccountId& account) {
    const ScopeId own{account.bytes};
    std::vector<StreamEnd> ends = session.segments().of_scope(log::LogKind::keyring, own);
    const auto add = [&](const std::vector<StreamEnd>& more) {
        ends.insert(ends.end(), more.begin(), more.end());
    };
    std::vector<ScopeId> scopes = session.site_logs().read_by(account);
    if (std::find(scopes.begin(), scopes.end(), own) == scopes.end()) scopes.push_back(own);
    for (const ScopeId& scope : scopes) add(session.segments().of_scope(log::LogKind::site, scope));
    // Records before activity: of_account() gives them in this order.
    add(session.segments().of_account(account));
    return ends;
}

class Packer {
  public:
    Packer(Session& session, const std::vector<StreamEnd>& ends, const log::Frontier& has,
           std::size_t bytes_max)
        : session_(session), ends_(ends), has_(has), bytes_max_(bytes_max) {
        delivery_.reached = has;
        for (const auto& [stream, entry] : has.entries()) held_ends_.insert(entry);
    }

    // False: the parcel is full.
    bool add(const StreamEnd& end) {
        const Seq from = first_lacking(end);
        if (from > end.last) return true;
        if (!has_.find(end.log) || !has_.find(end.stream)) add_certificates(end);
        session_.segments().walk(end.stream, from, [&](const log::Segment& segment) {
            // At least one, however long, or nothing would ever move.
            if (segments_ > 0 && bytes_ + segment.body.size() > bytes_max_) {
                delivery_.more = true;
                return false;
            }
            ++segments_;
            Frame frame = exchange::frame_of(segment);
            add_frame(frame.type, std::move(frame.body));
            delivery_.reached.set({end.stream, segment.header.last(), segment.header.head});
            return true;
        });
        return !delivery_.more;
    }

    SiteStore::Delivery take() { return std::move(delivery_); }

  private:
    Seq first_lacking(const StreamEnd& end) {
        const log::FrontierEntry whole{end.last, log::short_head(end.head)};
        // Under whatever name: of two continuations of a log, a device's own one may be our branch.
        if (held_ends_.contains(whole)) return end.last.next();
        const auto held = has_.find(end.stream);
        if (!held || held->seq.value == 0) return Seq{1};
        if (held->seq == end.last) return Seq{1};
        if (held->seq > end.last) return is_of_another(end, *held) ? Seq{1} : end.last.next();
        const auto segment = session_.segment_at(end.stream, held->seq);
        const bool ends_there = segment && segment->header.last() == held->seq;
        // What the device holds is another continuation: it needs all of this one, and sees by the
        // hashes where they part.
        if (ends_there && log::short_head(segment->header.head) != held->head) return Seq{1};
        const Seq from = held->seq.next();
        return defect(Defect::delivers_from_wrong_seq) ? from.next() : from;
    }

    // What the device calls by this name, and holds more of, is a continuation that we call by
    // another name; or we were restored, and it will tell us.
    bool is_of_another(const StreamEnd& end, const log::FrontierEntry& held) {
        return std::any_of(ends_.begin(), ends_.end(), [&](const StreamEnd& other) {
            if (other.log != end.log || other.stream == end.stream) return false;
            const auto segment = session_.segment_at(other.stream, held.seq);
            return segment && segment->header.last() == held.seq &&
                   log::short_head(segment->header.head) == held.head;
        });
    }

    void add_certificates(const StreamEnd& end) {
        if (!certified_.insert(end.log).second) return;
        if (const auto author = session_.find_device(end.device)) {
            add_frame(FrameType::device_certificate, author->certificate.bytes());
        }
        if (const auto log = session_.find_log(end.log)) {
            add_frame(FrameType::log_certificate, log->certificate.bytes());
        }
    }
    void add_frame(FrameType type, Bytes bytes) {
        bytes_ += bytes.size();
        delivery_.frames.push_back({type, std::move(bytes)});
    }

    Session& session_;
    const std::vector<StreamEnd>& ends_;
    const log::Frontier& has_;
    const std::size_t bytes_max_;
    std::size_t bytes_ = 0;
    std::size_t segments_ = 0;
    std::set<log::FrontierEntry> held_ends_;
    std::set<LogId> certified_;
    SiteStore::Delivery delivery_;
};

}  // namespace

SiteStore::Delivery deliver(Session& session, const DeviceId& device, const log::Frontier& has,
                            bool own_logs, std::size_t bytes_max) {
    const auto known = session.find_device(device);
    // Who was shut out learns nothing more.
    const bool is_shut_out = known && known->revoked && !defect(Defect::revoked_device_is_served);
    if (!known || is_shut_out) return {{}, has, false};
    const auto ends = readable(session, known->certificate.value.account);
    Packer packer(session, ends, has, bytes_max);
    for (const StreamEnd& end : ends) {
        if ((end.device == device) != own_logs) continue;
        if (!packer.add(end)) break;
    }
    return packer.take();
}

Bytes encode_contact(const Contact& contact) {
    Bytes bytes;
    wire::Writer writer(bytes);
    writer(contact.counter, contact.named, contact.held, contact.issued, contact.echoed,
           contact.last_hello, contact.frontier, contact.offered, contact.owed_until,
           contact.owed_sent, contact.owed_more, contact.archive, contact.archived, contact.retired,
           contact.held_by, contact.held_in);
    return bytes;
}

Contact decode_contact(ByteView bytes) {
    Contact contact;
    wire::Reader reader(bytes);
    reader(contact.counter, contact.named, contact.held, contact.issued, contact.echoed,
           contact.last_hello, contact.frontier, contact.offered, contact.owed_until,
           contact.owed_sent, contact.owed_more);
    // Not there before copies were told of.
    if (reader.left() > 0) {
        reader(contact.archive, contact.archived, contact.retired, contact.held_by,
               contact.held_in);
    }
    return reader.failed() ? Contact{} : contact;
}

}  // namespace approdo::store
