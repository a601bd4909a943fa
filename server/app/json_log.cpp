#include "server/app/json_log.hpp"

#include <spdlog/async_logger.h>
#include <spdlog/details/thread_pool.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <boost/json/serialize.hpp>
#include <chrono>
#include <ctime>

namespace approdo::app {

namespace {

constexpr std::size_t lines_waiting_max = 8192;

std::string_view name_of(LogLevel level) {
    switch (level) {
        case LogLevel::debug:
            return "debug";
        case LogLevel::info:
            return "info";
        case LogLevel::warning:
            return "warning";
        case LogLevel::error:
            return "error";
    }
    return "info";
}

std::string utc_now() {
    using namespace std::chrono;
    const auto now = system_clock::now().time_since_epoch();
    const auto ms = duration_cast<milliseconds>(now).count();
    const auto second = static_cast<std::time_t>(ms / 1000);
    std::tm parts{};
    ::gmtime_r(&second, &parts);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", parts.tm_year + 1900,
                       parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec,
                       ms % 1000);
}

}  // namespace

Result<LogLevel> log_level_from(std::string_view name) {
    for (const LogLevel level :
         {LogLevel::debug, LogLevel::info, LogLevel::warning, LogLevel::error})
        if (name == name_of(level)) return level;
    return fail(ErrorCode::invalid_input,
                "The log level is one of debug, info, warning and error.");
}

class JsonLog::Impl {
  public:
    Impl(spdlog::sink_ptr sink, LogLevel least)
        : least_(least),
          pool_(std::make_shared<spdlog::details::thread_pool>(lines_waiting_max, 1)),
          logger_(std::make_shared<spdlog::async_logger>(
              "approdo", std::move(sink), pool_, spdlog::async_overflow_policy::overrun_oldest)) {
        logger_->set_pattern("%v");
        logger_->flush_on(spdlog::level::info);
    }

    const LogLevel least_;
    // The pool goes last: its destructor writes what still waits.
    std::shared_ptr<spdlog::details::thread_pool> pool_;
    std::shared_ptr<spdlog::async_logger> logger_;
};

JsonLog::JsonLog(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
JsonLog::~JsonLog() = default;

Result<std::unique_ptr<JsonLog>> JsonLog::open(const std::string& file, LogLevel least) {
    spdlog::sink_ptr sink;
    try {
        if (file.empty())
            sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
        else
            sink = std::make_shared<spdlog::sinks::basic_file_sink_mt>(file, false);
    } catch (const spdlog::spdlog_ex& failure) {
        return fail(ErrorCode::invalid_input,
                    "The log file " + file + " cannot be written: " + failure.what() + ".");
    }
    return std::unique_ptr<JsonLog>(new JsonLog(std::make_unique<Impl>(std::move(sink), least)));
}

bool JsonLog::writes(LogLevel level) const {
    return level >= impl_->least_;
}

void JsonLog::write(LogLevel level, std::string_view event, boost::json::object fields) {
    if (!writes(level)) return;
    boost::json::object line;
    line["time"] = utc_now();
    line["level"] = name_of(level);
    line["event"] = event;
    for (auto& [key, value] : fields) line[key] = std::move(value);
    impl_->logger_->info("{}", boost::json::serialize(line));
}

}  // namespace approdo::app
