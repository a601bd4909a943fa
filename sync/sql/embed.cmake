# approdo_embed(server_store server/store/schema_1.sql schema_1) makes a file's text a constant:
#     namespace approdo::embedded { extern const std::string_view schema_1; }
# Whoever uses it writes that declaration; the file's path counts from the root of the tree.
if(CMAKE_SCRIPT_MODE_FILE)
    file(READ ${INPUT} text)
    file(WRITE ${OUTPUT} "#include <string_view>\n\nnamespace approdo::embedded {\n"
        "extern const std::string_view ${SYMBOL};\n"
        "const std::string_view ${SYMBOL} = R\"approdo_text(")
    file(APPEND ${OUTPUT} "${text}")
    file(APPEND ${OUTPUT} ")approdo_text\";\n}  // namespace approdo::embedded\n")
    return()
endif()

set(approdo_embed_script ${CMAKE_CURRENT_LIST_FILE})
function(approdo_embed target file symbol)
    set(output ${CMAKE_BINARY_DIR}/embedded/${target}/${symbol}.cpp)
    add_custom_command(OUTPUT ${output}
        COMMAND ${CMAKE_COMMAND} -DINPUT=${CMAKE_SOURCE_DIR}/${file} -DOUTPUT=${output}
            -DSYMBOL=${symbol} -P ${approdo_embed_script}
        DEPENDS ${CMAKE_SOURCE_DIR}/${file} ${approdo_embed_script}
        COMMENT "Embedding ${file}" VERBATIM)
    target_sources(${target} PRIVATE ${output})
endfunction()
