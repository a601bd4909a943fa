/* The client core for programs in any language: a shell on a laptop, the worker of a web page.
 * Handles are opaque, bytes go in as pointer and size, results come out as buffers that the caller
 * frees, and nothing throws across. Every call that can fail returns 0 or an error code, and then
 * `*out` holds
 * {"schema":1,"error":{"code":"…","message":"…"}}. Texts are UTF-8 without a final zero; ids are
 * lower-case hex; structured results are JSON objects with a "schema" field; parcels and blobs are
 * bytes. One client belongs to one thread. client.hpp says what each verb promises. */
#ifndef APPRODO_H
#define APPRODO_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The codes are those of sync/base/result.hpp; 255: our own storage or memory failed. */
typedef int32_t approdo_code;

typedef struct approdo_client approdo_client;
typedef struct approdo_buffer approdo_buffer;

/* What the program around the core gives it, once, before the first call. The structure is copied;
 * `context` and `vfs` have to stay. */
typedef struct approdo_host {
    void* context;
    /* UTC milliseconds, milliseconds of a clock that counts sleep, and the id of the latter's
     * session. */
    void (*now)(void* context, int64_t* wall_ms, uint64_t* boot_ms, uint8_t* session_8_bytes);
    void (*random)(void* context, uint8_t* to, size_t size);
    const char* vfs;      /* SQLite's name of the storage; NULL: the platform's */
    uint32_t cost_passes; /* Argon2id; 0: the release default */
    uint32_t cost_memory_kib;
    int32_t exclusive; /* 1 where only one program can have the files (a browser) */
} approdo_host;

void approdo_set_host(const approdo_host* host);

/* The language of messages from now on, "it" or "en"; before the first call it is English. */
approdo_code approdo_set_language(const char* language, size_t size, approdo_buffer** out);
/* The language that units are shown in, where they have it, such as "ar"; at first Italian. */
approdo_code approdo_speak(approdo_client* client, const char* language, size_t size,
                           approdo_buffer** out);

/* Memory for callers whose own memory is apart (a page's worker). */
void* approdo_alloc(size_t size);
void approdo_free(void* memory);

const uint8_t* approdo_buffer_data(const approdo_buffer* buffer);
size_t approdo_buffer_size(const approdo_buffer* buffer);
void approdo_buffer_free(approdo_buffer* buffer);

/* A sentence of the site, which speaks English, in the language that was set. */
approdo_code approdo_say(const char* sentence, size_t size, approdo_buffer** out);

/* {"schema":1,"abi":1} */
approdo_code approdo_version(approdo_buffer** out);

/* Makes the databases in `folder` under a new random key. `out`: the blob of key slots, one of
 * which the passphrase opens; keep it beside the databases. */
approdo_code approdo_create(const char* folder, size_t folder_size, const uint8_t* passphrase,
                            size_t passphrase_size, approdo_client** client, approdo_buffer** out);
approdo_code approdo_unlock(const char* folder, size_t folder_size, const uint8_t* slots,
                            size_t slots_size, const uint8_t* passphrase, size_t passphrase_size,
                            approdo_client** client, approdo_buffer** out);
/* With what a passkey gave (32 random bytes or more) instead of the passphrase. */
approdo_code approdo_unlock_with_secret(const char* folder, size_t folder_size,
                                        const uint8_t* slots, size_t slots_size,
                                        const uint8_t* secret, size_t secret_size,
                                        approdo_client** client, approdo_buffer** out);
void approdo_close(approdo_client* client);

/* The slots, as blobs that the caller keeps.
 * {"slots":[{"kind":"passphrase|passkey|…","label":"…"}]} */
approdo_code approdo_slots(const uint8_t* slots, size_t slots_size, approdo_buffer** out);
/* locked: this is not the passphrase. */
approdo_code approdo_slots_check(const uint8_t* slots, size_t slots_size, const uint8_t* passphrase,
                                 size_t passphrase_size, approdo_buffer** out);
/* `out`: the blob with one more slot, called `label`; from an empty blob one with this slot alone.
 */
approdo_code approdo_slot_add(approdo_client* client, const uint8_t* slots, size_t slots_size,
                              const char* label, size_t label_size, const uint8_t* secret,
                              size_t secret_size, approdo_buffer** out);
approdo_code approdo_slot_remove(const uint8_t* slots, size_t slots_size, const char* label,
                                 size_t label_size, approdo_buffer** out);

/* Another passphrase. Between begin and end both open; in between the site is told: it takes
 * approdo_secrets_under (of the new one) in a session that was begun with approdo_sign_in_secret.
 */
approdo_code approdo_passphrase_begin(approdo_client* client, const uint8_t* slots,
                                      size_t slots_size, const uint8_t* passphrase,
                                      size_t passphrase_size, approdo_buffer** out);
approdo_code approdo_passphrase_end(const uint8_t* slots, size_t slots_size, int32_t is_changed,
                                    approdo_buffer** out);
approdo_code approdo_secrets_under(approdo_client* client, const uint8_t* passphrase,
                                   size_t passphrase_size, approdo_buffer** out);
approdo_code approdo_sign_in_secret(const uint8_t* passphrase, size_t passphrase_size,
                                    const uint8_t* salt, size_t salt_size, uint32_t cost_passes,
                                    uint32_t cost_memory_kib, approdo_buffer** out);
/* Who answers at an address, from GET /api/v1/site: `roots`: each record behind the four bytes of
 * its size, lowest first. {"site":…,"name":…,"words":…,"link":…}: the link invites nobody. */
approdo_code approdo_site_card(const uint8_t* descriptor, size_t descriptor_size,
                               const uint8_t* roots, size_t roots_size, const char* address,
                               size_t address_size, approdo_buffer** out);

/* Joining. Each gives a parcel for the site; its answer goes to approdo_join_answer, whose result
 * says which step is next: {"stage":"none|asked|salt_asked|salt_known|signing_in|joined"}. */
approdo_code approdo_join_request(approdo_client* client, const char* link, size_t link_size,
                                  const char* name, size_t name_size, const uint8_t* passphrase,
                                  size_t passphrase_size, approdo_buffer** out);
approdo_code approdo_salt_request(approdo_client* client, const char* link, size_t link_size,
                                  const char* name, size_t name_size, approdo_buffer** out);
approdo_code approdo_sign_in_request(approdo_client* client, const uint8_t* passphrase,
                                     size_t passphrase_size, approdo_buffer** out);
approdo_code approdo_join_answer(approdo_client* client, const uint8_t* parcels, size_t size,
                                 approdo_buffer** out);

/* The request that waits for its answer, to be carried again; empty: none. */
approdo_code approdo_pending_join(approdo_client* client, approdo_buffer** out);
approdo_code approdo_person(approdo_client* client, approdo_buffer** out);

/* Exchange: carry `output` to the site (POST /sync/v1, or a file), give back what comes. */
approdo_code approdo_output(approdo_client* client, approdo_buffer** out);
approdo_code approdo_receive(approdo_client* client, const uint8_t* parcels, size_t size,
                             approdo_buffer** out);
/* Parcels that are carried for others, a few at a time, to be posted behind approdo_output; empty:
 * none. Once the site itself answered, say that they were taken. */
approdo_code approdo_carried_output(approdo_client* client, approdo_buffer** out);
approdo_code approdo_carried_was_taken(approdo_client* client, approdo_buffer** out);
/* For a file: everything that waits, however much, and what is carried for others. */
approdo_code approdo_export(approdo_client* client, approdo_buffer** out);
/* When to try again: after a failure the pauses grow, with chance in them. {"due":true} */
approdo_code approdo_link_failed(approdo_client* client, approdo_buffer** out);
approdo_code approdo_exchange_due(approdo_client* client, approdo_buffer** out);

/* Content: {"chunks":[…]} still wanted; sealed bytes as they come; the switch when all are there.
 */
approdo_code approdo_courses(approdo_client* client, approdo_buffer** out);
approdo_code approdo_course(approdo_client* client, const char* course, size_t course_size,
                            approdo_buffer** out);
/* `parts`: "text,video:it", empty for all. */
approdo_code approdo_download_plan(approdo_client* client, const char* course, size_t course_size,
                                   const char* parts, size_t parts_size, approdo_buffer** out);
approdo_code approdo_download_begin(approdo_client* client, const char* course, size_t course_size,
                                    const char* parts, size_t parts_size, approdo_buffer** out);
approdo_code approdo_downloads(approdo_client* client, approdo_buffer** out);
approdo_code approdo_chunks_wanted(approdo_client* client, size_t count_max, approdo_buffer** out);
approdo_code approdo_chunk_put(approdo_client* client, const uint8_t* id, const uint8_t* sealed,
                               size_t size, approdo_buffer** out);
/* All chunks of an answer of POST /chunks. {"taken":12}: how many were sound. */
approdo_code approdo_chunks_put(approdo_client* client, const uint8_t* parcels, size_t size,
                                approdo_buffer** out);
approdo_code approdo_download_finish(approdo_client* client, approdo_buffer** out);
/* Wants no more of what is on its way; the version in use stays. */
approdo_code approdo_download_cancel(approdo_client* client, const char* course, size_t course_size,
                                     approdo_buffer** out);
/* Takes the content off this device; what was learned stays. conflict: an attempt is open on it. */
approdo_code approdo_download_remove(approdo_client* client, const char* course, size_t course_size,
                                     approdo_buffer** out);
/* 0: no bound. */
approdo_code approdo_cache_budget(approdo_client* client, uint64_t bytes, approdo_buffer** out);
/* A file of the version in use: {"type":"video/mp4","size":…}, a part of it, or all. */
approdo_code approdo_file_info(approdo_client* client, const char* course, size_t course_size,
                               const char* path, size_t path_size, approdo_buffer** out);
approdo_code approdo_file_part(approdo_client* client, const char* course, size_t course_size,
                               const char* path, size_t path_size, uint64_t offset, uint32_t size,
                               approdo_buffer** out);
approdo_code approdo_file(approdo_client* client, const char* course, size_t course_size,
                          const char* path, size_t path_size, approdo_buffer** out);

/* Study. `unit` is COURSE/UNIT or COURSE/MODULE/UNIT. */
approdo_code approdo_read(approdo_client* client, const char* unit, size_t unit_size,
                          approdo_buffer** out);
/* {"completed":true}: this completed the unit. */
approdo_code approdo_page_turn(approdo_client* client, const char* unit, size_t unit_size,
                               uint32_t furthest_block, uint32_t seconds, approdo_buffer** out);
approdo_code approdo_declare_completed(approdo_client* client, const char* unit, size_t unit_size,
                                       approdo_buffer** out);
/* Milliseconds of the media. */
approdo_code approdo_media_seen(approdo_client* client, const char* unit, size_t unit_size,
                                uint32_t from_ms, uint32_t to_ms, approdo_buffer** out);
/* The learner's own notes on a unit, and writing one: `note` is the id of an earlier one or empty,
   no text takes it away. Both answer with all that are there. */
approdo_code approdo_notes(approdo_client* client, const char* unit, size_t unit_size,
                           approdo_buffer** out);
approdo_code approdo_note(approdo_client* client, const char* unit, size_t unit_size,
                          const char* note, size_t note_size, const char* text, size_t text_size,
                          approdo_buffer** out);
/* What a quiz is like before it is opened: opening a timed one starts its clock. */
approdo_code approdo_quiz(approdo_client* client, const char* unit, size_t unit_size,
                          approdo_buffer** out);
approdo_code approdo_quiz_open(approdo_client* client, const char* unit, size_t unit_size,
                               approdo_buffer** out);
approdo_code approdo_quiz_view(approdo_client* client, const char* attempt, size_t attempt_size,
                               approdo_buffer** out);
approdo_code approdo_quiz_answer(approdo_client* client, const char* attempt, size_t attempt_size,
                                 const char* question, size_t question_size, const char* answer,
                                 size_t answer_size, uint32_t duration_ms, approdo_buffer** out);
approdo_code approdo_quiz_submit(approdo_client* client, const char* attempt, size_t attempt_size,
                                 approdo_buffer** out);
/* A file that an answer or an assignment is to name, by the hash that comes back:
 * {"file":…,"name":…,"type":…,"size":…}. It is in memory alone until something names it, in
 * approdo_quiz_answer as the answer to a part of kind "file", apart by commas where there are
 * several. */
approdo_code approdo_file_choose(approdo_client* client, const char* name, size_t name_size,
                                 const char* type, size_t type_size, const uint8_t* bytes,
                                 size_t bytes_size, approdo_buffer** out);
/* Words and files of an assignment; `files`: hashes apart by commas, of files that were chosen or
 * handed in there before. Answers with the assignment, as approdo_read has it. */
approdo_code approdo_hand_in(approdo_client* client, const char* unit, size_t unit_size,
                             const char* text, size_t text_size, const char* files,
                             size_t files_size, approdo_buffer** out);
/* The bytes of a file that the person handed in. missing: they are not on this device yet. */
approdo_code approdo_handed_file(approdo_client* client, const char* file, size_t file_size,
                                 approdo_buffer** out);

/* What the site told the participants of this person's editions, and that one of them, by its id,
 * was read. */
approdo_code approdo_announcements(approdo_client* client, approdo_buffer** out);
approdo_code approdo_announcement_read(approdo_client* client, const char* announcement,
                                       size_t announcement_size, approdo_buffer** out);
/* Meetings of this person's editions; one, or all that are not over when `meeting` has size 0, as
 * text/calendar; and the person's own word of having been at one. */
approdo_code approdo_meetings(approdo_client* client, approdo_buffer** out);
approdo_code approdo_meeting_calendar(approdo_client* client, const char* meeting,
                                      size_t meeting_size, approdo_buffer** out);
approdo_code approdo_meeting_attended(approdo_client* client, const char* meeting,
                                      size_t meeting_size, uint32_t minutes, approdo_buffer** out);
/* Spaced repetition: what is due today, with at most so many of the next questions. */
approdo_code approdo_reviews(approdo_client* client, uint32_t cards_max, approdo_buffer** out);
/* `number` as the card had it; no answer: the learner does not know. It is a review at once. */
approdo_code approdo_review_answer(approdo_client* client, const char* question,
                                   size_t question_size, uint32_t number, const char* answer,
                                   size_t answer_size, approdo_buffer** out);
/* What the learner says of it afterwards: "hard", "good", "easy", or "again".
 * {"rating":"easy","in_days":8} */
approdo_code approdo_review_rate(approdo_client* client, const char* review, size_t review_size,
                                 const char* rating, size_t rating_size, approdo_buffer** out);

/* All that this device holds of its person, as docs/my-data.md describes it; `of_site`: what the
 * site said of the rest, as JSON, or nothing. */
approdo_code approdo_data(approdo_client* client, const char* of_site, size_t of_site_size,
                          approdo_buffer** out);
/* Asks the site to erase the person, with the person's words or none, and takes that back.
 * {"erasure":…} as in approdo_status. */
approdo_code approdo_erasure_ask(approdo_client* client, const char* words, size_t words_size,
                                 approdo_buffer** out);
approdo_code approdo_erasure_withdraw(approdo_client* client, approdo_buffer** out);
approdo_code approdo_record(approdo_client* client, approdo_buffer** out);
/* The own attestato of a course, and what a code says of another: as a profile sees it, or without
 * one, where `client` is NULL. */
approdo_code approdo_attestation(approdo_client* client, const char* course, size_t course_size,
                                 approdo_buffer** out);
approdo_code approdo_verify(approdo_client* client, const char* code, size_t code_size,
                            approdo_buffer** out);
/* How the classes are doing that this person teaches or coordinates; `course`: one of them, or all
 * when its size is 0. */
approdo_code approdo_classes(approdo_client* client, const char* course, size_t course_size,
                             approdo_buffer** out);
approdo_code approdo_status(approdo_client* client, approdo_buffer** out);
approdo_code approdo_devices(approdo_client* client, approdo_buffer** out);
/* What is wrong with the stores, in words: {"findings":[]} */
approdo_code approdo_check(approdo_client* client, approdo_buffer** out);

#ifdef __cplusplus
}
#endif

#endif
