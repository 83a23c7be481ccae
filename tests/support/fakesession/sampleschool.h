// SPDX-License-Identifier: GPL-3.0-or-later
// The people and texts of the pictures that the client's look is held against, as a session that can go on living.

#pragma once

#include "tests/support/fakesession/fakesession.h"

#include <QDate>

#include <memory>

namespace pc::support {

/// A session and the names a script needs; the clock must outlive it.
struct SampleSchool
{
    std::unique_ptr<FakeSession> session;
    UserId me;
    UserId ada; ///< Teacher of 3B.
    UserId office;
    UserId luis; ///< Father of Mateo.
    UserId jana;
    ConversationId class3b;
    ConversationId withAda;
    ConversationId withOffice;
    ConversationId withLuis;
    ConversationId class1a;
    ConversationId football;
    ConversationId withJana;
};

/// The day that all samples play on; its times of day are local time, as the pictures show them.
QDate sampleDay();
UtcTime sampleTime(int hour, int minute, int daysBefore = 0);

/// All members, the own person first, with one or two devices each; sealed, with a code of 30 digits.
session::Readers sampleReaders(const chat::Conversation &conversation, UserId self);

/// Seven conversations; everybody can read their own; Ada is online, two messages of Luis wait in the class. Nobody types: see FakeSession::type().
SampleSchool sampleSchool(Clock &clock);

/// The same class in Arabic, one conversation, everything read.
SampleSchool sampleSchoolArabic(Clock &clock);

} // namespace pc::support
