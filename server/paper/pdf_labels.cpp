// By the library's interface in C: clang does not take its headers in C++ under C++20.
#include "server/paper/pdf_labels.hpp"

#include <qpdf/qpdf-c.h>

#include <stdexcept>

namespace approdo::paper {

namespace {

class Document {
  public:
    Document() { qpdf_set_suppress_warnings(data_, QPDF_TRUE); }
    Document(const Document&) = delete;
    Document& operator=(const Document&) = delete;
    ~Document() { qpdf_cleanup(&data_); }

    operator qpdf_data() { return data_; }

    // The library keeps the first error of a call until somebody looks.
    void check() {
        if (qpdf_has_error(data_) == QPDF_TRUE)
            throw std::runtime_error(qpdf_get_error_full_text(data_, qpdf_get_error(data_)));
    }

  private:
    qpdf_data data_ = qpdf_init();
};

void read(Document& document, const Bytes& pdf) {
    const auto* text = reinterpret_cast<const char*>(pdf.data());
    qpdf_read_memory(document, "paper", text, pdf.size(), nullptr);
    document.check();
}

void label_whole(Document& document, const std::string& language) {
    const qpdf_oh root = qpdf_get_root(document);
    const qpdf_oh words = qpdf_oh_new_unicode_string(document, language.c_str());
    qpdf_oh_replace_key(document, root, "/Lang", words);
    const qpdf_oh view = qpdf_oh_new_dictionary(document);
    const qpdf_oh yes = qpdf_oh_new_bool(document, QPDF_TRUE);
    qpdf_oh_replace_key(document, view, "/DisplayDocTitle", yes);
    qpdf_oh_replace_key(document, root, "/ViewerPreferences", view);
    document.check();
}

bool is_figure(Document& document, qpdf_oh object) {
    if (!qpdf_oh_is_dictionary(document, object) || !qpdf_oh_has_key(document, object, "/S"))
        return false;
    const qpdf_oh kind = qpdf_oh_get_key(document, object, "/S");
    return qpdf_oh_is_name_and_equals(document, kind, "/Figure") == QPDF_TRUE;
}

// ISO 32000-1, 7.5.5: the trailer's Size is one more than the highest number of an object.
int objects_end(Document& document) {
    const qpdf_oh size = qpdf_oh_get_key(document, qpdf_get_trailer(document), "/Size");
    return qpdf_oh_get_int_value_as_int(document, size);
}

void label_figures(Document& document, const std::string& picture) {
    const qpdf_oh words = qpdf_oh_new_unicode_string(document, picture.c_str());
    const int end = objects_end(document);
    for (int number = 1; number < end; ++number) {
        const qpdf_oh object = qpdf_get_object_by_id(document, number, 0);
        if (is_figure(document, object)) qpdf_oh_replace_key(document, object, "/Alt", words);
    }
    document.check();
}

Bytes written(Document& document) {
    qpdf_init_write_memory(document);
    qpdf_set_deterministic_ID(document, QPDF_TRUE);
    qpdf_write(document);
    document.check();
    return copy_of({qpdf_get_buffer(document), qpdf_get_buffer_length(document)});
}

}  // namespace

Bytes labelled(const Bytes& pdf, const std::string& language, const std::string& picture) {
    Document document;
    read(document, pdf);
    label_whole(document, language);
    label_figures(document, picture);
    return written(document);
}

}  // namespace approdo::paper
