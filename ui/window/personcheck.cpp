// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/personcheck.h"

#include "ui/account/safetycodedialog.h"
#include "ui/models/whendone.h"
#include "ui/window/dialogs.h"
#include "ui/words/errors.h"
#include "ui/words/roles.h"

#include <QCoreApplication>

#include <functional>
#include <utility>

namespace pc::window {

namespace {

struct CheckWords
{
    Q_DECLARE_TR_FUNCTIONS(pc::window::PersonCheck)
};

/// What the dialogs of one check have in common.
struct Check
{
    session::Session &session;
    const style::Theme &theme;
    QWidget &over;
    people::Role own;
    UserId person;

    void tell(const ConfirmDialog::Words &words) const { (new ConfirmDialog(theme, words, &over))->open(); }

    void whenKept(QFuture<Result<void>> asked, const std::function<void()> &then) const
    {
        ui::whenDone(std::move(asked), &over, [check = *this, then](const Result<void> &kept) {
            if (kept)
                return then();
            const QString why = kept.code() == Errc::Forbidden
                ? CheckWords::tr("Another administrator of your school has to let you confirm people first.")
                : words::errorSentence(kept.code());
            check.tell({ CheckWords::tr("This could not be kept"), why, {} });
        });
    }

    void ask(const ConfirmDialog::Words &words, const std::function<void()> &then) const
    {
        auto *dialog = new ConfirmDialog(theme, words, &over);
        QObject::connect(dialog, &QDialog::accepted, &over, then);
        dialog->open();
    }

    void confirmed(const session::SafetyView &view) const
    {
        whenKept(session.confirmKeys(person, view.shown), [] {});
        if (own != people::Role::Administrator)
            return;
        const session::SeenPerson seen { view.person, view.shown };
        const QString consequence = CheckWords::tr(
            "Everybody then sees “confirmed by the school: %1”, and nobody has to compare numbers. Do it only for "
            "somebody whom you saw, or know by voice, and who is this at your school.")
                                        .arg(words::whatTheyAre(view.person));
        ask({ CheckWords::tr("Confirm %1 for the whole school?").arg(style::isolated(view.person.name)), consequence,
                CheckWords::tr("Confirm for everybody") },
            [check = *this, seen, speaks = view.speaksForOffice] {
                check.whenKept(check.session.confirmForSchool(seen), [check, seen, speaks] {
                    if (seen.person.role == people::Role::Administrator && !speaks)
                        check.offerOffice(seen);
                });
            });
    }

    /// An act of its own: whom the school knows as an administrator does not speak for it by that alone.
    void offerOffice(const session::SeenPerson &seen) const
    {
        const QString name = style::isolated(seen.person.name);
        ask({ CheckWords::tr("May %1 confirm people, too?").arg(name),
                CheckWords::tr("%1 will be able to confirm people for the school, as you do: parents, teachers and "
                               "other administrators. You can also leave this to yourself.")
                    .arg(name),
                CheckWords::tr("Let them confirm people") },
            [check = *this, seen] { check.whenKept(check.session.letIntoOffice(seen), [] {}); });
    }
};

} // namespace

void checkPerson(session::Session &session, people::Role own, UserId person, const style::Theme &theme, QWidget &over)
{
    const Check check { session, theme, over, own, person };
    ui::whenDone(session.safetyView(person), &over, [check](const Result<session::SafetyView> &view) {
        if (!view)
            return check.tell(
                { CheckWords::tr("This cannot be checked just now"), words::errorSentence(view.code()), {} });
        auto *dialog = new account::SafetyCodeDialog(*view, check.theme, &check.over);
        QObject::connect(dialog, &account::SafetyCodeDialog::confirmed, &check.over,
            [check, view = *view] { check.confirmed(view); });
        dialog->open();
    });
}

void tellOfRefusedInvitation(const people::Person &person, const style::Theme &theme, QWidget &over)
{
    const QString name = style::isolated(person.name);
    (new ConfirmDialog(theme,
         { CheckWords::tr("Somebody joined as %1 without your letter").arg(name),
             CheckWords::tr("They are not confirmed by the school. Please ask %1 whether it was them: if it was, "
                            "confirm them when you see them. If not, tell who looks after your school's server.")
                 .arg(name),
             {} },
         &over))
        ->open();
}

} // namespace pc::window
