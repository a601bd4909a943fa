#include "sync/crypto/random.hpp"
#include "sync/exchange/account_return.hpp"
#include "sync/exchange/carried.hpp"
#include "sync/exchange/compare.hpp"
#include "sync/exchange/hello.hpp"
#include "sync/exchange/join.hpp"
#include "sync/exchange/names.hpp"
#include "sync/exchange/receipt.hpp"
#include "sync/exchange/renewal.hpp"
#include "sync/exchange/snapshot.hpp"
#include "sync/exchange/want_redacted.hpp"
#include "sync/log/erasure.hpp"
#include "tests/golden/examples.hpp"

namespace approdo::golden {
namespace {

using namespace exchange;

crypto::SymmetricKey exchange_key() {
    return box_key(device_box)
        .shared_key(crypto::domain::exchange_key, box_key(site_box).public_key())
        .value();
}

Want want() {
    Want value;
    value.chunks = {id_of<ChunkId>(0x77)};
    return value;
}

// A hello with one frame behind it, a want.
WholeParcel question() {
    WholeParcel parcel{{site(), Route::to_site()}, {}};
    parcel.frames = {{FrameType::want, wire::encode(want())}};
    Hello hello;
    hello.device = id_of<DeviceId>(0xd1);
    hello.server_epoch = {1};
    hello.last_receipt = {8};
    hello.counter = 9;
    hello.beacon = 5;
    hello.frontier_digest = log::Frontier{}.digest();
    parcel.frames.insert(
        parcel.frames.begin(),
        {FrameType::hello,
         authenticate(hello, site(), rest_hash_of(parcel.frames).view(), exchange_key())});
    return parcel;
}

log::Frontier one_log(std::uint64_t seq = 2) {
    log::Frontier frontier;
    frontier.set(log_id(), {Seq{seq}, id_of<Digest16>(0xb3)});
    return frontier;
}

SignedReceipt receipt_example(const log::Frontier& archived = {}) {
    Receipt value;
    value.device = id_of<DeviceId>(0xd1);
    value.server_epoch = {1};
    value.number = {9};
    value.at = {1'760'000'000'000};
    value.heads = one_log();
    name_archived(value, archived);
    return SignedReceipt::make(std::move(value), crypto::domain::receipt, site(),
                               signing_key(receipt));
}

Bytes answer_body() {
    const std::vector<Frame> rest{{FrameType::receipt, receipt_example().bytes()}};
    Answer answer;
    answer.to_hello =
        Digest16::from(ByteView(question().frames[0].body).last(Digest16::size)).value();
    answer.server_epoch = {1};
    answer.last_receipt = {9};
    answer.counter = 9;
    answer.controls = {{ControlKind::send_from, log_id(), {3}, 0, 0}};
    return authenticate(answer, site(), rest_hash_of(rest).view(), exchange_key());
}

AccountSecrets account_secrets() {
    AccountSecrets secrets;
    secrets.salt = id_of<crypto::Salt>(0x5a);
    secrets.cost_passes = 3;
    secrets.cost_memory_kib = 65536;
    secrets.auth_hash = id_of<Hash>(0xab);
    secrets.box = box_key(account_box).public_key();
    secrets.sealed_box_key = {1, 2, 3};
    return secrets;
}

JoinRequest join_request() {
    JoinRequest request;
    request.id = id_of<JoinId>(0x71);
    request.device_signing = signing_key(device).public_key();
    request.device_box = box_key(device_box).public_key();
    request.code = id_of<InvitationCode>(0xc0);
    request.user_name = "ada";
    request.account = account_secrets();
    return request;
}

JoinAnswer join_answer() {
    JoinAnswer answer;
    answer.id = id_of<JoinId>(0x71);
    answer.refused = static_cast<std::uint8_t>(ErrorCode::forbidden);
    answer.message = "no";
    answer.site = {1};
    answer.device = {2};
    answer.server_epoch = {1};
    answer.display_name = "Ada";
    answer.user_name = "ada";
    return answer;
}

// Of a record of three bytes, which no compressor makes shorter.
Bytes snapshot_example() {
    FoldedScope folded;
    folded.scope = id_of<ScopeId>(0x5c);
    folded.epoch = {1};
    folded.format = 1;
    folded.lamport = {12};
    folded.covers = one_log();
    crypto::SeededRandom random(4);
    return make_snapshot(folded, Bytes{1, 2, 3}, UtcMs{1'760'000'000'000}, symmetric_key(scope_key),
                         signing_key(receipt), site(), random)
        .value()
        .bytes();
}

// By a hub whose key is 0c, 32 times.
Bytes carried_example() {
    const auto hub = signing_key(0x0c);
    Carried carried;
    carried.hub = hub.public_key();
    carried.device = id_of<DeviceId>(0xd1);
    carried.to_hello = Authenticated<Hello>::read(question().frames[0].body).value().mac;
    carried.at = UtcMs{1'760'000'000'000};
    carried.heads = one_log();
    return SignedCarried::make(carried, crypto::domain::carried, site(), hub).bytes();
}

Bytes differences_example() {
    FrontierDifferences differences;
    differences.buckets = {0};
    differences.theirs = one_log();
    return wire::encode(differences);
}

Names names() {
    return {{{id_of<AccountId>(0xac), "Ada"}, {id_of<AccountId>(0xad), ""}}, {}};
}

Bytes sealed_names() {
    crypto::SeededRandom random(5);
    const auto key = names_key(box_key(site_box), box_key(device_box).public_key()).value();
    return seal_names(names(), site(), key, random);
}

AccountReturn account_return() {
    AccountReturn back;
    back.box = box_key(account_box).public_key();
    back.user_name = "ada";
    back.display_name = "Ada";
    back.keys.push_back({log::KeyKind::scope, id_of<log::KeyId>(0x5c), {1}, Bytes(32, 9)});
    return back;
}

log::SignedErasure erasure() {
    log::Erasure said;
    said.log = log_id();
    said.seq = {2};
    said.event = id_of<Hash>(0xb3);
    said.at = {1'760'000'000'000};
    return log::SignedErasure::make(said, crypto::domain::erasure, site(), signing_key(receipt));
}

log::SignedErasure erasure_of_person() {
    log::Erasure said;
    said.kind = log::ErasedKind::person;
    said.account = id_of<AccountId>(0xa1);
    said.at = {1'760'000'000'000};
    return log::SignedErasure::make(said, crypto::domain::erasure, site(), signing_key(receipt));
}

}  // namespace

std::map<std::string, Bytes> exchange_examples() {
    Invitation later;
    later.root = signing_key(next_root).public_key();
    later.box = box_key(site_box).public_key();
    later.code = id_of<InvitationCode>(0xc0);
    later.name_site(site());
    Invitation invitation;
    invitation.root = signing_key(root).public_key();
    invitation.box = box_key(site_box).public_key();
    invitation.code = id_of<InvitationCode>(0xc0);
    std::map<std::string, Bytes> all;
    all["exchange-key"] = copy_of(exchange_key().view());
    all["want"] = wire::encode(want());
    all["erasure"] = erasure().bytes();
    all["erasure-of-person"] = erasure_of_person().bytes();
    all["want-redacted"] = wire::encode(WantRedacted{{{log_id(), {2}}}, {}});
    all["hello"] = question().frames[0].body;
    all["parcel"] = question().bytes();
    all["receipt"] = receipt_example().bytes();
    all["receipt-archived"] = receipt_example(one_log(1)).bytes();
    all["answer"] = answer_body();
    all["snapshot"] = snapshot_example();
    all["want-names"] = wire::encode(WantNames{{id_of<AccountId>(0xac)}, {}});
    all["names"] = wire::encode(names());
    all["sealed-names"] = sealed_names();
    all["elided"] = encode_frame(FrameType::elided, elide(question().frames[1]).body);
    all["carried"] = carried_example();
    all["frontier-question"] = wire::encode(question_of(one_log()));
    all["frontier-differences"] = differences_example();
    all["frontier-points"] = wire::encode(FrontierPoints{one_log(), {}});
    all["invitation"] = wire::encode(invitation);
    all["invitation-later"] = wire::encode(later);
    all["device-renewal"] = wire::encode(
        DeviceRenewal{signing_key(device).public_key(), box_key(device_box).public_key(), {}});
    all["account-return"] = wire::encode(account_return());
    all["join-request"] = wire::encode(join_request());
    all["join-answer"] = wire::encode(join_answer());
    return all;
}

}  // namespace approdo::golden
