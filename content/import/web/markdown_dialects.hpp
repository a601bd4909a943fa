// What site generators add to Markdown, said in CommonMark before it is read:
// - kramdown's HTML with Markdown in it (`<aside markdown="1">`), and its lists of attributes
//   (`{:target="_blank"}`), https://kramdown.gettalong.org/syntax.html#html-blocks;
// - the marks of the Raspberry Pi Foundation's projects: `--- task ---` … `--- /task ---`, of which
//   `code` holds a program and `collapse` has a title. A line that looks like one and is ended
//   nowhere stays what its author wrote.
#pragma once

#include <string>
#include <string_view>

namespace approdo::import {

std::string common_markdown(std::string_view text);

}  // namespace approdo::import
