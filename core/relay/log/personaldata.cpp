// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/log/personaldata.h"

#include <array>

namespace pc::relay::log {

namespace {

using namespace Qt::StringLiterals;
using sql::SqlText;

constexpr std::array<SqlText, 0> kNothing {};

constexpr std::array kErasePerson {
    SqlText("UPDATE people SET user_name = NULL, password_hash = NULL, name = '', search_name = '', search_text = '', "
            "label = '', disabled = 1, last_seen = NULL WHERE id = ?1"),
};
constexpr std::array kEraseDevices {
    SqlText("UPDATE devices SET name = '', platform = '', created = 0, last_seen = 0 WHERE person = ?1"),
};
constexpr std::array kEraseDeviceLists {
    SqlText("DELETE FROM device_list_entries WHERE person = ?1"),
    SqlText("DELETE FROM device_lists WHERE person = ?1"),
};
constexpr std::array kEraseOfficeWords {
    SqlText("DELETE FROM office_words WHERE person = ?1"),
};
constexpr std::array kEraseArchives {
    SqlText("DELETE FROM archive_segments WHERE person = ?1"),
    SqlText("DELETE FROM archive_generations WHERE person = ?1"),
    SqlText("DELETE FROM archives WHERE person = ?1"),
};
constexpr std::array kEraseRecoveries {
    SqlText("DELETE FROM recoveries WHERE person = ?1"),
    SqlText("DELETE FROM recovery_tries WHERE person = ?1"),
};
constexpr std::array kEraseTokens {
    SqlText("DELETE FROM refresh_families WHERE device IN (SELECT id FROM devices WHERE person = ?1)"),
};
constexpr std::array kEraseInvites {
    SqlText("DELETE FROM invites WHERE person = ?1"),
};
constexpr std::array kEraseLetters {
    SqlText("DELETE FROM letters WHERE person = ?1 OR writer = ?1"),
};
constexpr std::array kErasePackages {
    SqlText("DELETE FROM key_packages WHERE person = ?1"),
};
constexpr std::array kEraseWelcomes {
    SqlText("DELETE FROM welcomes WHERE device IN (SELECT id FROM devices WHERE person = ?1)"),
    SqlText("DELETE FROM welcome_bundles WHERE ?1 IS NOT NULL "
            "AND NOT EXISTS (SELECT 1 FROM welcomes WHERE bundle = welcome_bundles.number)"),
};
constexpr std::array kEraseComplaints {
    SqlText("DELETE FROM bad_commits WHERE person = ?1"),
};
constexpr std::array kEraseSettings {
    SqlText("UPDATE members SET muted_until = NULL, archived = 0, pinned = 0 WHERE user = ?1"),
};
constexpr std::array kEraseWatermarks {
    SqlText("DELETE FROM watermarks WHERE user = ?1 "
            "AND conversation IN (SELECT conversation FROM members WHERE user = ?1)"),
};
constexpr std::array kEraseReceipts {
    SqlText("DELETE FROM receipts WHERE user = ?1 "
            "AND conversation IN (SELECT conversation FROM members WHERE user = ?1)"),
};

constexpr std::array kTables {
    PersonalTable { "admin_acts"_L1,
        "acts of administration of an early version, by the ids of what they were done to"_L1,
        SqlText("SELECT number, at AS done_at, act, object FROM admin_acts WHERE object = ?1"), kNothing,
        "ids and acts"_L1 },
    PersonalTable { "archive_generations"_L1, "how much of their sealed history lies here"_L1,
        SqlText("SELECT generation, state, first, next, bytes FROM archive_generations WHERE person = ?1"),
        kEraseArchives, {} },
    PersonalTable { "archive_segments"_L1,
        "their history, sealed: the relay cannot read it, their own devices can; here is what there is of it"_L1,
        SqlText("SELECT generation, number, stored AS stored_at, length(segment) AS bytes FROM archive_segments "
                "WHERE person = ?1"),
        kEraseArchives, {} },
    PersonalTable { "archives"_L1, "whether they keep such a history"_L1,
        SqlText("SELECT kept, last FROM archives WHERE person = ?1"), kEraseArchives, {} },
    PersonalTable { "audit"_L1, "what they did and what was done to them: ids and acts, never names or contents"_L1,
        SqlText("SELECT number, at AS done_at, act, times FROM audit WHERE person = ?1 OR instr(objects, ?1) > 0"),
        kNothing, "ids and acts: a chain out of which nothing can be taken"_L1 },
    PersonalTable { "audit_head"_L1, "nobody: the end of the audit log"_L1, {}, kNothing, {} },
    PersonalTable { "bad_commits"_L1, "which of their devices could not take a change of a group"_L1,
        SqlText("SELECT c.id AS conversation, b.device, b.seq FROM bad_commits b "
                "JOIN conversations c ON c.row = b.conversation WHERE b.person = ?1"),
        kEraseComplaints, {} },
    PersonalTable { "conversations"_L1,
        "titles, which their members chose together; whose conversations they are stands in members"_L1, {}, kNothing,
        {} },
    PersonalTable { "device_list_entries"_L1,
        "what their account key says of their devices, one word after the other"_L1,
        SqlText("SELECT number, entry FROM device_list_entries WHERE person = ?1"), kEraseDeviceLists, {} },
    PersonalTable { "device_lists"_L1, "the same, as it stands"_L1,
        SqlText("SELECT list FROM device_lists WHERE person = ?1"), kEraseDeviceLists, {} },
    PersonalTable { "devices"_L1, "their devices, with the names that they gave them"_L1,
        SqlText("SELECT id, name, platform, created AS created_at, last_seen AS last_seen_at, revoked AS revoked_at "
                "FROM devices WHERE person = ?1"),
        kEraseDevices, "ids, by which groups take them out"_L1 },
    PersonalTable { "direct_pairs"_L1, "with whom they have a conversation of two"_L1,
        SqlText("SELECT p.low, p.high, c.id AS conversation FROM direct_pairs p "
                "JOIN conversations c ON c.row = p.conversation WHERE p.low = ?1 OR p.high = ?1"),
        kNothing, "ids: the other one keeps their conversation"_L1 },
    PersonalTable { "entries"_L1,
        "what they wrote, sealed: the relay cannot read it; and where they came into conversations and left them"_L1,
        SqlText("SELECT c.id AS conversation, e.place & 4294967295 AS seq, "
                "CASE e.kind WHEN 0 THEN 'message' WHEN 1 THEN 'change of keys' WHEN 2 THEN 'change of the "
                "conversation' ELSE 'erased' END AS kind, "
                "e.sender, e.device, e.message, e.sent_at, CASE WHEN e.kind < 2 THEN e.body END AS sealed "
                "FROM entries e JOIN conversations c ON c.row = e.place >> 32 "
                "WHERE e.sender = ?1 OR (e.kind = 2 AND instr(e.body, ?1) > 0)"),
        kNothing,
        "places without content, and changes of groups, which hold keys and ids; both go with the school's retention"_L1 },
    PersonalTable { "erasures"_L1, "that they were erased"_L1,
        SqlText("SELECT person, at AS erased_at, done FROM erasures WHERE person = ?1"), kNothing,
        "their id, so that they stay erased"_L1 },
    PersonalTable { "franking_keys"_L1, "nobody: keys of the relay"_L1, {}, kNothing, {} },
    PersonalTable { "group_leaves"_L1, "in which groups their devices are"_L1,
        SqlText("SELECT c.id AS conversation, g.device, g.ended FROM group_leaves g "
                "JOIN conversations c ON c.row = g.conversation WHERE g.person = ?1"),
        kNothing, "ids, until a member's device takes them out"_L1 },
    PersonalTable { "groups"_L1,
        "public keys and ids of everybody's devices, one tree a conversation; whose stands in group_leaves"_L1, {},
        kNothing, "as group_leaves"_L1 },
    PersonalTable { "holds"_L1, "that something of theirs must be kept"_L1,
        SqlText("SELECT since AS since_at FROM holds WHERE kind = 1 AND object = ?1"), kNothing,
        "nobody who is held is erased"_L1 },
    PersonalTable { "invites"_L1, "invites that were made for them"_L1,
        SqlText("SELECT id, label, created AS created_at, expires AS expires_at, used FROM invites WHERE person = ?1"),
        kEraseInvites, {} },
    PersonalTable { "key_packages"_L1, "public keys by which their devices are added"_L1,
        SqlText("SELECT device, ref, last_resort, expires AS expires_at, claimed AS claimed_at FROM key_packages "
                "WHERE person = ?1"),
        kErasePackages, {} },
    PersonalTable { "letters"_L1,
        "invitations that they wrote, sealed so that they alone can read them, and the one that invited them"_L1,
        SqlText("SELECT id, writer, person, written AS written_at, expires AS expires_at, proved AS proved_at, "
                "CASE WHEN writer = ?1 THEN letter END AS sealed FROM letters WHERE person = ?1 OR writer = ?1"),
        kEraseLetters, {} },
    PersonalTable { "members"_L1, "in which conversations they are or were, and how they set them"_L1,
        SqlText("SELECT c.id AS conversation, c.title, m.owner, m.first, m.last, m.muted_until AS muted_until_at, "
                "m.archived, m.pinned FROM members m JOIN conversations c ON c.row = m.conversation WHERE m.user = ?1"),
        kEraseSettings, "an id, for those who were in it too"_L1 },
    PersonalTable {
        "office_entries"_L1, "nobody by name: which account keys speak for a school's office"_L1, {}, kNothing, {} },
    PersonalTable { "office_words"_L1,
        "what the school's office confirmed of them: their account key, role and class"_L1,
        SqlText("SELECT word FROM office_words WHERE person = ?1"), kEraseOfficeWords, {} },
    PersonalTable { "offices"_L1, "the same as office_entries, as it stands"_L1, {}, kNothing, {} },
    PersonalTable { "people"_L1, "who they are, and how they sign in"_L1,
        SqlText("SELECT id, school, name, user_name, role, label, disabled, password_hash IS NOT NULL AS has_password, "
                "last_seen AS last_seen_at, created AS created_at, erased AS erased_at FROM people WHERE id = ?1"),
        kErasePerson, "an id, a role and when"_L1 },
    PersonalTable { "receipts"_L1, "when they received and read what, step by step"_L1,
        SqlText("SELECT c.id AS conversation, CASE r.kind WHEN 0 THEN 'delivered' ELSE 'read' END AS kind, r.up_to, "
                "r.at AS reached_at FROM receipts r JOIN conversations c ON c.row = r.conversation WHERE r.user = ?1"),
        kEraseReceipts, {} },
    PersonalTable { "recoveries"_L1,
        "what their recovery sheet opens, sealed: the relay cannot read it; the words are on paper alone"_L1,
        SqlText("SELECT made AS made_at, changed AS changed_at, version, parameters, blob AS sealed FROM recoveries "
                "WHERE person = ?1"),
        kEraseRecoveries, {} },
    PersonalTable { "recovery_tries"_L1, "how often the wrong words were tried lately"_L1,
        SqlText("SELECT wrong, since AS since_at FROM recovery_tries WHERE person = ?1"), kEraseRecoveries, {} },
    PersonalTable { "refresh_families"_L1, "that their devices are signed in; the tokens themselves are not kept"_L1,
        SqlText("SELECT f.id, f.device, f.rotated AS rotated_at, f.expires AS expires_at, f.revoked AS revoked_at "
                "FROM refresh_families f JOIN devices d ON d.id = f.device WHERE d.person = ?1"),
        kEraseTokens, {} },
    PersonalTable { "relay_meta"_L1, "nobody: what the relay remembers of itself"_L1, {}, kNothing, {} },
    PersonalTable { "restored_heads"_L1, "nobody: where conversations stood in backups"_L1, {}, kNothing, {} },
    PersonalTable { "restores"_L1, "nobody: when backups were put back"_L1, {}, kNothing, {} },
    PersonalTable { "schools"_L1, "nobody: schools and what they chose"_L1, {}, kNothing, {} },
    PersonalTable { "signing_keys"_L1, "nobody: keys of the relay"_L1, {}, kNothing, {} },
    PersonalTable { "watermarks"_L1, "up to where they received and read, with their device's signature"_L1,
        SqlText("SELECT c.id AS conversation, CASE w.kind WHEN 0 THEN 'delivered' ELSE 'read' END AS kind, w.up_to, "
                "w.at AS reached_at, w.proof FROM watermarks w JOIN conversations c ON c.row = w.conversation "
                "WHERE w.user = ?1"),
        kEraseWatermarks, {} },
    PersonalTable {
        "welcome_bundles"_L1, "nobody by name: what welcomes point at, sealed for devices"_L1, {}, kNothing, {} },
    PersonalTable { "welcomes"_L1, "groups that wait for their devices"_L1,
        SqlText("SELECT c.id AS conversation, w.device, w.created AS created_at FROM welcomes w "
                "JOIN conversations c ON c.row = w.conversation JOIN devices d ON d.id = w.device WHERE d.person = ?1"),
        kEraseWelcomes, {} },
};

constexpr std::array kFiles {
    PersonalFile { "relay.db"_L1, "the tables"_L1,
        "as each table says; it is written anew, so that no copy stays in free room"_L1 },
    PersonalFile { "relay.db-wal, relay.db-shm"_L1, "the newest changes of the tables"_L1, "emptied"_L1 },
    PersonalFile {
        "erasures"_L1, "ids of those who were erased"_L1, "their id, so that no backup brings them back"_L1 },
    PersonalFile { "backups"_L1, "the tables as they were, sealed with a key of the relay's owner"_L1,
        "as they were: erased again before a relay serves them; delete those that you do not need"_L1 },
    PersonalFile { "the relay's log"_L1,
        "ids in short, codes and numbers; names, texts and addresses have no way in"_L1,
        "goes with the journal's own time"_L1 },
};

} // namespace

std::span<const PersonalTable> personalTables()
{
    return kTables;
}

std::span<const PersonalFile> personalFiles()
{
    return kFiles;
}

} // namespace pc::relay::log
