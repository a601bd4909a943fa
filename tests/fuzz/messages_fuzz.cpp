// Every message of the protocol: what decodes encodes to the same bytes, also when a newer program
// wrote it, and what is signed or sealed for somebody is opened without harm.
#include "sync/exchange/carried.hpp"
#include "sync/exchange/compare.hpp"
#include "sync/exchange/hello.hpp"
#include "sync/exchange/join.hpp"
#include "sync/exchange/receipt.hpp"
#include "sync/exchange/want_redacted.hpp"
#include "sync/log/beacon.hpp"
#include "sync/log/erasure.hpp"
#include "sync/log/keyring.hpp"
#include "tests/fuzz/entry.hpp"
#include "tests/support/seeded_random.hpp"

using namespace approdo;
using namespace approdo::exchange;

namespace {

template <wire::Message T>
void there_and_back(ByteView input) {
    const auto value = wire::decode<T>(input);
    if (value.ok()) FUZZ_PROMISE(wire::encode(*value) == copy_of(input));
}

template <wire::Message T>
void read_signed(ByteView input) {
    const auto value = log::Signed<T>::read(input);
    if (value.ok()) FUZZ_PROMISE(value->bytes() == copy_of(input));
}

template <wire::Message T>
void read_authenticated(ByteView input) {
    const auto value = Authenticated<T>::read(input);
    if (value.ok()) (void)value->verify(SiteId{}, Hash{}.view(), crypto::SymmetricKey{});
}

const crypto::BoxKey& box() {
    static test::SeededRandom random(9);
    static const crypto::BoxKey key = crypto::BoxKey::random(random);
    return key;
}

void read_join_request(ByteView input) {
    (void)open_join_request(input, box());
}
void read_join_answer(ByteView input) {
    (void)open_join_answer(input, box(), log::RootChain(SiteId{{7}}));
}
void read_link(ByteView input) {
    const auto link = parse_link(text_of(input));
    if (link.ok()) FUZZ_PROMISE(parse_link(link_of(link->address, link->invitation)).ok());
}
void read_rotation(ByteView input) {
    const auto record = log::SignedRotation::read(input);
    if (!record.ok()) return;
    FUZZ_PROMISE(record->bytes() == copy_of(input));
    log::RootChain roots(record->value.site);
    if (roots.take(*record).ok()) FUZZ_PROMISE(roots.is_current(record->value.new_root));
}
void read_key(ByteView input) {
    (void)log::read_key_given(input);
}

using Reader = void (*)(ByteView);
constexpr Reader readers[] = {
    read_signed<log::SiteDescriptor>,
    read_signed<log::DeviceCertificate>,
    read_signed<log::LogCertificate>,
    read_signed<log::Beacon>,
    read_signed<Receipt>,
    read_signed<Carried>,
    read_authenticated<Hello>,
    read_authenticated<Answer>,
    there_and_back<Want>,
    there_and_back<Invitation>,
    there_and_back<JoinRequest>,
    there_and_back<JoinAnswer>,
    there_and_back<FrontierQuestion>,
    there_and_back<FrontierDifferences>,
    there_and_back<FrontierPoints>,
    read_join_request,
    read_join_answer,
    read_link,
    read_key,
    read_rotation,
    read_signed<log::Erasure>,
    there_and_back<WantRedacted>,
};

}  // namespace

// The first byte chooses the message.
std::vector<Bytes> approdo_fuzz_seeds() {
    std::vector<Bytes> seeds;
    const auto add = [&](std::uint8_t reader, const Bytes& bytes) {
        Bytes seed{reader};
        append(seed, bytes);
        seeds.push_back(std::move(seed));
    };
    const auto add_signed = [&](std::uint8_t reader, Bytes message) {
        message.resize(message.size() + crypto::Signature::size);
        add(reader, message);
    };
    test::SeededRandom random(1);
    log::Frontier frontier;
    frontier.set(random.id<LogId>(), {Seq{3}, random.id<Digest16>()});
    add_signed(0, wire::encode(log::SiteDescriptor{}));
    add_signed(1, wire::encode(log::DeviceCertificate{}));
    log::LogCertificate certificate;
    certificate.predecessors.resize(1);
    add_signed(2, wire::encode(certificate));
    add_signed(3, wire::encode(log::Beacon{}));
    Receipt receipt;
    receipt.heads = frontier;
    add_signed(4, wire::encode(receipt));
    Carried carried;
    carried.heads = frontier;
    add_signed(5, wire::encode(carried));
    Hello hello;
    hello.frontier = frontier;
    add(6, authenticate(hello, SiteId{}, Hash{}.view(), crypto::SymmetricKey{}));
    Answer answer;
    answer.controls.resize(2);
    add(7, authenticate(answer, SiteId{}, Hash{}.view(), crypto::SymmetricKey{}));
    Want want;
    want.chunks.resize(2);
    add(8, wire::encode(want));
    add(9, wire::encode(Invitation{}));
    JoinRequest request;
    request.user_name = "ada";
    request.account = AccountSecrets{};
    add(10, wire::encode(request));
    add(11, wire::encode(JoinAnswer{}));
    add(12, wire::encode(question_of(frontier)));
    FrontierDifferences differences;
    differences.buckets = {0};
    differences.theirs = frontier;
    add(13, wire::encode(differences));
    add(14, wire::encode(FrontierPoints{frontier, {}}));
    add(15, seal_box(box().public_key(), wire::encode(request), random).value());
    add(16, seal_box(box().public_key(), wire::encode(JoinAnswer{}), random).value());
    add(17, copy_of(bytes_of(link_of("http://here:1", Invitation{}))));
    const auto key = crypto::SymmetricKey::random(random);
    add(18,
        log::encode_fields(log::key_given_fields(log::scope_key_name(ScopeId{}, Epoch{1}), key)));
    Bytes rotation = wire::encode(log::RootRotation{});
    rotation.resize(rotation.size() + crypto::Signature::size);
    add_signed(19, rotation);
    add_signed(20, wire::encode(log::Erasure{}));
    add(21, wire::encode(WantRedacted{{{}}, {}}));
    return seeds;
}

void approdo_fuzz_one(ByteView input) {
    if (input.empty()) return;
    readers[input[0] % std::size(readers)](input.subspan(1));
}
