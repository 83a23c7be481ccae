// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/admin/commandtable.h"

#include <array>

namespace pc::relay::admin {

namespace {

using namespace Qt::StringLiterals;

constexpr std::array kPolicyOptions {
    TypedOption { "name"_L1, "name"_L1 },
    TypedOption { "school"_L1, "school"_L1 },
    TypedOption { "guardians-write-to-guardians"_L1, "guardiansMayWriteToGuardians"_L1, OptionType::Flag },
    TypedOption { "guardians-create-groups"_L1, "guardiansMayCreateGroups"_L1, OptionType::Flag },
};
constexpr std::array kPersonOptions {
    TypedOption { "school"_L1, "school"_L1 },
    TypedOption { "name"_L1, "name"_L1 },
    TypedOption { "role"_L1, "role"_L1 },
    TypedOption { "label"_L1, "label"_L1 },
};
constexpr std::array kInviteOptions {
    TypedOption { "person"_L1, "person"_L1 },
    TypedOption { "school"_L1, "school"_L1 },
    TypedOption { "role"_L1, "role"_L1 },
    TypedOption { "label"_L1, "label"_L1 },
    TypedOption { "days"_L1, "days"_L1, OptionType::Number },
    TypedOption { "uses"_L1, "uses"_L1, OptionType::Number },
};
constexpr std::array kObjectOptions {
    TypedOption { "person"_L1, "person"_L1 },
    TypedOption { "device"_L1, "device"_L1 },
    TypedOption { "invite"_L1, "invite"_L1 },
};
constexpr std::array kRetentionOptions {
    TypedOption { "school"_L1, "school"_L1 },
    TypedOption { "days"_L1, "days"_L1, OptionType::Number },
};
constexpr std::array kHoldOptions {
    TypedOption { "school"_L1, "school"_L1 },
    TypedOption { "person"_L1, "person"_L1 },
    TypedOption { "conversation"_L1, "conversation"_L1 },
};
constexpr std::array kDutyOptions {
    TypedOption { "person"_L1, "person"_L1 },
    TypedOption { "to"_L1, "to"_L1 },
    TypedOption { "yes"_L1, "yes"_L1, OptionType::Flag },
};
constexpr std::array kClassOptions {
    TypedOption { "school"_L1, "school"_L1 },
    TypedOption { "name"_L1, "name"_L1 },
    TypedOption { "class"_L1, "class"_L1 },
    TypedOption { "member"_L1, "members"_L1, OptionType::Texts },
};
constexpr std::array kFileOptions {
    TypedOption { "file"_L1, "file"_L1 },
};
constexpr std::array kAuditOptions {
    TypedOption { "before"_L1, "before"_L1, OptionType::Number },
    TypedOption { "limit"_L1, "limit"_L1, OptionType::Number },
    TypedOption { "head"_L1, "head"_L1 },
};
constexpr std::array kListOptions {
    TypedOption { "class"_L1, "class"_L1 },
    TypedOption { "school"_L1, "school"_L1 },
    TypedOption { "person"_L1, "person"_L1 },
    TypedOption { "search"_L1, "search"_L1 },
    TypedOption { "after"_L1, "after"_L1 },
    TypedOption { "limit"_L1, "limit"_L1, OptionType::Number },
};

constexpr std::array kTypedCommands {
    TypedCommand { "create-school"_L1, "create-school"_L1,
        "--name NAME [--guardians-write-to-guardians] [--guardians-create-groups]"_L1, kPolicyOptions },
    TypedCommand { "set-policy"_L1, "set-policy"_L1,
        "--school ID [--guardians-write-to-guardians] [--guardians-create-groups]"_L1, kPolicyOptions },
    TypedCommand { "create-person"_L1, "create-person"_L1,
        "--school ID --name NAME [--role guardian|staff|administrator] [--label TEXT]"_L1, kPersonOptions },
    TypedCommand { "create-invite"_L1, "create-invite"_L1,
        "--person ID | --school ID [--role ROLE] [--label TEXT] [--uses N]; [--days N]"_L1, kInviteOptions },
    TypedCommand { "withdraw-invite"_L1, "withdraw-invite"_L1, "--invite ID"_L1, kObjectOptions },
    TypedCommand { "reset-password"_L1, "reset-password"_L1, "--person ID"_L1, kObjectOptions },
    TypedCommand { "disable-person"_L1, "disable-person"_L1, "--person ID"_L1, kObjectOptions },
    TypedCommand { "enable-person"_L1, "enable-person"_L1, "--person ID"_L1, kObjectOptions },
    TypedCommand { "revoke-device"_L1, "revoke-device"_L1, "--device ID"_L1, kObjectOptions },
    TypedCommand { "create-class"_L1, "create-class"_L1, "--school ID --name NAME --member ID [--member ID ...]"_L1,
        kClassOptions },
    TypedCommand { "add-to-class"_L1, "add-to-class"_L1, "--class ID --member ID [--member ID ...]"_L1, kClassOptions },
    TypedCommand {
        "remove-from-class"_L1, "remove-from-class"_L1, "--class ID --member ID [--member ID ...]"_L1, kClassOptions },
    TypedCommand { "set-retention"_L1, "set-retention"_L1, "--school ID --days N"_L1, kRetentionOptions },
    TypedCommand { "place-hold"_L1, "place-hold"_L1, "--school ID | --person ID | --conversation ID"_L1, kHoldOptions },
    TypedCommand {
        "release-hold"_L1, "release-hold"_L1, "--school ID | --person ID | --conversation ID"_L1, kHoldOptions },
    TypedCommand { "list holds"_L1, "list-holds"_L1, ""_L1, {} },
    TypedCommand { "export"_L1, "export"_L1, "--person ID --to FOLDER"_L1, kDutyOptions },
    TypedCommand { "erase"_L1, "erase"_L1, "--person ID --yes"_L1, kDutyOptions },
    TypedCommand { "compact"_L1, "compact"_L1, ""_L1, {} },
    TypedCommand { "list schools"_L1, "list-schools"_L1, ""_L1, {} },
    TypedCommand { "list people"_L1, "list-people"_L1, "--school ID [--search TEXT] [--after CURSOR] [--limit N]"_L1,
        kListOptions },
    TypedCommand { "list invites"_L1, "list-invites"_L1, "--school ID [--after CURSOR] [--limit N]"_L1, kListOptions },
    TypedCommand { "list devices"_L1, "list-devices"_L1, "--person ID [--after CURSOR] [--limit N]"_L1, kListOptions },
    TypedCommand { "list classes"_L1, "list-classes"_L1, "--school ID [--after CURSOR] [--limit N]"_L1, kListOptions },
    TypedCommand { "list members"_L1, "list-members"_L1, "--class ID [--after CURSOR] [--limit N]"_L1, kListOptions },
    TypedCommand { "show person"_L1, "show-person"_L1, "--person ID"_L1, kObjectOptions },
    TypedCommand { "statistics"_L1, "statistics"_L1, ""_L1, {} },
    TypedCommand { "limits"_L1, "limits"_L1, ""_L1, {} },
    TypedCommand { "ready"_L1, "ready"_L1, ""_L1, {} },
    TypedCommand { "doctor"_L1, "doctor"_L1, ""_L1, {} },
    TypedCommand { "backup key"_L1, "backup-key"_L1, "--file FILE"_L1, kFileOptions },
    TypedCommand { "backup create"_L1, "backup-create"_L1, "--file FILE"_L1, kFileOptions },
    TypedCommand { "backup verify"_L1, "backup-verify"_L1, "--file FILE"_L1, kFileOptions },
    TypedCommand { "backup restore"_L1, "backup-restore"_L1, "--file FILE"_L1, kFileOptions },
    TypedCommand { "audit list"_L1, "audit-list"_L1, "[--before NUMBER] [--limit N]"_L1, kAuditOptions },
    TypedCommand { "audit verify"_L1, "audit-verify"_L1, "[--head HASH]"_L1, kAuditOptions },
    TypedCommand { "audit head"_L1, "audit-head"_L1, ""_L1, {} },
};

} // namespace

std::span<const TypedCommand> typedCommands()
{
    return kTypedCommands;
}

} // namespace pc::relay::admin
