// Files from this computer's disk in answers and assignments: reading what is handed in, and
// writing what was handed in.
#pragma once

#include <filesystem>

#include "client_core/cli/context.hpp"

namespace approdo::cli {

Result<content::FileValue> choose_file(client::Client& client, const std::filesystem::path& path);
// An answer as it was typed, with the files that its paths lead to in place of the paths: several
// apart by «;».
Result<std::string> with_files_chosen(client::Client& client,
                                      const content::QuestionPublic& question,
                                      const std::string& typed);
// A name of its own in the folder, which is made; nothing is written over. Where it stands then.
Result<std::filesystem::path> save_file(const std::filesystem::path& folder,
                                        const std::string& name, ByteView bytes);
// «tesi.pdf (120 kB)»
std::string file_line(const std::string& name, std::uint64_t size);

}  // namespace approdo::cli
