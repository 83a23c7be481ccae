// SPDX-License-Identifier: GPL-3.0-or-later
// Reading a picture, in each of the ways there are; and that a camera is on for as long as somebody uses it.

#include "tests/support/scriptedcamera/scriptedcamera.h"
#include "ui/account/picturedialog.h"
#include "ui/pictures/codereader.h"
#include "ui/pictures/qrcode.h"

#include <QClipboard>
#include <QDropEvent>
#include <QGuiApplication>
#include <QMimeData>
#include <QPointer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

using namespace pc;
using namespace std::chrono_literals;
using account::PictureDialog;
using pictures::CameraTrouble;

namespace {

const QString kText = QStringLiteral("PCSAFE1.abc");

QImage coded()
{
    return pictures::QrCode::of(kText)->image(5);
}

QImage blank()
{
    QImage image(320, 240, QImage::Format_RGB32);
    image.fill(Qt::gray);
    return image;
}

} // namespace

class tst_PictureDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.install(); }

    void init()
    {
        m_dialog = new PictureDialog(QStringLiteral("The one on the other screen."), maker(), m_theme);
        m_read = std::make_unique<QSignalSpy>(m_dialog.data(), &PictureDialog::pictureRead);
    }

    void cleanup() { delete m_dialog.data(); }

    void theCameraIsOnWhileTheWindowIsThere()
    {
        QVERIFY(!m_camera->isOn());
        m_dialog->show();
        QVERIFY(m_camera->isOn());
        QVERIFY(m_dialog->state().contains(QStringLiteral("Starting")));
        QPointer<support::ScriptedCamera> camera = m_camera;
        m_dialog->cancelButton()->click();
        QVERIFY(camera && !camera->isOn());
        QCOMPARE(m_read->size(), 0);
    }

    void whatTheCameraSeesIsShownAndReadOnce()
    {
        m_dialog->show();
        QVERIFY(!m_dialog->view().isVisible());
        m_camera->see(blank());
        QVERIFY(m_dialog->view().isVisible());
        QVERIFY(m_dialog->state().contains(QStringLiteral("Hold the picture")));
        m_camera->see(coded());
        m_camera->see(coded());
        QTRY_COMPARE(m_read->size(), 1);
        QCOMPARE(m_read->first().first().toString(), kText);
        QVERIFY(!m_dialog || !m_dialog->isVisible());
    }

    void withoutACameraTheOtherWaysAreNamed_data()
    {
        QTest::addColumn<CameraTrouble>("trouble");
        QTest::addColumn<QString>("says");
        QTest::newRow("none") << CameraTrouble::NoCamera << QStringLiteral("No camera was found");
        QTest::newRow("unusable") << CameraTrouble::Unusable << QStringLiteral("another program uses it");
    }

    void withoutACameraTheOtherWaysAreNamed()
    {
        QFETCH(CameraTrouble, trouble);
        QFETCH(QString, says);
        m_camera->trouble = trouble;
        m_dialog->show();
        QVERIFY2(m_dialog->state().contains(says), qPrintable(m_dialog->state()));
        QVERIFY(m_dialog->state().contains(QStringLiteral("paste it or drop it here")));
        QVERIFY(!m_dialog->view().isVisible());
        QVERIFY(m_dialog->openButton()->isEnabled() && m_dialog->pasteButton()->isEnabled());
        m_dialog->take(coded());
        QTRY_COMPARE(m_read->size(), 1);
    }

    void aFileIsReadAndARefusalSaysWhy()
    {
        m_dialog->show();
        QTemporaryDir folder;
        m_dialog->take(folder.filePath(QStringLiteral("none.png")));
        QTRY_VERIFY(m_dialog->trouble().contains(QStringLiteral("cannot be opened")));
        QFile text(folder.filePath(QStringLiteral("letter.png")));
        QVERIFY(text.open(QIODevice::WriteOnly) && text.write("Dear parents") > 0);
        text.close();
        m_dialog->take(text.fileName());
        QTRY_VERIFY(m_dialog->trouble().contains(QStringLiteral("JPEG or PNG")));
        QVERIFY(text.resize(pictures::kMostFileBytes + 1));
        m_dialog->take(text.fileName());
        QTRY_VERIFY(m_dialog->trouble().contains(QStringLiteral("too large")));
        m_dialog->take(blank());
        QTRY_VERIFY(m_dialog->trouble().contains(QStringLiteral("was not found in it")));
        QCOMPARE(m_read->size(), 0);
        const QString photo = folder.filePath(QStringLiteral("photo.png"));
        QVERIFY(coded().save(photo));
        m_dialog->take(photo);
        QTRY_COMPARE(m_read->size(), 1);
    }

    void aPictureThatTakesTooLongIsGivenUpAndTheNextOneRead()
    {
        m_dialog->show();
        m_dialog->setPatience(0ms);
        QImage wide(pictures::kMostReadSide, pictures::kMostReadSide, QImage::Format_RGB32);
        wide.fill(Qt::white);
        m_dialog->take(wide.scaled(wide.size() * 2));
        QTRY_VERIFY(m_dialog->trouble().contains(QStringLiteral("too long")));
        m_dialog->setPatience(1min);
        m_dialog->take(coded()); // the late answer to the first one does not end it
        QTRY_COMPARE(m_read->size(), 1);
    }

    void whatWasCopiedIsPasted()
    {
        m_dialog->show();
        QGuiApplication::clipboard()->setText(kText);
        m_dialog->pasteButton()->click();
        QTRY_VERIFY(m_dialog->trouble().contains(QStringLiteral("no photo")));
        QGuiApplication::clipboard()->setImage(coded());
        m_dialog->activateWindow();
        QTRY_VERIFY(m_dialog->isActiveWindow());
        QTest::keySequence(m_dialog.data(), QKeySequence::Paste);
        QTRY_COMPARE(m_read->size(), 1);
        QCOMPARE(m_read->first().first().toString(), kText);
    }

    void whatIsDroppedIsReadAndAPageOfTheWebIsNotFetched()
    {
        m_dialog->show();
        QMimeData page;
        page.setUrls({ QUrl(QStringLiteral("https://example.org/code.png")) });
        QVERIFY(!drop(page));
        QMimeData photo;
        photo.setImageData(coded());
        QVERIFY(drop(photo));
        QTRY_COMPARE(m_read->size(), 1);
    }

private:
    pictures::CameraMaker maker()
    {
        return [this] {
            auto camera = std::make_unique<support::ScriptedCamera>();
            m_camera = camera.get();
            return camera;
        };
    }

    /// Whether it was taken.
    bool drop(QMimeData &data)
    {
        QDragEnterEvent enter({ 9, 9 }, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        enter.ignore();
        QCoreApplication::sendEvent(m_dialog.data(), &enter);
        QDropEvent dropped({ 9, 9 }, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        dropped.ignore();
        QCoreApplication::sendEvent(m_dialog.data(), &dropped);
        return enter.isAccepted() && dropped.isAccepted();
    }

    style::Theme m_theme;
    QPointer<support::ScriptedCamera> m_camera; ///< The dialog's.
    QPointer<PictureDialog> m_dialog;
    std::unique_ptr<QSignalSpy> m_read;
};

QTEST_MAIN(tst_PictureDialog)
#include "tst_picturedialog.moc"
