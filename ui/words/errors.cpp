// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/words/errors.h"

#include <QCoreApplication>

namespace pc::words {
namespace {

struct Errors
{
    Q_DECLARE_TR_FUNCTIONS(pc::words::Errors)
};

} // namespace

QString errorSentence(Errc code)
{
    switch (code) {
    case Errc::Invalid:
        return Errors::tr("The school's server could not accept this. Please check what you entered.");
    case Errc::Unauthenticated:
        return Errors::tr("The name or the password is not right, or this computer was signed out. Please check both, "
                          "then sign in again.");
    case Errc::Forbidden:
        return Errors::tr("The school does not allow this for you. Please ask them if you need it.");
    case Errc::NotFound:
        return Errors::tr("This is not there any more. Nothing was changed.");
    case Errc::StaleEpoch:
        return Errors::tr("The members have just changed. Please try again.");
    case Errc::TooLarge:
        return Errors::tr("This is larger than the school allows. Please send it in smaller parts.");
    case Errc::RateLimited:
        return Errors::tr("This was tried very often. Please wait a minute, then try again.");
    case Errc::Expired:
        return Errors::tr("This is no longer valid. Please ask the school for a new one.");
    case Errc::Unsupported:
        return Errors::tr("The school's server does not know this yet, or this app is too old. Please update this app; "
                          "if that does not help, tell the school.");
    case Errc::Unavailable:
        return Errors::tr("The school's server is busy. Nothing is lost; please try again later.");
    case Errc::Internal:
        return Errors::tr("Something went wrong in the app or at the school's server. Nothing that you "
                          "wrote is lost; please try again.");
    case Errc::Conflict:
        return Errors::tr("This is already taken. Please choose another.");
    case Errc::Timeout:
        return Errors::tr("The school's server did not answer in time. Please try again.");
    case Errc::Cancelled:
        return Errors::tr("This was stopped before it was done. Please begin again when you like.");
    case Errc::Network:
        return Errors::tr("There is no connection to the school's server. Please check the network and "
                          "the address.");
    case Errc::CertificateRefused:
        return Errors::tr("The server could not prove that it is the school's. Nothing was sent to it. Please see that "
                          "this computer's date and time are right, else ask the school.");
    case Errc::ProxyRefused:
        return Errors::tr("The network here asks for a name and a password of its own before it lets this app through. "
                          "Please enter them under “Connection”.");
    case Errc::Disk:
        return Errors::tr("This computer's disk refused to save or to read. Nothing more is sent until it works again; "
                          "please see that it is connected and in order.");
    case Errc::DiskFull:
        return Errors::tr("The disk is full. What was saved is still there; please free some space.");
    case Errc::Corrupt:
        return Errors::tr(
            "The saved messages on this computer are damaged. Nothing was deleted; please start ParentConnect again.");
    case Errc::NewerVersion:
        return Errors::tr("The saved messages were written by a newer version of this app. Please "
                          "install that version.");
    case Errc::Locked:
        return Errors::tr("Another program is using the saved messages just now. Please close it, then try again.");
    case Errc::NotSealed:
        return Errors::tr("The saved messages on this computer are not locked as they should be. They may have been "
                          "exchanged, so they were not opened. Nothing was changed; please tell the school.");
    case Errc::Sealed:
        return Errors::tr("The saved messages on this computer are locked. Please open them with your passphrase.");
    case Errc::EngineMismatch:
        return Errors::tr("This app was not put together correctly and cannot keep messages locked on this computer. "
                          "Please install it again.");
    case Errc::KeyMissing:
        return Errors::tr("The key to the saved messages is missing on this computer. They are still there; please "
                          "start ParentConnect again.");
    case Errc::KeyMismatch:
        return Errors::tr("This does not open the saved messages. Nothing was changed; please try again.");
    case Errc::KeychainUnavailable:
        return Errors::tr("This computer's password store does not answer. Please unlock it, then try again.");
    }
    return {};
}

} // namespace pc::words
