// Mistakes made on purpose, so that the simulator can show that it would find them: a program that
// watches for lost work and has never seen any proves little. Each is one switch at the very place
// where a programmer would make the mistake. In every program that is shipped defect() is a
// constant, and what depends on it is not compiled; `sim_defects` alone compiles these places once
// more and turns one of them on at a time. docs/testing.md has the table of what each one breaks.
#pragma once

#include <cstddef>
#include <cstdint>

namespace approdo {

enum class Defect : std::uint8_t {
    none,
    // A device, and what the site said it has
    cursor_before_receipt,
    receipt_of_any_epoch,
    receipts_outlive_the_site,
    receipt_is_not_read_again,
    hub_word_counts,
    delivers_from_wrong_seq,
    site_gets_nothing_back,
    account_return_is_forgotten,
    certificates_are_forgotten,
    counter_is_reused,
    // A device, and its own logs
    transaction_split,
    half_written_stays,
    lamport_stands_still,
    scratch_counted_twice,
    open_events_are_copied,
    unknown_type_is_emptied,
    clone_keeps_its_log,
    keys_open_nothing_old,
    // Segments, wherever they come in
    nonce_from_counter,
    body_hash_unchecked,
    signature_unchecked,
    known_by_number,
    fork_branch_dropped,
    fork_measured_in_one_stream,
    limbo_is_never_emptied,
    frontier_digest_of_a_part,
    // The site
    acknowledged_before_commit,
    commit_is_not_synced,
    server_epoch_stays,
    nothing_owed_to_a_copy,
    copy_hides_behind_new_epoch,
    revocation_cut_ignored,
    ruling_is_not_told,
    revoked_device_is_served,
    marked_over_and_over,
    enrolments_stay_lost,
    status_is_not_due,
    restored_site_counts_on,
    // Folds
    fold_follows_arrival,
    fold_follows_the_wall_clock,
    fold_adds_up_again,
    unknown_event_is_not_shown,
};
inline constexpr std::size_t defect_count =
    static_cast<std::size_t>(Defect::unknown_event_is_not_shown) + 1;

#ifdef APPRODO_DEFECTS
bool defect(Defect which);  // tests/simulation/defects.cpp
#else
constexpr bool defect(Defect) {
    return false;
}
#endif

}  // namespace approdo
