#include "content/package/channel.hpp"

#include "tests/support/test.hpp"
#include "tests/unit/content/package/course_fixture.hpp"

using namespace approdo;
using namespace approdo::package;
using test::TestPublisher;

namespace {

ChannelHead head_of(const ChannelDescriptor& channel, std::uint64_t version) {
    ChannelHead head;
    head.channel = channel.channel;
    head.version = {version};
    head.manifest = test::id_of<ChunkId>(static_cast<std::uint8_t>(version));
    head.package_epoch = {1};
    head.patches.push_back({{version - 1}, test::id_of<ChunkId>(77), 900});
    return head;
}

}  // namespace

TEST_CASE("channel: its first description is proved by the channel's id alone") {
    const TestPublisher publisher;
    const auto fields = verify_descriptor(publisher.signed_descriptor, nullptr);
    REQUIRE(fields.ok());
    CHECK(fields->channel == channel_id_of(publisher.channel_key.public_key()));
    CHECK(fields->serial == 1);
}

TEST_CASE("channel: every altered byte of a description or head is found") {
    const TestPublisher publisher;
    SignedDescriptor descriptor = publisher.signed_descriptor;
    for (std::size_t i = 0; i < descriptor.message.size(); ++i) {
        descriptor.message[i] ^= 4;
        CHECK_FALSE(verify_descriptor(descriptor, nullptr).ok());
        descriptor.message[i] ^= 4;
    }
    SignedHead head =
        sign_head(head_of(publisher.channel, 2), publisher.site, publisher.channel_key);
    for (std::size_t i = 0; i < head.message.size(); ++i) {
        head.message[i] ^= 4;
        CHECK(verify_head(head, publisher.channel).error().code == ErrorCode::unauthentic);
        head.message[i] ^= 4;
    }
    for (std::size_t i = 0; i < crypto::Signature::size; ++i) {
        head.signature.bytes[i] ^= 1;
        CHECK_FALSE(verify_head(head, publisher.channel).ok());
        head.signature.bytes[i] ^= 1;
    }
    const auto verified = verify_head(head, publisher.channel);
    REQUIRE(verified.ok());
    CHECK(*verified == head_of(publisher.channel, 2));
}

TEST_CASE("channel: a new key needs the old one's word") {
    TestPublisher publisher;
    const ChannelKey second = ChannelKey::random(publisher.random);
    const ChannelKey third = ChannelKey::random(publisher.random);
    const auto changed = change_channel_key(publisher.channel, publisher.channel_key, second);
    const auto next = verify_descriptor(changed, &publisher.channel);
    REQUIRE(next.ok());
    CHECK(next->serial == 2);
    CHECK(next->channel == publisher.channel.channel);
    CHECK(verify_head(sign_head(head_of(*next, 5), publisher.site, second), *next).ok());

    CHECK(verify_descriptor(changed, nullptr).error().code == ErrorCode::missing);
    const auto usurped = change_channel_key(publisher.channel, third, second);
    CHECK(verify_descriptor(usurped, &publisher.channel).error().code == ErrorCode::unauthentic);
    const auto skipping = change_channel_key(*next, second, third);
    CHECK(verify_descriptor(skipping, &publisher.channel).error().code == ErrorCode::missing);
    CHECK(verify_descriptor(publisher.signed_descriptor, &*next).error().code ==
          ErrorCode::conflict);
}

TEST_CASE("channel: a head never goes back and never splits") {
    const TestPublisher publisher;
    const ChannelHead second = head_of(publisher.channel, 2);
    const ChannelHead third = head_of(publisher.channel, 3);
    CHECK(check_advance(second, third).ok());
    CHECK(check_advance(second, second).ok());
    CHECK(check_advance(third, second).error().code == ErrorCode::conflict);
    ChannelHead other = second;
    other.manifest = test::id_of<ChunkId>(99);
    CHECK(check_advance(second, other).error().code == ErrorCode::conflict);
}

TEST_CASE("channel: another site's or channel's head does not verify here") {
    const TestPublisher publisher(1);
    const TestPublisher stranger(2);
    const ChannelHead head = head_of(publisher.channel, 2);
    CHECK_FALSE(verify_head(sign_head(head, test::id_of<SiteId>(1), publisher.channel_key),
                            publisher.channel)
                    .ok());
    CHECK_FALSE(
        verify_head(sign_head(head, publisher.site, stranger.channel_key), publisher.channel).ok());
    CHECK_FALSE(
        verify_head(sign_head(head_of(stranger.channel, 2), publisher.site, publisher.channel_key),
                    publisher.channel)
            .ok());
}
