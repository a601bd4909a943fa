#include "server/paper/pdf_labels.hpp"

#include <memory>
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFWriter.hh>

namespace approdo::paper {

Bytes labelled(const Bytes& pdf, const std::string& language, const std::string& picture) {
    QPDF document;
    document.setSuppressWarnings(true);
    document.processMemoryFile("paper", reinterpret_cast<const char*>(pdf.data()), pdf.size());
    QPDFObjectHandle root = document.getRoot();
    root.replaceKey("/Lang", QPDFObjectHandle::newUnicodeString(language));
    QPDFObjectHandle view = QPDFObjectHandle::newDictionary();
    view.replaceKey("/DisplayDocTitle", QPDFObjectHandle::newBool(true));
    root.replaceKey("/ViewerPreferences", view);
    for (QPDFObjectHandle object : document.getAllObjects()) {
        if (!object.isDictionary() || !object.hasKey("/S")) continue;
        if (object.getKey("/S").isNameAndEquals("/Figure"))
            object.replaceKey("/Alt", QPDFObjectHandle::newUnicodeString(picture));
    }
    QPDFWriter writer(document);
    writer.setOutputMemory();
    writer.setDeterministicID(true);
    writer.write();
    const std::unique_ptr<Buffer> buffer(writer.getBuffer());
    return copy_of({buffer->getBuffer(), buffer->getSize()});
}

}  // namespace approdo::paper
