// SPDX-License-Identifier: GPL-3.0-or-later
// Sizes in logical pixels, on a scale of four. The one place with numbers of pixels. What holds text is passed
// through Theme::scaled(), so that it grows with the reader's letters.

#pragma once

#include <QtGlobal>

namespace pc::style {

// Distances.
inline constexpr int kGap1 = 4;
inline constexpr int kGap2 = 8;
inline constexpr int kGap3 = 12;
inline constexpr int kGap4 = 16;
inline constexpr int kGap6 = 24;
inline constexpr int kGap8 = 32;

// Type, before the system's font scale.
enum class TextSize : quint8 {
    Small = 11,
    Caption = 12,
    Secondary = 13,
    Body = 14,
    Title = 16,
    Headline = 20,
};
inline constexpr double kLineHeight = 1.4;

// Window.
inline constexpr int kOnePaneBelow = 720; ///< Narrower windows show one pane at a time.
inline constexpr int kLeastWidth = 360;
inline constexpr int kLeastHeight = 480;
inline constexpr int kStartWidth = 1280;
inline constexpr int kStartHeight = 800;
inline constexpr int kSidebarWidth = 320;
inline constexpr int kSidebarLeast = 240;
inline constexpr int kSidebarMost = 420;
inline constexpr int kDetailsWidth = 320;
inline constexpr int kHeaderHeight = 60;
inline constexpr int kStripHeight = 33;
inline constexpr int kColumnMost = 440; ///< Pages of the first start, dialogs.

// Rows and what stands in them.
inline constexpr int kRowHeight = 64;
inline constexpr int kPersonRowHeight = 52;
inline constexpr int kAvatarLarge = 64;
inline constexpr int kAvatar = 44;
inline constexpr int kAvatarMedium = 36;
inline constexpr int kAvatarSmall = 28;
inline constexpr int kPresenceDot = 10;
inline constexpr int kPresenceRing = 2;
inline constexpr int kBadgeHeight = 20;
inline constexpr int kChipHeight = 20;
inline constexpr int kFilterHeight = 24;
inline constexpr int kSelectionBar = 3;

// Bubbles.
inline constexpr int kBubbleRadius = 14;
inline constexpr int kBubbleInnerRadius = 5;
inline constexpr int kBubbleMost = 520;
inline constexpr int kBubbleGap = 2;
inline constexpr int kGroupGap = 10;
inline constexpr int kBubblePad = 12; ///< Beside the text.
inline constexpr int kBubblePadTop = 8;
inline constexpr int kBubblePadBottom = 6;
inline constexpr double kBubbleShare = 0.85; ///< Of the column, where that is less than kBubbleMost.

// Timeline.
inline constexpr int kTimelineMargin = 24;
inline constexpr int kTimelineMarginNarrow = 12; ///< Where one pane is shown at a time.
inline constexpr int kTimelineNarrow = 480; ///< A timeline below this width takes the narrow margin.
inline constexpr int kTimelineMost = 1040; ///< Wider windows keep the two sides of a talk in one view.
inline constexpr int kTimelineEnd = 16; ///< Below the last row.
inline constexpr int kTypingWidth = 52;
inline constexpr int kTypingHeight = 26;
inline constexpr int kTypingDot = 6;
inline constexpr int kWheelLine = 24; ///< One of the lines that a wheel's notch scrolls.
inline constexpr int kSlideIn = 150; ///< Milliseconds.
inline constexpr int kFlash = 1200; ///< Milliseconds that a row lights up after a jump to it.

// Controls.
inline constexpr int kControlHeight = 36;
inline constexpr int kTouchHeight = 44;
inline constexpr int kSendButton = 40;
inline constexpr int kFieldRadius = 10;
inline constexpr int kCardRadius = 12;
inline constexpr int kButtonRadius = 8;
inline constexpr int kIcon = 20;
inline constexpr int kIconSmall = 16;
inline constexpr int kIconTiny = 12;
inline constexpr double kStroke = 1.75; ///< On the icons' grid of 24.
inline constexpr double kHeavyStroke = 2.75;
inline constexpr int kFocusWidth = 2;
inline constexpr int kFocusGap = 2;
inline constexpr int kScrollBar = 10;

// Composer.
inline constexpr int kComposerHeight = 60;
inline constexpr int kComposerLines = 8;

// Pictures that a camera reads.
inline constexpr int kCodeSide = 248; ///< At most: a whole number of pixels a square decides.
inline constexpr int kCameraHeight = 240;

// Motion, in milliseconds.
inline constexpr int kMotionShort = 120;
inline constexpr int kMotionLong = 180;
inline constexpr int kPatience = 150; ///< What lasts longer says what is happening.

} // namespace pc::style
