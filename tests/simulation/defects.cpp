#include "tests/simulation/defects.hpp"

#include <array>

namespace approdo {

namespace {

Defect planted = Defect::none;

}  // namespace

bool defect(Defect which) {
    return which == planted;
}

}  // namespace approdo

namespace approdo::sim {

namespace {

// Of the enumeration's names, so that both never part.
#define PLANTED(name) Defect::name, #name

constexpr std::array<PlantedDefect, defect_count - 1> table{{
    {PLANTED(cursor_before_receipt), "work counts as safe once it was sent", 9},
    {PLANTED(receipt_of_any_epoch), "a receipt of before a restore counts after it", 0},
    {PLANTED(receipts_outlive_the_site), "a restored site is believed to hold what it lost", 51},
    {PLANTED(receipt_is_not_read_again), "a copy never learns that its work is safe", 0},
    {PLANTED(hub_word_counts), "a hub's word moves the cursor", 3},
    {PLANTED(delivers_from_wrong_seq), "what a device lacks is sent from one event too late on", 1},
    {PLANTED(site_gets_nothing_back), "a restored site is not given back its own words", 51},
    {PLANTED(account_return_is_forgotten), "a restored site is not given back lost keys", 0},
    {PLANTED(certificates_are_forgotten), "a restored site never learns whose log it is", 0},
    {PLANTED(counter_is_reused), "every hello has the same counter", 1},
    {PLANTED(transaction_split), "an append is several transactions", 18},
    {PLANTED(half_written_stays), "a database keeps no journal", 2},
    {PLANTED(lamport_stands_still), "the counter of order does not grow", 1},
    {PLANTED(scratch_counted_twice), "gathered time stays when it became an event", 1},
    {PLANTED(open_events_are_copied), "a new log gets a copy of what was not sealed", 0},
    {PLANTED(unknown_type_is_emptied), "what a newer program wrote is written anew", 7},
    {PLANTED(clone_keeps_its_log), "a copied device goes on with the log of both", 4},
    {PLANTED(keys_open_nothing_old), "a key that comes late opens nothing that waited", 0},
    {PLANTED(nonce_from_counter), "nonces are sequence numbers", 1},
    {PLANTED(body_hash_unchecked), "a segment's body may be another than was signed", 0},
    {PLANTED(signature_unchecked), "a segment's header may be another than was signed", 0},
    {PLANTED(known_by_number), "a segment is known by its number, whatever is in it", 4},
    {PLANTED(fork_branch_dropped), "of a forked log one continuation is kept", 4},
    {PLANTED(fork_measured_in_one_stream), "a copy of a copy is compared with the first alone", 0},
    {PLANTED(limbo_is_never_emptied), "what waited for a gap waits for ever", 51},
    {PLANTED(frontier_digest_of_a_part), "a frontier's digest counts logs and not events", 5},
    {PLANTED(acknowledged_before_commit), "the answer leaves before the commit", 11},
    {PLANTED(commit_is_not_synced), "a commit is left to the system's cache", 13},
    {PLANTED(server_epoch_stays), "a restored site says that it is the old one", 0},
    {PLANTED(nothing_owed_to_a_copy), "a restored device never gets its later work back", 14},
    {PLANTED(copy_hides_behind_new_epoch), "after a restore of the site no copy is found out", 0},
    {PLANTED(revocation_cut_ignored), "work of a revoked device counts by itself", 3},
    {PLANTED(ruling_is_not_told), "other devices do not hear of a ruling", 3},
    {PLANTED(revoked_device_is_served), "a revoked device goes on getting news", 3},
    {PLANTED(marked_over_and_over), "what is marked is marked again at each fold", 0},
    {PLANTED(enrolments_stay_lost), "a restored site forgets who is enrolled", 51},
    {PLANTED(status_is_not_due), "staff are not told that a status changed", 2},
    {PLANTED(restored_site_counts_on), "a restored site's new word is older than its old one", 551},
    {PLANTED(fold_follows_arrival), "the last to arrive wins", 1},
    {PLANTED(fold_follows_the_wall_clock), "the latest by the clock on the wall wins", 1},
    {PLANTED(fold_adds_up_again), "a running total is added to itself", 3},
    {PLANTED(unknown_event_is_not_shown), "what waits for an upgrade is in no list", 7},
}};

#undef PLANTED

}  // namespace

std::span<const PlantedDefect> planted_defects() {
    return table;
}

void plant(Defect which) {
    planted = which;
}

}  // namespace approdo::sim
