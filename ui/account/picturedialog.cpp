// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/account/picturedialog.h"

#include "ui/models/whendone.h"
#include "ui/words/errors.h"

#include <QAction>
#include <QClipboard>
#include <QDropEvent>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMimeData>
#include <QVBoxLayout>

#include <utility>

namespace pc::account {

using namespace style;
using pictures::CameraTrouble;

namespace {

constexpr std::chrono::seconds kPatienceWithAPhoto { 10 };

QString readingSentence(Errc code)
{
    switch (code) {
    case Errc::NotFound:
        return PictureDialog::tr(
            "The square with the black and white pattern was not found in it. Please take the photo from nearer, "
            "with the whole square on it.");
    case Errc::TooLarge:
        return PictureDialog::tr("This file is too large for a photo.");
    case Errc::Unsupported:
        return PictureDialog::tr("This file cannot be read as a photo. A JPEG or PNG file can.");
    case Errc::Timeout:
        return PictureDialog::tr(
            "This photo takes too long to read. Please take another one, with less around the picture.");
    case Errc::Disk:
        return PictureDialog::tr("This file cannot be opened.");
    default:
        return words::errorSentence(code);
    }
}

} // namespace

PictureDialog::PictureDialog(
    const QString &task, const pictures::CameraMaker &camera, const Theme &theme, QWidget *parent)
    : FittingDialog(parent)
    , m_theme(theme)
    , m_camera(camera())
{
    setAttribute(Qt::WA_DeleteOnClose);
    setModal(true);
    setAcceptDrops(true);
    setWindowTitle(tr("Read a picture"));
    buildWidgets(task);
    m_patience.setSingleShot(true);
    m_patience.setInterval(kPatienceWithAPhoto);
    connect(&m_patience, &QTimer::timeout, this, &PictureDialog::giveUp);
    connect(m_camera.get(), &pictures::Camera::frameTaken, this, &PictureDialog::showFrame);
    connect(m_camera.get(), &pictures::Camera::failed, this, &PictureDialog::showCameraTrouble);
    connect(&m_reader, &pictures::FrameReader::codeRead, this, &PictureDialog::finish);
    connect(m_open, &QPushButton::clicked, this, &PictureDialog::choose);
    connect(m_paste, &QPushButton::clicked, this, &PictureDialog::paste);
    connect(m_cancel, &QPushButton::clicked, this, &PictureDialog::reject);
}

void PictureDialog::buildWidgets(const QString &task)
{
    auto *headline = new PlainLabel(m_theme, TextSize::Headline, Weight::Strong, this);
    headline->setText(windowTitle());
    auto *text = new PlainLabel(m_theme, TextSize::Body, Weight::Regular, this);
    text->setText(task);
    text->setTone(Tone::Secondary);
    m_view = new pictures::FrameView(kCameraHeight, this);
    m_view->setAccessibleName(tr("What the camera sees"));
    m_view->hide();
    m_state = new PlainLabel(m_theme, TextSize::Body, Weight::Regular, this);
    m_state->setText(tr("Starting the camera…"));
    m_trouble = new PlainLabel(m_theme, TextSize::Secondary, Weight::Regular, this);
    m_trouble->setTone(Tone::Danger);
    m_trouble->hide();
    for (PlainLabel *label : { headline, text, m_state, m_trouble })
        label->setWordWrap(true);
    m_open = new QPushButton(tr("Open a photo…"), this);
    m_paste = new QPushButton(tr("Paste what was copied"), this);
    auto *pasting = new QAction(m_paste->text(), this);
    pasting->setShortcut(QKeySequence::Paste);
    addAction(pasting);
    connect(pasting, &QAction::triggered, this, &PictureDialog::paste);
    m_cancel = new QPushButton(tr("Cancel"), this);
    m_cancel->setFlat(true);
    for (QPushButton *button : { m_open, m_paste, m_cancel })
        button->setAutoDefault(false);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(m_cancel);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(kGap6, kGap6, kGap6, kGap4);
    layout->setSpacing(kGap3);
    for (QWidget *part : { static_cast<QWidget *>(headline), static_cast<QWidget *>(text),
             static_cast<QWidget *>(m_view), static_cast<QWidget *>(m_state), static_cast<QWidget *>(m_open),
             static_cast<QWidget *>(m_paste), static_cast<QWidget *>(m_trouble) })
        layout->addWidget(part);
    layout->addLayout(buttons);
}

// ---- The camera

void PictureDialog::showEvent(QShowEvent *event)
{
    FittingDialog::showEvent(event);
    if (m_camera && !std::exchange(m_isRunning, true))
        m_camera->start();
}

void PictureDialog::showFrame(const QImage &frame)
{
    if (m_view->frame().isNull()) {
        m_state->setText(tr("Hold the picture before the camera until it is read. Or use a photo of it:"));
        m_view->setVisible(true);
        fit();
    }
    m_view->setFrame(frame);
    m_reader.offer(frame);
}

void PictureDialog::showCameraTrouble(CameraTrouble trouble)
{
    m_view->hide();
    switch (trouble) {
    case CameraTrouble::NoCamera:
        m_state->setText(
            tr("No camera was found on this computer. Take a photo of the picture with a telephone, bring it "
               "to this computer, and open it, paste it or drop it here."));
        break;
    case CameraTrouble::Unusable:
        m_state->setText(
            tr("The camera shows nothing: another program uses it, or ParentConnect may not. You can open a "
               "photo of the picture, paste it or drop it here."));
        break;
    }
    fit();
}

// ---- What is picked

void PictureDialog::choose()
{
    auto *files = new QFileDialog(
        this, tr("Open a photo"), QString(), tr("Photos (*.png *.jpg *.jpeg *.webp *.bmp);;All files (*)"));
    files->setAttribute(Qt::WA_DeleteOnClose);
    files->setFileMode(QFileDialog::ExistingFile);
    connect(files, &QFileDialog::fileSelected, this, [this](const QString &path) { take(path); });
    files->open();
}

void PictureDialog::paste()
{
    const QMimeData *copied = QGuiApplication::clipboard()->mimeData();
    const auto picked = copied ? pictures::pictureIn(*copied) : std::nullopt;
    if (picked)
        take(*picked);
    else
        setTrouble(tr("What was copied last is no photo."));
}

void PictureDialog::dragEnterEvent(QDragEnterEvent *event)
{
    const QMimeData *dragged = event->mimeData();
    if (dragged->hasImage() || (dragged->urls().size() == 1 && dragged->urls().first().isLocalFile()))
        event->acceptProposedAction();
}

void PictureDialog::dropEvent(QDropEvent *event)
{
    const auto picked = pictures::pictureIn(*event->mimeData());
    if (!picked)
        return;
    event->acceptProposedAction();
    take(*picked);
}

void PictureDialog::take(const pictures::PickedPicture &picked)
{
    if (m_patience.isActive())
        return;
    setTrouble({});
    m_patience.start();
    ui::whenDone(pictures::readPicture(picked), this, [this, number = ++m_taken](const Result<QString> &read) {
        if (number != m_taken)
            return;
        m_patience.stop();
        if (read)
            finish(*read);
        else
            setTrouble(readingSentence(read.code()));
    });
}

void PictureDialog::giveUp()
{
    ++m_taken;
    setTrouble(readingSentence(Errc::Timeout));
}

// ---- The end

void PictureDialog::finish(const QString &text)
{
    if (m_isDone)
        return;
    accept();
    Q_EMIT pictureRead(text);
}

void PictureDialog::done(int result)
{
    m_isDone = true;
    if (m_isRunning)
        m_camera->stop();
    m_isRunning = false;
    FittingDialog::done(result);
}

void PictureDialog::setTrouble(const QString &sentence)
{
    m_trouble->setText(sentence);
    m_trouble->setVisible(!sentence.isEmpty());
    if (isVisible())
        fit();
}

} // namespace pc::account
