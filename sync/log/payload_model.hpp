// Models of payloads for the range coder: the shape of a payload (which fields are numbers, which
// byte strings), and one column for each field of each event type. Used by columns.cpp alone.
#pragma once

#include <memory>

#include "sync/base/limits.hpp"
#include "sync/log/number_model.hpp"

namespace approdo::log {

// A field while it is coded; kept and reused, so that a run of events allocates little.
struct CodedField {
    bool is_bytes = false;
    std::uint64_t number = 0;
    Bytes bytes;
};

// Long byte strings, which zstd packs better than a model that starts anew in each segment. They
// lie one after another, in the order of the events.
struct LongBytes {
    static constexpr std::size_t size_min = 64;

    bool apart = false;  // false: long strings are coded like short ones
    Bytes all;
    std::size_t used = 0;

    // False: there are not so many bytes left.
    bool take(Bytes& out, std::size_t size) {
        if (size > all.size() - used) return false;
        const auto from = all.begin() + static_cast<std::ptrdiff_t>(used);
        out.assign(from, from + static_cast<std::ptrdiff_t>(size));
        used += size;
        return true;
    }
};

// Text byte by byte, after what kind of character came before.
class TextModel {
  public:
    static bool is_text(ByteView bytes) {
        return std::all_of(bytes.begin(), bytes.end(), [](std::uint8_t byte) {
            return (byte >= 0x20 && byte != 0x7f) || byte == '\n';
        });
    }

    template <class Coder>
    void code(Coder& coder, Bytes& text) {
        std::size_t context = 0;
        for (std::uint8_t& byte : text) {
            unsigned node = 1;
            for (unsigned i = 0; i < 8; ++i) {
                bool bit = ((byte >> (7 - i)) & 1) != 0;
                coder.bit(nodes_[context][node], bit);
                node = 2 * node + (bit ? 1U : 0U);
            }
            byte = static_cast<std::uint8_t>(node);
            context = context_of(byte);
        }
    }

  private:
    static std::size_t context_of(std::uint8_t byte) {
        if (byte >= 0x80) return 3;
        if (byte >= 'a' && byte <= 'z') return 2;
        return byte >= '0' && byte <= '9' ? 1 : 0;
    }

    std::array<std::array<BitModel, 256>, 4> nodes_{};
};

// What the byte strings of a segment share.
struct SharedModels {
    LongBytes long_bytes;
    TextModel text;
};

// A column of byte strings: one seen lately, or a text, or bytes that resemble the string before.
class BytesColumn {
  public:
    template <class Coder>
    void code(Coder& coder, SharedModels& shared, Bytes& value, std::size_t size_max) {
        if (recent_.code(coder, same_, value)) return;
        std::uint64_t size = value.size();
        size_.code(coder, size, last_size_);
        if (size > size_max) return coder.fail();
        last_size_ = size;
        if constexpr (Coder::decodes) value.assign(static_cast<std::size_t>(size), 0);
        code_new(coder, shared, value);
        if (size <= kept_size_max) recent_.add(value);
    }

  private:
    template <class Coder>
    void code_new(Coder& coder, SharedModels& shared, Bytes& value) {
        LongBytes& apart = shared.long_bytes;
        if (apart.apart && value.size() >= LongBytes::size_min) {
            if constexpr (Coder::decodes) {
                if (!apart.take(value, value.size())) coder.fail();
            } else {
                append(apart.all, value);
            }
            return;
        }
        bool is_text = TextModel::is_text(value);
        coder.bit(is_text_, is_text);
        if (is_text) {
            shared.text.code(coder, value);
        } else {
            code_binary(coder, value);
        }
    }

    template <class Coder>
    void code_binary(Coder& coder, Bytes& value) {
        last_.resize(std::max(last_.size(), value.size()));
        for (std::size_t i = 0; i < value.size(); ++i) {
            bool differs = value[i] != last_[i];
            coder.bit(differs_[std::min(i, differs_.size() - 1)], differs);
            if (differs) {
                std::uint64_t byte = value[i];
                coder.raw(byte, 8);
                last_[i] = static_cast<std::uint8_t>(byte);
            }
            value[i] = last_[i];
        }
    }

    static constexpr std::size_t kept_size_max = 256;

    RecentModel<Bytes, 16> recent_;
    BitModel same_;
    BitModel is_text_;
    DifferenceModel size_;
    std::uint64_t last_size_ = 0;
    std::array<BitModel, 24> differs_{};
    Bytes last_;
};

// The payloads of one event type.
class PayloadModel {
  public:
    // `fields` and `is_fields` as chain.hpp divides a payload; one that is not made of fields is
    // coded as one byte string.
    template <class Coder>
    void code(Coder& coder, SharedModels& shared, std::vector<CodedField>& fields, bool& is_fields,
              std::uint64_t elapsed_ms) {
        code_shape(coder, fields, is_fields);
        std::size_t left = limits::event_payload_max;
        std::uint64_t neighbour = 0;
        for (std::size_t i = 0; i < fields.size() && !coder.failed(); ++i) {
            Column& column = column_at(i);
            CodedField& field = fields[i];
            if (field.is_bytes) {
                column.bytes(coder, shared, field.bytes, left);
                left -= std::min(left, field.bytes.size());
            } else {
                column.numbers.code(coder, field.number,
                                    {elapsed_ms, elapsed_ms / 1000, neighbour});
                neighbour = field.number;
            }
        }
    }

  private:
    struct Column {
        GuessedColumn numbers;
        std::unique_ptr<BytesColumn> strings;  // large, and most columns have none

        template <class Coder>
        void bytes(Coder& coder, SharedModels& shared, Bytes& value, std::size_t size_max) {
            if (!strings) strings = std::make_unique<BytesColumn>();
            strings->code(coder, shared, value, size_max);
        }
    };

    template <class Coder>
    void code_shape(Coder& coder, std::vector<CodedField>& fields, bool& is_fields) {
        bool same = is_fields == was_fields_ && fields.size() == shape_.size() &&
                    std::equal(fields.begin(), fields.end(), shape_.begin(),
                               [](const CodedField& field, bool b) { return field.is_bytes == b; });
        coder.bit(same_shape_, same);
        if (!same) {
            coder.bit(is_fields_, is_fields);
            std::uint64_t count = fields.size();
            count_.code(coder, count, shape_.size());
            // Each field takes a byte at least.
            if (count > limits::event_payload_max) return coder.fail();
            if constexpr (Coder::decodes) fields.resize(static_cast<std::size_t>(count));
            shape_.resize(static_cast<std::size_t>(count));
            for (std::size_t i = 0; i < shape_.size(); ++i) {
                coder.bit(is_bytes_, fields[i].is_bytes);
                shape_[i] = fields[i].is_bytes;
            }
            was_fields_ = is_fields;
        } else if constexpr (Coder::decodes) {
            is_fields = was_fields_;
            fields.resize(shape_.size());
            for (std::size_t i = 0; i < shape_.size(); ++i) fields[i].is_bytes = shape_[i];
        }
    }

    // Fields far behind share the last column.
    Column& column_at(std::size_t field) {
        const std::size_t index = std::min(field, columns_max - 1);
        while (columns_.size() <= index) columns_.push_back(std::make_unique<Column>());
        return *columns_[index];
    }

    static constexpr std::size_t columns_max = 16;

    std::vector<bool> shape_;
    bool was_fields_ = true;
    BitModel same_shape_;
    BitModel is_fields_;
    BitModel is_bytes_;
    DifferenceModel count_;
    std::vector<std::unique_ptr<Column>> columns_;
};

}  // namespace approdo::log
