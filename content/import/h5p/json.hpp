// JSON files of a package, and the loose ways in which H5P writes them: a number may be a text, a
// truth may be 0 or 1.
#pragma once

#include <boost/json/value.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "content/import/source/report.hpp"
#include "content/import/source/source_files.hpp"
#include "content/model/foreign.hpp"

namespace approdo::import {

// Bounded in depth and size; what cannot be read is reported as `severity`.
std::optional<boost::json::value> read_json(const SourceFiles& files, const std::string& path,
                                            Severity severity, Report& report);

// Members of an object; empty, null or false when it is none, or has none of that name.
const boost::json::value& member(const boost::json::value& object, std::string_view name);
std::string text_member(const boost::json::value& object, std::string_view name);
bool truth_member(const boost::json::value& object, std::string_view name);
std::optional<std::uint32_t> number_member(const boost::json::value& object, std::string_view name);
// {"machineName", "majorVersion", "minorVersion"}; nothing when one is absent.
std::optional<content::H5pVersion> version_member(const boost::json::value& object);
// "H5P.TrueFalse 1.6"
std::string name_of(const content::H5pVersion& version);
std::optional<content::H5pVersion> version_from(std::string_view text);

}  // namespace approdo::import
