// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/personcheck.h"

#include "ui/account/safetycodedialog.h"
#include "ui/models/whendone.h"
#include "ui/window/dialogs.h"
#include "ui/words/errors.h"

#include <QCoreApplication>

#include <functional>

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

    void refused(Errc code) const
    {
        const QString why = code == Errc::Forbidden
            ? CheckWords::tr("Another administrator of your school has to confirm you first, as you do here.")
            : words::errorSentence(code);
        tell({ CheckWords::tr("This could not be kept"), why, {} });
    }

    void confirmed(const session::SafetyView &view) const
    {
        ui::whenDone(session.confirmKeys(person, view.shown), &over, [check = *this](const Result<void> &kept) {
            if (!kept)
                check.refused(kept.code());
        });
        if (own == people::Role::Administrator)
            askForSchool({ view.person, view.shown, false });
    }

    void askForSchool(const session::SchoolWord &word) const
    {
        ask({ CheckWords::tr("Confirm %1 for the whole school?").arg(style::isolated(word.person.name)),
                CheckWords::tr(
                    "Everybody then sees “confirmed by the school”, and nobody has to compare numbers. It says that "
                    "this is %1. Do it only for somebody whom you saw, or know by voice.")
                    .arg(described(word.person)),
                CheckWords::tr("Confirm for everybody"), false },
            word, [check = *this, word] {
                if (word.person.role == people::Role::Administrator)
                    check.askWhetherTheySpeak(word);
            });
    }

    /// A question of its own: whoever confirms somebody does not appoint them by it.
    void askWhetherTheySpeak(session::SchoolWord word) const
    {
        word.speaksForSchool = true;
        const QString name = style::isolated(word.person.name);
        ask({ CheckWords::tr("May %1 confirm people for the school, too?").arg(name),
                CheckWords::tr(
                    "Everybody then believes whom %1 confirms. Say yes only to somebody who works in your school's "
                    "office.")
                    .arg(name),
                CheckWords::tr("Yes, they may"), false },
            word, [] {});
    }

    void ask(
        const ConfirmDialog::Words &words, const session::SchoolWord &word, const std::function<void()> &then) const
    {
        auto *dialog = new ConfirmDialog(theme, words, &over);
        QObject::connect(dialog, &QDialog::accepted, &over, [check = *this, word, then] {
            ui::whenDone(check.session.confirmForSchool(word), &check.over, [check, then](const Result<void> &said) {
                if (said)
                    then();
                else
                    check.refused(said.code());
            });
        });
        dialog->open();
    }

    static QString described(const people::Person &person)
    {
        const QString name = style::isolated(person.name);
        const QString what = person.label.isEmpty() ? roleWords(person.role)
                                                    : CheckWords::tr("%1, “%2”", "a parent, “Mother of Mateo”")
                                                          .arg(roleWords(person.role), style::isolated(person.label));
        return CheckWords::tr("%1, %2", "a name, who that is").arg(name, what);
    }

    static QString roleWords(people::Role role)
    {
        switch (role) {
        case people::Role::Guardian:
            return CheckWords::tr("a parent");
        case people::Role::Staff:
            return CheckWords::tr("somebody who works at the school");
        case people::Role::Administrator:
            return CheckWords::tr("an administrator of the school");
        }
        return {};
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
