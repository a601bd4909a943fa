#include "sync/log/certificate.hpp"

#include "sync/log/beacon.hpp"
#include "tests/support/log_fixture.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using test::LogFixture;
namespace domain = crypto::domain;

namespace {

ErrorCode code_of(const Result<void>& result) {
    return result.ok() ? ErrorCode::busy : result.error().code;
}

template <wire::Message T>
void check_every_flip(const log::Signed<T>& good, auto check) {
    REQUIRE(check(log::Signed<T>::read(good.bytes()).value()).ok());
    const Bytes bytes = good.bytes();
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        Bytes flipped = bytes;
        flipped[i] = static_cast<std::uint8_t>(flipped[i] ^ (1U << (i % 8)));
        const auto read = log::Signed<T>::read(flipped);
        CHECK_FALSE((read.ok() && check(*read).ok()));
        CHECK_FALSE(log::Signed<T>::read(ByteView(bytes).first(i)).ok());
    }
}

}  // namespace

TEST_CASE("certificate: site, device and log verify, and no altered byte does") {
    const LogFixture fixture(1);
    const auto& descriptor = fixture.descriptor.value;
    check_every_flip(fixture.descriptor,
                     [&](const log::SignedSite& it) { return check_site(it, fixture.site); });
    check_every_flip(fixture.device, [&](const log::SignedDevice& it) {
        return check_device(it, fixture.site, descriptor);
    });
    check_every_flip(fixture.record, [&](const log::SignedLog& it) {
        return check_log(it, fixture.site, descriptor, &fixture.device.value);
    });
}

TEST_CASE("certificate: those of another site do not pass") {
    const LogFixture fixture(1);
    const LogFixture other(2);
    CHECK(code_of(check_site(other.descriptor, fixture.site)) == ErrorCode::unauthentic);
    CHECK(code_of(check_device(other.device, fixture.site, fixture.descriptor.value)) ==
          ErrorCode::unauthentic);
    CHECK(code_of(check_device(fixture.device, other.site, fixture.descriptor.value)) ==
          ErrorCode::unauthentic);
    CHECK(code_of(check_log(fixture.record, other.site, fixture.descriptor.value,
                            &fixture.device.value)) == ErrorCode::unauthentic);
}

TEST_CASE("certificate: a log waits for the certificate of its device") {
    const LogFixture fixture(1);
    const LogFixture other(2);
    const auto& descriptor = fixture.descriptor.value;
    CHECK(code_of(check_log(fixture.record, fixture.site, descriptor, nullptr)) ==
          ErrorCode::missing);
    CHECK(code_of(check_log(fixture.record, fixture.site, descriptor, &other.device.value)) ==
          ErrorCode::missing);
}

TEST_CASE("certificate: a device keeps record and activity, the site keeps site and keyring") {
    const LogFixture fixture(1);
    const auto& descriptor = fixture.descriptor.value;
    const auto& device = fixture.device.value;
    const auto by_device = [&](log::LogKind kind) {
        return code_of(
            check_log(fixture.make_log(kind, fixture.log_key, fixture.device_key, device.device),
                      fixture.site, descriptor, &device));
    };
    const auto by_site = [&](log::LogKind kind) {
        return code_of(check_log(fixture.make_log(kind, fixture.log_key, fixture.enrol, {}),
                                 fixture.site, descriptor, nullptr));
    };
    const ErrorCode fine = ErrorCode::busy;
    CHECK(by_device(log::LogKind::record) == fine);
    CHECK(by_device(log::LogKind::activity) == fine);
    CHECK(by_device(log::LogKind::site) == ErrorCode::forbidden);
    CHECK(by_device(log::LogKind::keyring) == ErrorCode::forbidden);
    CHECK(by_site(log::LogKind::site) == fine);
    CHECK(by_site(log::LogKind::keyring) == fine);
    CHECK(by_site(log::LogKind::record) == ErrorCode::forbidden);
    CHECK(by_device(static_cast<log::LogKind>(77)) == ErrorCode::forbidden);
}

TEST_CASE("certificate: predecessors are few, distinct and other logs") {
    LogFixture fixture(1);
    const auto with = [&](std::vector<log::LogHead> predecessors) {
        log::LogCertificate value = fixture.record.value;
        value.predecessors = std::move(predecessors);
        return code_of(check_log(
            log::SignedLog::make(value, domain::log_certificate, fixture.site, fixture.device_key),
            fixture.site, fixture.descriptor.value, &fixture.device.value));
    };
    const auto head = [&] {
        return log::LogHead{fixture.random.id<LogId>(), {4}, fixture.random.id<Hash>()};
    };
    const auto one = head();
    CHECK(with({one, head()}) == ErrorCode::busy);
    CHECK(with({one, one}) == ErrorCode::malformed);
    CHECK(with({{}}) == ErrorCode::malformed);
    CHECK(with({{fixture.log_id(), {1}, {}}}) == ErrorCode::malformed);
    std::vector<log::LogHead> many(limits::certificate_predecessors_max + 1);
    for (auto& it : many) it = head();
    CHECK(with(many) == ErrorCode::too_large);
}

TEST_CASE("certificate: what a later version added is kept and still verifies") {
    const LogFixture fixture(1);
    log::DeviceCertificate later = fixture.device.value;
    later.tail = {2, Bytes{5, 6}};
    const auto made =
        log::SignedDevice::make(later, domain::device_certificate, fixture.site, fixture.enrol);
    const auto read = log::SignedDevice::read(made.bytes());
    REQUIRE(read.ok());
    CHECK(read->bytes() == made.bytes());
    CHECK(check_device(*read, fixture.site, fixture.descriptor.value).ok());
}

TEST_CASE("genesis: follows from the certificate, not from who signed it") {
    const LogFixture fixture(1);
    const auto again = fixture.make_log(log::LogKind::record, fixture.log_key, fixture.root,
                                        fixture.device.value.device);
    CHECK(log::genesis_of(fixture.record) == log::genesis_of(again));
    const auto other = fixture.make_log(log::LogKind::activity, fixture.log_key, fixture.root,
                                        fixture.device.value.device);
    CHECK(log::genesis_of(fixture.record) != log::genesis_of(other));
}

TEST_CASE("beacon: verifies under the site's receipt key and its own domain only") {
    const LogFixture fixture(1);
    log::Beacon value;
    value.server_epoch = {1};
    value.number = 12;
    value.at = {1'760'000'000'000};
    const auto beacon =
        log::SignedBeacon::make(value, domain::beacon, fixture.site, fixture.receipt);
    const auto read = log::SignedBeacon::read(beacon.bytes());
    REQUIRE(read.ok());
    CHECK(read->value.number == 12);
    CHECK(read->verify(domain::beacon, fixture.site, fixture.receipt.public_key()));
    CHECK_FALSE(read->verify(domain::receipt, fixture.site, fixture.receipt.public_key()));
    CHECK_FALSE(read->verify(domain::beacon, fixture.site, fixture.publish.public_key()));
}
