#include "server/output.hpp"

#include <boost/json/serialize.hpp>
#include <ostream>

namespace approdo::server {

namespace {

constexpr int schema_version = 1;

}  // namespace

ExitCode exit_code_of(ErrorCode code) {
    switch (code) {
        case ErrorCode::not_found:
            return ExitCode::not_found;
        case ErrorCode::locked:
            return ExitCode::locked;
        case ErrorCode::forbidden:
        case ErrorCode::unauthentic:
            return ExitCode::not_authorised;
        case ErrorCode::conflict:
            return ExitCode::conflicts_left;
        case ErrorCode::busy:
        case ErrorCode::unavailable:
            return ExitCode::try_later;
        case ErrorCode::incomplete:
            return ExitCode::partly_done;
        case ErrorCode::missing:
            return ExitCode::no_data_store;
        case ErrorCode::invalid_input:
            return ExitCode::usage;
        default:
            return ExitCode::failure;
    }
}

void Output::row(boost::json::object object, std::string_view text) {
    if (!json) {
        data_ << text << '\n';
    } else {
        object["schema"] = schema_version;
        data_ << boost::json::serialize(object) << '\n';
    }
    data_.flush();
}

void Output::picture(std::string_view text) {
    if (shows_pictures && !json && !quiet) data_ << text << std::flush;
}

void Output::note(std::string_view text) {
    if (!quiet && !json) other_ << text << '\n' << std::flush;
}

void Output::repeat(std::string_view data, std::string_view other) {
    data_ << data << std::flush;
    other_ << other << std::flush;
}

ExitCode Output::error(const Error& error) {
    if (json) {
        const boost::json::object object = {
            {"schema", schema_version},
            {"error", {{"code", approdo::name_of(error.code)}, {"message", error.message}}}};
        other_ << boost::json::serialize(object) << '\n';
    } else {
        other_ << "approdo-server: " << error.message << '\n';
    }
    other_.flush();
    return exit_code_of(error.code);
}

}  // namespace approdo::server
