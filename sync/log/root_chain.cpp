#include "sync/log/root_chain.hpp"

#include <algorithm>

namespace approdo::log {
namespace {

namespace domain = crypto::domain;

constexpr std::size_t site_name_bytes_max = 256;
constexpr std::size_t signatures_bytes = 2 * crypto::Signature::size;
constexpr std::uint64_t changes_max = 1000;  // of one site, in all its life

RootMark::Beginning beginning_of(const crypto::SigningPublicKey& root) {
    return *RootMark::Beginning::from(root.view().first(RootMark::Beginning::size));
}

}  // namespace

SignedRotation SignedRotation::make(const RootRotation& value, const crypto::SigningKey& old_root,
                                    const crypto::SigningKey& new_root) {
    SignedRotation made{value, wire::encode(value), {}, {}};
    made.by_old = old_root.sign(domain::root_rotation, value.site, made.encoded);
    made.by_new = new_root.sign(domain::root_rotation, value.site, made.encoded);
    return made;
}

Result<SignedRotation> SignedRotation::read(ByteView bytes) {
    if (bytes.size() < signatures_bytes) {
        return fail(ErrorCode::malformed, "a change of the site's root key is cut");
    }
    SignedRotation record;
    record.encoded = copy_of(bytes.first(bytes.size() - signatures_bytes));
    const ByteView signatures = bytes.last(signatures_bytes);
    APPRODO_TRY(record.by_old, crypto::Signature::from(signatures.first(crypto::Signature::size)));
    APPRODO_TRY(record.by_new, crypto::Signature::from(signatures.last(crypto::Signature::size)));
    APPRODO_TRY(record.value, wire::decode<RootRotation>(record.encoded));
    return record;
}

bool SignedRotation::verify() const {
    return crypto::verify(value.old_root, domain::root_rotation, value.site, encoded, by_old) &&
           crypto::verify(value.new_root, domain::root_rotation, value.site, encoded, by_new);
}

Bytes SignedRotation::bytes() const {
    Bytes all = encoded;
    append(all, by_old.view());
    append(all, by_new.view());
    return all;
}

Result<RootChain> RootChain::read(const SiteId& site, ByteView bytes) {
    APPRODO_TRY(const auto kept, wire::decode<std::vector<Bytes>>(bytes));
    RootChain chain(site);
    for (const Bytes& one : kept) {
        APPRODO_TRY(const SignedRotation record, SignedRotation::read(one));
        APPRODO_CHECK(chain.take(record));
    }
    return chain;
}

Bytes RootChain::bytes() const {
    std::vector<Bytes> kept;
    for (const SignedRotation& record : records_) kept.push_back(record.bytes());
    return wire::encode(kept);
}

bool RootChain::is_root_at(std::size_t number, const crypto::SigningPublicKey& root) const {
    if (number == 0) return crypto::site_id_of(root) == site_;
    return records_[number - 1].value.new_root == root;
}

bool RootChain::is_current(const crypto::SigningPublicKey& root) const {
    return is_root_at(length(), root);
}

bool RootChain::passes(const crypto::SigningPublicKey& root) const {
    for (std::size_t number = 0; number <= length(); ++number) {
        if (is_root_at(number, root)) return true;
    }
    return false;
}

RootMark RootChain::mark() const {
    if (records_.empty()) return {};
    return {length(), beginning_of(records_.back().value.new_root)};
}

bool RootChain::leads_through(const RootMark& mark) const {
    if (mark.number > length()) return false;
    if (mark.number == 0) return mark == RootMark{};
    return beginning_of(records_[mark.number - 1].value.new_root) == mark.root;
}

Result<RootChain::Step> RootChain::take(const SignedRotation& record) {
    const RootRotation& value = record.value;
    if (value.site != site_) {
        return fail(ErrorCode::unauthentic, "a change of a root key is of another site");
    }
    if (value.number == 0 || value.number > changes_max || value.new_root.is_zero()) {
        return fail(ErrorCode::malformed, "a change of the site's root key makes no sense");
    }
    if (value.number > length() + 1) {
        return fail(ErrorCode::missing,
                    "a change of the site's root key came before the one that it follows: sync");
    }
    // Whatever else it says, it changes nothing.
    if (value.number <= length() && is_root_at(value.number, value.new_root)) return Step::known;
    const std::size_t before = value.number - 1;
    if (!is_root_at(before, value.old_root) || !record.verify()) {
        return fail(ErrorCode::unauthentic,
                    "a change of the site's root key is not signed by the root that is known here");
    }
    for (std::size_t number = 0; number <= before; ++number) {
        if (is_root_at(number, value.new_root)) {
            return fail(ErrorCode::malformed, "a change of the site's root key leads back");
        }
    }
    if (value.number <= length()) return Step::disputed;
    records_.push_back(record);
    return Step::followed;
}

Result<void> check_site(const SignedSite& site, const RootChain& roots) {
    const SiteDescriptor& value = site.value;
    if (!roots.is_current(value.root)) {
        return fail(ErrorCode::unauthentic,
                    "a site descriptor is of another site than the invitation named");
    }
    if (!site.verify(domain::site_descriptor, roots.site(), value.root)) {
        return fail(ErrorCode::unauthentic, "a site descriptor is not signed by the site's root");
    }
    if (value.number == 0 || value.name.size() > site_name_bytes_max || value.enrol.is_zero() ||
        value.publish.is_zero() || value.receipt.is_zero() || value.box.is_zero()) {
        return fail(ErrorCode::malformed, "a site descriptor lacks a key or number");
    }
    return {};
}

}  // namespace approdo::log
