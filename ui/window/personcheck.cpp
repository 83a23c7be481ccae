// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/personcheck.h"

#include "ui/account/safetycodedialog.h"
#include "ui/models/whendone.h"
#include "ui/window/dialogs.h"
#include "ui/words/errors.h"

#include <QCoreApplication>

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

    void confirm(const QByteArray &shown, session::ConfirmedFor whom) const
    {
        ui::whenDone(session.confirmKeys(person, shown, whom), &over, [check = *this](const Result<void> &confirmed) {
            if (confirmed)
                return;
            const QString why = confirmed.code() == Errc::Forbidden
                ? CheckWords::tr("Another administrator of your school has to confirm you first, as you do here.")
                : words::errorSentence(confirmed.code());
            check.tell({ CheckWords::tr("This could not be kept"), why, {} });
        });
    }

    void confirmed(const session::SafetyView &view) const
    {
        confirm(view.shown, session::ConfirmedFor::Self);
        if (own != people::Role::Administrator)
            return;
        auto *dialog = new ConfirmDialog(theme,
            { CheckWords::tr("Confirm %1 for the whole school?").arg(style::isolated(view.name)),
                CheckWords::tr(
                    "Everybody then sees “confirmed by the school”, and nobody has to compare numbers. Do it only for "
                    "somebody whom you saw, or know by voice."),
                CheckWords::tr("Confirm for everybody") },
            &over);
        QObject::connect(dialog, &QDialog::accepted, &over,
            [check = *this, shown = view.shown] { check.confirm(shown, session::ConfirmedFor::School); });
        dialog->open();
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

} // namespace pc::window
