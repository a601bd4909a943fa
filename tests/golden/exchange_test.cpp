// Parcels, exchanges and joining as version 1 wrote them.
#include "sync/exchange/carried.hpp"
#include "sync/exchange/compare.hpp"
#include "sync/exchange/hello.hpp"
#include "sync/exchange/join.hpp"
#include "sync/exchange/names.hpp"
#include "sync/exchange/receipt.hpp"
#include "sync/exchange/snapshot.hpp"
#include "sync/exchange/want_redacted.hpp"
#include "sync/log/erasure.hpp"
#include "tests/golden/examples.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::exchange;
using golden::kept_bytes;

namespace {

crypto::SymmetricKey key() {
    return golden::symmetric_key_from(kept_bytes("exchange-key"));
}

template <class T>
T read_exactly(const std::string& name) {
    const Bytes bytes = kept_bytes(name);
    const auto value = wire::decode<T>(bytes);
    REQUIRE(value.ok());
    CHECK(wire::encode(*value) == bytes);
    return *value;
}

}  // namespace

TEST_CASE("golden: a parcel of version 1 reads back, its hello authenticated over the rest") {
    const auto parcels = split_parcels(kept_bytes("parcel")).value();
    REQUIRE(parcels.size() == 1);
    CHECK(parcels[0].header.site == golden::site());
    CHECK(parcels[0].bytes() == kept_bytes("parcel"));
    REQUIRE(parcels[0].frames.size() == 2);
    CHECK(parcels[0].frames[0].body == kept_bytes("hello"));
    CHECK(parcels[0].frames[1].body == kept_bytes("want"));
    const auto hello = Authenticated<Hello>::read(parcels[0].frames[0].body).value();
    const std::vector<Frame> rest{parcels[0].frames[1]};
    CHECK(hello.verify(golden::site(), rest_hash_of(rest).view(), key()));
    CHECK_FALSE(hello.verify(golden::site(), rest_hash_of({}).view(), key()));
    CHECK(hello.message.counter == 9);
    CHECK(hello.message.last_receipt == ReceiptNumber{8});
    CHECK_FALSE(hello.message.frontier.has_value());
    CHECK(read_exactly<Want>("want").chunks.size() == 1);
}

TEST_CASE("golden: an answer and a receipt of version 1 verify") {
    const auto receipt = SignedReceipt::read(kept_bytes("receipt")).value();
    CHECK(receipt.verify(crypto::domain::receipt, golden::site(),
                         golden::signing_key(golden::receipt).public_key()));
    CHECK(receipt.value.level == SafetyLevel::durable);
    CHECK(receipt.value.heads.find(golden::log_id())->seq == Seq{2});
    const auto answer = Authenticated<Answer>::read(kept_bytes("answer")).value();
    const std::vector<Frame> rest{{FrameType::receipt, receipt.bytes()}};
    CHECK(answer.verify(golden::site(), rest_hash_of(rest).view(), key()));
    REQUIRE(answer.message.controls.size() == 1);
    CHECK(answer.message.controls[0].kind == ControlKind::send_from);
    CHECK(answer.message.controls[0].seq == Seq{3});
}

TEST_CASE("golden: a receipt of version 2 tells what is archived") {
    const auto receipt = SignedReceipt::read(kept_bytes("receipt-archived")).value();
    CHECK(receipt.verify(crypto::domain::receipt, golden::site(),
                         golden::signing_key(golden::receipt).public_key()));
    CHECK(receipt.value.level == SafetyLevel::durable);
    CHECK(archived_in(receipt.value).find(golden::log_id())->seq == Seq{1});
    const auto earlier = SignedReceipt::read(kept_bytes("receipt")).value();
    CHECK(archived_in(earlier.value).entries().empty());
}

TEST_CASE("golden: invitation, join request and join answer of version 1 read back") {
    CHECK(read_exactly<Invitation>("invitation").root ==
          golden::signing_key(golden::root).public_key());
    const auto later = read_exactly<Invitation>("invitation-later");
    CHECK(later.root == golden::signing_key(golden::next_root).public_key());
    CHECK(later.site() == golden::site());
    CHECK(read_exactly<Invitation>("invitation").site() == golden::site());
    const auto request = read_exactly<JoinRequest>("join-request");
    CHECK(request.kind == JoinKind::invitation);
    CHECK(request.user_name == "ada");
    CHECK(request.account->cost_memory_kib == 65536);
    const auto answer = read_exactly<JoinAnswer>("join-answer");
    CHECK(answer.display_name == "Ada");
    CHECK(answer.refused == static_cast<std::uint8_t>(ErrorCode::forbidden));
}

TEST_CASE("golden: a hello of version 2 shows the root that its device goes by") {
    log::RootChain chain(golden::site());
    REQUIRE(chain.take(log::SignedRotation::read(kept_bytes("root-rotation")).value()).ok());
    Hello hello;
    const Bytes without = wire::encode(hello);
    show_root(hello, chain.mark());
    const Bytes with = wire::encode(hello);
    CHECK(with.size() == without.size() + kept_bytes("root-mark").size());
    CHECK(copy_of(ByteView(with).last(9)) == kept_bytes("root-mark"));
    CHECK(root_shown(wire::decode<Hello>(with).value()) == chain.mark());
    CHECK(root_shown(wire::decode<Hello>(without).value()) == log::RootMark{});
}

TEST_CASE("golden: a hub's word of version 1 verifies, its questions read back") {
    const auto carried = SignedCarried::read(kept_bytes("carried")).value();
    CHECK(carried.verify(crypto::domain::carried, golden::site(), carried.value.hub));
    CHECK(carried.value.heads.entries().size() == 1);
    const auto question = read_exactly<FrontierQuestion>("frontier-question");
    REQUIRE(question.buckets.size() == 1);
    CHECK(question.buckets[0].logs.size() == 1);
    CHECK(question.buckets[0].digest == carried.value.heads.digest());
    CHECK(read_exactly<FrontierDifferences>("frontier-differences").theirs == carried.value.heads);
    CHECK(read_exactly<FrontierPoints>("frontier-points").points == carried.value.heads);
}

TEST_CASE("golden: a snapshot of version 1 verifies and opens") {
    const Bytes bytes = kept_bytes("snapshot");
    const auto snapshot = SignedSnapshot::read(bytes).value();
    CHECK(snapshot.bytes() == bytes);
    CHECK(snapshot.value.format == 1);
    CHECK(snapshot.value.lamport == Lamport{12});
    CHECK(snapshot.value.covers.find(golden::log_id())->seq == Seq{2});
    CHECK(open_snapshot(snapshot, golden::symmetric_key(golden::scope_key),
                        golden::signing_key(golden::receipt).public_key(), golden::site())
              .value() == Bytes{1, 2, 3});
}

TEST_CASE("golden: names of version 1 are asked for and opened") {
    CHECK(read_exactly<WantNames>("want-names").accounts.size() == 1);
    CHECK(read_exactly<Names>("names").people.front().name == "Ada");
    const auto key = names_key(golden::box_key(golden::device_box),
                               golden::box_key(golden::site_box).public_key())
                         .value();
    const auto names = open_names(kept_bytes("sealed-names"), golden::site(), key).value();
    REQUIRE(names.people.size() == 2);
    CHECK(names.people.back().name.empty());
    CHECK_FALSE(open_names(kept_bytes("sealed-names"), SiteId{}, key).ok());
}

TEST_CASE("golden: records of erasures and the wish for redacted segments of version 1 are read") {
    const auto& site_key = golden::signing_key(golden::receipt).public_key();
    const auto event = log::SignedErasure::read(kept_bytes("erasure")).value();
    CHECK(event.verify(crypto::domain::erasure, golden::site(), site_key));
    CHECK(event.value.kind == log::ErasedKind::payload);
    CHECK(event.value.log == golden::log_id());
    CHECK(event.value.seq == Seq{2});
    CHECK(event.value.event == golden::id_of<Hash>(0xb3));
    const auto person = log::SignedErasure::read(kept_bytes("erasure-of-person")).value();
    CHECK(person.verify(crypto::domain::erasure, golden::site(), site_key));
    CHECK(person.value.kind == log::ErasedKind::person);
    CHECK(person.value.account == golden::id_of<AccountId>(0xa1));
    const auto want = wire::decode<WantRedacted>(kept_bytes("want-redacted")).value();
    REQUIRE(want.events.size() == 1);
    CHECK(want.events.front() == EventPlace{golden::log_id(), Seq{2}});
}
