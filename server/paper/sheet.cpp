#include "server/paper/sheet.hpp"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <ctime>
#include <stdexcept>

#if defined(__SANITIZE_ADDRESS__)
// Fontconfig keeps what it read of the fonts until the program ends, and never frees it.
extern "C" const char* __lsan_default_suppressions() {
    return "leak:libfontconfig.so";
}
#endif

namespace approdo::paper {

namespace {

// The first that is there has the letter: named, so that the same paper looks alike everywhere.
constexpr const char* families = "Noto Sans, DejaVu Sans, Noto Sans Arabic, sans-serif";

struct FreeLayout {
    void operator()(PangoLayout* layout) const { g_object_unref(layout); }
};
using Layout = std::unique_ptr<PangoLayout, FreeLayout>;

cairo_status_t append_to(void* closure, const unsigned char* data, unsigned int size) {
    append(*static_cast<Bytes*>(closure), {data, size});
    return CAIRO_STATUS_SUCCESS;
}

std::string iso_time(UtcMs time) {
    const auto seconds = static_cast<std::time_t>(time.value / 1000);
    std::tm parts{};
    ::gmtime_r(&seconds, &parts);
    char text[32] = {};
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
    return text;
}

}  // namespace

struct Sheet::Surface {
    Bytes bytes;
    cairo_surface_t* surface = nullptr;
    cairo_t* context = nullptr;

    Layout layout(std::string_view text, const Type& type, double line_width) const {
        Layout made(pango_cairo_create_layout(context));
        PangoFontDescription* font = pango_font_description_from_string(families);
        pango_font_description_set_absolute_size(font, type.size * PANGO_SCALE);
        if (type.bold) pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD);
        pango_layout_set_font_description(made.get(), font);
        pango_font_description_free(font);
        pango_layout_set_width(made.get(), static_cast<int>(line_width * PANGO_SCALE));
        pango_layout_set_wrap(made.get(), PANGO_WRAP_WORD_CHAR);
        pango_layout_set_line_spacing(made.get(), 1.15F);
        // Every line begins where the page's does: it is an Italian page, whatever a name's script.
        pango_layout_set_auto_dir(made.get(), FALSE);
        pango_layout_set_alignment(
            made.get(), type.align == Align::middle ? PANGO_ALIGN_CENTER : PANGO_ALIGN_LEFT);
        pango_layout_set_text(made.get(), text.data(), static_cast<int>(text.size()));
        return made;
    }
};

Sheet::Sheet(const std::string& title, UtcMs made) : surface_(std::make_unique<Surface>()) {
    Surface& s = *surface_;
    s.surface = cairo_pdf_surface_create_for_stream(append_to, &s.bytes, width, height);
    cairo_pdf_surface_set_metadata(s.surface, CAIRO_PDF_METADATA_TITLE, title.c_str());
    cairo_pdf_surface_set_metadata(s.surface, CAIRO_PDF_METADATA_CREATE_DATE,
                                   iso_time(made).c_str());
    s.context = cairo_create(s.surface);
    cairo_set_source_rgb(s.context, 0, 0, 0);
}

Sheet::~Sheet() {
    cairo_destroy(surface_->context);
    cairo_surface_destroy(surface_->surface);
}

void Sheet::begin(const char* tag) {
    cairo_tag_begin(surface_->context, tag, nullptr);
}

void Sheet::end(const char* tag) {
    cairo_tag_end(surface_->context, tag);
}

double Sheet::height_of(std::string_view text, const Type& type, double line_width) {
    const Layout layout = surface_->layout(text, type, line_width);
    int lines_height = 0;
    pango_layout_get_size(layout.get(), nullptr, &lines_height);
    return static_cast<double>(lines_height) / PANGO_SCALE;
}

void Sheet::write(std::string_view text, const Type& type, double x, double y, double line_width) {
    const Layout layout = surface_->layout(text, type, line_width);
    cairo_move_to(surface_->context, x, y);
    pango_cairo_show_layout(surface_->context, layout.get());
}

void Sheet::rule(double x, double y, double line_width) {
    cairo_set_line_width(surface_->context, 0.6);
    cairo_move_to(surface_->context, x, y);
    cairo_line_to(surface_->context, x + line_width, y);
    cairo_stroke(surface_->context);
}

void Sheet::draw(const QrCode& code, double x, double y, double side) {
    const double module = side / code.width();
    for (int row = 0; row < code.width(); ++row) {
        for (int column = 0; column < code.width();) {
            int run = 0;
            while (code.is_dark(row, column + run)) ++run;
            if (run > 0)
                cairo_rectangle(surface_->context, x + column * module, y + row * module,
                                run * module, module);
            column += run + 1;
        }
    }
    // Without smoothing, no hair lines show between modules.
    cairo_set_antialias(surface_->context, CAIRO_ANTIALIAS_NONE);
    cairo_fill(surface_->context);
    cairo_set_antialias(surface_->context, CAIRO_ANTIALIAS_DEFAULT);
}

Bytes Sheet::finish() {
    cairo_show_page(surface_->context);
    cairo_surface_finish(surface_->surface);
    const cairo_status_t status = cairo_surface_status(surface_->surface);
    if (status != CAIRO_STATUS_SUCCESS) throw std::runtime_error(cairo_status_to_string(status));
    return std::move(surface_->bytes);
}

}  // namespace approdo::paper
