#include "content/model/learning.hpp"

#include "content/model/fields.hpp"

namespace approdo::content {

namespace {

// Numbers on the wire stay below 2^63, which no count or time of ours reaches.
constexpr std::uint64_t number_max = (std::uint64_t{1} << 63) - 1;

// Hardly a payload has more, and a record has thousands of payloads.
constexpr std::size_t fields_usual = 8;

class FieldWriter {
  public:
    FieldWriter() { fields_.reserve(fields_usual); }

    template <class T>
    using Ref = const T&;

    template <class... T>
    void operator()(const T&... values) {
        (put(values), ...);
    }
    log::Fields take(const log::Fields& rest) {
        fields_.insert(fields_.end(), rest.begin(), rest.end());
        return std::move(fields_);
    }

  private:
    template <class T>
    void put(const T& value) {
        if constexpr (std::is_same_v<T, Points>) {
            fields_.emplace_back(codec_detail::zigzag(value.micro) & number_max);
        } else if constexpr (std::is_enum_v<T> || std::is_integral_v<T>) {
            fields_.emplace_back(static_cast<std::uint64_t>(value) & number_max);
        } else if constexpr (std::is_same_v<T, std::string>) {
            fields_.emplace_back(copy_of(bytes_of(value)));
        } else if constexpr (std::is_same_v<T, Bytes>) {
            fields_.emplace_back(value);
        } else if constexpr (std::is_same_v<T, LocalDate>) {
            fields_.emplace_back(std::uint64_t{value.year} * 10'000 + value.month * 100U +
                                 value.day);
        } else if constexpr (std::is_same_v<T, std::vector<BookmarkId>>) {
            Bytes all;
            for (const BookmarkId& id : value) append(all, id.view());
            fields_.emplace_back(std::move(all));
        } else if constexpr (std::is_same_v<T, std::optional<std::vector<DeviceContact>>>) {
            if (value) put_contacts(*value);
        } else if constexpr (codec_detail::IsFixedBytes<T>::value || std::is_same_v<T, Seed>) {
            fields_.emplace_back(copy_of(value.bytes));
        } else {
            fields_.emplace_back(value.value & number_max);  // a strong number
        }
    }

    void put_contacts(const std::vector<DeviceContact>& contacts) {
        Encoder all;
        for (const DeviceContact& one : contacts) {
            all.number(static_cast<std::uint64_t>(one.joined.value) & number_max);
            all.number(static_cast<std::uint64_t>(one.last.value) & number_max);
        }
        fields_.emplace_back(all.take());
    }

    log::Fields fields_;
};

class FieldReader {
  public:
    template <class T>
    using Ref = T&;

    explicit FieldReader(const log::Fields& fields) : fields_(fields) {}

    template <class... T>
    void operator()(T&... values) {
        (get(values), ...);
    }
    bool failed() const { return failed_; }
    log::Fields rest() const {
        if (next_ >= fields_.size()) return {};
        return {fields_.begin() + static_cast<std::ptrdiff_t>(next_), fields_.end()};
    }

  private:
    // Absent fields leave the default: an older program did not write them.
    const std::uint64_t* number() { return next_as<std::uint64_t>(); }
    const Bytes* bytes() { return next_as<Bytes>(); }

    template <class Kind>
    const Kind* next_as() {
        if (next_ >= fields_.size()) return nullptr;
        const Kind* const value = std::get_if<Kind>(&fields_[next_++]);
        if (value == nullptr) failed_ = true;
        return value;
    }

    template <class T>
    void get(T& value) {
        if constexpr (std::is_same_v<T, Points>) {
            if (const auto* read = number()) value.micro = codec_detail::unzigzag(*read);
        } else if constexpr (std::is_same_v<T, bool>) {
            if (const auto* read = number()) {
                if (*read > 1) failed_ = true;
                value = *read == 1;
            }
        } else if constexpr (std::is_enum_v<T> || std::is_integral_v<T>) {
            if (const auto* read = number()) {
                value = static_cast<T>(*read);
                if (static_cast<std::uint64_t>(value) != *read) failed_ = true;
            }
        } else if constexpr (std::is_same_v<T, std::string>) {
            if (const auto* read = bytes()) value = std::string(text_of(*read));
        } else if constexpr (std::is_same_v<T, Bytes>) {
            if (const auto* read = bytes()) value = *read;
        } else if constexpr (std::is_same_v<T, LocalDate>) {
            if (const auto* read = number()) get_date(*read, value);
        } else if constexpr (std::is_same_v<T, std::vector<BookmarkId>>) {
            if (const auto* read = bytes()) get_list(*read, value);
        } else if constexpr (std::is_same_v<T, std::optional<std::vector<DeviceContact>>>) {
            if (const auto* read = bytes()) get_contacts(*read, value.emplace());
        } else if constexpr (codec_detail::IsFixedBytes<T>::value || std::is_same_v<T, Seed>) {
            if (const auto* read = bytes()) get_fixed(*read, value.bytes);
        } else {
            if (const auto* read = number()) value.value = *read;
        }
    }

    void get_date(std::uint64_t read, LocalDate& date) {
        if (read == 0) return;
        const auto two = [](std::uint64_t v) {
            return std::string{static_cast<char>('0' + v / 10 % 10),
                               static_cast<char>('0' + v % 10)};
        };
        const auto parsed = local_date_from(two(read / 1'000'000) + two(read / 10'000) + "-" +
                                            two(read / 100) + "-" + two(read));
        if (!parsed || read > 99'991'231) return void(failed_ = true);
        date = *parsed;
    }

    void get_list(const Bytes& read, std::vector<BookmarkId>& list) {
        if (read.size() % BookmarkId::size != 0) return void(failed_ = true);
        for (std::size_t at = 0; at < read.size(); at += BookmarkId::size) {
            const auto from = read.begin() + static_cast<std::ptrdiff_t>(at);
            std::copy_n(from, BookmarkId::size, list.emplace_back().bytes.begin());
        }
    }

    void get_contacts(const Bytes& read, std::vector<DeviceContact>& contacts) {
        Decoder all(read);
        const auto time = [&] {
            const std::uint64_t value = all.number();
            if (value > number_max) all.fail();
            return UtcMs{static_cast<std::int64_t>(value)};
        };
        while (all.left() > 0) {
            const UtcMs joined = time();
            contacts.push_back({joined, time()});
        }
        failed_ = failed_ || all.failed();
    }

    template <std::size_t Size>
    void get_fixed(const Bytes& read, std::array<std::uint8_t, Size>& out) {
        if (read.size() != Size) return void(failed_ = true);
        std::copy(read.begin(), read.end(), out.begin());
    }

    const log::Fields& fields_;
    std::size_t next_ = 0;
    bool failed_ = false;
};

template <class A>
void payload(A& a, FieldRef<A, Answered> v) {
    a(v.attempt, v.question, v.response, v.data_set, v.try_number, v.hints, v.duration_ms);
}
template <class A>
void payload(A& a, FieldRef<A, AttemptOpened> v) {
    a(v.attempt, v.number, v.mode, v.quiz, v.seed, v.time_limit_s, v.language);
}
template <class A>
void payload(A& a, FieldRef<A, Submitted> v) {
    a(v.attempt, v.answered, v.duration_ms, v.marked_here, v.points, v.points_max, v.passed,
      v.time_was_up);
}
template <class A>
void payload(A& a, FieldRef<A, Completed> v) {
    a(v.kind, v.to_be_done_again, v.seconds);
}
template <class A>
void payload(A& a, FieldRef<A, Attended> v) {
    a(v.meeting, v.minutes, v.proof);
}
template <class A>
void payload(A& a, FieldRef<A, Posted> v) {
    a(v.post, v.thread, v.reply_to, v.text, v.language);
}
template <class A>
void payload(A& a, FieldRef<A, Note> v) {
    a(v.note, v.anchor, v.text);
}
template <class A>
void payload(A& a, FieldRef<A, Preference> v) {
    a(v.key, v.value);
}
template <class A>
void payload(A& a, FieldRef<A, BookmarkAdded> v) {
    a(v.bookmark, v.anchor);
}
template <class A>
void payload(A& a, FieldRef<A, BookmarkRemoved> v) {
    a(v.bookmarks);
}
template <class A>
void payload(A& a, FieldRef<A, HoursDeclared> v) {
    a(v.declaration, v.minutes, v.day, v.what);
}
template <class A>
void payload(A& a, FieldRef<A, QuestionnaireAnswered> v) {
    a(v.question, v.response);
}
template <class A>
void payload(A& a, FieldRef<A, HandedIn> v) {
    a(v.response);
}
template <class A>
void payload(A& a, FieldRef<A, Practised> v) {
    a(v.question, v.verdict, v.interval_days, v.review, v.rating);
}
template <class A>
void payload(A& a, FieldRef<A, FilePiece> v) {
    a(v.content, v.number, v.pieces, v.bytes);
}
template <class A>
void payload(A& a, FieldRef<A, Opened> v) {
    a(v.language);
}
template <class A>
void payload(A& a, FieldRef<A, PageSeen> v) {
    a(v.furthest_block, v.blocks);
}
template <class A>
void payload(A& a, FieldRef<A, MediaSeen> v) {
    a(v.from_ms, v.to_ms, v.language);
}
template <class A>
void payload(A& a, FieldRef<A, TimeOnTask> v) {
    a(v.seconds_total);
}
template <class A>
void payload(A& a, FieldRef<A, Enrolled> v) {
    a(v.edition, v.course, v.channel, v.account, v.organisation, v.zone, v.from, v.until);
}
template <class A>
void payload(A& a, FieldRef<A, Unenrolled> v) {
    a(v.reason);
}
template <class A>
void payload(A& a, FieldRef<A, Grade> v) {
    a(v.attempt, v.points, v.points_max, v.passed, v.waits_for_person, v.by, v.results);
}
template <class A>
void payload(A& a, FieldRef<A, FeedbackGiven> v) {
    a(v.attempt, v.question, v.html, v.language, v.source, v.by, v.written, v.marks, v.points,
      v.points_max);
}
template <class A>
void payload(A& a, FieldRef<A, Announcement> v) {
    a(v.id, v.title, v.html, v.language, v.source, v.by, v.published, v.written, v.edition);
}
template <class A>
void payload(A& a, FieldRef<A, MeetingPlanned> v) {
    a(v.meeting, v.edition, v.title, v.starts, v.minutes, v.zone, v.place, v.link, v.notes,
      v.language, v.by, v.written, v.change);
}
template <class A>
void payload(A& a, FieldRef<A, MeetingCancelled> v) {
    a(v.meeting, v.edition, v.reason, v.by, v.written, v.change);
}
template <class A>
void payload(A& a, FieldRef<A, AttendanceMarked> v) {
    a(v.meeting, v.minutes, v.by, v.written);
}
template <class A>
void payload(A& a, FieldRef<A, ContentHead> v) {
    a(v.channel, v.version, v.manifest, v.head, v.descriptor);
}
template <class A>
void payload(A& a, FieldRef<A, Revocation> v) {
    a(v.device, v.log, v.last_seq, v.head);
}
template <class A>
void payload(A& a, FieldRef<A, Erased> v) {
    a(v.log, v.seq, v.event);
}
template <class A>
void payload(A& a, FieldRef<A, AttemptSeed> v) {
    a(v.attempt_number, v.value);
}
template <class A>
void payload(A& a, FieldRef<A, IdentitySame> v) {
    a(v.a, v.b);
}
template <class A>
void payload(A& a, FieldRef<A, IdentityApart> v) {
    a(v.a, v.b);
}
template <class A>
void payload(A& a, FieldRef<A, Recognition> v) {
    a(v.earlier, v.minutes, v.unit_completed, v.reason);
}
template <class A>
void payload(A& a, FieldRef<A, TimeExtension> v) {
    a(v.seconds_more, v.attempts_more);
}
template <class A>
void payload(A& a, FieldRef<A, AttemptVoided> v) {
    a(v.attempt, v.reason);
}
template <class A>
void payload(A& a, FieldRef<A, Ruling> v) {
    a(v.subject, v.counts, v.reason);
}
template <class A>
void payload(A& a, FieldRef<A, AttestationIssued> v) {
    a(v.number.series, v.number.number, v.statement);
}
template <class A>
void payload(A& a, FieldRef<A, AttestationRevoked> v) {
    a(v.number.series, v.number.number, v.reason);
}
template <class A>
void payload(A& a, FieldRef<A, ErasureRequested> v) {
    a(v.request, v.withdrawn, v.at, v.words);
}
template <class A>
void payload(A& a, FieldRef<A, ErasureRefused> v) {
    a(v.request, v.at, v.reason);
}
template <class A>
void payload(A& a, FieldRef<A, StaffStatus> v) {
    a(v.edition, v.account, v.organisation, v.active, v.required, v.required_completed, v.completed,
      v.has_score, v.score, v.passed, v.seconds, v.minutes_attended, v.minutes_declared,
      v.minutes_recognised, v.answers, v.units_to_mark, v.to_review, v.last_activity, v.devices);
}
template <class A>
void payload(A& a, FieldRef<A, EditionDescribed> v) {
    a(v.edition, v.course, v.channel, v.organisation, v.title, v.course_title, v.course_slug,
      v.organisation_name, v.zone, v.from, v.until);
}

}  // namespace

template <class A>
void fields(A& a, FieldRef<A, QuestionResult> v) {
    a(v.question, v.points, v.points_max, v.verdict, v.feedback, v.right_response);
}

template <class T>
log::Fields to_fields(const T& value) {
    FieldWriter writer;
    payload(writer, value);
    return writer.take(value.rest);
}

template <class T>
Result<T> from_fields(const log::Fields& all) {
    FieldReader reader(all);
    T value;
    payload(reader, value);
    if (reader.failed())
        return fail(ErrorCode::malformed, "the payload does not have the fields of its event type");
    value.rest = reader.rest();
    return value;
}

#define APPRODO_PAYLOAD(T)                       \
    template log::Fields to_fields<T>(const T&); \
    template Result<T> from_fields<T>(const log::Fields&);
APPRODO_PAYLOAD(Answered)
APPRODO_PAYLOAD(AttemptOpened)
APPRODO_PAYLOAD(Submitted)
APPRODO_PAYLOAD(Completed)
APPRODO_PAYLOAD(Attended)
APPRODO_PAYLOAD(Posted)
APPRODO_PAYLOAD(Note)
APPRODO_PAYLOAD(Preference)
APPRODO_PAYLOAD(BookmarkAdded)
APPRODO_PAYLOAD(BookmarkRemoved)
APPRODO_PAYLOAD(HoursDeclared)
APPRODO_PAYLOAD(QuestionnaireAnswered)
APPRODO_PAYLOAD(HandedIn)
APPRODO_PAYLOAD(Practised)
APPRODO_PAYLOAD(FilePiece)
APPRODO_PAYLOAD(Opened)
APPRODO_PAYLOAD(PageSeen)
APPRODO_PAYLOAD(MediaSeen)
APPRODO_PAYLOAD(TimeOnTask)
APPRODO_PAYLOAD(Enrolled)
APPRODO_PAYLOAD(Unenrolled)
APPRODO_PAYLOAD(Grade)
APPRODO_PAYLOAD(FeedbackGiven)
APPRODO_PAYLOAD(Announcement)
APPRODO_PAYLOAD(MeetingPlanned)
APPRODO_PAYLOAD(MeetingCancelled)
APPRODO_PAYLOAD(AttendanceMarked)
APPRODO_PAYLOAD(ContentHead)
APPRODO_PAYLOAD(Revocation)
APPRODO_PAYLOAD(AttemptSeed)
APPRODO_PAYLOAD(IdentitySame)
APPRODO_PAYLOAD(IdentityApart)
APPRODO_PAYLOAD(Recognition)
APPRODO_PAYLOAD(TimeExtension)
APPRODO_PAYLOAD(AttemptVoided)
APPRODO_PAYLOAD(Ruling)
APPRODO_PAYLOAD(AttestationIssued)
APPRODO_PAYLOAD(AttestationRevoked)
APPRODO_PAYLOAD(Erased)
APPRODO_PAYLOAD(ErasureRequested)
APPRODO_PAYLOAD(ErasureRefused)
APPRODO_PAYLOAD(StaffStatus)
APPRODO_PAYLOAD(EditionDescribed)
#undef APPRODO_PAYLOAD

Bytes encode_results(const std::vector<QuestionResult>& results) {
    Encoder encoder;
    encoder(results);
    return encoder.take();
}

Result<std::vector<QuestionResult>> decode_results(ByteView bytes) {
    Decoder decoder(bytes);
    std::vector<QuestionResult> results;
    decoder(results);
    if (decoder.failed() || decoder.left() != 0)
        return fail(ErrorCode::malformed, "the results of a grade are malformed");
    return results;
}

}  // namespace approdo::content
