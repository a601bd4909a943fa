#include "content/import/strangers.hpp"

#include "sync/base/text_encoding.hpp"

namespace approdo::import {
namespace {

Stranger stranger(std::string message, std::string mend) {
    return {std::move(message), std::move(mend)};
}

Stranger office_document() {
    return stranger("this is a document of Word, Excel, PowerPoint or LibreOffice, not a course",
                    "save it as HTML or Markdown and import that, or attach it to a page");
}

Stranger archive_of(const Source& source) {
    const SourceFiles& files = source.files;
    if (files.exists("[Content_Types].xml") ||
        files.read("mimetype").value_or("").starts_with("application/vnd.oasis"))
        return office_document();
    if (files.read("mimetype").value_or("").starts_with("application/epub"))
        return stranger("this is a book (EPUB), not a course",
                        "unpack it and import the folder with its pages");
    if (files.all().empty())
        return stranger("there are no files in it", "pack the course once more");
    return stranger("in it is nothing that is known as a course",
                    "formats that can be read: docs/formats.md");
}

Stranger file_of(std::string_view head) {
    using namespace std::string_view_literals;
    if (head.starts_with("%PDF"))
        return stranger("this is a PDF, not a course",
                        "put it into a course folder and link it from a page: docs/authoring.md");
    if (head.starts_with("\xD0\xCF\x11\xE0")) return office_document();
    if (head.starts_with("\x89PNG") || head.starts_with("\xFF\xD8\xFF") ||
        head.starts_with("GIF8") || head.substr(0, 16).find("WEBP") != std::string_view::npos)
        return stranger("this is a picture, not a course",
                        "put it beside a page of a course folder: docs/authoring.md");
    if (head.substr(4, 4) == "ftyp" || head.starts_with("\x1A\x45\xDF\xA3") ||
        head.starts_with("OggS") || head.starts_with("ID3") || head.starts_with("RIFF"))
        return stranger("this is a film or a sound, not a course",
                        "make it a unit of a course folder: docs/authoring.md");
    if (head.starts_with("7z\xBC\xAF") || head.starts_with("Rar!"))
        return stranger("this archive is of a kind that is not read here (7z, RAR)",
                        "unpack it and pack it as zip");
    if (head.starts_with("SQLite format 3\0"sv) ||
        head.starts_with("\x7F"
                         "ELF") ||
        head.starts_with("MZ"))
        return stranger("this is a program or a database, not a course", "is it the right file?");
    if (is_utf8(head) && head.find('\0') == std::string_view::npos)
        return stranger("this text is in no format that is known as a course",
                        "formats that can be read: docs/formats.md");
    return stranger("what this file is cannot be told",
                    "formats that can be read: docs/formats.md");
}

}  // namespace

Stranger stranger_of(const Source& source) {
    if (source.file.empty()) return archive_of(source);
    constexpr std::size_t head_bytes = 64;
    const Bytes bytes = source.files.beginning(source.file, head_bytes);
    std::string_view head = text_of(bytes);
    // It may be cut within a character.
    while (!head.empty() && bytes.size() == head_bytes && (head.back() & 0x80) != 0)
        head.remove_suffix(1);
    return file_of(head);
}

}  // namespace approdo::import
