// Small archives made byte by byte, honest or not: zip files whose entries are stored, tar files.
// Importers' tests pack their samples with it, hostile ones alter what it writes.
#pragma once

#include <cstdint>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace approdo::test {

class ZipMaker {
  public:
    struct Entry {
        std::string name;
        std::string bytes;
        std::uint32_t attributes = 0x81A40000;  // a plain file of Unix
        std::uint16_t flags = 0;
        std::string extra = {};
    };

    ZipMaker& add(std::string name, std::string bytes) {
        return add(Entry{std::move(name), std::move(bytes)});
    }
    ZipMaker& add(const Entry& entry) {
        const std::size_t at = file_.size();
        const std::string common = number(entry.flags, 2) + number(0, 2) + number(0, 4) +
                                   number(checksum(entry.bytes), 4) +
                                   number(entry.bytes.size(), 4) + number(entry.bytes.size(), 4) +
                                   number(entry.name.size(), 2) + number(entry.extra.size(), 2);
        file_ += "PK\3\4" + number(20, 2) + common + entry.name + entry.extra + entry.bytes;
        directory_ += "PK\1\2" + number(3 << 8 | 20, 2) + number(20, 2) + common + number(0, 2) +
                      number(0, 2) + number(0, 2) + number(entry.attributes, 4) + number(at, 4) +
                      entry.name + entry.extra;
        ++entries_;
        return *this;
    }
    std::string bytes() const {
        return file_ + directory_ + "PK\5\6" + number(0, 4) + number(entries_, 2) +
               number(entries_, 2) + number(directory_.size(), 4) + number(file_.size(), 4) +
               number(0, 2);
    }
    void write(const std::string& path) const { std::ofstream(path, std::ios::binary) << bytes(); }

  private:
    static std::string number(std::uint64_t value, int bytes) {
        std::string out;
        for (int i = 0; i < bytes; ++i) out.push_back(static_cast<char>(value >> (8 * i) & 0xFF));
        return out;
    }
    static std::uint32_t checksum(std::string_view bytes) {
        std::uint32_t sum = 0xFFFFFFFF;
        for (const char c : bytes) {
            sum ^= static_cast<unsigned char>(c);
            for (int bit = 0; bit < 8; ++bit) sum = sum >> 1 ^ (0xEDB88320 & (0 - (sum & 1)));
        }
        return ~sum;
    }

    std::string file_;
    std::string directory_;
    std::size_t entries_ = 0;
};

// A tar file (ustar). `type` is '0' for files, '5' folders, '2' links …
class TarMaker {
  public:
    TarMaker& add(const std::string& name, std::string_view bytes, char type = '0',
                  const std::string& link = {}) {
        std::string header(512, '\0');
        const auto put = [&](std::size_t at, const std::string& text) {
            header.replace(at, text.size(), text);
        };
        put(0, name.substr(0, 100));
        put(100, "0000644");
        put(108, "0000000");
        put(116, "0000000");
        put(124, octal(bytes.size(), 11));
        put(136, "00000000000");
        put(156, std::string(1, type));
        put(157, link);
        put(257, std::string("ustar\00000", 8));
        put(148, "        ");
        std::uint64_t sum = 0;
        for (const char c : header) sum += static_cast<unsigned char>(c);
        put(148, octal(sum, 6) + std::string("\0 ", 2));
        file_ += header;
        file_ += bytes;
        file_.resize((file_.size() + 511) / 512 * 512, '\0');
        return *this;
    }
    std::string bytes() const { return file_ + std::string(1024, '\0'); }

  private:
    static std::string octal(std::uint64_t value, int digits) {
        std::string out;
        for (int i = digits - 1; i >= 0; --i)
            out.push_back(static_cast<char>('0' + (value >> (3 * i) & 7)));
        return out;
    }

    std::string file_;
};

}  // namespace approdo::test
